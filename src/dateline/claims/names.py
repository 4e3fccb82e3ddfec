"""The names of several words on a page that no rule may cut: parties, agencies and bodies that the tables know.

"Rapid Support Forces", "Doctors Without Borders" and the like hold words that end a noun phrase elsewhere; a page's
tokens are therefore made here, each such name as one token.
"""

from bisect import bisect_left

from dateline.claims.tokens import Token, tokenise, with_names
from dateline.codebook.sources import SourceBook
from dateline.model import Document, Mentions, Span


class Lexer:
    """Makes the tokens of stretches of one page."""

    def __init__(self, document: Document, mentions: Mentions, book: SourceBook) -> None:
        self.text = document.page.text
        parties = [(a.start, a.end) for a in mentions.actors if a.head is None and self._several(a.start, a.end)]
        bodies = [m.span() for m in book.long_names.finditer(self.text)]
        self._names = _longest(parties + bodies)
        self._starts = [a for a, _ in self._names]

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens of a stretch of the page, in order, its known names of several words as one token each."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        names = [n for n in self._names[first:last] if n[1] <= end]
        found = tokenise(self.text, start, end)
        return with_names(found, names) if names else found

    def _several(self, start: int, end: int) -> bool:
        """Whether a name has more than one word and a capital, so that it is a name in the text as well."""
        said = self.text[start:end]
        return (" " in said or "\n" in said) and not said.islower() and not said.isupper()


def _longest(spans: list[Span]) -> list[Span]:
    """Spans in order, of those that overlap the longest."""
    found: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if found and span[0] < found[-1][1]:
            if span[1] - span[0] > found[-1][1] - found[-1][0]:
                found[-1] = span
            continue
        found.append(span)
    return found
