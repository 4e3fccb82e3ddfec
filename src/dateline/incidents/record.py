"""From a draft to its record: date, places, type, rows, summary."""

import re
from collections import Counter

from msgspec import Struct
from msgspec.structs import replace

from dateline.incidents import when, where
from dateline.incidents.bouts import Part
from dateline.incidents.drafts import LEAD_SENTENCES, Draft, evidence_spans
from dateline.incidents.roles import participants
from dateline.incidents.rows import casualty_rows, doers_by_claim, weapon_rows, with_accused
from dateline.incidents.rules import Features, decide
from dateline.incidents.scene import Scene
from dateline.incidents.summary import Told, summarise
from dateline.incidents.things import objects_of
from dateline.model import (
    Casualty,
    Claim,
    Count,
    DateRange,
    Evidence,
    Incident,
    LinkKind,
    Place,
    Span,
    Status,
    Weapon,
    WeaponKind,
)

BATTLES = frozenset({"clash", "fight", "ambush"})
MILITARY = re.compile(
    r"\b(?:army|military|police|naval|security|militia|border)\b|\b(?:base|barracks|outpost|checkpoint|garrison)s?\b",
    re.I,
)


class Coding(Struct):
    """What making the records of one page needs: its drafts with their ids, the claims tied to them, the pairs."""

    scene: Scene
    drafts: list[Draft]
    main: Draft | None
    ids: dict[int, str]
    claims: tuple[Claim, ...]
    pairs: list[tuple[Draft, Draft, LinkKind, Span]]


def incident(coding: Coding, draft: Draft) -> Incident:
    """The record of a draft."""
    scene, number, claims = coding.scene, coding.ids[id(draft)], coding.claims
    own_claims = tuple(c for c in claims if c.about == number)
    found = [p for b in draft.bouts for p in b.parts]
    places = where.places_of(draft) or _fallback_place(coding, draft)
    country = next((p.country for p in places if p.country), None)
    people = with_accused(scene, participants(found, country), own_claims)
    casualties = casualty_rows(scene, draft.figures, claims)
    weapons = weapon_rows(draft)
    features = _features(draft, found, weapons, casualties)
    event_type, sub = decide(features)
    status: Status = (
        "failed"
        if any(b.status == "failed" for b in draft.bouts)
        and all(b.status == "failed" or b.casualty_only for b in draft.bouts)
        else "happened"
    )
    date = _date(coding, draft)
    count, _ = _count(draft)
    spans = evidence_spans(draft)
    return Incident(
        id=number,
        report=draft.report,
        main=draft is coding.main,
        summary=summarise(
            Told(
                sub=sub,
                status=status,
                count=count,
                date=date,
                places=places,
                participants=people,
                casualties=casualties,
                blamed=doers_by_claim(people, own_claims, "blames"),
                owned=doers_by_claim(people, own_claims, "claims_responsibility"),
            )
        ),
        event_type=event_type,
        sub_event_type=sub,
        status=status,
        count=count,
        date=date,
        places=places,
        participants=people,
        casualties=casualties,
        weapons=weapons,
        objects=objects_of(scene, spans),
        evidence=spans,
    )


def _features(
    draft: Draft, found: list[Part], weapons: tuple[Weapon, ...], casualties: tuple[Casualty, ...]
) -> Features:
    doers = [p for p in found if p.role == "perpetrator"]
    names = {p.actor or p.name.lower() for p in doers}
    hit = [p for p in found if p.role in ("target", "victim") and (p.actor or p.name.lower()) not in names]
    kinds: tuple[WeaponKind, ...] = tuple(dict.fromkeys(w.kind for w in weapons))
    return Features(
        acts=_deciding_acts(draft, fights=any(_fights(p) for p in hit)),
        weapons=kinds,
        doer_state=any(p.kind == "State forces" for p in doers),
        doer_military=any(p.kind in ("State forces", "External/Other forces") for p in doers),
        doer_armed=any(p.armed for p in doers),
        target_armed=any(_fights(p) for p in hit),
        target_named=bool(hit),
        target_protesters=any(p.kind == "Protesters" for p in hit),
        killed=any(c.kind == "killed" and c.high != 0 for c in casualties),
        failed=all(b.status == "failed" or b.casualty_only for b in draft.bouts),
        killed_count=max((c.low or 0 for c in casualties if c.kind == "killed"), default=0),
        abducted_count=max((c.low or 0 for c in casualties if c.kind == "abducted"), default=0),
        mass_abduction=any(c.kind == "abducted" and c.low is None for c in casualties),
    )


def _deciding_acts(draft: Draft, *, fights: bool) -> tuple[str, ...]:
    """The acts that decide the type: where the opening tells of an attack on people who cannot fight back, fighting
    told later of the same day does not make a battle of it."""
    opening = tuple(a for b in draft.bouts[:2] for a in b.acts)
    if fights or not opening or set(opening) & BATTLES:
        return draft.acts
    return tuple(a for a in draft.acts if a not in BATTLES)


def _fights(part: Part) -> bool:
    """True for an armed party, and for a thing of one: "an army base"."""
    return part.armed or (part.kind is None and bool(MILITARY.search(part.name)))


def _date(coding: Coding, draft: Draft) -> DateRange:
    """The draft's date: told, or taken from what it came before, or the days before the news."""
    report = coding.scene.reports[draft.report]
    told = when.date_of(draft.times)
    if told is not None:
        return told
    for later, earlier, _, span in coding.pairs:
        if earlier is draft and (after := when.date_of(later.times)) is not None:
            return DateRange(
                start=after.start,
                end=after.end,
                precision=after.precision,
                evidence=after.evidence or (span,),
                basis="inferred: it came before the act told with it",
            )
    if draft is coding.main or report.kind != "story":
        news = when.before_publication(report.published, report.kind)
        # A publication time that only the page's head gives has no words of its own; the clause that is news has.
        return when.UNKNOWN if news is None else replace(news, evidence=news.evidence or draft.bouts[0].spans[:1])
    return when.UNKNOWN


def _fallback_place(coding: Coding, draft: Draft) -> tuple[Place, ...]:
    """Where the clauses name no place: the one that the report's opening names, else the country it is about."""
    scene = coding.scene
    told = [s for s in scene.document.sentences if s.report == draft.report]
    if draft is coding.main:
        named = [
            p.place
            for s in told[: LEAD_SENTENCES + 2]
            for p in scene.inside(scene.mentions.places, s.start, s.end)
            if not p.adjective
        ]
        if named:
            finest = min(named, key=lambda p: (where.grain(p), p.evidence))
            return (replace(finest, basis="inferred: the place that the opening of the report names"),)
    found = [p for s in told for p in scene.inside(scene.mentions.places, s.start, s.end) if p.place.country]
    tally = Counter(p.place.country for p in found)
    if not tally:
        return ()
    most = max(tally.values())
    country = next(p.place.country for p in found if tally[p.place.country] == most)
    naming = [p for p in found if p.place.country == country and p.place.precision == "country"]
    if not naming:
        return ()
    first = min(naming, key=lambda p: (p.adjective, p.start))
    entry = scene.codebook.gazetteer.country(country) if first.adjective and country else None
    place = replace(first.place, name=entry.name) if entry else first.place
    return (replace(place, basis="inferred: the country that the report names most"),)


def _count(draft: Draft) -> tuple[Count, Evidence]:
    """The first count told; else that of the bout that leads."""
    for bout in draft.bouts:
        if bout.counted:
            return bout.count, bout.counted
    leading = next((b for b in draft.bouts if not b.casualty_only), draft.bouts[0])
    return leading.count, ()
