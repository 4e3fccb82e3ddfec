"""Attributions by their parts: precision, recall and F1 of source, cue, content and of all three together.

Exact and overlap match are those of opinion and quotation extraction (Choi et al., HLT-EMNLP 2005, "Identifying sources
of opinions"; Pareti et al., EMNLP 2013, "Automatically detecting and attributing indirect quotations"): the same
tokens, or a token in common, each part for itself and paired one to one with gold for the greatest number of pairs.
Beside them stand the tokens of each part, each counted once a document. A whole attribution is right where all its
parts are, a part that both leave empty among them. PolNeAR (Newell et al., LREC 2018) defines the parts.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from evaluation.benchmarks.metrics.tally import Tally, best

PARTS = ("source", "cue", "content")
WHOLE = "whole"
EXACT, OVERLAP, TOKENS = "exact", "overlap", "tokens"
Tokens = frozenset[int]


class Attribution(NamedTuple):
    """Who says what: the tokens of its three parts."""

    source: Tokens
    cue: Tokens
    content: Tokens


def overlaps(found: Tokens, gold: Tokens) -> bool:
    """Whether both hold a token in common, or both are empty."""
    return bool(found & gold) or not (found or gold)


def score(documents: Iterable[tuple[Sequence[Attribution], Sequence[Attribution]]]) -> dict[tuple[str, str], Tally]:
    """Tallies by part and measure over documents, each given as (found, gold)."""
    sums: dict[tuple[str, str], Tally] = {}
    for found, gold in documents:
        for name, tally in _document(found, gold).items():
            sums[name] = sums.get(name, Tally()).plus(tally)
    return sums


def _document(found: Sequence[Attribution], gold: Sequence[Attribution]) -> dict[tuple[str, str], Tally]:
    tallies: dict[tuple[str, str], Tally] = {}
    for part in PARTS:
        ours, theirs = ([t for a in side if (t := getattr(a, part))] for side in (found, gold))
        same = sum((Counter(ours) & Counter(theirs)).values())
        near = best(ours, theirs, lambda f, g: float(overlaps(f, g)))
        held, wanted = (frozenset[int]().union(*side) for side in (ours, theirs))
        both = len(held & wanted)
        tallies[part, EXACT] = Tally(same, len(ours), same, len(theirs))
        tallies[part, OVERLAP] = Tally(near, len(ours), near, len(theirs))
        tallies[part, TOKENS] = Tally(both, len(held), both, len(wanted))
    same = sum((Counter(found) & Counter(gold)).values())
    near = best(found, gold, lambda f, g: float(all(overlaps(*pair) for pair in zip(f, g, strict=True))))
    tallies[WHOLE, EXACT] = Tally(same, len(found), same, len(gold))
    tallies[WHOLE, OVERLAP] = Tally(near, len(found), near, len(gold))
    return tallies
