"""Words and marks of a sentence with the few things that the claim rules ask of them."""

import re
from bisect import bisect_left
from typing import NamedTuple

from dateline.codebook.phrases import normal
from dateline.model import Span

TITLE = r"(?:Lt|Col|Gen|Maj|Brig|Capt|Cdr|Cmdr|Adm|Sgt|Cpl|Pvt|Supt|Insp|Dr|Prof|Mr|Mrs|Ms|Rev|Fr|Sen|Rep|Gov|Hon|St)"
TOKEN = re.compile(
    rf"(?P<word>{TITLE}\.(?=\s+[A-Z])|"
    r"(?:[A-Za-z]\.){2,}|[^\W\d_][\w&]*(?:['’‘\-‐‑./][^\W_][\w&]*)*|\d[\d.,:]*\d(?:[^\W\d_]+)?|\d\w*)"
    r"|(?P<quote>[“”„\"«»]|''|``|(?<!\w)['‘](?=\w)|(?<=[\w.,!?])['’](?!\w))"
    r"|(?P<mark>--+|[^\w\s])"
)
TELEGRAM_SAMPLE = 100  # characters that are looked at
TELEGRAM_SHARE = 0.8  # of the letters in capitals; a headline in title case stays far below it


class Token(NamedTuple):
    """One word, quotation mark or other mark: its span, its own letters, and the form in which it is compared.

    `capital` is true where a capital letter marks a name, or a prefix joined to one ("al-Hadi"); never in telegrams.
    `name` is true for a known name of several words that was joined into one token; its `low` is that of its last word.
    """

    start: int
    end: int
    text: str
    low: str
    kind: str
    capital: bool
    name: bool = False


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of text, in order; white space is left out."""
    names = not mostly_capitals(text[start:end])
    found: list[Token] = []
    for m in TOKEN.finditer(text, start, end):
        word, kind, (a, b) = m.group(), m.lastgroup or "mark", m.span()
        if kind != "word":
            found.append(Token(a, b, word, word, kind, False))
            continue
        capital = names and (word[0].isupper() or (not word.isalpha() and (_joined_name(word) or _numbered(word))))
        low = word.lower() if word.isascii() else normal(word.replace("’", "'"))
        found.append(Token(a, b, word, low, kind, capital))
    return found


def with_names(tokens: list[Token], names: list[Span]) -> list[Token]:
    """The tokens with those of each name of several words joined into one, so that no rule can cut the name."""
    found: list[Token] = []
    i, size = 0, len(tokens)
    for start, end in names:
        while i < size and tokens[i].start < start:
            found.append(tokens[i])
            i += 1
        last = i
        while last < size and tokens[last].start < end:
            last += 1
        if last - i > 1 and tokens[i].start == start:
            text = " ".join(t.text for t in tokens[i:last])
            found.append(Token(start, tokens[last - 1].end, text, tokens[last - 1].low, "word", True, True))
            i = last
    return found + tokens[i:]


def _numbered(word: str) -> bool:
    """A name that begins with a digit: "3R", "7ABR"."""
    return word[0].isdigit() and word[-1].isupper() and word.lstrip("0123456789").isalpha()


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
