"""Code pages and put each into its format; a page that cannot be coded becomes an outcome with the reason."""

import traceback
from collections.abc import Generator, Iterable
from itertools import chain, islice
from pathlib import Path
from typing import Literal, Protocol, TypeVar

import msgspec
from msgspec import Struct

from dateline import codebook, pipeline
from dateline.errors import DatelineError
from dateline.model import CodedPage
from dateline.read import archive
from dateline.read.records import Input
from dateline.view import html, terminal

Format = Literal["text", "json", "jsonl", "html"]


class Style(Struct, frozen=True):
    """How a coded page is written: its format and, for text, the columns and whether colours are wanted.

    `debug` adds the traceback to the reason of an internal error.
    """

    format: Format = "jsonl"
    width: int = 100
    color: bool = False
    debug: bool = False


class Outcome(Struct, frozen=True):
    """What became of one page: its written form, or the reason for which it was rejected."""

    source: str
    body: str | None = None
    reason: str | None = None
    entry: html.Entry | None = None
    page_id: str = ""


T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")


class Job(Protocol[T_co]):
    """What is done with every page, here or in a worker process; it gives something for each, whatever happens."""

    def done(self, item: Input) -> T_co:
        """Do it; never raises for a page."""

    def failed(self, item: Input, reason: str) -> T_co:
        """What stands for a page whose worker was lost."""


class Writing(Struct, frozen=True):
    """The job of coding pages and putting them into a format."""

    style: Style

    def done(self, item: Input) -> Outcome:
        """Code one page and write it."""
        return code_one(item, self.style)

    def failed(self, item: Input, reason: str) -> Outcome:
        """A page that was lost."""
        return Outcome(item.source, reason=reason)


def code_all(items: Iterable[Input], style: Style, workers: int = 1) -> Generator[Outcome]:
    """Code pages in their order; one page alone never starts a worker process.

    The outcomes are the same for any number of workers. Raises CodebookError where the codebook is damaged.
    """
    yield from do_all(items, Writing(style), workers)


def do_all(items: Iterable[Input], job: Job[T], workers: int = 1) -> Generator[T]:
    """Do a job with pages in their order; one page alone never starts a worker process."""
    codebook.load()
    stream = iter(items)
    first = list(islice(stream, 2))
    if workers < 2 or len(first) < 2:
        yield from (job.done(item) for item in chain(first, stream))
        return
    from dateline.batch.workers import do_in_workers

    yield from do_in_workers(chain(first, stream), job, workers)


def code_one(item: Input, style: Style) -> Outcome:
    """Code one page. Never raises for a page: a fault of the program is a reason too, and the others go on."""
    try:
        return written(code_input(item), item.source, style)
    except Exception as error:  # whatever a page sets off, the others go on
        return Outcome(item.source, reason=reason_for(error, style.debug))


def code_input(item: Input) -> CodedPage:
    """Read and code one page. Raises PageRejected, or FetchError, with the reason where there is none."""
    return pipeline.code_read(archive.read_input(item), codebook.load())


def reason_for(error: Exception, debug: bool = False) -> str:
    """The reason for which a page is rejected: the error's own words, or that the program is at fault."""
    if isinstance(error, DatelineError):
        return str(error)
    where = traceback.extract_tb(error.__traceback__)[-1]
    reason = (
        f"internal error ({type(error).__name__} at {Path(where.filename).name}:{where.lineno}): {error}; "
        "please report it together with the page, and run with --debug to see more"
    )
    if debug:
        reason += "\n" + "".join(traceback.format_exception(error))
    return reason


def written(coded: CodedPage, source: str, style: Style) -> Outcome:
    """A coded page in the format that is asked for."""
    if style.format == "text":
        body = terminal.text(coded, style.width, style.color)
    elif style.format == "html":
        body = html.page_html(coded)
    else:
        encoded = msgspec.json.encode(coded)
        body = (msgspec.json.format(encoded, indent=2) if style.format == "json" else encoded).decode()
    entry = html.entry(coded) if style.format == "html" else None
    return Outcome(source, body=body, entry=entry, page_id=coded.page.id)
