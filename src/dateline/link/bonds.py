"""What people said on linking, for the pairs of some tellings: which are one, which are not; the later word wins."""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet

from dateline.case import Bond
from dateline.link.forest import Forest

Pair = tuple[str, str]


def settled(keys: Collection[str], bonds: Sequence[Bond]) -> tuple[dict[str, str], set[Pair]]:
    """For each telling the smallest key of those that people hold together with it, and the pairs kept apart.

    A later bond overrides an earlier one on the same pair. What follows from several bonds (a with b, b with c) is
    overridden by later words too: from the latest back, a bond that contradicts what stands already is passed over.
    """
    if not bonds:
        return {key: key for key in keys}, set()
    words = _last_words(set(keys), bonds)
    groups = Forest(keys)
    apart: set[Pair] = set()
    for pair, together in words:
        a, b = groups.root(pair[0]), groups.root(pair[1])
        between = (min(a, b), max(a, b))
        if not together and a != b:
            apart.add(between)
        elif together and a != b and between not in apart:
            groups.join(a, b)
            apart = {_renamed(groups, p) for p in apart}
    return {key: groups.root(key) for key in keys}, apart


def _last_words(keys: set[str], bonds: Sequence[Bond]) -> list[tuple[Pair, bool]]:
    """The last word on each pair, the latest bond first, pairs of one bond in order of their keys."""
    said: dict[Pair, bool] = {}
    for bond in reversed(bonds):
        for pair in sorted(bond_pairs(bond, keys)):
            said.setdefault(pair, bond.together)
    return list(said.items())


def bond_pairs(bond: Bond, keys: AbstractSet[str]) -> set[Pair]:
    """The pairs of known tellings that a bond speaks of."""
    left, right = [k for k in bond.left if k in keys], [k for k in bond.right if k in keys]
    return {(min(a, b), max(a, b)) for a in left for b in right if a != b}


def _renamed(groups: Forest[str], pair: Pair) -> Pair:
    a, b = groups.root(pair[0]), groups.root(pair[1])
    return (min(a, b), max(a, b))
