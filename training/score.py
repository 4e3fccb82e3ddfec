"""What a trained encoder is worth on documents that it has not seen, whatever runs it: float network or int8 file."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np

from training.data import SENTENCE_LABELS, SPAN_LABELS, TELLS, Doc, Tagged
from training.relations import RELATIONS, SLICES, SOME
from training.targets import BEGIN, OUT, Floats, Inputs, Ints, Located, Sample, inputs, pair_rows, sample
from training.windows import Vocabulary, windows

BATCH = 8
LOST = 0.01
"""The share of pages with an incident that a first look may lose."""


class Answers(NamedTuple):
    """What the encoder says of a batch: hidden states and the scores of its heads."""

    hidden: Floats
    tags: Floats
    sentences: Floats
    pages: Floats


class Model(Protocol):
    """An encoder with its scorer of pairs, whatever runs it."""

    def read(self, batch: Inputs) -> Answers:
        """The answers for a batch of windows."""
        ...

    def tie(self, heads: Floats, tails: Floats, labels: Ints, gaps: Ints) -> Floats:
        """The class scores of pairs of span vectors."""
        ...


class Tally:
    """Counts of what was found, what should have been, and what was both."""

    def __init__(self) -> None:
        self.right = self.said = self.true = 0

    def add(self, said: set[Any], true: set[Any]) -> None:
        """Count one document's findings."""
        self.right += len(said & true)
        self.said += len(said)
        self.true += len(true)

    def report(self) -> dict[str, float]:
        """Precision, recall, F1 and the number of true ones."""
        p, r = self.right / max(1, self.said), self.right / max(1, self.true)
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        return {"p": round(p, 4), "r": round(r, 4), "f1": round(f1, 4), "n": self.true}


class Reading(NamedTuple):
    """What the model says of one document: spans, sentence labels, tied pairs (said and true), a page score."""

    spans: set[tuple[int, int, str]]
    sentences: set[tuple[int, str]]
    said: set[tuple[int, ...]]
    true: set[tuple[int, ...]]
    page: float


def read(doc: Doc, model: Model, vocab: Vocabulary, size: int, overlap: int) -> Reading:
    """Run a model over all windows of a document; each sentence is read in its home window."""
    samples = [sample(doc, w) for w in windows(doc.text, doc.pieces, vocab, size, overlap)]
    words: dict[int, tuple[int, str, Ints]] = {}
    told: set[tuple[int, str]] = set()
    vectors: dict[Tagged, tuple[Located, Floats]] = {}
    page = -1e9
    for first in range(0, len(samples), BATCH):
        part = samples[first : first + BATCH]
        answers = model.read(inputs(part))
        page = max(page, float(answers.pages.max()))
        for n, each in enumerate(part):
            tags = answers.tags[n].argmax(-1)
            for a, b in each.window.words():
                number = each.window.sentences[a]
                if number in each.window.home:
                    (start, _), (_, end) = each.window.offsets[a], each.window.offsets[b]
                    words.setdefault(start, (end, doc.pieces[number].report, tags[a]))
            told |= set(_told(each, answers.sentences[n]))
            for at in each.spans:
                if at.sentence in each.window.home:
                    vectors.setdefault(at.span, (at, _vector(answers.hidden[n], at)))
    said, true = _pairs(doc, model, list(vectors.values()))
    return Reading(set(decode(words)), told, said, true, page)


def decode(words: dict[int, tuple[int, str, Ints]]) -> Iterator[tuple[int, int, str]]:
    """Tags of words, by their offsets, to spans; a span begun by an inside tag is taken as begun."""
    for column, label in enumerate(SPAN_LABELS):
        begun: tuple[int, int, str] | None = None
        for start in sorted(words):
            end, report, tags = words[start]
            tag = tags[column]
            if begun and (tag in (OUT, BEGIN) or begun[2] != report):
                yield begun[0], begun[1], label
                begun = None
            if tag != OUT:
                begun = (begun[0] if begun else start, end, report)
        if begun:
            yield begun[0], begun[1], label


def _told(each: Sample, scores: Floats) -> Iterator[tuple[int, str]]:
    for row, number in enumerate(each.sentences):
        if number in each.window.home:
            for label in np.flatnonzero(scores[row] > 0):
                yield number, SENTENCE_LABELS[int(label)]


def _vector(hidden: Floats, at: Located) -> Floats:
    mean = hidden[at.first : at.last + 1].mean(0)
    return np.concatenate((hidden[at.first], hidden[at.last], mean))


def _pairs(
    doc: Doc, model: Model, located: Sequence[tuple[Located, Floats]]
) -> tuple[set[tuple[int, ...]], set[tuple[int, ...]]]:
    rows = pair_rows(doc, [at for at, _ in located])
    said: set[tuple[int, ...]] = set()
    true: set[tuple[int, ...]] = set()
    if not len(rows):
        return said, true
    stacked = np.stack([v for _, v in located])
    kinds = np.array([SPAN_LABELS.index(at.span.label) for at, _ in located])
    scores = model.tie(stacked[rows[:, 0]], stacked[rows[:, 1]], kinds[rows[:, :2]], rows[:, 4:])
    for (head, tail, relation, target, *_), outputs in zip(rows.tolist(), scores, strict=True):
        best = int(outputs[SLICES[relation]].argmax())
        if target == SOME:
            best, target = min(best, 1), 1
        if best:
            said.add((relation, head, tail, best))
        if target:
            true.add((relation, head, tail, target))
    return said, true


def score(docs: Sequence[Doc], model: Model, vocab: Vocabulary, size: int = 256, overlap: int = 64) -> dict[str, Any]:
    """All scores of a model on documents of one set, as plain JSON."""
    tallies: dict[str, dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    pages: list[tuple[float, bool]] = []
    for doc in docs:
        seen = read(doc, model, vocab, size, overlap)
        gold = gold_spans(doc)
        spans = {s for s in seen.spans if s[2] in doc.teaches.full}
        for label in doc.teaches.full:
            tallies["spans"][label].add({s for s in spans if s[2] == label}, {s for s in gold if s[2] == label})
        for name, value in (("region", doc.region), ("style", doc.style)):
            if value:
                tallies[f"spans by {name}"][value].add(spans, gold)
        for span in doc.spans:
            if span.label == "ACTOR" and span.kind:
                true = {(span.start, span.end, "ACTOR")}
                tallies["parties by kind"][span.kind].add(spans & true, true)
        _score_sentences(doc, seen, tallies)
        for number, relation in enumerate(RELATIONS):
            if relation.kind in doc.teaches.relations:
                said = {p for p in seen.said if p[0] == number}
                tallies["pairs"][relation.kind].add(said, {p for p in seen.true if p[0] == number})
        if doc.relevant is not None:
            pages.append((seen.page, doc.relevant))
    return {"documents": len(docs), **_summed(tallies), "page AUC": auc(pages), "triage": triage(pages)}


def gold_spans(doc: Doc) -> set[tuple[int, int, str]]:
    """A document's spans as the token head can give them: of nested ones with the same label the widest."""
    found: set[tuple[int, int, str]] = set()
    for label in doc.teaches.full:
        covered = 0
        for s in sorted((s for s in doc.spans if s.label == label), key=lambda s: (s.start, -s.end)):
            if s.start >= covered:
                covered = s.end
                found.add((s.start, s.end, label))
    return found


def _score_sentences(doc: Doc, seen: Reading, tallies: dict[str, dict[str, Tally]]) -> None:
    if not doc.teaches.events:
        return
    true = {(n, event) for n, piece in enumerate(doc.pieces) for event in (*piece.events, *[TELLS] * bool(piece.tells))}
    for label in {label for _, label in seen.sentences | true}:
        name = "tells" if label == TELLS else "events"
        said, right = ({t for t in held if t[1] == label} for held in (seen.sentences, true))
        tallies[name][label].add(said, right)
    types = {t for t in seen.sentences if t[1] != TELLS}, {t for t in true if t[1] != TELLS}
    for name, value in (("region", doc.region), ("style", doc.style)):
        if value:
            tallies[f"events by {name}"][value].add(*types)


def _summed(tallies: dict[str, dict[str, Tally]]) -> dict[str, Any]:
    """Each table with its rows and, as `all`, the counts of its rows together."""
    found: dict[str, Any] = {}
    for name, rows in tallies.items():
        whole = Tally()
        for row in rows.values():
            whole.right, whole.said, whole.true = whole.right + row.right, whole.said + row.said, whole.true + row.true
        found[name] = {"all": whole.report(), **{key: rows[key].report() for key in sorted(rows)}}
    return found


def auc(scored: Sequence[tuple[float, bool]]) -> float | None:
    """The chance that a page with an incident scores above one without; null where one of the two is missing."""
    yes, no = ([s for s, is_true in scored if is_true == wanted] for wanted in (True, False))
    if not yes or not no:
        return None
    wins = sum((a > b) + 0.5 * (a == b) for a in yes for b in no)
    return round(wins / (len(yes) * len(no)), 4)


def triage(scored: Sequence[tuple[float, bool]]) -> dict[str, float] | None:
    """The page score that all but one in a hundred pages with an incident reach, and the share of others below it."""
    yes, no = (sorted(s for s, is_true in scored if is_true == wanted) for wanted in (True, False))
    if not yes or not no:
        return None
    least = yes[int(LOST * len(yes))]
    return {"score": round(least, 3), "spared": round(sum(s < least for s in no) / len(no), 4), "pages": len(scored)}


def brief(scores: dict[str, Any]) -> str:
    """The few figures of a scoring that fit a line."""
    shown = [
        f"{name} {scores[name]['all']['f1']:.3f}" for name in ("spans", "events", "tells", "pairs") if name in scores
    ]
    if scores["page AUC"] is not None:
        shown.append(f"page AUC {scores['page AUC']:.3f}")
    return ", ".join(shown)
