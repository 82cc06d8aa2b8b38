"""How long a character takes to say: the numbers behind `narrator.speaking.hearing`.

espeak-ng says, at its own rate of 175 words a minute, the names of days, months and countries
that Unicode's CLDR has in its languages, and numbers, signs and abbreviations in all of them.
For each kind of character the table has the least of its sound and the most from the first
sound to the last, each with the text it was measured on.

    python -m benchmarks.speech_durations
"""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale
from babel.core import UnknownLocaleError

from narrator.speaking import hearing
from narrator.speaking.engine import Engine
from narrator.speaking.registry import open_engine
from narrator.speech import Prosody, Voice

FEWEST = 4
"""Characters; in fewer the edges of the sound weigh more than the characters."""
WITHOUT_DICTIONARY = frozenset({"fo", "kaa"})
"""Voices whose dictionary the wheel has not (espeakng-loader 0.2.4): they say next to nothing."""
NUMBERS = ("1,234,567", "999", "1987", "7.25", "12345")
SIGNS = ("%", "€", "$", "&", "+", "=", "@", "#")
SHORT_FORMS = ("BBC", "NATO", "WHO", "UNESCO")


def texts(voice: Voice) -> Iterator[str]:
    """Yield what is said in a voice's language, each of one kind of character as far as may be."""
    yield from (*NUMBERS, *SIGNS, *SHORT_FORMS)
    try:
        locale = Locale.parse(voice.language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return
    days = list(locale.days["format"]["wide"].values())
    english = list(Locale("en").days["format"]["wide"].values())
    if locale.language != "en" and days == english:
        return  # CLDR has no words of this language.
    months = list(locale.months["format"]["wide"].values())
    countries = [name for code, name in sorted(locale.territories.items()) if len(code) == 2][::9]
    yield from (", ".join(months), ", ".join(countries[:12]), ", ".join(countries[12:]))
    yield from (*days, *countries[:4])


def kind_of(text: str) -> str:
    """Return the kind of a text's characters; empty where they are of several."""
    kinds = {hearing._kind(each) for each in text if each.isalnum() or text in SIGNS}
    if kinds == {"lower case", "upper case"}:
        return "lower case"
    return kinds.pop() if len(kinds) == 1 else ""


def main() -> None:
    """Print the table."""
    engine: Engine = open_engine("espeak")
    least: dict[str, tuple[float, str]] = {}
    most: dict[str, tuple[float, str]] = {}
    silent: set[str] = set()
    languages: set[str] = set()
    for voice in engine.voices():
        if voice.language in WITHOUT_DICTIONARY:
            continue
        for text in texts(voice):
            kind = kind_of(text)
            count = sum(each.isalnum() for each in text) or 1
            if not kind or (count < FEWEST and kind in {"letter", "lower case", "ideograph"}):
                continue
            sound_ms, span_ms = hearing._sound_ms(engine.say(text, voice, Prosody()).pcm)
            name = f"{voice.language}: {text[:30]}"
            if not sound_ms:
                silent.add(voice.language)
                continue
            languages.add(voice.language)
            least[kind] = min(least.get(kind, (1e9, "")), (sound_ms / count, name))
            most[kind] = max(most.get(kind, (0.0, "")), (span_ms / count, name))
    print(f"{len(languages)} languages; silent at least once: {', '.join(sorted(silent))}")
    print(f"{'kind':12} {'least ms':>9} {'most ms':>9}  table      texts")
    for kind, bounds in hearing.MEASURED_MS.items():
        low, high = least.get(kind, (0.0, "")), most.get(kind, (0.0, ""))
        print(f"{kind:12} {low[0]:9.0f} {high[0]:9.0f}  {bounds}  {low[1]} | {high[1]}")
    engine.close()


if __name__ == "__main__":
    main()
