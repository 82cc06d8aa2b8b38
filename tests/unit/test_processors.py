from __future__ import annotations

import pytest

from narrator.processors import THREADS_VARIABLE, processors


def test_all_processors_are_used_unless_the_environment_says_how_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(THREADS_VARIABLE, raising=False)
    everything = processors()
    assert everything >= 1
    monkeypatch.setenv(THREADS_VARIABLE, "3")
    assert processors() == 3
    for nonsense in ("", "0", "-1", "many"):
        monkeypatch.setenv(THREADS_VARIABLE, nonsense)
        assert processors() == everything
