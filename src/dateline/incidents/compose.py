"""Incidents of a page, from deeds to rows: the last step of pass one."""

from msgspec.structs import replace

from dateline.codebook import Codebook
from dateline.incidents import organised, relate, tie
from dateline.incidents.acts import find_deeds
from dateline.incidents.bouts import Bout, find_bouts
from dateline.incidents.casualties import Figure, find_figures
from dateline.incidents.drafts import LEAD_SENTENCES, Draft, attach_loose, draft_incidents
from dateline.incidents.record import Coding, incident
from dateline.incidents.roles import parts_of
from dateline.incidents.scene import Scene
from dateline.incidents.threats import Threat, dated_after, find_threats, threat_incident
from dateline.model import Claim, Document, Happened, Incident, Issue, Link, Mentions, Said


def code(document: Document, mentions: Mentions, said: Said, codebook: Codebook) -> Happened:
    """Find the incidents of a page and tie its claims to them."""
    scene = Scene(document, mentions, said, codebook)
    figures = find_figures(scene)
    bouts, tolls = _told(scene, figures)
    drafts = draft_incidents(bouts, {n for n, b in enumerate(bouts) if organised.may_begin(scene, b)})
    _attach_loose(scene, drafts, figures, tolls)
    main, threats = _main(scene, drafts), find_threats(scene)
    ids = _numbered(scene, drafts, main, threats)
    pairs = relate.within_sentences(scene, drafts)
    pairs += [p for p in relate.answers(scene, drafts) if all(p[0] is not known[0] for known in pairs)]
    claims, renamed = tie.joined(_tied(scene, drafts, main, threats, ids))
    coding = Coding(scene=scene, drafts=drafts, main=main, ids=ids, claims=claims, pairs=pairs)
    incidents = [incident(coding, d) for d in drafts] + [
        threat_incident(scene, t, ids[id(t)], renamed) for t in threats
    ]
    order = {r.id: n for n, r in enumerate(document.reports)}
    incidents.sort(key=lambda i: (order[i.report], not i.main, int(i.id[1:])))
    links = [relate.link(p, ids) for p in [*pairs, *relate.repeated_reports(scene, drafts)]]
    links += [x for t in threats if (x := _cause(scene, t, drafts, main, ids))]
    told = {i.id: i for i in incidents}
    causes = {x.from_: told[x.to] for x in links if told[x.from_].status == "threatened"}
    incidents = [dated_after(i, causes) for i in incidents]
    issues = _issues(incidents) + _war_tolls(tolls)
    return Happened(incidents=tuple(incidents), links=tuple(links), claims=claims, issues=issues)


def _told(scene: Scene, figures: tuple[Figure, ...]) -> tuple[tuple[Bout, ...], tuple[Bout, ...]]:
    """The bouts of the page with their participants, and apart from them the tolls of whole wars."""
    found = []
    for bout in find_bouts(scene, find_deeds(scene), figures):
        seen = replace(bout, parts=parts_of(scene, bout))
        if deeds := organised.told_deeds(scene, seen):
            kept = replace(bout, deeds=deeds)
            found.append(seen if deeds == bout.deeds else replace(kept, parts=parts_of(scene, kept)))
    wars = [organised.whole_war(scene, b) for b in found]
    return (
        tuple(b for b, war in zip(found, wars, strict=True) if not war),
        tuple(b for b, war in zip(found, wars, strict=True) if war),
    )


def _attach_loose(scene: Scene, drafts: list[Draft], figures: tuple[Figure, ...], tolls: tuple[Bout, ...]) -> None:
    of_wars = {f.word for b in tolls for f in b.figures}
    reports = {n: s.report for n, s in enumerate(scene.document.sentences)}
    attach_loose(drafts, (f for f in figures if f.word not in of_wars), reports)


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


def _numbered(scene: Scene, drafts: list[Draft], main: Draft | None, threats: list[Threat]) -> dict[int, str]:
    """Ids in the order of the text, the main incident first in its report."""
    order = {r.id: n for n, r in enumerate(scene.document.reports)}
    items = [((order[d.report], d is not main, d.bouts[0].start), id(d)) for d in drafts]
    items += [((order[t.report], True, t.start), id(t)) for t in threats]
    return {key: f"i{n}" for n, (_, key) in enumerate(sorted(items, key=lambda item: item[0]), 1)}


def _tied(
    scene: Scene, drafts: list[Draft], main: Draft | None, threats: list[Threat], ids: dict[int, str]
) -> tuple[Claim, ...]:
    """The page's claims with their incident."""
    known = {c.id: ids[id(t)] for t in threats for c in t.claims}
    for claim in scene.said.claims:
        draft = None if claim.id in known else tie.about(scene, claim, drafts, main)
        if draft is not None:
            known[claim.id] = ids[id(draft)]
    return tuple(replace(c, about=known.get(c.id)) for c in scene.said.claims)


def _cause(scene: Scene, threat: Threat, drafts: list[Draft], main: Draft | None, ids: dict[int, str]) -> Link | None:
    """A threat to retaliate is a retaliation for the main incident of its report."""
    own = [d for d in drafts if d.report == threat.report]
    cause = main if main in own else (own[0] if own else None)
    if cause is None or not any(relate.RETALIATION.search(scene.text, a, b) for a, b in threat.spans):
        return None
    return Link(from_=ids[id(threat)], to=ids[id(cause)], kind="retaliation_for", evidence=threat.spans[:1])


def _issues(incidents: list[Incident]) -> tuple[Issue, ...]:
    """What an incident lacks, in words: a date, a place."""
    issues = []
    for found in incidents:
        where = found.evidence[:1]
        if found.date.precision == "unknown":
            told = "the page does not say when, and the publication date is not taken for it."
            issues.append(Issue(code="date-unresolved", message=f"{found.id}: {told}", evidence=where))
        if not found.places and found.status != "threatened":
            message = f"{found.id}: the page does not say where."
            issues.append(Issue(code="place-unresolved", message=message, evidence=where))
    return tuple(issues)


def _war_tolls(tolls: tuple[Bout, ...]) -> tuple[Issue, ...]:
    """A toll of a whole war is no figure of an incident; it is named, not dropped."""
    return tuple(
        Issue(
            code="figure-unattached",
            message="The toll of a whole conflict is told; it belongs to no single incident.",
            evidence=tuple(f.row.evidence[0] for f in toll.figures) or toll.spans,
        )
        for toll in tolls
    )
