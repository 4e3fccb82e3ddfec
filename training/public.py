"""Public sets as documents, each teaching only what it labels, and only from its training split.

Their text is read from the shared folder and never enters the repository. A set that is not at hand is skipped by who
asks. What may not be trained on is refused here: sets kept for benchmarks by name, records by their split, and any
text that a held-out record of its set has too; `leaks.py` drops what is worded like anything that is measured on.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from dateline.annotate.sentences import split as sentences
from evaluation.paths import SHARED
from training import leaks
from training.data import Doc, Piece, Split, Tagged, Teaches, Tie, fingerprint
from training.leaks import Row

Spans = list[tuple[int, int]]

NEVER = frozenset(
    "isaf case2021_task2 time_platinum html_pages geo gold plv_test muc4_test polnear_test hrdsattack_test".split()
)
"""Kept for measuring; `geo` tunes the place resolver only."""


class Forbidden(Exception):
    """Raised where something that is kept for measuring would be trained on."""


class Source(NamedTuple):
    """A set: its files, how a record's split is used, and what makes documents of its records."""

    files: tuple[str, ...]
    splits: dict[str, Split]
    read: Callable[[list[Row], Split], Iterator[Doc]]


def refuse(names: Iterable[str]) -> None:
    """Raise where one of these sets is not to be trained on."""
    for name in names:
        if name in NEVER or name not in SOURCES:
            why = "is kept for measuring" if name in NEVER else "is not a set to train on"
            raise Forbidden(f"{name} {why}; the sets are: corpus {' '.join(SOURCES)}")


def public(name: str, limit: int | None = None) -> list[Doc] | None:
    """The documents of a set for training and, where it has such, for tuning; null where the set is not at hand."""
    refuse([name])
    source = SOURCES[name]
    if not all((SHARED / "data" / name / file).exists() for file in source.files):
        return None
    rows = [row for file in source.files for row in load(name, file)]
    allowed = admitted(rows, source.splits)
    known = leaks.measured(SHARED)
    read = [doc for split in ("train", "dev") for doc in source.read(allowed[split], split)]
    docs = [doc for doc in read if not leaks.is_copy(doc.text, known)]
    if limit is None:
        return docs
    train, dev = ([d for d in docs if d.split == split] for split in ("train", "dev"))
    return [*train[:limit], *dev[: math.ceil(limit / 8)]]


def admitted(rows: list[Row], splits: dict[str, Split]) -> dict[Split, list[Row]]:
    """The records that a split lets in, without any whose text a record of a stricter split has too."""
    strict = {fingerprint(r["text"]) for r in rows if r["split"] not in splits}
    tuned = strict | {fingerprint(r["text"]) for r in rows if splits.get(r["split"]) == "dev"}
    found: dict[Split, list[Row]] = {"train": [], "dev": []}
    for row in rows:
        use = splits.get(row["split"])
        if use and fingerprint(row["text"]) not in (tuned if use == "train" else strict):
            found[use].append(row)
    return found


def load(name: str, file: str) -> list[Row]:
    """The records of one file of the shared folder."""
    return leaks.load(SHARED / "data" / name / file)


def pieces(text: str, start: int = 0, tells: bool | None = None) -> tuple[Piece, ...]:
    """The sentences of a plain text, from an offset on."""
    return tuple(Piece(a, b, tells=tells) for a, b in sentences(text, start, len(text)))


def tagged(label: str, spans: Spans) -> list[Tagged]:
    """Spans of one label, each once."""
    return [Tagged(a, b, label) for a, b in dict.fromkeys((a, b) for a, b in spans)]


def polnear(rows: list[Row], split: Split) -> Iterator[Doc]:
    """Sources, cues and contents of attributions; what they say is not classed, so ties have no stance."""
    teaches = Teaches(
        full=frozenset(("SOURCE", "CUE", "CONTENT")), relations=frozenset(("source_content", "cue_content"))
    )
    for row in rows:
        spans: list[Tagged] = []
        ties: list[Tie] = []
        for said in row["attributions"]:
            parts = {part: [(a, b) for a, b in said[part]] for part in ("source", "cue", "content")}
            spans += [s for part, held in parts.items() for s in tagged(part.upper(), held)]
            for part in ("source", "cue"):
                ties += [Tie(f"{part}_content", head, c) for c in parts["content"] for head in parts[part][:1]]
        yield Doc(row["id"], "polnear", split, row["text"], pieces(row["text"]), tuple(spans), tuple(ties), teaches)


_MUC_SLOTS = {
    "perp_individual_id": "ACTOR",
    "perp_organization_id": "ACTOR",
    "hum_tgt_name": "VICTIM",
    "hum_tgt_description": "VICTIM",
    "phys_tgt_id": "OBJECT",
    "incident_instrument_id": "WEAPON",
}
_MUC_WAR = re.compile(r"\b(?:CLASH|COMBAT|AMBUSH|GUERRILLA|BOMB|KILLED|MURDER|ATTACK|KIDNAP)", re.IGNORECASE)


def muc4(rows: list[Row], split: Split) -> Iterator[Doc]:
    """Fillers of incident templates wherever they stand, and whether a report holds an incident.

    A report without a template counts as holding none only where it has no word of violence: the task left out clashes.
    """
    slots: dict[str, list[Tagged]] = defaultdict(list)
    for template in load("muc4", "templates.jsonl.gz"):
        for slot, label in _MUC_SLOTS.items():
            for fill in template["slots"][slot] or ():
                for spans in fill.get("spans", ()):
                    slots[template["docid"]] += tagged(label, [(a, b) for a, b in spans])
    teaches = Teaches(some=frozenset(_MUC_SLOTS.values()))
    for row in rows:
        relevant = True if row["n_templates"] else None if _MUC_WAR.search(row["text"]) else False
        cut = pieces(row["text"], row["body_start"])
        found = tuple(dict.fromkeys(s for s in slots[row["docid"]] if s.start >= row["body_start"]))
        yield Doc(row["docid"], "muc4", split, row["text"], cut, found, (), teaches, relevant)


def hrdsattack(rows: list[Row], split: Split) -> Iterator[Doc]:
    """Names of attacked persons, and that the article tells an attack."""
    teaches = Teaches(some=frozenset(("VICTIM",)))
    for row in rows:
        if row.get("same_text_as"):
            continue
        spans = tagged("VICTIM", [(a, b) for v in row["gold"]["victims"] for a, b in v["spans"]])
        told = set(row["gold"]["violation_types"]) - {"unknown"}
        yield Doc(
            row["id"], "hrdsattack", split, row["text"], pieces(row["text"]), tuple(spans), (), teaches,
            relevant=True if told else None,
        )  # fmt: skip


def event_location(rows: list[Row], split: Split) -> Iterator[Doc]:
    """Verbs and the places of their events; a sentence's places that are another verb's are counter-examples."""
    teaches = Teaches(some=frozenset(("PLACE",)), relations=frozenset(("event_argument",)))
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["text"]].append(row)
    for text, same in grouped.items():
        verbs = tagged("EVENT", [(a, b) for row in same for a, b in row["verb"]])
        places = tagged("PLACE", [(a, b) for row in same for a, b in row["locations"]])
        ties = {
            Tie("event_argument", (verb[0], verb[1]), (a, b), "place")
            for row in same
            for verb in row["verb"]
            for a, b in row["locations"]
        }
        ordered = tuple(sorted(ties, key=lambda t: (t.head, t.tail)))
        spans = (*verbs, *places)
        yield Doc(same[0]["id"], "event_location", split, text, pieces(text), spans, ordered, teaches)


_RE3D = {"Weapon": "WEAPON", "MilitaryPlatform": "WEAPON", "Location": "PLACE", "Temporal": "TIME"}


def re3d(rows: list[Row], split: Split) -> Iterator[Doc]:
    """Confirmed weapons, places and times, and organisations that fight one another as parties."""
    teaches = Teaches(some=frozenset((*_RE3D.values(), "ACTOR")))
    for row in rows:
        spans = [
            Tagged(entity["span"][0], entity["span"][1], _RE3D[entity["type"]])
            for entity in row["entities"]
            if entity["type"] in _RE3D and entity["confidence"] >= 0.5
        ]
        fights = [r for r in row["relations"] if r["type"] == "FightingAgainst"]
        spans += [s for r in fights for end in ("source", "target") for s in tagged("ACTOR", [tuple(r[end])])]
        found = tuple(dict.fromkeys(spans))
        yield Doc(row["id"], "re3d", split, row["text"], pieces(row["text"]), found, (), teaches)


_WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_NUMBER = re.compile(r"(?:at least |more than |over |about |around |nearly |some )?(\d[\d,]*|[a-z]+)\b", re.IGNORECASE)
_HARM = {
    "killed": re.compile(r"\b(?:killed|killing|kills|dead|died|murdered|massacred|slaughtered)\b", re.IGNORECASE),
    "wounded": re.compile(r"\b(?:wounded|wounding|injured|injuring|hurt)\b", re.IGNORECASE),
}
_CLOSE = 40
"""Letters between a number and its word of harm within which they are taken to belong together."""


def wad(rows: list[Row], split: Split) -> Iterator[Doc]:
    """That a description tells an incident, and the figures whose value and closeness leave no doubt."""
    teaches = Teaches(some=frozenset(("NUMBER",)), relations=frozenset(("event_figure",)))
    for row in rows:
        text = row["text"]
        spans: list[Tagged] = []
        ties: list[Tie] = []
        for kind, count in (("killed", row["deaths"]), ("wounded", row["injured"])):
            numbers = [m.span() for m in _NUMBER.finditer(text) if count and _value(m[1]) == count]
            deeds = [m.span() for m in _HARM[kind].finditer(text)]
            near = [(d, n) for d in deeds for n in numbers if max(n[0] - d[1], d[0] - n[1]) <= _CLOSE]
            if len(numbers) == 1 and near:
                deed, number = min(near, key=lambda pair: abs(pair[0][0] - pair[1][0]))
                spans += [*tagged("NUMBER", [number]), *tagged("EVENT", [deed])]
                ties.append(Tie("event_figure", deed, number, kind))
        cut = pieces(text)
        first = tuple(Piece(p.start, p.end, tells=True if len(cut) == 1 else None) for p in cut)
        found = tuple(dict.fromkeys(spans))
        yield Doc(row["id"], "wad", split, text, first, found, tuple(ties), teaches, relevant=True)


def _value(word: str) -> int | None:
    if word[0].isdigit():
        return int(word.replace(",", ""))
    return _WORDS.index(word.lower()) if word.lower() in _WORDS else None


SOURCES = {
    "polnear": Source(("train.jsonl.gz", "dev.jsonl", "test.jsonl"), {"train": "train", "dev": "dev"}, polnear),
    "muc4": Source(("docs.jsonl.gz",), {"dev": "train", "tst1": "dev", "tst2": "dev"}, muc4),
    "hrdsattack": Source(("train.jsonl.gz", "dev.jsonl", "test.jsonl"), {"train": "train", "dev": "dev"}, hrdsattack),
    "event_location": Source(("sentences.jsonl.gz",), {"train": "train"}, event_location),
    "re3d": Source(("docs.jsonl",), {"train": "train"}, re3d),
    "wad": Source(("descriptions.jsonl.gz",), {"train": "train"}, wad),
}
"""Every set with the use of its splits; a split that is not named is for measuring."""
