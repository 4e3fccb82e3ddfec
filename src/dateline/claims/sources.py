"""Finds the source of a cue in its sentence: left of the verb, right of it, or inherited from the act before.

The nearest noun phrase is not always the subject: an aside between commas, a relative clause, a description after a
name, or what a preposition governs is passed over. All of it works with commas and without.
"""

from typing import NamedTuple

from dateline.claims.cues import Cue
from dateline.claims.lexicon import (
    AFTER_SOURCE,
    ATTACHED_RIGHT,
    AUXILIARIES,
    BE,
    BROAD_VERBS,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    NAME_LINKS,
    NOUNS_IN_ING,
    NOUNS_IN_LY,
    PREPOSITIONS,
    RELATIVES,
    TEXTS,
    TIME_LINKS,
)
from dateline.claims.lists import listed_after, listed_before
from dateline.claims.nobody import is_evidence, is_nobody
from dateline.claims.phrases import Grammarian, Phrase
from dateline.claims.tokens import Token
from dateline.codebook.sources import SourceBook

APPOSITION = 25  # tokens between two commas that still count as an aside
SHORTEST_LEAD = 5  # tokens before "said X" where no mark parts them
PASSIVE_REACH = 13  # tokens between a passive and the second verb of its series
LEADING = 2  # tokens before "according to" at the start of a sentence
RELATIVE = 14  # tokens of a relative clause without commas


class Found(NamedTuple):
    """Where the source of a cue stands, and the tokens that the attribution itself takes up."""

    source: Phrase
    aside: tuple[int, int] | None
    first: int
    last: int
    order: str


Placed = list[tuple[Cue, Found | None]]


class SourceFinder:
    """Finds the sources of the cues of one tokenised sentence."""

    def __init__(self, tokens: list[Token], book: SourceBook) -> None:
        self.tokens = tokens
        self.book = book
        self.np = Grammarian(tokens, book)

    def locate(self, cue: Cue, placed: Placed) -> Found | None:
        """Where the source of a cue stands; null where there is none, or what stands there is nobody."""
        found = self._with_list(cue, self._locate(cue, placed))
        if found is None or is_nobody(self.tokens, found.source):
            return None
        return None if cue.frame == "cite" and is_evidence(self.tokens, found.source, self.book) else found

    def _with_list(self, cue: Cue, found: Found | None) -> Found | None:
        """ "Police, a medic and two residents said": all of them are the source."""
        if found is None or (found.order == "subject" and found.aside):
            return found
        if found.order == "subject":
            whole = listed_before(self.np, found.source)
            return found._replace(source=whole, first=whole.first)
        if found.order not in ("right", "inverted") or (found.order == "right" and cue.first < LEADING):
            return found
        whole = listed_after(self.np, found.source)
        if whole == found.source:
            return found
        return found._replace(source=whole, aside=None, last=whole.last + 1)

    def _locate(self, cue: Cue, placed: Placed) -> Found | None:
        if cue.side in ("page", "none"):
            return None
        if cue.side == "self":
            return Found(Phrase(cue.last, cue.last), None, cue.first, cue.last + 1, "relative")
        if cue.frame == "noun":
            return self._owner(cue)
        if cue.side == "right" or cue.frame == "cite":
            return self._right(cue, cue.last + 1)
        if cue.side.startswith("by"):
            return self._right(cue, int(cue.side.split()[1]) + 1)
        if cue.participle and not self._own_participle(cue):
            return self._inherited(cue, placed) if placed or self._set_off(cue) else None
        return self._inverted(cue) or self._left(cue) or self._inherited(cue, placed)

    def _own_participle(self, cue: Cue) -> bool:
        """ "a statement saying …": the noun before the participle speaks, where it is a thing that can."""
        return cue.first > 0 and self.tokens[cue.first - 1].low in TEXTS

    def _set_off(self, cue: Cue) -> bool:
        """A participle behind a mark or "by" is an act of saying; behind another word it may be a noun."""
        left = self.tokens[cue.first - 1] if cue.first else None
        return left is not None and (
            left.kind != "word" or left.low == "by" or self.tokens[cue.last].low not in NOUNS_IN_ING
        )

    def _owner(self, cue: Cue) -> Found | None:
        """ "the army's claim that …", "army claims that …": whose words the noun stands for."""
        phrase = self.np.before(cue.first - 1) if cue.first else None
        owner = self.tokens[cue.first - 1].low.endswith(("'s", "s'")) if cue.first else False
        if owner:
            phrase = self.np.owner_before(cue.first - 1)
        if phrase is None or self.np.plausible(phrase) < 2 or self.tokens[phrase.last].low in ("it", "we", "who"):
            return None
        return Found(phrase, None, phrase.first, cue.last + 1, "relative")

    def _right(self, cue: Cue, start: int) -> Found | None:
        if start < len(self.tokens) and self.tokens[start].low == "both":
            start += 1
        phrase = self.np.after(start)
        if phrase is None or self.np.plausible(phrase) < 2:
            return None
        aside = self._aside_after(phrase.last + 1)
        if aside and cue.first < LEADING and aside[1] < len(self.tokens) and self.tokens[aside[1]].low != ",":
            aside = None
        last = aside[1] if aside else phrase.last + 1
        return Found(phrase, aside, cue.first, last, "right")

    def _inverted(self, cue: Cue) -> Found | None:
        """ "…, said X, a commander.": the source follows the verb and no verb follows the source."""
        if (
            cue.frame != "clause"
            or cue.stance not in ("reports", "confirms")
            or cue.participle
            or cue.first != cue.last
            or cue.first == 0
        ):
            return None
        phrase = self.np.after(cue.last + 1)
        if phrase is None or self.np.plausible(phrase) < 2 or self.tokens[phrase.last].low in ("it", "we", "i"):
            return None
        if not self._may_follow_source(phrase.last + 1):
            return None
        if self._subject_before(cue, phrase):
            return None
        aside = self._aside_after(phrase.last + 1)
        return Found(phrase, aside, cue.first, aside[1] if aside else phrase.last + 1, "inverted")

    def _subject_before(self, cue: Cue, phrase: Phrase) -> bool:
        """Whether what stands left of the verb is a better subject than the phrase right of it."""
        left = self.tokens[cue.first - 1]
        if left.kind == "word" or left.low == ")":
            subject = self.np.before(self._skip_left(cue.first - 1))
            better = subject is not None and self.np.plausible(subject) >= self.np.plausible(phrase)
            return better or cue.first < SHORTEST_LEAD
        aside = left.low == "," and self._aside_before(cue.first - 1) is not None
        return aside and not self._ends_at(phrase.last + 1)

    def _ends_at(self, i: int) -> bool:
        return i >= len(self.tokens) or self.tokens[i].kind != "word"

    def _may_follow_source(self, i: int) -> bool:
        if i >= len(self.tokens) or self.tokens[i].kind != "word":
            return True
        low = self.tokens[i].low
        if low in self.book.grammar.time_nouns or low in AFTER_SOURCE:
            return True
        return low in self.book.persons

    def _left(self, cue: Cue) -> Found | None:
        j = self._skip_left(cue.first - 1)
        if j < 0:
            return None
        token = self.tokens[j]
        if token.low == "," or token.low in DASHES:
            return self._past_aside(j, cue)
        if token.kind != "word" and token.low != ")":
            return None
        if token.low in CONJUNCTIONS and token.low != "who":
            return self._relative_subject(j)
        if token.low == "to" and cue.stance == "claims_responsibility":
            subject = self.subject(NAME_LINKS)
            return None if subject is None else Found(subject, None, cue.first, cue.last + 1, "inherited")
        phrase = self.np.before(j)
        return self._past_participle(j, cue) if phrase is None else self._subject_at(phrase, cue)

    def _subject_at(self, phrase: Phrase, cue: Cue) -> Found | None:
        """The noun phrase before the verb, or the one that it only describes."""
        if self.tokens[phrase.last].low == "who":
            return self._relative_subject(phrase.first)
        for rule in (self._past_relative, self._past_description, self._past_preposition):
            found = rule(phrase, cue)
            if found is not None:
                return found
        return Found(phrase, None, phrase.first, cue.last + 1, "subject") if self._acceptable(phrase, cue) else None

    def _acceptable(self, phrase: Phrase, cue: Cue) -> bool:
        score = self.np.plausible(phrase)
        if score >= 2:
            return True
        return self.np.opens_clause(phrase.first) and (not cue.lemma or cue.lemma in BROAD_VERBS)

    def _skip_left(self, j: int) -> int:
        """Left over adverbs, auxiliaries and a time phrase: "the army [on Sunday also has] said"."""
        grammar = self.book.grammar
        while j >= 0:
            token = self.tokens[j]
            if token.kind != "word":
                break
            low = token.low
            adverb = low in grammar.adverbs and low not in ("there", "here", "both")
            if low in AUXILIARIES or adverb or self._manner(token):
                j -= 1
            elif low in grammar.time_nouns and j > 0 and self.tokens[j - 1].low in TIME_LINKS:
                j -= 2
            else:
                break
        return j

    def _manner(self, token: Token) -> bool:
        """An adverb in -ly: "strongly", "immediately"."""
        return token.low.endswith("ly") and not token.capital and len(token.low) > 5 and token.low not in NOUNS_IN_LY

    def _relative_subject(self, j: int) -> Found | None:
        """ "a statement which described": the noun before the relative is the source."""
        if self.tokens[j].low not in RELATIVES or j == 0:
            return None
        k = j - 1 - (self.tokens[j - 1].low == ",")
        phrase = self.np.before(k) if k >= 0 and self.tokens[k].kind == "word" else None
        named = k < j - 1 and phrase is not None and self.np.plausible(phrase) == 2
        if phrase is None or not (named or self.np.plausible(phrase) > 2):
            return None
        return Found(phrase, None, phrase.first, j + 2, "relative")

    def _past_relative(self, phrase: Phrase, cue: Cue) -> Found | None:
        """ "the Observatory which tracks violence across Syria said": the source is before the relative clause."""
        for r in range(phrase.first - 1, max(phrase.first - RELATIVE, 0), -1):
            token = self.tokens[r]
            if token.kind != "word":
                return None
            if token.low in RELATIVES and r + 1 < phrase.first:
                verb = self.tokens[r + 1].low
                told = token.low == "who" and not self.np.is_head(r + 1) and verb not in DETERMINERS
                if not told and (not verb.endswith("s") or verb in ("was", "this", "his", "its")):
                    return None
                prior = self.np.before(r - 1)
                if prior is None or self.np.plausible(prior) < 2:
                    return None
                return Found(prior, (r, phrase.last + 1), prior.first, cue.last + 1, "subject")
        return None

    def _past_participle(self, j: int, cue: Cue) -> Found | None:
        """ "A report published on Wednesday said", "a statement released by the army said"."""
        if self.tokens[j].low in self.book.grammar.time_nouns:
            j -= 1
        if j < 1 or not self.tokens[j].low.endswith("ed"):
            return None
        phrase = self.np.before(j - 1)
        if phrase is None or self.np.plausible(phrase) < 3:
            return None
        return Found(phrase, None, phrase.first, cue.last + 1, "subject")

    def _past_description(self, phrase: Phrase, cue: Cue) -> Found | None:
        """ "Omar Hadi a farmer said": in text without commas the name before the description is the source."""
        opening = self.tokens[phrase.first]
        if phrase.first == 0 or opening.low not in ("a", "an", "the") or not self.tokens[phrase.first - 1].capital:
            return None
        prior = self.np.before(phrase.first - 1)
        if prior is None or not self.np.opens_clause(prior.first) or self.np.plausible(prior) < 2:
            return None
        if opening.low == "the" and self.np.plausible(phrase) > 2:
            return None
        return Found(prior, (phrase.first, phrase.last + 1), prior.first, cue.last + 1, "subject")

    def _past_preposition(self, phrase: Phrase, cue: Cue) -> Found | None:
        """ "The group in a statement published by its agency said": what a preposition governs is no subject."""
        k = phrase.first - 1
        while k > 0 and (self.tokens[k].low in DETERMINERS or self.tokens[k].low.endswith("ed")):
            k -= 1
        if k < 0 or self.tokens[k].low not in PREPOSITIONS:
            return None
        subject = self.subject(NAME_LINKS)
        if subject is None or self.np.plausible(subject) < 2 or subject.last >= phrase.first:
            return None
        following = self.tokens[subject.last + 1].low
        if following not in PREPOSITIONS or self.tokens[subject.first].low in PREPOSITIONS:
            return None
        if any(
            t.kind == "mark" or t.low in self.book.grammar.verbs for t in self.tokens[subject.last + 1 : phrase.first]
        ):
            return None
        return Found(subject, None, subject.first, cue.last + 1, "subject")

    def _past_aside(self, comma: int, cue: Cue) -> Found | None:
        """ "X, a local commander, said" and "X, who leads the group, said"."""
        opened = self._aside_before(comma)
        if opened is None or opened == 0 or self.tokens[opened - 1].kind != "word":
            return None
        if self._is_clause(opened + 1):
            return None
        phrase = self.np.before(opened - 1)
        if phrase is None:
            return None
        if self.tokens[phrase.last].low == "who":
            return self._relative_subject(phrase.first)
        if self.np.plausible(phrase) > 1:
            return Found(phrase, (opened + 1, comma), phrase.first, cue.last + 1, "subject")
        name = self.np.after(opened + 1)
        if name is None or name.last != comma - 1 or not self.np.opens_clause(phrase.first):
            return None
        plausible = self.np.plausible(name) > 1
        return Found(name, (phrase.first, opened), phrase.first, cue.last + 1, "subject") if plausible else None

    def _is_clause(self, i: int) -> bool:
        """What stands between two commas is a clause of its own and no aside about the name before it."""
        low = self.tokens[i].low
        return low in ("but", "and", "while", "after", "when") or (
            low in self.book.verbs and not self.book.verbs[low].participle
        )

    def _inherited(self, cue: Cue, placed: Placed) -> Found | None:
        """The source of a participle or of a second verb: that of the act before, or the sentence's subject."""
        j = self._skip_left(cue.first - 1)
        linked = cue.participle or (j >= 0 and self.tokens[j].low in ("and", "but", "or", ",", "then"))
        if not linked or self._in_passive_series(cue):
            return None
        for _, found in reversed(placed):
            if found is not None:
                return Found(found.source, found.aside, cue.first, cue.last + 1, "inherited")
        subject = self.subject()
        if subject is None or self.np.plausible(subject) < 2 or subject.last >= cue.first:
            return None
        return Found(subject, None, cue.first, cue.last + 1, "inherited")

    def _in_passive_series(self, cue: Cue) -> bool:
        """ "were beaten and denied medical help": a participle of one series with a passive before it."""
        if cue.participle or not self.tokens[cue.last].low.endswith("ed"):
            return False
        for i in range(cue.first - 1, max(cue.first - PASSIVE_REACH, 0), -1):
            if self.tokens[i].low in self.book.verbs and self.tokens[i].low.endswith(("ed", "id")):
                return self.tokens[i - 1].low in BE
            if self.tokens[i].low in BE:
                return True
        return False

    def subject(self, links: frozenset[str] = ATTACHED_RIGHT) -> Phrase | None:
        """The noun phrase that opens the sentence, after an introductory phrase such as "On Monday, "."""
        start = 0
        if self.tokens and self.tokens[0].low in PREPOSITIONS | self.book.grammar.time_nouns | {
            "meanwhile",
            "earlier",
            "later",
        }:
            comma = next((i for i, t in enumerate(self.tokens[:15]) if t.low == ","), None)
            if comma is None:
                return None
            start = comma + 1
        while start < len(self.tokens) and self.tokens[start].kind == "quote":
            start += 1
        return self.np.after(start, links)

    def _aside_before(self, comma: int) -> int | None:
        """The index of the mark that opens the aside which ends at `comma`."""
        closing = self.tokens[comma].low
        for i in range(comma - 1, max(comma - APPOSITION, 0), -1):
            token = self.tokens[i]
            if token.kind == "quote":
                return None
            if token.low == closing:
                return i if comma - i > 1 else None
        return None

    def _aside_after(self, i: int) -> tuple[int, int] | None:
        """ "said X, a local commander.": what follows the name up to the next mark."""
        if i >= len(self.tokens):
            return None
        if self.tokens[i].low == ",":
            i += 1
            if i >= len(self.tokens) or self.tokens[i].kind != "word":
                return None
            if self.tokens[i].low not in DETERMINERS | {"who", "which"} | self.book.persons:
                return None
        elif self.tokens[i].low not in self.book.persons | {"who", "which"}:
            return None
        end = i
        while (
            end < len(self.tokens)
            and self.tokens[end].low not in (",", ".", ";", "—", "–")
            and self.tokens[end].kind != "quote"
        ):
            end += 1
        return i, end
