"""The engine `kokoro`: the neural voices of Kokoro-82M, by way of the library kokoro-onnx.

One network (`kokoro-v1.0.onnx`) speaks in all voices; the voices lie together in a second
file (`voices-v1.0.bin`). The network is loaded when it first speaks, and kept.

A voice is a table of styles, one for each number of phonemes. The styles for very few were
hardly trained on, so that a short heading sounds wrong; such a text gets the style of a
longer one, and the full stop that it lacks.
"""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from functools import cache, lru_cache
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from narrator.errors import EngineError, nearest
from narrator.folders import data_folder
from narrator.language_tags import is_same_language
from narrator.speaking.engine import Availability, Capability, Engine, Speech
from narrator.speaking.espeak_ipa import IPA, as_trained
from narrator.speaking.neural import (
    NOISE,
    NOMINAL_WPM,
    Runs,
    at_once,
    open_network,
    with_full_stop,
    word_starts,
)
from narrator.speaking.versions import FileState, digest_of, state_of
from narrator.speaking.wording import encoded
from narrator.speech import PCM, Mark, Prosody, Voice, Wording
from narrator.words import can_be_heard, marks_for_groups

if TYPE_CHECKING:
    from kokoro_onnx import Kokoro
    from kokoro_onnx.config import EspeakConfig

MEND = 'python -m pip install "narrator[kokoro]"'
FETCH = "narrator voices fetch kokoro"
LIBRARIES: Mapping[str, str] = {"kokoro_onnx": "kokoro-onnx", "onnx": "onnx"}
"""Modules, and the packages that have them."""

PHONEMES = ("tokens", "input_ids")
"""What exporters call the input with the numbers of the phonemes (kokoro-onnx 0.6)."""

MODEL, STYLES = "kokoro-v1.0.onnx", "voices-v1.0.bin"
"""The names under which the files are published (kokoro-onnx, release model-files-v1.0)."""

RATE_HZ = 24_000
"""What every network of Kokoro speaks at (kokoro-onnx 0.6, `SAMPLE_RATE`)."""

MAX_CHARS = 300
"""510 phonemes go into the network at once. English has about one a letter, a number in digits
up to ten a digit; what still is too long the library parts at punctuation, else at a word."""

SPEEDS = (0.5, 2.0)
"""The range that the library takes (kokoro-onnx 0.6)."""

FEWEST_PHONEMES = 30
"""The style of fewer is not used; our choice: a sentence of six words."""

LANGUAGES: Mapping[str, tuple[str, str]] = {
    "a": ("en-US", "en-us"),
    "b": ("en-GB", "en-gb"),
    "e": ("es", "es"),
    "f": ("fr-FR", "fr-fr"),
    "h": ("hi", "hi"),
    "i": ("it", "it"),
    "p": ("pt-BR", "pt-br"),
}
"""By the first letter of a voice's name: BCP 47, and what espeak-ng calls the phonemes' language
(hexgrad/Kokoro-82M, VOICES.md). Japanese (j) and Chinese (z) want phonemes that espeak-ng does
not give; those voices are left out."""

SEXES: Mapping[str, str] = {"f": "female", "m": "male"}
"""By the second letter."""

DEFAULT_VOICES: Mapping[str, str] = {"en-US": "af_heart", "en-GB": "bf_emma"}
"""The voices of the best grade in VOICES.md; elsewhere the first by name."""

_LOADING = threading.Lock()

_SIGNS = frozenset(",.:;!?…—¡¿\"'()«»“”ˈˌ")
"""What stands among the phonemes and begins no word: punctuation and stress."""


class KokoroEngine(Engine):
    """Kokoro: offline, several texts at a time, with word marks where the network can tell.

    Args:
        model: The network's file; empty for the fetched one.
        voices: The voices' file; empty for the fetched one.
    """

    name: ClassVar[str] = "kokoro"
    capabilities: ClassVar[frozenset[Capability]] = frozenset({Capability.RATE, Capability.MARKS})
    max_chars: ClassVar[int | None] = MAX_CHARS
    alphabets: ClassVar[frozenset[str]] = frozenset({IPA})
    settings: ClassVar[Mapping[str, str]] = {
        "model": "the network's file",
        "voices": "the voices' file",
    }

    def __init__(self, model: str = "", voices: str = "") -> None:
        self._model, self._styles = _files_of(model, voices)
        self._runs = Runs()
        self.max_concurrency = at_once()  # type: ignore[misc]  # as many as this machine can

    @classmethod
    def availability(cls) -> Availability:
        """Say whether the library is installed and its files are there; nothing is loaded."""
        return cls.availability_with({})

    @classmethod
    def availability_with(cls, settings: Mapping[str, str]) -> Availability:
        """Say the same of the files that are set."""
        for module, package in LIBRARIES.items():
            if util.find_spec(module) is None:
                return Availability(False, f"{package} is not installed", MEND)
        version = metadata.version("kokoro-onnx")
        for key, path in zip(cls.settings, _files_of(**settings), strict=True):
            if not path.is_file():
                detail = f"kokoro-onnx {version}, and its files are not here"
                if settings.get(key):
                    detail = f"kokoro-onnx {version}, and there is no file {path}"
                mend = f"Set {key} to {cls.settings[key]}." if settings.get(key) else FETCH
                return Availability(False, detail, mend)
        return Availability(True, f"kokoro-onnx {version}")

    def voices(self) -> tuple[Voice, ...]:
        """Return the voices that the file of voices has, by language, then name.

        Raises:
            EngineError: where the file cannot be read.
        """
        found = [
            Voice(self.name, name, LANGUAGES[name[0]][0], _described(name))
            for name in self._table
            if name[:1] in LANGUAGES
        ]
        return tuple(sorted(found, key=lambda voice: (voice.language.lower(), voice.name)))

    def find_voice(self, name: str, language: str) -> Voice:
        """Return the voice of that name, or the best of the language asked for.

        Raises:
            EngineError: where there is none, with the nearest name. Trying again cannot help.
        """
        voices = {voice.name: voice for voice in self.voices()}
        if name in voices:
            return voices[name]
        if name:
            raise EngineError("kokoro has no such voice", where=name, hint=nearest(name, voices))
        wanted = language.lower()
        same = [each for each in voices.values() if is_same_language(each.language, wanted)]
        exact = [each for each in same if each.language.lower() == wanted]
        for choice in (exact, same):
            names = [each.name for each in choice]
            best = [name for name in DEFAULT_VOICES.values() if name in names]
            for found in (*best, *names):
                return voices[found]
        raise EngineError(
            "No voice of kokoro speaks the language",
            where=language or "unknown",
            hint=f"It speaks {', '.join(sorted({each.language for each in voices.values()}))}.",
        )

    def version_of(self, voice: Voice) -> str:  # noqa: ARG002 - one for all voices
        """Return the versions of library and noise, and the digests of network and styles."""
        digests = (digest_of(path) for path in (self._model, self._styles))
        return " ".join([f"kokoro-onnx {metadata.version('kokoro-onnx')}", NOISE, *digests])

    def say(self, text: str, voice: Voice, prosody: Prosody) -> Speech:
        """Return the text as speech; no silence is taken off and no level evened out.

        Raises:
            EngineError: where the network cannot be loaded or gives nothing. Trying again
                cannot help.
        """
        return self.pronounce(Wording(text), voice, prosody)

    def pronounce(self, wording: Wording, voice: Voice, prosody: Prosody) -> Speech:
        """Return the text as speech, some of its words by their IPA.

        Raises:
            EngineError: as `say` does.
        """
        text = wording.text
        if not can_be_heard(text):
            return Speech(PCM(b"", RATE_HZ))
        import numpy as np

        network = self._network
        try:
            with self._runs.of_this_thread():
                sound, rate_hz, timings = network.create_timed(
                    self._phonemes(wording, LANGUAGES[voice.name[0]][1]),
                    _for_short_texts(self._table[voice.name]),
                    speed=self._speed(prosody),
                    is_phonemes=True,
                    trim=False,  # It eats pauses that punctuation calls for.
                    sentence_pause=0.0,
                    clause_pause=0.0,
                )
        except Exception as error:  # A foreign network raises whatever its runtime does.
            if "no phonemes" in str(error).lower():
                return Speech(PCM(b"", RATE_HZ))
            raise EngineError(f"Kokoro cannot speak: {error}", where=text) from error
        samples = np.clip(sound * 32767.0, -32768, 32767).round().astype("<i2")
        return Speech(PCM(samples.tobytes(), rate_hz), _marks(text, timings, rate_hz))

    def stop(self) -> None:
        """Break off what is being spoken: a long text takes many seconds."""
        self._runs.stop()

    def can_sound(self, alphabet: str, phonemes: str, voice: Voice) -> bool:  # noqa: ARG002 - one network
        """Say whether the network has each of the signs; it would pass over one without a word."""
        return alphabet == IPA and all(sign in _vocabulary() for sign in as_trained(phonemes))

    def _phonemes(self, wording: Wording, language: str) -> str:
        """Return the phonemes of a text: those that are given, and espeak-ng's for the rest."""
        tokenizer = self._network.tokenizer
        if not wording.stretches:
            return str(tokenizer.phonemize(_plain(wording.text), language))
        parts, place = [], 0
        for stretch in wording.stretches:
            before = wording.text[place : stretch.start]
            parts.append(_between(before, str(tokenizer.phonemize(before, language))))
            parts.append(as_trained(stretch.phonemes))
            place = stretch.end
        rest = wording.text[place:]
        if not can_be_heard(rest):  # espeak-ng would name punctuation that stands alone.
            return "".join([*parts, rest.strip() or "."])
        return "".join([*parts, _between(rest, str(tokenizer.phonemize(_plain(rest), language)))])

    def _speed(self, prosody: Prosody) -> float:
        """Return the speed, or 1 where the network takes whole numbers only."""
        kinds = {entry.name: entry.type for entry in self._network.sess.get_inputs()}
        if "int" in kinds.get("speed", ""):
            return 1.0  # 1 or 2 would be all there is between slow and twice as fast.
        least, most = SPEEDS
        return min(most, max(least, prosody.rate_wpm / NOMINAL_WPM))

    @property
    def _table(self) -> Mapping[str, Any]:
        """The voices' styles, by name."""
        with _LOADING:
            return _table_in(state_of(self._styles))

    @property
    def _network(self) -> Kokoro:
        """The network, loaded when first used; it may be run on several threads."""
        with _LOADING:
            return _network_in(state_of(self._model), state_of(self._styles))


@lru_cache(maxsize=1)
def _table_in(styles: FileState) -> Mapping[str, Any]:
    """Return the voices' styles, read once in this process for each state of their file.

    Raises:
        EngineError: where they cannot be read.
    """
    import numpy as np

    try:
        with np.load(styles.path, allow_pickle=False) as table:
            return {name: table[name] for name in table.files}
    except (OSError, ValueError) as error:
        raise EngineError(
            "The voices of kokoro cannot be read",
            where=f"{styles.path}: {error}",
            hint=f"Fetch them: {FETCH}",
        ) from error


@lru_cache(maxsize=1)
def _network_in(model: FileState, styles: FileState) -> Kokoro:
    """Return the network, loaded once in this process for each state of its files.

    Raises:
        EngineError: where it cannot be loaded.
    """
    try:
        from kokoro_onnx import Kokoro
        from kokoro_onnx.session import resolve_providers
    except ImportError as error:
        raise EngineError(
            "kokoro-onnx is not installed", where=str(error), hint=f"Run: {MEND}"
        ) from error
    try:
        network = open_network(model.path, PHONEMES, providers=resolve_providers())
        loaded: Kokoro = Kokoro.from_session(network, str(styles.path), _phonemizer_config())
    except Exception as error:  # Of onnxruntime, or a file that is missing.
        raise EngineError(
            "The network of kokoro cannot be loaded",
            where=f"{model.path}: {error}",
            hint=f"Fetch it: {FETCH}",
        ) from error
    return loaded


@cache
def _vocabulary() -> frozenset[str]:
    """Return the signs of the network, read from beside the library without importing it.

    It would import onnxruntime too, which takes 0.2 s, and a plan only asks for the signs.

    Raises:
        EngineError: where the library is not installed.
    """
    spec = util.find_spec("kokoro_onnx")
    for folder in spec.submodule_search_locations or () if spec else ():
        with suppress(OSError, ValueError, KeyError):
            return frozenset(json.loads(Path(folder, "config.json").read_bytes())["vocab"])
    raise EngineError("The signs of kokoro cannot be read", hint=f"Run: {MEND}")


@cache
def _phonemizer_config() -> EspeakConfig:
    """Return where the phonemizer finds espeak-ng: a copy of its own, until the process ends.

    It never unloads the library, and the engine `espeak` must be able to begin anew with it.
    """
    import espeakng_loader
    from kokoro_onnx.config import EspeakConfig

    library = Path(espeakng_loader.get_library_path())
    folder = Path(tempfile.mkdtemp(prefix="narrator-kokoro-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    own = shutil.copy(library, folder / library.name)
    return EspeakConfig(lib_path=str(own), data_path=espeakng_loader.get_data_path())


def models_folder() -> Path:
    """Return the folder of Kokoro's fetched files; it need not exist."""
    return data_folder() / "voices" / "kokoro"


def _files_of(model: str = "", voices: str = "") -> tuple[Path, Path]:
    """Return the network's file and the voices', the fetched ones where none is set."""
    folder = models_folder()
    return (
        Path(model).expanduser() if model else folder / MODEL,
        Path(voices).expanduser() if voices else folder / STYLES,
    )


def _described(name: str) -> str:
    sex = SEXES.get(name[1:2], "")
    return f"neural, {sex}" if sex else "neural"


def _plain(text: str) -> str:
    """Return the text as the phonemizer takes it, with the full stop that a heading lacks."""
    return with_full_stop(encoded(text).decode())


def _between(text: str, phonemes: str) -> str:
    """Return phonemes with the spaces at the ends of the text that they were made of."""
    before = " " if text[:1].isspace() else ""
    return f"{before}{phonemes}{' ' if text[-1:].isspace() and phonemes else ''}"


def _for_short_texts(styles: Any) -> Any:
    """Return a voice's styles with those for very few phonemes taken from longer texts."""
    row = min(FEWEST_PHONEMES, len(styles) - 1)
    changed = styles.copy()
    changed[:row] = styles[row]
    return changed


def _marks(text: str, timings: Any, rate_hz: int) -> tuple[Mark, ...]:
    """Return a mark for each word, where the network tells when each phoneme is spoken."""
    timed = ((timing.phoneme, round(timing.start * rate_hz)) for timing in timings)
    return marks_for_groups(text, list(word_starts(timed, _SIGNS)))
