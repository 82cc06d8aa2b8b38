"""`narrator completion`: what makes a shell complete narrator's commands, options and names."""

from __future__ import annotations

import click

from narrator.cli.helping import Command

SHELLS = ("bash", "zsh", "fish")
COMPLETE_VARIABLE = "_NARRATOR_COMPLETE"
"""By which the shell asks narrator itself, as click names it."""


@click.command(cls=Command, short_help="Have your shell complete commands and names.")
@click.argument("shell", type=click.Choice(SHELLS), metavar="SHELL")
def completion(shell: str) -> None:
    """Print a script that has your shell complete commands, options and names.

    \b
    Examples:
      narrator completion bash >> ~/.bashrc
      narrator completion zsh >> ~/.zshrc
      narrator completion fish > ~/.config/fish/completions/narrator.fish

    SHELL is bash (4.4 or newer), zsh or fish. Open a new terminal afterwards. Names of profiles,
    engines, formats and roles are completed too, and files where a file is meant.
    """
    from click.shell_completion import ShellComplete, get_completion_class

    from narrator.cli import cli

    kind = get_completion_class(shell)
    if kind is None:  # A click that knows the shell no more.
        raise click.UsageError(f"{shell} cannot be served.")
    # The class's own `source` runs the shell to ask for its version; the script works without.
    click.echo(ShellComplete.source(kind(cli, {}, "narrator", COMPLETE_VARIABLE)))
