"""Documents for tests of the finders: one paragraph, cut at its full stops."""

import re

from dateline.model import Block, Document, Page, Place, PlaceMention, Published, Sentence

UNKNOWN = Published(None, None, "unknown", ())
END = re.compile(r"[^\n]+?(?:(?<!\b[A-Z])[.!?](?=\s)|\n|$)")


def document(text: str) -> Document:
    """A page that holds `text` as its one paragraph."""
    page = Page(
        id="0",
        source="invented",
        text=text,
        language="en",
        published=UNKNOWN,
        section=(),
        headline=None,
        standfirst=None,
        authors=(),
        agency=None,
        outlet=None,
        dateline=None,
        blocks=(Block("paragraph", 0, len(text)),),
    )
    sentences = [Sentence(m.start(), m.end(), 0, "paragraph", "r1") for m in END.finditer(text) if m.group().strip()]
    return Document(page, (), tuple(sentences))


def place(text: str, name: str, country: str) -> PlaceMention:
    """The first place called `name` in a text."""
    start = text.index(name)
    spot = Place(name, country, None, None, None, "locality", None, ((start, start + len(name)),))
    return PlaceMention(start, start + len(name), spot)
