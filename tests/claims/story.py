"""Builds the document of an invented page for the claim tests: a headline, paragraphs, and teasers beside them."""

from collections.abc import Sequence

from dateline import annotate
from dateline.claims import compose
from dateline.model import Block, BlockRole, Document, Mentions, Page, PageRead, Published, Report, Said

UNKNOWN = Published(start=None, end=None, precision="unknown", evidence=())
NO_MENTIONS = Mentions((), (), (), (), ())


def story(text: str, headline: str | None = None, agency: str | None = None, teasers: Sequence[str] = ()) -> Document:
    """The document of a page with one story (paragraphs parted by blank lines) and its teasers."""
    parts: list[tuple[BlockRole, str, str]] = []
    if headline:
        parts.append(("headline", headline, "r1"))
    parts += [("paragraph", p.strip("\n"), "r1") for p in text.strip().split("\n\n")]
    if agency:
        parts.append(("signoff", agency, "r1"))
    parts += [("teaser_headline", t, f"r{n}") for n, t in enumerate(teasers, 2)]
    page_text, blocks, owners = "", [], []
    for role, words, owner in parts:
        blocks.append(Block(role, len(page_text), len(page_text) + len(words)))
        owners.append(owner)
        page_text += words + "\n\n"
    page = Page(
        id="0" * 64, source="invented", text=page_text, language="en", published=UNKNOWN, section=(),
        headline=headline, standfirst=None, authors=(), agency=agency, outlet=None, dateline=None, blocks=tuple(blocks),
    )  # fmt: skip
    reports = [Report("r1", "story", headline, None, UNKNOWN, ())]
    reports += [Report(f"r{n}", "teaser", t, None, UNKNOWN, ()) for n, t in enumerate(teasers, 2)]
    return annotate.document(PageRead(page, tuple(reports), tuple(owners), ()))


def said(document: Document) -> Said:
    """What the stage finds without any mention to help it."""
    return compose(document, NO_MENTIONS, None)  # type: ignore[arg-type]
