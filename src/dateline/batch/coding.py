"""Code pages and put each into its format; a page that cannot be coded becomes an outcome with the reason."""

import traceback
from collections.abc import Generator, Iterable
from itertools import chain, islice
from pathlib import Path
from typing import Literal

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


def code_all(items: Iterable[Input], style: Style, workers: int = 1) -> Generator[Outcome]:
    """Code pages in their order; one page alone never starts a worker process.

    The outcomes are the same for any number of workers. Raises CodebookError where the codebook is damaged.
    """
    codebook.load()
    stream = iter(items)
    first = list(islice(stream, 2))
    if workers < 2 or len(first) < 2:
        yield from (code_one(item, style) for item in chain(first, stream))
        return
    from dateline.batch.workers import code_in_workers

    yield from code_in_workers(chain(first, stream), style, workers)


def code_one(item: Input, style: Style) -> Outcome:
    """Code one page. Never raises for a page: a fault of the program is a reason too, and the others go on."""
    try:
        coded = pipeline.code_read(archive.read_input(item), codebook.load())
        return written(coded, item.source, style)
    except DatelineError as error:
        return Outcome(item.source, reason=str(error))
    except Exception as error:  # whatever a page sets off, the others go on
        where = traceback.extract_tb(error.__traceback__)[-1]
        reason = (
            f"internal error ({type(error).__name__} at {Path(where.filename).name}:{where.lineno}): {error}; "
            "please report it together with the page, and run with --debug to see more"
        )
        if style.debug:
            reason += "\n" + "".join(traceback.format_exception(error))
        return Outcome(item.source, reason=reason)


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
