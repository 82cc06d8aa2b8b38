"""What an engine is given: the spoken form, with the phonemes that it takes."""

from __future__ import annotations

from collections.abc import Iterator

from narrator.language_tags import is_same_language
from narrator.lexicon import is_whole_word
from narrator.script import Pronunciation, Utterance
from narrator.speaking.engine import Engine
from narrator.speech import Stretch, Voice, Wording


def wording_for(utterance: Utterance, engine: Engine, voice: Voice) -> Wording:
    """Return what the engine is to say of an utterance.

    Of the pronunciations of a word, the first that the engine can sound is used. A voice
    of another language than the utterance's, which stands in where there is no better one, has
    other sounds, so it is given none.
    """
    text = utterance.spoken
    if not utterance.pronunciations or not is_same_language(voice.language, utterance.language):
        return Wording(text)
    taken = bytearray(len(text))
    found = []
    for pronunciation in utterance.pronunciations:
        alphabet, phonemes = pronunciation.alphabet, pronunciation.phonemes
        places = [place for place in _places(text, pronunciation) if not any(taken[slice(*place)])]
        if places and engine.can_sound(alphabet, phonemes, voice):
            for start, end in places:
                taken[start:end] = b"\1" * (end - start)
                found.append(Stretch(start, end, alphabet, phonemes))
    return Wording(text, tuple(sorted(found, key=lambda stretch: stretch.start)))


def encoded(text: str) -> bytes:
    """Return a text in UTF-8, without what no C library takes: NUL, halves of surrogate pairs."""
    return text.replace("\0", " ").encode("utf-8", "replace")


def _places(text: str, pronunciation: Pronunciation) -> Iterator[tuple[int, int]]:
    """Yield where the words stand and are not a part of a longer word."""
    words = pronunciation.words
    start = text.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        if is_whole_word(text, start, end):
            yield start, end
        start = text.find(words, end)
