"""How a figure becomes numbers: the bounds of a range, and what codebooks make of "several" and "dozens"."""

from functools import lru_cache
from typing import NamedTuple

from dateline.codebook.phrases import words as words_of

BARE_PLURAL = 3

# ACLED, fatalities: "several", "few" or a bare plural are 3 or 10 by scale, "dozens" 12, "hundreds" 100. Which of 3 and
# 10 is our choice by the word, and so are the scales that the codebook does not name. The first word found decides.
SCALES: tuple[tuple[frozenset[str], int], ...] = (
    (frozenset({"million", "millions"}), 1_000_000),
    (frozenset({"thousand", "thousands"}), 1_000),
    (frozenset({"hundred", "hundreds"}), 100),
    (frozenset({"score", "scores"}), 20),
    (frozenset({"dozen", "dozens"}), 12),
    (frozenset({"tens"}), 10),
    (frozenset({"many", "numerous", "countless", "large"}), 10),
    (frozenset({"several", "few", "some", "multiple"}), BARE_PLURAL),
)
TIMES = (("hundreds", 100), ("tens", 10))


class Bounds(NamedTuple):
    """A figure as numbers: its lower and upper bound, and what they rest on.

    `vague` is true where words such as "dozens" were turned into a number, `ceiling` where only a highest is given.
    """

    lower: int
    upper: int
    vague: bool = False
    ceiling: bool = False


def bounds(low: int | None, high: int | None, words: str | None) -> Bounds:
    """The bounds of a figure; an open end counts by its other bound, words by the codebook's number for them.

    >>> bounds(4, None, "at least four").upper, bounds(None, 60, "up to 60").lower, bounds(None, None, "dozens").lower
    (4, 60, 12)
    """
    if low is not None:
        return Bounds(low, low if high is None else max(low, high))
    if high is not None:
        return Bounds(high, high, ceiling=True)
    number = in_numbers(words)
    return Bounds(number, number, vague=True)


@lru_cache(maxsize=10_000)
def in_numbers(words: str | None) -> int:
    """The number that codebooks put for a word without one; a bare plural is three.

    >>> in_numbers("several"), in_numbers("several dozen"), in_numbers("tens of thousands"), in_numbers(None)
    (3, 12, 10000, 3)
    """
    found = [word.normal for word in words_of(words or "")]
    for names, number in SCALES:
        if not names.isdisjoint(found):
            times = next((by for word, by in TIMES if found[0] == word and number >= 1_000), 1)
            return number * times
    return BARE_PLURAL
