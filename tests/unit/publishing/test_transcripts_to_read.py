"""The transcripts without the time of every sentence: plain text, and HTML for podcasts."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from narrator.article import (
    Article,
    Figure,
    Heading,
    Metadata,
    Omission,
    Paragraph,
    Quotation,
    Reason,
    Stage,
)
from narrator.episode import Episode
from narrator.publishing import plain_text, transcript_html
from tests.unit.publishing.making import planned_episode

ARTICLE = Article(
    Metadata(headline="Ice", language="en"),
    blocks=(
        Paragraph("It froze. All night."),
        Heading("Thaw", 2),
        Paragraph("It melted."),
        Quotation(("Le printemps est arrivé ce matin. Enfin.",), language="fr"),
        Figure("A river", credit="Jo Doe"),
    ),
    omissions=(Omission(Stage.READING, Reason.NAVIGATION, "Home\nNews"),),
)


def test_plain_text_has_paragraphs_times_of_chapters_and_what_is_not_heard() -> None:
    lines = list(plain_text.render(planned_episode(ARTICLE)))
    assert lines[0] == "[0:00:00] Ice"
    assert "It froze. All night." in lines
    (thaw,) = [line for line in lines if line.endswith("] Thaw")]
    assert thaw.startswith("[0:00:")
    assert "It melted." in lines
    assert lines[-2:] == [
        "[Not in the audio, navigation] Home News",
        "[Not in the audio, credit] Jo Doe",
    ]


class Parts(HTMLParser):
    """Takes a transcript apart as players do."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("cite", "time", "p"):
            self.parts.append([tag, str(dict(attrs).get("lang", "")), ""])

    def handle_data(self, data: str) -> None:
        if self.parts:
            self.parts[-1][2] += data.strip()


def parts(episode: Episode, folder: Path) -> list[list[str]]:
    path = folder / "x.transcript.html"
    transcript_html.write(episode, path)
    parser = Parts()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser.parts


def test_html_has_the_elements_that_players_know(tmp_path: Path) -> None:
    found = parts(planned_episode(ARTICLE), tmp_path)
    assert found[:3] == [["cite", "", "presenter:"], ["time", "", "0:00:00"], ["p", "", "Ice"]]
    assert ["p", "fr", "Le printemps est arrivé ce matin. Enfin."] in found
    assert ["cite", "", "second:"] in found
    times = [part for part in found if part[0] == "time"]
    assert len(times) == len([part for part in found if part[0] == "p"])


def test_a_single_voice_is_not_named(tmp_path: Path) -> None:
    found = parts(planned_episode(ARTICLE, "single"), tmp_path)
    assert not [part for part in found if part[0] == "cite"]
