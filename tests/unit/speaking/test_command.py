"""The engine that runs a program of the user's."""

import shlex
import sys
from pathlib import Path

import pytest

from narrator.errors import EngineError
from narrator.speaking.command import CommandEngine
from narrator.speaking.engine import Capability
from narrator.speech import Prosody

PROGRAM = Path(__file__).parents[2] / "contracts" / "speaking_program.py"
TEXT = "Some words, and -o options; $(touch here) `touch here`"


def template(*arguments):
    return shlex.join([sys.executable, str(PROGRAM)]) + " " + " ".join(arguments)


def say(engine, text=TEXT, **prosody):
    return engine.say(text, engine.find_voice("", "en"), Prosody(**prosody))


def test_text_goes_by_standard_input_or_file_and_sound_back_by_output_or_file():
    ways = ["", "--text-file {text_file}", "--output {output}"]
    sounds = {say(CommandEngine(template(way))).pcm for way in ways}
    assert len(sounds) == 1
    assert sounds.pop().duration_ms > 1000


def test_text_is_never_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    say(CommandEngine(template()))
    assert list(tmp_path.iterdir()) == []


def test_rate_is_declared_where_the_program_is_given_it():
    assert Capability.RATE in CommandEngine(template("--rate {rate}")).capabilities
    assert Capability.RATE not in CommandEngine(template()).capabilities


def test_voice_and_language_have_places():
    program = "import sys; sys.exit(' '.join(sys.argv[1:]))"
    engine = CommandEngine(shlex.join([sys.executable, "-c", program]) + " {voice} {language} {}")
    with pytest.raises(EngineError, match=r"status 1: anna de \{\}"):
        engine.say("One.", engine.find_voice("anna", "de"), Prosody())


@pytest.mark.parametrize(
    ("fault", "said", "retry"),
    [
        ("fail", "the parrot is asleep", False),
        ("hang", "did not finish within 1 s", True),
        ("nothing", "No sound", True),
        ("words", "is no sound", False),
        ("cut", "breaks off", True),
    ],
)
def test_every_fault_is_said(fault, said, retry):
    # A program that hangs is not waited for; the others may take what a busy machine needs.
    timeout_s = 1.0 if fault == "hang" else 60.0
    engine = CommandEngine(template("--fault", fault), timeout_s=timeout_s)
    with pytest.raises(EngineError) as caught:
        say(engine)
    assert said in caught.value.message
    assert caught.value.hint
    assert caught.value.where
    assert caught.value.retry is retry


def test_program_that_is_not_there_is_said():
    with pytest.raises(EngineError, match="cannot be run"):
        say(CommandEngine("no-such-program-anywhere"))


@pytest.mark.parametrize("faulty", ["", "   ", "speak 'unfinished", "speak {tempo}"])
def test_template_with_a_fault_is_said_before_anything_is_spoken(faulty):
    with pytest.raises(EngineError) as caught:
        CommandEngine(faulty)
    assert "espeak-ng --stdout" in caught.value.hint


def test_the_program_is_looked_for_as_the_template_quotes_it(tmp_path):
    program = tmp_path / "my voice" / "speak"
    program.parent.mkdir()
    program.symlink_to(sys.executable)
    state = CommandEngine.availability_with({"template": f"{shlex.quote(str(program))} {{voice}}"})
    assert state.ready
    assert str(program) in state.detail


def test_a_template_with_a_fault_is_not_ready_and_never_raises():
    state = CommandEngine.availability_with({"template": "speak 'without end"})
    assert not state.ready
    assert "fault" in state.detail
