"""Ties each cue of a sentence to its source and to what is said.

Forms: "X said that …", "…, X said", "…, said X, a commander.", "according to X, …", "X told Reuters …", "blamed by X",
"X condemned A and accused Y", "the ministry said, citing doctors". A source that stands elsewhere (a participle or
a second verb of one subject) is inherited.
"""

from typing import NamedTuple

from dateline.claims.cues import Cue
from dateline.claims.phrases import CONJUNCTIONS, DETERMINERS, PREPOSITIONS, Grammarian, Phrase
from dateline.claims.tokens import Token
from dateline.codebook.sources import SourceBook
from dateline.model import Span

ADJUNCTS = frozenset(
    "statement interview conference briefing tweet twitter facebook telegram x phone telephone television tv radio post"
    " email message report letter video reporters journalists speech address call communique posting remarks broadcast"
    " testimony anonymity affidavit filing telephone newscast comments news instagram website newsletter editorial".split()
)
TAILS = frozenset(", ; . : - – — and but which who is was are were has been have".split())
CIRCUMSTANCE = frozenset("in on at during after before via by from when while through to over".split())
CIRCUMSTANCE_LENGTH = 24  # tokens that may stand between the verb and "that"
APPOSITION = 25  # tokens between two commas that still count as an aside
RELATIVE = 14  # tokens of a relative clause without commas


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


class Found(NamedTuple):
    """Where the source of a cue stands, and the tokens that the attribution itself takes up."""

    source: Phrase
    aside: tuple[int, int] | None
    first: int
    last: int
    order: str


class SentenceReader:
    """Reads the attributions of one sentence."""

    def __init__(self, tokens: list[Token], book: SourceBook) -> None:
        self.tokens = tokens
        self.book = book
        self.np = Grammarian(tokens, book)

    def read(self, cues: list[Cue]) -> list[Attribution]:
        """The attributions of all cues that have a source, or may do without one."""
        placed: list[tuple[Cue, Found | None]] = []
        for cue in cues:
            found = self.locate(cue, placed)
            if found is not None or cue.side in ("page", "none"):
                placed.append((cue, found))
        return self._share_content([self._with_content(k, placed) for k in range(len(placed))])

    def _share_content(self, acts: list[Attribution]) -> list[Attribution]:
        """ "The ministry said A, citing doctors": the doctors are a voice for A too."""
        said = next((a.content for a in acts if a.cue.frame != "cite" and a.content), ())
        return [a._replace(content=said) if a.cue.frame == "cite" else a for a in acts]

    # ---- the source -------------------------------------------------------------------------------------------
    def locate(self, cue: Cue, placed: list[tuple[Cue, Found | None]]) -> Found | None:
        """Where the source of a cue stands; null where there is none."""
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
        if cue.participle and placed and not self._own_participle(cue):
            return self._inherited(cue, placed)
        return self._inverted(cue) or self._left(cue) or self._inherited(cue, placed)

    def _own_participle(self, cue: Cue) -> bool:
        """ "a statement saying …": the noun before the participle speaks, where it is a thing that can."""
        return cue.first > 0 and self.np.is_head(cue.first - 1)

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
        phrase = self.np.after(start)
        if phrase is None or self.np.plausible(phrase) < 2:
            return None
        aside = self._aside_after(phrase.last + 1)
        last = aside[1] if aside else phrase.last + 1
        return Found(phrase, aside, cue.first, last, "right")

    def _inverted(self, cue: Cue) -> Found | None:
        """ "…, said X, a commander.": the source follows the verb and no verb follows the source."""
        if cue.frame != "clause" or cue.participle or cue.first != cue.last or cue.first == 0:
            return None
        phrase = self.np.after(cue.last + 1)
        if phrase is None or self.np.plausible(phrase) < 2 or self.tokens[phrase.last].low in ("it", "we", "i"):
            return None
        if not self._may_follow_source(phrase.last + 1):
            return None
        left = self.tokens[cue.first - 1]
        if left.kind == "word" or left.low in (")", "]"):
            subject = self.np.before(self._skip_left(cue.first - 1))
            if subject is not None and self.np.plausible(subject) >= self.np.plausible(phrase):
                return None
            if cue.first < 5:
                return None
        elif left.low == "," and self._aside_before(cue.first - 1) is not None and phrase.last + 2 < len(self.tokens) and left.kind != "quote" and not self._ends_at(phrase.last + 1):
            return None
        aside = self._aside_after(phrase.last + 1)
        return Found(phrase, aside, cue.first, aside[1] if aside else phrase.last + 1, "inverted")

    def _ends_at(self, i: int) -> bool:
        return i >= len(self.tokens) or self.tokens[i].kind != "word"

    def _may_follow_source(self, i: int) -> bool:
        if i >= len(self.tokens) or self.tokens[i].kind != "word":
            return True
        low = self.tokens[i].low
        if low in self.book.grammar.time_nouns or low in ("who", "which", "as", "in", "on", "at", "after", "during", "from", "late", "early", "last", "when", "director", "head", "chief", "leader", "spokesman", "spokeswoman", "while", "and", "but", "by", "to"):
            return True
        return low in self.book.persons

    def _left(self, cue: Cue) -> Found | None:
        j = self._skip_left(cue.first - 1)
        if j < 0:
            return None
        token = self.tokens[j]
        if token.kind == "word" or token.low == ")":
            if token.low in CONJUNCTIONS and token.low not in ("who",):
                return self._relative_subject(j)
            phrase = self.np.before(j)
            if phrase is None:
                return self._past_participle(j, cue)
            past = self._past_relative(phrase, cue) or self._past_description(phrase, cue) or self._past_preposition(phrase, cue)
            if past is None and self._acceptable(phrase, cue):
                return Found(phrase, None, phrase.first, cue.last + 1, "subject")
            return past
        if token.low in (",", "-", "–", "—", "--"):
            return self._past_aside(j, cue)
        return None

    def _acceptable(self, phrase: Phrase, cue: Cue) -> bool:
        score = self.np.plausible(phrase)
        if score >= 2:
            return self.tokens[phrase.last].low != "who" or self._relative_subject(phrase.first) is not None
        return self.np.opens_clause(phrase.first) and cue.lemma in ("", "say", "tell", "warn", "believe", "think", "argue", "blame", "accuse")

    def _skip_left(self, j: int) -> int:
        """Left over adverbs, auxiliaries and a time phrase: "the army [on Sunday also has] said"."""
        grammar = self.book.grammar
        while j >= 0:
            token = self.tokens[j]
            if token.kind != "word":
                break
            low = token.low
            if low in ("has", "have", "had", "is", "are", "was", "were", "been") or (low in grammar.adverbs and low not in ("there", "here", "both")):
                j -= 1
            elif low.endswith("ly") and not token.capital and len(low) > 5 and low not in ("family", "assembly", "daily", "weekly"):
                j -= 1
            elif low in grammar.time_nouns and j > 0 and self._time_link(j - 1):
                j -= 2
            else:
                break
        return j

    def _time_link(self, j: int) -> bool:
        return self.tokens[j].low in ("on", "late", "early", "last", "this", "later", "earlier")

    def _relative_subject(self, j: int) -> Found | None:
        """ "a statement which described": the noun before the relative is the source."""
        if self.tokens[j].low not in ("who", "which", "that") or j == 0:
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
            if token.low in ("who", "which", "that") and r + 1 < phrase.first:
                verb = self.tokens[r + 1].low
                if not verb.endswith("s") or verb in ("was", "this", "his", "its"):
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
        subject = self.subject()
        if subject is None or self.np.plausible(subject) < 2 or subject.last >= phrase.first:
            return None
        following = self.tokens[subject.last + 1].low
        if following not in PREPOSITIONS or self.tokens[subject.first].low in PREPOSITIONS:
            return None
        if any(t.kind == "mark" or t.low in self.book.grammar.verbs for t in self.tokens[subject.last + 1 : phrase.first]):
            return None
        return Found(subject, None, subject.first, cue.last + 1, "subject")

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

    def _past_aside(self, comma: int, cue: Cue) -> Found | None:
        """ "X, a local commander, said" and "X, who leads the group, said"."""
        opened = self._aside_before(comma)
        if opened is None or opened == 0 or self.tokens[opened - 1].kind != "word":
            return None
        start = self.tokens[opened + 1]
        if start.low in ("but", "and", "while", "after", "when") or self.book.verbs.get(start.low) and not start.low.endswith("ing"):
            return None
        phrase = self.np.before(opened - 1)
        if phrase is None:
            return None
        if self.np.plausible(phrase) < 2:
            name = self.np.after(opened + 1)
            if name is None or name.last != comma - 1 or self.np.plausible(name) < 2 or not self.np.opens_clause(phrase.first):
                return None
            return Found(name, (phrase.first, opened), phrase.first, cue.last + 1, "subject")
        return Found(phrase, (opened + 1, comma), phrase.first, cue.last + 1, "subject")

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
        while end < len(self.tokens) and self.tokens[end].low not in (",", ".", ";", "—", "–") and self.tokens[end].kind != "quote":
            end += 1
        return i, end

    def _inherited(self, cue: Cue, placed: list[tuple[Cue, Found | None]]) -> Found | None:
        """The source of a participle or of a second verb: that of the act before, or the sentence's subject."""
        j = self._skip_left(cue.first - 1)
        linked = cue.participle or (j >= 0 and self.tokens[j].low in ("and", "but", "or", ",", "then"))
        if not linked:
            return None
        for _, found in reversed(placed):
            if found is not None:
                return Found(found.source, found.aside, cue.first, cue.last + 1, "inherited")
        subject = self.subject()
        if subject is None or self.np.plausible(subject) < 2 or subject.last >= cue.first:
            return None
        return Found(subject, None, cue.first, cue.last + 1, "inherited")

    def subject(self) -> Phrase | None:
        """The noun phrase that opens the sentence, after an introductory phrase such as "On Monday, "."""
        start = 0
        if self.tokens and self.tokens[0].low in PREPOSITIONS | self.book.grammar.time_nouns | {"meanwhile", "earlier", "later"}:
            comma = next((i for i, t in enumerate(self.tokens[:15]) if t.low == ","), None)
            if comma is None:
                return None
            start = comma + 1
        while start < len(self.tokens) and self.tokens[start].kind == "quote":
            start += 1
        return self.np.after(start)

    # ---- what is said -----------------------------------------------------------------------------------------
    def _with_content(self, k: int, placed: list[tuple[Cue, Found | None]]) -> Attribution:
        cue, found = placed[k]
        first = found.first if found else cue.first
        first = min(first, cue.first)
        last = max(found.last if found else cue.last + 1, cue.last + 1)
        low, high = self._zone(k, placed)
        order = found.order if found else "none"
        content = self._content(cue, order, (first, last), (low, high))
        aside = None
        if found and found.aside and found.aside[0] < found.aside[1]:
            a, b = found.aside
            aside = (self.tokens[a].start, self.tokens[b - 1].end)
        return Attribution(cue, found.source if found else None, aside, content, first, last, order == "inherited", order)

    def _zone(self, k: int, placed: list[tuple[Cue, Found | None]]) -> tuple[int, int]:
        """The tokens that an act may take as its content: between its neighbours in the sentence."""
        low, high = 0, len(self.tokens)
        if k > 0:
            cue, found = placed[k - 1]
            low = max(cue.last + 1, found.last if found else 0)
        if k + 1 < len(placed):
            cue, found = placed[k + 1]
            edge = min(cue.first, found.first if found else cue.first)
            if edge > 0 and (cue.participle or self._breaks_before(edge)):
                high = edge
        while high > 1 and self.tokens[high - 1].kind != "quote" and (self.tokens[high - 1].low in (",", ".", ";", "and", "but", "while", "or", "–", "—", "-")):
            high -= 1
        return low, high

    def _breaks_before(self, i: int) -> bool:
        return self.tokens[i - 1].kind != "word" or self.tokens[i - 1].low in ("and", "but", "while", "or", "although", "though", "whereas", "which")

    def _content(self, cue: Cue, order: str, own: tuple[int, int], zone: tuple[int, int]) -> tuple[tuple[int, int], ...]:
        low, high = zone
        before, after = (self._quotation_start(low, own[0]), own[0]), (own[1], high)
        if cue.frame.startswith("passive"):
            return self._ranges((self._clause_start(cue.first, low), cue.first), self._target_range(own[1], high))
        if cue.frame not in ("clause", "tell", "noun") and cue.side != "self" and not (cue.frame == "phrase" and order == "right" and cue.stance == "reports"):
            if order == "right" and cue.frame == "phrase":
                clause = (self._clause_start(cue.first, low), cue.first)
                return self._ranges(clause if self._words(*clause) > 2 else None)
            return self._ranges((cue.last + 1, high))
        after = (self._skip_adjuncts(own[1], high, tell=cue.frame == "tell"), high)
        size_before, size_after = self._words(*before), self._words(*after)
        if order in ("inverted", "right"):
            leads = order == "right" and size_before < 3
            return self._ranges(after) if leads else self._ranges(before, after if self._quoted(after) or order == "right" and size_after > 2 else None)
        if order == "inherited" or order == "relative":
            return self._ranges(after)
        opens = self.tokens[after[0]].low if after[0] < high else ""
        if opens in ("that", ":"):
            return self._ranges((after[0] + (opens == ":"), high))
        marked = own[0] > 0 and self.tokens[own[0] - 1].kind != "word"
        relative = own[0] > 0 and self.tokens[own[0] - 1].low in ("which", "that", "who", "whom")
        trailing = not relative and size_before >= 3 and (size_after < 3 or (marked and opens == ","))
        if trailing:
            more = after if size_after > 2 and not self._participle_at(after[0] + 1) else None
            return self._ranges(before, more)
        if marked and own[0] > 1 and self._closing_quote(own[0] - 1):
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

    def _closing_quote(self, i: int) -> bool:
        return self.tokens[i].kind == "quote" or (self.tokens[i].low == "," and self.tokens[i - 1].kind == "quote")

    def _quoted(self, part: tuple[int, int]) -> bool:
        return any(t.kind == "quote" for t in self.tokens[part[0] : part[0] + 3])

    def _participle_at(self, i: int) -> bool:
        """ ", referring to", ", saying": an aside about the speaking, unless it tells of harm (", killing three")."""
        if i >= len(self.tokens) or not self.tokens[i].low.endswith("ing"):
            return False
        return not self.book.harm.match(self.tokens[i].low) and self.tokens[i].low not in ("leaving", "causing", "forcing", "setting", "triggering")

    def _words(self, a: int, b: int) -> int:
        return sum(t.kind == "word" for t in self.tokens[a:b])

    def _clause_start(self, i: int, low: int) -> int:
        """The start of the clause before token `i`: after a comma or conjunction, or the start of its zone."""
        for k in range(i - 1, low, -1):
            if self.tokens[k].low in (",", ";", "but", "while") or self.tokens[k].kind == "quote":
                return k + 1
        return low

    def _target_range(self, start: int, high: int) -> tuple[int, int] | None:
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
        token = self.tokens[i]
        k = i
        if token.low in ("late", "early", "earlier", "later", "also"):
            k += 1
        elif token.low == "," and i + 2 < high and self.tokens[i + 1].low in ("on", "in"):
            k += 1
        if k < high and self.tokens[k].low in ("on", "in", "at", "via", "through", "during", "by", "to", "last", "this", "from", "over"):
            phrase = self.np.after(k + 1)
            stop = (phrase.last + 1) if phrase else k + 1
            words = {t.low for t in self.tokens[k + 1 : min(stop, high)]}
            if words & ADJUNCTS and self.tokens[k].low not in ("last", "this"):
                return min(stop, high)
            k += 1
        t = k
        while t < high and (self.tokens[t].low in self.book.grammar.time_nouns or (t > k - 1 and self.tokens[t].text.isdigit() and len(self.tokens[t].text) in (1, 2, 4) and t > i)):
            t += 1
        if t > k or (t == k and k > i and token.low in ("late", "early", "earlier", "later", "also") and k == i + 1):
            return t
        if i < high and token.low == "in" and i + 1 < high and self.tokens[i + 1].capital:
            place = self.np.after(i + 1)
            if place and (place.last + 1 >= high or self.tokens[place.last + 1].low in ("that", ",")):
                return min(place.last + 1, high)
        return i

    def _ranges(self, *parts: tuple[int, int] | None) -> tuple[tuple[int, int], ...]:
        """The parts that hold words, without marks and white space at their ends."""
        kept: list[tuple[int, int]] = []
        for part in parts:
            if part is None:
                continue
            a, b = part
            while a < b and (self.tokens[a].low in (",", ";", ".", ":", "-", "–", "—") or (a == part[0] and self.tokens[a].low in ("and", "but"))):
                a += 1
            while b > a and self.tokens[b - 1].low in TAILS:
                b -= 1
            if self._words(a, b):
                kept.append((a, b))
        return tuple(kept)
