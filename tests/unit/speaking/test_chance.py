"""A network without chance: noise as good as what it would draw, decided by the phonemes."""

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper

from narrator.speaking.chance import OLDEST_OPSET, take_out_chance

SHAPE = [3, 40, 50]
PHONEMES = [5, 9, 7, 7, 2]


def value(name, kind, shape):
    return helper.make_tensor_value_info(name, kind, shape)


def network(*nodes, opset=17, kind=TensorProto.FLOAT):
    """Return a network with a layer `big` of any shape, and a sound `out` made of it."""
    made = [
        helper.make_node("Cast", ["ones"], ["big"], to=kind),
        *nodes,
    ]
    given = [
        value("input", TensorProto.INT64, [1, "phonemes"]),
        value("ones", TensorProto.FLOAT, ["a", "b", "c"]),
    ]
    graph = helper.make_graph(made, "g", given, [value("out", kind, ["x", "y", "z"])])
    opsets = [helper.make_opsetid("", opset)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def opened(model):
    onnx.checker.check_model(model)
    session = onnxruntime.InferenceSession(model.SerializeToString())

    def draw(phonemes=PHONEMES, shape=SHAPE):
        given = {"input": np.array([phonemes]), "ones": np.ones(shape, np.float32)}
        return session.run(None, given)[0]

    return draw


def drawn(kind, opset=17, **settings):
    model = network(helper.make_node(kind, ["big"], ["out"], **settings), opset=opset)
    assert take_out_chance(model, "input") == 1
    return opened(model)


@pytest.mark.parametrize("opset", [OLDEST_OPSET, 13, 15, 18, 22])
@pytest.mark.parametrize("kind", ["RandomNormalLike", "RandomUniformLike"])
def test_same_phonemes_draw_the_same_and_others_draw_others(kind, opset):
    draw = drawn(kind, opset)
    first = draw()
    assert first.shape == tuple(SHAPE)
    assert not np.array_equal(draw(PHONEMES[::-1]), first)
    assert not np.array_equal(draw([*PHONEMES, 4]), first)
    assert np.array_equal(draw(), first)


def test_normal_noise_is_normal():
    noise = drawn("RandomNormalLike", mean=2.0, scale=3.0)(shape=[4, 500, 100])
    assert noise.mean() == pytest.approx(2.0, abs=0.03)
    assert noise.std() == pytest.approx(3.0, abs=0.03)
    # Of a normal distribution, 68.3 % are within one deviation and 99.7 % within three.
    assert np.mean(np.abs(noise - 2.0) < 3.0) == pytest.approx(0.683, abs=0.005)
    assert np.mean(np.abs(noise - 2.0) < 9.0) == pytest.approx(0.9973, abs=0.001)
    flat = (noise - 2.0).ravel() / 3.0
    for lag in (1, 100, 500):
        assert abs(np.mean(flat[lag:] * flat[:-lag])) < 0.01


def test_uniform_noise_is_uniform():
    noise = drawn("RandomUniformLike", low=-1.0, high=3.0)(shape=[4, 500, 100])
    assert noise.min() >= -1.0
    assert noise.max() <= 3.0
    shares = np.histogram(noise, 8, (-1.0, 3.0))[0] / noise.size
    assert shares == pytest.approx([0.125] * 8, abs=0.003)


def test_more_noise_than_the_table_has_is_drawn():
    noise = drawn("RandomNormalLike")(shape=[1, 3_000, 1_000])
    assert noise.shape == (1, 3_000, 1_000)
    assert noise.std() == pytest.approx(1.0, abs=0.01)


def test_two_nodes_draw_different_noise():
    model = network(
        helper.make_node("RandomNormalLike", ["big"], ["one"]),
        helper.make_node("RandomNormalLike", ["big"], ["two"]),
        helper.make_node("Sub", ["one", "two"], ["out"]),
    )
    assert take_out_chance(model, "input") == 2
    assert opened(model)().std() == pytest.approx(2**0.5, abs=0.05)


def test_a_shape_that_is_fixed_is_drawn():
    model = network(helper.make_node("RandomNormal", [], ["out"], shape=[2, 3, 4]))
    assert take_out_chance(model, "input") == 1
    assert opened(model)().shape == (2, 3, 4)


@pytest.mark.parametrize("told", [True, False])
def test_a_network_of_half_floats_gets_half_floats(told):
    settings = {"dtype": TensorProto.FLOAT16} if told else {}
    node = helper.make_node("RandomNormalLike", ["big"], ["out"], **settings)
    model = network(node, kind=TensorProto.FLOAT16)
    assert take_out_chance(model, "input") == 1
    assert opened(model)().dtype == np.float16


def test_chance_within_a_branch_is_taken_out():
    def branch(name, *nodes):
        out = value("drawn", TensorProto.FLOAT, ["x", "y", "z"])
        return helper.make_graph([*nodes], name, [], [out])

    draws = branch("draws", helper.make_node("RandomNormalLike", ["big"], ["drawn"]))
    keeps = branch("keeps", helper.make_node("Identity", ["big"], ["drawn"]))
    yes = helper.make_tensor("yes", TensorProto.BOOL, [], [True])
    model = network(
        helper.make_node("Constant", [], ["condition"], value=yes),
        helper.make_node("If", ["condition"], ["out"], then_branch=draws, else_branch=keeps),
    )
    assert take_out_chance(model, "input") == 1
    draw = opened(model)
    assert np.array_equal(draw(), draw())
    assert draw().std() == pytest.approx(1.0, abs=0.05)


def test_a_network_without_chance_is_left_alone():
    model = network(helper.make_node("Identity", ["big"], ["out"]))
    before = model.SerializeToString()
    assert take_out_chance(model, "input") == 0
    assert model.SerializeToString() == before


def test_a_network_that_is_too_old_is_left_alone():
    node = helper.make_node("RandomNormalLike", ["big"], ["out"])
    assert take_out_chance(network(node, opset=OLDEST_OPSET - 1), "input") == 0
