"""Rows of an incident that several sentences give together: casualty figures, accused doers, weapons."""

import re

from msgspec.structs import replace

from dateline.incidents import tie
from dateline.incidents.casualties import Figure
from dateline.incidents.drafts import Draft
from dateline.incidents.scene import Scene
from dateline.model import Casualty, Claim, Evidence, Participant, Stance, Weapon, WeaponKind


def casualty_rows(scene: Scene, figures: list[Figure], claims: tuple[Claim, ...]) -> tuple[Casualty, ...]:
    """One row a figure a source: repeated figures of one voice, and headlines, add evidence.

    A headline's figure that only leaves out "at least" or rounds to "dozens" what the story gives is no row of its own.
    """
    rows: dict[tuple[object, ...], Casualty] = {}
    headed: list[Figure] = []
    told: list[Figure] = []
    for f in figures:
        (headed if scene.document.sentences[f.sentence].role in ("headline", "standfirst") else told).append(f)
    for figure in (*told, *(f for f in headed if not any(_rounds(f.row, t.row) for t in told))):
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


def _rounds(headline: Casualty, story: Casualty) -> bool:
    """True where a headline gives a figure of the story in fewer words."""
    if headline.kind != story.kind or (headline.low, headline.high) == (story.low, story.high):
        return False
    return headline.low == story.low or (headline.low is None and headline.high is None)


def _voice_key(claim: Claim) -> str:
    return (claim.source.name or "").lower().removeprefix("the ")


def with_accused(scene: Scene, rows: tuple[Participant, ...], claims: tuple[Claim, ...]) -> tuple[Participant, ...]:
    """Participants with those whom claims name as doers: the blamed, and those who claim responsibility."""
    people = list(rows)
    for claim in claims:
        if claim.stance == "blames" and claim.target:
            name, spans = claim.target, _words_of(scene, claim.target, claim.evidence)
        elif claim.stance == "claims_responsibility" and claim.source.name and claim.source.kind != "media":
            name, spans = claim.source.name, claim.source.evidence or claim.evidence
        else:
            continue
        at = next((n for n, p in enumerate(people) if p.role == "perpetrator" and _overlap(p.name, name)), None)
        if at is None:
            people.append(_as_codebook_has(scene, name, claim.id, spans))
        elif people[at].claim is None:
            people[at] = replace(people[at], claim=claim.id)
    return tuple(people)


def _words_of(scene: Scene, name: str, spans: Evidence) -> Evidence:
    """Where the page says a name within a claim; the claim's own spans where it says it in other words."""
    words = re.compile(r"\s+".join(re.escape(w) for w in name.split()))
    found = (m for a, b in spans if (m := words.search(scene.text, a, b)))
    return tuple((m.start(), m.end()) for m in found) or spans


def _as_codebook_has(scene: Scene, name: str, claim: str, spans: Evidence) -> Participant:
    """An accused party with the actor and kind of the mention that its words hold."""
    held = [m for a, b in spans for m in scene.inside(scene.mentions.actors, a, b)]
    known = held[0] if held else None
    return Participant(
        role="perpetrator",
        name=name,
        actor=known.actor if known else None,
        kind=known.kind if known else None,
        claim=claim,
        evidence=spans,
    )


def doers_by_claim(people: tuple[Participant, ...], claims: tuple[Claim, ...], stance: Stance) -> tuple[str, ...]:
    """The names of those whom claims of a stance make the doers."""
    ids = {c.id for c in claims if c.stance == stance}
    return tuple(p.name for p in people if p.role == "perpetrator" and p.claim in ids)


def _overlap(a: str, b: str) -> bool:
    stop = {"the", "a", "an", "of", "forces", "group"}
    x, y = set(a.lower().split()) - stop, set(b.lower().split()) - stop
    return bool(x and y) and (x <= y or y <= x)


def weapon_rows(draft: Draft) -> tuple[Weapon, ...]:
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
