"""The left side of the HTML view: the page as it was read, with coloured words and greyed furniture."""

from collections import Counter
from itertools import groupby
from unicodedata import bidirectional

from lxml.html import HtmlElement

from dateline.model import Block, Page
from dateline.view.html_build import Child, node, running, words
from dateline.view.spans import Mark, Piece, cut

FURNITURE = {"promotion", "comments", "navigation", "legal"}
ASIDE = {
    "teaser_headline",
    "teaser_standfirst",
    "teaser_section",
    "teaser_age",
    "ranking_title",
    "ranking_item",
}
FOLD = 400  # characters of furniture in a row that stay open: a short notice tells more than its heading
FILLED = ("date", "place", "actor", "casualty", "weapon", "object", "source", "cue")
TAGS = {"headline": "h1", "subhead": "h2", "caption": "p"}
KINDS = {
    "date": "Date",
    "place": "Place",
    "actor": "Actor",
    "casualty": "Casualty",
    "weapon": "Weapon",
    "object": "Object",
    "source": "Claim source",
    "cue": "Claim cue",
    "content": "Claim content",
}


class PageSide:
    """The page's text as HTML, and the place of every mark in it: `anchors` leads from (mark, start) to a piece."""

    def __init__(self, page: Page, marks: list[Mark]) -> None:
        self.page = page
        self.anchors: dict[tuple[str, int], str] = {}
        blocks = filled(page)
        borders = [edge for b in blocks for edge in (b.start, b.end)]
        self.pieces = list(cut(len(page.text), marks, borders))
        self.at = 0
        self.seen_headline = False
        self.sections = [self.section(kind, list(run)) for kind, run in groupby(blocks, key=group)]

    def element(self) -> HtmlElement:
        """The page as one article."""
        lang = self.page.language
        hidden = (
            None if self.seen_headline else node("h1", "away", words(self.page.headline or "Page without a headline"))
        )
        empty = None if self.sections else node("p", "empty", "This page has no text.")
        return node("article", "sheet", hidden, *self.sections, empty, lang=lang, id="text")

    def section(self, kind: str, blocks: list[Block]) -> HtmlElement:
        """Blocks of one kind in a row: story, other reports, or furniture that can be folded."""
        inner = [self.block(b) for b in blocks]
        if kind == "story":
            return node("div", "story", *inner)
        if kind == "aside":
            return node("div", "aside", *inner)
        size = sum(b.end - b.start for b in blocks)
        roles = ", ".join(dict.fromkeys(b.role for b in blocks))
        more = f" · {len(blocks)} blocks" if len(blocks) > 1 else ""
        summary = node("summary", "", f"{roles}{more}")
        return node("details", "furniture", summary, *inner, open="" if size <= FOLD else None)

    def block(self, block: Block) -> HtmlElement:
        """One block with its role, its pieces marked."""
        tag = TAGS.get(block.role, "p")
        if tag == "h1":
            tag = "p" if self.seen_headline else "h1"
            self.seen_headline = True
        children: list[Child] = []
        while self.at < len(self.pieces) and self.pieces[self.at].start < block.end:
            piece = self.pieces[self.at]
            self.at += 1
            if piece.start >= block.start:
                children += self.piece(piece)
        return node(
            tag,
            f"b b-{block.role}",
            *children,
            dir=direction(self.page.text[block.start : block.end]),
            data_role=block.role.replace("_", " "),
        )

    def piece(self, piece: Piece) -> list[Child]:
        """A stretch of text; where values rest on it, a link to the one whose span is the shortest."""
        text = running(self.page.text[piece.start : piece.end])
        if not piece.marks:
            return text
        shown = [m for m in piece.marks if m.kind in FILLED]
        line = any(m.kind == "content" for m in piece.marks)
        quiet = [m for m in piece.marks if m not in shown]
        first = (shown + sorted(quiet, key=lambda m: m.kind != "content"))[0]
        name = f"p{piece.start}"
        for mark in piece.marks:
            if any(s[0] == piece.start for s in mark.spans):
                self.anchors[mark.id, piece.start] = name
        css = f"m{f' k-{shown[0].kind}' if shown else ''}{' k-content' if line else ''}"
        ids = " ".join([first.id, *(m.id for m in piece.marks if m is not first)])
        stop = None if piece.opens else "-1"
        kind = KINDS.get(first.kind)
        return [node("a", css, *text, id=name, href=f"#{first.id}", data_v=ids, tabindex=stop, title=kind)]


def direction(text: str) -> str:
    """The direction in which most letters of a paragraph are read: a first foreign word turns none of it around."""
    sides = Counter(bidirectional(letter) for letter in text)
    return "rtl" if sides["R"] + sides["AL"] > sides["L"] else "ltr"


def group(block: Block) -> str:
    """The part of the page that a block is shown in."""
    if block.role in FURNITURE:
        return "furniture"
    return "aside" if block.role in ASIDE else "story"


def filled(page: Page) -> list[Block]:
    """The page's blocks in order, with any text between them as blocks of its own: nothing of a page is hidden."""
    blocks: list[Block] = []
    at = 0
    for block in sorted(page.blocks, key=lambda b: (b.start, b.end)):
        start, end = max(block.start, at), min(block.end, len(page.text))
        if start >= end:
            continue
        if page.text[at:start].strip():
            blocks.append(Block("paragraph", at, start))
        blocks.append(Block(block.role, start, end))
        at = end
    if page.text[at:].strip():
        blocks.append(Block("paragraph", at, len(page.text)))
    return blocks


def key(present: set[str]) -> HtmlElement | None:
    """The key of colours; each kind can be switched off. Nothing where nothing is coloured."""
    if not present:
        return None
    chips: list[Child] = []
    for kind, label in KINDS.items():
        if kind in present:
            box = node("input", "", type="checkbox", id=f"k-{kind}", checked="")
            chips.append(node("label", f"chip k-{kind}", box, node("span", "", label)))
    return node("fieldset", "key", node("legend", "away", "Kinds of values to colour"), *chips)
