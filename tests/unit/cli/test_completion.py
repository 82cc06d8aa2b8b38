"""Completion in shells: the scripts, and what they are offered."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from narrator.cli.completion import SHELLS
from tests.test_architecture import HEAVY


def offered(*words: str) -> list[str]:
    """Return what bash would be offered for the last of the words."""
    environment = {
        **os.environ,
        "_NARRATOR_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(["narrator", *words]),
        "COMP_CWORD": str(len(words)),
    }
    program = (
        "import sys; from narrator.cli import main\n"
        "try: main()\n"
        f"finally: print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stderr.strip() == "[]"
    return [line.partition(",")[2] or line for line in done.stdout.splitlines()]


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_its_script(narrator, shell: str) -> None:
    done = narrator("completion", shell)
    assert done.code == 0
    assert done.err == ""
    assert f"_NARRATOR_COMPLETE={shell}_complete" in done.out


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_takes_its_script(narrator, shell: str, tmp_path: Path) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / "script"
    script.write_text(narrator("completion", shell).out)
    option = "--no-execute" if shell == "fish" else "-n"
    subprocess.run([program, option, str(script)], check=True, capture_output=True, timeout=60)


def test_another_shell_is_refused(narrator) -> None:
    done = narrator("completion", "tcsh")
    assert done.code == 2
    assert "'bash', 'zsh', 'fish'" in done.err


@pytest.mark.parametrize(
    ("words", "among"),
    [
        (("conv",), "convert"),
        (("convert", "a.html", "--no-a"), "--no-announce"),
        (("convert", "--profile", "bri"), "brisk"),
        (("convert", "--engine", "esp"), "espeak"),
        (("convert", "--format", "dai"), "daisy"),
        (("convert", "--without", "by"), "byline"),
        (("convert", "--no-announce", "dis"), "disclosure"),
        (("listen", "--key", "next-s"), "next-sentence="),
        (("voices", "sample", "new"), "newsroom"),
        (("voices", "fetch", "koko"), "kokoro"),
        (("completion", "z"), "zsh"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else value,
)
def test_what_was_begun_is_completed(words: tuple[str, ...], among: str) -> None:
    found = offered(*words)
    assert among in found
    assert all(name.startswith(words[-1]) for name in found)


def test_a_path_is_left_to_the_shell() -> None:
    assert offered("convert", "art") == ["art"]
