"""The front matter of a Markdown file: `key: value` lines between two rules.

It is YAML in most files and TOML (between `+++`) in some. Only what front matter of articles
uses is understood: texts, quoted texts, lists on one line or several, folded texts. All else
is handed back as it stands.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

KEYS: dict[str, str] = {
    "title": "title headline name",
    "byline": "byline",
    "authors": "author authors by creator writer writers",
    "published": "date published publishdate pubdate published_at date_published publish_date "
    "created",
    "updated": "updated lastmod modified last_modified updated_at date_modified date_updated",
    "language": "lang language locale",
    "standfirst": "description standfirst summary subtitle excerpt lead deck abstract dek "
    "subheading",
    "site": "site publication publisher site_name sitename website",
    "section": "section category kicker",
    "url": "url canonical canonical_url canonicalurl source link permalink",
    "picture": "image cover picture thumbnail featured_image hero cover_image",
}
"""Which keys say what, in the order of preference."""

_MEANING = {alias: meaning for meaning, aliases in KEYS.items() for alias in aliases.split()}
_FENCED = re.compile(
    r"\A\ufeff?(?P<rule>---|\+\+\+)[ \t]*\n(?P<inside>.*?)^(?P=rule)[ \t]*(?:\n|\Z)", re.S | re.M
)
_PAIR = re.compile(r"(?P<key>[A-Za-z][\w .-]{0,40}?)\s*:(?:\s+(?P<value>.*))?$")
_COMMENT = re.compile(r"\s+#\s.*$")
_NAME = re.compile(r"name\s*:\s*(?P<name>.+)$")


@dataclass
class FrontMatter:
    """What the front matter says."""

    known: dict[str, list[str]] = field(default_factory=dict)
    """The values by their meaning: a key of `KEYS`."""
    unknown: list[str] = field(default_factory=list)
    """Lines that say nothing that an article has a place for."""

    def first(self, meaning: str) -> str:
        """Return the first value of that meaning; "" where there is none."""
        return next(iter(self.known.get(meaning, [])), "")


def parted(text: str) -> tuple[FrontMatter, str]:
    """Return the front matter and the text without it."""
    match = _FENCED.match(text)
    if not match:
        return FrontMatter(), text
    inside = match["inside"]
    if (
        match["rule"] == "---"
        and inside.strip()
        and not any(_PAIR.match(line.strip()) for line in inside.splitlines())
    ):
        return FrontMatter(), text  # Two rules around ordinary text.
    pairs = _toml(inside) if match["rule"] == "+++" else None
    return _sorted(_yaml(inside) if pairs is None else pairs), text[match.end() :]


def _toml(inside: str) -> list[tuple[str, list[str], str]] | None:
    """Return keys, values and lines; None where it is not TOML."""
    try:
        data = tomllib.loads(inside)
    except tomllib.TOMLDecodeError:
        return None
    return [
        (
            key,
            [str(v) for v in value] if isinstance(value, list) else [str(value)],
            f"{key}: {value}",
        )
        for key, value in data.items()
    ]


def _yaml(inside: str) -> list[tuple[str, list[str], str]]:
    """Return keys, values and lines."""
    pairs: list[tuple[str, list[str], list[str]]] = []
    for raw in inside.splitlines():
        line = raw.strip()
        if not line or line.startswith("#"):
            if line:
                pairs.append(("", [], [raw]))
            continue
        match = None if raw[0].isspace() or line.startswith("- ") else _PAIR.match(line)
        if match:
            pairs.append((match["key"], _values(match["value"] or ""), [raw]))
        elif pairs and pairs[-1][0]:
            pairs[-1][2].append(raw)
            _add(pairs[-1][1], line)
        else:
            pairs.append(("", [], [raw]))
    return [(key, [v for v in values if v], "\n".join(lines)) for key, values, lines in pairs]


def _add(values: list[str], line: str) -> None:
    """Add a line below a key to its values: an item of a list, or more of a folded text."""
    if line.startswith("- "):
        item = line[2:].strip()
        name = _NAME.match(item)
        values.append(_unquoted(name["name"] if name else item))
    elif _NAME.match(line) and not values:
        values.append(_unquoted(line.partition(":")[2].strip()))
    elif values and not re.match(r"\w+\s*:\s", line):
        values[-1] = f"{values[-1]} {_unquoted(line)}".strip()
    elif not values:
        values.append(_unquoted(line))


def _values(value: str) -> list[str]:
    value = value.strip()
    if value in ("", "|", ">", "|-", ">-", "null", "~"):
        return []
    if value.startswith("[") and value.endswith("]"):
        return [_unquoted(part) for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^,]+", value[1:-1])]
    return [_unquoted(value)]


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        inner = value[1:-1]
        return inner.replace('\\"', '"') if value[0] == '"' else inner.replace("''", "'")
    return _COMMENT.sub("", value)


def _sorted(pairs: list[tuple[str, list[str], str]]) -> FrontMatter:
    """Return the values by their meaning; what has none, and an empty key, line by line."""
    matter = FrontMatter()
    for key, values, line in pairs:
        meaning = _MEANING.get(key.casefold().replace("-", "_").replace(" ", "_"))
        if meaning and values:
            matter.known.setdefault(meaning, []).extend(values)
        else:
            matter.unknown.append(line)
    return matter
