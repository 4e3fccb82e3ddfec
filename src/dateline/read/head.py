"""The head of an HTML page: what its meta elements, its JSON-LD and its title say of the page."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from dateline.read import stamps
from dateline.read.lines import Meta
from dateline.read.linked_data import read_linked_data

# The names under which pages give a value in <meta name|property|itemprop=…>, the most trusted first.
HEADLINE = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "headline",
    "title",
)
STANDFIRST = (
    "og:description",
    "twitter:description",
    "description",
    "sailthru.description",
    "dc.description",
)
PUBLISHED = [
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "rnews:datepublished",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published-date",
    "publication_date",
    "publicationdate",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date.created",
    "dc.date",
    "date_published",
    "date",
    "article.published",
    "prism.publicationdate",
    "displaydate",
    "timestamp",
    "created",
]
SECTION = (
    "article:section",
    "og:article:section",
    "parsely-section",
    "cxenseparse:section",
    "section",
    "articlesection",
)
AUTHOR = (
    "author",
    "article:author",
    "article:author_name",
    "parsely-author",
    "byl",
    "byline",
    "dc.creator",
    "dcterms.creator",
    "sailthru.author",
)
OUTLET = ("og:site_name", "application-name", "dc.publisher", "publisher", "copyright-holder")
LANGUAGE = ("og:locale", "content-language", "dc.language", "language")

SEPARATOR = re.compile(r"\s+[|–—·•»:-]+\s+")
WORD = re.compile(r"[^\W_]+")


def read_head(tree: HtmlElement) -> Meta:
    """What the page says of itself to machines. Values are as given; none is guessed from the running text."""
    said = read_linked_data(tree)
    named = _meta(tree)
    outlet = said.outlet or _first(named, OUTLET)
    return Meta(
        headline=_headline(tree, said.headline, named, outlet),
        standfirst=said.standfirst or _first(named, STANDFIRST),
        published=_published(tree, said.published, named),
        section=said.section or tuple(named.get(next((k for k in SECTION if k in named), ""), ())[:4]),
        authors=said.authors or _authors(named, outlet),
        outlet=outlet,
        agency=said.agency,
        language=_language(tree, said.language, named),
        url=_url(tree, said.url, named),
    )


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    """All values of the page's meta elements by lower-cased name, in order, at most ten a name."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        if not content:
            continue
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(key) or "").strip().lower()
            values = found.setdefault(name, []) if name else None
            if values is not None and content not in values and len(values) < 10:
                values.append(content)
    return found


def _first(named: dict[str, list[str]], names: tuple[str, ...] | list[str]) -> str | None:
    return next((named[name][0] for name in names if name in named), None)


def _headline(tree: HtmlElement, said: str | None, named: dict[str, list[str]], outlet: str | None) -> str | None:
    """The <h1> that says what the head says; without one, what the head says, without the outlet's name."""
    title = _shown(tree.find(".//head/title")) or _shown(tree.find(".//title"))
    offered = [v for v in (said, _first(named, HEADLINE), title) if v]
    shown = [text for text in (_shown(h) for h in _some(tree, "h1", 12)) if text]
    for offer in offered:
        for text in shown:
            if _alike(text, offer):
                return text
    if said:
        return said
    if offered:
        return _without_outlet(offered[0], outlet)
    return shown[0] if len(shown) == 1 else None


def _some(tree: HtmlElement, tag: str, limit: int) -> Iterator[HtmlElement]:
    return (element for _, element in zip(range(limit), tree.iter(tag), strict=False))


def _shown(element: HtmlElement | None) -> str:
    """An element's text on one line; a <br> parts words."""
    if element is None:
        return ""
    glue = "" if element.find(".//br") is None else " "
    return " ".join(glue.join(element.itertext()).replace("\u00ad", "").split())


def _alike(text: str, offer: str) -> bool:
    """Two wordings of one headline: three words or more, of which three quarters stand in the other."""
    a, b = ({w.lower() for w in WORD.findall(t)} for t in (text, offer))
    small = min(len(a), len(b))
    return small >= 3 and len(a & b) * 4 >= small * 3 and len(a) * 3 >= len(b)


def _without_outlet(title: str, outlet: str | None) -> str:
    """Cut "… | The Outlet" and "… - World - The Outlet" off a title; the headline is the longest part."""
    parts = SEPARATOR.split(title)
    if outlet and len(parts) > 1 and parts[-1].lower() == outlet.lower():
        return title[: title.rindex(parts[-1])].rstrip(" |–—·•»:-")
    head = parts[0]
    rest = " ".join(parts[1:])
    return (
        head
        if len(parts) > 1 and len(WORD.findall(head)) >= 4 and len(rest) < len(head) and len(WORD.findall(rest)) <= 5
        else title
    )


def _published(tree: HtmlElement, said: str | None, named: dict[str, list[str]]) -> str | None:
    """The publication time as an ISO date or minute, from the first place that gives one."""
    offered = [said, *(value for name in PUBLISHED for value in named.get(name, ()))]
    offered += [
        t.get("datetime") or t.get("content")
        for t in tree.iter("time", "span", "meta")
        if "datePublished" in (t.get("itemprop") or "")
    ]
    for value in offered:
        found = stamps.iso(value) if value else None
        if found:
            return found
    times = [time.get("datetime") for time in _some(tree, "time", 60)]
    marked = {found for value in times if value and (found := stamps.iso(value))}
    return marked.pop() if len(marked) == 1 else None


def _authors(named: dict[str, list[str]], outlet: str | None) -> tuple[str, ...]:
    """The people in the author elements; addresses and the outlet's own name are no people."""
    values = next(
        (named[name] for name in AUTHOR if name in named and not named[name][0].startswith(("http", "/", "@"))),
        [],
    )
    people: list[str] = []
    for value in values:
        for part in re.split(r"\s*[,;]\s*|\s+(?:and|&)\s+", re.sub(r"^by:?\s+", "", value, flags=re.I)):
            known = part and part not in people and part != outlet and not part.startswith("http") and "@" not in part
            if known and len(part) <= 80:
                people.append(part)
    return tuple(people[:12])


def _language(tree: HtmlElement, said: str | None, named: dict[str, list[str]]) -> str | None:
    """The primary language subtag (BCP 47), lower-cased: "en" for en-GB and en_US."""
    root = tree if tree.tag == "html" else tree.find(".//html")
    declared = None
    if root is not None:
        declared = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    for value in (declared, said, _first(named, LANGUAGE)):
        found = re.match(r"\s*([A-Za-z]{2,3})(?![A-Za-z])", value or "")
        if found:
            return found.group(1).lower()
    return None


def _url(tree: HtmlElement, said: str | None, named: dict[str, list[str]]) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith("http"):
            return str(link.get("href"))
    return _first(named, ("og:url", "twitter:url")) or said
