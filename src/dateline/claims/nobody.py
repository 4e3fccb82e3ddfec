"""Phrases that stand where a source stands and are none: "no group", "none of the rebels", a cited investigation."""

from dateline.claims.lexicon import NOBODY
from dateline.claims.phrases import Phrase
from dateline.claims.tokens import Token
from dateline.codebook.sources import SourceBook

REACH = 3  # tokens before a source in which "none of" may stand
LINKS = ("of", "into", "in", "on", "for", "from", "by")
OWNERS = ("from", "by", "of")


def is_nobody(tokens: list[Token], source: Phrase) -> bool:
    """ "No group", "none of the rebels", "nobody": no source at all."""
    words = [t.low for t in tokens[max(0, source.first - REACH) : source.first + 1]]
    if words[-1] in NOBODY or words[-1] == "neither":
        return True
    return any(w == "of" and words[i - 1] in NOBODY for i, w in enumerate(words) if i)


def is_evidence(tokens: list[Token], source: Phrase, book: SourceBook) -> bool:
    """ "Citing an investigation": what is cited is evidence and no voice, where no owner is named."""
    words = tokens[source.first : source.last + 1]
    if any(t.capital or t.low in OWNERS for t in words):
        return False
    head = next((k for k, t in enumerate(words) if t.low in LINKS), len(words))
    return head > 0 and words[head - 1].low in book.evidence
