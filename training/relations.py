"""Which pairs of spans the pair head scores, as what, and how far apart two spans stand."""

from collections.abc import Iterable, Sequence
from typing import get_args

from msgspec import Struct

from dateline.model import CasualtyKind, Stance
from training.data import SPAN_LABELS, Doc, Tagged

NONE, SOME, SKIP = 0, -1, -2
"""Targets that name no class: not tied, tied without saying as what, and neither (left out of the loss)."""
FAR = 4
"""Sentences apart from which on two spans are simply far."""
REACH = 10
"""Doublings of the distance in characters that are told apart."""


class Relation(Struct, frozen=True):
    """One kind of pair: the labels of its two ends, and its classes after `none`."""

    kind: str
    heads: frozenset[str]
    tails: frozenset[str]
    classes: tuple[str, ...]


def _relation(kind: str, heads: str, tails: str, classes: Iterable[str]) -> Relation:
    return Relation(kind, frozenset(heads.split()), frozenset(tails.split()), tuple(classes))


ARGUMENTS = "perpetrator target victim other place time weapon object".split()
RELATIONS = (
    _relation("event_argument", "EVENT", "ACTOR VICTIM PLACE TIME WEAPON OBJECT", ARGUMENTS),
    _relation("event_figure", "EVENT", "NUMBER", get_args(CasualtyKind)),
    _relation("figure_group", "NUMBER", "VICTIM ACTOR", get_args(CasualtyKind)),
    _relation("source_content", "SOURCE", "CONTENT", get_args(Stance)),
    _relation("cue_content", "CUE", "CONTENT", get_args(Stance)),
    _relation("same_event", "EVENT", "EVENT", ("same",)),
)
KINDS = tuple(r.kind for r in RELATIONS)
SLICES = tuple(
    slice(first, first + 1 + len(r.classes))
    for n, r in enumerate(RELATIONS)
    for first in [sum(1 + len(earlier.classes) for earlier in RELATIONS[:n])]
)
"""The outputs of the pair head that belong to each relation; the first of them is `none`."""
CLASSES = SLICES[-1].stop


class Candidate(Struct, frozen=True):
    """Two spans that could be tied: numbers of the relation and of the spans, and what is known of them."""

    relation: int
    head: int
    tail: int
    target: int


def candidates(doc: Doc, spans: Sequence[Tagged]) -> list[Candidate]:
    """Every pair of these spans of one report whose labels fit a relation that the document teaches."""
    true = _truth(doc)
    found: list[Candidate] = []
    for number, relation in enumerate(RELATIONS):
        if relation.kind not in doc.teaches.relations:
            continue
        heads = [n for n, s in enumerate(spans) if s.label in relation.heads]
        tails = [n for n, s in enumerate(spans) if s.label in relation.tails]
        for h in heads:
            for t in tails:
                head, tail = spans[h], spans[t]
                if (head.start, head.end) == (tail.start, tail.end) or head.report != tail.report:
                    continue
                if relation.kind == "same_event" and head.start > tail.start:
                    continue
                found.append(Candidate(number, h, t, true.target(number, head, tail)))
    return found


class _Truth:
    def __init__(self) -> None:
        self.exact: dict[tuple[int, int, int, int, int], int] = {}
        self.ids: set[tuple[int, str, str]] = set()

    def target(self, relation: int, head: Tagged, tail: Tagged) -> int:
        """The class of a pair; a pair that is tied elsewhere on the page, by other mentions, is left out."""
        if RELATIONS[relation].kind == "same_event":
            return int(head.id == tail.id)
        known = self.exact.get((relation, head.start, head.end, tail.start, tail.end))
        if known is not None:
            return known
        return SKIP if head.id and tail.id and (relation, head.id, tail.id) in self.ids else NONE


def _truth(doc: Doc) -> _Truth:
    true = _Truth()
    by_span: dict[tuple[int, int], list[Tagged]] = {}
    for span in doc.spans:
        by_span.setdefault((span.start, span.end), []).append(span)
    for pair in doc.pairs:
        number = KINDS.index(pair.kind)
        relation = RELATIONS[number]
        target = 1 + relation.classes.index(pair.label) if pair.label in relation.classes else SOME
        true.exact.setdefault((number, *pair.head, *pair.tail), target)
        ends = ((pair.head, relation.heads), (pair.tail, relation.tails))
        heads, tails = ([s.id for s in by_span.get(at, ()) if s.id and s.label in held] for at, held in ends)
        true.ids.update((number, h, t) for h in heads for t in tails)
    return true


def gaps(head: tuple[int, int], tail: tuple[int, int]) -> tuple[int, int]:
    """How far a tail stands from a head, each given as (sentence, offset): in sentences and in doublings, signed."""
    sentences = max(-FAR, min(FAR, tail[0] - head[0])) + FAR
    apart = tail[1] - head[1]
    return sentences, min(REACH, abs(apart).bit_length()) * (1 if apart >= 0 else -1) + REACH


GAP_SIZES = (2 * FAR + 1, 2 * REACH + 1)


def label_number(label: str) -> int:
    """The number of a span's label, as the pair head takes it."""
    return SPAN_LABELS.index(label)
