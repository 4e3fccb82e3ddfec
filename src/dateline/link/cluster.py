"""Pairs with a likeness, and people's bonds → cases: average linkage over sparse pairs, a missing pair counting as 0.

The two groups with the greatest mean likeness become one, over and over, until no mean reaches `MEAN`. A group never
holds two incidents of one report, nor a pair that people keep apart; those held together by people begin as one group.
Equal means are ordered by key, likenesses are whole thousandths, and groups without a stored pair between them never
touch: so the result depends on the tellings and bonds alone, and each connected component can be grouped by itself.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

from msgspec import Struct

from dateline.case import Bond, Tie, Traits
from dateline.link.bonds import Pair, bond_pairs, settled
from dateline.link.compare import JOIN, compare, why
from dateline.link.forest import Forest

MEAN = 350
"""Mean likeness in thousandths that two groups need: between what is best on the GVA and the ECB+ train split."""
BONDED = 1000


class Grouping(Struct, frozen=True):
    """Cases as the sorted keys of their tellings, in order of their first; and the ties that hold them together."""

    cases: tuple[tuple[str, ...], ...]
    ties: tuple[Tie, ...]


def cluster(traits: Mapping[str, Traits], scores: Mapping[Pair, float], bonds: Sequence[Bond]) -> Grouping:
    """Group tellings, given by key, by the scores of their stored pairs (a before b) and what people said.

    Give it whole connected components over stored pairs and bonds; the cases of a component depend on it alone.
    """
    cases = partition({key: t.report for key, t in traits.items()}, scores, bonds)
    return Grouping(cases=cases, ties=tree(cases, scores, bonds, lambda p: why(compare(traits[p[0]], traits[p[1]]))))


def components(keys: Collection[str], edges: Iterable[Pair], bonds: Sequence[Bond]) -> list[list[str]]:
    """The connected components over stored pairs and bonds that hold tellings together."""
    forest = Forest(keys)
    for a, b in edges:
        forest.join(a, b)
    known = set(keys)
    for bond in bonds:
        if bond.together:
            for a, b in bond_pairs(bond, known):
                forest.join(a, b)
    return forest.sets()


def partition(
    reports: Mapping[str, str], scores: Mapping[Pair, float], bonds: Sequence[Bond]
) -> tuple[tuple[str, ...], ...]:
    """The cases alone."""
    names, apart = settled(reports.keys(), bonds)
    groups = _Groups(reports, names, apart)
    for (a, b), score in scores.items():
        if score >= JOIN:
            groups.tie(names[a], names[b], round(1000 * score))
    groups.merge_all()
    return tuple(sorted(tuple(sorted(members)) for members in groups.members.values()))


class _Groups:
    """Groups that grow, with the sum of likenesses between those that have any."""

    def __init__(self, reports: Mapping[str, str], names: Mapping[str, str], apart: set[Pair]) -> None:
        self.members: dict[str, list[str]] = {}
        self.reports: dict[str, set[str]] = {}
        for key in sorted(names):
            self.members.setdefault(names[key], []).append(key)
            self.reports.setdefault(names[key], set()).add(reports[key])
        self.sums: dict[str, dict[str, int]] = {name: {} for name in self.members}
        self.apart: dict[str, set[str]] = {name: set() for name in self.members}
        for a, b in apart:
            self.apart[a].add(b)
            self.apart[b].add(a)

    def tie(self, a: str, b: str, weight: int) -> None:
        """Add a pair's likeness to the sum between two groups."""
        if a != b:
            self.sums[a][b] = self.sums[b][a] = self.sums[a].get(b, 0) + weight

    def merge_all(self) -> None:
        """Join the two nearest groups as long as any two are near enough."""
        queue = [self._offer(a, b) for a, row in self.sums.items() for b in row if a < b]
        heapify(queue)
        while queue:
            offer = heappop(queue)
            mean, a, b, sizes = offer
            if -mean < MEAN:
                break
            if sizes != self._sizes(a, b) or not self._may(a, b):
                continue
            self._merge(a, b)
            for c in self.sums[a]:
                heappush(queue, self._offer(min(a, c), max(a, c)))

    def _offer(self, a: str, b: str) -> tuple[float, str, str, tuple[int, int]]:
        sizes = self._sizes(a, b)
        return -self.sums[a][b] / (sizes[0] * sizes[1]), a, b, sizes

    def _sizes(self, a: str, b: str) -> tuple[int, int]:
        return len(self.members.get(a, ())), len(self.members.get(b, ()))

    def _may(self, a: str, b: str) -> bool:
        return b not in self.apart[a] and self.reports[a].isdisjoint(self.reports[b])

    def _merge(self, a: str, b: str) -> None:
        """Make b part of a, the smaller of both names."""
        self.members[a] += self.members.pop(b)
        self.reports[a] |= self.reports.pop(b)
        for c in self.apart.pop(b):
            self.apart[c].discard(b)
            self.apart[c].add(a)
            self.apart[a].add(c)
        for c, total in self.sums.pop(b).items():
            del self.sums[c][b]
            if c != a:
                self.sums[a][c] = self.sums[c][a] = self.sums[a].get(c, 0) + total


def tree(
    cases: Iterable[Sequence[str]], scores: Mapping[Pair, float], bonds: Sequence[Bond], reason: Callable[[Pair], str]
) -> tuple[Tie, ...]:
    """The maximum spanning tree of each case: the fewest and strongest pairs that hold it together, with reasons."""
    case_of = {key: case[0] for case in cases for key in case}
    said = _said_together(case_of, bonds)
    strong = {pair: round(1000 * score) for pair, score in scores.items() if case_of[pair[0]] == case_of[pair[1]]}
    strong |= dict.fromkeys(said, BONDED)
    forest = Forest(case_of)
    kept = [
        (pair, weight)
        for pair, weight in sorted(strong.items(), key=lambda item: (item[0] not in said, -item[1], item[0]))
        if forest.join(*pair)
    ]
    ties = (Tie(a=p[0], b=p[1], score=w, why="a person joined them" if p in said else reason(p)) for p, w in kept)
    return tuple(sorted(ties, key=lambda t: (t.a, t.b)))


def _said_together(case_of: Mapping[str, str], bonds: Sequence[Bond]) -> set[Pair]:
    """The pairs of one case on which people's last word is that they are one."""
    if not bonds:
        return set()
    known = set(case_of)
    said: dict[Pair, bool] = {}
    for bond in bonds:
        for pair in bond_pairs(bond, known):
            said[pair] = bond.together
    return {p for p, together in said.items() if together and case_of[p[0]] == case_of[p[1]]}
