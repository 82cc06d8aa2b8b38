"""Kept speech while several processes write, read, damage, evict and clear it at once."""

import hashlib
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from narrator.speaking.caching import ABANDONED_S, KEPT_SHARE, Key, SpeechCache
from narrator.speaking.engine import Speech
from narrator.speech import PCM, Mark

ROUNDS = int(os.environ.get("NARRATOR_TEST_CACHE_ROUNDS", "400"))
"""Of each process; more of them find rarer moments."""
PROCESSES = 4
KEYS = 60
LIMIT_BYTES = 600_000
"""A third of what all keys take, so that room is made all the time."""


def key_number(number):
    return Key("hum", hashlib.sha256(str(number).encode()).hexdigest())


def speech_number(number):
    """Return speech that can be told from that of any other number."""
    noise = np.random.RandomState(number).randint(-9_000, 9_000, 10_000 + 100 * number)
    return Speech(PCM(noise.astype("<i2").tobytes(), 24_000), (Mark(number, 0, number + 1),))


def damage(path, chance):
    """Do to a file what a crash, a disk or a person does."""
    try:
        size = path.stat().st_size
        with path.open("r+b") as file:
            if chance.random() < 0.5:
                file.truncate(chance.randrange(size + 1))
            else:
                file.seek(chance.randrange(max(size, 1)))
                file.write(chance.randbytes(3))
    except OSError:
        pass  # It was removed meanwhile.


def a_day_in_the_life(folder, seed):
    """Do all that can be done with kept speech, for a while, and print what was seen."""
    chance = random.Random(seed)
    told = []
    cache = SpeechCache(Path(folder), LIMIT_BYTES, told.append)
    seen = {"found": 0, "kept": 0, "wrong": 0, "not kept": 0}
    for _ in range(ROUNDS):
        number, dice = chance.randrange(KEYS), chance.random()
        if dice < 0.55:
            found = cache.find(key_number(number))
            seen["found"] += found is not None
            seen["wrong"] += found is not None and found != speech_number(number)
        elif dice < 0.95:
            kept = cache.keep(key_number(number), speech_number(number))
            seen["kept" if kept else "not kept"] += 1
        elif dice < 0.98:
            paths = [entry.path for entry in cache.entries()]
            if paths:
                damage(chance.choice(paths), chance)
        elif dice < 0.99:
            cache.clear(engine="hum", older_than_s=chance.choice([0.0, 0.5]))
        else:
            cache.clear()
    sys.stdout.write(json.dumps({**seen, "told": told}))


def begun(folder, seed):
    program = (
        "from tests.unit.speaking.test_caching_at_its_worst import a_day_in_the_life as live;"
        f"live({str(folder)!r}, {seed})"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )


def test_nothing_wrong_is_ever_found_and_nothing_breaks(tmp_path):
    running = [begun(tmp_path / "speech", seed) for seed in range(PROCESSES)]
    seen = []
    for process in running:
        out, err = process.communicate(timeout=240)
        assert (process.returncode, err) == (0, "")
        seen.append(json.loads(out))
    assert sum(each["wrong"] for each in seen) == 0
    assert min(each["found"] for each in seen) > ROUNDS / 40
    assert min(each["kept"] for each in seen) > ROUNDS / 4
    assert all(each["not kept"] == 0 for each in seen)
    said = {line.partition(":")[0] for each in seen for line in each["told"]}
    assert said <= {"Kept speech was damaged and is spoken anew"}
    left = list((tmp_path / "speech").rglob("*.part"))
    assert left == []


def test_processes_that_keep_at_the_same_time_hold_the_limit_together(tmp_path):
    one, two = (SpeechCache(tmp_path, LIMIT_BYTES) for _ in range(2))
    for number in range(KEYS):
        (one, two)[number % 2].keep(key_number(number), speech_number(number))
        total = sum(entry.size_bytes for entry in one.entries())
        # The share of each before it counts again, and one entry more.
        assert total <= 1.1 * LIMIT_BYTES + 35_000


@pytest.mark.skipif(os.name == "nt", reason="the limit is one of POSIX")
def test_a_full_disk_is_said_once_and_leaves_nothing_half_written(tmp_path):
    program = f"""
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))
from pathlib import Path
from narrator.speaking.caching import SpeechCache
from tests.unit.speaking.test_caching_at_its_worst import key_number, speech_number
cache = SpeechCache(Path({str(tmp_path)!r}), tell=print)
print([cache.keep(key_number(n), speech_number(n)) for n in range(3)])
"""
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root
    )
    said, kept = done.stdout.splitlines()
    assert said.startswith(f"Speech cannot be kept in {tmp_path} (File too large)")
    assert kept == "[False, False, False]"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_speech_that_cannot_be_touched_is_found_all_the_same(tmp_path, monkeypatch):
    cache = SpeechCache(tmp_path)
    cache.keep(key_number(1), speech_number(1))

    def refused(*_args, **_kwargs):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "utime", refused)
    assert cache.find(key_number(1)) == speech_number(1)


def test_a_clock_that_goes_back_or_forth_removes_nothing_that_was_just_used(tmp_path, monkeypatch):
    for jump_s in (-10 * 365 * 86_400, 10 * 365 * 86_400):
        cache = SpeechCache(tmp_path / str(jump_s), LIMIT_BYTES)
        cache.keep(key_number(1), speech_number(1))
        path = next(cache.entries()).path
        os.utime(path, (time.time() + jump_s,) * 2)
        assert cache.find(key_number(1)) == speech_number(1)
        assert cache.clear(older_than_s=60.0) == (0, 0)
        for number in range(2, KEYS):
            cache.keep(key_number(number), speech_number(number))
            assert cache.find(key_number(1)) == speech_number(1), "it was used the moment before"
            time.sleep(0.001)


def test_what_another_writes_at_this_moment_is_not_taken_for_abandoned(tmp_path):
    cache = SpeechCache(tmp_path, LIMIT_BYTES)
    cache.keep(key_number(1), speech_number(1))
    fresh, old = tmp_path / "hum" / "a.part", tmp_path / "hum" / "b.part"
    for path in (fresh, old):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - ABANDONED_S - 1,) * 2)
    for number in range(KEYS):
        cache.keep(key_number(number), speech_number(number))
    assert fresh.exists()
    assert not old.exists()


def test_the_least_lately_used_go_first(tmp_path):
    cache = SpeechCache(tmp_path, LIMIT_BYTES)
    number = 0
    while sum(entry.size_bytes for entry in cache.entries()) < 0.9 * LIMIT_BYTES:
        cache.keep(key_number(number), speech_number(number))
        os.utime(cache._path(key_number(number)), (1_000 + number,) * 2)
        number += 1
    cache.find(key_number(0))
    for more in range(number, number + 5):
        cache.keep(key_number(more), speech_number(more))
    assert cache.find(key_number(0)) is not None
    assert cache.find(key_number(1)) is None
    assert sum(entry.size_bytes for entry in cache.entries()) <= LIMIT_BYTES
    assert KEPT_SHARE < 1


def test_nothing_is_kept_with_a_limit_of_nothing(tmp_path):
    cache = SpeechCache(tmp_path, 0)
    assert not cache.keep(key_number(1), speech_number(1))
    assert list(tmp_path.iterdir()) == []
