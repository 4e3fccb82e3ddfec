"""Numerals: the patterns of a number in digits or English words, and the value they stand for.

Digits group with commas or thin blanks ("55,000"), scale words multiply ("2.5 million", "half a million"), and words
follow English counting ("one hundred and five", "twenty-five"). Numbers of persons, hours and years all start here.
"""

import re
from functools import lru_cache

ONES = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
SCALES = {"thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9}
NUMBER_STARTS = frozenset(ONES) | frozenset(TENS) | {"a", "half", "hundred"}

_UNIT = "|".join(w for w, n in ONES.items() if 1 <= n <= 9)
_SMALL = rf"(?:(?:{'|'.join(TENS)})(?:[-\s](?:{_UNIT})\b)?|{'|'.join(sorted(ONES, key=len, reverse=True))})"
_HUNDRED = rf"(?:(?:a|{_SMALL})[-\s])?hundred(?:\s(?:and\s)?{_SMALL})?"
_BELOW_1000 = rf"(?:{_HUNDRED}|{_SMALL})"
_WORDS = (
    rf"(?:half\sa\s(?:million|billion|thousand)|(?:a|{_SMALL})\sand\sa\shalf\s(?:million|billion)"
    rf"|(?:a|{_BELOW_1000})[-\s](?:thousand|million|billion)(?:\s(?:and\s)?{_BELOW_1000})?|{_BELOW_1000})"
)
_DOZEN = rf"(?:(?:half\s)?a\sdozen|{_SMALL}\sdozen|a\s(?:couple|pair)|half-a-dozen)"
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d|,\d)|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?!\d)"
    r"|\d{1,3}(?: \d{3})* 000(?!\d)|\d+(?:\.\d+)?)"
)
_SCALED = rf"{DIGITS}(?:[-\s\u00a0]?(?:thousand|million|billion|hundred|dozen|bn|mn|m|k)\b)?"
NUMBER = rf"(?:{_SCALED}|{_DOZEN}\b|{_WORDS}\b)"
"""A number in digits or words; to be compiled without regard to case, and to be started at a word's beginning."""

_PART = re.compile(r"[a-z]+|[\d.]+")
_GROUPING = re.compile(r"(?<=\d)[, \u00a0\u202f\u2009](?=\d{3})")


@lru_cache(maxsize=4096)
def value(words: str) -> float | int:
    """The number that words or digits matched by `NUMBER` stand for.

    >>> value("one hundred and five"), value("2.5 million"), value("half a dozen"), value("a couple")
    (105, 2500000, 6, 2)
    """
    parts = _PART.findall(_GROUPING.sub("", words.lower()))
    if len(parts) > 3 and parts[1:4] == ["and", "a", "half"]:
        parts = [str((1 if parts[0] == "a" else _simple(parts[0])) + 0.5), *parts[4:]]
    total: float = 0
    run: float = 0
    for part in parts:
        if part in ("a", "and"):
            continue
        if part == "half":
            run = 0.5
        elif part in ("couple", "pair"):
            run = 2
        elif part in ("hundred", "dozen"):
            run = (run or 1) * (100 if part == "hundred" else 12)
        elif part in SCALES:
            total += (run or 1) * SCALES[part]
            run = 0
        else:
            run += _simple(part)
    total += run
    return int(total) if total == int(total) else total


def _simple(part: str) -> float:
    if part in ONES:
        return ONES[part]
    if part in TENS:
        return TENS[part]
    return float(part.strip(".") or 0)
