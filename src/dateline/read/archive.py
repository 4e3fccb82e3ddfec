"""Many pages: files, folders, JSON Lines, feeds, WARC files, standard input and URLs, one page at a time."""

import errno
import gzip
import os
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO

from msgspec import Struct, structs

from dateline.config import Config
from dateline.errors import FetchError, PageRejected
from dateline.model import PageRead
from dateline.read import read_page, retrieved
from dateline.read.answers import without_password
from dateline.read.decode import decode_text
from dateline.read.records import Input
from dateline.read.sniff import HEAD, is_feed
from dateline.read.streams import Origin, pages_in
from dateline.read.text import read_text

PAGES = frozenset((".txt", ".text", ".html", ".htm", ".xhtml", ".shtml"))
LINES = frozenset((".jsonl", ".ndjson", ".jl"))
FEEDS = frozenset((".rss", ".atom", ".rdf"))
TAKEN = PAGES | LINES | FEEDS | {".json", ".warc", ".gz"}
MAYBE = frozenset((".xml",))
"""The files of a folder that are taken where they turn out to be feeds."""
DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile)
UNREADABLE = (OSError, *DAMAGED)


def inputs(
    arguments: Iterable[str],
    config: Config,
    leave_out: Path | None = None,
    fetch_links: bool = False,
    passed_over: Counter[str] | None = None,
) -> Iterator[Input]:
    """The pages that some arguments of a command line stand for, in order, each read when it is asked for.

    An argument is a file, a folder (its page, JSON, feed and WARC files, recursively, sorted by name), a URL, or `-`
    for standard input. What cannot be read or fetched comes as an Input with its error: the others go on. `leave_out`
    is a file or folder that no folder is entered for: where the output lies among the pages, a second run does not
    take it for one of them. A feed's items that only announce a page are fetched where the feed was, or where
    `fetch_links` says so. In `passed_over` the records of archives that are no pages are counted, by what they are.
    """
    run = _Run(config, leave_out.resolve() if leave_out else None, fetch_links, Counter())
    run = run if passed_over is None else structs.replace(run, passed_over=passed_over)
    for argument in arguments:
        if argument == "-":
            yield from _guarded(_standard_input, run.origin("-"))
        elif not argument.strip():
            yield Input("(no name)", error="a page has an empty name; give the name of a file, a folder or a URL")
        elif "://" in argument[:12]:
            yield from _fetched(argument, run)
        elif Path(argument).is_dir():
            yield from _folder(argument, run)
        else:
            yield from _file(Path(argument), run)


class _Run(Struct, frozen=True):
    """What holds for all the arguments of a run."""

    config: Config
    leave_out: Path | None
    fetch_links: bool
    passed_over: Counter[str]

    def origin(self, name: str, is_lines: bool | None = None) -> Origin:
        """The origin of a stream of this run."""
        return Origin(name, self.config, self.passed_over, is_lines, follow=self.fetch_links)


def read_input(item: Input) -> PageRead:
    """Read one input.

    Raises PageRejected with the reason where it cannot be read, FetchError where it is a URL.
    """
    if item.error is not None:
        raise (FetchError if "://" in item.source[:12] else PageRejected)(item.error)
    data = item.data or b""
    if item.text is None:
        return read_page(data, item.source)
    decoded = decode_text(item.text)
    name = sha256(data).hexdigest()
    if item.markup:
        from dateline.read.html import read_html

        return read_html(decoded.text, id=name, source=item.source, meta=item.meta, issues=decoded.issues)
    return read_text(decoded.text, id=name, source=item.source, meta=item.meta, issues=decoded.issues)


def _fetched(url: str, run: _Run) -> Iterator[Input]:
    from dateline.read.fetch import fetch_page  # a run without URLs needs no network code

    shown = without_password(url)  # a password belongs in no record and no message
    try:
        page = fetch_page(url, run.config)
    except FetchError as error:
        yield Input(shown, error=str(error))
        return
    origin = structs.replace(run.origin(shown), url=page.url, retrieved_at=page.retrieved_at, follow=True)
    yield from _guarded(lambda: BytesIO(page.data), origin)


def _standard_input() -> AbstractContextManager[IO[bytes]]:
    if sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed")
    return nullcontext(sys.stdin.buffer)


def _folder(folder: str, run: _Run) -> Iterator[Input]:
    """The pages of a folder; hidden files and files of other kinds are no pages, a closed folder is an error."""
    count = 0
    closed: list[OSError] = []
    for where, folders, names in os.walk(folder, onerror=closed.append):
        base = Path(where).resolve()
        folders[:] = sorted(n for n in folders if not n.startswith(".") and base / n != run.leave_out)
        for name in sorted(names):
            if not name.startswith(".") and base / name != run.leave_out and _is_taken(Path(where, name)):
                count += 1
                yield from _file(Path(where, name), run)
    for error in closed:
        yield Input(str(error.filename), error=_unreadable(str(error.filename), error, "folder"))
    if not count and not closed:
        kinds = ".txt, .html, .gz, .json, .jsonl, .warc or feed file"
        yield Input(folder, error=f"{folder}: the folder holds no {kinds}")


def _is_taken(path: Path) -> bool:
    """Whether a file of a folder is read: by its name, and where that leaves it open, by what it holds."""
    suffix = _suffix(path.name)
    if suffix not in MAYBE:
        return suffix in TAKEN
    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as stream:
            return is_feed(stream.read(HEAD))
    except UNREADABLE:
        return True  # reading it says what is wrong


def _suffix(name: str) -> str:
    """The kind of a file by its name, the packing aside; ".gz" where nothing else is said."""
    path = Path(name.lower())
    return (Path(path.stem).suffix or ".gz") if path.suffix == ".gz" else path.suffix


def _file(path: Path, run: _Run) -> Iterator[Input]:
    suffix = _suffix(path.name)
    is_lines = True if suffix in LINES else False if suffix in PAGES else None
    return _guarded(lambda: path.open("rb"), run.origin(str(path), is_lines))


def _guarded(opened: Callable[[], AbstractContextManager[IO[bytes]]], origin: Origin) -> Iterator[Input]:
    """The pages in a stream, and an error where it cannot be opened or breaks off."""
    try:
        with opened() as stream:
            at = origin.retrieved_at or (None if origin.name == "-" else retrieved.of_file(stream))
            yield from pages_in(stream, structs.replace(origin, retrieved_at=at))
    except UNREADABLE as error:
        yield Input(origin.name, error=_unreadable(origin.name, error))


def _unreadable(name: str, error: BaseException, what: str = "file") -> str:
    if isinstance(error, DAMAGED):
        return f"{name}: the gzip file is damaged or cut short ({error}); fetch or pack it again"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error) or type(error).__name__
    return f"{name}: the {what} cannot be read ({reason[:1].lower()}{reason[1:]}); check its name and its rights"
