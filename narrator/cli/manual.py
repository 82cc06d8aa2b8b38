"""`narrator manual`: the manual as a page, and as man pages."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import click

from narrator.cli.helping import WRITTEN, Command, option
from narrator.messages import _

DAY_VARIABLE = "SOURCE_DATE_EPOCH"
"""Seconds since 1970 that stand for today, where files must not differ from day to day."""


@click.command(cls=Command, short_help="Write the manual: as a web page, as man pages.")
@option(
    WRITTEN,
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="One web page with all documents and the help of every command.",
)
@option(
    WRITTEN,
    "--man",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="A man page for each command; the folder is made where it is missing.",
)
def manual(page: Path | None, folder: Path | None) -> None:
    """Write the manual: as one web page, as man pages, or both.

    \b
    Examples:
      narrator manual --html manual.html
      narrator manual --man ~/.local/share/man/man1

    The page is one file that works without a network and without scripts. The man pages are then
    read with `man narrator` and, for a command, `man narrator convert`.
    """
    from narrator.manual import documents, man_pages, manual_page
    from narrator.publishing.writing import output_errors

    if page is None and folder is None:
        raise click.UsageError(_("Say where to: --html FILE, --man DIR, or both."))
    if page is not None:
        text = manual_page(documents())
        with output_errors(page):
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
        click.echo(_("Made {path}.").format(path=page))
    if folder is not None:
        with output_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            pages = list(man_pages(_day()))
            for name, text in pages:
                (folder / name).write_text(text, encoding="utf-8")
        said = _("Made {number} man pages in {folder}.")
        click.echo(said.format(number=len(pages), folder=folder))


def _day() -> date:
    given = os.environ.get(DAY_VARIABLE, "")
    if given.isdigit():
        return datetime.fromtimestamp(int(given), UTC).date()
    return datetime.now(UTC).date()
