"""One label an item: F1 by label and its averages, as the scorer of CASE 2021 task 2 (Haneczok et al. 2021) has them.

The averages are those of scikit-learn's `f1_score`: weighted by the label's share of gold, macro over all labels of
gold and of the answers, micro over items. An answer may be None: the item then has no label and is a miss of its gold
label alone.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from evaluation.benchmarks.metrics.tally import Tally, total


class Averages(NamedTuple):
    """F1 over all labels, three ways."""

    weighted: float
    micro: float
    macro: float


def tallies(pairs: Iterable[tuple[str | None, str]]) -> dict[str, Tally]:
    """The counts of each label over pairs (found, gold)."""
    items = list(pairs)
    found, gold = Counter(f for f, _ in items), Counter(g for _, g in items)
    right = Counter(g for f, g in items if f == g)
    labels = sorted(gold.keys() | {f for f in found if f is not None})
    return {label: Tally(right[label], found[label], right[label], gold[label]) for label in labels}


def averages(by_label: dict[str, Tally]) -> Averages:
    """The three averages of the labels' F1."""
    items = sum(t.gold for t in by_label.values())
    weighted = sum(t.f1 * t.gold for t in by_label.values()) / items if items else 0.0
    macro = sum(t.f1 for t in by_label.values()) / len(by_label) if by_label else 0.0
    return Averages(weighted, total(by_label.values()).f1, macro)
