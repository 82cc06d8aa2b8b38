"""The rules of the house, held by tests: who may import whom, and what is public."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path

import pytest

import narrator
from narrator.publishing import FORMATS
from narrator.speaking.registry import engine_names

PACKAGE = Path(narrator.__file__).parent
STAGES = {"reading", "planning", "speaking", "mixing", "publishing"}
VALUES = {"article", "script", "speech", "episode", "profile", "lexicon", "ledger"}
VALUES_MAY_IMPORT = VALUES | {"timing", "errors"}
MODULES = sorted(PACKAGE.rglob("*.py"))
HEAVY = {
    "av",
    "numpy",
    "babel",
    "requests",
    "selectolax",
    "pydub",
    "cattrs",
    "py3langid",
    "gtts",
    "num2words",
    "feedparser",
    "emoji",
    "miniaudio",
    "PIL",
    "werkzeug",
    "waitress",
    "fontpkg",
}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_imported(path: Path) -> set[str]:
    found = {name.split(".")[1] for name in imports(path) if name.startswith("narrator.")}
    return found & {room(module) for module in MODULES}


STAGE_MODULES = [path for path in MODULES if room(path) in STAGES]


@pytest.mark.parametrize("path", STAGE_MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_stage_imports_no_other_stage(path: Path) -> None:
    assert not rooms_imported(path) & (STAGES - {room(path)})


def test_only_the_pipeline_batches_the_player_and_the_command_line_know_several_stages() -> None:
    knowing = {room(path) for path in MODULES if len(rooms_imported(path) & STAGES) > 1}
    assert knowing <= {"pipeline", "batching", "player", "cli", "__init__"}


@pytest.mark.parametrize("name", sorted(VALUES))
def test_a_value_imports_only_values(name: str) -> None:
    assert rooms_imported(PACKAGE / f"{name}.py") <= VALUES_MAY_IMPORT


@pytest.mark.parametrize("name", sorted(VALUES))
def test_values_are_frozen_slotted_and_hold_no_lists(name: str) -> None:
    module = import_module(f"narrator.{name}")
    classes = [kind for kind in vars(module).values() if is_dataclass(kind)]
    assert classes
    for kind in classes:
        assert kind.__dataclass_params__.frozen, kind
        assert "__slots__" in vars(kind), kind
        assert not any("list[" in str(entry.type) for entry in fields(kind)), kind


@pytest.mark.parametrize("name", sorted(VALUES | {"timing", "errors", "profiles", "plans"}))
def test_values_load_nothing_heavy(name: str) -> None:
    assert not {found.split(".")[0] for found in imports(PACKAGE / f"{name}.py")} & HEAVY


@pytest.mark.parametrize("name", sorted(VALUES))
def test_values_name_no_engine_and_no_format(name: str) -> None:
    tree = ast.parse((PACKAGE / f"{name}.py").read_text(encoding="utf-8"))
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert not words & {*engine_names(), *FORMATS}


def test_public_names_are_these() -> None:
    assert narrator.__all__ == [
        "batch",
        "load_profile",
        "mix",
        "narrate",
        "plan",
        "publish",
        "read",
        "speak",
    ]
    for name in narrator.__all__:
        assert callable(getattr(narrator, name))


def test_help_loads_no_heavy_library() -> None:
    program = (
        "import sys; from narrator.cli import run; run(['--help']); "
        f"print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"
    assert "convert" in done.stdout


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils.py", "helpers.py", "common.py", "misc.py", "manager.py", "handler.py"}
    assert not {path.name for path in MODULES} & empty


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_fits_in_one_reading(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


def test_no_function_is_longer_than_a_screen() -> None:
    long_ones = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 60:
                long_ones.append(f"{path.name}: {node.name}")
    assert not long_ones
