"""Attributions on PolNeAR: who says what in political news, cue by cue.

`python -m evaluation.benchmarks.polnear [--split dev|test]` reads `../shared/data/polnear` beside the
repository. An attribution of ours is matched to one of theirs where the cues overlap, each used once; of the matched
pairs the source and the content are compared token by token and as exact spans. Two recalls are given for cues,
because the set marks beliefs, wishes and attitudes too ("wants", "supports", "seems"): over all attributions, and over
those whose cue holds a verb or phrase of our source book. Rules were written with the training split in view; the
test split is only measured.

Under the figures by cue stands a table by the measures of `metrics/attribution.py`, over all attributions: source, cue,
content and the whole, exact, by overlap and by tokens. No system's figures on the set are known.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from dateline import annotate, read
from dateline.claims.speech import read_speech
from dateline.codebook.phrases import words
from dateline.codebook.sources import SourceBook, load_sources
from dateline.model import Mentions, Span
from evaluation.benchmarks.metrics import attribution
from evaluation.benchmarks.metrics.attribution import EXACT, OVERLAP, TOKENS, WHOLE, Attribution
from evaluation.benchmarks.metrics.tally import Tally
from evaluation.paths import shared

EMPTY = Mentions((), (), (), (), ())


class Said(NamedTuple):
    """One attribution: the spans of its three parts, in one text."""

    source: list[Span]
    cue: list[Span]
    content: list[Span]


class Counts(NamedTuple):
    """What was counted over a split; scores are derived from it."""

    gold: int
    gold_known: int
    ours: int
    matched: int
    matched_known: int
    exact: Counter[str]
    tokens: dict[str, tuple[int, int, int]]
    marks: dict[tuple[str, str], Tally]


def documents(path: Path) -> Iterator[dict[str, Any]]:
    """The records of one split."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def ours(text: str, book: SourceBook) -> list[Said]:
    """Our attributions of a text, in its own offsets: our reading differs from it in white space only."""
    document = annotate.document(read.read_page(text.encode(), "page"))
    back = offsets(document.page.text, text)
    found: list[Said] = []
    for draft in read_speech(document, EMPTY, book).drafts:
        parts = (list(draft.source.evidence[-1:]), draft.cue, draft.content)
        found.append(Said(*([(back[a], back[b - 1] + 1) for a, b in part] for part in parts)))
    return found


def offsets(seen: str, text: str) -> list[int]:
    """For each character of the text as read, its offset in the text as given."""
    back: list[int] = []
    at = 0
    for c in seen:
        if not c.isspace():
            found = text.find(c, at, at + 200)
            at = found + 1 if found >= 0 else at
        back.append(max(at - 1, 0))
    return back


def covered(spans: list[Span], tokens: list[Span]) -> set[int]:
    """The tokens that overlap any of the spans."""
    return {i for i, (a, b) in enumerate(tokens) if any(s < b and a < e for s, e in spans)}


def in_tokens(side: list[Said], tokens: list[Span]) -> list[Attribution]:
    """Attributions as the tokens of their parts."""
    return [Attribution(*(frozenset(covered(part, tokens)) for part in said)) for said in side]


def matches(gold: list[Said], found: list[Said], tokens: list[Span]) -> list[tuple[int, int]]:
    """Pairs of attributions whose cues share a token, each used once, those that share most first."""
    cues = [[covered(s.cue, tokens) for s in side] for side in (gold, found)]
    contents = [[covered(s.content, tokens) for s in side] for side in (gold, found)]
    pairs = sorted(
        (-len(g & f), -len(contents[0][i] & contents[1][j]), i, j)
        for i, g in enumerate(cues[0])
        for j, f in enumerate(cues[1])
        if g & f
    )
    used: tuple[set[int], set[int]] = (set(), set())
    chosen: list[tuple[int, int]] = []
    for _, _, i, j in pairs:
        if i not in used[0] and j not in used[1]:
            chosen.append((i, j))
            used[0].add(i)
            used[1].add(j)
    return chosen


def known(said: Said, text: str, book: SourceBook) -> bool:
    """Whether the cue holds a verb of saying or set phrase of the source book."""
    cue = " ".join(text[a:b] for a, b in said.cue)
    return any(w.normal in book.verbs for w in words(cue)) or any(p.pattern.search(cue) for p in book.phrases)


def measure(docs: Iterator[dict[str, Any]], book: SourceBook) -> Counts:
    """Count matches over the documents of a split."""
    total = Counter[str]()
    exact = Counter[str]()
    sums = {"source": [0, 0, 0], "content": [0, 0, 0], "cue": [0, 0, 0]}
    marked: list[tuple[list[Attribution], list[Attribution]]] = []
    for doc in docs:
        text = doc["text"]
        gold = [Said(*([(a, b) for a, b in row[k]] for k in Said._fields)) for row in doc["attributions"]]
        found = ours(text, book)
        tokens = [(w.start, w.end) for w in words(text)]
        pairs = matches(gold, found, tokens)
        marked.append((in_tokens(found, tokens), in_tokens(gold, tokens)))
        familiar = {i for i, g in enumerate(gold) if known(g, text, book)}
        total.update(gold=len(gold), ours=len(found), matched=len(pairs), familiar=len(familiar))
        total["matched_known"] += sum(i in familiar for i, _ in pairs)
        for i, j in pairs:
            for part in Said._fields:
                g, f = covered(getattr(gold[i], part), tokens), covered(getattr(found[j], part), tokens)
                exact[part] += g == f
                row = sums[part]
                row[0], row[1], row[2] = row[0] + len(g & f), row[1] + len(f), row[2] + len(g)
    return Counts(
        total["gold"], total["familiar"], total["ours"], total["matched"], total["matched_known"], exact,
        {part: (row[0], row[1], row[2]) for part, row in sums.items()}, attribution.score(marked),
    )  # fmt: skip


def f1(hit: float, found: float, gold: float) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean."""
    p, r = hit / found if found else 0.0, hit / gold if gold else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def report(name: str, counts: Counts) -> None:
    """Print the figures of one split."""
    p, r, f = f1(counts.matched, counts.ours, counts.gold)
    print(f"PolNeAR {name}: {counts.gold} attributions, {counts.ours} found, {counts.matched} matched by cue")
    print(f"  cue overlap             P {p:.3f}  R {r:.3f}  F1 {f:.3f}")
    print(f"  of known verbs of saying         R {counts.matched_known / max(1, counts.gold_known):.3f}")
    for part in Said._fields:
        p, r, f = f1(*counts.tokens[part])
        share = counts.exact[part] / max(1, counts.matched)
        print(f"  {part:<8} of matched pairs: tokens P {p:.3f}  R {r:.3f}  F1 {f:.3f}   exact {share:.3f}")
    print(table(counts.marks))


def table(marks: dict[tuple[str, str], Tally]) -> str:
    """The figures over all attributions, a part a line."""
    lines = [f"  {'all attributions':<16}" + "".join(f"{m:>11} P      R     F1" for m in (EXACT, OVERLAP, TOKENS))]
    for part in (*Said._fields, WHOLE):
        cells = ""
        for m in (EXACT, OVERLAP, TOKENS):
            t = marks.get((part, m))
            cells += f"{t.precision:>13.3f} {t.recall:>6.3f} {t.f1:>6.3f}" if t else ""
        lines.append(f"  {part:<16}{cells}")
    return "\n".join(lines)


def main() -> None:
    """Print the figures of the development split, and of the test split."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("train", "dev", "test"), action="append")
    args = parser.parse_args()
    book = load_sources()
    for split in args.split or ("dev", "test"):
        path = shared("data", "polnear", "train.jsonl.gz" if split == "train" else f"{split}.jsonl")
        report(split, measure(documents(path), book))


if __name__ == "__main__":
    main()
