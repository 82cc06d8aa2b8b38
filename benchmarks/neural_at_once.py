"""What a neural voice gains where several texts are spoken at a time, and what it takes.

    python -m benchmarks.neural_at_once

Two networks are made, as large as what is used: the decoder of Piper's medium voices (HiFi-GAN,
256 samples a frame), which is where their time goes, and Kokoro's parts: a text encoder of
matrix products, recurrent layers, which no processor can share, and a decoder at 24 kHz. Their
weights are noise, since they cost the same. Each way of sharing the processors is timed several
times and its best is told: run it on an idle machine.
"""

from __future__ import annotations

import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from narrator.speaking.neural import processors

CHANNELS = 192
"""Of Piper's decoder, and of the frames given to both networks here."""
WIDTH = 512
"""Of Kokoro's layers (its `hidden_dim`)."""
RATES_HZ = (22_050, 24_000)
HOPS = (256, 600)
"""Samples a frame of Piper, and of Kokoro."""
SENTENCES_S = (1.7, 7.5, 3.5, 5.8, 4.9, 2.7, 6.7, 4.1)
REPEATS = 5


class Network:
    """The graph, built layer by layer."""

    def __init__(self) -> None:
        self._noise = np.random.default_rng(1)
        self._nodes: list[NodeProto] = []
        self._weights: list[TensorProto] = []

    def piper(self) -> ModelProto:
        """Return the decoder: frames of `CHANNELS` in, samples out."""
        last, channels = self._convolved("frames", CHANNELS, 256, 7), 256
        for stride, width in ((8, 16), (8, 16), (4, 8)):
            last, channels = self._upsampled(last, channels, stride, width), channels // 2
            last = self._mixed(last, channels, (3, 5, 7), (1, 2))
        return self._finished(last, channels)

    def kokoro(self) -> ModelProto:
        """Return its parts: twelve layers of products, five recurrent ones, a decoder."""
        last = self._convolved("frames", CHANNELS, WIDTH, 5)
        for _ in range(12):
            product = self._add("MatMul", [self._weight(WIDTH * 3, WIDTH), last])
            last = self._add("MatMul", [self._weight(WIDTH, WIDTH * 3), product])
        for _ in range(5):
            last = self._recurrent(last)
        for _ in range(6):
            last = self._mixed(last, WIDTH, (3,), (1, 1))
        channels = WIDTH
        # Ten, six, and the five samples of the inverse transform that follows: 300 of 600 each.
        for stride, width in ((10, 20), (6, 12)):
            last, channels = self._upsampled(last, channels, stride, width), channels // 2
            last = self._mixed(last, channels, (3, 7, 11), (1, 3, 5))
        return self._finished(last, channels)

    def _finished(self, last: str, channels: int) -> ModelProto:
        self._add("Tanh", [self._convolved(last, channels, 1, 7)], into="sound")
        given = helper.make_tensor_value_info("frames", TensorProto.FLOAT, [1, CHANNELS, "t"])
        made = helper.make_tensor_value_info("sound", TensorProto.FLOAT, [1, 1, "samples"])
        graph = helper.make_graph(self._nodes, "network", [given], [made], self._weights)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)

    def _mixed(
        self, last: str, channels: int, kernels: tuple[int, ...], dilations: tuple[int, ...]
    ) -> str:
        for kernel in kernels:
            for dilation in dilations:
                new = self._convolved(last, channels, channels, kernel, dilation)
                last = self._add("Add", [last, new])
        return last

    def _recurrent(self, last: str) -> str:
        """Return a layer that reads the frames in order, forwards and backwards."""
        half = WIDTH // 2
        lines = self._add("Transpose", [last], perm=[2, 0, 1])
        given = [lines, self._weight(2, 4 * half, WIDTH), self._weight(2, 4 * half, half)]
        read = self._add("LSTM", given, hidden_size=half, direction="bidirectional")
        turned = self._add("Transpose", [read], perm=[2, 1, 3, 0])
        self._weights.append(numpy_helper.from_array(np.array([1, WIDTH, -1]), f"shape{turned}"))
        return self._add("Reshape", [turned, f"shape{turned}"])

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

    def _add(self, kind: str, given: list[str], into: str = "", **attributes: object) -> str:
        name = into or f"node{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, given, [name], **attributes))
        return name


def timed(
    network: str, lengths: list[int], threads: int, at_once: int
) -> tuple[float, float, float]:
    """Return the seconds that all sentences take, those of the processors, and the memory in MB."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    inputs = [np.ones((1, CHANNELS, frames), np.float32) for frames in lengths]
    session.run(None, {"frames": inputs[0]})  # What is prepared once.
    wall_s, processor_s = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(lambda frames: session.run(None, {"frames": frames}), inputs))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return time.perf_counter() - wall_s, time.process_time() - processor_s, memory


def apart(*given: object) -> tuple[float, float, float]:
    """Return what `timed` does, in a process of its own, whose memory nothing else has used."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(timed, given)


def main() -> None:
    """Print the best of each way."""
    count = processors()
    ways = (
        ("one at a time, on all processors", count, 1),
        (f"{count} at a time, each on all processors", count, count),
        (f"{count} at a time, each on one processor", 1, count),
        (f"{2 * count} at a time, each on one processor", 1, 2 * count),
    )
    speech_s = sum(SENTENCES_S)
    built: tuple[Callable[[], ModelProto], ...] = (Network().piper, Network().kokoro)
    for build, hop, rate_hz in zip(built, HOPS, RATES_HZ, strict=True):
        lengths = [round(length_s * rate_hz / hop) for length_s in SENTENCES_S]
        with tempfile.TemporaryDirectory() as folder:
            network = Path(folder, f"{build.__name__}.onnx")
            network.write_bytes(build().SerializeToString())
            print(f"{build.__name__}, {network.stat().st_size / 1e6:.0f} MB:")
            runs = [
                [apart(str(network), lengths, *way[1:]) for way in ways] for _ in range(REPEATS)
            ]
        for number, (name, _, _) in enumerate(ways):
            wall_s, processor_s, memory = (
                min(column) for column in zip(*(r[number] for r in runs), strict=True)
            )
            print(
                f"  {name}: {wall_s:.2f} s for {speech_s:.0f} s of speech, "
                f"{processor_s:.2f} s of the processors, {memory:.0f} MB"
            )


if __name__ == "__main__":
    main()
