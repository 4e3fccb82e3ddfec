"""What a file is by its first bytes: a feed or an archive of pages rather than a page."""

import re
import zlib

GZIP = b"\x1f\x8b"
MAGIC = b"\x1f\x8b\x08"
VERSION = re.compile(rb"WARC/\d\.\d")
HEAD = 65_536  # bytes in which the root element of a feed has to begin
PROBE = 4096  # bytes of a gzip member that are enough to see what it begins with
_SPACE = re.compile(rb"[\s\xef\xbb\xbf\xfe\xff]*")
_OPENINGS = ((b"<?", b"?>"), (b"<!--", b"-->"), (b"<!DOCTYPE", b">"))
_ROOT = re.compile(rb"<(?:\w{1,20}:)?(rss|feed|RDF)(?=[\s>])")
_RSS_1 = (b"//purl.org/rss/", b"//my.netscape.com/rdf/")


def is_warc(head: bytes) -> bool:
    """Whether a file with these first bytes, packed or not, is a WARC file."""
    return begins_record(head) if head.startswith(MAGIC) else VERSION.match(head) is not None


def begins_record(packed: bytes) -> bool:
    """Whether packed data begin a WARC record once unpacked."""
    try:
        return VERSION.match(zlib.decompressobj(31).decompress(packed[:PROBE], 16)) is not None
    except zlib.error:
        return False


def is_feed(data: bytes) -> bool:
    """Whether data are an RSS or Atom feed, told by their root element without parsing them.

    >>> is_feed(b'<?xml version="1.0"?><!-- news --><rss version="2.0">'), is_feed(b"<html><body><p>rss")
    (True, False)
    """
    head = data[:HEAD].replace(b"\0", b"")  # an ASCII reading of UTF-16
    at = _past_space(head, 0)
    while opening := next((o for o in _OPENINGS if head[at : at + len(o[0])].upper() == o[0]), None):
        end = head.find(opening[1], at)
        if opening[0] == b"<!DOCTYPE" and 0 <= (subset := head.find(b"[", at)) < end:
            end = head.find(b"]", subset)
            end = head.find(b">", end) if end >= 0 else end
        if end < 0:
            return False
        at = _past_space(head, end + len(opening[1]))
    root = _ROOT.match(head, at)
    return root is not None and (root[1] != b"RDF" or any(name in head for name in _RSS_1))


def _past_space(head: bytes, at: int) -> int:
    found = _SPACE.match(head, at)
    return found.end() if found else at
