"""WARC files, as web crawlers write them: the pages among their records, one at a time."""

import re
from collections import Counter
from collections.abc import Iterator
from io import BufferedReader
from urllib.parse import urlsplit

from msgspec import Struct
from warcio.limitreader import LimitReader
from warcio.statusandheaders import (
    StatusAndHeaders,
    StatusAndHeadersParser,
    StatusAndHeadersParserException,
)

from dateline.errors import PageRejected
from dateline.read import retrieved
from dateline.read.answers import PAGE_TYPES, as_utf8, dechunked, media_type, uncoded, without_password
from dateline.read.members import CHUNK, Damaged, Members
from dateline.read.records import Input
from dateline.read.sniff import GZIP, is_feed

MOST_DAMAGE = 100  # damaged places after which a file is given up
LONGEST_HEADER = 1_000_000
KINDS = frozenset(("warcinfo", "request", "response", "resource", "metadata", "revisit", "conversion", "continuation"))
_WARC = StatusAndHeadersParser(["WARC/0.", "WARC/1."])
_HTTP = StatusAndHeadersParser([], verify=False)
_LENGTH = re.compile(r"\d{1,15}")
_TYPE = re.compile(r"[a-z]{1,20}/[a-z0-9][a-z0-9.+-]{0,60}")


class Archive(Struct, frozen=True):
    """A WARC file that is read: its name, the largest page taken from it in bytes, and the count of what is no page."""

    name: str
    limit: int
    passed_over: Counter[str]


class _Record(Struct, frozen=True):
    """A record whose headers were read: what it is, and the stream of what is left of it."""

    kind: str
    url: str
    date: str | None
    type: str
    status: str | None
    headers: StatusAndHeaders | None
    rest: LimitReader


def warc_inputs(raw: BufferedReader, archive: Archive) -> Iterator[Input]:
    """The pages of a WARC file in the order of the file; the archive is streamed, never unpacked as a whole.

    Pages are the answers with status 200, and the resources and conversions, that are HTML or plain text. Everything
    else is counted in `archive.passed_over`. A damaged record is an Input with an error, and reading goes on with
    the next one that can be made out.
    """
    pages = damage = 0
    before = archive.passed_over.total()
    members = Members(raw, packed=raw.peek(2)[:2] == GZIP)
    while True:
        try:
            if not members.to_record():
                break
            item = _next(members, archive)
        except Damaged as error:
            damage += 1
            yield _damaged(archive.name, members.start, str(error), given_up=damage == MOST_DAMAGE)
            if damage == MOST_DAMAGE or not members.recover():
                return
            continue
        if item is not None:
            pages += 1
            yield item
    if not pages and not damage:
        count = archive.passed_over.total() - before
        what = f"of its {count:,} records none" if count else "no record"
        yield Input(archive.name, error=f"{archive.name}: {what} is a page; give an archive of HTML or text answers")


def _damaged(name: str, start: int, reason: str, given_up: bool) -> Input:
    where = f"{name}:{start}"
    then = f"; after {MOST_DAMAGE} such places the rest of the file is left out" if given_up else ""
    fix = "get the file again"
    return Input(where, error=f"{where}: the record at byte {start:,} is damaged ({reason}); {fix}{then}")


def _next(members: Members, archive: Archive) -> Input | None:
    """The page of the record that begins here; None where it holds none. Raises Damaged."""
    record = _head(members)
    reason = _no_page(record)
    payload = b"" if reason else _taken(record.rest, archive.limit + 1)
    while record.rest.limit and record.rest.read(CHUNK):
        pass
    if record.rest.limit:
        raise Damaged(f"it ends {record.rest.limit:,} bytes before its length")
    if not members.ends():
        raise Damaged("its length does not fit: no other record follows it")
    if reason is None:
        return _page(record, payload, f"{archive.name}:{members.start}", archive)
    archive.passed_over[reason] += 1
    return None


def _head(members: Members) -> _Record:
    """Read the headers of a record, and those of the HTTP answer that it holds."""
    members.budget = LONGEST_HEADER
    try:
        headers = _WARC.parse(members)
        length = headers.get_header("Content-Length") or ""
        if not _LENGTH.fullmatch(length.strip()) or not length.isascii():
            raise Damaged("it gives no length")
        rest = LimitReader(members, int(length))
        url = (headers.get_header("WARC-Target-URI") or "").strip().removeprefix("<").removesuffix(">")
        kind = (headers.get_header("WARC-Type") or "").strip().lower()
        declared = headers.get_header("Content-Type") or ""
        answer = None
        if kind == "response" and media_type(declared) in ("application/http", "") and rest.limit:
            answer = _HTTP.parse(rest)
            declared = answer.get_header("Content-Type") or headers.get_header("WARC-Identified-Payload-Type") or ""
    except (StatusAndHeadersParserException, EOFError) as error:
        raise Damaged(f"its header cannot be read: {str(error)[:80]}") from None
    finally:
        members.budget = None
    return _Record(
        kind=kind,
        url=without_password(url),
        date=headers.get_header("WARC-Date"),
        type=declared,
        status=answer.get_statuscode() if answer else None,
        headers=answer,
        rest=rest,
    )


def _no_page(record: _Record) -> str | None:
    """Why a record is no page, in the words under which it is counted; None for a page."""
    if record.kind not in ("response", "resource", "conversion"):
        return f"{record.kind if record.kind in KINDS else 'other'} records"
    if record.status is not None and record.status != "200":
        return f"status {record.status}" if re.fullmatch(r"[1-5]\d\d", record.status) else "no status"
    kind = media_type(record.type)
    if not kind.startswith(PAGE_TYPES):
        return (kind if _TYPE.fullmatch(kind) else "other types") if kind else "no type"
    return "robots.txt" if _path(record.url) == "/robots.txt" else None


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _taken(stream: LimitReader, limit: int) -> bytes:
    """The bytes of a stream up to a limit."""
    pieces: list[bytes] = []
    while limit > 0 and (piece := stream.read(min(CHUNK, limit))):
        pieces.append(piece)
        limit -= len(piece)
    return b"".join(pieces)


def _page(record: _Record, payload: bytes, where: str, archive: Archive) -> Input | None:
    """The page in the payload of a record, unpacked and in UTF-8 where only its header names another encoding."""
    if len(payload) > archive.limit:
        return Input(where, error=f"{where}: the page {record.url} has more than {archive.limit:,} bytes; split it")
    if record.headers is not None:
        if "chunked" in (record.headers.get_header("Transfer-Encoding") or "").lower():
            payload = dechunked(payload)
        try:
            payload = uncoded(payload, record.headers.get_header("Content-Encoding") or "", archive.limit)
        except PageRejected as error:
            return Input(where, error=f"{where}: the page {record.url} cannot be unpacked: {error}")
    if not payload.strip() or is_feed(payload):
        archive.passed_over["feeds" if payload.strip() else "empty answers"] += 1
        return None
    data = as_utf8(payload, record.type)
    return Input(
        record.url or where,
        data,
        url=record.url if "://" in record.url else None,
        retrieved_at=retrieved.from_text(record.date),
    )
