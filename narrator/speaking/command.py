"""The engine `command`: any program that reads text and writes a sound file.

The program is named by a template, which is cut into words as a shell would and run without
one: nothing in the text can become a command, an option or a path. The text goes to standard
input, or into a file where the template says `{text_file}`; the sound comes on standard
output, or in a file where it says `{output}`.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from narrator.errors import EngineError
from narrator.speaking.decoding import decode
from narrator.speaking.engine import Availability, Capability, Engine, Speech
from narrator.speaking.wording import encoded
from narrator.speech import PCM, Prosody, Voice
from narrator.words import can_be_heard

TEMPLATE_VARIABLE = "NARRATOR_COMMAND_TEMPLATE"

TIMEOUT_S = 300.0
"""For one sentence; our choice: a program that loads a large model each time takes half a
minute, and one that hangs must not hold up the night."""

LONGEST_COMPLAINT_CHARS = 300
"""Of what the program said on standard error that is shown."""

SILENCE_HZ = 22_050
PLACES = ("text_file", "output", "voice", "language", "rate")
"""What a template may have in braces."""
_PLACE = re.compile(r"\{(\w+)\}")
DEFAULT_VOICE = "default"
ANY_LANGUAGE = "und"

EXAMPLE = "espeak-ng --stdout -v {language} -s {rate}"
_HINT = f'A template looks like: "{EXAMPLE}"; its places are {", ".join(PLACES)}.'


class CommandEngine(Engine):
    """A program of the user's own: offline as far as we know, one text at a time, no marks.

    Args:
        template: The program and its arguments, with places in braces.
        timeout_s: For one text.
    """

    name: ClassVar[str] = "command"
    capabilities: ClassVar[frozenset[Capability]] = frozenset({Capability.RATE})
    settings: ClassVar[Mapping[str, str]] = {
        "template": f"the program and its arguments, such as: {EXAMPLE}",
    }

    def __init__(self, template: str = "", timeout_s: float = TIMEOUT_S) -> None:
        self._words = _checked(template)
        self._timeout_s = timeout_s
        self._process: subprocess.Popen[bytes] | None = None
        if not any("{rate}" in word for word in self._words):
            self.capabilities = frozenset()  # type: ignore[misc]  # this program has none

    @classmethod
    def availability(cls) -> Availability:
        """Say whether the environment names a program; a profile may name another."""
        return cls.availability_with({"template": os.environ.get(TEMPLATE_VARIABLE, "")})

    @classmethod
    def availability_with(cls, settings: Mapping[str, str]) -> Availability:
        """Say the same of the program that is set."""
        template = settings.get("template", "")
        if not template.strip():
            return Availability(True, "speaks with the program that a profile names")
        try:
            program = _checked(template)[0]
        except EngineError as error:
            return Availability(False, error.message, error.hint)
        if shutil.which(program) is None:
            return Availability(False, f"{program} is not installed", f"Install {program}.")
        return Availability(True, f"speaks with {program}")

    def voices(self) -> tuple[Voice, ...]:
        """Return one voice: which there are, only the program knows."""
        return (self._voice(DEFAULT_VOICE, ANY_LANGUAGE),)

    def find_voice(self, name: str, language: str) -> Voice:
        """Return a voice of that name, whatever it is: only the program knows its voices."""
        return self._voice(name or DEFAULT_VOICE, language or ANY_LANGUAGE)

    def version_of(self, voice: Voice) -> str:  # noqa: ARG002 - one for all voices
        """Return the template and which state of the program's file it names."""
        try:
            status = Path(shutil.which(self._words[0]) or self._words[0]).stat()
            state = f"{status.st_size} {status.st_mtime_ns}"
        except OSError:
            state = ""  # What is not there does not speak either, and that is said then.
        return f"{' '.join(self._words)} {state}"

    def say(self, text: str, voice: Voice, prosody: Prosody) -> Speech:
        """Return the text as the program speaks it; no marks.

        A text without a letter, number or symbol gives no samples.

        Raises:
            EngineError: where the program cannot be run, fails, takes too long or gives no
                sound. Trying again can help only where it took too long.
        """
        if not can_be_heard(text):
            return Speech(PCM(b"", SILENCE_HZ))
        with tempfile.TemporaryDirectory(prefix="narrator-") as folder:
            try:
                return Speech(decode(self._run(text, voice, prosody, Path(folder))))
            except EngineError as error:
                error.where = error.where or text
                raise

    def stop(self) -> None:
        """Kill the program that speaks."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()

    def _run(self, text: str, voice: Voice, prosody: Prosody, folder: Path) -> bytes:
        """Return what the program wrote."""
        written = encoded(text)
        text_file, output = folder / "text.txt", folder / "speech.wav"
        text_file.write_bytes(written)
        values = {
            "text_file": str(text_file),
            "output": str(output),
            "voice": voice.name,
            "language": voice.language,
            "rate": str(prosody.rate_wpm),
        }
        program, *arguments = (_filled(word, values) for word in self._words)
        try:
            status, sound, complaint = self._outcome([program, *arguments], written)
        except subprocess.TimeoutExpired as error:
            raise EngineError(
                f"{program} did not finish within {self._timeout_s:g} s",
                hint="Try again, or choose another engine.",
                retry=True,
            ) from error
        except OSError as error:
            raise EngineError(f"{program} cannot be run: {error}", hint=_HINT) from error
        if status != 0:
            said = complaint.decode("utf-8", "replace").strip()[-LONGEST_COMPLAINT_CHARS:]
            raise EngineError(
                f"{program} failed with status {status}" + (f": {said}" if said else ""),
                hint="Run it by hand with this text to see why.",
            )
        return output.read_bytes() if output.is_file() else sound

    def _outcome(self, words: list[str], written: bytes) -> tuple[int, bytes, bytes]:
        """Return the status of a program that has ended, what it wrote and what it said."""
        pipe = subprocess.PIPE
        with subprocess.Popen(  # noqa: S603 - the user's own program, and no shell
            words, stdin=pipe, stdout=pipe, stderr=pipe
        ) as process:
            self._process = process
            try:
                sound, complaint = process.communicate(written, self._timeout_s)
            except BaseException:
                process.kill()
                raise
        return process.returncode, sound, complaint

    def _voice(self, name: str, language: str) -> Voice:
        return Voice(self.name, name, language, "a voice of the program")


def _checked(template: str) -> tuple[str, ...]:
    """Return the template's words; a fault is said before anything is spoken."""
    try:
        words = tuple(shlex.split(template))
        for word in words:
            _filled(word, dict.fromkeys(PLACES, ""))
    except (ValueError, LookupError) as error:
        raise EngineError(
            f"The template of the engine command has a fault: {error}", where=template, hint=_HINT
        ) from error
    if not words:
        raise EngineError(
            "The engine command needs to know which program speaks",
            hint=f"Set {TEMPLATE_VARIABLE}, or `template` under [engines.command]. {_HINT}",
        )
    return words


def _filled(word: str, values: Mapping[str, str]) -> str:
    """Return a word of the template with its places filled; other braces stay.

    Raises:
        LookupError: for a place that there is not.
    """
    return _PLACE.sub(lambda place: values[place[1]], word)
