"""Disjoint sets of keys, each named by its smallest."""

from collections.abc import Iterable
from typing import Generic, TypeVar

K = TypeVar("K", str, int)


class Forest(Generic[K]):
    """Sets that grow together; the name of a set is its smallest key, whatever the order of joining."""

    def __init__(self, keys: Iterable[K]) -> None:
        self._above: dict[K, K] = {key: key for key in keys}

    def root(self, key: K) -> K:
        """The name of a key's set."""
        above = self._above
        top = key
        while above[top] != top:
            top = above[top]
        while above[key] != top:
            above[key], key = top, above[key]
        return top

    def join(self, a: K, b: K) -> bool:
        """Make the sets of two keys one; false where they were one already."""
        one, two = self.root(a), self.root(b)
        if one == two:
            return False
        if two < one:
            one, two = two, one
        self._above[two] = one
        return True

    def sets(self) -> list[list[K]]:
        """All sets, each in order of its keys, in order of their names."""
        found: dict[K, list[K]] = {}
        for key in sorted(self._above):
            found.setdefault(self.root(key), []).append(key)
        return [found[name] for name in sorted(found)]
