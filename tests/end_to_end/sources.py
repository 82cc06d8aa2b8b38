"""Sources for the end-to-end tests: short articles in the shapes people have."""

from __future__ import annotations

HEADLINE = "Harbour bridge opens after eleven years"
SLUG = "harbour-bridge-opens-after-eleven-years"

HTML = f"""<!doctype html>
<html lang="en"><head><title>{HEADLINE} - The Tern</title></head><body>
<header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header>
<main><article>
<h1>{HEADLINE}</h1>
<p class="byline">By Ada Quill</p>
<p class="standfirst">The crossing cost more than anybody planned, and it opened quietly.</p>
<p>The first cars crossed at dawn, and nobody who had waited for them cheered. The engineers
stood on the north bank with flasks of tea.</p>
<figure><img src="bridge.jpg" alt="A long grey bridge over a frozen river">
<figcaption>The bridge seen from the northern bank</figcaption></figure>
<h2>Eleven winters</h2>
<p>Every winter the river froze and the work stopped for seven weeks. "We lost a year to the
ice," the foreman said.</p>
<blockquote><p>A bridge is a promise that two banks make.</p></blockquote>
<h2>What comes next</h2>
<ul><li>A footpath by June</li><li>Lamps by the autumn</li></ul>
<h3>The toll</h3>
<p>The council will decide on the toll in the spring, and the ferry will run until then.</p>
<table><caption>Crossings planned</caption>
<tr><th>Month</th><th>Cars</th></tr><tr><td>June</td><td>900</td></tr></table>
</article></main>
<footer>Copyright The Tern</footer>
</body></html>
"""

MARKDOWN = f"""# {HEADLINE}

The first cars crossed at dawn, and nobody who had waited for them cheered.

## Eleven winters

Every winter the river froze and the work stopped for seven weeks.

> A bridge is a promise that two banks make.

1. A footpath by June
2. Lamps by the autumn

### The toll

The council will decide on the toll in the spring.

## What comes next

The ferry will run until then, said the harbour master, who has steered it for years.
"""

TEXT = f"""{HEADLINE}

By Ada Quill

The first cars crossed at dawn, and nobody who had waited for them cheered. The engineers
stood on the north bank with flasks of tea.

Every winter the river froze and the work stopped for seven weeks. It was hard on everybody.

The council will decide on the toll in the spring, and the ferry will run until then.
"""

SHORT = f"# {HEADLINE}\n\nThe first cars crossed at dawn.\n\n## Lamps\n\nThey come in the autumn.\n"

PAGE_WITHOUT_ARTICLE = "<!doctype html><html><head><title>x</title></head><body></body></html>"

LANGUAGES = {
    "de": (
        "Die Brücke ist offen",
        "Jeden Winter fror der Fluss zu, und die Arbeit ruhte sieben Wochen lang. "
        "Die Fähre fährt bis zum Frühling weiter, sagte der Hafenmeister.",
    ),
    "ru": (
        "Мост открыт",
        "Каждую зиму река замерзала, и работа останавливалась на семь недель. "
        "Паром будет ходить до весны, сказал начальник порта.",
    ),
    "ar": (
        "افتتاح الجسر",
        "كان النهر يتجمد كل شتاء ويتوقف العمل سبعة أسابيع. "
        "ستبقى العبارة تعمل حتى الربيع كما قال مدير الميناء.",
    ),
    "zh": (
        "大桥通车",
        "每年冬天河水结冰，工程停工七个星期。港口负责人说，渡轮将一直运行到春天。",
    ),
    "hi": (
        "पुल खुल गया",
        "हर सर्दी में नदी जम जाती थी और काम सात हफ़्ते रुक जाता था। "
        "बंदरगाह के प्रमुख ने कहा कि नाव वसंत तक चलती रहेगी।",
    ),
}
"""Headline and body by language."""


def long_markdown(sections: int, sentences: int = 20) -> str:
    """Return an article of that many sections, of about 13 words a sentence."""
    line = "Every winter the river froze and the work on the northern pier stopped."
    parts = [f"# {HEADLINE}", "It took long."]
    for number in range(1, sections + 1):
        parts.append(f"## Winter {number}")
        for first in range(0, sentences, 5):
            parts.append(" ".join([line] * min(5, sentences - first)))
    return "\n\n".join(parts) + "\n"
