"""How Chinese is said, in the letters of the text: simplified or traditional."""

from __future__ import annotations

import re
from dataclasses import replace

from narrator.planning.verbalizing.amounts import Amounts, amount_rules
from narrator.planning.verbalizing.calendar_dates import Dates, numeric_date_rules
from narrator.planning.verbalizing.nouns import noun
from narrator.planning.verbalizing.numerals import Writing
from narrator.planning.verbalizing.rules import Rule

_AMOUNTS = Amounts(
    language="zh",
    percent=noun("百分之{n}"),
    currencies={
        "$": noun("{n}美元"),
        "US$": noun("{n}美元"),
        "USD": noun("{n}美元"),
        "€": noun("{n}欧元"),
        "£": noun("{n}英镑"),
        "¥": noun("{n}元"),
        "￥": noun("{n}元"),
        "RMB": noun("{n}元"),
    },
    magnitudes={word: noun(f"{{n}}{word}") for word in ("万", "亿", "万亿", "萬", "億")},
    units={
        "km/h": noun("每小时{n}公里"),
        "km": noun("{n}公里"),
        "m": noun("{n}米"),
        "cm": noun("{n}厘米"),
        "mm": noun("{n}毫米"),
        "kg": noun("{n}公斤"),
        "℃": noun("{n}摄氏度"),
        "°C": noun("{n}摄氏度"),
        "km²": noun("{n}平方公里"),
        "m²": noun("{n}平方米"),
    },
    to="到",
    minus="负",
    plus="正",
    writing=Writing(decimal=".", groups=",", spaced=False),
)
_TRADITIONAL = str.maketrans("欧镑时厘摄负", "歐鎊時釐攝負")
_SIMPLIFIED_ONLY = re.compile("[们国来时说对这个为与会发经济学关东车门问间见长马鸟]")
_TRADITIONAL_ONLY = re.compile("[們國來時說對這個為與會發經濟學關東車門問間見長馬鳥億萬]")


def _traditional(rule: Rule) -> Rule:
    """Return the rule with words in traditional letters where the text has those."""

    def say(match: re.Match[str]) -> str | None:
        spoken = rule.say(match)
        around = match.string[max(0, match.start() - 60) : match.end() + 60]
        if spoken is None or not _TRADITIONAL_ONLY.search(around):
            return spoken
        return spoken if _SIMPLIFIED_ONLY.search(around) else spoken.translate(_TRADITIONAL)

    return replace(rule, say=say)


_MONTHS = tuple(f"{month}月" for month in range(1, 13))

RULES: tuple[Rule, ...] = tuple(
    map(
        _traditional,
        (
            *numeric_date_rules(Dates(_MONTHS, template="{year}年{month}{day}日", spaced=False)),
            *amount_rules(_AMOUNTS),
        ),
    )
)
