"""A program that reads text and writes a WAV file, as the engine `command` runs them.

It speaks in bursts of sound, and misbehaves where it is told to.
"""

import argparse
import io
import sys
import time
import wave
from pathlib import Path

from narrator.speaking.tone import VOICES_HZ, ToneEngine
from narrator.speech import Prosody

parser = argparse.ArgumentParser()
parser.add_argument("--rate", type=int, default=175)
parser.add_argument("--voice", default="default")
parser.add_argument("--text-file", type=Path)
parser.add_argument("--output", type=Path)
parser.add_argument("--fault", choices=["fail", "hang", "nothing", "words", "cut"])
options = parser.parse_args()

text = options.text_file.read_text("utf-8") if options.text_file else ""
text = text or sys.stdin.buffer.read().decode("utf-8")
if options.fault == "fail":
    sys.exit("the parrot is asleep")
if options.fault == "hang":
    time.sleep(60)
if options.fault == "nothing":
    sys.exit(0)
if options.fault == "words":
    sys.stdout.write("usage: speak TEXT\n")
    sys.exit(0)

tone = ToneEngine()
voice = tone.find_voice(options.voice if options.voice in VOICES_HZ else "", "en")
pcm = tone.say(text, voice, Prosody(options.rate)).pcm
file = io.BytesIO()
with wave.open(file, "wb") as out:
    out.setnchannels(1)
    out.setsampwidth(2)
    out.setframerate(pcm.rate_hz)
    out.writeframes(pcm.data)
sound = file.getvalue()
if options.fault == "cut":
    sound = sound[: len(sound) // 2]
if options.output:
    options.output.write_bytes(sound)
else:
    sys.stdout.buffer.write(sound)
