"""What a neural voice gains where several texts are spoken at a time.

    python -m benchmarks.neural_at_once

The network is as large as the decoder of Piper's medium voices (HiFi-GAN, 256 samples a frame),
which is where their time goes; its weights are noise, since they cost the same. Each way of
sharing the processors is timed several times and its best is told: run it on an idle machine.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import onnxruntime
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

CHANNELS = 192
HOP = 256
RATE_HZ = 22_050
SENTENCES_FRAMES = (150, 650, 300, 500, 420, 230, 580, 350)
"""Two to eight seconds."""
REPEATS = 5
WAYS = (
    ("one at a time, on all processors", 0, 1),
    ("two at a time, each on all processors", 0, 2),
    ("two at a time, each on one processor", 1, 2),
)
"""What is said, threads of a text (0 for one a processor), and texts at a time."""


class Decoder:
    """The graph, built layer by layer."""

    def __init__(self) -> None:
        self._noise = np.random.default_rng(1)
        self._nodes: list[NodeProto] = []
        self._weights: list[TensorProto] = []

    def build(self) -> ModelProto:
        """Return the network: frames of `CHANNELS` in, samples out."""
        last, channels = self._convolved("frames", CHANNELS, 256, 7), 256
        for stride, width in ((8, 16), (8, 16), (4, 8)):
            last = self._upsampled(last, channels, stride, width)
            channels //= 2
            for kernel in (3, 5, 7):
                for dilation in (1, 2):
                    new = self._convolved(last, channels, channels, kernel, dilation)
                    last = self._add("Add", [last, new])
        self._nodes.append(
            helper.make_node("Tanh", [self._convolved(last, channels, 1, 7)], ["sound"])
        )
        given = helper.make_tensor_value_info("frames", TensorProto.FLOAT, [1, CHANNELS, "t"])
        made = helper.make_tensor_value_info("sound", TensorProto.FLOAT, [1, 1, "samples"])
        graph = helper.make_graph(self._nodes, "decoder", [given], [made], self._weights)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)

    def _convolved(self, last: str, into: int, out: int, kernel: int, dilation: int = 1) -> str:
        weights = self._weight(out, into, kernel)
        around = [dilation * (kernel - 1) // 2] * 2
        activated = self._add("LeakyRelu", [last], alpha=0.1)
        return self._add("Conv", [activated, weights], pads=around, dilations=[dilation])

    def _upsampled(self, last: str, channels: int, stride: int, width: int) -> str:
        weights = self._weight(channels, channels // 2, width)
        around = [(width - stride) // 2] * 2
        return self._add("ConvTranspose", [last, weights], strides=[stride], pads=around)

    def _weight(self, *shape: int) -> str:
        name = f"weights{len(self._weights)}"
        values = (self._noise.standard_normal(shape) * 0.02).astype(np.float32)
        self._weights.append(numpy_helper.from_array(values, name))
        return name

    def _add(self, kind: str, given: list[str], **attributes: object) -> str:
        name = f"node{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, given, [name], **attributes))
        return name


def timed(network: bytes, threads: int, at_once: int) -> tuple[float, float]:
    """Return the seconds that all sentences take, and those of the processors."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    inputs = [np.ones((1, CHANNELS, frames), np.float32) for frames in SENTENCES_FRAMES]
    session.run(None, {"frames": inputs[0]})  # What is prepared once.
    wall_s, processor_s = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(lambda frames: session.run(None, {"frames": frames}), inputs))
    return time.perf_counter() - wall_s, time.process_time() - processor_s


def main() -> None:
    """Print the best of each way."""
    network = Decoder().build().SerializeToString()
    speech_s = sum(SENTENCES_FRAMES) * HOP / RATE_HZ
    runs = [[timed(network, *way[1:]) for way in WAYS] for _ in range(REPEATS)]
    for number, (name, _, _) in enumerate(WAYS):
        wall_s, processor_s = (
            min(column) for column in zip(*(r[number] for r in runs), strict=True)
        )
        print(
            f"{name}: {wall_s:.2f} s for {speech_s:.0f} s of speech, "
            f"{processor_s:.2f} s of the processors"
        )


if __name__ == "__main__":
    main()
