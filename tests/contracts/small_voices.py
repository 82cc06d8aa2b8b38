"""Neural voices as small as can be: networks with the real inputs and outputs, that hum.

Piper's and Kokoro's own libraries load and run them. Each phoneme lasts a few frames, more
or fewer by the rate; the sound is one tone all along, with noise that is drawn as the real
networks draw theirs: for the lengths of the phonemes (Piper) and for the sound.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

BREATH = 0.001
"""How loud the noise is, of 1."""
HOP = 256
"""Samples a frame of Piper."""
PIPER_LANGUAGES = {
    "ar_JO": "ar",
    "el_GR": "el",
    "en_US": "en-us",
    "hi_IN": "hi",
    "ja_JP": "ja",
    "ru_RU": "ru",
    "zh_CN": "cmn",
}
"""Piper's code for a language, and espeak-ng's."""


def constant(name: str, value: object, kind: type) -> onnx.TensorProto:
    return numpy_helper.from_array(np.array(value, kind), name)


def tone(frames: str, hop: int, shape: list[int]) -> list[onnx.NodeProto]:
    """Return the nodes that make `output` of `frames`, the frames of each phoneme."""
    return [
        helper.make_node("ReduceSum", [frames], ["total"], keepdims=0),
        helper.make_node("Mul", ["total", "hop"], ["samples_float"]),
        helper.make_node("Cast", ["samples_float"], ["samples"], to=TensorProto.INT64),
        helper.make_node("Range", ["zero", "samples", "one"], ["places"]),
        helper.make_node("Cast", ["places"], ["places_float"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["places_float", "pitch"], ["phase"]),
        helper.make_node("Sin", ["phase"], ["wave"]),
        helper.make_node("Mul", ["wave", "loudness"], ["clean"]),
        helper.make_node("RandomNormalLike", ["clean"], ["breath"], scale=BREATH),
        helper.make_node("RandomUniformLike", ["clean"], ["hiss"], low=-BREATH, high=BREATH),
        helper.make_node("Add", ["breath", "hiss"], ["noise"]),
        helper.make_node("Add", ["clean", "noise"], ["flat"]),
        helper.make_node("Reshape", ["flat", "shape"], ["output"]),
    ]


def shared(hop: int, shape: list[int]) -> list[onnx.TensorProto]:
    return [
        constant("hop", hop, np.float32),
        constant("zero", 0, np.int64),
        constant("one", 1, np.int64),
        constant("pitch", 0.05, np.float32),
        constant("loudness", 0.3, np.float32),
        constant("shape", shape, np.int64),
        constant("nothing", 0.0, np.float32),
    ]


def save(graph: onnx.GraphProto, path: Path) -> None:
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def value(name: str, kind: int, shape: list[object]) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, shape)


def for_ever(frames: str) -> tuple[list[onnx.NodeProto], list[onnx.TensorProto]]:
    """Return the nodes, and their constants, that give `frames` again after years."""
    yes = value("yes", TensorProto.BOOL, [])
    passed, kept = (value(each, TensorProto.FLOAT, None) for each in ("passed", "kept"))
    body = helper.make_graph(
        [
            helper.make_node("Identity", ["goes_on"], ["yes"]),
            helper.make_node("Add", ["passed", "nothing"], ["kept"]),
        ],
        "turn",
        [value("turns", TensorProto.INT64, []), value("goes_on", TensorProto.BOOL, []), passed],
        [yes, kept],
    )
    loop = helper.make_node("Loop", ["many", "true", frames], ["w_late"], body=body)
    return [loop], [constant("many", 1 << 50, np.int64), constant("true", True, np.bool_)]


def piper_voice(
    folder: Path,
    name: str = "en_US-hum-low",
    speakers: tuple[str, ...] = (),
    *,
    endless: bool = False,
) -> Path:
    """Write a voice of Piper, as its exporter does, and return the network's path.

    Args:
        folder: Where to.
        name: With Piper's code for the language before the first hyphen.
        speakers: Their names, where there are several.
        endless: Whether it takes years to speak.
    """
    folder.mkdir(parents=True, exist_ok=True)
    inputs = [
        value("input", TensorProto.INT64, [1, "phonemes"]),
        value("input_lengths", TensorProto.INT64, [1]),
        value("scales", TensorProto.FLOAT, [3]),
    ]
    if len(speakers) > 1:
        inputs.append(value("sid", TensorProto.INT64, [1]))
    nodes = [
        # Three frames a phoneme at the voice's own pace, so many more or fewer at others.
        helper.make_node("Gather", ["scales", "one"], ["length_scale"]),
        helper.make_node("Mul", ["length_scale", "three"], ["frames_each"]),
        helper.make_node("Cast", ["input"], ["ids"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["ids", "nothing"], ["none"]),
        helper.make_node("Add", ["none", "frames_each"], ["frames_even"]),
        helper.make_node("RandomNormalLike", ["frames_even"], ["unevenness"], scale=0.1),
        helper.make_node("Add", ["frames_even", "unevenness"], ["frames_float"]),
        helper.make_node("Ceil", ["frames_float"], ["w_ceil"]),
    ]
    late, more = for_ever("w_ceil") if endless else ([], [])
    nodes += [*late, *tone("w_late" if endless else "w_ceil", HOP, [1, 1, 1, -1])]
    outputs = [value("output", TensorProto.FLOAT, [1, 1, 1, "samples"])]
    constants = [*shared(HOP, [1, 1, 1, -1]), constant("three", 3.0, np.float32), *more]
    save(helper.make_graph(nodes, "hum", inputs, outputs, constants), folder / f"{name}.onnx")
    code = name.partition("-")[0]
    config = {
        "audio": {"sample_rate": 22_050, "quality": "low"},
        "espeak": {"voice": PIPER_LANGUAGES[code]},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "phoneme_id_map": DEFAULT_PHONEME_ID_MAP,
        "num_symbols": 256,
        "num_speakers": max(1, len(speakers)),
        "speaker_id_map": {speaker: number for number, speaker in enumerate(speakers)},
        "language": {"code": code},
        "hop_length": HOP,
    }
    (folder / f"{name}.onnx.json").write_text(json.dumps(config), "utf-8")
    return folder / f"{name}.onnx"


def kokoro_files(
    folder: Path,
    voices: tuple[str, ...] = ("af_heart", "bf_emma", "hf_alpha"),
    *,
    whole: bool = False,
) -> tuple[Path, Path]:
    """Write a network of Kokoro and its voices, and return the paths of both.

    Args:
        folder: Where to.
        voices: Their names; the first letter is the language.
        whole: Whether the speed is a whole number, as in some exports.
    """
    folder.mkdir(parents=True, exist_ok=True)
    speed_kind = TensorProto.INT32 if whole else TensorProto.FLOAT
    inputs = [
        value("tokens", TensorProto.INT64, [1, "phonemes"]),
        value("style", TensorProto.FLOAT, [1, 256]),
        value("speed", speed_kind, [1]),
    ]
    nodes = [
        helper.make_node("Cast", ["speed"], ["speed_float"], to=TensorProto.FLOAT),
        helper.make_node("Div", ["three", "speed_float"], ["frames_each"]),
        helper.make_node("Cast", ["tokens"], ["ids"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["ids", "nothing"], ["none"]),
        # The style is heard too: its mean is added to the length of every phoneme.
        helper.make_node("ReduceMean", ["style"], ["mood"], keepdims=0),
        helper.make_node("Add", ["frames_each", "mood"], ["frames_styled"]),
        helper.make_node("Add", ["none", "frames_styled"], ["frames_float"]),
        helper.make_node("Ceil", ["frames_float"], ["frames"]),
        helper.make_node("Reshape", ["frames", "line"], ["frames_line"]),
        helper.make_node("Cast", ["frames_line"], ["duration"], to=TensorProto.INT64),
        *tone("frames", 600, [-1]),
    ]
    outputs = [
        value("output", TensorProto.FLOAT, ["samples"]),
        value("duration", TensorProto.INT64, ["phonemes"]),
    ]
    constants = [
        *shared(600, [-1]),
        constant("three", [3.0], np.float32),
        constant("line", [-1], np.int64),
    ]
    model, styles = folder / "kokoro-v1.0.onnx", folder / "voices-v1.0.bin"
    save(helper.make_graph(nodes, "hum", inputs, outputs, constants), model)
    # Those for few phonemes are wrong on purpose: whoever uses them speaks three times too long.
    table = np.zeros((510, 1, 256), np.float32)
    table[:10] = 6.0
    with styles.open("wb") as file:
        np.savez(file, **dict.fromkeys(voices, table))
    return model, styles
