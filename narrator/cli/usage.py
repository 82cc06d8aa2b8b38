"""What is said when the command line itself is wrong: what, and where the help is."""

from __future__ import annotations

from collections.abc import Iterator

import click

from narrator.messages import _, translated


def usage_lines(error: click.ClickException) -> Iterator[str]:
    """Yield what is wrong, as a sentence, and what to type to read how it is right."""
    yield f"{_('Error:')} {_with_stop(_what(error))}"
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    called = ctx.command_path.strip() if ctx is not None else "narrator"
    yield _("For help: {command}").format(command=f"{called} --help")


def _what(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        said = _("There is no option {option}.").format(option=error.option_name)
        near = sorted(error.possibilities or ())
        return f"{said} {_did_you_mean(near)}" if near else said
    if isinstance(error, click.MissingParameter):
        return _("{argument} is missing.").format(argument=_place(error))
    if isinstance(error, click.BadParameter):
        place = _place(error)
        said = translated(error.message)
        return f"{place}: {said}" if place else said
    return translated(error.format_message())


def _did_you_mean(near: list[str]) -> str:
    return _("Did you mean {words}?").format(words=_(" or ").join(near))


def _place(error: click.BadParameter) -> str:
    """Return the option or the argument as it is typed."""
    hint = error.param_hint
    if hint is not None:
        return hint if isinstance(hint, str) else " / ".join(hint)
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    if error.param is not None:
        return error.param.make_metavar().strip("[].")
    return ""


def _with_stop(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
