"""Documents to train on, whatever they come from, and the corpus as such documents.

Each set teaches only what it labels: `Teaches` names the token labels, relations and heads that a document has an
opinion on, and everything else of the network is left alone by it.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from msgspec import Struct

from dateline import codebook
from dateline.codebook import Codebook
from dateline.model import SubEventType
from training import resolve
from training.checks import check
from training.labels import labels
from training.markup import LETTERS, Marked, Mention, read_file
from training.validate import files

SPAN_LABELS = tuple(label for label in LETTERS.values() if label not in ("LINK", "FACT"))
"""The labels of the token head; words of links and of statements are too rare in the corpus to be learnt."""
EVENTS = get_args(SubEventType)
TELLS = "tells an incident"
SENTENCE_LABELS = (*EVENTS, TELLS)
HELD_OUT = 0.12
"""The share of the corpus, region by region, that is only ever scored."""
TITLES = frozenset(("headline", "teaser_headline", "ranking_item"))

Split = Literal["train", "dev"]


class Tagged(Struct, frozen=True):
    """One labelled span of a document's text; mentions of one thing share an id, and parties may have a kind."""

    start: int
    end: int
    label: str
    report: str = "r1"
    id: str | None = None
    kind: str | None = None


class Tie(Struct, frozen=True):
    """Two spans that belong together; the label is empty where a set does not say as what."""

    kind: str
    head: tuple[int, int]
    tail: tuple[int, int]
    label: str = ""


class Piece(Struct, frozen=True):
    """One sentence: its report, whether it is a title, its event types, and whether it tells an incident if known."""

    start: int
    end: int
    report: str = "r1"
    is_title: bool = False
    events: tuple[str, ...] = ()
    tells: bool | None = None


class Teaches(Struct, frozen=True):
    """What a set labels: token labels in full, token labels of which it marks only some, relations, event types."""

    full: frozenset[str] = frozenset()
    some: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    events: bool = False


class Doc(Struct, frozen=True):
    """One text with what it teaches; `relevant` says whether it can hold an incident, null where nobody said."""

    id: str
    set: str
    split: Split
    text: str
    pieces: tuple[Piece, ...]
    spans: tuple[Tagged, ...]
    pairs: tuple[Tie, ...]
    teaches: Teaches
    relevant: bool | None = None
    region: str = ""
    style: str = ""


ALL = Teaches(
    full=frozenset(SPAN_LABELS),
    relations=frozenset(
        ("event_argument", "event_figure", "figure_group", "source_content", "cue_content", "same_event")
    ),
    events=True,
)


def corpus(limit: int | None = None) -> list[Doc]:
    """The faultless reports of the corpus, the held-out ones marked; a limit takes reports of every region in turn."""
    book = codebook.load()
    read = [m for m in map(read_file, files()) if not any(p.level == "error" for p in check(m, book))]
    held = held_out([(m.head["region"], m.head["id"]) for m in read])
    docs = [document(m, "dev" if m.head["id"] in held else "train", book) for m in read]
    return docs if limit is None else _spread(docs, limit)


def held_out(reports: Iterable[tuple[str, str]], share: float = HELD_OUT) -> frozenset[str]:
    """The ids to keep for scoring, of each region the same share, chosen by a hash of the id alone."""
    regions: dict[str, list[str]] = defaultdict(list)
    for region, id in reports:
        regions[region].append(id)
    return frozenset(
        id for ids in regions.values() for id in sorted(ids, key=fingerprint)[: max(1, round(share * len(ids)))]
    )


def fingerprint(text: str) -> str:
    """A hash that stands for a text, whatever its case and white space."""
    return hashlib.sha256(" ".join(text.lower().split()).encode()).hexdigest()


def _spread(docs: Sequence[Doc], limit: int) -> list[Doc]:
    """So many documents, each region in turn, the held-out ones in their share."""
    found: list[Doc] = []
    held = max(1, round(HELD_OUT * limit))
    for split, count in (("dev", held), ("train", limit - held)):
        rank: dict[str, int] = {}
        seen: dict[str, int] = defaultdict(int)
        ours = sorted((d for d in docs if d.split == split), key=lambda d: fingerprint(d.id))
        for doc in ours:
            seen[doc.region] += 1
            rank[doc.id] = seen[doc.region]
        found += sorted(ours, key=lambda d: rank[d.id])[:count]
    return found


def document(marked: Marked, split: Split, book: Codebook) -> Doc:
    """One report of the corpus as a document that teaches everything."""
    example = labels(marked)
    pieces = tuple(
        Piece(s.start, s.end, s.report, s.role in TITLES, s.events, tells=bool(s.events)) for s in example.sentences
    )
    told = [(p.start, p.end) for p in pieces]
    spans = tuple(
        Tagged(m.start, m.end, LETTERS[m.letter], marked.report_at(m.start), m.id, _kind(m, marked, book))
        for m in marked.mentions
        if LETTERS[m.letter] in SPAN_LABELS and any(a < m.end and m.start < b for a, b in told)
    )
    return Doc(
        id=example.id,
        set="corpus",
        split=split,
        text=marked.text,
        pieces=pieces,
        spans=spans,
        pairs=tuple(Tie(p.kind, p.head, p.tail, p.label) for p in example.pairs),
        teaches=ALL,
        relevant=any(p.tells for p in pieces),
        region=marked.head["region"],
        style=marked.head["style"],
    )


def _kind(mention: Mention, marked: Marked, book: Codebook) -> str | None:
    """The kind of a party, for the table of errors."""
    if mention.letter != "a" or mention.id is None:
        return None
    written = marked.table.values.get(mention.id)
    return resolve.kind(written[0] if written else None, marked.words(mention.id) or "", book)
