"""Every value as JSON and back: the form of plan files."""

from __future__ import annotations

import json
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from narrator.errors import nearest

if TYPE_CHECKING:
    from cattrs.preconf.json import JsonConverter

T = TypeVar("T")


class FormError(ValueError):
    """The JSON does not have the form of the value; the message says where and why."""


@cache
def _converter() -> JsonConverter:
    from cattrs.preconf.json import make_converter
    from cattrs.strategies import configure_tagged_union

    from narrator.article import Block

    converter = make_converter(forbid_extra_keys=True, omit_if_default=True)
    for kind in (str, int, bool, float):
        converter.register_structure_hook(kind, _strict)
    converter.register_structure_hook(StrEnum, _choice)
    configure_tagged_union(Block, converter, tag_name="block", tag_generator=_block_name)
    return converter


def _block_name(cls: type) -> str:
    return "list" if cls.__name__ == "ItemList" else cls.__name__.lower()


def _choice(given: Any, kind: type[StrEnum]) -> StrEnum:
    try:
        return kind(given)
    except ValueError:
        known = [member.value for member in kind]
        raise FormError(f"{given!r} is not known. {nearest(str(given), known)}") from None


def _in_words(error: BaseException, kind: type | None) -> str:
    from cattrs.v import format_exception

    return str(error) if isinstance(error, FormError) else format_exception(error, kind)


def _strict(given: Any, kind: type[T]) -> T:
    """Return the value where it is of the kind itself: no number becomes a text unasked."""
    if kind is float and type(given) is int:
        return cast(T, float(given))
    if type(given) is not kind:
        raise TypeError(f"expected {kind.__name__}, found {type(given).__name__}")
    return given


def to_data(value: Any) -> Any:
    """Return the value as dictionaries, lists, texts and numbers; defaults are left out."""
    return _converter().unstructure(value)


def from_data(data: Any, kind: type[T], place: str = "$") -> T:
    """Return the value that `to_data` was given.

    Args:
        data: As `to_data` returned it, or edited.
        kind: What it is to become.
        place: Where the data stands in a larger document, for the message of an error.

    Raises:
        FormError: where the data has not the form of that kind of value.
    """
    from cattrs import transform_error

    try:
        return _converter().structure(data, kind)
    except Exception as error:  # cattrs raises groups of whatever the fields raised.
        raise FormError("; ".join(transform_error(error, place, _in_words))) from error


def to_json(value: Any) -> str:
    """Return the value as JSON, indented, with a line break at its end."""
    return json.dumps(to_data(value), ensure_ascii=False, indent=2) + "\n"


def from_json(text: str, kind: type[T]) -> T:
    """Return the value that `to_json` was given.

    Raises:
        FormError: where the text is not JSON or has not the form of that kind of value.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise FormError(f"not JSON: {error}") from error
    return from_data(data, kind)
