"""Accounting for every word of an article: in what is said, or in what is left out.

Words are compared, not places alone: a sentence that gets lost within a paragraph is found out
although the rest of the paragraph is said. A word is a run of letters and digits, or a symbol
that can be heard ("€"); punctuation is not accounted for.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from narrator.article import Article, Omission, Piece, Reason, Stage, shorten
from narrator.episode import Cue
from narrator.errors import LedgerError
from narrator.ledger import Account, Deed, Ledger, account_of, account_of_omission
from narrator.script import OUR_WORDS, Script, Utterance
from narrator.words import IDEOGRAPHS, can_be_heard

_UNSPACED = rf"{IDEOGRAPHS}\u0e00-\u0e7f"
"""Kana, Han and Thai, where a cut between two signs, such as one for another language, is none
within a word that could be seen."""
_RAISED = "¹²³⁴⁵⁶⁷⁸⁹⁰"
"""Raised figures are words of their own: a sentence ends behind its footnote's mark, also where
the next one stands right behind that ("said so.¹The next")."""
_WORD = re.compile(rf"[{_RAISED}]+|[{_UNSPACED}]|[^\W{_UNSPACED}{_RAISED}]+|[^\w\s]")
_HEADER = "/header/"


def account(article: Article, script: Script) -> Ledger:
    """Return what becomes of each stretch of an article's text, before it is spoken.

    Raises:
        LedgerError: where a word of the article is neither said nor left out for a reason.
    """
    lost = next(unaccounted(article, script), None)
    if lost is not None:
        raise LedgerError(
            "Words of the article would be lost in silence",
            where=f"{lost.origin}: {shorten(lost.text)}",
            hint="This is a fault of narrator's, not of the article's. Please report it.",
        )
    return tuple(_in_order(article, script))


def unaccounted(article: Article, script: Script) -> Iterator[Piece]:
    """Yield a piece for each of an article's that has words without account: those words.

    What is said of a part of the article counts for the parts inside of it: a row for its
    cells. The names of columns are said with the rows. Announcements count for nothing.
    """
    pools = _words_by_origin(script)
    pieces = list(article.pieces())
    rows: dict[str, list[str]] = defaultdict(list)
    for origin in pools:
        table, is_row, _ = origin.partition("/rows/")
        if is_row:
            rows[table].append(origin)
    # Cells first: what they leave of a row are the names of its columns.
    for piece in sorted(pieces, key=lambda piece: _HEADER in piece.origin):
        places = list(_around(piece.origin))
        table, is_header, _ = piece.origin.partition(_HEADER)
        wanted = Counter(words(piece.text))
        missing = _taken(wanted, [pools[place] for place in places if place in pools])
        for row in rows[table] if is_header else ():
            if not missing:
                break
            missing = _taken(missing, [pools[row]])
        if missing:
            yield Piece(piece.origin, _of_those(piece.text, missing))


def _words_by_origin(script: Script) -> dict[str, Counter[str]]:
    pools: dict[str, Counter[str]] = defaultdict(Counter)
    for utterance in script.utterances():
        if utterance.role not in OUR_WORDS:
            pools[utterance.origin].update(words(utterance.written))
    for omission in script.omissions:
        pools[omission.origin].update(words(omission.excerpt))
    return pools


def words(text: str) -> list[str]:
    """Return what must be accounted for: the words and symbols of a text, in its order."""
    return [word for word in _WORD.findall(text) if word.isalnum() or can_be_heard(word)]


def _around(origin: str) -> Iterator[str]:
    """Yield the pointer and those that lead to it, the nearest first."""
    while origin:
        yield origin
        origin = origin.rpartition("/")[0]


def _taken(wanted: Counter[str], pools: Iterable[Counter[str]]) -> Counter[str]:
    """Take words out of the pools, and return those that are in none."""
    for pool in pools:
        if not wanted:
            break
        found = wanted & pool
        pool -= found  # noqa: PLW2901 - in place: a word counts once
        wanted = wanted - found
    return wanted


def _of_those(text: str, missing: Counter[str]) -> str:
    """Return the missing words in the order of the text; the text itself where all are missing."""
    left = Counter(missing)
    every = words(text)
    if left == Counter(every):
        return text
    kept = []
    for word in reversed(every):  # Of a word that is said once and missing once, the last is.
        if left[word]:
            left[word] -= 1
            kept.append(word)
    return " ".join(reversed(kept))


def taken_out(article: Article, script: Script) -> tuple[Omission, ...]:
    """Return an omission for the words of an article that a plan, edited by hand, has no more."""
    return tuple(
        Omission(Stage.PLANNING, Reason.TAKEN_OUT, piece.text, piece.origin)
        for piece in unaccounted(article, script)
    )


def _in_order(article: Article, script: Script) -> Iterator[Account]:
    """Yield the accounts; what is left out stands before what follows it in the article."""
    places: dict[str, int] = {}
    for number, piece in enumerate(article.pieces()):
        for origin in _around(piece.origin):
            places.setdefault(origin, number)
    last = len(places)
    waiting = sorted(
        script.omissions, key=lambda omission: places.get(omission.origin, last), reverse=True
    )
    for utterance in script.utterances():
        place = places.get(utterance.origin, 0)
        while waiting and places.get(waiting[-1].origin, last) < place:
            yield account_of_omission(waiting.pop())
        yield account_of(utterance)
    yield from map(account_of_omission, reversed(waiting))
    yield from map(account_of_omission, article.omissions)


def with_times(ledger: Ledger, script: Script, cues: Iterable[Cue]) -> Ledger:
    """Return the ledger with where and by whom everything was spoken.

    Args:
        ledger: As `account` returned it for the script.
        script: What was spoken.
        cues: What was heard of it, in its order; a sign without a sound has none.
    """
    heard = iter(cues)
    cue = next(heard, None)
    utterances = script.utterances()
    timed = []
    for entry in ledger:
        if entry.done is Deed.LEFT_OUT:
            timed.append(entry)
            continue
        utterance = next(utterances)
        if cue is not None and _is_of(cue, utterance):
            timed.append(
                replace(
                    entry,
                    start_samples=cue.start_samples,
                    end_samples=cue.end_samples,
                    voice=cue.speaker,
                )
            )
            cue = next(heard, None)
        else:
            unheard = Omission(Stage.SPEAKING, Reason.UNREADABLE, entry.written, entry.origin)
            timed.append(account_of_omission(unheard))
    return tuple(timed)


def _is_of(cue: Cue, utterance: Utterance) -> bool:
    said = (utterance.written, utterance.role, utterance.origin)
    return (cue.text, cue.role, cue.origin) == said
