"""The embedded engine: espeak-ng, as a library inside a Python wheel, through ctypes.

The library is one engine for the whole process: it speaks one text at a time and keeps
state (the phase of its oscillators, among others) from one text to the next, so the same
text spoken twice differs by a few samples. It starts from the same state whenever it is
loaded and its random numbers are seeded, so one sequence of texts gives the same bytes in
every process; `close` unloads it, `begin_afresh` loads it anew.

Texts are given as plain text, without the flags for SSML and for phonemes: `<` and `[[` are
then read and not obeyed (espeak-ng, `speak_lib.h`, `espeak_Synth`). Only a text with phonemes
is given with the flag for them; how is in `espeak_phonemes`.
"""

from __future__ import annotations

import ctypes
import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from importlib import util
from pathlib import Path
from typing import ClassVar, TypeVar

from narrator.errors import EngineError, nearest
from narrator.speaking.engine import Availability, Capability, Engine, Speech
from narrator.speaking.espeak_ipa import IPA, Inventory
from narrator.speaking.espeak_phonemes import MNEMONICS, bracketed, whole_stretches
from narrator.speaking.wording import encoded
from narrator.speech import PCM, Mark, Prosody, Voice, Wording

# Constants of espeak-ng's speak_lib.h, version 1.52.
_OUTPUT_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_POSITION_CHARACTER = 1
_TEXT_UTF8 = 1
_TEXT_PHONEMES = 0x100
_AS_MNEMONICS = 0
_AS_IPA = 2
_PARAMETER_RATE = 1
_PARAMETER_PITCH = 3
_PITCH_NORMAL = 50
_EVENT_END_OF_LIST = 0
_EVENT_WORD = 1
_OK = 0
_RANDOM_SEED = 1
BUFFER_MS = 500
"""How much sound the library gives at a time. Its own choice is 60 ms, and the calls then take
a tenth of its time; the sound and the marks are the same."""
RATE_WPM = (80, 450)
"""The slowest and the fastest rate that the library takes."""

LANGUAGES = {
    # Where BCP 47 and espeak-ng's own tags part.
    "zh-hk": "yue",
    "zh-mo": "yue",
    "zh": "cmn",
    "no": "nb",
    "nn": "nb",
    "sh": "hr",
    "iw": "he",
    "in": "id",
    "tl": "",
    "en": "en-gb",
    "fr": "fr-fr",
    "pt": "pt-pt",
}
"""BCP 47 tags, in lower case, and the tag that espeak-ng's voices have for the language."""

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_one_at_a_time = threading.Lock()
_loaded = [0]
"""How many engines have the library loaded, which is the same for all of them."""
T = TypeVar("T")


class _EventId(ctypes.Union):
    _fields_: ClassVar = [
        ("number", ctypes.c_int),
        ("name", ctypes.c_char_p),
        ("string", ctypes.c_char * 8),
    ]


class _Event(ctypes.Structure):
    _fields_: ClassVar = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _EventId),
    ]


class _VoiceEntry(ctypes.Structure):
    _fields_: ClassVar = [
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_void_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("xx1", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    ]


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


class EspeakEngine(Engine):
    """espeak-ng from the wheel espeakng-loader: offline, over a hundred languages, word marks.

    A voice is named by a language's voice (`gmw/en-US`, `en-us`), by a variant that speaks
    any language (`+f3`), or by both (`en-us+f3`).

    Raises:
        EngineError: where the library cannot be loaded.
    """

    name = "espeak"
    capabilities = frozenset({Capability.RATE, Capability.PITCH, Capability.MARKS})
    cacheable = False  # See docs/caching.md: 5 % of a conversion, and bytes that depend on order.
    alphabets = frozenset({MNEMONICS, IPA})

    def __init__(self) -> None:
        self._samples: list[bytes] = []
        self._words: list[tuple[int, int]] = []
        self._inventories: dict[str, Inventory] = {}
        self._callback = _Callback(self._collect)
        with _one_at_a_time:
            self._library, self._rate_hz = _load()
            self._holds_library = True

    @classmethod
    def availability(cls) -> Availability:
        """Say whether the wheel with the library is installed."""
        if util.find_spec("espeakng_loader") is None:
            mend = "python -m pip install espeakng-loader"
            return Availability(False, "espeakng-loader is not installed", mend)
        return Availability(True, _wheel())

    def voices(self) -> tuple[Voice, ...]:
        """Return a voice for each language; a variant may be added to any of their names."""
        listed = [
            Voice(self.name, name, _bcp47(tags[0]), description)
            for description, name, tags in self._entries
        ]
        return tuple(sorted(listed, key=lambda voice: (voice.language.lower(), voice.name)))

    def variants(self) -> tuple[str, ...]:
        """Return what can be added to any voice's name, each another speaker: `+f3`."""
        return tuple(f"+{name}" for name in self._variants)

    def find_voice(self, name: str, language: str) -> Voice:
        """Return the voice of that name that speaks the language, with its variant."""
        base, plus, variant = name.partition("+")
        if plus and variant not in self._variants:
            known = [f"+{known}" for known in self._variants]
            raise EngineError(
                "espeak has no such variant", where=name, hint=nearest(f"+{variant}", known)
            )
        found = self._voice_named(base) if base else self._voice_for(language)
        spoken = language if not base else found.language
        return Voice(self.name, f"{found.name}{plus}{variant}", spoken, found.description)

    def version_of(self, voice: Voice) -> str:  # noqa: ARG002 - one for all voices
        """Return the version of the wheel that the library and its voices come in."""
        return _wheel()

    def say(self, text: str, voice: Voice, prosody: Prosody) -> Speech:
        """Return the text as speech at 22,050 Hz, with a mark for each word."""
        pcm, words = self._synthesize(text, voice, prosody, _TEXT_UTF8)
        return Speech(pcm, tuple(_marks(text, words)))

    def can_sound(self, alphabet: str, phonemes: str, voice: Voice) -> bool:
        """Say whether these are mnemonics, or IPA whose mnemonics are certain."""
        return alphabet == MNEMONICS or (alphabet == IPA and bool(self._of_ipa(phonemes, voice)))

    def pronounce(self, wording: Wording, voice: Voice, prosody: Prosody) -> Speech:
        """Return the text as speech, some of its words by espeak-ng's mnemonics of phonemes."""
        given, places = self._bracketed(wording, voice)
        pcm, words = self._synthesize(given, voice, prosody, _TEXT_UTF8 | _TEXT_PHONEMES)
        spoken = [(sample, places[place]) for sample, place in words if place < len(places)]
        return Speech(pcm, tuple(whole_stretches(_marks(wording.text, spoken), wording)))

    def phonemes(self, wording: Wording, voice: Voice) -> str:
        """Return the mnemonics by which a text would be spoken, a space between words."""
        given, _ = self._bracketed(wording, voice)
        return " ".join(self._sounds(given, voice, _AS_MNEMONICS).replace("_:", "").split())

    def _bracketed(self, wording: Wording, voice: Voice) -> tuple[str, list[int]]:
        """Return the text as the library takes it; what is in the IPA as mnemonics."""
        stretches = tuple(
            replace(stretch, phonemes=self._of_ipa(stretch.phonemes, voice) or "")
            if stretch.alphabet == IPA
            else stretch
            for stretch in wording.stretches
        )
        return bracketed(replace(wording, stretches=stretches), voice.language)

    def _of_ipa(self, ipa: str, voice: Voice) -> str | None:
        """Return the mnemonics of phonemes in IPA, where they are certain."""
        if voice.name not in self._inventories:

            def spell(mnemonics: str) -> str:
                return self._sounds(f"[[{mnemonics}]]", voice, _AS_IPA)

            self._inventories[voice.name] = Inventory(spell)
        return self._inventories[voice.name].mnemonics(ipa)

    def _sounds(self, given: str, voice: Voice, mode: int) -> str:
        """Return how the library sounds a text, phonemes in it included."""
        return _uninterrupted(lambda: self._sounds_here(given, voice, mode))

    def _sounds_here(self, given: str, voice: Voice, mode: int) -> str:
        left = ctypes.c_char_p(encoded(given))
        spoken = []
        with _one_at_a_time:
            # Whether brackets mean phonemes, the library knows from the text that it spoke last.
            self._speak(" ", voice, Prosody(), _TEXT_UTF8 | _TEXT_PHONEMES)
            while left.value is not None:
                clause = self._library.espeak_TextToPhonemes(ctypes.byref(left), _TEXT_UTF8, mode)
                spoken.append((clause or b"").decode())
        return " ".join(spoken)

    def _choose(self, voice: Voice) -> None:
        if self._library.espeak_SetVoiceByName(voice.name.encode()) != _OK:
            raise EngineError("espeak cannot load the voice", where=voice.name)

    def _synthesize(
        self, given: str, voice: Voice, prosody: Prosody, flags: int
    ) -> tuple[PCM, list[tuple[int, int]]]:
        """Return the sound, and the sample and the index at which each word begins."""
        return _uninterrupted(lambda: self._synthesize_here(given, voice, prosody, flags))

    def _synthesize_here(
        self, given: str, voice: Voice, prosody: Prosody, flags: int
    ) -> tuple[PCM, list[tuple[int, int]]]:
        with _one_at_a_time:
            status = self._speak(given, voice, prosody, flags)
            pcm = PCM(b"".join(self._samples), self._rate_hz)
            words = list(self._words)
        if status != _OK:
            raise EngineError(f"espeak gave up with status {status}", where=given)
        return pcm, words

    def _speak(self, given: str, voice: Voice, prosody: Prosody, flags: int) -> int:
        """Have the library speak, and return its status; nobody else may use it meanwhile."""
        data = encoded(given)
        rate = min(max(prosody.rate_wpm, RATE_WPM[0]), RATE_WPM[1])
        self._samples.clear()
        self._words.clear()
        library = self._library
        library.espeak_SetSynthCallback(self._callback)
        self._choose(voice)
        library.espeak_SetParameter(_PARAMETER_RATE, rate, 0)
        library.espeak_SetParameter(_PARAMETER_PITCH, _pitch(prosody.pitch_percent), 0)
        status: int = library.espeak_Synth(
            data, len(data) + 1, 0, _POSITION_CHARACTER, 0, flags, None, None
        )
        return status

    def begin_afresh(self) -> None:
        """Load the library anew, which takes a millisecond.

        Uninterrupted: a Ctrl-C between the two would leave a library that is unloaded once more.
        """
        _uninterrupted(self._reload)

    def _reload(self) -> None:
        with _one_at_a_time:
            self._give_back()
            self._library, self._rate_hz = _load()
            self._holds_library = True

    def close(self) -> None:
        """Unload the library, so that the next one to be opened starts from the beginning."""
        with _one_at_a_time:
            self._give_back()

    def _give_back(self) -> None:
        """Unload the library once: other engines of this process have it loaded too."""
        if self._holds_library:
            self._holds_library = False
            _unload(self._library)

    def _collect(self, samples: ctypes.Array[ctypes.c_short], count: int, events: object) -> int:
        if samples and count:
            self._samples.append(ctypes.string_at(samples, 2 * count))
        number = 0
        while (event := events[number]).type != _EVENT_END_OF_LIST:  # type: ignore[index]
            if event.type == _EVENT_WORD:
                self._words.append((event.sample, event.text_position - 1))
            number += 1
        return 0

    @cached_property
    def _entries(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """The library's voices: description, identifier, language tags by preference."""
        with _one_at_a_time:
            return tuple(_list_voices(self._library))

    @cached_property
    def _variants(self) -> tuple[str, ...]:
        import espeakng_loader

        folder = Path(espeakng_loader.get_data_path()) / "voices" / "!v"
        return tuple(sorted(path.name for path in folder.iterdir()))

    def _voice_named(self, name: str) -> Voice:
        wanted = name.lower()
        for description, identifier, tags in self._entries:
            if wanted in {identifier.lower(), description.lower(), tags[0].lower()}:
                return Voice(self.name, identifier, _bcp47(tags[0]), description)
        known = [tags[0] for _, _, tags in self._entries]
        raise EngineError("espeak has no such voice", where=name, hint=nearest(name, known))

    def _voice_for(self, language: str) -> Voice:
        """Return the voice for a language tag, shortened from its end until one speaks it."""
        tag = language.lower()
        while tag:
            wanted = LANGUAGES.get(tag, tag)
            for description, identifier, tags in self._entries:
                if wanted == tags[0].lower():
                    return Voice(self.name, identifier, language, description)
            for description, identifier, tags in self._entries:
                if wanted in tags:
                    return Voice(self.name, identifier, language, description)
            tag = tag.rpartition("-")[0]
        known = sorted({tags[0] for _, _, tags in self._entries})
        raise EngineError(
            f"espeak has no voice for the language {language or 'that is not known'}",
            hint=f"If the text is in another language, give --language. {nearest(language, known)} "
            "To list them: narrator voices --engine espeak",
        )


def _uninterrupted(work: Callable[[], T]) -> T:
    """Return what the work gives, and let no handler of a signal run within it.

    Python runs the handlers of signals in the main thread. What one raises in a callback, ctypes
    prints and forgets: the Ctrl-C would be lost, and a piece of the sound with it. So the main
    thread waits for another one, and is interrupted as it waits; that one ends within a sentence.
    """
    if threading.current_thread() is not threading.main_thread():
        return work()
    future: Future[T] = Future()

    def aside() -> None:
        if future.set_running_or_notify_cancel():
            try:
                future.set_result(work())
            except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
                future.set_exception(error)

    thread = threading.Thread(target=aside, name="narrator espeak")
    try:
        thread.start()
        return future.result()
    finally:
        _settle(future, thread)


def _settle(future: Future[T], thread: threading.Thread) -> None:
    """Wait until nothing is at work any more, however often somebody interrupts."""
    while not (future.done() or future.cancel()) or thread.is_alive():
        with suppress(KeyboardInterrupt, RuntimeError):  # The latter: it is not quite there yet.
            thread.join()


def _wheel() -> str:
    """Return the version of the wheel that the library and its voices come in."""
    from importlib import metadata

    return f"espeakng-loader {metadata.version('espeakng-loader')}"


def _load() -> tuple[ctypes.CDLL, int]:
    """Return the library, ready, and its sampling rate in Hz."""
    try:
        import espeakng_loader

        library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path()
    except (ImportError, OSError) as error:
        raise EngineError(
            "espeak-ng's library cannot be loaded",
            where=str(error),
            hint="Run: python -m pip install --force-reinstall espeakng-loader",
        ) from error
    library.espeak_Synth.argtypes = [
        ctypes.c_char_p,
        ctypes.c_size_t,
        ctypes.c_uint,
        ctypes.c_int,
        ctypes.c_uint,
        ctypes.c_uint,
        ctypes.c_void_p,
        ctypes.c_void_p,
    ]
    library.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_VoiceEntry))
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    library.espeak_TextToPhonemes.argtypes = [
        ctypes.POINTER(ctypes.c_char_p),
        ctypes.c_int,
        ctypes.c_int,
    ]
    rate_hz = library.espeak_Initialize(_OUTPUT_SYNCHRONOUS, BUFFER_MS, data.encode(), _DONT_EXIT)
    if rate_hz <= 0:
        raise EngineError(
            "espeak-ng does not start",
            where=data,
            hint="Run: python -m pip install --force-reinstall espeakng-loader",
        )
    # Noise (breath, flutter) comes from random numbers that start from the clock.
    library.espeak_ng_SetRandSeed.argtypes = [ctypes.c_long]
    library.espeak_ng_SetRandSeed(_RANDOM_SEED)
    _loaded[0] += 1
    return library, rate_hz


def _unload(library: ctypes.CDLL) -> None:
    import _ctypes

    _loaded[0] -= 1
    if not _loaded[0]:  # It frees what unloading does not: 0.8 MB of dictionary and phonemes.
        library.espeak_Terminate()
    handle = library._handle
    free = getattr(_ctypes, "dlclose", None) or getattr(_ctypes, "FreeLibrary", None)
    if free is not None:
        free(handle)


def _list_voices(library: ctypes.CDLL) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    entries = library.espeak_ListVoices(None)
    number = 0
    while entries[number]:
        entry = entries[number].contents
        tags = tuple(tag for _, tag in sorted(_tags(entry.languages)))
        # espeak-ng lists the languages with a preference each, the smaller the better; the
        # first stays the voice's own.
        own = next(tag for _, tag in _tags(entry.languages))
        yield entry.name.decode().strip(), entry.identifier.decode(), (own, *tags)
        number += 1


def _tags(address: int) -> Iterator[tuple[int, str]]:
    """Yield the pairs of a preference byte and a tag that espeak-ng packs into one string."""
    while (preference := ctypes.string_at(address, 1)[0]) != 0:
        tag = ctypes.string_at(address + 1)
        yield preference, tag.decode()
        address += len(tag) + 2


def _bcp47(tag: str) -> str:
    """Return an espeak-ng tag with the letter case that BCP 47 recommends (section 2.1.1)."""
    language, *rest = tag.split("-")
    cased = [part.upper() if len(part) == 2 else part for part in rest]
    return "-".join([language, *cased])


def _pitch(percent: int) -> int:
    """Return the library's pitch, 0 to 100 around 50, for a change of pitch in percent."""
    return min(max(_PITCH_NORMAL + percent, 0), 100)


def _marks(text: str, words: list[tuple[int, int]]) -> Iterator[Mark]:
    """Yield a mark for each word event; the library's own word lengths are not reliable.

    It gives a length of 0 before some punctuation, so the word is read off the text.
    """
    for sample, start in words:
        word = _WORD.match(text, start)
        end = word.end() if word else min(start + 1, len(text))
        if start < end:
            yield Mark(sample, start, end)
