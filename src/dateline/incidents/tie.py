"""Ties claims to the incidents they speak of, and figures to the claims that give them."""

from msgspec.structs import replace

from dateline.incidents.casualties import Figure
from dateline.incidents.drafts import Draft
from dateline.incidents.scene import Scene
from dateline.model import Claim, Evidence, Span

FIGURE_STANCES = frozenset({"reports", "confirms", "blames", "denies", "claims_responsibility", "condemns"})


def about(scene: Scene, claim: Claim, drafts: list[Draft], main: Draft | None) -> Draft | None:
    """The draft that a claim speaks of: told in its content, in its sentence, or the one last spoken of before it."""
    if not claim.evidence:
        return None
    number = scene.sentence_at(claim.evidence[0][0])
    if number is None:
        return None
    sentence = scene.document.sentences[number]
    own = [d for d in drafts if d.report == sentence.report]
    for spans in (claim.content, claim.evidence, ((sentence.start, sentence.end),)):
        told = [
            (not claim.cue and not b.figures, b.start, d)  # the page's own voice is kept for the figures it gives
            for d in own
            for b in d.bouts
            if b.deeds and _any_inside(b.deeds[0].span, b.deeds[-1].span, spans)
        ]
        if told:
            return min(told, key=lambda item: item[:2])[2]
    before = [(b.sentence, d) for d in own for b in d.bouts if b.sentence < number and number - b.sentence <= 2]
    block = [d for at, d in before if scene.document.sentences[at].block == sentence.block]
    if block:
        return main if main is not None and main in block else block[-1]
    if main is not None and main in own:
        return main
    return before[-1][1] if before else (own[0] if own else None)


def _any_inside(first: Span, last: Span, spans: tuple[Span, ...]) -> bool:
    return any(a <= first[0] < b or a <= last[0] < b for a, b in spans)


def voice(scene: Scene, figure: Figure, claims: tuple[Claim, ...]) -> Claim | None:
    """The claim that gives a figure: the one with the shortest content around it, else the voice of its sentence."""
    at = figure.word[0]
    number = figure.row.evidence[0][0]
    covering = [
        (b - a, c)
        for c in claims
        if c.stance in FIGURE_STANCES
        for a, b in (c.content or c.evidence)
        if a <= at < b or a <= number < b
    ]
    if covering:
        return min(covering, key=lambda pair: (pair[0], pair[1].stance != "reports"))[1]
    sentence = scene.document.sentences[figure.sentence]
    beside = [
        c
        for c in claims
        if c.stance in ("reports", "confirms") and any(sentence.start <= a < sentence.end for a, _ in c.evidence)
    ]
    return beside[0] if beside else None


def joined(claims: tuple[Claim, ...]) -> tuple[tuple[Claim, ...], dict[str, str]]:
    """One claim for a source, stance, incident and target: further sentences of a voice add spans (contract, claims).

    Ids are given anew in the order of the text; the second value leads from each old id to the new one.
    """
    kept: dict[tuple[str | None, ...], Claim] = {}
    key_of: dict[str, tuple[str | None, ...]] = {}
    for claim in claims:
        voice = (claim.source.name or claim.source.kind).lower().removeprefix("the ")
        alone = claim.id if claim.about is None else None
        key = (claim.about, claim.stance, voice, claim.target, alone)
        key_of[claim.id] = key
        known = kept.get(key)
        kept[key] = claim if known is None else _with_spans(known, claim)
    new = {key: f"c{n}" for n, key in enumerate(kept, 1)}
    return tuple(replace(c, id=new[k]) for k, c in kept.items()), {old: new[key] for old, key in key_of.items()}


def _with_spans(claim: Claim, more: Claim) -> Claim:
    def both(a: Evidence, b: Evidence) -> Evidence:
        return tuple(dict.fromkeys((*a, *b)))

    return replace(
        claim,
        content=both(claim.content, more.content),
        cue=both(claim.cue, more.cue),
        evidence=both(claim.evidence, more.evidence),
        source=replace(claim.source, evidence=both(claim.source.evidence, more.source.evidence)),
    )
