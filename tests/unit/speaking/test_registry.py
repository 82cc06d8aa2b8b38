"""Engines by name: our own, and those that other packages announce."""

import sys
from importlib import metadata
from types import ModuleType

import pytest

from narrator.errors import EngineError
from narrator.speaking import registry
from narrator.speaking.engine import Availability, Engine
from narrator.speaking.tone import ToneEngine


class Missing(ToneEngine):
    @classmethod
    def availability(cls):
        return Availability(ready=False, detail="no parrot library", mend="pip install parrot")


@pytest.fixture
def announce(monkeypatch):
    """Return a function that announces `name = module:attribute` as another package would."""
    points = []
    monkeypatch.setattr(metadata, "entry_points", lambda group: points)

    def add(name, value):
        points.append(metadata.EntryPoint(name, value, registry.ENTRY_POINT_GROUP))

    return add


@pytest.fixture
def parrot(monkeypatch):
    module = ModuleType("parrot")
    module.Parrot = ToneEngine
    module.Missing = Missing
    module.text = "not an engine"
    monkeypatch.setitem(sys.modules, "parrot", module)


def test_built_in_engines_are_known_without_importing_them(monkeypatch):
    monkeypatch.setattr(registry, "import_module", None)
    assert registry.engine_names()[: len(registry.BUILT_IN)] == tuple(registry.BUILT_IN)


def test_engine_class_is_found_by_its_name():
    assert registry.engine_class("tone") is ToneEngine


@pytest.mark.parametrize("name", registry.BUILT_IN)
def test_built_in_engine_calls_itself_as_the_table_does(name):
    found = registry.engine_class(name)
    assert issubclass(found, Engine)
    assert found.name == name


def test_unknown_engine_names_the_nearest():
    with pytest.raises(EngineError, match="Unknown engine: espeek") as caught:
        registry.engine_class("espeek")
    assert caught.value.hint == "Did you mean espeak?"


def test_engine_of_another_package_comes_after_ours(announce, parrot):
    announce("parrot", "parrot:Parrot")
    assert registry.engine_names() == (*registry.BUILT_IN, "parrot")
    assert registry.engine_class("parrot") is ToneEngine


def test_engine_of_another_package_does_not_replace_ours(announce, parrot):
    announce("tone", "parrot:Missing")
    assert registry.engine_names() == tuple(registry.BUILT_IN)
    assert registry.engine_class("tone") is ToneEngine


@pytest.mark.parametrize("value", ["no_such_module_anywhere:Parrot", "parrot:NoSuchClass"])
def test_engine_that_cannot_be_imported_is_named(announce, parrot, value):
    announce("parrot", value)
    with pytest.raises(EngineError, match=r"engine parrot of .* cannot be imported") as caught:
        registry.engine_class("parrot")
    assert value in caught.value.where
    assert caught.value.__cause__ is not None


def test_engine_whose_module_fails_in_its_own_way_is_named(announce, tmp_path, monkeypatch):
    (tmp_path / "broken_parrot.py").write_text("raise RuntimeError('no licence key')\n")
    monkeypatch.syspath_prepend(tmp_path)
    announce("parrot", "broken_parrot:Parrot")
    with pytest.raises(EngineError, match="no licence key"):
        registry.engine_class("parrot")


def test_what_is_not_an_engine_is_refused(announce, parrot):
    announce("parrot", "parrot:text")
    with pytest.raises(EngineError, match="is not an engine"):
        registry.engine_class("parrot")


def test_opened_engine_is_of_its_class():
    assert isinstance(registry.open_engine("tone"), ToneEngine)


def test_engine_that_is_not_installed_says_how_to_mend_it(announce, parrot):
    announce("parrot", "parrot:Missing")
    with pytest.raises(EngineError, match="no parrot library") as caught:
        registry.open_engine("parrot")
    assert "pip install parrot" in caught.value.hint
