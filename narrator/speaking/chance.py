"""Chance taken out of a neural network: the same phonemes give the same sound, whenever.

Piper's and Kokoro's networks draw noise while they speak. onnxruntime draws it from one stream
for each node, so that a sentence would sound otherwise behind another sentence, on another
thread, or in a run that goes on from kept speech. Here each such node is replaced by a stretch of
a table of noise, and where in the table it begins is computed from the phonemes, in the graph
itself. What is left is a function of what goes in.

The table is as good as a stream: it is longer than what Piper draws for a minute of speech, and
Kokoro, which draws more, adds it far below the voice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onnx import AttributeProto, GraphProto, ModelProto, NodeProto, TensorProto

VERSION = 1
"""Of the noise; counted up where it changes, so that kept speech is spoken anew."""

SEED = 1
"""Of the table, whose numbers are the same with every numpy: `RandomState` is frozen (NEP 19)."""

TABLE_SIZE = 1_048_573
"""The greatest prime below 2 to the 20th, so that no length of a layer divides it; 4 MB. Piper
draws 192 numbers a frame, 86 frames a second (VITS, `inter_channels`): a minute takes as many."""

APART = 499_979
"""Between the stretches of two nodes; our choice, a prime."""

OLDEST_OPSET = 11
"""Of ONNX, that has the operators used here (`Range`)."""

_KINDS: Mapping[str, str] = {
    "RandomNormal": "normal",
    "RandomNormalLike": "normal",
    "RandomUniform": "uniform",
    "RandomUniformLike": "uniform",
}
"""The operators that draw noise, and from which table theirs is taken."""

_CASTING_OPSET = 15
"""That has `CastLike`. An older network that does not say what its noise is made of has floats."""

_PREFIX = "narrator.noise"
_PLACE = f"{_PREFIX}.place"


def take_out_chance(model: ModelProto, phonemes: str) -> int:
    """Replace what draws noise in a network, and return how many nodes that were.

    Args:
        model: The network; it is changed. One of an operator set before `OLDEST_OPSET` is not.
        phonemes: The name of the input with the numbers of the phonemes.
    """
    opset = max((each.version for each in model.opset_import if not each.domain), default=0)
    if opset < OLDEST_OPSET:
        return 0
    taking = _Taking(opset)
    taking.of_graph(model.graph)
    if taking.count:
        model.graph.initializer.extend(taking.tables())
        _put(model.graph, [*_where_it_begins(phonemes), *model.graph.node])
    return taking.count


@dataclass(slots=True)
class _Taking:
    """What was replaced so far, in a graph and in those within it."""

    opset: int
    count: int = 0
    _used: set[str] = field(default_factory=set)

    def of_graph(self, graph: GraphProto) -> None:
        """Replace the nodes of a graph and of the graphs within its nodes."""
        _put(graph, [new for node in graph.node for new in self._of_node(node)])

    def tables(self) -> Iterator[TensorProto]:
        """Yield the tables that are used."""
        import numpy as np
        from onnx import numpy_helper

        chance = np.random.RandomState(SEED)
        drawn = {
            "normal": chance.standard_normal(TABLE_SIZE),
            "uniform": chance.random_sample(TABLE_SIZE),
        }
        for kind in sorted(self._used):
            yield numpy_helper.from_array(drawn[kind].astype(np.float32), f"{_PREFIX}.{kind}")

    def _of_node(self, node: NodeProto) -> list[NodeProto]:
        for attribute in node.attribute:
            for graph in _graphs_in(attribute):
                self.of_graph(graph)
        if node.op_type not in _KINDS or node.domain:
            return [node]
        self.count += 1
        self._used.add(_KINDS[node.op_type])
        return _stretch(node, self.count, self.opset)


class _Nodes:
    """Nodes in the order in which they are added, and the names of what they give."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.nodes: list[NodeProto] = []

    def add(self, kind: str, *given: str, into: str = "", **settings: Any) -> str:
        """Add a node and return the name of what it gives."""
        from onnx import helper

        made = into or f"{self._name}.{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, given, [made], made, **settings))
        return made

    def constant(self, value: Any, of: type) -> str:
        """Add a constant of a numpy type and return its name."""
        import numpy as np
        from onnx import numpy_helper

        return self.add("Constant", value=numpy_helper.from_array(np.array(value, of)))


def _where_it_begins(phonemes: str) -> list[NodeProto]:
    """Return the nodes that make a place in the table of the phonemes and their order."""
    import numpy as np
    from onnx import TensorProto

    nodes = _Nodes(_PLACE)
    one = nodes.constant(1, np.int64)
    ids = nodes.add("Cast", phonemes, to=TensorProto.INT64)
    line = nodes.add("Reshape", ids, nodes.constant([-1], np.int64))
    behind = nodes.add("Add", nodes.add("Size", line), one)
    # Each counts by where it stands: the same phonemes in another order are another text.
    counted = nodes.add("Mul", line, nodes.add("Range", one, behind, one))
    total = nodes.add("ReduceSum", counted, keepdims=1)
    nodes.add("Mul", total, nodes.constant(APART, np.int64), into=_PLACE)
    return nodes.nodes


def _stretch(node: NodeProto, number: int, opset: int) -> list[NodeProto]:
    """Return the nodes that give a stretch of the table in place of one that draws noise."""
    import numpy as np
    from onnx import TensorProto

    nodes = _Nodes(f"{_PREFIX}.{number}")
    kind, settings = _KINDS[node.op_type], _settings(node)
    like = node.input[0] if node.input else ""
    shape = nodes.add("Shape", like) if like else nodes.constant(settings["shape"], np.int64)
    size = nodes.constant([TABLE_SIZE], np.int64)
    moved = nodes.add("Add", _PLACE, nodes.constant([number * APART], np.int64))
    start = nodes.add("Mod", moved, size)
    end = nodes.add("Add", start, nodes.add("ReduceProd", shape, keepdims=1))
    times = nodes.add("Add", nodes.add("Div", end, size), nodes.constant([1], np.int64))
    tables = nodes.add("Tile", f"{_PREFIX}.{kind}", times)
    drawn = nodes.add("Reshape", nodes.add("Slice", tables, start, end), shape)
    least = settings.get("mean" if kind == "normal" else "low", 0.0)
    scale = settings.get("scale", 1.0) if kind == "normal" else settings.get("high", 1.0) - least
    scaled = nodes.add("Mul", drawn, nodes.constant(scale, np.float32))
    noise = nodes.add("Add", scaled, nodes.constant(least, np.float32))
    if like and "dtype" not in settings and opset >= _CASTING_OPSET:
        nodes.add("CastLike", noise, like, into=node.output[0])
    else:
        nodes.add("Cast", noise, into=node.output[0], to=settings.get("dtype", TensorProto.FLOAT))
    return nodes.nodes


def _settings(node: NodeProto) -> dict[str, Any]:
    from onnx import helper

    return {each.name: helper.get_attribute_value(each) for each in node.attribute}


def _graphs_in(attribute: AttributeProto) -> Iterator[GraphProto]:
    """Yield the graphs that a node holds: the branches of an `If`, the body of a `Loop`."""
    if attribute.HasField("g"):
        yield attribute.g
    yield from attribute.graphs


def _put(graph: GraphProto, nodes: list[NodeProto]) -> None:
    """Have a graph consist of these nodes, copies of which were its own."""
    del graph.node[:]
    graph.node.extend(nodes)
