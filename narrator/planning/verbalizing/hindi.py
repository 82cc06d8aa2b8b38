"""How Hindi is said."""

from __future__ import annotations

from narrator.planning.verbalizing.amounts import Amounts, amount_rules
from narrator.planning.verbalizing.calendar_dates import Dates, months_of, numeric_date_rules
from narrator.planning.verbalizing.nouns import noun, units_of
from narrator.planning.verbalizing.numerals import Writing
from narrator.planning.verbalizing.rules import Rule

_RUPEE = noun("रुपया", "रुपये", counted="रुपये")
_CRORE = noun("करोड़")
_DOLLAR = noun("डॉलर")
_AMOUNTS = Amounts(
    language="hi",
    percent=noun("प्रतिशत"),
    currencies={
        "₹": _RUPEE,
        "रु.": _RUPEE,
        "रु": _RUPEE,
        "Rs.": _RUPEE,
        "Rs": _RUPEE,
        "INR": _RUPEE,
        "$": _DOLLAR,
        "USD": _DOLLAR,
        "€": noun("यूरो"),
        "£": noun("पाउंड"),
    },
    magnitudes={
        "हजार": noun("हजार"),
        "हज़ार": noun("हज़ार"),
        "लाख": noun("लाख"),
        "करोड़": _CRORE,
        "करोड": noun("करोड"),
        "अरब": noun("अरब"),
        "लाख करोड़": noun("लाख करोड़"),
        "मिलियन": noun("मिलियन"),
        "बिलियन": noun("बिलियन"),
    },
    units={
        **units_of("hi"),
        "किमी": noun("किलोमीटर"),
        "कि.मी.": noun("किलोमीटर"),
        "किग्रा": noun("किलोग्राम"),
    },
    to="से",
    minus="माइनस",
    plus="प्लस",
    writing=Writing(decimal=".", groups=",", pairs=True),
)

RULES: tuple[Rule, ...] = (*numeric_date_rules(Dates(months_of("hi"))), *amount_rules(_AMOUNTS))
