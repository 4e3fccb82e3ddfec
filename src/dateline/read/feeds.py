"""RSS and Atom feeds: their items one by one, whatever their version, also where the XML is sloppy.

The parser reads item by item, expands no entity, fetches nothing, and gives up on nesting or values that no feed has.
"""

import re
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from html import escape, unescape
from io import BytesIO

from lxml import etree
from msgspec import Struct

from dateline.read import stamps
from dateline.read.decode import decode

ITEMS = frozenset(("item", "entry"))
ROOTS = frozenset(("rss", "feed", "rdf", "channel"))
# The vocabularies that feeds borrow from, by the prefix under which their names are written below.
PREFIXES = {
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "",
    "http://backend.userland.com/rss2": "",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
}
# For each value the elements that give it, the most trusted first.
TITLE = ("title", "dc:title")
LINK = ("feedburner:origlink", "link", "guid")
BODY = ("content:encoded", "content", "xhtml:body", "description", "summary", "dc:description")
PUBLISHED = (
    *("pubdate", "published", "issued", "dc:date", "dcterms:issued", "dcterms:created", "created"),
    *("updated", "modified", "dcterms:modified"),
)
AUTHOR = ("author", "dc:creator")
SECTION = ("category", "dc:subject")
VOID = frozenset(("br", "hr", "img", "input", "wbr", "source", "track", "embed", "area", "col"))
MOST = 4  # categories; news sites list dozens of tags
LONGEST_NAME = 200  # characters of an author or a category
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_BLANK_LINES = re.compile(r"\n\s*\n")
_CLOSED = re.compile(r"</(?:\w{1,20}:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_ITEM = re.compile(r"<(/?)(?:\w{1,20}:)?(?:item|entry)\b", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}\?>")
_AMPERSAND = re.compile(r"&(?!#?\w{1,32};)")
_MAIL = re.compile(r"\S+@\S+\s*")


class Item(Struct, frozen=True):
    """One item of a feed: what it says of its page, and the most of the page's HTML that it holds."""

    number: int
    title: str | None = None
    link: str | None = None
    id: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    outlet: str | None = None
    language: str | None = None
    body: str = ""


class BrokenOff(Exception):
    """A feed that does not go on to its end, with the line at which it breaks off."""


def items(data: bytes) -> Iterator[Item]:
    """The items of a feed in its order.

    Raises BrokenOff after the last whole item where the feed ends too early or cannot be parsed on, PageRejected
    where it is no text.
    """
    text = decode(data).text
    declaration = _DECLARATION.match(text)
    text = _with_ampersands(text[declaration.end() :] if declaration else text)
    parser = etree.iterparse(
        BytesIO(text.encode("utf-8", "replace")),
        events=("start", "end"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        encoding="utf-8",
    )
    last: Item | None = None
    for item in _parsed(parser):
        if last is not None:
            yield last
        last = item
    errors = list(parser.error_log)
    tail = text[-4000:]
    gave_up = next((e for e in errors if e.type_name == "ERR_RESOURCE_LIMIT"), None)
    cut = gave_up is None and not _CLOSED.search(tail)
    if last is not None and not ((cut or gave_up) and _is_open(text)):
        yield last
    if gave_up is not None:
        raise BrokenOff(f"line {gave_up.line:,}: {gave_up.message.split(',')[0]}")
    if cut:
        raise BrokenOff(f"line {text.count(chr(10)) + 1:,}: the end of the feed is missing")


def _with_ampersands(text: str) -> str:
    """The text with the ampersands escaped that stand for themselves, as the parser drops these."""
    first, *others = text.split("<![CDATA[")
    parts = [_AMPERSAND.sub("&amp;", first)]
    for other in others:
        inside, end, after = other.partition("]]>")
        parts.append("<![CDATA[" + inside + end + _AMPERSAND.sub("&amp;", after))
    return "".join(parts)


def _is_open(text: str) -> bool:
    """Whether the last item of a feed that breaks off is not whole."""
    is_open = False
    for found in _ITEM.finditer(text):
        is_open = not found[1]
    return is_open


def _parsed(parser: "etree.iterparse[tuple[str, etree._Element]]") -> Iterator[Item]:
    """The items in the order in which they end; what was read is given back to memory."""
    about: dict[str, str] = {}
    depth = number = 0
    base = ""
    for event, element in parser:
        if not isinstance(element.tag, str):
            continue
        if event == "start":
            if not base:
                base = element.tag.rpartition("}")[0][1:] or " "
                about["lang"] = element.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
            depth += _is_item(element, base)
            continue
        parent = element.getparent()
        if _is_item(element, base):
            depth -= 1
            number += 1
            yield _item(element, number, about, base)
            if depth == 0 and parent is not None:
                _forget(element, parent)
        elif depth == 0 and parent is not None and _name(parent, base) in ROOTS:
            about.setdefault(_name(element, base), _text(element))


def _forget(element: etree._Element, parent: etree._Element) -> None:
    element.clear()
    while element.getprevious() is not None:
        del parent[0]


def _is_item(element: etree._Element, base: str) -> bool:
    return _name(element, base) in ITEMS


def _name(element: etree._Element, base: str) -> str:
    """The name of an element, lower-cased, with the prefix of PREFIXES; "?:" before one of a foreign vocabulary."""
    if not isinstance(element.tag, str):
        return ""
    space, _, local = element.tag.rpartition("}")
    space = space[1:]
    prefix = "" if space in ("", base) else PREFIXES.get(space.replace("https:", "http:", 1), "?:")
    return (prefix + local).lower()


# ---- one item --------------------------------------------------------------------------------------------------------
def _item(element: etree._Element, number: int, about: dict[str, str], base: str) -> Item:
    found: dict[str, list[etree._Element]] = {}
    for child in element:
        found.setdefault(_name(child, base), []).append(child)

    def texts(names: tuple[str, ...], read: Callable[[etree._Element], str]) -> Iterator[str]:
        return (text for name in names for child in found.get(name, ()) if (text := read(child)))

    bodies = list(texts(BODY, _html))
    language = element.get("{http://www.w3.org/XML/1998/namespace}lang") or about.get("language") or about.get("lang")
    return Item(
        number=number,
        title=next(texts(TITLE, _line), None),
        link=next(texts(LINK, _link), None),
        id=next(texts(("guid", "id"), _line), None),
        published=next(texts(PUBLISHED, _moment), None),
        authors=tuple(dict.fromkeys(texts(AUTHOR, _person))),
        section=tuple(dict.fromkeys(texts(SECTION, _term)))[:MOST],
        outlet=next(texts(("source",), _titled), None) or _plain(about.get("title", "")) or None,
        language=_tongue(language or about.get("dc:language", "")),
        body=max(bodies, key=lambda body: len(visible(body)), default=""),
    )


def visible(html: str) -> str:
    """The words that some HTML shows, on one line."""
    return _plain(_TAG.sub(" ", html))


def _plain(text: str) -> str:
    return " ".join(unescape(text).split())


def _text(element: etree._Element) -> str:
    """All text of an element; entities of HTML are read, others stay as they are written."""
    return "".join(_pieces(element)).strip()


def _pieces(element: etree._Element) -> Iterator[str]:
    if element.text:
        yield unescape(str(element.text)) if isinstance(element, etree._Entity) else str(element.text)
    for child in element:
        if not isinstance(child, etree._Comment | etree._ProcessingInstruction):
            yield from _pieces(child)
        if child.tail:
            yield str(child.tail)


def _line(element: etree._Element) -> str:
    return visible(_text(element))


def _html(element: etree._Element) -> str:
    """The HTML that an element holds: escaped, as elements of its own, or plain text made HTML."""
    if element.get("src"):
        return ""
    if any(isinstance(child.tag, str) for child in element):
        return (escape(str(element.text or ""), quote=False) + "".join(map(_markup, element))).strip()
    text = _text(element)
    if _TAG.search(text):
        return text
    parts = (" ".join(part.split()) for part in _BLANK_LINES.split(unescape(text)))
    return "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in parts if part)


def _markup(child: etree._Element) -> str:
    """An element as HTML, with the text after it, in a form of our own: page ids rest on it."""
    after = escape(str(child.tail or ""), quote=False)
    if isinstance(child, etree._Entity):
        return escape(unescape(str(child.text)), quote=False) + after
    if not isinstance(child.tag, str):
        return after
    tag = _local(child.tag)
    values = "".join(f' {_local(str(name))}="{escape(str(value))}"' for name, value in child.items())
    if tag in VOID:
        return f"<{tag}{values}>{after}"
    return f"<{tag}{values}>{escape(str(child.text or ''), quote=False)}{''.join(map(_markup, child))}</{tag}>{after}"


def _local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2]


def _link(element: etree._Element) -> str:
    """The address that a link or a permanent identifier gives."""
    if element.get("isPermaLink", "true").lower() == "false" or element.get("rel", "alternate") != "alternate":
        return ""
    link = "".join((element.get("href") or _text(element)).split())
    return link if "guid" not in str(element.tag) or link.startswith(("http://", "https://")) else ""


def _moment(element: etree._Element) -> str:
    """A time as the feed writes it where it can be read so, otherwise in ISO form."""
    text = _text(element)[:100]
    if stamps.iso(text):
        return text
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _person(element: etree._Element) -> str:
    """The name of an author: Atom's <name>, "mail@a.example (Name)" of RSS, or the text."""
    named = next((child for child in element if isinstance(child.tag, str) and child.tag.endswith("name")), None)
    text = _line(element if named is None else named)[:LONGEST_NAME]
    return _MAIL.sub("", text).strip(" ()<>")


def _term(element: etree._Element) -> str:
    return (element.get("label") or element.get("term") or _line(element)).strip()[:LONGEST_NAME]


def _titled(element: etree._Element) -> str:
    """The title of the source of an item that another feed gave."""
    title = next((child for child in element if isinstance(child.tag, str) and child.tag.endswith("title")), None)
    return _line(title) if title is not None else "" if len(element) else _line(element)


def _tongue(value: str) -> str | None:
    found = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", value.strip())
    return found[0].lower() if found else None
