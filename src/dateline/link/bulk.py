"""All tellings at once, in memory: the same blocks, comparisons and groups as one by one, in time linear in number."""

from array import array
from collections.abc import Iterable, Iterator, Sequence

from dateline.case import Bond, Tie, Traits
from dateline.link.block import days_of, timed_blocks
from dateline.link.bonds import Pair, bond_pairs
from dateline.link.cluster import Grouping, cluster
from dateline.link.compare import JOIN, compare
from dateline.link.forest import Forest


def link_all(traits: Iterable[Traits], bonds: Sequence[Bond]) -> Grouping:
    """Group any number of tellings: what `cluster` gives for all pairs of `pairs`."""
    return group_all(pair_all(traits), bonds)


def pair_all(traits: Iterable[Traits]) -> "Found":
    """All pairs of tellings that may be of one case."""
    found = Found(sorted(traits, key=lambda t: (_begins(t), t.key)))
    everything = found.everything
    for a, b in candidates(everything):
        score = compare(everything[a], everything[b]).score
        if score >= JOIN:
            found.add(a, b, score)
    return found


def _begins(traits: Traits) -> int:
    days = days_of(traits)
    return 0 if days is None else days[0]


def candidates(ordered: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """The pairs (indices) of tellings that share a block; tellings must come in order of their first day.

    Blocks whose time is over before a telling's first day can hold none that follows, and are let go.
    """
    filed: dict[int, dict[str, list[int]]] = {}
    now = 0
    for number, telling in enumerate(ordered):
        begins = _begins(telling)
        if begins > now:
            now = begins
            for end in [end for end in filed if end < now]:
                del filed[end]
        others: set[int] = set()
        for end, key in timed_blocks(telling):
            here = filed.setdefault(end, {}).setdefault(key, [])
            others.update(here)
            if not here or here[-1] != number:
                here.append(number)
        others.discard(number)
        for other in sorted(others):
            yield other, number


class Found:
    """Tellings and the pairs found among them, as indices and scores, in little memory."""

    def __init__(self, everything: Sequence[Traits]) -> None:
        self.everything = everything
        self.left, self.right, self.scores = array("I"), array("I"), array("d")

    def add(self, a: int, b: int, score: float) -> None:
        """Keep a pair."""
        self.left.append(a)
        self.right.append(b)
        self.scores.append(score)

    def __iter__(self) -> Iterator[tuple[str, str, float]]:
        """Each pair by its keys, the smaller first, with its score."""
        for a, b, score in zip(self.left, self.right, self.scores, strict=True):
            one, two = self.everything[a].key, self.everything[b].key
            yield min(one, two), max(one, two), score


def group_all(found: Found, bonds: Sequence[Bond]) -> Grouping:
    """Group each connected component by itself."""
    everything = found.everything
    forest = _forest(everything, found, bonds)
    edges: dict[int, list[int]] = {}
    for n, a in enumerate(found.left):
        edges.setdefault(forest.root(a), []).append(n)
    cases: list[tuple[str, ...]] = []
    ties: list[Tie] = []
    for members in forest.sets():
        if len(members) == 1:
            cases.append((everything[members[0]].key,))
            continue
        within = {everything[m].key: everything[m] for m in members}
        scores: dict[Pair, float] = {}
        for n in edges.get(members[0], ()):
            one, two = everything[found.left[n]].key, everything[found.right[n]].key
            scores[min(one, two), max(one, two)] = found.scores[n]
        own = [b for b in bonds if not within.keys().isdisjoint(b.left) and not within.keys().isdisjoint(b.right)]
        some = cluster(within, scores, own)
        cases += some.cases
        ties += some.ties
    return Grouping(cases=tuple(sorted(cases)), ties=tuple(sorted(ties, key=lambda t: (t.a, t.b))))


def _forest(everything: Sequence[Traits], found: Found, bonds: Sequence[Bond]) -> Forest[int]:
    forest = Forest(range(len(everything)))
    for a, b in zip(found.left, found.right, strict=True):
        forest.join(a, b)
    number = {t.key: n for n, t in enumerate(everything)} if bonds else {}
    for bond in bonds:
        if bond.together:
            for one, two in bond_pairs(bond, number.keys()):
                forest.join(number[one], number[two])
    return forest
