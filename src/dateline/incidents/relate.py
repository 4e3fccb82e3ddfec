"""Links between the incidents of a page: what one was a retaliation for, what it followed, what repeats what."""

import re

from dateline.codebook.phrases import words
from dateline.incidents.drafts import Draft
from dateline.incidents.scene import Scene
from dateline.model import Link, LinkKind, Span

RETALIATION = re.compile(
    r"\b(?:retaliat\w+|reveng\w+|aveng\w+|reprisals?|in response|respond\w*|regret|pay for)\b", re.IGNORECASE
)
FOLLOWS = re.compile(r"(?:after|following|in response to|in retaliation for|in revenge for|in reprisal for|since)\b")
ANSWER = re.compile(
    r"(?:\w+ later,?\s+)?in\s+(?:an?\s+)?(?:apparent\s+)?(?:response|retaliation|reprisal|revenge)\b", re.IGNORECASE
)
SAME_SHARE = 0.8


def within_sentences(scene: Scene, drafts: list[Draft]) -> list[tuple[Draft, Draft, LinkKind, Span]]:
    """Pairs told in one sentence as "A after B": A follows B, or is the retaliation for it."""
    found = []
    for later in drafts:
        for bout in later.bouts:
            for earlier in drafts:
                for other in earlier.bouts:
                    if later is earlier or bout.sentence != other.sentence or other.start <= bout.start:
                        continue
                    if FOLLOWS.match(other.connective):
                        span = (bout.spans[0][0], other.spans[-1][1])
                        kind: LinkKind = "retaliation_for" if RETALIATION.search(scene.text, *span) else "follows"
                        found.append((later, earlier, kind, span))
    return list({(id(a), id(b)): (a, b, kind, span) for a, b, kind, span in found}.values())


def answers(scene: Scene, drafts: list[Draft]) -> list[tuple[Draft, Draft, LinkKind, Span]]:
    """A sentence that begins "in response", "in retaliation": its incident answers the one told before it."""
    found: list[tuple[Draft, Draft, LinkKind, Span]] = []
    told = sorted(((b.sentence, b.start, d) for d in drafts for b in d.bouts), key=lambda t: t[:2])
    for at, (number, _, draft) in enumerate(told):
        sentence = scene.document.sentences[number]
        opening = ANSWER.match(scene.text, sentence.start, sentence.end)
        before = [d for n, _, d in told[:at] if d is not draft and d.report == draft.report and n < number]
        if opening and draft.bouts[0].sentence == number and before:
            found.append((draft, before[-1], "retaliation_for", opening.span()))
    return found


def repeated_reports(scene: Scene, drafts: list[Draft]) -> list[tuple[Draft, Draft, LinkKind, Span]]:
    """Incidents of reports with the same headline (a list often cuts it short): the later one repeats the first."""
    found: list[tuple[Draft, Draft, LinkKind, Span]] = []
    first: list[tuple[list[str], Draft]] = []
    for draft in drafts:
        report = scene.reports[draft.report]
        told = [w.normal for w in words(report.headline or "")]
        twin = next((d for known, d in first if d.report != draft.report and _same_headline(told, known)), None)
        if twin is not None and report.evidence:
            found.append((draft, twin, "same_as", report.evidence[0]))
        else:
            first.append((told, draft))
    return found


def _same_headline(a: list[str], b: list[str]) -> bool:
    size = min(len(a), len(b))
    return size >= 4 and sum(x == y for x, y in zip(a, b, strict=False)) >= SAME_SHARE * size


def link(pair: tuple[Draft, Draft, LinkKind, Span], ids: dict[int, str]) -> Link:
    """A pair of drafts as a row of the record; `ids` gives the incident of each draft."""
    later, earlier, kind, span = pair
    return Link(from_=ids[id(later)], to=ids[id(earlier)], kind=kind, evidence=(span,))
