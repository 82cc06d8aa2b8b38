"""What stands around a match: the words that decide how it is said."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.surroundings import words

_WORD_BEFORE = re.compile(r"([\w’']{1,30})[,;:]?[ \u00a0]{1,2}[\"“‘'(\[]?\Z")
_WORD_AFTER = re.compile(r"[ \u00a0]([^\W\d_][\w’'-]{0,30})")
_CLOSING = "\"'’”»)]"
WINDOW = 40
"""Characters around a match that are looked at; all of them would make long texts slow."""


STARTERS = words(
    "A About According After All Also Although An And Another Any As At Because Before But By"
    " Despite During Each Even Every Few For From He Her Here Hers His How However I If In It Its"
    " Last Many More Most Much My Next No Nobody None Nor Not Nothing Now Of On Once One Only Or"
    " Other Others Our Over People Police She Since So Some Still Such That The Their Them Then"
    " There These They This Those Though Three Through To Today Tomorrow Two Under Until Very We"
    " What When Where Which While Who Whose Why With Would Yes Yesterday Yet You Your"
)
"""Words with a capital that begin a sentence and are no name."""

_LINKS = words(
    "a about above across after against ago all also am among an and annually any are around as"
    " at away back be because been before behind being below beneath between but by can could did"
    " do does down during each either else even ever every extra few for from had has have he her"
    " here his how i if in inside into is it its itself just last later least less like many may"
    " might more most much must near nearly next no nor not now of off on once only onto or our"
    " out over overall owed paid per plus previously raised should since so some soon spent still"
    " such than that the their them then there these they this those though through to today"
    " together tomorrow too toward towards under until up upon very via was we were what when"
    " where whether which while who will with within without worth would yearly yesterday yet you"
    " tall high deep long wide thick old lost made given left taken seen due instead respectively"
)
"""Words that no noun with a number before it begins with: behind them a plural stands."""
_PIECES = words(
    "bill bills note notes coin coins banknote banknotes plan deal home house lawsuit settlement"
    " fund project package contract takeover bid loan grant budget bond prize jackpot scheme ransom"
    " fine penalty mansion bailout buyout bounty reward pledge lottery"
)
"""What has its worth before its name, without an article in headlines: "10 dollar bills"."""
_CONTRACTED = words("he she it that there here what who where how let")
"""With an apostrophe and an s, these are short for "is" or "has"."""
_ARTICLES = frozenset({"a", "an"})
_DETERMINERS = words(
    "the this that its his her their our my your another each every first second third two three"
    " four five six seven eight nine ten several many some fake"
)


def text_before(match: re.Match[str]) -> str:
    """Return the end of what stands before a match."""
    return match.string[max(0, match.start() - WINDOW) : match.start()]


def text_after(match: re.Match[str]) -> str:
    """Return the beginning of what stands behind a match."""
    return match.string[match.end() : match.end() + WINDOW]


def word_before(match: re.Match[str]) -> str:
    """Return the word that stands directly before a match, or nothing."""
    start = match.start()
    found = _WORD_BEFORE.search(match.string, max(0, start - WINDOW), start)
    return found[1] if found else ""


def word_after(match: re.Match[str]) -> str:
    """Return the word that stands directly behind a match, or nothing."""
    found = _WORD_AFTER.match(match.string, match.end())
    return found[1] if found else ""


def is_before_noun(match: re.Match[str]) -> bool:
    """Say whether what follows directly is a word that can be a noun or describe one."""
    after = word_after(match).lower()
    return bool(after) and after not in _LINKS and not after.endswith(("ed", "ly"))


def has_determiner(match: re.Match[str]) -> bool:
    """Say whether an article or the like stands directly before a match."""
    return word_before(match).lower() in _ARTICLES | _DETERMINERS


def is_attributive(match: re.Match[str]) -> bool:
    """Say whether an amount describes a noun, as in "a $5m deal", which takes a singular unit."""
    text, end = match.string, match.end()
    if text[end : end + 1] == "-":
        return text[end + 1 : end + 2].isalpha()
    after = word_after(match)
    if not after or after.lower() in _LINKS:
        return False
    if after in _PIECES:
        return True
    before = word_before(match).lower()
    if before in _ARTICLES:
        return True
    if not after[0].islower():
        return False
    noun = not after.endswith(("ed", "ing", "ly"))
    owned = before.endswith(("'s", "’s")) and before[:-2] not in _CONTRACTED
    return noun and (owned or before in _DETERMINERS)


def stop(match: re.Match[str]) -> str:
    """Return a full stop where that of an abbreviation ends the sentence as well."""
    rest = text_after(match)
    if not rest.lstrip(_CLOSING).strip():
        return "." if match[0].endswith(".") else ""
    return "." if match[0].endswith(".") and word_after(match) in STARTERS else ""
