"""Linked data: what the JSON-LD blocks of a page (schema.org) say of the article."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from dateline.read.lines import Meta

ARTICLE = re.compile(r"(?:Article|Posting|Report|NewsStory|CreativeWork)$")
MAX_OBJECTS = 400
MAX_SCRIPT = 2_000_000
PARAGRAPH = re.compile(r"</?(?:p|br|div|h[1-6]|li)\b[^<>]{0,200}>|\r", re.I)
WRAPPING = re.compile(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*;?\s*$|;\s*$")

Json = dict[str, Any]


def read_linked_data(tree: HtmlElement) -> Meta:
    """What the first article object of the page's JSON-LD says; an empty Meta where there is none.

    Names follow schema.org: headline, description, datePublished, author, publisher, articleSection, inLanguage. A
    BreadcrumbList stands in for a missing articleSection.
    """
    objects = list(_objects(tree))
    article = _article(objects)
    headline = _text(article.get("headline") or article.get("name"))
    people, bodies = _authors(article.get("author"))
    outlet = _name(article.get("publisher")) or _name(article.get("sourceOrganization"))
    return Meta(
        headline=headline,
        standfirst=_text(article.get("description") or article.get("alternativeHeadline")),
        published=_text(article.get("datePublished")),
        section=_section(article) or _breadcrumbs(objects, headline),
        authors=people,
        outlet=outlet,
        agency=next((name for name in bodies if name != outlet), None),
        language=_text(article.get("inLanguage")),
        url=_text(article.get("url")) or _text(_identifier(article.get("mainEntityOfPage"))),
    )


def read_body(tree: HtmlElement) -> list[str]:
    """The paragraphs of the article's `articleBody`; none where the page's JSON-LD does not carry its text."""
    value = _article(list(_objects(tree))).get("articleBody")
    if not isinstance(value, str):
        return []
    plain = PARAGRAPH.sub("\n", unescape(value))
    return [text for part in plain.split("\n") if (text := _text(part))]


def _article(objects: list[Json]) -> Json:
    """The page's article among the objects: the first with a headline and a date, else with one of them."""
    articles = [o for o in objects if any(ARTICLE.search(kind) for kind in _kinds(o))]
    whole = next((o for o in articles if o.get("headline") and o.get("datePublished")), None)
    return whole or next((o for o in articles if o.get("headline") or o.get("datePublished")), {})


def _objects(tree: HtmlElement) -> Iterator[Json]:
    """Every object at the top of a JSON-LD block, in a list there, or in its @graph."""
    count = 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text or len(script.text) > MAX_SCRIPT:
            continue
        waiting = [_load(script.text)]
        while waiting and count < MAX_OBJECTS:
            value = waiting.pop(0)
            count += 1
            if isinstance(value, list):
                waiting.extend(value)
            elif isinstance(value, dict):
                yield value
                waiting.extend(
                    value[key]
                    for key in ("@graph", "mainEntity", "liveBlogUpdate")
                    if key in value and key != "liveBlogUpdate"
                )


def _load(text: str) -> Any:
    """The value of a JSON block, also of one wrapped in a comment or with raw line breaks in it; None for no JSON."""
    for attempt in (text, WRAPPING.sub("", WRAPPING.sub("", text)), unescape(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _kinds(item: Json) -> list[str]:
    kind = item.get("@type")
    return [k for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str)]


def _text(value: Any) -> str | None:
    """A string as a reader would see it: entities decoded, white space collapsed; None for anything else."""
    if isinstance(value, list):
        value = next((v for v in value if isinstance(v, str)), None)
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    if not isinstance(value, str):
        return None
    shown = " ".join(re.sub(r"<[^<>]{1,200}>", " ", unescape(value)).split())
    return shown or None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value)


def _identifier(value: Any) -> Any:
    return (value.get("@id") or value.get("url")) if isinstance(value, dict) else value


def _authors(value: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The people, and the organisations, whom the article names as its authors."""
    people: list[str] = []
    bodies: list[str] = []
    for item in (value if isinstance(value, list) else [value])[:20]:
        name = _text(item)
        if not name or name.startswith("http"):
            continue
        is_body = isinstance(item, dict) and any("Organization" in kind for kind in _kinds(item))
        chosen = bodies if is_body else people
        if name not in chosen:
            chosen.append(name)
    return tuple(people), tuple(bodies)


def _section(article: Json) -> tuple[str, ...]:
    value = article.get("articleSection")
    found = [_text(v) for v in (value if isinstance(value, list) else [value])[:6]]
    return tuple(s for s in found if s)


def _breadcrumbs(objects: list[Json], headline: str | None) -> tuple[str, ...]:
    """The path of a BreadcrumbList without its first step, the home page, and without the article itself."""
    for item in objects:
        steps = item.get("itemListElement")
        if "BreadcrumbList" not in _kinds(item) or not isinstance(steps, list):
            continue
        named = [_text(step.get("name")) or _text(step.get("item")) for step in steps[:8] if isinstance(step, dict)]
        path = [n for n in named[1:] if n and n != headline and len(n) <= 40 and not n.startswith("http")]
        return tuple(path)
    return ()
