"""The pages in one stream of bytes, whatever it is: a page, JSON records, a feed or a WARC file, packed or not."""

import gzip
import io
from collections import Counter
from collections.abc import Iterator
from typing import IO, cast

from msgspec import Struct

from dateline.config import MEGABYTE, Config
from dateline.read.records import Input, object_input, parse, record_input
from dateline.read.sniff import GZIP, is_feed, is_warc

BLANKS = b"\xef\xbb\xbf \t\r\n"


class Origin(Struct, frozen=True):
    """Where a stream comes from and how it is to be read.

    `is_lines` is true for a file of JSON Lines, false for one that is none, None where the content tells. `follow`:
    the pages that a feed only announces are fetched. What an archive holds beside pages is counted in `passed_over`.
    """

    name: str
    config: Config
    passed_over: Counter[str]
    is_lines: bool | None = None
    url: str | None = None
    retrieved_at: str | None = None
    follow: bool = False


def pages_in(raw: IO[bytes], origin: Origin) -> Iterator[Input]:
    """The pages in a stream, each read when it is asked for.

    A packed page is handed on unpacked, so that it has the same id as its plain twin.
    """
    plain = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", raw))
    head = plain.peek(16)
    if is_warc(head):
        from dateline.read.warc import Archive, warc_inputs

        yield from warc_inputs(plain, Archive(origin.name, origin.config.max_page_bytes, origin.passed_over))
        return
    stream = cast("IO[bytes]", gzip.GzipFile(fileobj=plain) if head[:2] == GZIP else plain)
    yield from _pages(stream, origin)


def _pages(stream: IO[bytes], origin: Origin) -> Iterator[Input]:
    """The pages in a stream of unpacked bytes."""
    limit = origin.config.max_page_bytes
    head = stream.readline(limit + 1)
    is_lines = origin.is_lines
    if is_lines is None:
        is_lines = head.lstrip(BLANKS).startswith(b"{") and isinstance(parse(head), dict)
    if is_lines:
        yield from _lines(head, stream, origin)
        return
    data = head + stream.read(max(0, limit + 1 - len(head)))
    if len(data) > limit:
        yield Input(origin.name, error=f"{origin.name}: the page has more than {limit:,} bytes; split it")
        return
    value = parse(data) if data.lstrip(BLANKS)[:1] in (b"{", b"[") else None
    if isinstance(value, dict):
        yield object_input(value, origin.name, origin.retrieved_at)
    elif isinstance(value, list) and value and all(isinstance(record, dict) for record in value):
        for number, record in enumerate(value, 1):
            yield object_input(record, f"{origin.name}:{number}", origin.retrieved_at)
    elif is_feed(data):
        from dateline.read.feed_pages import Feed, feed_inputs

        feed = Feed(origin.name, origin.config, origin.url, origin.retrieved_at, origin.follow)
        yield from feed_inputs(data, feed)
    else:
        yield Input(origin.name, data, url=origin.url, retrieved_at=origin.retrieved_at)


def _lines(head: bytes, stream: IO[bytes], origin: Origin) -> Iterator[Input]:
    """One page a line; blank lines are passed over, a line beyond the size limit is an error of its own."""
    limit = origin.config.max_page_bytes
    number, line = 1, head
    while line:
        where = f"{origin.name}:{number}"
        if len(line) > limit:
            yield Input(where, error=f"{where} has more than {limit:,} bytes; split it")
            while line and not line.endswith(b"\n"):
                line = stream.readline(MEGABYTE)
        elif line.strip(BLANKS):
            yield record_input(line, where, origin.retrieved_at)
        line = stream.readline(limit + 1)
        number += 1
