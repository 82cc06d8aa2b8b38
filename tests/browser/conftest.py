"""The page in a real browser: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from narrator.article import Article
from narrator.publishing import publish
from tests.browser.articles import EVERY_BLOCK
from tests.unit.publishing.making import planned_episode, sounding
from tests.validators.finding import from_npm, missing

WATCH = """
window.refused = [];
addEventListener("securitypolicyviolation", (event) => {
  window.refused.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""
LOADED = "document.getElementById('audio').readyState > 0"
LOAD_MS = 10_000
POLL_MS = 50


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing('pip install "narrator[judges]"')
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        missing("install chromium")
    with sync_playwright() as playwright:
        # Containers let nobody make namespaces; the pages are our own.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def until(page: Any, condition: str) -> None:
    """Wait until an expression is true: asked from outside, since the page lets nobody `eval`."""
    for _ in range(LOAD_MS // POLL_MS):
        if page.evaluate(f"Boolean({condition})"):
            return
        page.wait_for_timeout(POLL_MS)
    raise AssertionError(f"never true: {condition}")


class _WithRanges(SimpleHTTPRequestHandler):
    """Serves files with ranges, as every real server does: players seek by them."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        return

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        wanted = self.headers.get("Range", "").removeprefix("bytes=").partition("-")
        start = int(wanted[0] or 0)
        end = int(wanted[2]) + 1 if wanted[2] else len(data)
        self.send_response(206 if self.headers.get("Range") else 200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(end - start))
        self.send_header("Content-Range", f"bytes {start}-{end - 1}/{len(data)}")
        self.end_headers()
        try:
            self.wfile.write(data[start:end])
        except OSError:
            return  # The browser has what it wanted.


@pytest.fixture(scope="package")
def published(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Article], Path]:
    """Return what publishes an article as an episode of tones, once, and gives its page."""
    folder = tmp_path_factory.mktemp("pages")
    made: dict[str, Path] = {}

    def page(article: Article) -> Path:
        name = article.metadata.headline
        if name not in made:
            episode = sounding(planned_episode(article), folder)
            paths = publish(episode, folder, ("mp3", "page"))
            made[name] = next(path for path in paths if path.suffix == ".html")
        return made[name]

    return page


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory, published: Any) -> Iterator[str]:
    folder = published(EVERY_BLOCK).parents[1]
    handler = partial(_WithRanges, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        thread = threading.Thread(target=served.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{served.server_address[1]}"
        served.shutdown()
        thread.join()


Open = Callable[..., Any]


@pytest.fixture
def open_page(browser: Any, published: Callable[[Article], Path]) -> Iterator[Open]:
    """Open an article's page in a browser of its own, with what the test wants of it."""
    contexts = []

    def opened(article: Article = EVERY_BLOCK, address: str = "", **wishes: object) -> Any:
        wishes = {"viewport": {"width": 1000, "height": 800}, "reduced_motion": "reduce", **wishes}
        context = browser.new_context(**wishes)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(LOAD_MS)
        page.add_init_script(WATCH)
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(address or published(article).as_uri())
        if wishes.get("java_script_enabled", True):
            until(page, LOADED)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="package")
def axe() -> str:
    return from_npm("axe-core", "axe.min.js").read_text(encoding="utf-8")
