"""Places: names found on a page, resolved offline, each no finer than its words ("eastern Baghdad" is a district)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import UNSET, structs

from dateline.codebook import gazetteer as gz
from dateline.codebook.actors import Actor
from dateline.codebook.gazetteer import Gazetteer
from dateline.codebook.phrases import Word, words
from dateline.mentions.containers import bound
from dateline.mentions.described import described_places
from dateline.mentions.parts import Reach, reach
from dateline.mentions.place_words import TITLES
from dateline.mentions.resolve import WEIGHTS, Choice, Toponym, Weights, resolve
from dateline.mentions.toponyms import Spot, spots, toponym_of
from dateline.mentions.unknown import unknown_places
from dateline.model import Document, Issue, Place, PlaceMention, PlacePrecision, Span

ENOUGH_SUPPORT = 1.5
HAMLET = 1_000
KNOWN = 10_000
LARGE = 100_000


def find_places(
    document: Document,
    gazetteer: Gazetteer,
    sentences: list[list[Word]] | None = None,
    actors: Sequence[tuple[Span, Actor]] = (),
) -> tuple[tuple[PlaceMention, ...], tuple[Issue, ...]]:
    """Every place that a page names, in the order of its text, and an issue for each that has no record.

    `sentences` are the words of the document's sentences, where they are known; `actors` the actors that it names.
    """
    text = document.page.text
    if sentences is None:
        sentences = [words(text, s.start, s.end) for s in document.sentences]
    found = [spot for tokens in sentences for spot in spots(text, tokens, gazetteer)]
    toponyms = [s.toponym for s in found]
    homes = _homes(actors)
    choices = bound(text, toponyms, resolve(toponyms, text, _dateline(document, gazetteer), actors=homes))
    sure = {s.toponym.key for s in found if s.witness >= 2}
    here = {c.entry.country for c in choices if c and c.entry.kind == gz.COUNTRY} | set(homes)
    persons = surnames(text, sentences, gazetteer)
    mentions: list[PlaceMention] = []
    for spot, choice in zip(found, choices, strict=True):
        if not choice or (spot.toponym.key in persons and _small(choice)):
            continue
        if not _stray(choice, here) and _accepted(spot, choice, sure, here):
            mentions.append(_mention(text, spot, choice, gazetteer))
    mentions = list(outside_actors(mentions, actors))
    named = _in_order([*mentions, *described_places(document, mentions, gazetteer)])
    extra, issues = unknown_places(document, named, gazetteer, [span for span, _ in actors])
    return _in_order([*named, *extra]), issues


def outside_actors(mentions: Sequence[PlaceMention], actors: Sequence[tuple[Span, Actor]]) -> Iterator[PlaceMention]:
    """Mentions that are not part of an actor's name; what names a state in that of its forces still tells of it."""
    covers = {i: actor for (start, end), actor in actors for i in range(start, end)} if actors else {}
    for m in mentions:
        actor = covers.get(m.start) or covers.get(m.end - 1)
        if actor is None:
            yield m
        elif m.adjective or (actor.kind == "State forces" and m.place.country in actor.country):
            yield structs.replace(m, adjective=True)


def resolve_spans(
    text: str, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer, weights: Weights = WEIGHTS
) -> list[Choice | None]:
    """Resolve spans that are known to name places, with one another as context.

    A place that the gazetteer lacks gets the record of the nearest one in the text, with `support` -1; null where the
    gazetteer knows no place of the page at all.
    """
    toponyms = [toponym_of(text, span, gazetteer) for span in spans]
    order = sorted(range(len(toponyms)), key=lambda i: (toponyms[i].start, toponyms[i].end))
    chosen = resolve([toponyms[i] for i in order], text, weights=weights)
    out: list[Choice | None] = [None] * len(toponyms)
    for i, choice in zip(order, chosen, strict=True):
        out[i] = choice
    known = [(toponyms[i].start, c) for i, c in enumerate(out) if c and c.entry.kind != gz.REGION]
    for i, toponym in enumerate(toponyms):
        if out[i] is None and known:
            _, nearest = min(known, key=lambda k: (abs(k[0] - toponym.start), k[0]))
            out[i] = nearest._replace(support=-1.0)
    return out


def _dateline(document: Document, gazetteer: Gazetteer) -> str | None:
    """The country of the page's dateline, where it is beyond doubt."""
    line = document.page.dateline
    if not line:
        return None
    parts = [m.span() for m in re.finditer(r"[^,(/]*\w[^,(/]*", line)]
    choices = [c for c in resolve([toponym_of(line, span, gazetteer) for span in parts], line) if c]
    return choices[0].entry.country if choices else None


def surnames(text: str, sentences: list[list[Word]], gazetteer: Gazetteer) -> frozenset[str]:
    """The surnames of the page: what follows a given name or a title, in normal form."""
    found = set()
    for tokens in sentences:
        for a, b in pairwise(tokens):
            if a.normal not in gazetteer.persons and a.normal not in TITLES:
                continue
            together = text[a.end : b.start] in (" ", ". ") and text[a.start].isupper() and text[b.start].isupper()
            if together and a.normal != b.normal:
                found.add(b.normal)
    return frozenset(found)


def _homes(actors: Sequence[tuple[Span, Actor]]) -> Counter[str]:
    """The countries of the groups that the page names, and how often; forces of states act abroad as well."""
    local = (a for _, a in actors if a.kind not in ("State forces", "External/Other forces") and len(a.country) <= 2)
    return Counter(country for actor in local for country in actor.country)


def _small(choice: Choice) -> bool:
    e = choice.entry
    return e.kind in (gz.PLACE, gz.ADMIN2) and not e.capital and e.population < LARGE * 5


def _stray(choice: Choice, here: set[str | None]) -> bool:
    """Whether a small place is chosen far from all that the page talks of, for want of the one that it means."""
    e = choice.entry
    small = e.population < LARGE and e.kind in (gz.PLACE, gz.ADMIN2) and not e.capital
    return bool(here) and small and e.country not in here and choice.support < ENOUGH_SUPPORT


def _accepted(spot: Spot, choice: Choice, sure: set[str], here: set[str | None]) -> bool:
    """Whether the words beside a name, or else the page, bear out that it names this place."""
    e = choice.entry
    people = e.population if choice.how in (gz.PRIMARY, gz.SPELLING) else e.population // 5
    if e.kind == gz.ADMIN2 and not spot.toponym.kinds:
        return spot.witness >= 2 and e.country in here
    if choice.how == gz.ALTERNATE and people < HAMLET and choice.support < ENOUGH_SUPPORT and not spot.toponym.kinds:
        return False  # by another language's name only, and nothing on the page lies near it
    if spot.adjective or spot.witness >= 2 or spot.toponym.key in sure:
        return True
    expected = e.country in here or choice.support >= ENOUGH_SUPPORT
    if spot.witness == 1:
        return people >= LARGE or expected
    return expected and (" " in spot.toponym.key or people >= KNOWN)


def _mention(text: str, spot: Spot, choice: Choice, gazetteer: Gazetteer) -> PlaceMention:
    entry = choice.entry
    around = Reach(spot.toponym.start, spot.toponym.end, None, None)
    if not spot.adjective:
        around = reach(text, spot.toponym.start, spot.toponym.end, entry)
    precision: PlacePrecision = around.precision or _precision(spot.toponym, entry)
    span = (around.start, around.end)
    place = Place(
        name=" ".join(text[span[0] : span[1]].split()),
        country=entry.country,
        admin1=None if entry.kind == gz.COUNTRY else gazetteer.admin1_name(entry),
        lat=entry.lat,
        lon=entry.lon,
        precision=precision,
        geonameid=entry.geonameid,
        evidence=(span,),
        basis=around.basis or UNSET,
    )
    return PlaceMention(span[0], span[1], place, spot.adjective, choice.others)


def _precision(toponym: Toponym, entry: gz.Entry) -> PlacePrecision:
    del toponym
    return entry.precision  # type: ignore[return-value]


def _in_order(mentions: list[PlaceMention]) -> tuple[PlaceMention, ...]:
    """By place in the text; of two that overlap the longer stays."""
    kept: list[PlaceMention] = []
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or m.start >= kept[-1].end:
            kept.append(m)
    return tuple(kept)
