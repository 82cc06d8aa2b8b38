"""How Japanese is said."""

from __future__ import annotations

from narrator.planning.verbalizing.amounts import Amounts, amount_rules
from narrator.planning.verbalizing.calendar_dates import Dates, numeric_date_rules
from narrator.planning.verbalizing.nouns import noun
from narrator.planning.verbalizing.numerals import Writing
from narrator.planning.verbalizing.rules import Rule

_AMOUNTS = Amounts(
    language="ja",
    percent=noun("{n}パーセント"),
    currencies={
        "$": noun("{n}ドル"),
        "US$": noun("{n}ドル"),
        "USD": noun("{n}ドル"),
        "€": noun("{n}ユーロ"),
        "£": noun("{n}ポンド"),
        "¥": noun("{n}円"),
        "￥": noun("{n}円"),
    },
    magnitudes={word: noun(f"{{n}}{word}") for word in ("万", "億", "兆")},
    units={
        "km/h": noun("時速{n}キロメートル"),
        "km": noun("{n}キロメートル"),
        "m": noun("{n}メートル"),
        "cm": noun("{n}センチメートル"),
        "mm": noun("{n}ミリメートル"),
        "kg": noun("{n}キログラム"),
        "t": noun("{n}トン"),
        "℃": noun("{n}度"),
        "°C": noun("{n}度"),
        "km²": noun("{n}平方キロメートル"),
        "m²": noun("{n}平方メートル"),
    },
    to="から",
    minus="マイナス",
    plus="プラス",
    writing=Writing(decimal=".", groups=",", spaced=False),
)
_MONTHS = tuple(f"{month}月" for month in range(1, 13))

RULES: tuple[Rule, ...] = (
    *numeric_date_rules(Dates(_MONTHS, template="{year}年{month}{day}日", spaced=False)),
    *amount_rules(_AMOUNTS),
)
