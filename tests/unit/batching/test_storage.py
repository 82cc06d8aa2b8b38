"""Articles and episodes in a store; here in one that is in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from narrator.batching import storage
from narrator.batching.jobs import Job, Row, Status
from narrator.batching.listing import list_jobs
from narrator.batching.storage import beside, is_stored, read_object
from narrator.errors import OutputError, ProfileError, SourceError
from narrator.publishing import DEFAULT_FORMATS
from tests.unit.batching.conftest import Here
from tests.unit.conftest import Web

IN, OUT = "memory://bucket/in", "memory://bucket/out"


@pytest.fixture
def store() -> Iterator[fsspec.AbstractFileSystem]:
    memory = fsspec.filesystem("memory")
    memory.pipe(
        {
            "/bucket/in/a.md": b"# Ice\n\nIt melts.\n",
            "/bucket/in/deep/b.md": b"# Ice\n\nAnother.\n",
            "/bucket/in/photo.jpg": b"x",
            "/bucket/in/ice/ice.mp3": b"x",
            "/bucket/in/ice/notes.md": b"x",
        }
    )
    yield memory
    memory.store.clear()
    memory.pseudo_dirs[:] = [""]


def files(store: fsspec.AbstractFileSystem) -> list[str]:
    return sorted(name.removeprefix("/bucket/out/") for name in store.find("/bucket/out"))


def statuses(report) -> list[Status]:
    return [row.status for row in report.rows]


@pytest.mark.parametrize(
    ("address", "stored"),
    [("s3://bucket/a", True), ("https://example.org", False), ("C:/a", False), ("a.md", False)],
)
def test_an_address_of_a_store_is_neither_the_webs_nor_a_path(address: str, stored: bool) -> None:
    assert is_stored(address) is stored


def test_a_name_is_seen_from_its_folder() -> None:
    assert beside("s3://bucket/in", "deep/a.md") == "s3://bucket/in/deep/a.md"
    assert beside("/in", "a.md") == str(Path("/in/a.md"))
    assert beside("/in", "s3://bucket/a.md") == "s3://bucket/a.md"


def test_a_folder_of_a_store_is_searched(store) -> None:
    found = [item for item in list_jobs([IN]) if isinstance(item, Job)]
    assert [job.source for job in found] == [f"{IN}/a.md", f"{IN}/deep/b.md"]
    assert all(job.stamp for job in found)


def test_a_manifest_in_a_store_is_seen_from_its_folder(store) -> None:
    store.pipe("/bucket/in/m.csv", b"source,output\ndeep/b.md,sport\n")
    (job,) = list_jobs([f"{IN}/m.csv"])
    assert isinstance(job, Job)
    assert (job.source, job.output) == (f"{IN}/deep/b.md", "sport")
    store.pipe("/bucket/in/m.csv", b"source,cover\ndeep/b.md,c.png\n")
    with pytest.raises(SourceError, match="on this machine"):
        list(list_jobs([f"{IN}/m.csv"]))


def test_a_list_from_the_web_opens_no_store_and_no_file(store, web: Web) -> None:
    body = b"https://example.org/a\ns3://bucket/secret.md\nfile:///etc/passwd\n"
    address = web.give("/list.txt", body, Content_Type="text/plain")
    from narrator.batching.listing import ListRules

    found = list(list_jobs([address], ListRules(allow_private=True)))
    assert [type(item) for item in found] == [Job, Row, Row]


def test_episodes_go_into_the_store_the_recording_last(run, store, monkeypatch) -> None:
    sent: list[str] = []
    put = type(store).put_file

    def noted(self, local: str, path: str, **more: object) -> None:
        sent.append(path)
        put(self, local, path, **more)

    monkeypatch.setattr(type(store), "put_file", noted)
    report = run(IN, output=OUT)
    assert statuses(report) == [Status.MADE, Status.MADE]
    # Two articles of one headline have two folders.
    folders = sorted(row.folder for row in report.rows)
    assert folders[0] == "ice"
    assert folders[1].startswith("ice-")
    assert len(files(store)) == 2 * len(DEFAULT_FORMATS)
    assert [path.endswith(".mp3") for path in sent] == [
        *[False] * (len(DEFAULT_FORMATS) - 1),
        True,
    ] * 2
    assert report.output == OUT


def test_the_next_run_makes_what_changed_in_its_place(run, store, workers: Here) -> None:
    first = run(IN, output=OUT)
    before = files(store)
    workers.tasks.clear()
    assert statuses(run(IN, output=OUT)) == [Status.UNCHANGED] * 2
    store.pipe("/bucket/in/a.md", b"# Ice is back\n\nIt froze.\n")
    report = run(IN, output=OUT)
    assert statuses(report) == [Status.MADE, Status.UNCHANGED]
    assert [row.guid for row in report.rows] == [row.guid for row in first.rows]
    assert files(store) == before


def test_an_episode_that_was_sent_and_not_noted_is_not_made_again(run, store) -> None:
    from narrator.batching import state_path

    first = run(IN, output=OUT)
    state_path(OUT).unlink()
    again = run(IN, output=OUT)
    assert statuses(again) == [Status.UNCHANGED] * 2
    assert [row.folder for row in again.rows] == [row.folder for row in first.rows]


def test_an_episode_without_its_recording_is_made_again(run, store) -> None:
    run(f"{IN}/a.md", output=OUT)
    store.rm("/bucket/out/ice/ice.mp3")
    assert statuses(run(f"{IN}/a.md", output=OUT)) == [Status.MADE]


def test_a_source_that_is_missing_or_too_large_is_said(store) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read_object(f"{IN}/missing.md", 10)
    with pytest.raises(SourceError, match="larger than"):
        read_object(f"{IN}/a.md", 3)


@pytest.mark.parametrize(
    ("raised", "kind", "message"),
    [
        (ImportError("Install s3fs"), ProfileError, "not installed"),
        (PermissionError("Forbidden"), SourceError, "refuses access"),
        (ValueError("Protocol not known: xyz"), SourceError, "cannot be used"),
        (RuntimeError("EndpointConnectionError"), SourceError, "does not answer rightly"),
    ],
)
def test_what_a_stores_library_raises_is_said_in_our_words(
    monkeypatch, raised: Exception, kind: type[Exception], message: str
) -> None:
    def fail(url: str):
        raise raised

    monkeypatch.setattr(storage, "_reach", fail)
    with pytest.raises(kind, match=message):
        read_object("s3://bucket/a.md", 10)


def test_a_store_that_takes_nothing_is_a_failure_that_can_pass(run, store, monkeypatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("out of space")

    monkeypatch.setattr(type(store), "put_file", full)
    (row,) = run(f"{IN}/a.md", output=OUT).rows
    assert row.fault is not None
    assert row.fault.exit_code == OutputError.exit_code
    assert row.fault.can_pass
