"""`narrator voices fetch` at the command line."""

import hashlib

import pytest

from narrator.speaking import catalogue
from narrator.speaking.catalogue import FetchableVoice, VoiceFile

CONTENT = b"a network" * 1000


@pytest.fixture(autouse=True)
def voice(monkeypatch):
    digest = hashlib.sha256(CONTENT).hexdigest()
    file = VoiceFile("hum.onnx", "https://example.com/hum.onnx", len(CONTENT), digest)
    voice = FetchableVoice("hum", "piper", "en", "CC0", "https://example.com/about", (file,))
    monkeypatch.setattr(catalogue, "read_catalogue", lambda: (voice,))
    return voice


def test_lists_what_can_be_fetched(narrator, voice):
    run = narrator("voices", "fetch")
    assert run.code == 0
    assert "hum, engine piper, language en, 9 kilobytes." in run.out.splitlines()
    (listed,) = narrator("voices", "fetch", "--json").data
    assert listed["name"] == "hum"
    assert listed["here"] is False


def test_licence_and_origin_come_before_the_files(narrator, voice, tmp_path):
    (tmp_path / "copy").write_bytes(CONTENT)
    run = narrator("voices", "fetch", "hum", "--from", tmp_path / "copy")
    assert run.code == 0
    lines = run.err.splitlines()
    assert lines[1:3] == ["Licence: CC0.", "Origin: https://example.com/about"]
    assert lines[-1].startswith("hum.onnx: taken from")
    assert "The voice hum is here:" in run.out
    assert (voice.folder / "hum.onnx").read_bytes() == CONTENT
    assert "here already" in narrator("voices", "fetch").out


def test_unknown_name_is_an_error_of_the_engine(narrator):
    run = narrator("voices", "fetch", "humm")
    assert run.code == 5
    assert "Did you mean hum?" in run.err


def test_files_of_another_voice_are_refused(narrator, tmp_path):
    (tmp_path / "copy").write_bytes(b"x")
    run = narrator("voices", "fetch", "hum", "--from", tmp_path / "copy")
    assert run.code == 5
    assert "None of the files given" in run.err
