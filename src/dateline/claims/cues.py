"""Finds the words of saying in a sentence: verbs in a finite or participle use, and set phrases."""

import re
from typing import NamedTuple

from dateline.claims.lexicon import (
    AWAY,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    HAVE,
    MODALS,
    NOUNLIKE,
    PREPOSITIONS,
    PRONOUNS,
)
from dateline.claims.tokens import Token, index_at
from dateline.codebook.sources import SourceBook
from dateline.model import Span, Stance

PLURAL = re.compile(r".*(?:s|men|women|people|police|media|troops|staff|military)$")


class Cue(NamedTuple):
    """Words of saying: first and last token, stance, frame of the verb, and where the source stands.

    `side` is subject (left of the verb), left, right, by (after "by"), page or none; `lemma` is empty for phrases.
    """

    first: int
    last: int
    stance: Stance
    frame: str
    side: str
    lemma: str
    participle: bool = False


def find_cues(text: str, tokens: list[Token], book: SourceBook) -> list[Cue]:
    """All cues of a sentence in order; a verb inside a set phrase is not found a second time."""
    lows = {t.low for t in tokens}
    found, silent = _phrase_cues(text, tokens, lows, book)
    if lows & book.verbs.keys():
        taken = {i for cue in found for i in range(cue.first, cue.last + 1)}
        found += _noun_cues(tokens, taken, book)
        taken |= {cue.first for cue in found}
        taken |= {i for a, b in silent for i in range(index_at(tokens, a), index_at(tokens, b))}
        for i, token in enumerate(tokens):
            if token.low in book.verbs and token.kind == "word" and i not in taken:
                cue = _verb_cue(tokens, i, book)
                if cue:
                    found.append(cue)
    return sorted(found)


def _phrase_cues(text: str, tokens: list[Token], lows: set[str], book: SourceBook) -> tuple[list[Cue], list[Span]]:
    """The set phrases, and the spans that say that nobody has claimed the act."""
    found: list[Cue] = []
    silent: list[Span] = []
    if not tokens:
        return found, silent
    taken: set[int] = set()
    if not lows.isdisjoint(book.unclaimed_anchors):
        for m in book.unclaimed.finditer(text, tokens[0].start, tokens[-1].end):
            silent.append(m.span())
            taken |= set(range(m.start(), m.end()))
    for phrase in book.phrases:
        if lows.isdisjoint(phrase.anchors):
            continue
        for m in phrase.pattern.finditer(text, tokens[0].start, tokens[-1].end):
            if m.start() in taken:
                continue
            taken |= set(range(m.start(), m.end()))
            first, last = index_at(tokens, m.start()), index_at(tokens, m.end()) - 1
            chained = phrase.side == "right" and any(c.side == "right" and 0 <= first - c.last < 4 for c in found)
            if first <= last and not chained:
                found.append(Cue(first, last, phrase.stance, "phrase", phrase.side, ""))
    return found, silent


def _verb_cue(tokens: list[Token], i: int, book: SourceBook) -> Cue | None:
    verb = book.verbs[tokens[i].low]
    if tokens[i].capital and i > 0 and not _title_case(tokens):
        return None
    p = _content_before(tokens, i, book)
    previous = tokens[p].low if p >= 0 else ""
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if verb.lemma in ("add", "respond", "continue", "conclude") and following == "to":
        return None
    if verb.form.endswith("ed") and following in (BE | HAVE | MODALS) - {"to", "having", "being"}:
        return None
    if verb.frame in ("accuse", "suspect", "tell") and following in PREPOSITIONS - {"by"}:
        return None
    if verb.frame == "object" and previous not in HAVE and (following in AWAY or following in book.grammar.time_nouns):
        return None
    if verb.needs and not _has_needed(tokens, i, verb.needs):
        return None
    if verb.participle:
        return _participle_cue(tokens, i, p, book)
    if _passive(tokens, i, previous, following, verb.form):
        return _passive_cue(tokens, i, book)
    emphatic = previous in ("did", "does", "do") and not tokens[i].low.endswith(("ed", "s"))
    if (previous in MODALS and not emphatic) or _negated(tokens, i, p):
        return None
    if previous in DETERMINERS | PREPOSITIONS and not (
        p >= 0 and tokens[p].capital and tokens[p].text.isupper() and len(tokens[p].text) > 1
    ):
        return None
    if tokens[i].low in NOUNLIKE and not _verb_use(tokens, i, p, following):
        return None
    first = p + 1 if p >= 0 and previous not in HAVE else i
    return Cue(first if previous not in HAVE else p, i, verb.stance, verb.frame, "subject", verb.lemma)


def _noun_cues(tokens: list[Token], taken: set[int], book: SourceBook) -> list[Cue]:
    """Nouns of saying with an owner: "the army's claim that …", "army claims that …"."""
    found: list[Cue] = []
    for i in range(1, len(tokens) - 1):
        noun, left = tokens[i].low, tokens[i - 1]
        if noun not in book.nouns_of_saying or tokens[i + 1].low != "that" or i in taken or left.kind != "word":
            continue
        owned = left.low.endswith(("'s", "s'"))
        plural_subject = bool(PLURAL.fullmatch(left.low))
        verb = noun in book.verbs and not owned and not plural_subject
        foreign = left.low in DETERMINERS | PREPOSITIONS | CONJUNCTIONS or left.low in book.verbs
        if not verb and not foreign and (owned or noun.endswith("s")):
            found.append(Cue(i, i, "reports", "noun", "left", "say"))
    return found


def _title_case(tokens: list[Token]) -> bool:
    """A headline that writes most words with a capital, where a capital tells nothing about a verb."""
    plain = [t for t in tokens if t.kind == "word" and len(t.text) > 3]
    return 3 * sum(t.capital for t in plain) > 2 * len(plain)


def _content_before(tokens: list[Token], i: int, book: SourceBook) -> int:
    """The nearest token left of `i` that is no adverb."""
    p = i - 1
    while (
        p >= 0
        and tokens[p].kind == "word"
        and not tokens[p].capital
        and (
            tokens[p].low in book.grammar.adverbs - {"not", "never", "neither"}
            or (
                tokens[p].low.endswith("ly")
                and len(tokens[p].low) > 5
                and tokens[p].low not in ("family", "assembly", "daily", "weekly")
            )
        )
    ):
        p -= 1
    return p


def _has_needed(tokens: list[Token], i: int, needs: str) -> bool:
    """The words that a verb asks for behind it ("held ... responsible"), or a quotation or colon beside it."""
    near = tokens[i + 1 : i + 14]
    if i + 1 < len(tokens) and "by" in (tokens[i + 1].low, tokens[min(i + 2, len(tokens) - 1)].low):
        near = tokens[max(0, i - 8) : i]
    if needs == "quote":
        return any(
            t.kind == "quote" or t.low in (":", "that") for t in [*tokens[max(0, i - 6) : i], *tokens[i + 1 : i + 5]]
        )
    wanted = needs.split("|")
    if near and near[0].low in wanted and "that" not in wanted and ":" not in wanted:
        return needs.startswith("video") or needs.startswith("toll")
    span = near[:2] if "that" in wanted else near
    return any(t.low in wanted for t in span)


def _participle_cue(tokens: list[Token], i: int, p: int, book: SourceBook) -> Cue | None:
    verb = book.verbs[tokens[i].low]
    previous = tokens[p] if p >= 0 else None
    if previous is None or previous.low in DETERMINERS or (previous.low in PREPOSITIONS and previous.low != "by"):
        return None
    if previous.low in BE:
        return Cue(p, i, verb.stance, verb.frame, "subject", verb.lemma)
    return Cue(i, i, verb.stance, verb.frame, "subject", verb.lemma, participle=True)


def _passive(tokens: list[Token], i: int, previous: str, following: str, form: str) -> bool:
    if previous in BE:
        return True
    second = tokens[i + 2].low if i + 2 < len(tokens) else ""
    agent = following == "by" or (second == "by" and tokens[i].low.endswith("ed"))
    return agent and form not in ("said", "say", "says") and tokens[i].low.endswith(("d", "n"))


def _passive_cue(tokens: list[Token], i: int, book: SourceBook) -> Cue | None:
    """ "was confirmed by X", "an attack blamed by X on Y", and with nobody named "was blamed on Y"."""
    verb = book.verbs[tokens[i].low]
    for k in range(i + 1, min(i + 9, len(tokens))):
        if tokens[k].kind != "word" and tokens[k].low not in ("-", "("):
            break
        if tokens[k].low == "by":
            return Cue(i, i, verb.stance, "passive " + verb.frame, f"by {k}", verb.lemma)
        if verb.frame != "blame" and k > i + 1:
            break
    if verb.frame == "blame" and "on" in (t.low for t in tokens[i + 1 : i + 4]):
        return Cue(i, i, verb.stance, "passive " + verb.frame, "none", verb.lemma)
    return None


def _negated(tokens: list[Token], i: int, p: int) -> bool:
    """ "has not confirmed", "never said": no act of saying."""
    return any(t.low in ("not", "never", "neither", "n't") for t in tokens[max(0, p - 1) : i])


def _verb_use(tokens: list[Token], i: int, p: int, following: str) -> bool:
    """Whether a form that is also a noun ("reports", "claim") stands as a verb."""
    if p < 0 or tokens[p].kind != "word":
        return p >= 0 and tokens[p].low == "," and following in DETERMINERS | PRONOUNS
    left = tokens[p].low
    if (
        following in ("", ".", ",")
        and (tokens[p].capital or left in PRONOUNS)
        and any(t.kind == "quote" or t.low == "," for t in tokens[:p])
    ):
        return True
    if left in CONJUNCTIONS - {"and", "who", "which"} or left.endswith(("'s", "s'")):
        return False
    opens = (
        following in DETERMINERS | PRONOUNS
        or following in CONJUNCTIONS
        or (
            i + 1 < len(tokens)
            and (tokens[i + 1].capital or tokens[i + 1].kind == "quote" or tokens[i + 1].text[0].isdigit())
        )
    )
    if tokens[i].low.endswith("s"):
        return opens and not PLURAL.fullmatch(left)
    return opens and (left in PRONOUNS or left == "and" or bool(PLURAL.fullmatch(left)))
