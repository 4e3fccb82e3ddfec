"""Records of fixed fields: how many items a system has right, field by field.

The three rules are those of the evaluation notebook of the ISAF press releases (A. Strick van Linschoten 2024, "My
finetuned models beat OpenAI's GPT-4"): most fields are right where they are equal, a set of places where the sets are
equal, and a set of labels gets the share of the gold labels that were found. An answer that is no record has nothing
right. `exact` is the exact match of question answering (Rajpurkar et al. 2016) for one number.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

Record = Mapping[str, Any]
Rule = Callable[[Any, Any], float]


def equal(found: Any, gold: Any) -> float:
    """1 where both are equal."""
    return float(found == gold)


def equal_sets(found: Iterable[Any], gold: Iterable[Any]) -> float:
    """1 where both hold the same members."""
    return float(set(found) == set(gold))


def share(found: Iterable[Any], gold: Iterable[Any]) -> float:
    """The share of gold's members that were found; what was found beside them costs nothing."""
    wanted = set(gold)
    return len(wanted & set(found)) / len(wanted) if wanted else 0.0


def correct(pairs: Iterable[tuple[Record | None, Record]], rules: Mapping[str, Rule]) -> dict[str, float]:
    """The number of items right by field, over pairs of a record found (None: no record) and gold."""
    counts = dict.fromkeys(rules, 0.0)
    for found, gold in pairs:
        for name, rule in rules.items():
            if found is not None and name in found:
                counts[name] += rule(found[name], gold[name])
    return counts


def mean_accuracy(counts: Mapping[str, float], items: int) -> float:
    """The mean of the fields' accuracies in percent with two digits."""
    return round(100 * sum(counts.values()) / len(counts) / items, 2)


def exact(pairs: Iterable[tuple[Any, Any]]) -> float:
    """The share of pairs (found, gold) that are equal."""
    hits = [found == gold for found, gold in pairs]
    return sum(hits) / len(hits) if hits else 0.0
