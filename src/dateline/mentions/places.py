"""Places: names found on a page, resolved offline, each no finer than its words ("eastern Baghdad" is a district)."""

import re
from collections.abc import Sequence

from msgspec import UNSET

from dateline.codebook import gazetteer as gz
from dateline.codebook.gazetteer import Gazetteer
from dateline.mentions.parts import Reach, reach
from dateline.mentions.resolve import WEIGHTS, Choice, Toponym, Weights, resolve
from dateline.mentions.toponyms import Spot, spots, toponym_of
from dateline.mentions.unknown import unknown_places
from dateline.model import Document, Issue, Place, PlaceMention, PlacePrecision

ENOUGH_SUPPORT = 1.5
MUCH_SUPPORT = 3.0
LARGE = 100_000


def find_places(
    document: Document, gazetteer: Gazetteer
) -> tuple[tuple[PlaceMention, ...], tuple[Issue, ...]]:
    """Every place that a page names, in the order of its text, and an issue for each that has no record."""
    text = document.page.text
    found = [s for sentence in document.sentences for s in spots(text, sentence.start, sentence.end, gazetteer)]
    choices = resolve([s.toponym for s in found], text, gazetteer, _dateline(document, gazetteer))
    sure = {s.toponym.key for s in found if s.witness >= 2}
    mentions: list[PlaceMention] = []
    for spot, choice in zip(found, choices, strict=True):
        if choice and _accepted(spot, choice, sure):
            mentions.append(_mention(text, spot, choice, gazetteer))
    extra, issues = unknown_places(document, tuple(mentions), gazetteer)
    return _in_order([*mentions, *extra]), issues


def resolve_spans(
    text: str, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer, weights: Weights = WEIGHTS
) -> list[Choice | None]:
    """Resolve spans that are known to name places, with one another as context; null where the gazetteer has none."""
    toponyms = [toponym_of(text, span, gazetteer) for span in spans]
    order = sorted(range(len(toponyms)), key=lambda i: (toponyms[i].start, toponyms[i].end))
    chosen = resolve([toponyms[i] for i in order], text, gazetteer, weights=weights)
    out: list[Choice | None] = [None] * len(toponyms)
    for i, choice in zip(order, chosen, strict=True):
        out[i] = choice
    return out


def _dateline(document: Document, gazetteer: Gazetteer) -> str | None:
    """The country of the page's dateline, where it is beyond doubt."""
    words = document.page.dateline
    if not words:
        return None
    parts = [p for p in re.split(r"[,(/]", words) if p.strip()]
    offset, toponyms = 0, []
    for part in parts:
        start = words.index(part, offset)
        offset = start + len(part)
        toponyms.append(toponym_of(words, (start, offset), gazetteer))
    choices = [c for c in resolve(toponyms, words, gazetteer) if c]
    return choices[0].entry.country if choices else None


def _accepted(spot: Spot, choice: Choice, sure: set[str]) -> bool:
    if spot.adjective or spot.witness >= 2:
        return True
    known = choice.entry.population >= LARGE and choice.how == gz.PRIMARY
    if spot.witness == 1:
        return known or choice.support >= ENOUGH_SUPPORT or spot.toponym.key in sure
    return spot.toponym.key in sure or choice.support >= MUCH_SUPPORT


def _mention(text: str, spot: Spot, choice: Choice, gazetteer: Gazetteer) -> PlaceMention:
    entry = choice.entry
    around = Reach(spot.toponym.start, spot.toponym.end, None, None)
    if not spot.adjective:
        around = reach(text, spot.toponym.start, spot.toponym.end, entry)
    precision: PlacePrecision = around.precision or _precision(spot.toponym, entry)
    span = (around.start, around.end)
    place = Place(
        name=text[span[0] : span[1]],
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
