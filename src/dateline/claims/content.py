"""Finds what is said: the clause after the cue, the clause before it, or the quotation beside it."""

from dateline.claims.cues import Cue
from dateline.claims.lexicon import (
    ADJUNCT_LINKS,
    ADJUNCTS,
    CIRCUMSTANCE,
    RELATIVES,
    RESULTS,
    STOPS,
    TAILS,
    TIME_OPENINGS,
)
from dateline.claims.phrases import Grammarian
from dateline.claims.tokens import Token
from dateline.codebook.sources import SourceBook

CIRCUMSTANCE_LENGTH = 24  # tokens that may stand between the verb and "that"
SOURCE_TAIL = 14  # tokens that may follow a leading source before its comma
ACCUSING = ("blame", "accuse", "hold", "attribute", "suspect")
OPENERS = (":", ";", "and", "but", "while", "though", "although")  # a clause of saying of its own begins after these
CONTRASTS = ("while", "although", "though", "whereas")
LEAST_CLAUSE = 3  # words that a clause before the source must have to count as what is said

Range = tuple[int, int]


class ContentFinder:
    """Finds the content of the acts of saying of one tokenised sentence, as half-open token ranges."""

    def __init__(self, tokens: list[Token], book: SourceBook) -> None:
        self.tokens = tokens
        self.book = book
        self.np = Grammarian(tokens, book)

    def find(self, cue: Cue, order: str, own: Range, zone: Range) -> tuple[Range, ...]:
        """What an act says. `own` are its source and cue, `zone` the tokens between its neighbours."""
        if cue.frame == "passive tell":
            return self._ranges((own[1], zone[1]))
        if cue.frame.startswith("passive"):
            end = cue.first - (cue.first > 0 and self.tokens[cue.first - 1].low == ",")
            return self._ranges((self._clause_start(end, zone[0]), end), self._target_range(own[1], zone[1]))
        tells = cue.frame in ("clause", "tell", "noun") or cue.side == "self"
        if tells or (cue.frame == "phrase" and order == "right" and cue.stance == "reports"):
            return self._told(cue, order, own, zone)
        return self._object(cue, order, own, zone)

    def _object(self, cue: Cue, order: str, own: Range, zone: Range) -> tuple[Range, ...]:
        """The object of "condemned", "denied", or of a set phrase: what follows, or the clause before."""
        if order == "right" and cue.frame == "phrase":
            start, end = self._clause_start(cue.first, zone[0]), cue.first
            if start > 1 and self.tokens[start].low == "which":  # "the ambush, which was claimed by"
                start, end = self._clause_start(start - 1, zone[0]), start - 1
            clause = (start, end)
            return self._ranges(clause if self._words(*clause) >= LEAST_CLAUSE else None)
        if own[0] > 0 and self.tokens[own[0] - 1].low in ("which", "that"):
            return self._ranges((self._clause_start(own[0] - 2, zone[0]), own[0] - 1))
        end = self._clause_end(cue.last + 1, zone[1]) if cue.frame in ACCUSING else zone[1]
        return self._ranges((cue.last + 1, end))

    def _clause_end(self, start: int, high: int) -> int:
        """Where an accusation ends: before a clause of its own ("while …", "and the governor imposed …")."""
        for k in range(start + 1, high):
            low = self.tokens[k].low
            if self.tokens[k].kind == "quote":
                return high
            if low in CONTRASTS or (low == "which" and self.tokens[k - 1].low == ","):
                return k
            if low in ("and", "but") and self._finite_clause(k + 1, high):
                return k
        return high

    def _finite_clause(self, i: int, high: int) -> bool:
        """Whether a subject of its own and a finite verb begin at a token."""
        subject = self.np.after(i)
        if subject is None or subject.last + 1 >= high:
            return False
        verb = self.tokens[subject.last + 1]
        finite = verb.low in self.book.grammar.verbs and not verb.low.endswith("ing")
        return verb.kind == "word" and not verb.capital and (finite or verb.low.endswith("ed"))

    def _told(self, cue: Cue, order: str, own: Range, zone: Range) -> tuple[Range, ...]:
        """What a verb of saying reports: the clause after it, or the clause or quotation before it."""
        before = (self._quotation_start(zone[0], own[0]), own[0])
        after = (self._skip_adjuncts(own[1], zone[1], tell=cue.frame == "tell"), zone[1])
        if cue.stance == "denies" and order != "inverted" and self._words(*after):
            return self._ranges(after)
        leads = self._words(*before) < LEAST_CLAUSE
        more = self._words(*after) >= LEAST_CLAUSE
        if order == "right" and leads:
            return self._ranges((self._past_comma(*after), after[1]))
        if order in ("inherited", "relative"):
            return self._ranges(after)
        if order in ("inverted", "right"):
            return self._ranges(before, after if self._quoted(after) or (order == "right" and more) else None)
        return self._of_subject(before, after, leads=leads, more=more)

    def _of_subject(self, before: Range, after: Range, *, leads: bool, more: bool) -> tuple[Range, ...]:
        """ "X said that A", "A, X said", "A, X said, B"."""
        opens = self.tokens[after[0]].low if after[0] < after[1] else ""
        if opens in ("that", ":"):
            return self._ranges((after[0] + (opens == ":"), after[1]))
        edge = before[1] - 1
        if edge >= 0 and self.tokens[edge].low in OPENERS and self._words(*after):
            return self._ranges(after)
        marked = edge >= 0 and self.tokens[edge].kind != "word"
        relative = edge >= 0 and self.tokens[edge].low in RELATIVES
        if not relative and not leads and (not more or (marked and opens == ",")):
            return self._ranges(before, after if more and not self._participle_at(after[0] + 1) else None)
        if marked and edge > 0 and self._closing_quote(edge):
            return self._ranges(before, after)
        return self._ranges(after)

    def _quotation_start(self, low: int, high: int) -> int:
        """Past an introduction to the quotation that follows it: "Asked about the raid, “…,” he said."."""
        if low >= high or not (self.tokens[low].low in CIRCUMSTANCE or self.tokens[low].low.endswith(("ing", "ed"))):
            return low
        for k in range(low + 1, high - 3):
            if self.tokens[k].kind == "quote":
                return k if self.tokens[k - 1].low in (",", ":") else low
        return low

    def _past_comma(self, i: int, high: int) -> int:
        """Past what still belongs to the source: "According to data compiled by the office, …"."""
        if i < high and self.tokens[i].kind != "word":
            return i
        return next((k for k in range(i, min(i + SOURCE_TAIL, high)) if self.tokens[k].low == ","), i)

    def _closing_quote(self, i: int) -> bool:
        return self.tokens[i].kind == "quote" or (self.tokens[i].low == "," and self.tokens[i - 1].kind == "quote")

    def _quoted(self, part: Range) -> bool:
        return any(t.kind == "quote" for t in self.tokens[part[0] : part[0] + 3])

    def _participle_at(self, i: int) -> bool:
        """ ", referring to", ", saying": an aside about the speaking, unless it tells of harm (", killing three")."""
        if i >= len(self.tokens) or not self.tokens[i].low.endswith("ing"):
            return False
        return not self.book.harm(self.tokens[i].low) and self.tokens[i].low not in RESULTS

    def _words(self, a: int, b: int) -> int:
        return sum(t.kind == "word" for t in self.tokens[a:b])

    def _clause_start(self, i: int, low: int) -> int:
        """The start of the clause before token `i`: after a comma or conjunction, or the start of its zone."""
        for k in range(i - 1, low, -1):
            if self.tokens[k].low in (",", ";", "but", "while") or self.tokens[k].kind == "quote":
                return k + 1
        return low

    def _target_range(self, start: int, high: int) -> Range | None:
        return (start, high) if start < high and self.tokens[start].low in ("on", "for") else None

    def _skip_adjuncts(self, i: int, high: int, *, tell: bool) -> int:
        """Past the addressee ("told Reuters"), "in a statement", "on Monday": the index where content may begin."""
        if tell:
            addressee = self.np.after(i)
            if addressee is not None and addressee.last + 1 <= high:
                i = addressee.last + 1
        while i < high:
            step = self._adjunct(i, high)
            if step == i:
                return self._past_circumstance(i, high)
            i = step
        return high

    def _past_circumstance(self, i: int, high: int) -> int:
        """ "said during a visit to the town, that …": what is said begins at "that" or at the quotation."""
        if self.tokens[i].low not in CIRCUMSTANCE and self.tokens[i].low not in self.book.grammar.adverbs:
            return i
        for k in range(i + 1, min(i + CIRCUMSTANCE_LENGTH, high)):
            if self.tokens[k].low == "that":
                return k
            if self.tokens[k].kind == "quote" and self.tokens[k - 1].low in (",", ":", "that"):
                return k
        return i

    def _adjunct(self, i: int, high: int) -> int:
        """Past one adjunct at token `i`; `i` itself where none stands there."""
        token = self.tokens[i]
        opens = token.low in TIME_OPENINGS
        comma = token.low == "," and i + 2 < high and self.tokens[i + 1].low in ("on", "in")
        k = i + 1 if opens or comma else i
        if k < high and self.tokens[k].low in ADJUNCT_LINKS:
            stop = self._means(k, high)
            if stop is not None:
                return stop
            k += 1
        end = self._past_time(k, high, dates=k > i)
        if end > k or (opens and k == i + 1):
            return end
        return self._past_place(i, high)

    def _means(self, k: int, high: int) -> int | None:
        """Past "in a statement", "to reporters", "on condition of anonymity"."""
        phrase = self.np.after(k + 1)
        stop = min(phrase.last + 1 if phrase else k + 1, high)
        means = any(t.low in ADJUNCTS for t in self.tokens[k + 1 : stop])
        return stop if means and self.tokens[k].low not in ("last", "this") else None

    def _past_time(self, k: int, high: int, *, dates: bool) -> int:
        """Past names of days and months and, after a preposition, the numbers of a date."""
        while k < high:
            token = self.tokens[k]
            number = dates and token.text.isdigit() and len(token.text) in (1, 2, 4)
            if token.low not in self.book.grammar.time_nouns and not number:
                return k
            k += 1
        return k

    def _past_place(self, i: int, high: int) -> int:
        """Past "in Geneva", where what is said begins after it."""
        if i + 1 < high and self.tokens[i].low == "in" and self.tokens[i + 1].capital:
            place = self.np.after(i + 1)
            if place and (place.last + 1 >= high or self.tokens[place.last + 1].low in ("that", ",")):
                return min(place.last + 1, high)
        return i

    def _ranges(self, *parts: Range | None) -> tuple[Range, ...]:
        """The parts that hold words, without marks and white space at their ends."""
        kept: list[Range] = []
        for part in parts:
            if part is None:
                continue
            a, b = part
            if a < b and self.tokens[a].low in ("and", "but"):
                a += 1
            while a < b and self.tokens[a].low in STOPS:
                a += 1
            while b > a and self.tokens[b - 1].low in TAILS:
                b -= 1
            if self._words(a, b):
                kept.append((a, b))
        return tuple(kept)
