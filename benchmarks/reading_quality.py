"""How well `read` finds the structure of real pages, against a corpus with a typed truth.

    python -m benchmarks.reading_quality            the table
    python -m benchmarks.reading_quality --worst 20 and the worst pages
    python -m benchmarks.reading_quality --raise    write floors that are higher than today's

The corpus is not part of this project. `NARRATOR_CORPUS` names its folder; without it the
folder `shared/corpus` beside the checkout is used. In it are `evaluate.py`, which scores, and
the case folders `news-html` and `news-text`.

The floors in `reading_floors.toml` hold for the corpus whose fingerprint stands there.
`--raise` never lowers one: that is done by hand, with the reason in the commit.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from narrator.article import (
    Article,
    Code,
    Credit,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Note,
    Paragraph,
    Quotation,
    Table,
)
from narrator.errors import SourceError

ROOT = Path(__file__).parents[1]
FLOORS = Path(__file__).with_name("reading_floors.toml")
PARTS = {"news-html": "source.html.gz", "news-text": "source.txt"}
"""The parts of the corpus and the file that is read in each case."""
METRICS: Mapping[str, tuple[str, ...]] = {
    "all": ("all", "f1"),
    "headings": ("roles", "heading", "f1"),
    "paragraphs": ("roles", "paragraph", "f1"),
    "captions": ("roles", "caption", "f1"),
    "standfirst": ("roles", "lead", "r"),
    "standfirst_any_role": ("lead_any",),
    "title": ("title",),
    "byline": ("byline",),
    "date": ("date",),
    "order": ("order",),
}
"""What is held against a floor, in percent, and where it stands in the scorer's report."""
MARGIN = 0.3
"""Percentage points between a measured figure and its floor, for changes of no account."""

Prediction = dict[str, Any]


def corpus() -> Path | None:
    """Return the folder of the corpus, or None where there is none."""
    folder = Path(os.environ.get("NARRATOR_CORPUS", ROOT.parent / "shared" / "corpus"))
    return folder if (folder / "evaluate.py").is_file() else None


def fingerprint(folder: Path) -> str:
    """Return a digest of the truths of a corpus: their names and their bytes."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("news-*/*/gold.json")):
        digest.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def measure(folder: Path, part: str) -> dict[str, Any]:
    """Return the scorer's report on one part of the corpus."""
    with tempfile.TemporaryDirectory() as work:
        predictions = Path(work) / "narrator"
        predictions.mkdir()
        for case in sorted((folder / part).iterdir()):
            prediction = predict(case, PARTS[part])
            (predictions / f"{case.name}.json").write_text(json.dumps(prediction), "utf-8")
        report = Path(work) / "report.json"
        command = [sys.executable, str(folder / "evaluate.py"), str(folder / part)]
        subprocess.run([*command, str(predictions), "--json", str(report)], check=True)
        found: dict[str, Any] = json.loads(report.read_text("utf-8"))["narrator"]
    return found


def predict(case: Path, name: str) -> Prediction:
    """Return what the scorer wants to see of one case, and how long reading it took."""
    from narrator.reading.decoding import decode
    from narrator.reading.plaintext import read_plaintext
    from narrator.reading.webpage import read_page

    data = (case / name).read_bytes()
    address = case / "url.txt"
    url = address.read_text("utf-8").strip() if address.exists() else ""
    start = time.perf_counter()
    try:
        if name.endswith(".gz"):
            article = read_page(decode(gzip.decompress(data), "", "").text, url)
        else:
            article = read_plaintext(decode(data, "", "").text)
    except SourceError as error:
        return {"blocks": [], "seconds": time.perf_counter() - start, "error": str(error)}
    return {"blocks": list(blocks(article)), "seconds": time.perf_counter() - start}


def blocks(article: Article) -> Iterator[Prediction]:
    """Yield the article in the scorer's roles."""
    meta = article.metadata
    yield _block("title", meta.headline)
    yield _block("byline", ", ".join(meta.authors) or meta.byline)
    date = meta.published or meta.updated  # Some pages say only when they were changed.
    if date:
        yield _block("date", date.iso or date.written)
    for text in article.standfirst:
        yield _block("lead", text)
    for block in article.blocks:
        yield from _typed(block)


def _block(role: str, text: str, level: int | None = None) -> Prediction:
    return {"role": role, "text": text, "level": level}


def _typed(block: Any) -> Iterator[Prediction]:  # noqa: C901 - one branch for each kind
    match block:
        case Heading():
            yield _block("heading", block.text, block.level)
        case Paragraph() | Note():
            yield _block("paragraph", block.text)
        case Quotation():
            yield _block("quote", " ".join(block.paragraphs))
        case ItemList():
            yield from (_block("list_item", text) for text in _items(block.items))
        case Table():
            cells = [cell for row in (block.header, *block.rows) for cell in row]
            yield _block("table", " ".join(cells))
        case Code():
            yield _block("code", block.text)
        case Credit():
            yield _block("credit", block.text)
        case Figure():
            for role in ("alt", "caption", "credit"):
                if getattr(block, role):
                    yield _block(role, getattr(block, role))


def _items(items: tuple[ListItem, ...]) -> Iterator[str]:
    for item in items:
        yield item.text
        yield from _items(item.items)


def figures(report: Mapping[str, Any]) -> dict[str, float]:
    """Return the metrics of a report, in percent; what the truth has not is left out."""
    found = {}
    for name, path in METRICS.items():
        value: Any = report["summary"]
        for key in path:
            value = value.get(key) if value else None
        if value is not None:
            found[name] = round(100 * value, 2)
    found["pages_under_50"] = report["summary"]["all"]["bad"]
    return found


def floors() -> dict[str, Any]:
    """Return the file of floors: a fingerprint, and for each part its floors."""
    found: dict[str, Any] = tomllib.loads(FLOORS.read_text("utf-8"))
    return found


def below_floor(part: str, measured: Mapping[str, float]) -> list[str]:
    """Return a sentence for each figure that is worse than its floor."""
    held: Mapping[str, float] = floors()[part]
    faults = []
    for name, floor in held.items():
        value = measured[name]
        worse = value > floor if name == "pages_under_50" else value < floor
        if worse:
            faults.append(f"{part}: {name} is {value}, and its floor is {floor}")
    return faults


def raise_floors(folder: Path, measured: Mapping[str, Mapping[str, float]]) -> None:
    """Write floors just below what was measured, none of them lower than before."""
    before = floors() if FLOORS.exists() else {}
    lines = [f'fingerprint = "{fingerprint(folder)}"']
    for part, values in measured.items():
        lines += ["", f"[{part}]"]
        for name, value in values.items():
            old = before.get(part, {}).get(name)
            if name == "pages_under_50":
                floor = value if old is None else min(old, value)
            else:
                floor = max(round(value - MARGIN, 1), old or 0.0)
            lines.append(f"{name} = {floor}")
    FLOORS.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> int:
    """Print the table; the exit code says whether every floor is held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_Formatter)
    parser.add_argument("--worst", type=int, default=0, metavar="N")
    parser.add_argument("--raise", dest="raising", action="store_true")
    options = parser.parse_args()
    folder = corpus()
    if folder is None:
        print("There is no corpus here; NARRATOR_CORPUS names its folder.")
        return 2
    measured, faults = {}, []
    for part in PARTS:
        report = measure(folder, part)
        measured[part] = figures(report)
        summary = report["summary"]
        print(f"{part}, {summary['n']} cases, {summary['pages_per_s']:.0f} pages a second")
        for name, value in measured[part].items():
            print(f"  {name.replace('_', ' ')}: {value}")
        _print_worst(report, options.worst)
    if options.raising:
        raise_floors(folder, measured)
    for part, values in measured.items():
        faults += below_floor(part, values)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def _print_worst(report: Mapping[str, Any], count: int) -> None:
    ranked = sorted((case["all"][2], case["case"]) for case in report["cases"])
    for score, name in ranked[:count]:
        print(f"    {100 * score:.0f} {name}")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of this module's description as they are."""


if __name__ == "__main__":
    sys.exit(main())
