"""Many pages: files, folders, JSON Lines, standard input and URLs, one page at a time."""

import errno
import gzip
import io
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from hashlib import sha256
from pathlib import Path
from typing import IO, cast

from dateline.config import MEGABYTE, Config
from dateline.errors import FetchError, PageRejected
from dateline.model import PageRead
from dateline.read import read_page
from dateline.read.decode import decode_text
from dateline.read.records import Input, object_input, parse, record_input
from dateline.read.text import read_text

PAGES = frozenset((".txt", ".text", ".html", ".htm", ".xhtml", ".shtml"))
LINES = frozenset((".jsonl", ".ndjson", ".jl"))
RECORDS = LINES | {".json"}
BLANKS = b"\xef\xbb\xbf \t\r\n"
GZIP = b"\x1f\x8b"
DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile)
UNREADABLE = (OSError, *DAMAGED)


def inputs(arguments: Iterable[str], config: Config, leave_out: Path | None = None) -> Iterator[Input]:
    """The pages that some arguments of a command line stand for, in order, each read when it is asked for.

    An argument is a file, a folder (its page and JSON files, recursively, sorted by name), a URL, or `-` for
    standard input. A file that cannot be read, a URL that cannot be fetched and a JSON line that is none come
    as an Input with its error: the others go on. `leave_out` is a file or folder that no folder is entered for:
    where the output lies among the pages, a second run does not take it for one of them.
    """
    for argument in arguments:
        if argument == "-":
            yield from _guarded(_standard_input, "-", config, is_lines=None)
        elif not argument.strip():
            yield Input("(no name)", error="a page has an empty name; give the name of a file, a folder or a URL")
        elif "://" in argument[:12]:
            yield _fetched(argument, config)
        elif Path(argument).is_dir():
            yield from _folder(argument, config, leave_out)
        else:
            yield from _file(Path(argument), config)


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


def _fetched(url: str, config: Config) -> Input:
    from dateline.read.fetch import fetch  # a run without URLs needs no network code

    shown = re.sub(r"(?<=://)[^/?#]*@", "…@", url)  # a password belongs in no record and no message
    try:
        return Input(shown, fetch(url, config))
    except FetchError as error:
        return Input(shown, error=str(error))


def _standard_input() -> AbstractContextManager[IO[bytes]]:
    if sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed")
    return nullcontext(sys.stdin.buffer)


def _folder(folder: str, config: Config, leave_out: Path | None) -> Iterator[Input]:
    """The pages of a folder; hidden files and files of other kinds are no pages, a closed folder is an error."""
    count = 0
    closed: list[OSError] = []
    spared = leave_out.resolve() if leave_out else None
    for where, folders, names in os.walk(folder, onerror=closed.append):
        base = Path(where).resolve()
        folders[:] = sorted(n for n in folders if not n.startswith(".") and base / n != spared)
        for name in sorted(names):
            if not name.startswith(".") and _suffix(name) in PAGES | RECORDS | {".gz"} and base / name != spared:
                count += 1
                yield from _file(Path(where, name), config)
    for error in closed:
        yield Input(str(error.filename), error=_unreadable(str(error.filename), error, "folder"))
    if not count and not closed:
        yield Input(folder, error=f"{folder}: the folder holds no .txt, .html, .gz, .json or .jsonl file")


def _suffix(name: str) -> str:
    """The kind of a file by its name, the packing aside; ".gz" where nothing else is said."""
    path = Path(name.lower())
    return (Path(path.stem).suffix or ".gz") if path.suffix == ".gz" else path.suffix


def _file(path: Path, config: Config) -> Iterator[Input]:
    suffix = _suffix(path.name)
    is_lines = True if suffix in LINES else False if suffix in PAGES else None
    return _guarded(lambda: path.open("rb"), str(path), config, is_lines)


def _guarded(
    opened: Callable[[], AbstractContextManager[IO[bytes]]], name: str, config: Config, is_lines: bool | None
) -> Iterator[Input]:
    """The pages in a stream, and an error where it cannot be opened or breaks off."""
    try:
        with opened() as stream:
            yield from _stream(stream, name, config, is_lines)
    except UNREADABLE as error:
        yield Input(name, error=_unreadable(name, error))


def _unreadable(name: str, error: BaseException, what: str = "file") -> str:
    if isinstance(error, DAMAGED):
        return f"{name}: the gzip file is damaged or cut short ({error}); fetch or pack it again"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error) or type(error).__name__
    return f"{name}: the {what} cannot be read ({reason[:1].lower()}{reason[1:]}); check its name and its rights"


def _stream(raw: IO[bytes], name: str, config: Config, is_lines: bool | None) -> Iterator[Input]:
    """The pages in a stream, packed or not: one page, or one a line. Where `is_lines` is None it shows.

    A packed page is handed on unpacked, so that it has the same id as its plain twin.
    """
    plain = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", raw))
    packed = plain.peek(2)[:2] == GZIP
    stream = cast("IO[bytes]", gzip.GzipFile(fileobj=plain) if packed else plain)
    head = stream.readline(config.max_page_bytes + 1)
    if is_lines is None:
        is_lines = head.lstrip(BLANKS).startswith(b"{") and isinstance(parse(head), dict)
    if is_lines:
        yield from _lines(head, stream, name, config)
        return
    data = head + stream.read(max(0, config.max_page_bytes + 1 - len(head)))
    if len(data) > config.max_page_bytes:
        yield Input(
            name,
            error=f"{name}: the page has more than {config.max_page_bytes:,} bytes; split it",
        )
        return
    value = parse(data) if data.lstrip(BLANKS)[:1] in (b"{", b"[") else None
    if isinstance(value, dict):
        yield object_input(value, name)
    elif isinstance(value, list) and value and all(isinstance(record, dict) for record in value):
        for number, record in enumerate(value, 1):
            yield object_input(record, f"{name}:{number}")
    else:
        yield Input(name, data)


def _lines(head: bytes, stream: IO[bytes], name: str, config: Config) -> Iterator[Input]:
    """One page a line; blank lines are passed over, a line beyond the size limit is an error of its own."""
    number, line = 1, head
    while line:
        where = f"{name}:{number}"
        if len(line) > config.max_page_bytes:
            yield Input(
                where,
                error=f"{where} has more than {config.max_page_bytes:,} bytes; split it",
            )
            while line and not line.endswith(b"\n"):
                line = stream.readline(MEGABYTE)
        elif line.strip(BLANKS):
            yield record_input(line, where)
        line = stream.readline(config.max_page_bytes + 1)
        number += 1
