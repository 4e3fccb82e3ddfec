"""Lines: what both readers, plain text and markup, hand to the shared assembly of a page."""

from collections.abc import Iterator

from msgspec import Struct

INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Direction marks and zero-width characters: they show nothing, so words are compared without them."""


class Line(Struct, frozen=True, gc=False):
    """One line of the canonical text, without surrounding white space, and what the markup says of it.

    `tag` is the nearest block element (h1 h2 h3 p li time figcaption footer nav td ...), "" for plain text. `body`
    is True where the main-text extractor kept the line, False where it did not, None where nothing is known.
    `hints` are the lower-cased words of class, id and itemprop of the element and its ancestors.
    """

    start: int
    end: int
    tag: str = ""
    body: bool | None = None
    hints: frozenset[str] = frozenset()


class Meta(Struct, frozen=True):
    """What the head of an HTML page, its JSON-LD or a JSON record says of the page; None and () where it is silent.

    `published` is an ISO 8601 date or time.
    """

    headline: str | None = None
    standfirst: str | None = None
    published: str | None = None
    section: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    agency: str | None = None
    language: str | None = None
    url: str | None = None


def visible_from(text: str, start: int, end: int, also: str = "") -> int:
    """Where the visible text of a stretch begins: after marks that show nothing, white space, and `also`."""
    while start < end and (text[start] in INVISIBLE or text[start].isspace() or text[start] in also):
        start += 1
    return start


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the white space at its two ends; empty where nothing else is there."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def spans(text: str) -> Iterator[tuple[int, int]]:
    """The lines of a text that hold more than white space, in order, trimmed."""
    at = 0
    for raw in text.splitlines(keepends=True):
        start, end = trimmed(text, at, at + len(raw))
        at += len(raw)
        if start < end:
            yield start, end
