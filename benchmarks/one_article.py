"""One article of five minutes, against `espeak-ng | lame` and against the script people write.

    python -m benchmarks.one_article [--pairs 7]

Each run is a process of its own: narrator starts with an empty cache and an empty output
folder, and writes its default formats. The pipe speaks the same words, from plain text, to an
MP3 of the same settings (44.1 kHz, mono, 64 kbit/s constant); it plans no pauses, measures no
loudness, writes no chapter and is some seconds shorter for it. The script makes one clip for
each paragraph, appends it with `+=`, and has ffmpeg export the whole.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from benchmarks import articles
from benchmarks.running import (
    NARRATOR,
    PAIRS,
    Cost,
    in_turn,
    machine,
    print_pairs,
    ratios,
    run,
    workplace,
)

MINUTES = 5
MOST_OF_PIPE = {"wall": 0.7, "processor": 1.15}
MOST_OF_SCRIPT = {"wall": 1 / 3}

SCRIPT = """
import subprocess, sys
from pydub import AudioSegment
from pydub.silence import detect_silence  # what such scripts import and seldom need

text, target = sys.argv[1:]
whole = AudioSegment.empty()
for number, paragraph in enumerate(open(text).read().split("\\n\\n")):
    subprocess.run(["espeak-ng", "-w", f"{target}.{number}.wav", paragraph], check=True)
    whole += AudioSegment.from_file(f"{target}.{number}.wav")
    whole += AudioSegment.silent(500)
whole.set_frame_rate(44100).export(target, format="mp3", bitrate="64k")
"""
"""The naive script: it reads every clip through ffmpeg's probe and copies what it has so far."""


class Race:
    """The same article for all of them, in one folder."""

    def __init__(self, folder: Path, minutes: int = MINUTES) -> None:
        texts = articles.paragraphs(minutes * articles.WORDS_A_MINUTE)
        self.page, self.text = folder / "article.html", folder / "article.txt"
        self.page.write_text(articles.html(texts), encoding="utf-8")
        self.text.write_text("\n\n".join([articles.headline(), *texts]), encoding="utf-8")
        self.folder = folder

    def narrator(self) -> Cost:
        """Convert the page, from nothing."""
        for name in ("cache", "output"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        target = str(self.folder / "output")
        return run([*NARRATOR, "convert", self.page, "--output", target, "--quiet"])

    def pipe(self) -> Cost:
        """Have espeak-ng and lame do their part."""
        settings = "--quiet --cbr -b 64 -m m --resample 44.1"
        target = self.folder / "pipe.mp3"
        command = f"espeak-ng --stdout -f {self.text} | lame {settings} - {target}"
        return run(["sh", "-c", command])

    def script(self) -> Cost:
        """Run the script."""
        return run([sys.executable, "-W", "ignore", "-c", SCRIPT, self.text, self.folder / "s.mp3"])


def against_the_pipe(pairs: int = PAIRS) -> tuple[float, float]:
    """Return narrator's wall and processor time as shares of the pipe's."""
    with workplace() as folder:
        race = Race(folder)
        return ratios(in_turn(race.narrator, race.pipe, pairs))


def main() -> None:
    """Print both comparisons."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=PAIRS)
    pairs = parser.parse_args().pairs
    print(machine())
    with workplace() as folder:
        race = Race(folder)
        print_pairs(("narrator", "pipe"), in_turn(race.narrator, race.pipe, pairs), MOST_OF_PIPE)
        in_turns = in_turn(race.narrator, race.script, pairs)
        print_pairs(("narrator", "script"), in_turns, MOST_OF_SCRIPT)


if __name__ == "__main__":
    main()
