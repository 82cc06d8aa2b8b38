"""What options take: numbers in a range and words of a list, refused in plain words."""

from __future__ import annotations

from typing import Any

import click

from narrator.messages import _


class WholeNumber(click.ParamType):
    """A whole number from `least` to `most`, where there is a most."""

    name = "number"

    def __init__(self, least: int, most: int | None = None) -> None:
        self.least, self.most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number; one that is not in the range ends the run."""
        try:
            number = int(value)
        except ValueError:
            self._refuse(value, param, ctx)
        if number < self.least or (self.most is not None and number > self.most):
            self._refuse(value, param, ctx)
        return number

    def _refuse(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if self.most is None:
            said = _("{value} is not a whole number of {least} or more.")
        else:
            said = _("{value} is not a whole number from {least} to {most}.")
        self.fail(said.format(value=value, least=self.least, most=self.most), param, ctx)


class Number(click.ParamType):
    """A number from `least` to `most`, each where there is one."""

    name = "number"

    def __init__(self, least: float | None = None, most: float | None = None) -> None:
        self.least, self.most = least, most

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number; one that is not in the range ends the run."""
        try:
            number = float(value)
        except ValueError:
            self._refuse(value, param, ctx)
        at_least = self.least is None or number >= self.least
        at_most = self.most is None or number <= self.most
        if not (at_least and at_most):  # Also what is no number at all: "nan" is in no range.
            self._refuse(value, param, ctx)
        return number

    def _refuse(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if self.least is None:
            said = _("{value} is not a number.")
        elif self.most is None:
            said = _("{value} is not a number of {least:g} or more.")
        else:
            said = _("{value} is not a number from {least:g} to {most:g}.")
        self.fail(said.format(value=value, least=self.least, most=self.most), param, ctx)
