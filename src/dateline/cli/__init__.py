"""The command line: read and code pages, keep them in a ledger, ask it, decide. Everything else is done elsewhere.

Exit status: 0 all went well, 1 some pages rejected (or a check found a fault), 2 a command that makes no sense,
130 interrupted, 141 the reader of the output went away. Results go to standard output, messages to standard error.
"""

import signal
import sys
from typing import Annotated, NoReturn

import typer

from dateline import __version__
from dateline.cli import add, ask, code, decide, explain, keep
from dateline.cli.code import EXAMPLES
from dateline.cli.options import examples
from dateline.cli.terminal import plain_ending

__all__ = ["EXAMPLES", "FIRST_STEPS", "app", "main"]

FIRST_STEPS = examples(
    "dateline demo",
    "dateline code page.txt",
    "dateline add pages/",
    "dateline cases",
    "dateline code --help",
)

app = typer.Typer(
    name="dateline",
    help="Turn news pages about armed conflict into an auditable ledger: what happened, and who says so.",
    epilog=FIRST_STEPS,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for part in (code, add, ask, explain, decide, keep):
    app.add_typer(part.app)


def main() -> None:
    """Run the command line; the entry point of the package."""
    for name in ("SIGTERM", "SIGHUP"):  # a batch system's end or a closed window: leave no worker and no draft behind
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, end)
    try:
        with plain_ending():
            status = app(prog_name="dateline", standalone_mode=False)
    except typer.Exit as ending:
        status = ending.exit_code
    sys.exit(status if isinstance(status, int) else 0)


def end(number: int, _: object) -> NoReturn:
    """End the run on a signal, with the status that a shell gives it."""
    sys.exit(128 + number)


def show_version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        typer.echo(f"dateline {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version and end.")
    ] = False,
) -> None:
    """Hold the options of the whole program."""
