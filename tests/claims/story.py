"""Builds the document of an invented page for the claim tests: a headline, paragraphs, and teasers beside them."""

import re
from collections.abc import Sequence

from dateline import annotate
from dateline.claims import compose
from dateline.model import ActorMention, Block, BlockRole, Document, Mentions, Page, PageRead, Published, Report, Said

UNKNOWN = Published(start=None, end=None, precision="unknown", evidence=())


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


def parties(document: Document, names: Sequence[str]) -> Mentions:
    """The mentions of a page on which these parties are known by name, wherever they stand."""
    text = document.page.text
    spans = sorted(m.span() for name in names for m in re.finditer(re.escape(name), text))
    actors = tuple(ActorMention(a, b, text[a:b], None, "Rebel group", None) for a, b in spans)
    return Mentions((), (), actors, (), ())


def said(document: Document, names: Sequence[str] = ()) -> Said:
    """What the stage finds with no mention to help it but these names of parties."""
    return compose(document, parties(document, names), None)  # type: ignore[arg-type]
