"""The International Phonetic Alphabet as espeak-ng's mnemonics, where that is certain.

No table is trusted. The library itself says which IPA it has for each mnemonic of a voice; the
way back is found with that, and a conversion counts only where the library gives the IPA that was
asked for when it is told the mnemonics. What cannot be converted so is not spoken by phonemes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping

IPA = "ipa"
"""The name of this alphabet."""

Speller = Callable[[str], str]
"""Takes mnemonics, returns the IPA that the library has for them."""

VOWEL_MNEMONICS = (
    "i: i I I2 e: e E: E a: a aa A: A 0 O: O o: o u: u U V @ 3: 3 y: y Y: Y W: W 2: 2 & "
    "eI aI OI oU aU e@ i@ U@ o@ aI@ aU@ A@ O@ I@ E@ OY A~ O~ E~ W~ o~ e~ a~"
)
_VOWEL_PARTS = frozenset(VOWEL_MNEMONICS.split())
CONSONANT_MNEMONICS = (
    "p b t d k g f v T D s z S Z h x C m n N n^ l l^ l# r R j w tS dZ ts dz pf Q B ? "
    "t; d; s; z; ts; dz;"
)
"""Of espeak-ng's mnemonics (docs/phonemes.md); of those with the same IPA the first is used."""

SAME: Mapping[str, str] = {
    # Two ways to write one sign (Handbook of the IPA, appendix 2).
    "g": "ɡ",
    "ʧ": "tʃ",
    "ʤ": "dʒ",
    "ʦ": "ts",
    "'": "ˈ",
    ":": "ː",
    ",": "ˌ",
    "\u0361": "",  # the tie bar
    "\u035c": "",
    ".": "",  # between syllables
    "\u200d": "",
}
STRESSES: Mapping[str, str] = {"ˈ": "'", "ˌ": ","}
VOWELS = frozenset("iyɨʉɯuɪʏʊeøɘɵɤoəɛœɜɞʌɔæɐaɶɑɒɚɝᵻ")


def as_trained(ipa: str) -> str:
    """Return IPA as networks know it that were trained on espeak-ng's: a stress before its vowel.

    The IPA sets the sign before the syllable ("ˈbɹɪdʒ"), espeak-ng before the vowel ("bɹˈɪdʒ").
    """
    signs: list[str] = []
    waiting = ""
    for sign in unicodedata.normalize("NFC", "".join(SAME.get(sign, sign) for sign in ipa)):
        if sign in STRESSES:
            waiting = sign
        elif waiting and sign in VOWELS:
            signs += [waiting, sign]
            waiting = ""
        else:
            signs.append(sign)
    return "".join(signs)


class Inventory:
    """The sounds of one voice, by their IPA."""

    def __init__(self, spell: Speller) -> None:
        """Ask for the IPA of each candidate.

        Args:
            spell: Asks the library, with the voice that is meant.
        """
        self._spell = spell
        self._by_ipa: dict[str, str] = {}
        self._known: dict[str, str | None] = {}
        # In a word, since sounds differ at its end: German devoices there, English lengthens.
        open_vowel = _plain(spell("p'a")).removeprefix("p")
        for vowel in VOWEL_MNEMONICS.split():
            self._learn(vowel, _plain(spell(f"p'{vowel}p")).removeprefix("p").removesuffix("p"))
        for consonant in CONSONANT_MNEMONICS.split():
            self._learn(consonant, _plain(spell(f"{consonant}'a")).removesuffix(open_vowel))
            closed = _plain(spell(f"p'a{consonant}p"))
            self._learn(consonant, closed.removeprefix(f"p{open_vowel}").removesuffix("p"))
        self._longest = max(map(len, self._by_ipa), default=0)

    def _learn(self, mnemonic: str, ipa: str) -> None:
        if ipa:
            self._by_ipa.setdefault(ipa, mnemonic)

    def mnemonics(self, ipa: str) -> str | None:
        """Return the mnemonics of a text in IPA; None where they are not certain."""
        if ipa not in self._known:
            self._known[ipa] = self._converted(ipa)
        return self._known[ipa]

    def _converted(self, ipa: str) -> str | None:
        words = [list(self._parts(word)) for word in _written(ipa).split()]
        if not words or any(None in word for word in words):
            return None
        parts = [[part or "" for part in word] for word in words]
        if not any(sign in STRESSES for sign in _written(ipa)):
            parts = [_stressed(word) for word in parts]
        found = " ".join(map("".join, parts))
        return found if _plain(self._spell(found)) == _plain(ipa) else None

    def _parts(self, word: str) -> Iterator[str | None]:
        """Yield the mnemonics of a word, the longest that fit; None for a sign without one.

        A stress stands before its syllable in the IPA, and before its vowel in mnemonics.
        """
        stress, place = "", 0
        while place < len(word):
            if word[place] in STRESSES:
                stress = STRESSES[word[place]]
                place += 1
                continue
            lengths = range(min(self._longest, len(word) - place), 0, -1)
            length = next((n for n in lengths if word[place : place + n] in self._by_ipa), 0)
            if not length:
                yield None
                return
            mnemonic = self._by_ipa[word[place : place + length]]
            if stress and word[place] in VOWELS:
                mnemonic, stress = stress + mnemonic, ""
            yield mnemonic
            place += length


def _stressed(parts: list[str]) -> list[str]:
    """Return a word with the stress on its only vowel, which the IPA of short words leaves out."""
    vowels = [number for number, part in enumerate(parts) if part in _VOWEL_PARTS]
    if len(vowels) == 1:
        parts[vowels[0]] = f"'{parts[vowels[0]]}"
    return parts


def _written(ipa: str) -> str:
    """Return the IPA in one way of writing it."""
    signs = unicodedata.normalize("NFD", ipa)
    return "".join(SAME.get(sign, sign) for sign in signs)


def _plain(ipa: str) -> str:
    """Return the sounds alone: without stress, which the library sets by itself where none is."""
    return "".join(sign for sign in _written(ipa) if sign not in STRESSES and not sign.isspace())
