"""How one value is chosen among several: bids are narrowed by an ordered tuple of rules until one value is left.

A rule is a small function from the bids that are left to those that it keeps; one that keeps all or none abstains. Its
name in words goes into the record, its docstring into docs/cases.md.
"""

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from typing import Any, Generic, TypeVar

from msgspec import Struct

from dateline.case import Telling

T = TypeVar("T")
V = TypeVar("V")

ALONE = "only telling"
AGREED = "all agree"
FIRST = "first told"


class Bid(Struct, Generic[V], frozen=True):
    """The value that one telling gives a field, and what speaks for it.

    `channel` is the agency or outlet that tells it, `reviewed` is true where a person has decided the value, `main`
    where it is the main incident of a story, `agrees` counts the fields in which the telling is as the case.
    """

    telling: Telling
    value: V
    finding: str
    channel: str
    reviewed: bool
    main: bool
    agrees: int = 0


Bids = Sequence[Bid[Any]]
Rule = Callable[[Sequence[T]], Sequence[T]]
Key = Callable[[T], Hashable]


@lru_cache(maxsize=200)
def in_words(rule: Callable[..., Any]) -> str:
    """The name of a rule as the record has it: the function's name in words."""
    return rule.__name__.replace("_", " ")


def narrow(bids: Sequence[T], rules: Sequence[Rule[T]], key: Key[T]) -> tuple[T, str]:
    """The bid that the rules leave, and the rule that decided, in words; the first of equals.

    `key` says which bids are the same value.
    """
    if len(bids) == 1:
        return bids[0], ALONE
    left, by = bids, AGREED
    if same(left, key):
        return left[0], by
    for rule in rules:
        kept = rule(left)
        if 0 < len(kept) < len(left):
            left, by = kept, in_words(rule)
            if same(left, key):
                return left[0], by
    return left[0], FIRST


def same(bids: Sequence[T], key: Key[T]) -> bool:
    """True where all bids give one value."""
    first = key(bids[0])
    return all(key(bid) == first for bid in bids)


def most(bids: Sequence[T], score: Callable[[T], Any]) -> list[T]:
    """The bids with the highest score."""
    scores = [score(bid) for bid in bids]
    best = max(scores)
    return [bid for bid, got in zip(bids, scores, strict=True) if got == best]


# ---- rules that several fields share -------------------------------------------------------------------------------
def reviewed(bids: Bids) -> Bids:
    """What a person accepted, corrected or added stands before what only the program found."""
    return [bid for bid in bids if bid.reviewed]


def main_of_a_story(bids: Bids) -> Bids:
    """The main incident of a story stands before a background mention, a teaser and a line of a ranking."""
    return [bid for bid in bids if bid.main]


def most_reports(bids: Bids) -> Bids:
    """The value that most agencies and outlets give; reports of one agency, or of one outlet, count once."""
    tellers: dict[Hashable, set[str]] = {}
    for bid in bids:
        tellers.setdefault(bid.value, set()).add(bid.channel)
    return most(bids, lambda bid: len(tellers[bid.value]))
