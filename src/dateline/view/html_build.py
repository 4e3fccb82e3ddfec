"""Small pieces of HTML as trees: text goes in as text and is escaped by lxml when the page is written out."""

from typing import Any, TypeAlias

from lxml.builder import E
from lxml.html import HtmlElement, tostring

from dateline.view.plain import HIDDEN, name_of, one_line, visible

Child: TypeAlias = HtmlElement | str | None


def node(tag: str, css: str = "", *children: Child, **attributes: str | None) -> HtmlElement:
    """An element with a class and children; None among children or attributes is left out.

    An underscore at the end of an attribute's name falls away and others become hyphens: `for_`, `data_v`.
    """
    named = {k.rstrip("_").replace("_", "-"): visible(v) for k, v in attributes.items() if v is not None}
    if css:
        named["class"] = css
    made: Any = E(tag, named, *(visible(c) if isinstance(c, str) else c for c in children if c is not None))
    element: HtmlElement = made
    return element


def words(text: str, css: str = "") -> HtmlElement:
    """Text that came from a page, on one line and isolated, so that its reading direction turns nothing else around."""
    return node("bdi", css, one_line(text))


def running(text: str) -> list[Child]:
    """Text of a page as it stands, with hidden characters replaced by visible marks."""
    parts: list[Child] = []
    at = 0
    for match in HIDDEN.finditer(text):
        name = name_of(match.group())
        mark = node("span", "ctl", f"⟨{name}⟩", title=f"hidden character U+{ord(match.group()):04X}")
        parts += [text[at : match.start()] or None, mark]
        at = match.end()
    return [*parts, text[at:] or None]


def write(element: HtmlElement) -> str:
    """The element as HTML text."""
    return str(tostring(element, encoding="unicode", method="html"))
