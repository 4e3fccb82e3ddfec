"""The command line: `dateline code`, `dateline demo`, `dateline doctor`. Everything else is done elsewhere.

Exit status: 0 all pages coded, 1 some pages rejected (or the doctor found a fault), 2 a command that makes no sense,
130 interrupted, 141 the reader of the output went away. Results go to standard output, messages to standard error.
"""

import errno
import os
import signal
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, NoReturn

import typer

from dateline import __version__
from dateline.errors import DatelineError, UsageError
from dateline.view.plain import encoded, one_line

if TYPE_CHECKING:
    from rich.progress import Progress

    from dateline.batch import Outcome, Sink, Style
    from dateline.config import Config

FAILED, USAGE, INTERRUPTED, PIPE_CLOSED = 1, 2, 130, 141
MOST_WORKERS = 512
NARROWEST, USUAL, WIDEST = 60, 100, 140  # columns of the reading sheet: longer lines are hard to read
PATIENCE = 1.0  # seconds before a progress bar appears
TICK = 0.1  # seconds between two looks of it

EXAMPLES = """Examples:

dateline code page.txt

dateline code pages/ --format jsonl -o coded.jsonl

dateline code page.html --format html -o coded.html

curl -s https://example.org/story | dateline code - --format json
"""
FIRST_STEPS = """Examples:

dateline demo

dateline code page.txt

dateline code --help
"""

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


class FormatName(StrEnum):
    """The formats of a coded page."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    html = "html"


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


def worker_number(value: str | int) -> int:
    """The number of worker processes that an option asks for."""
    try:
        number = int(value)
    except ValueError:
        number = -1
    if not 0 <= number <= MOST_WORKERS:
        wanted = f"a number from 1 to {MOST_WORKERS}, or 0 for one process for each core"
        raise typer.BadParameter(f"'{value}' is no number of processes; give {wanted}.")
    return number


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


@app.command(epilog=EXAMPLES)
def code(
    pages: Annotated[
        list[str],
        typer.Argument(metavar="PAGE", help="Files, folders, .jsonl, .gz, URLs; - is standard input."),
    ],
    format: Annotated[
        FormatName, typer.Option("--format", "-f", help="text to read, json or jsonl for programs, html to check.")
    ] = FormatName.text,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write here; a folder for several HTML pages.")
    ] = None,
    workers: Annotated[
        int,
        typer.Option(
            parser=worker_number, metavar="N", help="Worker processes for several pages; 0 is one for each core."
        ),
    ] = 0,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let URLs lead to private and local addresses.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an internal error.")] = False,
) -> None:
    """Code news pages: incidents, figures and claims, each with the words that it rests on."""
    with plain_ending(debug):
        from dateline.batch import Style
        from dateline.config import Config

        output = None if output == "-" else output
        width, color = screen() if output is None else (USUAL, False)
        style = Style(format=format.value, width=width, color=color, debug=debug)
        status = run(pages, output, style, Config(workers=workers, allow_private=allow_private))
        raise typer.Exit(status)


@app.command(epilog="Example:\n\ndateline demo\n")
def demo() -> None:
    """Code a bundled page and show what comes out."""
    with plain_ending():
        from dateline.view import doctor, terminal

        width, color = screen()
        write(terminal.text(doctor.code_demo(), width, color))
        write(
            "This page is invented; yours come next:\n"
            "  dateline code PAGE                                  read a page as a sheet like this one\n"
            "  dateline code PAGE --format html -o coded.html      see words and values side by side\n"
            "  dateline code FOLDER --format jsonl -o coded.jsonl  one record a line, for programs\n"
        )


@app.command(name="doctor", epilog="Example:\n\ndateline doctor\n")
def check_up() -> None:
    """Check this installation, and say how to mend what is broken."""
    with plain_ending():
        from dateline.view import doctor

        broken = 0
        for check in doctor.examine(sys.stdout.encoding or "ascii"):
            sign = "✓" if check.works else "✗" if check.need else "–"
            write(f"{sign} {check.name:<12} {one_line(check.found)}\n")
            if not check.works:
                write(f"  {'':<12} {one_line(check.fix)}\n")
                broken += check.need
        write("All is well.\n" if not broken else f"{broken} of the checks failed.\n")
        raise typer.Exit(FAILED if broken else 0)


# ---- running ---------------------------------------------------------------------------------------------------------
def run(pages: list[str], output: str | None, style: "Style", config: "Config") -> int:
    """Code the pages into their sink; gives the exit status."""
    from dateline.batch import code_all, open_sink
    from dateline.read.archive import inputs

    spare_pages(pages, output)
    stream = iter(inputs(pages, config, Path(output) if output else None))
    first = list(islice(stream, 2))
    several = len(first) > 1
    sink = open_sink(output, style.format, several, *standard_output(output is None))
    outcomes = code_all(chain(first, stream), style, config.worker_count())
    tally = Tally()
    try:
        with progress(several and (output is not None or not sys.stdout.isatty())) as bar:
            tally.follow(outcomes, sink, bar)
        written = sink.close()
    except BaseException as error:
        outcomes.close()
        with suppress(OSError):
            sink.abandon()
        if isinstance(error, KeyboardInterrupt | SystemExit):
            say(f"interrupted after {tally}")
        raise
    if several or tally.rejected or (written and written.endswith("index.html")):
        say(f"{tally}{f'; written to {written}' if written else ''}")
    return FAILED if tally.rejected else 0


def spare_pages(pages: list[str], output: str | None) -> None:
    """Refuse an output that would take the place of a page. Raises UsageError."""
    for page in map(Path, pages if output else ()):
        with suppress(OSError):
            if page.samefile(output or "") and (page.is_file() or page.is_dir()):
                raise UsageError(f"{output} is what is to be coded and would be written over; choose another -o")


class Tally:
    """Counts pages as they pass from the coder into the sink, and says which were rejected and why."""

    def __init__(self) -> None:
        self.coded = 0
        self.rejected = 0

    def __str__(self) -> str:
        return f"{self.coded:,} {'page' if self.coded == 1 else 'pages'} coded, {self.rejected:,} rejected"

    def follow(self, outcomes: "Iterator[Outcome]", sink: "Sink", bar: "Bar") -> None:
        """Take all outcomes in order."""
        for outcome in outcomes:
            if outcome.reason is None:
                self.coded += 1
                sink.write(outcome)
            else:
                self.rejected += 1
                bar.hide()
                source, reason = (
                    one_line(outcome.source),
                    outcome.reason.replace(outcome.source, one_line(outcome.source)),
                )
                say(f"rejected {reason}" if reason.startswith(source) else f"rejected {source}: {reason}")
            bar.show(str(self), self.coded + self.rejected)


class Bar:
    """A line on the terminal that tells how far a long run has come; draws nothing where it is not wanted."""

    def __init__(self, wanted: bool) -> None:
        self.wanted = wanted
        self.start = self.last = time.monotonic()
        self.line: Progress | None = None

    def show(self, told: str, done: int) -> None:
        """Draw the line anew, not before the run has taken a while and not too often."""
        now = time.monotonic()
        if not self.wanted or now - self.start < PATIENCE or now - self.last < TICK:
            return
        self.last = now
        if self.line is None:
            self.line = drawn()
        task = self.line.task_ids[0]
        self.line.update(task, description=f"{told} · {done / (now - self.start):.1f} a second")
        self.line.refresh()

    def hide(self) -> None:
        """Take the line away, so that a message has the terminal to itself."""
        if self.line is not None:
            self.line.stop()
            self.line = None


def drawn() -> "Progress":
    """A started progress line on standard error, without a thread of its own: worker processes may be forked."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(bar_width=20), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    line = Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
    line.add_task("", total=None)
    line.start()
    return line


@contextmanager
def progress(wanted: bool) -> Generator["Bar"]:
    """A progress line for the time of a run."""
    bar = Bar(wanted and sys.stderr.isatty())
    try:
        yield bar
    finally:
        bar.hide()


# ---- the terminal ----------------------------------------------------------------------------------------------------
def screen() -> tuple[int, bool]:
    """The columns for a sheet on standard output, and whether it takes colours."""
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        return USUAL, False
    return min(max(console.width, NARROWEST), WIDEST), console.color_system is not None and not console.no_color


def standard_output(needed: bool = True) -> tuple[BinaryIO, str]:
    """Standard output with its encoding. Where it is closed, raises OSError or, not being needed, gives a sink."""
    if sys.stdout is None:
        if needed:
            raise OSError(errno.EBADF, "standard output is closed")
        return BytesIO(), "utf-8"
    return sys.stdout.buffer, sys.stdout.encoding or "utf-8"


def write(text: str) -> None:
    """Write text to standard output in its encoding."""
    stream, encoding = standard_output()
    stream.write(encoded(text, encoding))
    stream.flush()


def say(message: str) -> None:
    """Write a message to standard error; text of a page or a file name in it cannot steer the terminal."""
    lines = [one_line(line) for line in message.splitlines()] or [""]
    with suppress(OSError):
        typer.echo("\n".join(lines), err=True)


@contextmanager
def plain_ending(debug: bool = False) -> Generator[None]:
    """End a command with a message and a status instead of a traceback, which `debug` asks for."""
    try:
        yield
    except UsageError as error:
        say(f"dateline: {error}")
        raise typer.Exit(USAGE) from None
    except DatelineError as error:
        say(f"dateline: {error}")
        raise typer.Exit(FAILED) from None
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        discard()
        raise typer.Exit(PIPE_CLOSED) from None
    except OSError as error:
        discard()
        where = f" to {error.filename}" if error.filename else ""
        reason = error.strerror or error
        say(f"dateline: the output cannot be written{where} ({reason}); free some space or choose another -o")
        raise typer.Exit(FAILED) from None
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:
        if hasattr(error, "format_message"):  # what the parser of the command line makes of a command
            say(misunderstood(error.format_message(), getattr(error, "ctx", None)))
            raise typer.Exit(USAGE) from None
        if debug:
            raise
        say(f"dateline: internal error ({type(error).__name__}): {error}; run with --debug to see more, and report it")
        raise typer.Exit(FAILED) from None


def discard() -> None:
    """Send what is left in the buffer of standard output nowhere: it has no reader, or no room."""
    with suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def misunderstood(message: str, context: typer.Context | None) -> str:
    """One line about a command that makes no sense: what is wrong, and where to look; nothing where help was shown."""
    if not message.strip():
        return ""
    told = one_line(message).replace("Value error, ", "").rstrip(".")
    return f"dateline: {told}; see {context.command_path if context else 'dateline'} --help"
