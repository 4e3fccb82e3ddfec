"""Windows → arrays: what the network takes in, and what each head should answer."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from training.data import EVENTS, SENTENCE_LABELS, SPAN_LABELS, Doc, Tagged
from training.relations import SKIP, candidates, gaps, label_number
from training.windows import Window

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
OUT, BEGIN, INSIDE = 0, 1, 2
IGNORE = -100
LEAST = 8
"""The least number of sentences that a batch is padded to, so that few shapes occur."""


class Inputs(Struct, frozen=True):
    """One batch for the encoder: word pieces, which of them are real, and the mean over each sentence's pieces."""

    ids: Ints
    mask: Ints
    pool: Floats


class Located(Struct, frozen=True):
    """A span in a window: its word pieces from first to last, and its sentence."""

    span: Tagged
    first: int
    last: int
    sentence: int


class Sample(Struct, frozen=True):
    """One window of one document, with its targets.

    `tags` are per word piece and label (only where words begin), `weights` say how much each counts; `events` are per
    sentence; `pairs` has a row for each candidate: head, tail (numbers in `spans`), relation, target, both gaps.
    """

    doc: Doc
    window: Window
    sentences: tuple[int, ...]
    tags: Ints
    weights: Floats
    events: Floats
    known: Floats
    page: float | None
    spans: tuple[Located, ...]
    pairs: Ints


def sample(doc: Doc, window: Window, unmarked: float = 0.1) -> Sample:
    """The targets of one window; `unmarked` is the weight of unmarked words where a set marks only some spans."""
    here = tuple(dict.fromkeys(n for n in window.sentences if n >= 0))
    tags, weights = _tags(doc, window, unmarked)
    events = np.zeros((len(here), len(SENTENCE_LABELS)), np.float32)
    known = np.zeros_like(events)
    for row, number in enumerate(here):
        piece = doc.pieces[number]
        known[row, : len(EVENTS)] = doc.teaches.events
        known[row, -1] = piece.tells is not None
        events[row, -1] = bool(piece.tells)
        for event in piece.events:
            events[row, SENTENCE_LABELS.index(event)] = 1.0
    page = _page(doc, here)
    spans = locate(doc, window)
    return Sample(
        doc, window, here, tags, weights, events, known, None if page is None else float(page), spans,
        pair_rows(doc, spans),
    )  # fmt: skip


def _page(doc: Doc, here: Sequence[int]) -> bool | None:
    """Whether a window can hold an incident; where only the page is known to, its opening is taken to tell it."""
    tells = [doc.pieces[n].tells for n in here]
    if None not in tells:
        return any(tells)
    return doc.relevant if not doc.relevant or 0 in here else None


def _tags(doc: Doc, window: Window, unmarked: float) -> tuple[Ints, Floats]:
    """The tag of each word for each label; where spans of one label nest, the widest is taken."""
    shape = (len(window.ids), len(SPAN_LABELS))
    tags, weights = np.full(shape, IGNORE, np.int64), np.zeros(shape, np.float32)
    firsts = [first for first, _ in window.words()]
    for column, label in enumerate(SPAN_LABELS):
        if label not in doc.teaches.full and label not in doc.teaches.some:
            continue
        tags[firsts, column] = OUT
        weights[firsts, column] = 1.0 if label in doc.teaches.full else unmarked
        covered = 0
        for span in sorted((s for s in doc.spans if s.label == label), key=lambda s: (s.start, -s.end)):
            if span.start < covered:
                continue
            covered = span.end
            at = window.pieces_of(span.start, span.end)
            inside = [n for n in firsts if at and at[0] <= n <= at[1]]
            tags[inside, column] = INSIDE
            tags[inside[:1], column] = BEGIN
            weights[inside, column] = 1.0
    return tags, weights


def locate(doc: Doc, window: Window) -> tuple[Located, ...]:
    """The document's spans that this window holds."""
    found = []
    for span in doc.spans:
        at = window.pieces_of(span.start, span.end)
        if at:
            found.append(Located(span, at[0], at[1], window.sentences[at[0]]))
    return tuple(found)


def pair_rows(doc: Doc, spans: Sequence[Located]) -> Ints:
    """One row for each pair of spans that is trained on or scored."""
    rows = []
    for c in candidates(doc, [s.span for s in spans]):
        if c.target != SKIP:
            head, tail = spans[c.head], spans[c.tail]
            apart = gaps((head.sentence, head.span.start), (tail.sentence, tail.span.start))
            rows.append((c.head, c.tail, c.relation, c.target, *apart))
    return np.array(rows, np.int64).reshape(-1, 6)


def inputs(samples: Sequence[Sample]) -> Inputs:
    """A batch, padded to its longest window."""
    length = max(len(s.window.ids) for s in samples)
    rows = max(LEAST, *(len(s.sentences) for s in samples))
    ids = np.zeros((len(samples), length), np.int64)
    mask = np.zeros_like(ids)
    pool = np.zeros((len(samples), rows, length), np.float32)
    for n, each in enumerate(samples):
        size = len(each.window.ids)
        ids[n, :size] = each.window.ids
        mask[n, :size] = 1
        owner = np.array(each.window.sentences)
        for row, number in enumerate(each.sentences):
            own = owner == number
            pool[n, row, :size] = own / own.sum()
    return Inputs(ids, mask, pool)


def span_pool(samples: Sequence[Sample], length: int) -> tuple[Ints, Floats, Ints, Ints]:
    """All spans of a batch one after another: (first, last) as flat positions, means, window numbers, labels."""
    flat: list[tuple[int, int]] = []
    means: list[Floats] = []
    owners: list[int] = []
    kinds: list[int] = []
    for n, each in enumerate(samples):
        for span in each.spans:
            flat.append((n * length + span.first, n * length + span.last))
            mean = np.zeros(length, np.float32)
            mean[span.first : span.last + 1] = 1.0 / (span.last + 1 - span.first)
            means.append(mean)
            owners.append(n)
            kinds.append(label_number(span.span.label))
    count = len(flat)
    return (
        np.array(flat, np.int64).reshape(count, 2),
        np.array(means, np.float32).reshape(count, length),
        np.array(owners, np.int64),
        np.array(kinds, np.int64),
    )
