"""`dateline code`, `dateline demo`, `dateline doctor`: single pages, with no ledger."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import AllowPrivate, Debug, FetchLinks, Pages, Workers, examples
from dateline.cli.progress import Bar, progress
from dateline.cli.terminal import FAILED, USUAL, plain_ending, rejected, say, screen, standard_output, write
from dateline.errors import UsageError
from dateline.view.plain import one_line

if TYPE_CHECKING:
    from dateline.batch import Outcome, Sink, Style
    from dateline.config import Config

EXAMPLES = examples(
    "dateline code page.txt",
    "dateline code pages/ --format jsonl -o coded.jsonl",
    "dateline code page.html --format html -o coded.html",
    "curl -s https://example.org/story | dateline code - --format json",
)

app = typer.Typer()


class FormatName(StrEnum):
    """The formats of a coded page."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    html = "html"


@app.command(epilog=EXAMPLES, rich_help_panel="Pages")
def code(  # noqa: PLR0913 - one parameter is one option of the command
    pages: Pages,
    format: Annotated[
        FormatName, typer.Option("--format", "-f", help="text to read, json or jsonl for programs, html to check.")
    ] = FormatName.text,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write here; a folder for several HTML pages.")
    ] = None,
    workers: Workers = 0,
    fetch_links: FetchLinks = False,
    allow_private: AllowPrivate = False,
    debug: Debug = False,
) -> None:
    """Code news pages: incidents, figures and claims, each with the words that it rests on."""
    with plain_ending(debug):
        from dateline.batch import Style
        from dateline.config import Config

        output = None if output == "-" else output
        width, color = screen() if output is None else (USUAL, False)
        style = Style(format=format.value, width=width, color=color, debug=debug)
        config = Config(workers=workers, allow_private=allow_private)
        raise typer.Exit(run(pages, output, style, config, fetch_links))


@app.command(epilog=examples("dateline demo"), rich_help_panel="Pages")
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
            "  dateline add FOLDER                                 keep pages in a ledger; then: dateline cases\n"
        )


@app.command(name="doctor", epilog=examples("dateline doctor"), rich_help_panel="Pages")
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


def run(pages: list[str], output: str | None, style: "Style", config: "Config", fetch_links: bool = False) -> int:
    """Code the pages into their sink; gives the exit status."""
    from dateline.batch import code_all, open_sink
    from dateline.read.archive import inputs

    spare_pages(pages, output)
    stream = iter(inputs(pages, config, Path(output) if output else None, fetch_links))
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

    def follow(self, outcomes: "Iterator[Outcome]", sink: "Sink", bar: Bar) -> None:
        """Take all outcomes in order."""
        for outcome in outcomes:
            if outcome.reason is None:
                self.coded += 1
                sink.write(outcome)
            else:
                self.rejected += 1
                bar.hide()
                say(rejected(outcome.source, outcome.reason))
            bar.show(str(self), self.coded + self.rejected)
