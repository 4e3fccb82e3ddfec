"""A marked report → training labels: spans for the token heads, event types of sentences, and tied pairs."""

from typing import Literal

from msgspec import Struct

from dateline.annotate.sentences import split
from dateline.model import BlockRole, Span
from training.markup import LETTERS, TELLING, Marked, Mention
from training.table import ROLES

PairKind = Literal["event_argument", "source_content", "cue_content", "figure_group", "event_figure"]


class SpanLabel(Struct, frozen=True):
    """One labelled span, in offsets of the page's text; spans nest."""

    start: int
    end: int
    label: str


class SentenceLabels(Struct, frozen=True):
    """One sentence that can tell something, with what it is labelled; `events` are ACLED sub-event types."""

    start: int
    end: int
    role: BlockRole
    report: str
    events: tuple[str, ...]
    spans: tuple[SpanLabel, ...]


class Pair(Struct, frozen=True):
    """Two spans that belong together, as what, and whether one sentence holds both."""

    kind: PairKind
    head: Span
    tail: Span
    label: str
    same_sentence: bool


class Example(Struct, frozen=True):
    """All training labels of one report."""

    id: str
    text: str
    sentences: tuple[SentenceLabels, ...]
    pairs: tuple[Pair, ...]


def labels(marked: Marked) -> Example:
    """The training labels of a faultless report file."""
    types = {row.id: row.sub or "" for row in marked.table.incidents}
    sentences = []
    for block in marked.blocks:
        if block.role not in TELLING:
            continue
        for start, end in split(marked.text, block.start, block.end):
            inside = [m for m in marked.mentions if m.start < end and start < m.end]
            events = tuple(dict.fromkeys(types[m.id] for m in inside if m.letter == "i" and m.id in types))
            spans = tuple(dict.fromkeys(_label(m, start, end) for m in inside))
            sentences.append(SentenceLabels(start, end, block.role, marked.report_at(start), events, spans))
    pairs = _Pairs(marked, [(s.start, s.end) for s in sentences])
    return Example(marked.head.get("id", ""), marked.text, tuple(sentences), tuple(dict.fromkeys(pairs.all())))


def _label(mention: Mention, start: int, end: int) -> SpanLabel:
    return SpanLabel(max(start, mention.start), min(end, mention.end), LETTERS[mention.letter])


class _Pairs:
    """Collects the pairs of one report; only spans of one report of the page are ever paired."""

    def __init__(self, marked: Marked, sentences: list[Span]) -> None:
        self.marked = marked
        self.sentences = sentences

    def all(self) -> list[Pair]:
        """Every pair that the records state."""
        return [*self._arguments(), *self._figures(), *self._sayings()]

    def _arguments(self) -> list[Pair]:
        found: list[Pair] = []
        for row in self.marked.table.incidents:
            ties = [(i, "time") for i in (row.when.ids if row.when else ())]
            ties += [(i, ROLES.get(u.keyword, u.keyword)) for u in row.uses for i in u.ids]
            ties += [(w.id, "weapon") for w in row.weapons]
            for id, label in ties:
                found += self._tie("event_argument", row.id, id, label)
            for figure in row.figures:
                found += self._tie("event_figure", row.id, figure.id, figure.kind)
        return found

    def _figures(self) -> list[Pair]:
        rows = [f for row in self.marked.table.incidents for f in row.figures]
        return [p for f in rows for p in self._tie("figure_group", f.id, f.who, f.kind)]

    def _sayings(self) -> list[Pair]:
        found: list[Pair] = []
        for row in self.marked.table.claims:
            content, stance = f"q{row.id[1:]}", row.stance or "reports"
            found += self._tie("source_content", row.source, content, stance)
            found += self._tie("cue_content", row.id, content, stance)
        return found

    def _tie(self, kind: PairKind, head: str | None, tail: str | None, label: str) -> list[Pair]:
        """Each tail with its nearest head of the same report."""
        heads, found = self.marked.of(head or ""), []
        for b in self.marked.of(tail or ""):
            near = [a for a in heads if self._report(a) == self._report(b)]
            if near:
                a = min(near, key=lambda a: (self._sentence(a) != self._sentence(b), abs(a.start - b.start)))
                found.append(Pair(kind, a.span, b.span, label, self._sentence(a) == self._sentence(b)))
        return found

    def _report(self, mention: Mention) -> str:
        return self.marked.report_at(mention.start)

    def _sentence(self, mention: Mention) -> int:
        return next((n for n, (a, b) in enumerate(self.sentences) if a <= mention.start < b), -1 - mention.start)
