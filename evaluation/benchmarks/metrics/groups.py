"""Measures of grouping things: B-cubed and pairwise precision, recall and F1."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence

from evaluation.benchmarks.metrics.tally import Tally


def b_cubed(groups: Iterable[Sequence[str]], gold: Mapping[str, Hashable]) -> Tally:
    """Averages over all things of how pure the thing's group is, and how complete (Bagga and Baldwin 1998)."""
    sizes = Counter(gold.values())
    pure = complete = 0.0
    for group in groups:
        inside = Counter(gold[thing] for thing in group)
        pure += sum(n * n for n in inside.values()) / len(group)
        complete += sum(n * n / sizes[name] for name, n in inside.items())
    return Tally(pure, len(gold), complete, len(gold))


def pairwise(groups: Iterable[Sequence[str]], gold: Mapping[str, Hashable]) -> Tally:
    """Pairs of things that are in one group, against those that are one in gold."""
    right = found = 0
    for group in groups:
        found += _pairs(len(group))
        right += sum(_pairs(n) for n in Counter(gold[thing] for thing in group).values())
    return Tally(right, found, right, sum(_pairs(n) for n in Counter(gold.values()).values()))


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


HEADINGS = f"{'system':44}  B3: P      R     F1   pairs: P      R     F1   groups"


def row(name: str, groups: Sequence[Sequence[str]], gold: Mapping[str, Hashable]) -> str:
    """One line of a table of groupings."""
    b, p = b_cubed(groups, gold).percent, pairwise(groups, gold).percent
    return f"{name:44} {b[0]:6.2f} {b[1]:6.2f} {b[2]:6.2f}   {p[0]:8.2f} {p[1]:6.2f} {p[2]:6.2f}   {len(groups):6}"
