"""Two Traits → Likeness: the vetoes first, then the sum of all features, as a probability with its reasons."""

from collections.abc import Iterable
from math import exp

from dateline.case import Likeness, Traits
from dateline.link.block import blocks
from dateline.link.features import FEATURES
from dateline.link.vetoes import VETOES

BIAS = -3.7
"""Log-odds of two tellings that share a block and nothing else."""
JOIN = 0.5
"""Likeness from which two tellings may be of one case: the ledger stores these pairs alone."""

Pair = tuple[str, str]


def compare(a: Traits, b: Traits) -> Likeness:
    """How alike two tellings are, and why; the same either way round."""
    for veto in VETOES:
        reason = veto(a, b)
        if reason is not None:
            return Likeness(score=0.0, for_=(), against=(reason,))
    total = BIAS
    said_for: list[str] = []
    said_against: list[str] = []
    for feature in FEATURES:
        mark = feature(a, b)
        if mark is not None:
            points, words = mark
            total += points
            if points > 0:
                said_for.append(words)
            elif points < 0:
                said_against.append(words)
    return Likeness(round(1.0 / (1.0 + exp(-total)), 3), tuple(said_for), tuple(said_against))


def why(likeness: Likeness) -> str:
    """The reasons of a likeness as one line."""
    spoken = "; ".join(likeness.for_)
    return f"{spoken}; against: {'; '.join(likeness.against)}" if likeness.against else spoken


def pairs(new: Iterable[Traits], known: Iterable[Traits]) -> dict[Pair, float]:
    """The scores of every pair of a new telling with another, new or known, that share a block and reach `JOIN`."""
    fresh = {t.key: t for t in new}
    everything = {t.key: t for t in known} | fresh
    filed: dict[str, list[str]] = {}
    for key, telling in sorted(everything.items()):
        for block in blocks(telling):
            filed.setdefault(block, []).append(key)
    found: dict[Pair, float] = {}
    seen: set[Pair] = set()
    for key in sorted(fresh):
        for block in blocks(fresh[key]):
            for other in filed[block]:
                pair = (key, other) if key < other else (other, key)
                if key == other or pair in seen:
                    continue
                seen.add(pair)
                score = compare(everything[pair[0]], everything[pair[1]]).score
                if score >= JOIN:
                    found[pair] = score
    return found
