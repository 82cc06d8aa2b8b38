"""How German is said."""

from __future__ import annotations

from narrator.planning.verbalizing.german.money import MONEY_RULES
from narrator.planning.verbalizing.german.ordinals import ORDINAL_RULES
from narrator.planning.verbalizing.german.roman import ROMAN_RULES
from narrator.planning.verbalizing.german.short_forms import SHORT_FORM_RULES
from narrator.planning.verbalizing.german.signs import CODE_RULES, SIGN_RULES
from narrator.planning.verbalizing.german.times import TIME_RULES
from narrator.planning.verbalizing.german.years import YEAR_RULES
from narrator.planning.verbalizing.rules import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    *CODE_RULES,  # First: the figures of telephone numbers and the like are no amounts.
    *TIME_RULES,  # Before amounts: "10.30 Uhr" is no number.
    *ORDINAL_RULES,
    *MONEY_RULES,
    *ROMAN_RULES,
    *YEAR_RULES,
    *SHORT_FORM_RULES,
    *SIGN_RULES,
)
"""In the order in which they are tried; an earlier one wins."""
