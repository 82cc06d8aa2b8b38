"""What the Nu HTML checker says of the pages."""

from __future__ import annotations

import json
from pathlib import Path

from narrator.article import Article
from narrator.publishing import page
from tests.browser.articles import EVERY_BLOCK, GERMAN, HOSTILE, RIGHT_TO_LEFT
from tests.unit.publishing.making import make_episode, planned_episode
from tests.validators.finding import from_npm, java

ARTICLES = {
    "every-block": EVERY_BLOCK,
    "german": GERMAN,
    "right-to-left": RIGHT_TO_LEFT,
    "hostile": HOSTILE,
    "empty": Article(EVERY_BLOCK.metadata),
}
OUR_POLICY = "Content Security Policy"
"""It knows no digests in policies and warns of what they allow; the browser's tests hold them."""


def errors(*paths: Path) -> list[str]:
    jar = from_npm("vnu-jar", "build/dist/vnu.jar")
    done = java(jar, "--format", "json", "--exit-zero-always", *paths)
    return [
        f"{message['type']} {message.get('subType', '')} in {message.get('url', '')}: "
        f"{message['message']} {message.get('extract', '')[:120]}"
        for message in json.loads(done.stderr)["messages"]
        if OUR_POLICY not in message["message"]
    ]


def test_the_html_checker_finds_nothing(tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.html" for name in ARTICLES]
    for path, article in zip(paths, ARTICLES.values(), strict=True):
        page.write(planned_episode(article), path)
    without = tmp_path / "without-article.html"
    page.write(make_episode(tmp_path), without)
    assert errors(*paths, without) == []


def test_the_html_checker_is_not_blind(tmp_path: Path) -> None:
    path = tmp_path / "broken.html"
    page.write(planned_episode(GERMAN), path)
    path.write_text(path.read_text(encoding="utf-8").replace("<h1>", "<h1><p>"), encoding="utf-8")
    assert errors(path)
