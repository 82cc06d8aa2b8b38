"""States of the USA as newspapers shorten them, and the parties before them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from narrator.planning.verbalizing.english.context import stop, word_before
from narrator.planning.verbalizing.rules import Rule

STATES: Mapping[str, str] = {
    "Ala.": "Alabama",
    "Ariz.": "Arizona",
    "Ark.": "Arkansas",
    "Calif.": "California",
    "Colo.": "Colorado",
    "Conn.": "Connecticut",
    "Del.": "Delaware",
    "Fla.": "Florida",
    "Ga.": "Georgia",
    "Ill.": "Illinois",
    "Ind.": "Indiana",
    "Kan.": "Kansas",
    "Ky.": "Kentucky",
    "La.": "Louisiana",
    "Md.": "Maryland",
    "Mass.": "Massachusetts",
    "Mich.": "Michigan",
    "Minn.": "Minnesota",
    "Miss.": "Mississippi",
    "Mo.": "Missouri",
    "Mont.": "Montana",
    "Neb.": "Nebraska",
    "Nev.": "Nevada",
    "N.H.": "New Hampshire",
    "N.J.": "New Jersey",
    "N.M.": "New Mexico",
    "N.Y.": "New York",
    "N.C.": "North Carolina",
    "N.D.": "North Dakota",
    "Ont.": "Ontario",
    "Que.": "Quebec",
    "Alta.": "Alberta",
    "Sask.": "Saskatchewan",
    "N.S.": "Nova Scotia",
    "N.B.": "New Brunswick",
    "N.L.": "Newfoundland and Labrador",
    "P.E.I.": "Prince Edward Island",
    "Okla.": "Oklahoma",
    "Ore.": "Oregon",
    "Pa.": "Pennsylvania",
    "R.I.": "Rhode Island",
    "S.C.": "South Carolina",
    "S.D.": "South Dakota",
    "Tenn.": "Tennessee",
    "Vt.": "Vermont",
    "Va.": "Virginia",
    "Wash.": "Washington",
    "W. Va.": "West Virginia",
    "W.Va.": "West Virginia",
    "Wis.": "Wisconsin",
    "Wyo.": "Wyoming",
}
"""As the Associated Press and the Canadian Press shorten them behind the name of a town."""
_WHOLE = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia"
    "|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts"
    "|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|Ohio|Oklahoma|Oregon"
    "|Pennsylvania|Tennessee|Texas|Utah|Vermont|Virginia|Washington|Wisconsin|Wyoming"
    "|New (?:York|Jersey|Mexico|Hampshire)|(?:North|South) (?:Carolina|Dakota)|West Virginia"
    "|Rhode Island"
)
POSTAL: Mapping[str, str] = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas",
    "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts",
    "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana",
    "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey",
    "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island",
    "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah",
    "VT": "Vermont", "VA": "Virginia", "WA": "Washington", "WV": "West Virginia",
    "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip
"""As the United States Postal Service writes them (Publication 28, appendix B)."""
_PARTIES = {"D": "Democrat", "R": "Republican", "I": "Independent"}

_SHORT = "|".join(re.escape(state) for state in sorted(STATES, key=len, reverse=True))
_MARK = re.compile(
    rf"(?<![\w-])(?P<party>[DRI])-(?P<state>{_SHORT}|{_WHOLE}|{'|'.join(POSTAL)})(?!\w|-)"
)
_BEHIND_A_TOWN = re.compile(rf"(?<=[a-z], )(?P<state>{_SHORT})(?![\w.])")


def _mark(match: re.Match[str]) -> str:
    state = match["state"]
    said = STATES.get(state) or POSTAL.get(state) or state
    return f"{_PARTIES[match['party']]} of {said}{stop(match)}"


def _behind_a_town(match: re.Match[str]) -> str | None:
    if not word_before(match)[:1].isupper():
        return None  # "Good morning, Miss. Lee."
    return STATES[match["state"]] + stop(match)


STATE_RULES = (
    Rule("party and state", _MARK, _mark, frozenset("-")),
    Rule("state", _BEHIND_A_TOWN, _behind_a_town, frozenset(".")),
)
