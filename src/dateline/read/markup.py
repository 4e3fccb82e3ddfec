"""Markup to a tree: parse it whatever its state, and say what had to be repaired."""

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from dateline.errors import PageRejected

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "noframes",
        "noscript",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
IMPLIED = frozenset(
    [
        "body",
        "colgroup",
        "dd",
        "dt",
        "head",
        "html",
        "li",
        "option",
        "p",
        "rp",
        "rt",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
    ]
)
"""Elements that the next one closes by itself; an open one says nothing about depth."""

MAX_DEPTH = 120
"""Depth that is kept when markup is too deep for the parser; pages written by people stay below 60."""

PARSER_DEPTH = 300
"""Depth from which a tree is flattened though the parser took it, so that no later step meets its own limit."""

TOO_DEEP = etree.XPath(f"boolean({'/'.join(['*'] * PARSER_DEPTH)})")

TAG = re.compile(r"<(/?)([a-zA-Z][^\s<>/]*)[^<>]*>")
ENDS = re.compile(r"</(?:html|body)\b[^<>]*>", re.I)
LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]*)[^<>]{4000,}>")
MAX_ATTRIBUTES = 1000
RAW_TEXT = re.compile(r"<!--|<(script|style|textarea|template)\b", re.I)


def parse(markup: str) -> tuple[HtmlElement, str]:
    """The tree of some markup, and what was repaired to get it ("" where nothing was).

    Nothing is fetched and no entity is expanded. Raises PageRejected where no element can be made out.
    """
    markup = _without_floods(markup)
    parsed, complete = _parse(markup)
    if parsed is not None and complete and not TOO_DEEP(parsed):
        return parsed, ""
    parsed, complete = _parse(flatten(markup), xml=False)
    if parsed is None:
        raise PageRejected("the markup holds no element that can be read; save the page again, or give its text")
    lost = "" if complete else "; the parser still gave up before the end"
    return parsed, f"the markup is nested too deeply or broken; elements beyond {MAX_DEPTH} levels were dissolved{lost}"


def _parse(markup: str, xml: bool = True) -> tuple[HtmlElement | None, bool]:
    """Parse once; false where the parser gave up before the end of the markup."""
    if xml and _is_xml(markup):
        parser: etree.XMLParser | HTMLParser = etree.XMLParser(
            recover=True,
            huge_tree=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            tree = etree.fromstring(_undeclared(markup).encode(), parser)
        except etree.XMLSyntaxError:
            tree = None
        if tree is not None and len(tree):
            return tree, not _gave_up(parser)
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(_undeclared(markup).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, False
    if tree.getnext() is not None and ENDS.search(markup):
        # What follows </html> would hang beside the tree; browsers put it into the body, whose end tags say nothing.
        return _parse(ENDS.sub("", markup), xml=False)
    return tree, not _gave_up(parser)


def _without_floods(markup: str) -> str:
    """Without the attributes of elements that have thousands: the parser's cost grows with their square."""

    def cut(found: re.Match[str]) -> str:
        return f"<{found.group(1)}>" if len(found.group().split()) > MAX_ATTRIBUTES else found.group()

    return LONG_TAG.sub(cut, markup)


def _is_xml(markup: str) -> bool:
    head = markup[:3000].lstrip("\ufeff \t\n")
    return head.startswith("<?xml") and not re.search(r"<html\b|<!doctype\s+html", head, re.I)


def _undeclared(markup: str) -> str:
    """Without its XML declaration, which names an encoding that the text has no more."""
    return re.sub(r"^\s*\ufeff?\s*<\?xml[^>]*\?>", "", markup, count=1)


def _gave_up(parser: etree.XMLParser | HTMLParser) -> bool:
    codes = (
        etree.ErrorTypes.ERR_RESOURCE_LIMIT,
        etree.ErrorTypes.ERR_INTERNAL_ERROR,
        etree.ErrorTypes.ERR_NAME_TOO_LONG,
    )
    return any(entry.type in codes for entry in parser.error_log)


def flatten(markup: str) -> str:
    """The markup without comments and scripts, and without the elements that lie deeper than MAX_DEPTH."""
    pieces: list[str] = []
    open_tags: list[tuple[str, bool]] = []
    depth = at = 0
    markup = _without_raw_text(markup)
    for found in TAG.finditer(markup):
        name = found.group(2).lower()
        if name in VOID or name == "p":
            continue
        if name in IMPLIED:
            kept = depth < MAX_DEPTH
        elif found.group(1):
            kept, depth = _close(open_tags, name, depth)
        else:
            kept = depth < MAX_DEPTH
            open_tags.append((name, kept))
            depth += kept
        if not kept:
            between = markup[at : found.start()]
            if between.strip() or not pieces:
                pieces.append(between)
                pieces.append("<br>" if name in BLOCKS else "")
            at = found.end()
    pieces.append(markup[at:])
    return "".join(pieces)


def _close(open_tags: list[tuple[str, bool]], name: str, depth: int) -> tuple[bool, int]:
    """Close the nearest open element of that name if it is the innermost or one of the 20 around it."""
    for back in range(1, min(20, len(open_tags)) + 1):
        if open_tags[-back][0] == name:
            kept = open_tags[-back][1]
            depth -= sum(k for _, k in open_tags[-back:])
            del open_tags[-back:]
            return kept, depth
    return depth < MAX_DEPTH, depth


def _without_raw_text(markup: str) -> str:
    """Without comments, scripts (but linked data) and styles; one pass, also where a comment is never closed."""
    pieces: list[str] = []
    at = 0
    while found := RAW_TEXT.search(markup, at):
        pieces.append(markup[at : found.start()])
        end = "-->" if not found.group(1) else f"</{found.group(1).lower()}"
        stop = _find(markup, end, found.end())
        if stop < 0:
            return "".join(pieces)
        at = stop + len(end) if end == "-->" else markup.find(">", stop) + 1
        if at == 0:
            return "".join(pieces)
        if "ld+json" in markup[found.end() : found.end() + 200]:
            pieces.append(markup[found.start() : at])
    pieces.append(markup[at:])
    return "".join(pieces)


def _find(markup: str, end: str, start: int) -> int:
    """Where a closing mark stands next, whatever its case; -1 where it is missing."""
    found = re.compile(re.escape(end), re.I).search(markup, start)
    return found.start() if found else -1
