"""Time expressions on the TempEval-3 platinum set: span and value F1, beside the published systems.

`python -m evaluation.benchmarks.time_platinum` reads `../shared/data/time_platinum` beside the repository.

The measure is that of SemEval-2013 task 1. Strict: the same span. Relaxed: spans overlap, each gold expression is
matched by at most one of ours. Value F1: relaxed F1 times the share of matched expressions whose value is equal. The
published rows hold relaxed F1, P and R and value F1, so the first relation can be checked on them; `check` does it.
The set is a bench: it is measured, and no rule or word list comes from it.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dateline.mentions.times import find_times
from dateline.model import Published, TimeMention
from evaluation.paths import shared


class Scores(NamedTuple):
    """F1 in percent, as published, with the counts behind them."""

    strict_f1: float
    relaxed_p: float
    relaxed_r: float
    relaxed_f1: float
    value_f1: float
    type_f1: float
    gold: int
    found: int


def f1(p: float, r: float) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * p * r / (p + r) if p + r else 0.0


def matches(gold: Sequence[dict[str, Any]], found: Sequence[TimeMention]) -> list[tuple[int, int]]:
    """Pairs (gold, found) of overlapping spans, each used once, equal spans first."""
    pairs = [
        (g["span"] != [m.start, m.end], i, j)
        for i, g in enumerate(gold)
        for j, m in enumerate(found)
        if g["span"][0] < m.end and m.start < g["span"][1]
    ]
    used: tuple[set[int], set[int]] = (set(), set())
    chosen = []
    for _, i, j in sorted(pairs):
        if i not in used[0] and j not in used[1]:
            chosen.append((i, j))
            used[0].add(i)
            used[1].add(j)
    return chosen


def score(docs: Sequence[dict[str, Any]], found: Sequence[Sequence[TimeMention]]) -> Scores:
    """Score the expressions found in each document, counted over all of them."""
    golds, ours, strict, relaxed, value, kind = 0, 0, 0, 0, 0, 0
    for doc, mentions in zip(docs, found, strict=True):
        gold = doc["timexes"]
        pairs = matches(gold, mentions)
        golds, ours, relaxed = golds + len(gold), ours + len(mentions), relaxed + len(pairs)
        strict += sum(gold[i]["span"] == [mentions[j].start, mentions[j].end] for i, j in pairs)
        value += sum(gold[i]["value"] == mentions[j].value for i, j in pairs)
        kind += sum(gold[i]["type"] == mentions[j].type for i, j in pairs)
    p, r = relaxed / max(ours, 1), relaxed / max(golds, 1)
    whole = f1(p, r)
    percent = [f1(strict / max(ours, 1), strict / max(golds, 1)), p, r, whole]
    percent += [whole * value / max(relaxed, 1), whole * kind / max(relaxed, 1)]
    strict_f1, precision, recall, relaxed_f1, value_f1, type_f1 = (round(100 * x, 2) for x in percent)
    return Scores(strict_f1, precision, recall, relaxed_f1, value_f1, type_f1, golds, ours)


def find(doc: dict[str, Any]) -> list[TimeMention]:
    """What the program finds in one document, paragraph by paragraph, against its creation date."""
    published = Published(doc["dct"], doc["dct"], "day", ())
    text, found, at = doc["text"], [], 0
    anchor: tuple[str, str] | None = None
    for paragraph in text.splitlines(keepends=True):
        mentions = find_times(text, at, at + len(paragraph), published, anchor)
        days = [m for m in mentions if m.precision == "day" and m.first and m.last]
        if days and days[-1].first and days[-1].last:
            anchor = (days[-1].first[:10], days[-1].last[:10])
        found += mentions
        at += len(paragraph)
    return found


def load(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def check(published: Sequence[dict[str, Any]]) -> float:
    """The largest gap between a published relaxed F1 and the one that its precision and recall give."""
    rows: list[dict[str, float]] = [
        row["scores"] for row in published if {"relaxed_p", "relaxed_r", "relaxed_f1"} <= set(row["scores"])
    ]
    return max(abs(f1(s["relaxed_p"], s["relaxed_r"]) - s["relaxed_f1"]) for s in rows)


def errors(docs: Sequence[dict[str, Any]], found: Sequence[Sequence[TimeMention]]) -> dict[str, int]:
    """How many errors there are of each kind: missed and value by gold type, false by our type, and spans."""
    kinds: dict[str, int] = {}
    for doc, mentions in zip(docs, found, strict=True):
        gold = doc["timexes"]
        pairs = matches(gold, mentions)
        seen, made = {i for i, _ in pairs}, {j for _, j in pairs}
        names = [f"missed {g['type']}" for i, g in enumerate(gold) if i not in seen]
        names += [f"false {m.type}" for j, m in enumerate(mentions) if j not in made]
        for i, j in pairs:
            names += [f"value {gold[i]['type']}"] * (gold[i]["value"] != mentions[j].value)
            names += [f"span {gold[i]['type']}"] * (gold[i]["span"] != [mentions[j].start, mentions[j].end])
        for name in names:
            kinds[name] = kinds.get(name, 0) + 1
    return dict(sorted(kinds.items()))


def main() -> None:
    """Print our scores, the kinds of error, and the published systems."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    data = shared("data", "time_platinum")
    docs, published = load(data / "docs.jsonl"), load(data / "published_scores.jsonl")
    found = [find(doc) for doc in docs]
    ours = score(docs, found)
    print("TempEval-3 platinum, time expressions (20 documents)")
    print(f"{'system':<18}{'strict':>8}{'P':>8}{'R':>8}{'relaxed':>9}{'value':>8}")
    for row in [{"system": "Dateline", "scores": ours._asdict()}, *published]:
        s = row["scores"]
        cells = [s.get(k, "") for k in ("strict_f1", "relaxed_p", "relaxed_r", "relaxed_f1", "value_f1")]
        print(f"{row['system']:<18}{cells[0]:>8}{cells[1]:>8}{cells[2]:>8}{cells[3]:>9}{cells[4]:>8}")
    print(f"{ours.gold} gold, {ours.found} found; type F1 {ours.type_f1}")
    print("errors by kind:", json.dumps(errors(docs, found)))
    print(f"published relaxed F1 against its own P and R: largest gap {check(published):.2f}")


if __name__ == "__main__":
    main()
