"""What a page says of itself: when it was published, by whom, from where, and under which headline and section."""

import re
from itertools import pairwise

from msgspec import Struct

from dateline.model import Block, BlockRole, Published
from dateline.read import datelines, publication, sections
from dateline.read.agencies import agencies_in, agency_named
from dateline.read.datelines import Dateline
from dateline.read.furniture import shown
from dateline.read.lines import Meta
from dateline.read.reports import quoted

_WITH = re.compile(r"\s*(?:,|;|\||&|\band\b|\bwith\b|\s/\s|•|·)\s*", re.IGNORECASE)
_BY = re.compile(
    r"^(?:(?:story|text|words|report|analysis|written|reported|photographs?) )?by:?\s+"
    r"|^(?:author|writer|reporter|correspondent|source)s?:\s*",
    re.IGNORECASE,
)
_ON_DATE = re.compile(r"\s+(?:on\s+)?(?:[A-Z][a-z]+day,? )?(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2}),? \d{4}.*$")
_IN = re.compile(r"\s+(?:in|at|from)\s+(?=[A-Z])")
_POST = re.compile(
    r"\b(?:correspondent|reporter|editor|writer|staff|desk|news|agency|agencies|team|bureau|press|chief|online|service"
    r"|monitoring|newsroom|magazine|times|post|admin|editorial|guardian|herald|tribune|mail|observer|standard|star|nation"
    r"|independent|telegraph|journal|daily|monitor|gazette|chronicle|radio|television|online)\b",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?,?\s*)?(?:by )?"
    r"(?P<who>[A-Z][\w’'&.\- ]{2,50}?)"
    r"\s*(?:(?:19|20)\d\d|[.,|;]?\s*(?:all rights|ltd|limited|inc|llc|plc)\b|[.,|;]|$)",
    re.IGNORECASE,
)
_OWN_STAFF = re.compile(
    r"\b(?:[Aa]n?|[Tt]he) (?P<who>[A-Z]\w+(?: [A-Z]\w+)?) "
    r"(?:witness|correspondent|reporter|journalist|photographer|cameraman)(?:e?s)?\b"
)
_SOURCED = re.compile(r"(?:^Source:?\s|^\()(?P<who>[A-Z][\w ]{1,40}?) and agencies\)?$", re.IGNORECASE)


class Found(Struct, frozen=True):
    """What a page says of itself, field by field as the page record has it."""

    published: Published
    section: tuple[str, ...]
    headline: str | None
    standfirst: str | None
    authors: tuple[str, ...]
    agency: str | None
    outlet: str | None
    dateline: str | None


def find(text: str, blocks: tuple[Block, ...], meta: Meta | None = None, source: str = "") -> Found:
    """Read the page's metadata from its blocks, and from its head or record where the text is silent."""
    meta = meta or Meta()
    address = meta.url or (source if source.startswith(("http://", "https://")) else "")
    dateline = _dateline(text, blocks)
    lines = _byline(text, blocks)
    authors, places = _authors(lines)
    agency = (
        next((a for line in lines for a in agencies_in(_BY.sub("", line))), None)
        or (dateline.agency if dateline else None)
        or _signed(text, blocks)
        or meta.agency
        or _own_voice(text, blocks)
    )
    place = dateline.place if dateline else next((datelines.cased(p) for p in [*places, *_dated(text, blocks)]), None)
    return Found(
        published=publication.find(text, blocks, meta, address),
        section=sections.find(text, blocks, meta, address),
        headline=_first(text, blocks, "headline") or meta.headline,
        standfirst=_first(text, blocks, "standfirst") or meta.standfirst,
        authors=authors or meta.authors,
        agency=agency,
        outlet=meta.outlet or _outlet(text, blocks),
        dateline=place,
    )


def _first(text: str, blocks: tuple[Block, ...], role: BlockRole) -> str | None:
    return next((quoted(text, b) for b in blocks if b.role == role), None)


# ---- place and voice -------------------------------------------------------------------------------------------------
def _dateline(text: str, blocks: tuple[Block, ...]) -> Dateline | None:
    """The dateline of the story: at the start of one of its first paragraphs, or in capitals further on."""
    story = [b for b in blocks if b.role == "paragraph"][:3]
    for block in story:
        found = datelines.at_start(text, block.start, block.end)
        if found:
            return found
    return datelines.within(text, story[0].start, story[0].end) if story else None


def _dated(text: str, blocks: tuple[Block, ...]) -> list[str]:
    """The place that stands in front of the page's date on one line above the story: "Bamako, 6 June 2022"."""
    story = next((b.start for b in blocks if b.role == "paragraph"), 0)
    return [
        shown(text[a.start : a.end]).rstrip(", ")
        for a, b in pairwise(blocks)
        if a.role == "navigation" and b.role in ("timestamp", "date") and b.end <= story
        if text[a.end - 1] == "," and "\n" not in text[a.end : b.start]
    ]


def _byline(text: str, blocks: tuple[Block, ...]) -> list[str]:
    """The bylines of the story: above it, or next to its sign-off."""
    last = max((b.start for b in blocks if b.role in ("paragraph", "signoff")), default=0)
    return [quoted(text, b) for b in blocks if b.role == "byline" and b.start <= last]


def _authors(lines: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """The persons of the bylines, and the places from which they write."""
    people: list[str] = []
    places: list[str] = []
    for line in lines:
        undated = _ON_DATE.sub("", _BY.sub("", line))
        for part in _WITH.split(undated.strip(" .|,–—-")):
            who, *where = _IN.split(part.strip())
            places += [w.strip(" .,") for w in where if not agency_named(w)]
            name = re.split(r"\s+[-–—(]\s*|,|\s/\s|/", who)[0].strip(" .()")
            name = name.title() if name.isupper() and " " in name else name
            if _is_person(name) and name not in people:
                people.append(name)
            elif people and _is_place(name, line):
                places.append(name)
    return tuple(people), places


def _is_place(name: str, line: str) -> bool:
    """True for the one word after a comma that ends a byline: "By Jane Doe, Kabul"."""
    last = re.search(r",\s*([A-ZÀ-Þ][\w’'\-]+)\W*$", line)
    return last is not None and last[1] == name and not agency_named(name) and not _POST.search(name)


def _is_person(name: str) -> bool:
    words = name.split()
    return (
        2 <= len(words) <= 5
        and not agency_named(name)
        and not _POST.search(name)
        and not any(c.isdigit() for c in name)
    )


def _signed(text: str, blocks: tuple[Block, ...]) -> str | None:
    """The agency of the story's sign-off."""
    for block in blocks:
        if block.role == "signoff":
            words = shown(text[block.start : block.end]).strip("-–—()[] .■")
            named = agency_named(words) or next(iter(agencies_in(re.sub(r"^source:?\s", "", words, flags=re.I))), None)
            if named:
                return named
    return None


def _own_voice(text: str, blocks: tuple[Block, ...]) -> str | None:
    """The one agency that speaks of its own staff in the story: "a Reuters witness said"."""
    story = (text[b.start : min(b.end, b.start + 5000)] for b in blocks if b.role == "paragraph")
    named = {agency_named(m["who"]) for words in story for m in _OWN_STAFF.finditer(words)} - {None}
    return named.pop() if len(named) == 1 else None


def _outlet(text: str, blocks: tuple[Block, ...]) -> str | None:
    """The outlet that a copyright line or a sign-off names."""
    for block in blocks:
        if block.role in ("legal", "signoff", "credit"):
            words = shown(text[block.start : min(block.end, block.start + 300)])
            found = _SOURCED.search(words) if block.role != "legal" else _RIGHTS.search(words)
            if found and not agency_named(found["who"]):
                return found["who"].strip(" .,")
    return None
