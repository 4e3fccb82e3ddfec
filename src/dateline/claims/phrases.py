"""Noun phrases without a parser: the phrase that ends, or begins, beside a word of saying.

The walk goes from the cue outwards and stops at whatever cannot stand inside a noun phrase: a finite verb, a
preposition with no source noun before it, a comma, a time word, a conjunction. It works for text that has lost its
commas too, because a determiner opens a phrase as surely as a comma does.
"""

from typing import NamedTuple

from dateline.claims.lexicon import (
    ARTICLES,
    ATTACHED,
    ATTACHED_RIGHT,
    CONJUNCTIONS,
    DETERMINERS,
    LOCAL_LINKS,
    MODIFIERS,
    NAME_LINKS,
    NOUNS_IN_LY,
    NUMBER_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    TEXTS,
    TIMES_OF_DAY,
)
from dateline.claims.tokens import Token
from dateline.codebook.sources import SourceBook
from dateline.model import Span

LONGEST = 14  # words that one simple phrase may have


class Phrase(NamedTuple):
    """A noun phrase: its first and last token, both included."""

    first: int
    last: int


def span_of(tokens: list[Token], phrase: Phrase) -> Span:
    """The characters that a phrase covers, without a leading article."""
    first = phrase.first
    end = tokens[phrase.last].end
    if tokens[phrase.last].low.endswith("'s"):
        end -= 2
    if tokens[first].low in ("the", "a", "an") and first < phrase.last:
        first += 1
    return tokens[first].start, end


class Grammarian:
    """Finds noun phrases in one tokenised sentence."""

    def __init__(self, tokens: list[Token], book: SourceBook) -> None:
        self.tokens = tokens
        self.book = book

    # ---- single words -----------------------------------------------------------------------------------------
    def inside(self, i: int) -> bool:
        """True where token `i` may stand inside a simple noun phrase, article apart."""
        token = self.tokens[i]
        if token.kind != "word" or token.name:
            return token.name
        low, grammar = token.low, self.book.grammar
        if low in grammar.verbs or low in CONJUNCTIONS or low in PREPOSITIONS or low in PRONOUNS:
            return self._upper_name(i)
        if low in grammar.time_nouns or low in grammar.adverbs or low in self.book.verbs:
            named = token.capital and i > 0 and (low in grammar.adverbs or low in TIMES_OF_DAY)
            return named or self._upper_name(i) or (low in self.book.heads and low not in grammar.adverbs)
        if low.endswith("ly") and len(low) > 5 and (i == 0 or not token.capital):
            return low in NOUNS_IN_LY
        if low.endswith("ed") and "-" not in low and not token.capital and len(low) > 4:
            return low in grammar.participles or (i > 0 and self.tokens[i - 1].low in ARTICLES)
        return True

    def _upper_name(self, i: int) -> bool:
        """An acronym that looks like a common word: "WHO", "IS", "US", "MAY"."""
        token = self.tokens[i]
        if token.capital and token.low == "without":  # "Lawyers Without Borders"
            return True
        return token.capital and len(token.text) > 1 and token.text.isupper() and token.low not in ("i", "a")

    def is_head(self, i: int) -> bool:
        """True where token `i` can head the name of a source by its meaning."""
        token = self.tokens[i]
        if token.low in self.book.acronyms:
            return token.text.isupper() and (token.capital or token.low != "who")
        return token.low in self.book.heads

    def plausible(self, phrase: Phrase) -> int:
        """How much a phrase looks like somebody who speaks: 3 source noun, 2 name or pronoun, 1 anything else."""
        last = self.tokens[phrase.last]
        link = next((i for i in range(phrase.first + 1, phrase.last) if self.tokens[i].low in ATTACHED), None)
        if self.is_head(phrase.last) or (link is not None and self.is_head(link - 1)):
            return 3
        if last.low in PRONOUNS or last.capital:
            return 2
        owner = last.low.removesuffix("'s").removesuffix("'")
        return 3 if owner != last.low and owner in self.book.heads else 1

    # ---- to the left --------------------------------------------------------------------------------------------
    def before(self, end: int) -> Phrase | None:
        """The noun phrase whose last token is `end`, with what is attached to its left."""
        if end < 0:
            return None
        if self.tokens[end].low in PRONOUNS and not self._upper_name(end):
            return Phrase(end, end)
        first = self._simple_before(end)
        if first is None:
            return None
        while True:
            wider = self._attach_before(first)
            if wider is None:
                break
            first = wider
        return self._cut_foreign(Phrase(first, end))

    def owner_before(self, end: int) -> Phrase | None:
        """The noun phrase whose last token is the possessive `end` ("the army's")."""
        first = self._simple_before(end - 1) if end > 0 and self.inside(end - 1) else None
        if first is None and end > 0 and self.tokens[end - 1].low in DETERMINERS:
            first = end - 1
        while first is not None and first < end and self.tokens[end].capital and self._foreign(first):
            first += 1  # "did not match Omar's claim"
        return Phrase(end if first is None else first, end)

    def _foreign(self, i: int) -> bool:
        """A plain word before a name that is no part of it: neither an article, a number nor a source's noun."""
        token = self.tokens[i]
        known = token.low in DETERMINERS | NUMBER_WORDS | MODIFIERS or token.capital or self.is_head(i)
        return not known and token.low not in self.book.grammar.participles

    def _simple_before(self, end: int) -> int | None:
        i = end
        while i >= 0 and end - i < LONGEST:
            token = self.tokens[i]
            if token.low == ")" and i >= 2 and self.tokens[i - 2].low == "(":
                i -= 3
                continue
            if token.low == "that" and i < end and self.tokens[i + 1].capital:
                return i + 1
            if token.low in DETERMINERS and not (token.capital and token.text.isupper()):
                return i if i < end else (i if token.low in ("some", "many", "several", "others", "another") else None)
            if token.low in NUMBER_WORDS or (token.text[0].isdigit() and not token.capital):
                return (
                    i if i < end and token.low not in ("dozens", "scores", "hundreds") else (i + 1 if i < end else None)
                )
            if not self.inside(i):
                break
            if token.low.endswith(("'s", "s'")) and i == end:
                break
            i -= 1
        return i + 1 if i < end else None

    def _attach_before(self, first: int) -> int | None:
        """One step further left over a preposition or "and", where what stands there is a source too."""
        k = first - 1
        if k < 1:
            return None
        link = self.tokens[k].low
        if link == "and" or link == "&":
            wide = self.before(k - 1) if self.inside(k - 1) else None
            return wide.first if wide is not None and self._joint(wide.first, k - 1, first) else None
        prior = self._simple_before(k - 1) if link in ATTACHED or link == "by" else None
        if prior is None or (link == "by" and self.tokens[k - 1].low not in TEXTS):
            return None
        person = (
            link == "of"
            and self.opens_clause(prior)
            and k - prior > 1
            and self.tokens[k - 1].capital
            and self.tokens[k - 2].capital
        )
        if self.is_head(k - 1) or person or (link in NAME_LINKS and self._one_name(k)):
            return prior
        further = self._attach_before(prior) if link in ("of", "in", "near") else None
        return further if further is not None and self.is_head_of(further, prior) else None

    def is_head_of(self, first: int, end: int) -> bool:
        """True where a source noun stands between two tokens, the second left out."""
        return any(self.is_head(i) for i in range(first, end))

    def _joint(self, prior: int, last: int, first: int) -> bool:
        if self.is_head(last):
            return True
        opens = prior == 0 or self.tokens[prior - 1].kind != "word"
        if self.tokens[prior].low == "the" and self.tokens[last].capital and self.tokens[first].capital:
            return True
        if opens and self.is_head_of(prior, last):
            return True
        return opens and self.tokens[last].capital and self.tokens[first].capital

    def _one_name(self, link: int) -> bool:
        """ "Observatory for Human Rights": capitals on both sides and no article between."""
        return self.tokens[link - 1].capital and self.tokens[link + 1].capital

    def _cut_foreign(self, phrase: Phrase) -> Phrase:
        """In text without commas, cut off the end of the clause before: "stormed the building witnesses said"."""
        if self.opens_clause(phrase.first) or not self.is_head(phrase.last):
            return phrase
        if self.tokens[phrase.last].capital or not self.tokens[phrase.last].low.endswith(("s", "police", "people")):
            return phrase
        i = phrase.last
        while i > phrase.first:
            left = self.tokens[i - 1]
            known = left.low in MODIFIERS or left.low in self.book.heads or left.low in DETERMINERS
            if not known and (not left.capital or self._object_of_preposition(i - 1)):
                return Phrase(i, phrase.last)
            i -= 1
        return phrase

    def _object_of_preposition(self, i: int) -> bool:
        while i > 0 and self.tokens[i].capital:
            i -= 1
        return self.tokens[i].low in LOCAL_LINKS

    def opens_clause(self, i: int) -> bool:
        """True where token `i` begins the sentence or follows a mark or a conjunction."""
        if i == 0:
            return True
        left = self.tokens[i - 1]
        return left.kind != "word" or left.low in CONJUNCTIONS

    # ---- to the right -------------------------------------------------------------------------------------------
    def after(self, start: int, links: frozenset[str] = ATTACHED_RIGHT) -> Phrase | None:
        """The noun phrase that begins at token `start`, with what certain prepositions attach to its right."""
        if start >= len(self.tokens):
            return None
        if self.tokens[start].low in PRONOUNS and not self._upper_name(start):
            return Phrase(start, start)
        last = self._simple_after(start)
        while last is not None:
            further = self._attach_after(start, last, links)
            if further is None:
                return Phrase(start, last)
            last = further
        return None

    def _simple_after(self, start: int) -> int | None:
        i, size = start, len(self.tokens)
        while i < size and self.tokens[i].low in DETERMINERS and not self._upper_name(i) and i - start < 3:
            i += 1
        begin = i
        while i < size and i - begin < LONGEST:
            token = self.tokens[i]
            if token.low == "(" and i + 2 < size and self.tokens[i + 2].low == ")" and i > begin:
                i += 3
                continue
            if not self.inside(i) or (i > begin and (self._apposition(begin, i) or self._participle(i))):
                break
            if token.low in DETERMINERS:
                break
            i += 1
        return i - 1 if i > begin else None

    def _apposition(self, begin: int, i: int) -> bool:
        """ "Rami Hadi director of ...": a person's name, then what the person is."""
        if self.tokens[i].capital or self.tokens[i].low not in self.book.persons or i - begin < 2:
            return False
        return all(self.tokens[k].capital and not self.is_head(k) for k in range(begin, i))

    def _participle(self, i: int) -> bool:
        """ "fighters guarding the bridge": an -ing form that no noun of the phrase follows."""
        token = self.tokens[i]
        if token.capital or not token.low.endswith("ing") or self.is_head(i):
            return False
        return i + 1 >= len(self.tokens) or not self.is_head(i + 1)

    def _attach_after(self, start: int, last: int, links: frozenset[str]) -> int | None:
        k = last + 1
        if k + 1 >= len(self.tokens):
            return None
        link = self.tokens[k].low
        following = self._simple_after(k + 1)
        if following is None:
            return None
        if link == "and":
            return following if self.is_head(following) else None
        if link == "by":
            return following if self.tokens[last].low in TEXTS else None
        gerund = self.tokens[k + 1].low.endswith("ing") and not self.tokens[k + 1].capital
        if gerund and not self.is_head(k + 1 if link == "of" else following):
            return None
        person = last > start and self.tokens[last].capital and self.tokens[last - 1].capital
        if link in links and person and self.is_head(following):  # "Omar Hadi of the border police"
            return following
        if link in links and (self.is_head(last) or (link in NAME_LINKS and self._one_name(k))):
            return following if not self.is_head_of(start, last + 1) or link != "in" or following - k < 5 else None
        return None
