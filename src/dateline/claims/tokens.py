"""Words and marks of a sentence with the few things that the claim rules ask of them."""

import re
from bisect import bisect_left
from typing import NamedTuple

from dateline.codebook.phrases import normal

TOKEN = re.compile(
    r"(?P<word>(?:[A-Za-z]\.){2,}|[^\W\d_][\w&]*(?:['’‘\-‐‑./][^\W_][\w&]*)*|\d[\d.,:]*\d(?:[^\W\d_]+)?|\d\w*)"
    r"|(?P<quote>[“”„\"«»]|''|``|(?<!\w)['‘](?=\w)|(?<=[\w.,!?])['’](?!\w))"
    r"|(?P<mark>--+|[^\w\s])"
)
TELEGRAM_SAMPLE = 100  # characters that are looked at
TELEGRAM_SHARE = 0.8  # of the letters in capitals; a headline in title case stays far below it


class Token(NamedTuple):
    """One word, quotation mark or other mark: its span, its own letters, and the form in which it is compared.

    `capital` is true where a capital letter marks a name, or a prefix joined to one ("al-Hadi"); never in telegrams.
    """

    start: int
    end: int
    text: str
    low: str
    kind: str
    capital: bool


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of text, in order; white space is left out."""
    telegram = mostly_capitals(text[start:end])
    found: list[Token] = []
    for m in TOKEN.finditer(text, start, end):
        word = m.group()
        kind = m.lastgroup or "mark"
        capital = kind == "word" and not telegram and (word[0].isupper() or _joined_name(word))
        found.append(Token(m.start(), m.end(), word, normal(word.replace("’", "'")), kind, capital))
    return found


def _joined_name(word: str) -> bool:
    return "-" in word and len(word.split("-")[0]) <= 3 and any(p[:1].isupper() for p in word.split("-"))


def index_at(tokens: list[Token], offset: int) -> int:
    """The index of the first token that starts at or after an offset of the text."""
    return bisect_left(tokens, offset, key=lambda t: t.start)


def mostly_capitals(text: str) -> bool:
    """True for telegram text, where capital letters tell nothing about names."""
    sample = text[:TELEGRAM_SAMPLE]
    upper, lower = sum(map(str.isupper, sample)), sum(map(str.islower, sample))
    return upper > 12 and upper > TELEGRAM_SHARE * (upper + lower)
