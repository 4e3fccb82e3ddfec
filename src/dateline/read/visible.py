"""A tree to its visible text: the lines that a reader of the page sees, each with where in the markup it stood."""

import re
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement
from msgspec import Struct

from dateline.read.lines import INVISIBLE
from dateline.read.markup import BLOCKS

SKIPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "head",
        "title",
        "noscript",
        "noframes",
        "select",
        "datalist",
        "textarea",
        "iframe",
        "object",
        "embed",
        "applet",
        "audio",
        "video",
        "canvas",
        "svg",
        "map",
        "rp",
    ]
)
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
CONTAINERS = frozenset(["nav", "footer", "aside", "header", "figure", "form", "article", "main", "table"])
LINKISH = frozenset(["a", "span", "time", "button", "label", "cite", "strong", "b", "em", "i"])
SPACE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
WORDS = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{3,}(?![a-z])")
HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
PARTS = frozenset(["span", "time"])
BOXES = frozenset(["div", "header", "section", "aside", "nav", "ul", "article", "main"])
BREADCRUMBS = frozenset(["breadcrumb", "breadcrumbs", "crumbs"])
NAMING = ("class", "id", "itemprop", "rel", "role", "data-testid", "aria-label")
HINT_ELEMENTS = 8
"""Ancestors, of those with words of their own, that give a line its hints; the outer frame says nothing of it."""

HIDDEN_SHARE = 0.4
"""A hidden element with more of the page's text than this is the story behind a script's curtain, and is read."""

CELL_LENGTH = 100
"""Characters of a table cell up to which its row is data and stands on one line; longer cells are layout."""


class VisibleLine(Struct, frozen=True):
    """One visible line: its text, nearest block element, words of class and id, and how much of it is link text."""

    text: str
    tag: str
    hints: frozenset[str]
    linked: float


class _Frame:
    """An open element on the way from the root: its name, its words, the frame around it."""

    __slots__ = ("hints", "link", "outer", "row", "tag", "words")

    def __init__(self, tag: str, words: frozenset[str], outer: "_Frame | None") -> None:
        self.tag = tag
        self.words = words
        self.outer = outer
        self.hints: frozenset[str] | None = None
        self.link: bool = tag == "a" or (outer is not None and outer.link)
        self.row = False

    def all_hints(self) -> frozenset[str]:
        """The words of this element and of the nearest ancestors that have any."""
        if self.hints is None:
            found: list[frozenset[str]] = []
            frame: _Frame | None = self
            while frame is not None and len(found) < HINT_ELEMENTS:
                if frame.words and frame.tag not in ("html", "body"):
                    found.append(frame.words)
                frame = frame.outer
            self.hints = frozenset().union(*found)
        return self.hints

    def block(self) -> str:
        """The nearest block element; a line that begins in a <time> element counts as that."""
        frame: _Frame | None = self
        while frame is not None:
            if frame.tag in BLOCKS or frame.tag == "time":
                return frame.tag
            frame = frame.outer
        return ""

    def place(self) -> str:
        """The element that says most of a line: a caption or navigation around it, else the nearest block.

        A breadcrumb is navigation too, but it names the page's section.
        """
        frame: _Frame | None = self
        while frame is not None:
            if frame.tag == "figcaption" or (frame.tag == "nav" and not frame.words & BREADCRUMBS):
                return frame.tag
            frame = frame.outer
        return self.block()


class _Page:
    """Collects text into lines while the tree is walked."""

    def __init__(self) -> None:
        self.lines: list[VisibleLine] = []
        self.pieces: list[str] = []
        self.size = 0
        self.linked = 0
        self.first: _Frame | None = None
        self.timed = 0

    def text(self, text: str | None, frame: _Frame) -> None:
        """Add running text."""
        if not text:
            return
        self.pieces.append(text)
        solid = len(text.strip())
        if not solid:
            return
        self.first = self.first or frame
        self.size += solid
        self.linked += solid if frame.link else 0
        self.timed += solid if frame.tag == "time" else 0

    def end_line(self) -> None:
        """Finish the line that stands open; white space alone makes none."""
        if self.first is not None:
            text = "\t".join(SPACE.sub(" ", cell).strip() for cell in "".join(self.pieces).split("\0"))
            text = text.replace("\u00ad", "").strip()
            if text.strip(INVISIBLE):
                tag = self.first.place()
                if tag == "time" and self.timed * 2 < self.size:
                    tag = self.first.outer.place() if self.first.outer else ""
                self.lines.append(VisibleLine(text, tag, self.first.all_hints(), self.linked / self.size))
        self.pieces.clear()
        self.size = self.linked = self.timed = 0
        self.first = None

    def end_cell(self) -> None:
        """Go to the next cell of a data row: a tab, which NUL stands for until white space is collapsed."""
        if self.first is not None:
            self.pieces.append("\0")

    def part(self, frame: _Frame | None) -> None:
        """Two inline elements that touch are set apart by style sheets; keep their words apart as well.

        In a box without running text, such as a byline's, they are lines; in a paragraph a blank will do.
        """
        if frame is not None and frame.block() in BOXES:
            self.end_line()
        elif self.pieces and self.pieces[-1][-1:].isalnum():
            self.pieces.append(" ")


def visible_lines(tree: HtmlElement, fallback: bool = False) -> list[VisibleLine]:
    """The visible lines of a page in order.

    With `fallback` the text for browsers without scripts or frames counts as visible too.
    """
    is_html = _name(tree) == "html" or tree.find(".//body") is not None
    skipped = SKIPPED - {"noscript", "noframes"} if fallback else SKIPPED
    if not is_html:
        skipped = frozenset(("script", "style"))
    page = _Page()
    frame: _Frame | None = None
    total = -1
    hidden: etree._Element | None = None
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = _name(element)
        if event == "end":
            frame = _leave(page, element, tag, frame, element is hidden or tag in skipped, is_html)
            hidden = None if element is hidden else hidden
            continue
        if tag in skipped:
            walk.skip_subtree()
            frame = _Frame(tag, frozenset(), frame)
            continue
        if _is_hidden(element, tag):
            total = total if total >= 0 else _text_size(tree)
            if _text_size(element) < HIDDEN_SHARE * total:
                walk.skip_subtree()
                hidden = element
                frame = _Frame(tag, frozenset(), frame)
                continue
        frame = _enter(page, element, tag, frame, is_html)
    page.end_line()
    return page.lines


def _enter(page: _Page, element: etree._Element, tag: str, outer: _Frame | None, is_html: bool) -> _Frame:
    frame = _Frame(tag, _words(element, tag), outer)
    if tag == "tr":
        frame.row = _is_data_row(element)
    if tag in ("td", "th") and outer is not None and outer.row:
        page.end_cell()
    elif tag in BLOCKS or not is_html:
        page.end_line()
    elif tag == "br":
        _line_feed(page, outer)
    elif tag == "q":
        page.text("“", frame)
    elif tag in LINKISH and _starts_anew(element, tag):
        page.part(outer)
    _text(page, element.text, frame)
    return frame


def _starts_anew(element: etree._Element, tag: str) -> bool:
    """Whether an inline element follows another one with no text between and begins like a text of its own."""
    previous = element.getprevious()
    if previous is None or not _begins_text(element):
        return False
    between, before = previous.tail or "", _name(previous)
    if tag in PARTS and before in PARTS:
        return not between.strip()
    return not between and before in LINKISH


def _begins_text(element: etree._Element) -> bool:
    """Whether an element begins with a capital or a figure, or with another element."""
    first = (element.text or "").lstrip()[:1]
    return not first or first.isupper() or first.isdigit()


def _leave(
    page: _Page, element: etree._Element, tag: str, frame: _Frame | None, was_skipped: bool, is_html: bool
) -> _Frame | None:
    outer = frame.outer if frame else None
    if not was_skipped:
        in_row = tag in ("td", "th") and outer is not None and outer.row
        if (tag in BLOCKS or not is_html) and not in_row:
            page.end_line()
        elif tag == "q" and frame is not None:
            page.text("”", frame)
    if outer is not None:
        _text(page, element.tail, outer)
    return outer


def _line_feed(page: _Page, frame: _Frame | None) -> None:
    """A <br> ends the line, but inside a heading it only wraps it."""
    if frame is not None and (frame.block() in HEADINGS or _in_row(frame)):
        page.text(" ", frame)
    else:
        page.end_line()


def _in_row(frame: _Frame | None) -> bool:
    while frame is not None and frame.tag not in ("td", "th", "table"):
        frame = frame.outer
    return frame is not None and frame.outer is not None and frame.outer.row


def _text(page: _Page, text: str | None, frame: _Frame) -> None:
    if not text:
        return
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    if "\n" in text and _is_preformatted(frame):
        for part in text.split("\n")[:-1]:
            page.text(part, frame)
            page.end_line()
        text = text.rpartition("\n")[2]
    page.text(text, frame)


def _is_preformatted(frame: _Frame | None) -> bool:
    for _ in range(4):
        if frame is None:
            return False
        if frame.tag == "pre":
            return True
        frame = frame.outer
    return False


def _name(element: etree._Element) -> str:
    """The element's name without namespace; entities and the like have none."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1000)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def _words(element: etree._Element, tag: str) -> frozenset[str]:
    """The words of the attributes that sites name their parts with, and the name of a containing element."""
    attributes = element.attrib
    own = frozenset((tag,)) if tag in CONTAINERS else frozenset()
    if not attributes:
        return own
    named = " ".join(value for key in NAMING if (value := attributes.get(key)))
    return own | _split(named[:500]) if named else own


@lru_cache(maxsize=20_000)
def _split(named: str) -> frozenset[str]:
    """The words of names such as "article-body", "articleBody" and "ARTICLE_BODY"; codes of style sheets are none."""
    return frozenset(word.lower() for word in WORDS.findall(named))


def _is_hidden(element: etree._Element, tag: str) -> bool:
    if tag in ("html", "body", "main", "article"):
        return False
    attributes = element.attrib
    if not attributes:
        return tag == "dialog"
    if "hidden" in attributes or (tag == "dialog" and "open" not in attributes):
        return True
    style = attributes.get("style")
    return style is not None and HIDING.search(style) is not None


def _text_size(element: etree._Element) -> int:
    """Characters of text in an element, scripts and styles left out."""
    size = 0
    for inner in element.iter(etree.Element):
        if inner.text and _name(inner) not in SKIPPED:
            size += len(inner.text.strip())
        if inner.tail and inner is not element:
            size += len(inner.tail.strip())
    return size


def _is_data_row(row: etree._Element) -> bool:
    """Two short cells or more with nothing but running text in them."""
    count = 0
    for cell in row:
        if _name(cell) not in ("td", "th"):
            continue
        count += 1
        if count > 40 or not _is_short(cell):
            return False
    return count >= 2


def _is_short(cell: etree._Element) -> bool:
    """A few words without a block around them; looks at no more of the cell than it must."""
    size = 0
    for number, inner in enumerate(cell.iter(etree.Element)):
        size += len(inner.text or "") + (len(inner.tail or "") if number else 0)
        if size > CELL_LENGTH or number > 20 or (number and _name(inner) in BLOCKS):
            return False
    return True
