"""Dates as pages write them, in many languages, and as ISO 8601 where that is sure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from narrator.reading.phrases import UPDATED, alternatives, month_numbers
from narrator.reading.plaintext.lines import breadth

UNTIL = """
    until; till; expires; available until; bis; verfügbar bis; jusqu'au; jusqu’au; hasta; hasta el;
    até; fino al; tot; tot en met; til; till; do; до; حتى; まで
"""
"""Words before a date that is still to come: an offer's or a video's end; `;` parts them."""

AROUND = """
    published posted on at the created written first date time by am pm gmt utc bst est edt et cet
    cest ist pst pdt aest ago uhr stand vom veröffentlicht erstellt publiziert um erschienen mez
    mesz heute gestern von bis jahr today yesterday publié le à mis ligne en paru créé h publicado
    publicada publicación el a las del de fecha horas hs hoy ayer pubblicato il alle ore data às em
    gepubliceerd op om vandaag gisteren geplaatst publisert offentliggjort publicerad julkaistu klo
    kl den dnes opublikowano dodano godz r publikacji dzisiaj dziś wczoraj publikováno zveřejněno
    vydáno megjelent publicat yayınlanma опубликовано дата в г года время мск сегодня вчера
    публикации نشر نشرت في تاريخ بتاريخ النشر اليوم 公開 公開日 発信 発表 发布时间 发布 来源 时间
    發布 입력 등록 승인 기사입력 오전 오후 午前 午後 diterbitkan pada wib geschrieben dne cas hrs
    hours local edition print sun mon tue wed thu fri sat monday tuesday wednesday thursday friday
    saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi
    do fr sa so lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves
    viernes sábado domingo segunda terça quarta quinta sexta feira lunedì martedì mercoledì giovedì
    venerdì sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag mandag
    tirsdag onsdag torsdag fredag lørdag søndag måndag tisdag lördag söndag poniedziałek wtorek
    środa czwartek piątek sobota niedziela pondělí úterý středa čtvrtek pátek neděle понедельник
    вторник среда четверг пятница суббота воскресенье الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت
    الأحد 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 이데일리 min mins minute minutes read
    lesezeit minuten lesedauer lecture temps tiempo lectura lesen
"""
"""Words that stand beside a date on its line and say nothing of their own."""

RELATIVE = re.compile(
    r"\b\d{1,3}\s*(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\s+ago\b"
    r"|\bvor\s+(?:\d{1,3}|einer|einem)\s+(?:sekunden?|minuten?|stunden?|tage?n?|wochen?|monate?n?)\b"
    r"|\bil y a\s+\d{1,3}\s+(?:secondes?|minutes?|heures?|jours?|semaines?|mois)\b"
    r"|\bhace\s+\d{1,3}\s+(?:segundos?|minutos?|horas?|días?|semanas?|meses)\b"
    r"|\bhá\s+\d{1,3}\s+(?:minutos?|horas?|dias?)\b|\b\d{1,3}\s+(?:minuti|ore|giorni)\s+fa\b"
    r"|\b\d{1,3}\s+(?:uur|minuten|dagen)\s+geleden\b"
    r"|\b\d{1,3}\s+(?:minut|godzin[aęy]?|dni)\s+temu\b|\bpřed\s+\d{1,3}\s+(?:minutami|hodinami|dny)\b"
    r"|\d{1,3}\s+(?:минут[уы]?|час(?:а|ов)?|дн(?:я|ей)|день)\s+назад"
    r"|منذ\s+\d{1,3}\s+\S+|\d{1,3}\s*(?:分|時間|日)前|\d{1,3}\s*(?:分钟|分鐘|小时|小時|天)前"
    r"|\d{1,3}\s*(?:분|시간|일)\s*전"
    r"|\b(?:today|yesterday|heute|gestern|aujourd.hui|hier|hoy|ayer|oggi|ieri|vandaag|gisteren|dziś|wczoraj"
    r"|dnes|včera|сегодня|вчера)\b,?\s*(?:at|um|à|a las|alle|om|o|v|в)?\s*\d{1,2}[:.h]\d{2}",
    re.IGNORECASE,
)

READING_TIME = """
    reading time; lesezeit; lesedauer; temps de lecture; lecture; tiempo de lectura; lectura; tempo
    di lettura; tempo de leitura; leestijd; lästid; lesetid; læsetid; lukuaika; czas czytania; doba
    čtení; czas; время чтения; час читання
"""
"""Words before so many minutes; `;` parts them."""

DATE_LINE_BREADTH = 120
"""The longest date line on 111 news pages, with the last change, has 65 columns."""

OTHER_LETTERS = 12
"""A section's name or the like may stand on a date's line; a sentence has more letters."""

SECTION_LETTERS = 18
"""So many more where words like "Published on" stand before the date."""

_MONTH_NUMBER = month_numbers()
_AROUND = frozenset(AROUND.split()) | frozenset(UPDATED.replace(";", " ").split())
_UPDATED = re.compile(rf"(?<!\w)(?:{alternatives(UPDATED)})(?!\w)", re.IGNORECASE)
_PASSING = re.compile(
    rf"(?<!\w)(?:last\s+)?(?:{alternatives(UPDATED)})\s*:?\s*(?:{RELATIVE.pattern}|ago\b)"
    rf"|(?<!\w)(?:{alternatives(READING_TIME)})\s*:?\s*(?:ca\.?\s*)?\d{{1,3}}\s*мин\w*\.?"
    rf"|(?<!\w)(?:{alternatives(READING_TIME)})\s*:?\s*(?:ca\.?\s*)?\d{{1,3}}\s*min\w*\.?"
    r"|(?<!\w)\d{1,3}[\s-]*min(?:ute)?s?\.?\s+(?:read|lesezeit|lesedauer|de\slecture|de\slectura)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(rf"(?<!\w)(?:{alternatives(UNTIL)})\s*$", re.IGNORECASE)

_NUMERIC = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)\s?[-./年]\s?(?P<m>\d{1,2})\s?[-./月]\s?(?P<d>\d{1,2})[日.]?"
    r"|(?P<y4>(?:19|20)\d\d)년\s?(?P<m4>\d{1,2})월\s?(?P<d4>\d{1,2})일"
    r"|(?P<d2>\d{1,2})(?P<sep>[./-])\s?(?P<m2>\d{1,2})(?P=sep)\s?(?P<y2>(?:19|20)?\d\d))(?!\d)"
)
_NAMED = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.|º|ª)?\s+(?:de\s+|d[’'])?(?P<m>[^\W\d_]{3,15})\.?,?"
    r"\s+(?:de\s+|del\s+)?(?P<y>(?:19|20)\d\d)(?!\d)"
    r"|(?P<m2>[^\W\d_]{3,15})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d\d)(?!\d)"
    r"|(?<!\d)(?P<d3>\d{1,2})-(?P<m3>[^\W\d_]{3,15})-(?P<y3>(?:19|20)\d\d)(?!\d)"
)
_TIME = re.compile(
    r"(?<![\d:])(?P<h>[01]?\d|2[0-4])\s?(?:[:.h時时시點点]|Uhr)\s?(?P<min>[0-5]\d)?(?:[:.](?P<s>[0-5]\d))?"
    r"[分분]?(?:\.\d+)?(?!\d)\s*(?P<half>[ap]\.?m\.?(?!\w))?|(?<![\d:])(?P<h2>1?\d)\s*(?P<half2>[ap]\.?m\.?)(?!\w)",
    re.IGNORECASE,
)
# Arabic and Persian digits; one sign for one, so that places stay.
_DIGITS = {ord(sign): str(n % 10) for n, sign in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
_GAP = re.compile(
    r"T|[\s,|•·–—-]*(?:at|um|à|a las|às|alle ore|alle|om|(?:r\.?,?\s)?(?:o\s)?godz\.|kl\.?|klo"
    r"|(?:г\.,?\s)?в|,|v)?\s*",
    re.IGNORECASE,
)
"""What may stand between a date and its time."""
_BEFORE_NAMES = frozenset({"von", "by", "par", "por", "de", "di", "od"})
_UHR = re.compile(r"\s*(?:Uhr|Hrs?|hs)\b")
_AROUND_WORD = re.compile(r"[^\W\d_]+")
_ZONE = re.compile(
    r"\s*\(?(?P<zone>Z|GMT|UTC|BST|CEST|CET|MESZ|MEZ|EST|EDT|PST|PDT|IST|JST|KST)?"
    r"(?P<offset>[+-]\d{1,2}(?::?[0-5]\d)?)?(?![\w])"
)
_OFFSETS = {
    "Z": "+00:00",
    "GMT": "+00:00",
    "UTC": "+00:00",
    "CET": "+01:00",
    "MEZ": "+01:00",
    "CEST": "+02:00",
    "MESZ": "+02:00",
    "EST": "-05:00",
    "EDT": "-04:00",
    "PST": "-08:00",
    "PDT": "-07:00",
    "JST": "+09:00",
    "KST": "+09:00",
}
"""Zones whose name has one meaning; BST and IST have several and give no offset."""


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text."""

    start: int
    end: int
    """Behind the date, its time and its zone."""
    iso: str
    """Empty where the date is not sure."""


def find(text: str, *, month_first: bool = True) -> Found | None:
    """Return the first date in the text, with the time that follows or precedes it.

    Args:
        text: A line.
        month_first: Whether 03/04/2026 may be a date in March; it has no ISO form then.
    """
    text = text.translate(_DIGITS)
    matches = [m for m in (_named(text), _NUMERIC.search(text)) if m]
    if not matches:
        relative = RELATIVE.search(text)
        return Found(relative.start(), relative.end(), "") if relative else None
    match = min(matches, key=re.Match.start)
    day = _iso_day(match, month_first)
    if day is None:
        return None
    end, clock = _clock_after(text, match.end())
    start = match.start()
    if not clock:
        start, clock = _clock_before(text, start)
    return Found(start, end, f"{day}{clock}" if day else "")


def _named(text: str) -> re.Match[str] | None:
    for match in _NAMED.finditer(text):
        if _month(match["m"] or match["m2"] or match["m3"]):
            return match
    return None


def _month(name: str) -> int:
    """Return the number of a month; 0 where it is none. Hebrew puts "in" before the name."""
    folded = name.casefold()
    return _MONTH_NUMBER.get(folded) or _MONTH_NUMBER.get(folded.removeprefix("ב"), 0)


def _iso_day(match: re.Match[str], month_first: bool) -> str | None:
    """Return the day as ISO, "" where month and day cannot be told apart, None where none."""
    groups = match.groupdict()
    if match.re is _NAMED:
        name = groups["m"] or groups["m2"] or groups["m3"]
        month = _month(name)
        day = int(groups["d"] or groups["d2"] or groups["d3"])
        year = int(groups["y"] or groups["y2"] or groups["y3"])
    elif groups["y"] or groups["y4"]:
        year = int(groups["y"] or groups["y4"])
        month, day = int(groups["m"] or groups["m4"]), int(groups["d"] or groups["d4"])
    else:
        day, month, year = int(groups["d2"]), int(groups["m2"]), int(groups["y2"])
        year += 2000 if year < 100 else 0
        if groups["sep"] == "/" and month > 12:
            day, month = month, day
        elif groups["sep"] == "/" and day <= 12 and month_first:
            return ""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year:04}-{month:02}-{day:02}"


def _clock_after(text: str, position: int) -> tuple[int, str]:
    """Return where the time ends that stands behind the date, and the time as ISO."""
    between = _GAP.match(text, position)
    time = _TIME.match(text, between.end() if between else position)
    if not time or not _is_time(time):
        return position, ""
    zone = _ZONE.match(text, time.end())
    end = zone.end() if zone and zone.group().strip(" (") else time.end()
    uhr = _UHR.match(text, end)
    return (uhr.end() if uhr else end), _iso_clock(time, zone)


def _clock_before(text: str, position: int) -> tuple[int, str]:
    """Return where the time begins that stands before the date, and the time as ISO."""
    for time in _TIME.finditer(text[:position]):
        zone = _ZONE.match(text, time.end())
        between = text[zone.end() if zone else time.end() : position]
        if _is_time(time) and not re.search(r"\w{3}|\d", between.replace("Uhr", "")):
            return time.start(), _iso_clock(time, zone)
    return position, ""


def _is_time(match: re.Match[str]) -> bool:
    return bool(match["min"] or match["half2"] or "uhr" in match.group().casefold())


def _iso_clock(time: re.Match[str], zone: re.Match[str] | None) -> str:
    hour = int(time["h"] or time["h2"])
    half = (time["half"] or time["half2"] or "").casefold()
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    if hour > 23:
        return ""
    seconds = time["s"] or "00"
    offset = ""
    if zone and zone["offset"]:
        digits = zone["offset"][1:].replace(":", "")
        hours = digits[:-2] if len(digits) > 2 else digits
        minutes = digits[-2:] if len(digits) > 2 else "00"
        # Another zone's name before the difference (UTC+2) says nothing more.
        offset = f"{zone['offset'][0]}{int(hours):02}:{minutes}"
    elif zone and zone["zone"]:
        offset = _OFFSETS.get(zone["zone"], "")
    return f"T{hour:02}:{time['min'] or '00'}:{seconds}{offset}"


def is_date_line(text: str) -> bool:
    """Say whether the line is a date and little else.

    More may follow behind words that announce it: "Published on 12 March 2026 in Science".
    """
    if breadth(text) > DATE_LINE_BREADTH:
        return False
    rest = text
    found = find(rest)
    if found is None or _UNTIL.search(text[: found.start]):
        return False
    limit = OTHER_LETTERS + (SECTION_LETTERS if _announces(text[: found.start]) else 0)
    while found is not None:
        rest = f"{rest[: found.start]} {rest[found.end :]}"
        found = find(rest)
    rest = _TIME.sub(" ", rest)
    words = re.findall(r"[^\W\d_]+", rest.casefold())
    return sum(len(word) for word in words if word not in _AROUND) <= limit


def _announces(before: str) -> bool:
    """Say whether two words or more stand before a date that belong to nothing else."""
    words = _AROUND_WORD.findall(before.casefold())
    return len(words) >= 2 and all(word in _AROUND for word in words)


def is_time_line(text: str) -> bool:
    """Say whether the line is a time of day and little else, as "9:51" or "15:59 Uhr"."""
    if breadth(text) > 20 or not _TIME.search(text):
        return False
    words = re.findall(r"[^\W\d_]+", _TIME.sub(" ", text).casefold())
    return all(word in _AROUND for word in words)


def split_updated(text: str) -> tuple[str, str]:
    """Return the part of the line on the first publication and the part on the last change."""
    match = _UPDATED.search(text)
    if not match or find(text[match.end() :]) is None:
        return text, ""
    return text[: match.start()].rstrip(" |·•,;–—-"), text[match.start() :]


def parted(written: str) -> tuple[str, list[str]]:
    """Return the line of a date without what is true only while the page is shown, and that.

    How long ago it was, beside the date itself, and how long a reader needs.
    """
    if find(written) is None:
        return written, []
    beside = [" ".join(match.group().split()) for match in _PASSING.finditer(written)]
    return " ".join(_PASSING.sub(" ", written).split()).strip(" |·•,;–—-"), beside


def spans(text: str) -> list[tuple[int, int]]:
    """Return where the dates of a text stand, with the words beside them ("Published")."""
    found_spans = []
    position = 0
    found = find(text)
    while found is not None:
        start, end = position + found.start, position + found.end
        found_spans.append((_widened_left(text, start), _widened_right(text, end)))
        position = end
        found = find(text[position:])
    return found_spans


def _widened_left(text: str, start: int) -> int:
    """Return where the words begin that belong to the date behind them."""
    for word in reversed(list(_AROUND_WORD.finditer(text[:start]))):
        if word.group().casefold() not in _AROUND or text[word.end() : start].strip(" .,:|·•-"):
            break
        start = word.start()
    return start


def _widened_right(text: str, end: int) -> int:
    """Return where the words end that belong to the date before them."""
    for word in _AROUND_WORD.finditer(text, end):
        folded = word.group().casefold()
        if (
            folded not in _AROUND
            or folded in _BEFORE_NAMES
            or text[end : word.start()].strip(" .,:|·•-")
        ):
            break
        end = word.end()
    return end
