"""What the engines with a neural network have in common."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrator.processors import available
from narrator.speaking import chance

if TYPE_CHECKING:
    from onnx import ModelProto

NOMINAL_WPM = 175
"""Words a minute at a voice's own pace; our choice, since each voice has another."""

MOST_AT_ONCE = 4
"""Texts that a network speaks at a time. More processors share them: each text takes memory of
its own, some 50 MB for a sentence with networks as large as Piper's
(`python -m benchmarks.neural_at_once`)."""

NOISE = f"noise {chance.VERSION}"
"""What `version_of` says of a network's noise."""

_SENTENCE_ENDS = tuple(".!?…:;")


def at_once() -> int:
    """Return how many texts a network speaks at a time here: one a processor, within reason."""
    return min(available(), MOST_AT_ONCE)


class Runs:
    """What the networks do for one engine, so that it can be broken off."""

    def __init__(self) -> None:
        self._running: set[Any] = set()
        self._lock = threading.Lock()

    @contextmanager
    def of_this_thread(self) -> Iterator[None]:
        """Have what networks do on this thread meanwhile be done for this engine."""
        _on_thread.runs = self
        try:
            yield
        finally:
            _on_thread.runs = None

    @contextmanager
    def begun(self, options: Any) -> Iterator[None]:
        """Note a run, by its onnxruntime.RunOptions, while it lasts."""
        with self._lock:
            self._running.add(options)
        try:
            yield
        finally:
            with self._lock:
                self._running.discard(options)

    def stop(self) -> None:
        """Have every run end at the next node of its network, with an error."""
        with self._lock:
            for options in self._running:
                options.terminate = True


_on_thread = threading.local()
"""`runs`: the `Runs` of the engine that speaks on this thread. The libraries between an engine and
its network have no way to hand it on."""


def open_network(
    path: Path,
    phonemes: Iterable[str],
    *,
    providers: Iterable[str] = ("CPUExecutionProvider",),
    change: Callable[[ModelProto], None] | None = None,
) -> Any:
    """Return a network that is ready to run on several threads, with chance taken out.

    The processors are shared by the texts that are spoken at a time (`at_once`), each on a thread
    of its caller; those that are left over help all of them. That takes 5 to 10 % less of the
    processors than one text on all of them (`python -m benchmarks.neural_at_once`).

    Args:
        path: The network's file.
        phonemes: Names that the input with the numbers of the phonemes may have.
        providers: Of onnxruntime: what the network runs on.
        change: What else is done to the network before it is opened.

    Raises:
        Exception: whatever onnx and onnxruntime do, for a file that is not such a network.
    """
    import onnx
    import onnxruntime

    model = onnx.load(str(path))
    if change is not None:
        change(model)
    inputs = {each.name for each in model.graph.input}
    for name in inputs.intersection(phonemes):
        chance.take_out_chance(model, name)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = available() - at_once() + 1

    class Network(onnxruntime.InferenceSession):  # type: ignore[misc]  # it has no types
        """A network whose runs can be broken off by the engine for which they are."""

        def run(self, names: Any, given: Any, run_options: Any = None) -> Any:
            run_options = run_options or onnxruntime.RunOptions()
            runs: Runs = getattr(_on_thread, "runs", None) or Runs()
            with runs.begun(run_options):
                return super().run(names, given, run_options)

    session = Network(model.SerializeToString(), options, providers=list(providers))
    # It would hold its copy of the file for as long as it lives: 310 MB for Kokoro.
    session._model_path, session._model_bytes = str(path), None
    return session


def with_full_stop(text: str) -> str:
    """Return the text with the full stop that a heading lacks: without, it sounds cut off."""
    bare = text.rstrip()
    return text if bare.endswith(_SENTENCE_ENDS) else f"{bare}."


def word_starts(timed: Iterable[tuple[str, int]], unspoken: frozenset[str]) -> Iterator[int]:
    """Yield where each word begins: at the first phoneme behind a space.

    Args:
        timed: Phonemes, each with the sample at which it begins, in time order.
        unspoken: Signs that stand among phonemes and begin no word.
    """
    first = True
    for phoneme, start_samples in timed:
        if phoneme == " ":
            first = True
        elif first and phoneme not in unspoken:
            yield start_samples
            first = False
