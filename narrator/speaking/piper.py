"""The engine `piper`: neural voices of Piper, small enough for a small computer.

A voice is two files: a network (`NAME.onnx`) and what it needs to know (`NAME.onnx.json`).
They lie in the folder of fetched voices. A voice is loaded when it first speaks, and kept.
"""

from __future__ import annotations

import json
import threading
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property, lru_cache
from importlib import metadata, util
from itertools import accumulate
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
    from onnx import ModelProto
    from piper import AudioChunk, PiperVoice

MEND = 'python -m pip install "narrator[piper]"'

LIBRARIES: Mapping[str, str] = {"piper": "piper-tts", "onnx": "onnx"}
"""Modules, and the packages that have them."""

PHONEMES = "input"
"""What Piper's exporter calls the input with the numbers of the phonemes."""

MAX_CHARS = 1000
"""The network's memory grows with the square of its input; our choice: about a minute."""

SPEAKER_SIGN = "#"
"""Between a voice and one of its speakers: `en_US-libritts-high#p3922`."""

MOST_LOADED = 4
"""Voices that stay loaded from one article to the next, 60 to 115 MB each; those of a profile are
two or three."""

_PHONEMIZING = threading.Lock()
_LOADING = threading.Lock()

SILENCE_HZ = 22_050
PUNCTUATION = ".,!?;:"
"""What the voices of Piper have signs for."""


class PiperEngine(Engine):
    """Piper: offline, several texts at a time, with word marks where the voice can tell.

    Args:
        folder: Where the voices lie; empty for the folder of fetched voices.
    """

    name: ClassVar[str] = "piper"
    capabilities: ClassVar[frozenset[Capability]] = frozenset({Capability.RATE, Capability.MARKS})
    max_chars: ClassVar[int | None] = MAX_CHARS
    alphabets: ClassVar[frozenset[str]] = frozenset({IPA})
    settings: ClassVar[Mapping[str, str]] = {"folder": "where the voices lie"}

    def __init__(self, folder: str = "") -> None:
        self._folder = _folder_of(folder)
        self._runs = Runs()
        self.max_concurrency = at_once()  # type: ignore[misc]  # as many as this machine can

    @classmethod
    def availability(cls) -> Availability:
        """Say whether the library is installed and a voice is there; nothing is loaded."""
        return cls.availability_with({})

    @classmethod
    def availability_with(cls, settings: Mapping[str, str]) -> Availability:
        """Say the same of the folder that is set."""
        for module, package in LIBRARIES.items():
            if util.find_spec(module) is None:
                return Availability(False, f"{package} is not installed", MEND)
        version = metadata.version("piper-tts")
        folder = settings.get("folder", "")
        count = len(list(_folder_of(folder).glob("*.onnx")))
        if not count:
            place = f"in {folder}" if folder else "here"
            mend = "Set folder to where voices lie." if folder else "narrator voices fetch"
            detail = f"piper-tts {version}, and no voice of it is {place}"
            return Availability(False, detail, mend)
        voices = "1 voice" if count == 1 else f"{count} voices"
        return Availability(True, f"piper-tts {version}, {voices}")

    def voices(self) -> tuple[Voice, ...]:
        """Return the voices in the folder, each speaker of a voice with several as one."""
        found = [
            Voice(self.name, name, language, description)
            for stem, (language, speakers, description) in self._known.items()
            for name in (stem, *(f"{stem}{SPEAKER_SIGN}{speaker}" for speaker in speakers))
        ]
        return tuple(sorted(found, key=lambda voice: (voice.language.lower(), voice.name)))

    def find_voice(self, name: str, language: str) -> Voice:
        """Return the voice of that name, or the first of the language asked for.

        Raises:
            EngineError: where there is none, with the nearest name or how to fetch one.
                Trying again cannot help.
        """
        voices = self.voices()
        if name:
            for voice in voices:
                if voice.name == name:
                    return voice
            raise EngineError(
                "piper has no such voice here",
                where=name,
                hint=nearest(name, [voice.name for voice in voices]) or _fetch_hint(),
            )
        wanted = language.lower()
        same = [voice for voice in voices if is_same_language(voice.language, language)]
        exact = [voice for voice in same if voice.language.lower() == wanted]
        for voice in (*exact, *same):
            return voice
        raise EngineError(
            "No voice of piper speaks the language", where=language or "unknown", hint=_fetch_hint()
        )

    def version_of(self, voice: Voice) -> str:
        """Return the versions of library and noise, and the digests of the voice's two files."""
        model = self._folder / f"{voice.name.partition(SPEAKER_SIGN)[0]}.onnx"
        files = (model, model.with_name(f"{model.name}.json"))
        version = metadata.version("piper-tts")
        return " ".join([f"piper-tts {version}", NOISE, *(digest_of(path) for path in files)])

    def say(self, text: str, voice: Voice, prosody: Prosody) -> Speech:
        """Return the text as speech; levels are as the network gives them, never evened out.

        Raises:
            EngineError: where the voice cannot be loaded or gives nothing. Trying again cannot
                help.
        """
        return self.pronounce(Wording(text), voice, prosody)

    def pronounce(self, wording: Wording, voice: Voice, prosody: Prosody) -> Speech:
        """Return the text as speech, some of its words by their IPA.

        Raises:
            EngineError: as `say` does.
        """
        text = wording.text
        if not can_be_heard(text):
            return Speech(PCM(b"", SILENCE_HZ))
        from piper import SynthesisConfig

        stem, _, speaker = voice.name.partition(SPEAKER_SIGN)
        loaded = _loaded(self._folder / f"{stem}.onnx")
        config = SynthesisConfig(
            speaker_id=loaded.config.speaker_id_map.get(speaker) if speaker else None,
            length_scale=loaded.config.length_scale * NOMINAL_WPM / prosody.rate_wpm,
            normalize_audio=False,  # Sentence by sentence it would make the level jump.
        )
        try:
            with self._runs.of_this_thread():
                chunks = list(loaded.synthesize(_given(wording), config, include_alignments=True))
        except Exception as error:  # A foreign network raises whatever its runtime does.
            raise EngineError(f"The voice {stem} cannot speak: {error}", where=text) from error
        data = b"".join(chunk.audio_int16_bytes for chunk in chunks)
        return Speech(PCM(data, loaded.config.sample_rate), _marks(text, chunks))

    def stop(self) -> None:
        """Break off what is being spoken: a long text takes many seconds."""
        self._runs.stop()

    def can_sound(self, alphabet: str, phonemes: str, voice: Voice) -> bool:
        """Say whether the voice has each of the signs; it would pass over one without a word."""
        config = _config_of(self._folder / f"{voice.name.partition(SPEAKER_SIGN)[0]}.onnx")
        if alphabet != IPA or config.get("phoneme_type", "espeak") != "espeak":
            return False
        known = config.get("phoneme_id_map") or {}
        return all(sign in known for sign in _signs(phonemes))

    @cached_property
    def _known(self) -> Mapping[str, tuple[str, tuple[str, ...], str]]:
        """Language, speakers and description of each voice, by name; nothing is loaded."""
        found = {}
        for model in sorted(self._folder.glob("*.onnx")):
            config = _config_of(model)
            speakers = tuple(config.get("speaker_id_map") or ())
            code = (config.get("language") or {}).get("code") or model.stem.partition("-")[0]
            quality = (config.get("audio") or {}).get("quality", "")
            described = f"neural, {quality} quality" if quality else "neural"
            many = speakers if len(speakers) > 1 else ()
            found[model.stem] = (code.replace("_", "-"), many, described)
        return found


def _loaded(path: Path) -> PiperVoice:
    """Return a voice, loaded once in this process for each state of its two files.

    Raises:
        EngineError: where it cannot be loaded. Trying again cannot help.
    """
    with _LOADING:
        return _loaded_in(state_of(path), state_of(path.with_name(f"{path.name}.json")))


@lru_cache(maxsize=MOST_LOADED)
def _loaded_in(network: FileState, _config: FileState) -> PiperVoice:
    return _load(network.path)


def _load(path: Path) -> PiperVoice:
    """Return a voice that can be asked from several threads.

    Raises:
        EngineError: where it cannot be loaded. Trying again cannot help.
    """
    try:
        from piper import PiperConfig, PiperVoice
    except ImportError as error:
        raise EngineError(
            "piper-tts is not installed", where=str(error), hint=f"Run: {MEND}"
        ) from error

    class Locked(PiperVoice):
        """A voice whose phonemizers, some of which are no thread's own, are used by turns."""

        def phonemize(self, text: str) -> list[list[str]]:
            with _PHONEMIZING:
                return list(super().phonemize(text))

    try:
        config = PiperConfig.from_dict(json.loads(path.with_name(f"{path.name}.json").read_bytes()))
        _check_pinyin(config.phoneme_type.value, path)
        network = open_network(path, (PHONEMES,), change=_with_lengths)
        return Locked(network, config, download_dir=path.parent)
    except EngineError:
        raise
    except Exception as error:  # Of onnxruntime, onnx, json or the library itself.
        raise EngineError(
            "The voice of piper cannot be loaded",
            where=f"{path}: {error}",
            hint=f"Fetch it anew: narrator voices fetch {path.stem}",
        ) from error


def _with_lengths(network: ModelProto) -> None:
    """Have a network tell how long each phoneme is, where it can: that becomes word marks."""
    from piper.patch_voice_with_alignment import add_alignment_output

    with suppress(ValueError):  # It cannot, or it does already.
        add_alignment_output(network)


def _check_pinyin(phoneme_type: str, path: Path) -> None:
    """Refuse a voice for which Piper would go online, unasked, for what its phonemizer needs.

    Raises:
        EngineError: where that is not there. Trying again cannot help.
    """
    needed = path.with_name("g2pW") / "g2pw.onnx"
    if phoneme_type == "pinyin" and not needed.is_file():
        raise EngineError(
            f"The voice {path.stem} needs the network g2pW for Chinese, which is not here",
            where=str(needed),
            hint="Unpack g2pw.tar.gz of Piper's resources there, or use a voice with espeak "
            "phonemes, such as zh_CN-huayan-medium.",
        )


def voices_folder() -> Path:
    """Return the folder of fetched voices of Piper; it need not exist."""
    return data_folder() / "voices" / "piper"


def _folder_of(folder: str) -> Path:
    return Path(folder).expanduser() if folder else voices_folder()


def _config_of(model: Path) -> dict[str, Any]:
    """Return what lies beside a network, or nothing where that cannot be read."""
    try:
        found = json.loads(model.with_name(f"{model.name}.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _given(wording: Wording) -> str:
    """Return what Piper is given: phonemes in double brackets, and a full stop at the end.

    Punctuation right behind phonemes goes into the brackets: alone, espeak-ng would name it.
    """
    text = with_full_stop(wording.text.rstrip())
    parts, place = [], 0
    for stretch in wording.stretches:
        parts.append(_plain(text[place : stretch.start]))
        place = stretch.end
        while place < len(text) and not text[place].isalnum() and not text[place].isspace():
            place += 1
        behind = "".join(sign for sign in text[stretch.end : place] if sign in PUNCTUATION)
        parts.append(f"[[{''.join(_signs(stretch.phonemes))}{behind}]]")
    return "".join([*parts, _plain(text[place:])])


def _plain(text: str) -> str:
    """Return a text that Piper reads to the letter: two brackets would make phonemes of it."""
    text = encoded(text).decode()
    while "[[" in text:
        text = text.replace("[[", "[ [")
    return text


def _signs(ipa: str) -> list[str]:
    """Return the signs of phonemes as Piper counts them: code points, marks apart."""
    return list(unicodedata.normalize("NFD", as_trained(ipa)))


def _marks(text: str, chunks: list[AudioChunk]) -> tuple[Mark, ...]:
    """Return a mark for each word, where the lengths of the phonemes are known."""
    offsets: list[int] = []
    place = 0
    for chunk in chunks:
        if chunk.phoneme_alignments is None:
            return ()
        names = (each.phoneme for each in chunk.phoneme_alignments)
        lengths = (int(each.num_samples) for each in chunk.phoneme_alignments)
        starts = accumulate(lengths, initial=place)
        offsets += word_starts(zip(names, starts, strict=False), _SIGNS)  # One more start: the end.
        place += len(chunk.audio_float_array)
    return marks_for_groups(text, offsets)


_SIGNS = frozenset("^$_.,:;!?…—-¡¿\"'()«»“”ˈˌ")
"""What stands among the phonemes and begins no word: Piper's own signs, punctuation, stress."""


def _fetch_hint() -> str:
    return "See which there are: narrator voices fetch"
