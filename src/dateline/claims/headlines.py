"""Attribution in headlines: "Police: four dead in raid", "Four dead in raid - police", "Four dead: ministry"."""

from typing import NamedTuple

from dateline.claims.phrases import Grammarian, Phrase
from dateline.claims.tokens import Token
from dateline.codebook.sources import SourceBook

MARKS = frozenset((":", "-", "–", "—", "--"))
LONGEST_SOURCE = 6  # words


class HeadlineSource(NamedTuple):
    """The source in a headline, the mark that sets it off, and the half-open token range of what it says."""

    source: Phrase
    mark: int
    content: tuple[int, int]


def headline_source(tokens: list[Token], book: SourceBook) -> HeadlineSource | None:
    """The source that a colon or dash sets off at the end or the start of a headline, or null."""
    reader = Grammarian(tokens, book)
    marks = [i for i, t in enumerate(tokens) if t.low in MARKS and 0 < i < len(tokens) - 1]
    if not marks:
        return None
    last = marks[-1]
    end = len(tokens) - (tokens[-1].low in (".", "?", "!"))
    tail = Phrase(last + 1, end - 1)
    if 0 < end - last - 1 <= LONGEST_SOURCE and last >= 3 and reader.is_head(end - 1) and _one_phrase(reader, tail):
        return HeadlineSource(tail, last, (0, last))
    first = marks[0]
    lead = Phrase(0, first - 1)
    if (
        tokens[first].low == ":"
        and first <= LONGEST_SOURCE
        and end - first > 3
        and reader.is_head(first - 1)
        and _one_phrase(reader, lead)
    ):
        return HeadlineSource(lead, first, (first + 1, end))
    return None


def _one_phrase(reader: Grammarian, phrase: Phrase) -> bool:
    """True where all the words belong to one noun phrase."""
    found = reader.after(phrase.first)
    return found is not None and found.last == phrase.last
