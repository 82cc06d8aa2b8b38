"""Voice profiles: which voice speaks which role and how, as data, and their TOML schema.

A profile names voices of its own (`presenter`, `second`) and says for each engine and
language which of the engine's voices that is. Roles choose among them. What a profile does
not say is taken from the tables in this module, so a profile of three lines is complete.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from narrator.errors import ProfileError, nearest
from narrator.script import Role
from narrator.speech import Prosody

SCHEMA = 1
"""The version of the schema that this module reads."""

ANY_LANGUAGE = "*"


@dataclass(frozen=True, slots=True)
class VoiceName:
    """One engine's voice for a voice of the profile, in one language or in all."""

    engine: str
    language: str
    """BCP 47, or `*` for every language that has no entry of its own."""
    name: str
    """As the engine calls it."""


@dataclass(frozen=True, slots=True)
class ProfileVoice:
    """A voice of the profile: a person in the reading, whatever the engine and language."""

    engine: str = ""
    """The engine, where it is not the profile's own."""
    names: tuple[VoiceName, ...] = ()

    def name_for(self, engine: str, language: str) -> str:
        """Return the engine's name for the voice in a language; the longest matching tag wins.

        It is "" where the engine is to choose.
        """
        tag = language
        while True:
            for entry in self.names:
                if entry.engine == engine and entry.language.lower() == tag.lower():
                    return entry.name
            if tag == ANY_LANGUAGE:
                return ""
            tag = tag.rpartition("-")[0] or ANY_LANGUAGE


@dataclass(frozen=True, slots=True)
class RoleStyle:
    """How a role is read."""

    spoken: bool = True
    """Whether it is read at all; what is not is an omission."""
    voice: str = "presenter"
    """The name of a voice of the profile."""
    rate_percent: int = 100
    """Of the profile's rate."""
    pitch_percent: int = 0
    volume_db: float = 0.0
    pause_before_ms: int = 0
    pause_after_ms: int = 500


@dataclass(frozen=True, slots=True)
class Announcements:
    """Which kinds of announcement are made."""

    image: bool = True
    """"Image:" before an alternative text."""
    caption: bool = True
    """"Caption:" before a caption."""
    quotation: bool = False
    """"Quotation:" before a quotation; on by default only where no other voice says so."""
    list: bool = True
    """"List, 4 items"."""
    table: bool = True
    """"Table, 3 rows, 2 columns"."""
    code: bool = True
    """"Code, 12 lines"."""
    note: bool = True
    """"Note:"."""
    embed: bool = True
    """"Video:", "Map:"."""
    byline: bool = True
    """"By" before names that the page gives without it."""
    credit: bool = True
    """"Credit:", where credits are read."""
    length: bool = True
    """"About 5 minutes, 4 sections", before the article."""
    closing: bool = True
    """"That was:" and the headline again, behind the article."""
    index: bool = True
    """"7 stories. 1: ...", at the beginning of an edition."""
    disclosure: bool = True
    """That a synthetic voice read it, at the end: directories of podcasts want it said in the
    audio. A command that speaks to the one who called it switches it off."""


@dataclass(frozen=True, slots=True)
class Audio:
    """The finished file's sound."""

    rate_hz: int = 44100
    """44.1 kHz mono at a constant 64 kbit/s plays everywhere, old talking-book players too."""
    bit_rate_kbps: int = 64
    loudness_lufs: float = -16.0
    """Integrated loudness, ITU-R BS.1770-4; -16 is the target of podcast directories (Apple
    Podcasts, "Audio requirements")."""
    true_peak_dbtp: float = -1.0
    """The highest true peak after decoding (EBU Tech 3343, section 4)."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Sound beside the speech, from audio files of any kind."""

    intro: str = ""
    """Path of what is played before the speech."""
    outro: str = ""
    """Path of what is played after it."""
    between: str = ""
    """Path of what is played before each story of an edition."""
    music: str = ""
    """Path of a bed that lies under the speech, repeated as long as it lasts."""
    music_lufs: float = -24.0
    """The bed's loudness where nobody speaks."""
    duck_db: float = -12.0
    """Change of the bed's loudness while somebody speaks."""


@dataclass(frozen=True, slots=True)
class VoiceProfile:
    """Which voice speaks which role and how, and what the finished file is like."""

    name: str
    engine: str
    """The engine that speaks, where a voice names no other."""
    description: str = ""
    language: str = "en"
    """BCP 47; for articles whose language is not known."""
    rate_wpm: int = 175
    """Words a minute."""
    sentence_pause_ms: int = 250
    """Between the sentences of a paragraph."""
    part_pause_ms: int = 100
    """Between the parts of one sentence: where the language changes, and where a very long
    sentence is cut at the end of a clause."""
    colon_pause_ms: int = 300
    """At most this long behind a part that ends in a colon: what it announces follows. Where
    the next part wants a longer pause before it, that one holds."""
    separator_pause_ms: int = 1200
    """Where the page draws a change of subject."""
    table_cells: int = 60
    """A table of more cells than these is not read: its size is said, and where it is."""
    skim: str = ""
    """What alone is read: `headlines` (headline and standfirst), `headings` (each section's
    first sentence too), or everything where it is empty."""
    chapter_depth: int = 2
    """Headings down to this level begin a chapter."""
    engines: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What is set of an engine, by its name: `{"openai": {"url": "http://localhost:8880/v1"}}`."""
    lexicon: tuple[str, ...] = ()
    """Paths of files that say how words are pronounced; where two know a word, the first has it."""
    voices: Mapping[str, ProfileVoice] = field(default_factory=dict)
    roles: Mapping[Role, RoleStyle] = field(default_factory=dict)
    """Complete: every role has its style."""
    without: tuple[Role, ...] = ()
    """Roles that are not read in this run, whatever their style says; no profile's file has it."""
    announcements: Announcements = Announcements()
    audio: Audio = Audio()
    sound: Sound = Sound()

    def prosody(self, role: Role) -> Prosody:
        """Return how the role is spoken."""
        style = self.roles[role]
        rate_wpm = round(self.rate_wpm * style.rate_percent / 100)
        return Prosody(rate_wpm, style.pitch_percent, style.volume_db)

    @property
    def speaking_engines(self) -> tuple[str, ...]:
        """The names of the engines that its voices speak with, its own first."""
        own = [voice.engine for voice in self.voices.values() if voice.engine]
        return tuple(dict.fromkeys([self.engine, *own]))

    def with_engine(self, engine: str) -> VoiceProfile:
        """Return the profile with every voice spoken by that engine."""
        voices = {label: replace(voice, engine="") for label, voice in self.voices.items()}
        return replace(self, engine=engine, voices=voices)

    def voice(self, name: str) -> ProfileVoice:
        """Return a voice of the profile.

        Raises:
            ProfileError: where the profile has no voice of that name.
        """
        if name in self.voices:
            return self.voices[name]
        raise ProfileError(
            f"The profile {self.name} has no voice of this name",
            where=name,
            hint=nearest(name, self.voices),
        )

    def __str__(self) -> str:
        """Return the name and the description."""
        return f"{self.name}: {self.description}"


DEFAULT_STYLES: Mapping[Role, RoleStyle] = {
    # After a heading about half a second, before it 0.8 to 1 s, after a paragraph half a
    # second: the pauses of the rules for readers to the blind (Audio-Reader Network).
    Role.SECTION: RoleStyle(pause_after_ms=400),
    Role.HEADLINE: RoleStyle(rate_percent=95, pause_after_ms=700),
    Role.SITE: RoleStyle(pause_after_ms=400),
    Role.BYLINE: RoleStyle(pause_after_ms=400),
    Role.DATE: RoleStyle(pause_after_ms=700),
    Role.LENGTH: RoleStyle(pause_after_ms=700),
    Role.STANDFIRST: RoleStyle(pause_after_ms=700),
    Role.HEADING: RoleStyle(rate_percent=95, pause_before_ms=900, pause_after_ms=500),
    Role.BODY: RoleStyle(),
    Role.QUOTATION: RoleStyle(voice="second", pause_before_ms=500),
    Role.ATTRIBUTION: RoleStyle(),
    Role.LIST_ITEM: RoleStyle(pause_after_ms=400),
    Role.TABLE_ROW: RoleStyle(pause_after_ms=400),
    Role.ALT: RoleStyle(voice="second", pause_after_ms=400),
    Role.CAPTION: RoleStyle(voice="second", pause_after_ms=500),
    Role.CREDIT: RoleStyle(spoken=False, voice="second", pause_after_ms=400),
    Role.EMBED: RoleStyle(voice="second"),
    Role.CODE: RoleStyle(rate_percent=85),
    Role.NOTE: RoleStyle(voice="second", pause_before_ms=500),
    Role.ANNOUNCEMENT: RoleStyle(voice="second", pause_before_ms=500, pause_after_ms=150),
    Role.CLOSING: RoleStyle(),  # As long a pause before it as where the subject changes.
}


def parse_profile(table: Mapping[str, Any], name: str) -> VoiceProfile:
    """Return the profile that a TOML document describes.

    Args:
        table: The document, as `tomllib` gives it.
        name: What the profile is called, usually its file's stem.

    Raises:
        ProfileError: for an unknown schema, key, role or voice, with the nearest known one,
            and for a value of the wrong type or out of range.
    """
    table = dict(table)
    if table.pop("schema", None) != SCHEMA:
        raise ProfileError(
            f"The profile {name} does not say `schema = {SCHEMA}`",
            hint=f"This version reads schema {SCHEMA} only; add the line at the top.",
        )
    voices = _parse_voices(table.pop("voices", {"presenter": {}}), name)
    roles = _parse_roles(table.pop("roles", {}), voices, name)
    if "engine" not in table:
        raise ProfileError(
            "A voice profile needs an engine",
            where=f"{name}: engine",
            hint="`narrator voices` lists the engines there are.",
        )
    engines = _parse_engines(table.pop("engines", {}), name)
    base = VoiceProfile(name, "", engines=engines, voices=voices, roles=roles)
    if roles[Role.QUOTATION].voice == roles[Role.BODY].voice:
        # Where the voice does not change, words must say that somebody else speaks.
        base = replace(base, announcements=Announcements(quotation=True))
    profile: VoiceProfile = _fill(
        base, table, name, leave=("name", "engines", "voices", "roles", "without")
    )
    check_ranges(profile)
    return profile


def _parse_voices(entry: Any, name: str) -> dict[str, ProfileVoice]:
    voices = _table(entry, f"{name}: voices")
    if not voices:
        raise ProfileError("A voice profile needs a voice", where=f"{name}: voices")
    return {
        label: _parse_voice(voice, f"{name}: voices.{label}") for label, voice in voices.items()
    }


def _parse_voice(entry: Any, where: str) -> ProfileVoice:
    table = dict(_table(entry, where))
    names = []
    for engine, name in _table(table.pop("names", {}), f"{where}.names").items():
        spoken = (
            {ANY_LANGUAGE: name}
            if isinstance(name, str)
            else _table(name, f"{where}.names.{engine}")
        )
        for language, called in spoken.items():
            _expect(isinstance(called, str), f"{where}.names.{engine}.{language}", "a text", called)
            names.append(VoiceName(engine, language, called))
    voice: ProfileVoice = _fill(ProfileVoice(names=tuple(names)), table, where, leave=("names",))
    return voice


def _parse_engines(entry: Any, name: str) -> dict[str, dict[str, str]]:
    """Return what is set of each engine; the engines know themselves what can be."""
    engines = {}
    for engine, settings in _table(entry, f"{name}: engines").items():
        where = f"{name}: engines.{engine}"
        engines[engine] = dict(_table(settings, where))
        for key, given in engines[engine].items():
            _expect(isinstance(given, str), f"{where}.{key}", "a text", given)
    return engines


def _parse_roles(
    entry: Any, voices: Mapping[str, ProfileVoice], name: str
) -> dict[Role, RoleStyle]:
    # A profile that has not these two voices reads everything with its first.
    first = next(iter(voices))
    styles = {
        role: style if style.voice in voices else replace(style, voice=first)
        for role, style in DEFAULT_STYLES.items()
    }
    known = {role.replace(" ", "_"): role for role in Role}
    for key, table in _table(entry, f"{name}: roles").items():
        where = f"{name}: roles.{key}"
        if key not in known:
            raise ProfileError(
                "Unknown role in a voice profile", where=where, hint=nearest(key, known)
            )
        styles[known[key]] = _fill(styles[known[key]], _table(table, where), where)
    for role, style in styles.items():
        if style.voice not in voices:
            where = f"{name}: roles.{role.replace(' ', '_')}.voice = {style.voice}"
            raise ProfileError(
                "Unknown voice in a voice profile", where=where, hint=nearest(style.voice, voices)
            )
    return styles


def _fill(base: Any, table: Mapping[str, Any], where: str, *, leave: tuple[str, ...] = ()) -> Any:
    """Return a dataclass value with the fields that a TOML table names, checked key by key."""
    known = {entry.name for entry in fields(base)} - set(leave)
    values: dict[str, Any] = {}
    for key, given in table.items():
        place = f"{where}.{key}"
        if key not in known:
            hint = nearest(key, {*known, *(set(leave) - {"name", "without"})})
            raise ProfileError("Unknown key in a voice profile", where=place, hint=hint)
        values[key] = _convert(given, getattr(base, key), place)
    return replace(base, **values)


def _convert(given: Any, default: Any, where: str) -> Any:
    """Return what the table gives, of the same kind as the value that it takes the place of."""
    if is_dataclass(default):
        return _fill(default, _table(given, where), where)
    if isinstance(default, float) and type(given) is int:
        return float(given)
    if isinstance(default, tuple):
        is_list = isinstance(given, list) and all(type(entry) is str for entry in given)
        _expect(is_list, where, "a list of texts", given)
        return tuple(given)
    names = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}
    _expect(type(given) is type(default), where, names[type(default)], given)
    return given


def _table(given: Any, where: str) -> Mapping[str, Any]:
    _expect(isinstance(given, Mapping), where, "a table", given)
    table: Mapping[str, Any] = given
    return table


def _expect(holds: bool, where: str, wanted: str, given: Any) -> None:
    if not holds:
        raise ProfileError(f"A voice profile wants {wanted} here and has {given!r}", where=where)


RANGES: Mapping[str, tuple[float, float]] = {
    # The rates of espeak-ng (speak_lib.h, espeakRATE); other engines take less.
    "rate_wpm": (80, 450),
    "sentence_pause_ms": (0, 10_000),
    "part_pause_ms": (0, 10_000),
    "colon_pause_ms": (0, 10_000),
    "separator_pause_ms": (0, 10_000),
    "table_cells": (1, 1_000_000),
    "chapter_depth": (1, 6),
    "rate_percent": (50, 200),
    "pitch_percent": (-50, 50),
    "volume_db": (-20, 10),
    "pause_before_ms": (0, 10_000),
    "pause_after_ms": (0, 10_000),
    # The bit rates and sampling rates of MPEG-1 Layer III (ISO/IEC 11172-3, 2.4.2.3).
    "rate_hz": (32_000, 48_000),
    "bit_rate_kbps": (32, 320),
    # Limited speech reaches -14 at a true peak of -1 dBTP, and not -12 (measured).
    "loudness_lufs": (-31, -14),
    "true_peak_dbtp": (-9, 0),
    "music_lufs": (-60, -9),
    "duck_db": (-60, 0),
}
"""The least and the greatest value of each number in a profile."""

CHOICES: Mapping[str, tuple[int, ...]] = {
    "rate_hz": (32_000, 44_100, 48_000),
    "bit_rate_kbps": (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
}
"""Numbers that only take certain values (ISO/IEC 11172-3, 2.4.2.3)."""


SKIMS = ("headlines", "headings")
"""What alone can be read of an article."""


def check_ranges(profile: VoiceProfile) -> None:
    """Hold every number of the profile against its range, and what it skims.

    Raises:
        ProfileError: for the first that is out of range, with the range.
    """
    if profile.skim and profile.skim not in SKIMS:
        raise ProfileError(
            "Unknown way of skimming in a voice profile",
            where=f"{profile.name}: skim = {profile.skim}",
            hint=nearest(profile.skim, SKIMS),
        )
    parts: dict[str, Any] = {"": profile, "audio.": profile.audio, "sound.": profile.sound}
    parts |= {f"roles.{role.replace(' ', '_')}.": style for role, style in profile.roles.items()}
    for prefix, part in parts.items():
        for entry in fields(part):
            value = getattr(part, entry.name)
            if entry.name not in RANGES:
                continue
            where = f"{profile.name}: {prefix}{entry.name} = {value}"
            least, most = RANGES[entry.name]
            if not least <= value <= most:
                raise ProfileError(
                    "A number in a voice profile is out of range",
                    where=where,
                    hint=f"It may be {least:g} to {most:g}.",
                )
            if value not in CHOICES.get(entry.name, (value,)):
                choices = ", ".join(str(choice) for choice in CHOICES[entry.name])
                raise ProfileError(
                    "A number in a voice profile is not one that the file's format has",
                    where=where,
                    hint=f"It may be {choices}.",
                )
