"""`narrator serve`: the podcast of a folder, for the phone at home."""

from __future__ import annotations

from pathlib import Path

import click

from narrator.cli import say_notice
from narrator.cli.helping import TOLD, WORK, Command, option
from narrator.cli.reporting import echo_json
from narrator.cli.values import WholeNumber
from narrator.messages import _
from narrator.telling import tell_nobody

EXIT_INTERRUPTED = 130


@click.command(cls=Command, short_help="Let a phone at home subscribe to your episodes.")
@click.argument("directory", type=click.Path(path_type=Path))
@option(WORK, "--lan", is_flag=True, help="Let every device in the network at home reach it.")
@option(WORK, "--host", metavar="ADDRESS", default="", help="Listen at this address of yours.")
@option(
    WORK,
    "--port",
    type=WholeNumber(0, 65_535),
    default=None,
    metavar="N",
    help="Listen at this port. Default: 8092.",
)
@option(TOLD, "--json", "as_json", is_flag=True, help="Say the addresses as JSON.")
@option(TOLD, "-q", "--quiet", is_flag=True, help="No lines about who fetches what.")
def serve(
    directory: Path, lan: bool, host: str, port: int | None, as_json: bool, quiet: bool
) -> int:
    """Serve the feed and the episodes in DIRECTORY until you press Ctrl-C.

    Only this computer can reach them, unless you say `--lan`: then every device in the network
    at home can, and the address to type into the podcast player of a phone is said. New episodes
    in the folder are in the feed at once. Only what the feed links to is served.

    \b
    Examples:
      narrator serve output
      narrator serve output --lan
    """
    from narrator.feed.serving import EVERYWHERE, LOOPBACK, PORT, open_server, own_address

    if lan and host:
        raise click.UsageError(_("--lan and --host cannot be used together."))

    tell = tell_nobody if quiet else say_notice
    chosen = host or (EVERYWHERE if lan else LOOPBACK)
    server = open_server(directory, chosen, PORT if port is None else port, tell)
    try:
        heard = own_address() or LOOPBACK if lan else chosen
        name = f"[{heard}]" if ":" in heard else heard
        _announce(f"http://{name}:{server.effective_port}/feed.xml", chosen, as_json)
        server.run()  # It ends when it is interrupted, and not before.
    finally:
        server.close()
    tell(_("Stopped."))
    return EXIT_INTERRUPTED


def _announce(feed_url: str, host: str, as_json: bool) -> None:
    """Say where the feed is, at once, also where the output is a pipe."""
    from narrator.feed.serving import LOOPBACK

    if as_json:
        echo_json({"feed": feed_url, "page": feed_url.removesuffix("feed.xml")})
    else:
        click.echo(_("Add this address to your podcast player: {url}").format(url=feed_url))
        if host == LOOPBACK:
            click.echo(
                _(
                    "Only this computer can reach it. "
                    "With --lan, the other devices at home can too."
                ),
                err=True,
            )
        click.echo(_("Press Ctrl-C to stop."), err=True)
    click.get_text_stream("stdout").flush()
