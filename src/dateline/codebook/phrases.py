"""Phrase tables: find the longest known phrases of a table in a text, in one pass.

Text and phrases are compared word by word: a word is a run of letters and digits, compared without case, accents or
typographic variants. "al-Shabaab", "Al Shabaab" and "AL-SHABAAB" are the same two words; so a phrase matches
whatever joins its words, as long as that is white space, a hyphen, an apostrophe, a full stop or a slash.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
JOIN = re.compile(r"[\s\-‐‑–'’‘ʼ`´./]{1,3}")


class Word(NamedTuple):
    """One word of a text: its span, and the form in which it is compared."""

    start: int
    end: int
    normal: str


@lru_cache(maxsize=200_000)
def normal(word: str) -> str:
    """The form in which a word is compared: no case, no accents.

    >>> normal("Fațã"), normal("NUJABA")
    ('fata', 'nujaba')
    """
    if word.isascii():
        return word.lower()
    flat = unicodedata.normalize("NFKD", word.casefold().replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    return "".join(c for c in flat if not unicodedata.combining(c))


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a stretch of text, in order, with offsets into the whole text."""
    found = WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(m.start(), m.end(), normal(m.group())) for m in found]


def key(phrase: str) -> str:
    """A phrase as it is compared: its normal words joined by blanks."""
    return " ".join(w.normal for w in words(phrase))


class Match(NamedTuple, Generic[T]):
    """A phrase found: its span in the text and the values filed under it."""

    start: int
    end: int
    values: tuple[T, ...]


class PhraseTable(Generic[T]):
    """Phrases, each with one value or more. A phrase may stand for several values."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        filed: dict[str, list[T]] = {}
        for phrase, value in entries:
            values = filed.setdefault(key(phrase), [])
            if value not in values:
                values.append(value)
        filed.pop("", None)
        self._values: dict[str, tuple[T, ...]] = {k: tuple(v) for k, v in filed.items()}
        longest: dict[str, int] = {}
        for k in self._values:
            first, size = k.split(" ", 1)[0], k.count(" ") + 1
            longest[first] = max(longest.get(first, 0), size)
        self._longest = longest

    def __len__(self) -> int:
        return len(self._values)

    def get(self, phrase: str) -> tuple[T, ...]:
        """The values of exactly this phrase, or none."""
        return self._values.get(key(phrase), ())

    def find(self, text: str, tokens: list[Word]) -> Iterator[Match[T]]:
        """Every phrase in `tokens` (from `words`), the longest at each place, none overlapping."""
        i = 0
        while i < len(tokens):
            if tokens[i].normal not in self._longest:
                i += 1
                continue
            found = self._match_at(text, tokens, i)
            if found:
                size, values = found
                yield Match(tokens[i].start, tokens[i + size - 1].end, values)
                i += size
            else:
                i += 1

    def _match_at(self, text: str, tokens: list[Word], i: int) -> tuple[int, tuple[T, ...]] | None:
        limit = min(self._longest.get(tokens[i].normal, 0), len(tokens) - i)
        size = 1
        while size < limit and JOIN.fullmatch(text, tokens[i + size - 1].end, tokens[i + size].start):
            size += 1
        for n in range(min(size, limit), 0, -1):
            values = self._values.get(" ".join(t.normal for t in tokens[i : i + n]))
            if values:
                return n, values
        return None
