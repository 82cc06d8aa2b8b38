"""A batch from one bucket into another, on moto's S3 server, with workers that are processes."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from narrator.publishing import DEFAULT_FORMATS

SERVER = "moto_server"
ADVICE = 'install moto_server: pipx install "moto[s3]" and: pipx inject moto flask flask-cors'


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Return a store of S3 with two buckets, `in` and `out`, that workers can reach too."""
    if not shutil.which(SERVER):
        if os.environ.get("CI"):
            pytest.fail(ADVICE)
        pytest.skip(ADVICE)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    server = subprocess.Popen(
        [SERVER, "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        import s3fs

        store = s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)
        for name in ("articles", "episodes"):
            store.mkdir(name)
        yield store
    finally:
        server.kill()
        server.wait()


def _wait_for(port: int) -> None:
    end_s = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert time.monotonic() < end_s
            time.sleep(0.1)
        else:
            return


def batch(*more: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "narrator", "batch", "s3://articles/monday"]
    options = ["-o", "s3://episodes/show", "--engine", "tone", "-j", "2", "--json", *more]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 8), done.stderr
    data: dict[str, Any] = json.loads(done.stdout)
    return data


def test_articles_of_one_bucket_become_episodes_in_another(bucket: Any, tmp_path: Path) -> None:
    for number in range(3):
        text = f"# Article {number}\n\nThe river froze in year {number}.\n"
        bucket.pipe_file(f"articles/monday/{number}.md", text.encode())
    bucket.pipe_file("articles/monday/bad.txt", b" \n")
    first = batch()
    assert first["counts"]["made"] == 3
    assert first["counts"]["failed"] == 1
    names = bucket.find("episodes/show")
    assert len(names) == 3 * len(DEFAULT_FORMATS)
    again = batch()
    assert again["counts"]["unchanged"] == 3
    bucket.pipe_file("articles/monday/1.md", b"# Another headline\n\nIt melted.\n")
    third = batch()
    assert third["counts"] == {**again["counts"], "made": 1, "unchanged": 2}
    assert bucket.find("episodes/show") == names
    episode = tmp_path / "article-1"
    bucket.get("episodes/show/article-1/", str(episode), recursive=True)
    checked = subprocess.run(
        [sys.executable, "-m", "narrator", "check", str(episode)], check=False, capture_output=True
    )
    assert checked.returncode == 0, checked.stdout
