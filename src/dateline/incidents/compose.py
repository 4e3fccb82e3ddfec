"""Incidents of a page, from deeds to rows: the last step of pass one."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from dateline.codebook import Codebook
from dateline.incidents import organised, relate, threats, tie, when, where
from dateline.incidents.acts import find_deeds
from dateline.incidents.bouts import Bout, Part, find_bouts
from dateline.incidents.casualties import Figure, find_figures
from dateline.incidents.drafts import LEAD_SENTENCES, Draft, draft_incidents, evidence_spans
from dateline.incidents.roles import participants, parts_of
from dateline.incidents.rules import Features, decide
from dateline.incidents.scene import Scene
from dateline.incidents.summary import Told, summarise
from dateline.incidents.things import objects_of
from dateline.model import (
    Casualty,
    Claim,
    Count,
    DateRange,
    Document,
    Evidence,
    Happened,
    Incident,
    Issue,
    Mentions,
    Participant,
    Place,
    Said,
    Span,
    Stance,
    Status,
    Weapon,
    WeaponKind,
)


class Coding(Struct):
    """What the composition of one page carries along: the scene, its drafts, their ids and claims."""

    scene: Scene
    drafts: list[Draft]
    main: Draft | None
    ids: dict[int, str]
    about: dict[str, str]
    pairs: list[tuple[Draft, Draft, str, Span]]


def code(document: Document, mentions: Mentions, said: Said, codebook: Codebook) -> Happened:
    """Find the incidents of a page and tie its claims to them."""
    scene = Scene(document, mentions, said, codebook)
    bouts = find_bouts(scene, find_deeds(scene), find_figures(scene))
    bouts = tuple(replace(b, parts=parts_of(scene, b)) for b in bouts)
    bouts = tuple(replace(b, deeds=told) for b in bouts if (told := organised.told_deeds(scene, b)))
    bouts = tuple(replace(b, parts=parts_of(scene, b)) for b in bouts)
    tolls = [b for b in bouts if organised.whole_war(scene, b)]
    bouts = tuple(b for b in bouts if b not in tolls)
    supported = {n for n, b in enumerate(bouts) if organised.may_begin(scene, b)}
    drafts = draft_incidents(bouts, supported)
    main = _main(scene, drafts)
    groups = threats.threat_groups(scene)
    ids = _numbered(scene, drafts, main, groups)
    pairs = relate.within_sentences(scene, drafts)
    coding = Coding(scene=scene, drafts=drafts, main=main, ids=ids, about={}, pairs=list(pairs))
    claims = _tied(coding, groups)
    incidents = [_incident(coding, draft, claims) for draft in drafts]
    incidents += [_threat(coding, group) for group in groups]
    order = {r.id: n for n, r in enumerate(document.reports)}
    incidents.sort(key=lambda i: (order[i.report], not i.main, int(i.id[1:])))
    links = [relate.link(p, ids) for p in [*pairs, *relate.repeated_reports(scene, drafts)]]
    links += _threat_links(coding, groups)
    return Happened(
        incidents=tuple(incidents), links=tuple(links), claims=claims, issues=_issues(incidents) + _war_tolls(tolls)
    )


def _main(scene: Scene, drafts: list[Draft]) -> Draft | None:
    """The draft that the story's headline tells, else the first that its opening sentences tell."""
    stories = {r.id for r in scene.document.reports if r.kind == "story"}
    own = [d for d in drafts if d.report in stories]
    headed = [d for d in own if d.in_headline]
    if headed:
        return max(headed, key=lambda d: (len(d.bouts), -d.bouts[0].start))
    body = [n for n, s in enumerate(scene.document.sentences) if s.report in stories and s.role == "paragraph"]
    opening = set(body[: LEAD_SENTENCES + 1])
    return next((d for d in own if any(b.sentence in opening or b.role == "standfirst" for b in d.bouts)), None)


def _numbered(scene: Scene, drafts: list[Draft], main: Draft | None, groups: list[list[Claim]]) -> dict[int, str]:
    """Ids in the order of the text, the main incident first."""
    order = {r.id: n for n, r in enumerate(scene.document.reports)}
    items: list[tuple[tuple[int, bool, int], int]] = [
        ((order[d.report], d is not main, d.bouts[0].start), id(d)) for d in drafts
    ]
    for group in groups:
        items.append(((order[threats.sentence_of(scene, group[0]).report], True, group[0].evidence[0][0]), id(group)))
    return {key: f"i{n}" for n, (_, key) in enumerate(sorted(items, key=lambda item: item[0]), 1)}


def _tied(coding: Coding, groups: list[list[Claim]]) -> tuple[Claim, ...]:
    """The page's claims with their incident."""
    of_threat = {c.id: coding.ids[id(group)] for group in groups for c in group}
    tied = []
    for claim in coding.scene.said.claims:
        about = of_threat.get(claim.id)
        if about is None:
            draft = tie.about(coding.scene, claim, coding.drafts, coding.main)
            about = coding.ids[id(draft)] if draft is not None else None
        tied.append(replace(claim, about=about))
    return tuple(tied)


def _incident(coding: Coding, draft: Draft, claims: tuple[Claim, ...]) -> Incident:
    scene, number = coding.scene, coding.ids[id(draft)]
    own_claims = tuple(c for c in claims if c.about == number)
    found = [p for b in draft.bouts for p in b.parts]
    places = where.places_of(draft) or _fallback_place(coding, draft)
    country = next((p.country for p in places if p.country), None)
    people = _accused(participants(found, country), own_claims)
    casualties = _rows(scene, [f for b in draft.bouts for f in b.figures], claims)
    weapons = _weapons(draft)
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
                blamed=_doers_by_claim(people, own_claims, "blames"),
                owned=_doers_by_claim(people, own_claims, "claims_responsibility"),
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
    hit = [p for p in found if p.role in ("target", "victim")]
    kinds: tuple[WeaponKind, ...] = tuple(dict.fromkeys(w.kind for w in weapons))
    return Features(
        acts=draft.acts,
        weapons=kinds,
        doer_state=any(p.kind == "State forces" for p in doers),
        doer_military=any(p.kind in ("State forces", "External/Other forces") for p in doers),
        doer_armed=any(p.armed for p in doers),
        target_armed=(bool(hit) and hit[0].armed) or any(p.armed and p.role == "target" for p in hit),
        target_named=bool(hit),
        killed=any(c.kind == "killed" and c.high != 0 for c in casualties),
        failed=all(b.status == "failed" or b.casualty_only for b in draft.bouts),
    )


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
        return when.before_publication(report.published, report.kind) or when.UNKNOWN
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
            finest = min(named, key=lambda p: (where.FINE[p.precision], p.evidence))
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
    place = min(naming, key=lambda p: (p.adjective, p.start)).place
    return (replace(place, basis="inferred: the country that the report names most"),)


def _count(draft: Draft) -> tuple[Count, Evidence]:
    """The first count told; else that of the bout that leads."""
    for bout in draft.bouts:
        if bout.counted:
            return bout.count, bout.counted
    leading = next((b for b in draft.bouts if not b.casualty_only), draft.bouts[0])
    return leading.count, ()


def _rows(scene: Scene, figures: list[Figure], claims: tuple[Claim, ...]) -> tuple[Casualty, ...]:
    """One row a figure a source: repeated figures of one voice, and headlines, add evidence."""
    rows: dict[tuple[object, ...], Casualty] = {}
    for figure in sorted(
        figures, key=lambda f: scene.document.sentences[f.sentence].role in ("headline", "standfirst")
    ):
        claim = tie.voice(scene, figure, claims)
        row = replace(figure.row, claim=claim.id if claim else None)
        same = [k for k in rows if k[:3] == (row.kind, row.low, row.high)]
        voice = _voice_key(claim) if claim and claim.cue else None
        own = [k for k in same if voice is None or k[3] in (None, voice)]
        key = own[0] if own else (row.kind, row.low, row.high, voice)
        known = rows.get(key)
        rows[key] = (
            row
            if known is None
            else replace(
                known,
                who=known.who or row.who,
                evidence=tuple(dict.fromkeys((*known.evidence, *row.evidence))),
            )
        )
    return tuple(sorted(rows.values(), key=lambda c: c.evidence[0]))


def _voice_key(claim: Claim) -> str:
    return (claim.source.name or "").lower().removeprefix("the ")


def _accused(rows: tuple[Participant, ...], claims: tuple[Claim, ...]) -> tuple[Participant, ...]:
    """Participants with those whom claims name as doers: the blamed, and those who claim responsibility."""
    people = list(rows)
    for claim in claims:
        if claim.stance == "blames" and claim.target:
            name, spans = claim.target, claim.evidence
        elif claim.stance == "claims_responsibility" and claim.source.name and claim.source.kind != "media":
            name, spans = claim.source.name, claim.source.evidence or claim.evidence
        else:
            continue
        at = next((n for n, p in enumerate(people) if p.role == "perpetrator" and _overlap(p.name, name)), None)
        if at is None:
            people.append(
                Participant(role="perpetrator", name=name, actor=None, kind=None, claim=claim.id, evidence=spans)
            )
        elif people[at].claim is None:
            people[at] = replace(people[at], claim=claim.id)
    return tuple(people)


def _doers_by_claim(people: tuple[Participant, ...], claims: tuple[Claim, ...], stance: Stance) -> tuple[str, ...]:
    """The names of those whom claims of a stance make the doers."""
    ids = {c.id for c in claims if c.stance == stance}
    return tuple(p.name for p in people if p.role == "perpetrator" and p.claim in ids)


def _overlap(a: str, b: str) -> bool:
    stop = {"the", "a", "an", "of", "forces", "group"}
    x, y = set(a.lower().split()) - stop, set(b.lower().split()) - stop
    return bool(x and y) and (x <= y or y <= x)


def _weapons(draft: Draft) -> tuple[Weapon, ...]:
    """Each kind of weapon once, counted where the page counts it."""
    kept: dict[tuple[WeaponKind, str], Weapon] = {}
    for mention in (w.weapon for b in draft.bouts for w in b.weapons):
        twin = next((k for k in kept if k[0] == mention.kind), None)
        if twin is None:
            kept[(mention.kind, mention.name)] = mention
        else:
            known = kept[twin]
            counted = known if known.low is not None or mention.low is None else mention
            kept[twin] = replace(
                known,
                low=counted.low,
                high=counted.high,
                evidence=tuple(dict.fromkeys((*known.evidence, *mention.evidence))),
            )
    return tuple(kept.values())


def _threat(coding: Coding, group: list[Claim]) -> Incident:
    scene, number = coding.scene, coding.ids[id(group)]
    sentence = threats.sentence_of(scene, group[0])
    times = [t for c in group for t in _times_of(scene, c)]
    date = when.date_of(times)
    if date is None:
        date = (
            when.before_publication(scene.reports[sentence.report].published, scene.reports[sentence.report].kind)
            or when.UNKNOWN
        )
    people = _threat_people(group)
    count = Count(low=1, high=1)
    spans = tuple(dict.fromkeys(span for c in group for span in c.evidence))
    return Incident(
        id=number,
        report=sentence.report,
        main=False,
        summary=summarise(Told(sub="Other", status="threatened", count=count, date=date, participants=people)),
        event_type="Strategic developments",
        sub_event_type="Other",
        status="threatened",
        count=count,
        date=date,
        places=(),
        participants=people,
        casualties=(),
        weapons=(),
        objects=(),
        evidence=spans,
    )


def _times_of(scene: Scene, claim: Claim) -> Iterable:  # type: ignore[type-arg]
    sentence = threats.sentence_of(scene, claim)
    content = claim.content
    for t in scene.inside(scene.mentions.times, sentence.start, sentence.end):
        if not any(a <= t.start < b for a, b in content):
            yield t


def _threat_people(group: list[Claim]) -> tuple[Participant, ...]:
    rows: dict[tuple[str, str], Participant] = {}
    for claim in group:
        if claim.source.name:
            rows.setdefault(
                ("perpetrator", claim.source.name.lower()),
                Participant(
                    role="perpetrator",
                    name=claim.source.name,
                    actor=None,
                    kind=None,
                    claim=claim.id,
                    evidence=claim.source.evidence or claim.evidence,
                ),
            )
        if claim.target:
            rows.setdefault(
                ("target", claim.target.lower()),
                Participant(
                    role="target",
                    name=claim.target,
                    actor=None,
                    kind=None,
                    claim=claim.id,
                    evidence=claim.evidence,
                ),
            )
    return tuple(rows.values())


def _threat_links(coding: Coding, groups: list[list[Claim]]) -> list:  # type: ignore[type-arg]
    """A threat to retaliate is tied to the incident that its report told last before it."""
    from dateline.model import Link

    found = []
    for group in groups:
        spans = [span for c in group for span in (*c.content, *c.evidence)]
        if not any(relate.RETALIATION.search(coding.scene.text, a, b) for a, b in spans):
            continue
        report = threats.sentence_of(coding.scene, group[0]).report
        own = [d for d in coding.drafts if d.report == report]
        cause = coding.main if coding.main in own else (own[0] if own else None)
        if cause is not None:
            found.append(
                Link(
                    from_=coding.ids[id(group)],
                    to=coding.ids[id(cause)],
                    kind="retaliation_for",
                    evidence=(group[0].evidence[0],),
                )
            )
    return found


def _issues(incidents: list[Incident]) -> tuple[Issue, ...]:
    issues = []
    for incident in incidents:
        if incident.date.precision == "unknown":
            issues.append(
                Issue(
                    code="date-unresolved",
                    message=f"{incident.id}: the page does not say when, and the publication date is not taken for it.",
                    evidence=incident.evidence[:1],
                )
            )
        if not incident.places and incident.status != "threatened":
            issues.append(
                Issue(
                    code="place-unresolved",
                    message=f"{incident.id}: the page does not say where.",
                    evidence=incident.evidence[:1],
                )
            )
    return tuple(issues)


def _war_tolls(tolls: list[Bout]) -> tuple[Issue, ...]:
    """A toll of a whole war is no figure of an incident; it is named, not dropped."""
    return tuple(
        Issue(
            code="figure-unattached",
            message="The toll of a whole conflict is told; it belongs to no single incident.",
            evidence=tuple(f.row.evidence[0] for f in toll.figures) or toll.spans,
        )
        for toll in tolls
    )
