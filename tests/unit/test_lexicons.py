"""Lexicons as files: what is taken, what is refused, and which goes before which."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from narrator.errors import LexiconError
from narrator.lexicon import Entry, Lexicon
from narrator.lexicons import (
    FOLDER_VARIABLE,
    MAX_BYTES,
    load_lexicons,
    packaged_folder,
    read_lexicon,
)
from narrator.planning.pronouncing import Pronouncer
from narrator.speaking.espeak import EspeakEngine
from narrator.speech import Stretch, Wording

TOML = """
schema = 1
language = "en"
description = "Words of our town"

[words]
Nguyen = "Win"
"Tyne & Wear" = { alias = "Tine and Weer", ipa = "taɪn ən wɪə" }
Kyiv = { espeak = "k'i:v", x-sampa = "ki:v" }

[patterns]
'\\bB([0-9]+)\\b' = 'bus \\1'
"""

PLS = """<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" alphabet="ipa" xml:lang="en-GB"
    xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
  <meta name="author" content="us"/>
  <lexeme>
    <grapheme>Kyiv</grapheme><grapheme>Kiev</grapheme>
    <phoneme>ˈkiɛf</phoneme>
    <phoneme prefer="true">ˈkiːv</phoneme>
    <alias>Keev</alias>
    <example>in Kyiv</example>
  </lexeme>
  <lexeme><grapheme>W3C</grapheme><alias>World  Wide Web Consortium</alias></lexeme>
  <lexeme><grapheme>Lviv</grapheme><phoneme alphabet="x-espeak-ng">l@v'i:v</phoneme></lexeme>
  <lexeme role="x:verb"><grapheme>read</grapheme><phoneme>ɹɛd</phoneme></lexeme>
</lexicon>
"""


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_toml_file_gives_its_words_and_patterns(tmp_path: Path) -> None:
    path = written(tmp_path, "town.toml", TOML)
    assert read_lexicon(path) == Lexicon(
        str(path),
        "en",
        (
            Entry("Nguyen", alias="Win"),
            Entry("Tyne & Wear", alias="Tine and Weer", phonemes=(("ipa", "taɪn ən wɪə"),)),
            Entry("Kyiv", phonemes=(("espeak", "k'i:v"), ("x-sampa", "ki:v"))),
            Entry(pattern=r"\bB([0-9]+)\b", alias=r"bus \1"),
        ),
    )


def test_a_pls_document_gives_its_lexemes(tmp_path: Path) -> None:
    path = written(tmp_path, "names.pls", PLS)
    kyiv = Entry("Kyiv", alias="Keev", phonemes=(("ipa", "ˈkiːv"),))
    assert read_lexicon(path) == Lexicon(
        str(path),
        "en-GB",
        (
            kyiv,
            Entry("Kiev", alias="Keev", phonemes=(("ipa", "ˈkiːv"),)),
            Entry("W3C", alias="World Wide Web Consortium"),
            Entry("Lviv", phonemes=(("espeak", "l@v'i:v"),)),
        ),
    )


@pytest.mark.parametrize(
    ("text", "where", "hint"),
    [
        ("[words]\na = 'b'", "x.toml", "schema 1 only"),
        ("schema = 2", "x.toml", "schema 1 only"),
        ("schema = 1\nlanguages = 'en'", "languages", "Did you mean language?"),
        ("schema = 1\n[word]\na = 'b'", "word", "Did you mean words?"),
        ("schema = 1\n[words]\na = { alais = 'b' }", "words.a.alais", "Did you mean alias?"),
        ("schema = 1\n[words]\na = { ip = 'b' }", "words.a.ip", "Did you mean ipa?"),
        ("schema = 1\n[words]\na = 1", "words.a", ""),
        ("schema = 1\n[words]\na = { ipa = 1 }", "words.a.ipa", ""),
        ("schema = 1\n[words]\na = ''", "words.a", "alias"),
        ("schema = 1\n[words]\na = {}", "words.a", "espeak, ipa"),
        ("schema = 1\n[words]\n'' = 'b'", "words.", ""),
        ("schema = 1\nwords = 'a'", "words", ""),
        ("schema = 1\nlanguage = 'english please'", "language", "pt-BR"),
        ("schema = 1\n[words]\na = { ipa = '/a/' }", "words.a.ipa = /a/", "slashes"),
        ("schema = 1\n[words]\na = { espeak = 'a]] b' }", "words.a.espeak", "brackets"),
        ("schema = 1\n[patterns]\n'(a' = 'b'", "patterns.(a", ""),
        ("schema = 1\n[patterns]\n'a' = 'b\\1'", "patterns.a", ""),
        (f"schema = 1\n[words]\na = '{'b' * 501}'", "words.a", ""),
        ("schema 1", "x.toml", ""),
        (b"schema = 1 # \xff", "x.toml", ""),
        (b"#" * (MAX_BYTES + 1), "x.toml", ""),
    ],
)
def test_what_is_wrong_is_named_with_file_and_key(
    tmp_path: Path, text: str | bytes, where: str, hint: str
) -> None:
    path = written(tmp_path, "x.toml", text)
    with pytest.raises(LexiconError) as raised:
        read_lexicon(path)
    assert str(path) in raised.value.where
    assert where in raised.value.where
    assert hint in raised.value.hint
    assert raised.value.exit_code == 4


BOMB = '<!DOCTYPE lexicon [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE lexicon [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "text",
    [
        "<lexicon",
        "<html/>",
        PLS.replace('version="1.0" alphabet', 'version="2.0" alphabet'),
        PLS.replace(' xml:lang="en-GB"', ""),
        PLS.replace("<grapheme>W3C</grapheme>", ""),
        PLS.replace("<alias>World  Wide Web Consortium</alias>", ""),
        PLS.replace("x-espeak-ng", "espeek"),
        PLS.replace("?>", f"?>{BOMB}").replace("Keev", "&b;"),
        PLS.replace("?>", f"?>{OUTSIDE}").replace("Keev", "&a;"),
        "",
    ],
)
def test_a_faulty_or_hostile_pls_document_is_an_error(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, "x.pls", text)
    with pytest.raises(LexiconError) as raised:
        read_lexicon(path)
    assert str(path) in raised.value.where


def test_a_file_that_is_not_there_or_of_another_kind_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="cannot be read"):
        read_lexicon(tmp_path / "gone.toml")
    with pytest.raises(LexiconError, match=r"\.toml, \.pls"):
        read_lexicon(written(tmp_path, "words.txt", TOML))


def test_named_files_go_first_then_the_users_own_then_the_packaged(tmp_path: Path) -> None:
    own = Path(os.environ[FOLDER_VARIABLE])
    own.mkdir()
    second = written(own, "b.toml", TOML)
    first = written(own, "a.pls", PLS)
    written(own, "notes.txt", "not a lexicon")
    named = written(tmp_path, "named.toml", TOML)
    loaded = [lexicon.name for lexicon in load_lexicons([named, first])]
    packaged = sorted(str(path) for path in packaged_folder().glob("*.toml"))
    assert loaded == [str(named), str(first), str(second), *packaged]


# The lexicons that come with narrator

PACKAGED = load_lexicons()


def test_these_lexicons_come_with_narrator() -> None:
    assert {lexicon.language for lexicon in PACKAGED} == {"en", "de"}
    assert all(20 < len(lexicon.entries) < 150 for lexicon in PACKAGED)


def _sounds(mnemonics: str) -> str:
    """Return them without the marks that say how two sounds are joined."""
    return mnemonics.replace(";", "").replace("@", "").replace("3", "")


@pytest.mark.parametrize("lexicon", PACKAGED, ids=lambda lexicon: lexicon.language)
def test_a_packaged_entry_is_there_because_the_voice_says_it_wrong(lexicon: Lexicon) -> None:
    engine = EspeakEngine()
    voice = engine.find_voice("", lexicon.language)
    for entry in lexicon.entries:
        phonemes = dict(entry.phonemes)
        assert set(phonemes) == {"espeak", "ipa"}, entry
        word = entry.word
        whole = (Stretch(0, len(word), "espeak", phonemes["espeak"]),)
        as_it_is = engine.phonemes(Wording(word), voice)
        mended = engine.phonemes(Wording(word, whole), voice)
        assert as_it_is != mended, entry
        as_ipa = (Stretch(0, len(word), "ipa", phonemes["ipa"]),)
        if engine.can_sound("ipa", phonemes["ipa"], voice):
            assert _sounds(engine.phonemes(Wording(word, as_ipa), voice)) == _sounds(mended), entry
        assert len(mended) >= len(phonemes["espeak"].strip()), f"{entry}: a sign makes no sound"
    engine.close()


def test_an_entry_of_the_users_goes_before_a_packaged_one(tmp_path: Path) -> None:
    mine = written(tmp_path, "mine.toml", "schema = 1\n[words]\nKyiv = 'Kay eve'\n")
    pronouncer = Pronouncer(load_lexicons([mine]))
    said = pronouncer.verbalize("Kyiv and Lviv", "en")
    assert said.spoken == "Kay eve and Lviv"
    assert {sounds.words for sounds in pronouncer.pronunciations(said, "en")} == {"Lviv"}
