"""What a web server's answer says of the page in it: its type, its character encoding, how it was packed."""

import codecs
import re
import zlib

from dateline.errors import PageRejected
from dateline.read.decode import BOMS, NO_PAGES, SEVEN_BIT, WIDER, unpack
from dateline.read.kind import is_markup

PAGE_TYPES = ("text/html", "application/xhtml", "text/plain")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")


def without_password(url: str) -> str:
    """A URL as it may be shown and kept: without the user and password that it may hold.

    >>> without_password("https://ann:secret@a.example/page")
    'https://…@a.example/page'
    """
    return re.sub(r"(?<=://)[^/?#]*@", "…@", url)


def media_type(content_type: str | None) -> str:
    """The type that a Content-Type header names, lower-cased, without its parameters; "" for none."""
    return (content_type or "").partition(";")[0].strip().lower()


def as_utf8(data: bytes, content_type: str) -> bytes:
    """Apply the charset of a Content-Type header, unless the bytes are UTF-8 or begin with a byte order mark."""
    charset = _charset(content_type)
    if charset is None or data.startswith(tuple(bom for bom, _ in BOMS)):
        return data
    try:
        if charset not in SEVEN_BIT:
            data.decode("utf-8")
            return data
    except UnicodeDecodeError:
        pass
    try:
        return data.decode(charset).encode()
    except UnicodeError:
        return data


def _charset(content_type: str) -> str | None:
    """The charset of a header as Python calls it, or the wider one that browsers take it for; None if unknown."""
    found = _CHARSET.search(content_type)
    if not found:
        return None
    try:
        codec = codecs.lookup(found[1])
    except LookupError:
        return None
    usable = codec._is_text_encoding and codec.name not in NO_PAGES
    return WIDER.get(codec.name, codec.name) if usable else None


def dechunked(data: bytes) -> bytes:
    """The body of an answer sent in chunks, as far as it goes; data that are in no chunks come back as they are."""
    pieces: list[bytes] = []
    at = 0
    while head := _CHUNK.match(data, at):
        size = int(head[1], 16)
        pieces.append(data[head.end() : head.end() + size])
        at = head.end() + size
        if not size or at >= len(data):
            break
        at += 2 if data.startswith(b"\r\n", at) else 1 if data.startswith(b"\n", at) else 0
    return b"".join(pieces) if pieces else data


def uncoded(data: bytes, coding: str, limit: int) -> bytes:
    """The page that a server packed for the transfer; data that were unpacked already come back as they are.

    Raises PageRejected where they are damaged, larger than `limit` bytes, or packed in a way that is not read here.
    """
    for name in reversed([part.strip().lower() for part in coding.split(",")]):
        if name in ("gzip", "x-gzip"):
            data = unpack(data, limit)
        elif name == "deflate":
            data = _inflated(data, limit)
        elif name not in ("", "identity", "none") and not _is_text(data):
            raise PageRejected(
                f"the server packed the page as {name[:20]}, which is not read here; fetch its URL again"
            )
    return data


def _inflated(data: bytes, limit: int) -> bytes:
    """Deflated data, with the header of zlib or, as many servers send it, without."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        engine = zlib.decompressobj(bits)
        try:
            out = engine.decompress(data, limit + 1)
        except zlib.error:
            continue
        if len(out) > limit:
            raise PageRejected(f"the page unpacks to more than the limit of {limit:,} bytes; split it")
        if engine.eof:
            return out
    if _is_text(data):
        return data
    raise PageRejected("the deflated data are damaged or end too early; fetch the page again")


def _is_text(data: bytes) -> bool:
    """Whether data are a page already, although a header says that they are packed."""
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return is_markup(data[:2000].decode("latin-1")) and b"\0" not in data
