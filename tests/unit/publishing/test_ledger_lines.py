from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from narrator.article import Reason, Stage
from narrator.ledger import Account, Deed
from narrator.publishing import DEFAULT_FORMATS, LEDGER, ledger_lines, publish
from narrator.script import Role
from narrator.speech import Voice
from tests.unit.publishing.making import make_episode

SPOKEN = Account(
    written="At 10:00",
    done=Deed.VERBALIZED,
    origin="/blocks/0/text",
    spoken="At ten o'clock",
    role=Role.BODY,
    language="en",
    start_samples=44_100,
    end_samples=66_150,
    voice=Voice("espeak", "gmw/en", "en"),
)
LEFT_OUT = Account(
    written="Photo: Jo Doe",
    done=Deed.LEFT_OUT,
    origin="/blocks/1/credit",
    stage=Stage.PLANNING,
    reason=Reason.CREDIT,
)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (
            SPOKEN,
            {
                "done": "verbalized",
                "written": "At 10:00",
                "spoken": "At ten o'clock",
                "role": "body",
                "language": "en",
                "origin": "/blocks/0/text",
                "stage": None,
                "reason": None,
                "start": "0:00:01.000",
                "start_ms": 1000,
                "end_ms": 1500,
                "engine": "espeak",
                "voice": "gmw/en",
            },
        ),
        (
            LEFT_OUT,
            {
                "done": "left out",
                "written": "Photo: Jo Doe",
                "spoken": None,
                "role": None,
                "language": None,
                "origin": "/blocks/1/credit",
                "stage": "planning",
                "reason": "credit",
                "start": None,
                "start_ms": None,
                "end_ms": None,
                "engine": None,
                "voice": None,
            },
        ),
    ],
)
def test_a_line_says_all_there_is_to_say(
    entry: Account, said: dict[str, object], tmp_path: Path
) -> None:
    episode = replace(make_episode(tmp_path), ledger=(entry,))
    ledger_lines.write(episode, tmp_path / "a.ledger.jsonl")
    (line,) = (tmp_path / "a.ledger.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == said


def test_it_is_written_when_it_is_asked_for_and_goes_when_it_is_not(tmp_path: Path) -> None:
    episode = make_episode(tmp_path)
    with_it = publish(episode, tmp_path / "out", (*DEFAULT_FORMATS, LEDGER))
    assert [path.name for path in with_it][-1] == "the-tide-tables-of-1912.ledger.jsonl"
    without = publish(episode, tmp_path / "out")
    assert not any("ledger" in path.name for path in without[0].parent.iterdir())
