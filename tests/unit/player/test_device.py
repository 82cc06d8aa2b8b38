"""The sound card: the null device, and what is said where there is none."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from importlib import util
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from narrator.errors import AudioError
from narrator.player.device import check_library, device_named, silence

miniaudio = pytest.importorskip("miniaudio")


def test_the_null_device_asks_in_real_time_until_it_is_closed() -> None:
    asked: list[int] = []
    enough = threading.Event()

    def frames(count: int) -> NDArray[np.int16]:
        asked.append(count)
        if sum(asked) > 22050 // 4:
            enough.set()
        return silence(count)

    device = device_named("null")(22050, frames)
    assert enough.wait(10)
    device.close()
    total = len(asked)
    assert not threading.Event().wait(0.2)
    assert len(asked) == total


def test_a_device_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(AudioError) as raised:
        device_named("nul")(22050, silence)
    assert raised.value.hint == "Did you mean null?"


def test_a_machine_without_a_card_is_told_and_not_played_to_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = miniaudio.PlaybackDevice

    def only_null(*arguments: object, **more: object) -> object:
        return real(**{**more, "backends": [miniaudio.Backend.NULL]})

    monkeypatch.setattr(miniaudio, "PlaybackDevice", only_null)
    with pytest.raises(AudioError) as raised:
        device_named("")(22050, silence)
    assert "narrator convert SOURCE" in raised.value.hint


def test_a_card_that_does_not_open_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise miniaudio.MiniaudioError("failed to init device", -401)

    monkeypatch.setattr(miniaudio, "PlaybackDevice", fail)
    with pytest.raises(AudioError, match="failed to init device"):
        device_named("")(22050, silence)


def test_a_missing_library_comes_with_the_command_that_mends_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(util, "find_spec", lambda _name: None)
    with pytest.raises(AudioError) as raised:
        check_library()
    assert "pip install miniaudio" in raised.value.hint
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    with pytest.raises(AudioError) as raised:
        device_named("null")(22050, silence)
    assert "pip install miniaudio" in raised.value.hint


@pytest.mark.skipif(sys.platform != "linux", reason="ALSA is of Linux")
def test_speech_reaches_alsa(tmp_path: Path) -> None:
    sound = tmp_path / "sound.raw"
    (tmp_path / ".asoundrc").write_text(
        f'pcm.!default {{ type file slave.pcm "null" file "{sound}" format "raw" }}\n'
    )
    article = tmp_path / "train.md"
    article.write_text("# The train\n\nIt is late.\n")
    done = subprocess.run(
        [sys.executable, "-m", "narrator", "listen", str(article), "--speed", "300"],
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode == AudioError.exit_code:
        pytest.skip("there is no ALSA here, or another sound system comes before it")
    assert done.returncode == 0, done.stderr
    heard = np.fromfile(sound, "<i2")
    assert np.count_nonzero(np.abs(heard.astype(int)) > 3000) > 1000
