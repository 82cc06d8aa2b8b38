"""Articles for the page in a browser, written for the purpose."""

from __future__ import annotations

from pathlib import Path

from narrator.article import (
    Article,
    Code,
    Credit,
    Embed,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Medium,
    Metadata,
    Note,
    Omission,
    Paragraph,
    PublicationDate,
    Quotation,
    Reason,
    Separator,
    Stage,
    Table,
)

PICTURE = Path(__file__).parents[2] / "examples" / "harbour-bridge_files" / "bridge-open.png"

EVERY_BLOCK = Article(
    Metadata(
        headline="The night the lighthouse went dark",
        byline="By Ines Calder",
        authors=("Ines Calder",),
        published=PublicationDate("3 February 2026", "2026-02-03"),
        site="The Gull Point Record",
        section="Coast",
        language="en-GB",
        url="https://gullpoint.example/lighthouse",
    ),
    standfirst=("A storm cut the cable on Tuesday. Nobody at sea noticed for an hour.",),
    blocks=(
        Figure(
            "A bridge with both halves raised. A boat passes below it.",
            "The harbour on the evening before the storm.",
            "Photo: Jo Doe",
            str(PICTURE),
        ),
        Paragraph("At nine the lamp went out. Amy Ross, who lives below it, lit a candle."),
        Heading("What happened", 2),
        Paragraph("The cable broke twice. The second time, nobody was awake."),
        Quotation(("We saw the light go. Then we saw the stars.",), "Tom Hale, fisherman"),
        Quotation(("Wir sahen das Licht ausgehen. Dann sahen wir Sterne.",), language="de"),
        ItemList(
            (
                ListItem("Call the keeper."),
                ListItem("Warn the ships:", (ListItem("by radio"), ListItem("by horn"))),
            ),
            ordered=True,
        ),
        Heading("The cable", 3),
        Table(
            (("2024", "3", "patched"), ("2025", "1", "replaced by a thicker one")),
            ("Year", "Failures", "What was done"),
            "Failures of the cable",
        ),
        Embed(Medium.VIDEO, "The lamp is lit again", "https://gullpoint.example/film"),
        Figure("A candle in a window", "", "", "https://gullpoint.example/candle.jpg"),
        Separator(),
        Heading("What now", 2),
        Code("lamp.on()\nlamp.wait(60)"),
        Paragraph("A second cable is planned."),
        Note("The first version gave another year.", "1"),
        Credit("Gull Point News Agency"),
    ),
    omissions=(Omission(Stage.READING, Reason.NAVIGATION, "Home News Sport Weather"),),
)

HOSTILE_WORDS = (
    "<script>window.hit = 1</script>",
    "</script><script>window.hit = 1</script>",
    '"><img src=x onerror="window.hit = 1">',
    "<svg/onload=window.hit=1>",
    "<!-- <style>* { display: none }</style>",
    "javascript:window.hit=1",
)
HOSTILE_ADDRESSES = (
    "javascript:window.hit=1",
    "JaVaScRiPt:window.hit=1",
    "\x01javascript:window.hit=1",
    "data:text/html,<script>window.hit=1</script>",
    'https://hostile.example/"onclick="window.hit=1',
)
HOSTILE = Article(
    Metadata(
        headline=" ".join(HOSTILE_WORDS),
        site=HOSTILE_WORDS[1],
        language="en",
        url=HOSTILE_ADDRESSES[0],
    ),
    standfirst=HOSTILE_WORDS,
    blocks=(
        *(Heading(words, 2, 'en"onload="window.hit=1') for words in HOSTILE_WORDS),
        *(Figure(words, words, words, words) for words in HOSTILE_WORDS),
        *(Embed(Medium.VIDEO, f"Film {url}", url) for url in HOSTILE_ADDRESSES),
        Table(
            tuple((words, words) for words in HOSTILE_WORDS), HOSTILE_WORDS[:2], HOSTILE_WORDS[0]
        ),
        *(Code(words) for words in HOSTILE_WORDS),
        *(Note(words, words) for words in HOSTILE_WORDS),
    ),
    omissions=tuple(Omission(Stage.READING, Reason.ADVERTISING, words) for words in HOSTILE_WORDS),
)

RIGHT_TO_LEFT = Article(
    Metadata(headline="ليلة انطفأ المنار", language="ar"),
    blocks=(
        Paragraph("انطفأ المصباح في الساعة التاسعة. لم يلاحظ أحد ذلك."),
        Quotation(("Nobody at sea noticed it for an hour.",), language="en"),
    ),
)
GERMAN = Article(
    Metadata(headline="Die Nacht ohne Leuchtturm", language="de"),
    blocks=(Paragraph("Um neun ging die Lampe aus."), Heading("Danach", 2), Paragraph("Ende.")),
)
