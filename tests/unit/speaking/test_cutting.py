"""Long texts are cut where a speaker would draw breath, and nothing is lost."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrator.speaking.cutting import cut

SENTENCES = [
    ("It rained. It poured all day.", 20, ("It rained.", "It poured all day.")),
    ("One. Two. Three is the longest.", 12, ("One. Two.", "Three is the", "longest.")),
    ("“Stay here.” She left at once.", 20, ("“Stay here.”", "She left at once.")),
    ("Really?! Yes, and then some more.", 20, ("Really?!", "Yes,", "and then some more.")),
    ("他來了。我們走吧，好不好？", 6, ("他來了。", "我們走吧，", "好不好？")),
    ("彼は「はい。」と言った。", 8, ("彼は「はい。」", "と言った。")),
    ("هل أتى؟ نعم أتى اليوم.", 12, ("هل أتى؟", "نعم أتى", "اليوم.")),
    ("वह आया। हम सब चले गए।", 14, ("वह आया।", "हम सब चले गए।")),
]

CLAUSES = [
    ("When it rained, we stayed inside", 20, ("When it rained,", "we stayed inside")),
    ("one two; three four five six", 20, ("one two;", "three four five six")),
    ("three things: bread and butter", 20, ("three things:", "bread and butter")),
    ("he came—late as ever he was—home", 20, ("he came—", "late as ever he was—", "home")),
    ("the park – it is closed – is big", 20, ("the park –", "it is closed –", "is big")),
    ("the law (of 1990) has been changed", 20, ("the law (of 1990)", "has been changed")),
    ("“Well,” she said to all of us there", 20, ("“Well,”", "she said to all of", "us there")),
    ("قال، ثم ذهب إلى البيت", 16, ("قال،", "ثم ذهب إلى البيت")),
]

SPACES = [
    ("aaa bbb ccc ddd", 8, ("aaa bbb", "ccc ddd")),
    ("aaa bbb", 3, ("aaa", "bbb")),
    ("costs of 1,000 or 2.5 or 10:30 a day", 18, ("costs of 1,000 or", "2.5 or 10:30 a day")),
    ("from 1990–95 on and on", 12, ("from 1990–95", "on and on")),
    ("on sait tout ! oui", 13, ("on sait", "tout ! oui")),
    ("il dit « bonjour »", 10, ("il dit", "« bonjour", "»")),
    ("a run of 10\u00a0km now", 12, ("a run of", "10\u00a0km now")),
    ("កខ\u200bគឃ\u200bងច", 4, ("កខ\u200b", "គឃ\u200b", "ងច")),
]

ABBREVIATIONS = [
    ("we saw Mr. Brown there today", 15, ("we saw Mr.", "Brown there", "today")),
    ("we saw, as did Dr. Brown at noon", 22, ("we saw,", "as did Dr. Brown at", "noon")),
    ("at 5 p.m. sharp, they all left", 20, ("at 5 p.m. sharp,", "they all left")),
]

WORDS = [
    ("abcdefghij", 4, ("abcd", "efgh", "ij")),
    ("abcdefgh).", 8, ("abcdefg", "h).")),
    ("e\u0301" * 4, 3, ("e\u0301", "e\u0301", "e\u0301", "e\u0301")),
    ("🇫🇷🇩🇪🇮🇹", 3, ("🇫🇷", "🇩🇪", "🇮🇹")),
    ("👩‍🚀👩‍🚀", 5, ("👩‍🚀", "👩‍🚀")),
    ("👍🏽👍🏽", 3, ("👍🏽", "👍🏽")),
    ("क्षक्ष", 4, ("क्ष", "क्ष")),
    ("\u1100\u1161\u11a8" * 2, 4, ("\u1100\u1161\u11a8", "\u1100\u1161\u11a8")),
    ("\ud83d\ude00\ud83d\ude00", 3, ("\ud83d\ude00", "\ud83d\ude00")),
]


@pytest.mark.parametrize(("text", "limit", "pieces"), SENTENCES)
def test_a_sentence_end_is_the_best_place(text, limit, pieces):
    assert cut(text, limit) == pieces


@pytest.mark.parametrize(("text", "limit", "pieces"), CLAUSES)
def test_a_clause_end_is_the_next_best(text, limit, pieces):
    assert cut(text, limit) == pieces


@pytest.mark.parametrize(("text", "limit", "pieces"), SPACES)
def test_a_space_comes_third_and_leaves_punctuation_with_its_word(text, limit, pieces):
    assert cut(text, limit) == pieces


@pytest.mark.parametrize(("text", "limit", "pieces"), ABBREVIATIONS)
def test_an_abbreviation_does_not_end_a_sentence(text, limit, pieces):
    assert cut(text, limit) == pieces


@pytest.mark.parametrize(("text", "limit", "pieces"), WORDS)
def test_a_long_word_is_cut_between_characters_as_readers_count_them(text, limit, pieces):
    assert cut(text, limit) == pieces


def test_text_that_fits_is_one_piece():
    assert cut(" One. Two, three. ", 100) == ("One. Two, three.",)
    assert cut("abcd", 4) == ("abcd",)


@pytest.mark.parametrize("text", ["", " ", "\n\t\u3000"])
def test_text_of_spaces_has_no_pieces(text):
    assert cut(text, 10) == ()


@pytest.mark.parametrize("limit", [0, -1])
def test_limit_below_one_is_refused(limit):
    with pytest.raises(ValueError, match="a piece of"):
        cut("text", limit)


def test_cluster_longer_than_the_limit_is_cut_all_the_same():
    text = "a" + "\u0301" * 9
    assert "".join(cut(text, 4)) == text


def test_opening_dash_is_no_piece_of_its_own():
    assert cut("— yes and no and maybe", 12)[0] == "— yes and no"


def test_time_grows_with_the_text_and_not_with_its_square():
    start = time.perf_counter()
    assert len(cut("word " * 30_000, 100)) == 1500
    assert len(cut("x" * 60_000, 100)) == 600
    assert time.perf_counter() - start < 5


TEXTS = st.text(
    st.one_of(
        st.sampled_from(" .,;:!?()\"'—–-\u00a0\u200b\u200d\u0301。，、「」؟،🇫🇷👩🏽क्ष각\n"),
        st.characters(),
        st.sampled_from("abcXYZ012"),
    ),
    max_size=120,
)


@given(TEXTS, st.integers(1, 30))
def test_every_character_but_spaces_is_in_the_pieces_in_order(text, limit):
    pieces = cut(text, limit)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(1 <= len(piece) <= limit and piece == piece.strip() for piece in pieces)


@given(TEXTS, st.integers(8, 30))
def test_pieces_follow_one_another_in_the_text(text, limit):
    place = 0
    for piece in cut(text, limit):
        start = text.index(piece, place)
        assert not text[place:start].strip()
        place = start + len(piece)


@given(
    st.lists(st.sampled_from(["e\u0301", "न\u093f", "o\u0308\u0323"]), min_size=1),
    st.integers(3, 9),
)
def test_combining_marks_stay_with_their_letter(clusters, limit):
    assert not any(
        unicodedata.category(piece[0])[0] == "M" for piece in cut("".join(clusters), limit)
    )
