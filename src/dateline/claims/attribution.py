"""Ties each cue of a sentence to its source and to what is said.

Forms: "X said that …", "…, X said", "…, said X, a commander.", "according to X, …", "X told Reuters …", "blamed by X",
"X condemned A and accused Y", "the ministry said, citing doctors". A source that stands elsewhere (a participle or
a second verb of one subject) is inherited.
"""

from typing import NamedTuple

from dateline.claims.content import ContentFinder
from dateline.claims.cues import Cue
from dateline.claims.lexicon import CLAUSE_LINKS
from dateline.claims.phrases import Phrase
from dateline.claims.sources import Found, Placed, SourceFinder
from dateline.claims.tokens import Token
from dateline.codebook.sources import SourceBook
from dateline.model import Span


class Attribution(NamedTuple):
    """One act of saying in one sentence, by token indexes; `aside` is an apposition that tells who the source is.

    `content` holds half-open token ranges. `source` is null where the sentence names none.
    """

    cue: Cue
    source: Phrase | None
    aside: Span | None
    content: tuple[tuple[int, int], ...]
    first: int
    last: int
    inherited: bool = False
    order: str = "subject"


class SentenceReader:
    """Reads the attributions of one sentence."""

    def __init__(self, tokens: list[Token], book: SourceBook) -> None:
        self.tokens = tokens
        self.book = book
        self.finder = SourceFinder(tokens, book)
        self.content = ContentFinder(tokens, book)

    def read(self, cues: list[Cue]) -> list[Attribution]:
        """The attributions of all cues that have a source, or may do without one."""
        placed: Placed = []
        for cue in cues:
            found = self.finder.locate(cue, placed)
            if found is not None and _taken(found, placed):
                continue
            if found is not None or cue.side in ("page", "none"):
                placed.append((cue, found))
        return self._share_content([self._with_content(k, placed) for k in range(len(placed))])

    def _share_content(self, acts: list[Attribution]) -> list[Attribution]:
        """ "The ministry said A, citing doctors": the doctors are a voice for A too."""
        said = next((a.content for a in acts if a.cue.frame != "cite" and a.content), ())
        return [a._replace(content=said) if a.cue.frame == "cite" else a for a in acts]

    def _with_content(self, k: int, placed: Placed) -> Attribution:
        cue, found = placed[k]
        first = found.first if found else cue.first
        first = min(first, cue.first)
        last = max(found.last if found else cue.last + 1, cue.last + 1)
        low, high = self._zone(k, placed)
        order = found.order if found else "none"
        content = self.content.find(cue, order, (first, last), (low, high))
        aside = None
        if found and found.aside and found.aside[0] < found.aside[1]:
            a, b = found.aside
            aside = (self.tokens[a].start, self.tokens[b - 1].end)
        return Attribution(
            cue, found.source if found else None, aside, content, first, last, order == "inherited", order
        )

    def _zone(self, k: int, placed: Placed) -> tuple[int, int]:
        """The tokens that an act may take as its content: between its neighbours in the sentence."""
        low, high = 0, len(self.tokens)
        earlier = [p for p in placed[:k] if not _is_nested(*p)]
        later = [p for p in placed[k + 1 :] if not _is_nested(*p)]
        if earlier:
            cue, found = earlier[-1]
            low = max(cue.last + 1, found.last if found else 0)
        if later:
            cue, found = later[0]
            edge = min(cue.first, found.first if found else cue.first)
            if edge > 0 and (cue.participle or self._breaks_before(edge)):
                high = edge
        while (
            high > 1
            and self.tokens[high - 1].kind != "quote"
            and (self.tokens[high - 1].low in (",", ".", ";", "and", "but", "while", "or", "–", "—", "-"))
        ):
            high -= 1
        return low, high

    def _breaks_before(self, i: int) -> bool:
        return self.tokens[i - 1].kind != "word" or self.tokens[i - 1].low in CLAUSE_LINKS


def _taken(found: Found, placed: Placed) -> bool:
    """ "A count released by elders put the dead at nine": the elders are the source of the count already."""
    if found.order != "subject":
        return False
    sources = [other.source for _, other in placed if other is not None and other.order == "right"]
    return any(s.first <= found.source.last and found.source.first <= s.last for s in sources)


def _is_nested(cue: Cue, found: Found | None) -> bool:
    """An act inside a noun phrase ("the army's claim that …", "a report which found …") bounds no other act."""
    return cue.frame == "noun" or (found is not None and found.order == "relative")
