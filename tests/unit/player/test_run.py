"""Whole runs: a listener who types when something is heard, and a card as fast as a test wants."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import Empty
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from narrator.article import Article, Figure, Heading, Metadata, Paragraph
from narrator.errors import AudioError, BatchFailures, EngineError, SourceError
from narrator.pipeline import Opened
from narrator.player import sound as sounds
from narrator.player.answering import Answerer
from narrator.player.events import News, Typed
from narrator.player.places import Leave
from narrator.player.remembering import Memory
from narrator.player.run import Manner, Means, Run
from narrator.player.sitting import Sitting
from narrator.profiles import load_profile
from narrator.speaking import registry
from narrator.speaking.engine import Speech
from narrator.speaking.session import Session
from narrator.speaking.tone import ToneEngine
from narrator.speech import Prosody, Voice

PERIOD = 2048
LONGEST_S = 60.0
QUIET = load_profile("single").with_engine("tone")
TONE = replace(
    QUIET,
    rate_wpm=400,
    announcements=replace(QUIET.announcements, disclosure=False, length=False, closing=False),
)
BRIDGE = Article(
    Metadata("The bridge", language="en", url="https://example.com/bridge"),
    blocks=(
        Paragraph("One is here. Two is here. Three is here."),
        Heading("Background", 2),
        Figure("A tower", "The tower in May."),
        Paragraph("Four is here. Five is here."),
        Heading("What follows", 2),
        Paragraph("Six is here. Seven is here."),
    ),
)
TRAIN = Article(
    Metadata("The train", language="en", url="https://example.com/train"),
    blocks=(Paragraph("Eight is here. Nine is here."),),
)
NUMBERS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven")
EMPTY = Article(Metadata(language="en", url="https://example.com/empty"))
SHELF = {"bridge": BRIDGE, "train": TRAIN, "empty": EMPTY}


@dataclass
class Card:
    """A card that is asked to ask."""

    frames: Callable[[int], NDArray[np.int16]] | None = None
    heard: list[NDArray[np.int16]] = field(default_factory=list)
    closed: bool = False

    def open(self, rate_hz: int, frames: Callable[[int], NDArray[np.int16]]) -> Card:
        assert self.frames is None, "one card for a run"
        self.frames = frames
        return self

    def pull(self) -> None:
        if self.frames:
            self.heard.append(self.frames(PERIOD))

    def close(self) -> None:
        self.closed = True


class Listener(Run):
    """A run whose listener types a key when a line was printed."""

    def __init__(self, card: Card, steps: list[tuple[str, str]], lines: list[str], *more: Any):
        super().__init__(*more)
        self.card = card
        self.steps = steps
        self.lines = lines
        self.sitting: Sitting | None = None
        self.seen = 0
        """Lines before this were printed before the last key."""
        self.until_s = time.monotonic() + LONGEST_S

    def _take(self, news: News | None, sitting: Sitting) -> Leave | None:
        self.sitting = sitting
        return super()._take(news, sitting)

    def _next(self) -> News | None:
        while time.monotonic() < self.until_s:
            try:
                return self._news.get_nowait()
            except Empty:
                pass
            if self.steps and self.steps[0][0] in self.lines[self.seen :]:
                _, key = self.steps.pop(0)
                self.lines.append(f"[{key}]")
                self.seen = len(self.lines)
                return Typed(key=key)
            time.sleep(0.0005)
            if self.sitting is None or self.sitting._script:  # So what is printed has one order.
                self.card.pull()
        pytest.fail(f"it did not end; waiting for {self.steps[:1]} behind {self.lines}")


@dataclass
class Done:
    lines: list[str]
    """All that was printed, and the keys in brackets."""
    card: Card
    memory: Memory


Listen = Callable[..., Done]


@pytest.fixture(autouse=True)
def no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sounds, "PERIOD_MS", 0)


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "places")


@pytest.fixture
def listen(memory: Memory) -> Listen:
    far = re.compile(r"(?<=\.) \d+ percent\.\Z")  # It has a test of its own.

    def run(
        *sources: str,
        keys: list[tuple[str, str]] | None = None,
        fails: type[BaseException] | None = None,
        session: Session | None = None,
        profile: Any = TONE,
        answerer: Answerer | None = None,
        **manner: Any,
    ) -> Done:
        lines: list[str] = []
        card = Card()

        def open_source(source: str) -> Opened:
            if source not in SHELF:
                raise SourceError("There is nothing", where=source)
            return Opened(SHELF[source], profile, SHELF[source].metadata.url)

        means = Means(
            open_source, card.open, answerer, session or Session(), memory, lines.append,
            lines.append,
        )  # fmt: skip
        run = Listener(
            card, list(keys or []), lines, sources, Manner(shows_text=True, **manner), means
        )
        if fails:
            with pytest.raises(fails) as raised:
                run.go()
            lines.append(str(raised.value))
        else:
            run.go()
        assert not run.steps
        assert card.closed or card.frames is None
        left = [each.name for each in threading.enumerate() if "narrator" in each.name]
        assert left in ([], ["narrator planning"])
        return Done([far.sub("", line) for line in lines], card, memory)

    return run


def test_an_article_is_heard_from_start_to_end(listen: Listen, memory: Memory) -> None:
    done = listen("bridge")
    assert done.lines == [
        "Section 1 of 3: The bridge.",
        "The bridge",
        "One is here.",
        "Two is here.",
        "Three is here.",
        "Section 2 of 3: Background.",
        "Background",
        "Image:",
        "A tower",
        "Caption:",
        "The tower in May.",
        "Four is here.",
        "Five is here.",
        "Section 3 of 3: What follows.",
        "What follows",
        "Six is here.",
        "Seven is here.",
    ]
    assert memory.find(BRIDGE.metadata.url) is None


def test_every_move_is_made_and_told(listen: Listen) -> None:
    done = listen(
        "bridge",
        keys=[
            ("Two is here.", "S"),
            ("One is here.", "h"),
            ("Background", "h"),
            ("What follows", "H"),
            ("Background", "s"),
            ("Image:", "r"),
            ("Image:", "g"),
            ("The bridge", "down"),
            ("Background", "down"),
            ("What follows", "down"),
            ("This is the last section.", "right"),
            ("Six is here.", "right"),
            ("Seven is here.", "right"),
            ("This is the last sentence.", "q"),
        ],
    )
    assert done.lines == [
        "Section 1 of 3: The bridge.",
        *("The bridge", "One is here.", "Two is here.", "[S]", "One is here.", "[h]"),
        "Section 2 of 3: Background.",
        *("Background", "[h]"),
        "Section 3 of 3: What follows.",
        *("What follows", "[H]"),
        "Section 2 of 3: Background.",
        *("Background", "[s]", "Image:", "[r]", "Image:", "[g]"),
        "Section 1 of 3: The bridge.",
        *("The bridge", "[down]"),
        "Section 2 of 3: Background.",
        *("Background", "[down]"),
        "Section 3 of 3: What follows.",
        *("What follows", "[down]", "This is the last section.", "[right]"),
        *("Six is here.", "[right]", "Seven is here.", "[right]", "This is the last sentence."),
        "[q]",
        "You are at section 3 of 3, What follows. --resume goes on there.",
    ]


def test_questions_are_answered_and_the_reading_goes_on(listen: Listen) -> None:
    done = listen(
        "bridge",
        keys=[
            ("One is here.", "w"),
            ("Two is here.", "i"),
            ("Four is here.", "i"),
            ("Five is here.", "?"),
            ("Q: quit; the place is kept.", "z"),
        ],
    )  # fmt: skip
    text = "\n".join(done.lines)
    where = next(line for line in done.lines if "heard" in line)
    assert where.startswith("Section 1 of 3: The bridge. Sentence 2 of 4. ")
    assert re.fullmatch(r"\d percent heard, less than a minute left\.", where.partition("4. ")[2])
    assert "No picture so far." in done.lines
    assert "Picture: A tower. Caption: The tower in May." in done.lines
    assert "Nothing is on z. Press question mark for the keys." in done.lines
    assert "S, or right: next sentence." in done.lines
    assert "Shift and s, or left: previous sentence." in done.lines
    assert text.endswith("Seven is here.")


def test_answers_are_spoken_where_they_are(listen: Listen) -> None:
    def heard_s(answerer: Answerer | None) -> float:
        done = listen("bridge", keys=[("One is here.", "w")], answerer=answerer)
        return float(sum(np.count_nonzero(part) for part in done.card.heard) / 22050)

    printed_s = heard_s(None)
    assert heard_s(Answerer(TONE)) > printed_s + 2


def test_pause_speed_and_their_lines(listen: Listen) -> None:
    done = listen(
        "bridge",
        keys=[
            ("One is here.", "space"),
            ("Paused.", "f"),
            ("Speed 110 percent.", "p"),
            ("Going on.", "F"),
            ("Speed 100 percent.", "-"),
            ("Speed 90 percent.", "0"),
        ],
    )
    after = done.lines[done.lines.index("One is here.") :]
    assert after[1:6] == ["[space]", "Paused.", "[f]", "Speed 110 percent.", "[p]"]
    assert done.lines.count("Two is here.") == 1
    assert done.lines[-1] == "Seven is here."


def test_the_place_is_kept_and_gone_on_from(listen: Listen, memory: Memory) -> None:
    first = listen("bridge", keys=[("Five is here.", "q")])
    assert first.lines[-1] == "You are at section 2 of 3, Background. --resume goes on there."
    again = listen("bridge", keys=[("One is here.", "q")])
    assert again.lines[0] == "You were at section 2 of 3, Background. --resume goes on there."
    listen("bridge", keys=[("One is here.", "h"), ("Background", "s"), ("Image:", "q")])
    resumed = listen("bridge", resume=True)
    assert resumed.lines[1] == "Image:"
    assert resumed.lines[-1] == "Seven is here."
    assert memory.find(BRIDGE.metadata.url) is None


def test_a_place_that_is_gone_is_told(listen: Listen, memory: Memory) -> None:
    listen("bridge", keys=[("Five is here.", "q")])
    kept = memory.find(BRIDGE.metadata.url)
    assert kept
    memory.keep(replace(kept, words="Gone.", origin="/blocks/99/text"))
    done = listen("bridge", keys=[("One is here.", "q")], resume=True)
    assert done.lines[0] == "The sentence where you were is gone. It begins at the start."


def test_articles_follow_each_other_on_one_card(listen: Listen) -> None:
    done = listen(
        "bridge",
        "train",
        keys=[("One is here.", "A"), ("Two is here.", "a"), ("Eight is here.", "A"),
              ("Three is here.", "a"), ("Nine is here.", "a")],
    )  # fmt: skip
    assert [line for line in done.lines if line.startswith(("Article", "This is"))] == [
        "Article 1 of 2: The bridge.",
        "This is the first article.",
        "Article 2 of 2: The train.",
        "Article 1 of 2: The bridge.",
        "Article 2 of 2: The train.",
        "This is the last article.",
    ]
    assert "Nine is here." in done.lines


def test_an_article_that_cannot_be_read_is_told_and_passed_over(listen: Listen) -> None:
    done = listen("gone", "train", "nothing", fails=BatchFailures)
    assert done.lines[0] == "Not heard: There is nothing: gone."
    assert "Nine is here." in done.lines
    assert done.lines[-1] == "2 of 3 sources were not heard: gone, nothing"


def test_an_article_in_which_nothing_is_said_is_passed_over_or_an_error(listen: Listen) -> None:
    done = listen("empty", "train", fails=BatchFailures)
    assert any(line.startswith("Not heard: There is nothing to say") for line in done.lines)
    assert "Nine is here." in done.lines
    done = listen("empty", fails=SourceError)
    assert done.lines[-1].startswith("There is nothing to say")


def test_the_way_back_over_what_cannot_be_read_ends(listen: Listen) -> None:
    done = listen("gone", "train", keys=[("Eight is here.", "A")], fails=BatchFailures)
    assert done.lines.count("Not heard: There is nothing: gone.") == 2
    assert done.lines[-2] == "Nine is here."


def test_the_only_source_that_cannot_be_read_is_an_error(listen: Listen) -> None:
    listen("gone", fails=SourceError)


class Failing(ToneEngine):
    """Tones that fail at one sentence."""

    name = "failing"
    at = "Four is here."

    def say(self, text: str, voice: Voice, prosody: Prosody) -> Speech:
        if text == self.at:
            raise EngineError("It broke", where=text)
        return super().say(text, voice, prosody)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Any:
    real = registry.engine_class
    monkeypatch.setattr(
        registry, "engine_class", lambda name: Failing if name == "failing" else real(name)
    )
    return TONE.with_engine("failing")


def test_what_is_spoken_is_heard_before_the_failure_ends_it_and_the_place_is_kept(
    listen: Listen, failing: Any, memory: Memory
) -> None:
    done = listen("bridge", profile=failing, fails=EngineError)
    assert "The tower in May." in done.lines
    assert done.lines[-1] == "It broke: Four is here."
    kept = memory.find(BRIDGE.metadata.url)
    assert kept
    assert kept.words == "The tower in May."


def test_the_fallback_goes_on_where_the_engine_failed(listen: Listen, failing: Any) -> None:
    done = listen("bridge", profile=failing, session=Session(fallback="tone"))
    assert "It broke: Four is here. The voices of tone go on." in done.lines
    sentences = [line for line in done.lines if line.endswith("here.") and ":" not in line]
    assert sentences == [f"{n} is here." for n in NUMBERS]


def test_a_failure_at_the_first_words_is_told_at_once(
    listen: Listen, failing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Failing, "at", "The bridge")
    listen("bridge", profile=failing, fails=EngineError)
    done = listen("bridge", profile=failing, session=Session(fallback="tone"))
    assert done.lines[-1] == "Seven is here."


def test_a_card_that_does_not_ask_any_more_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(sounds.time, "monotonic", lambda: now[0])
    card = Card()
    sound = sounds.Sound(card.open, None, lambda _: None)
    sound.watch()
    from narrator.player.shelf import Shelf

    sound.open(Shelf(), 0, 22050)
    for _ in range(10):
        card.pull()
        now[0] += 4
        sound.watch()
    now[0] += 4
    sound.watch_anew()
    sound.watch()
    now[0] += 6
    with pytest.raises(AudioError, match="does not play any more"):
        sound.watch()
