"""How English is said."""

from __future__ import annotations

from narrator.planning.verbalizing.english.codes import CODE_RULES
from narrator.planning.verbalizing.english.currencies import CURRENCY_RULES
from narrator.planning.verbalizing.english.dates import DATE_RULES
from narrator.planning.verbalizing.english.numbers import DECADE_RULES, RANGE_RULES
from narrator.planning.verbalizing.english.roman import ROMAN_RULES
from narrator.planning.verbalizing.english.signs import (
    FRACTION_RULES,
    INITIALISM_RULES,
    SIGN_RULES,
)
from narrator.planning.verbalizing.english.states import STATE_RULES
from narrator.planning.verbalizing.english.times import TIME_RULES
from narrator.planning.verbalizing.english.titles import TITLE_RULES
from narrator.planning.verbalizing.english.units import POWER_RULES, UNIT_RULES
from narrator.planning.verbalizing.english.years import YEAR_RULES
from narrator.planning.verbalizing.rules import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    *CODE_RULES,  # First: their figures are no amounts.
    *CURRENCY_RULES,
    *DATE_RULES,
    *TIME_RULES,
    *UNIT_RULES,
    *POWER_RULES,  # Behind units: "km²" is one.
    *FRACTION_RULES,
    *ROMAN_RULES,
    *DECADE_RULES,
    *RANGE_RULES,  # Behind all that a hyphen may hold together.
    *YEAR_RULES,
    *STATE_RULES,  # Before initials: "N.Y." is a state.
    *TITLE_RULES,
    *INITIALISM_RULES,
    *SIGN_RULES,
)
"""In the order in which they are tried; an earlier one wins."""
