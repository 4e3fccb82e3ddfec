"""Read: bytes → PageRead. Canonical text, blocks with roles, metadata, and the reports that the page holds."""

from hashlib import sha256

from dateline.model import PageRead
from dateline.read.decode import decode
from dateline.read.text import read_text


def read_page(data: bytes, source: str) -> PageRead:
    """Read one page, plain text or markup, gzip'ed or not; its id is the SHA-256 of the bytes given.

    Raises PageRejected where the bytes are no page of text.
    """
    decoded = decode(data)
    name = sha256(data).hexdigest()
    if decoded.kind == "html":
        from dateline.read.html import read_html  # its parser costs time that plain text need not pay

        return read_html(decoded.text, id=name, source=source, issues=decoded.issues)
    return read_text(decoded.text, id=name, source=source, issues=decoded.issues)


__all__ = ["read_page"]
