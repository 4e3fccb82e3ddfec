"""The stance of an act of saying and who it is aimed at: what the verb says, then what the content says."""

from dateline.claims import signs
from dateline.claims.lexicon import ALLEGATIONS, DETERMINERS, PREPOSITIONS, PRONOUNS, PUNISHED, TARGET_LINKS
from dateline.claims.names import Lexer
from dateline.claims.phrases import Grammarian, Phrase, span_of
from dateline.claims.signs import Utterance
from dateline.claims.threats import announces_violence, vows_violence
from dateline.claims.tokens import Token
from dateline.codebook.sources import SourceBook
from dateline.model import SourceKind, Span, Stance

APPEALS = ("ask", "urge", "hope", "expect")
ADMISSIONS = ("admit", "acknowledge", "concede")
ARMED: tuple[SourceKind, ...] = ("armed_group", "military")
RULERS: tuple[SourceKind, ...] = ("government", "police", "politician", "unnamed", "intergovernmental")
BYSTANDERS: tuple[SourceKind, ...] = ("witness", "media", "unnamed")
AIMED: tuple[Stance, ...] = ("blames", "denies", "threatens")
OBJECT = 70  # characters in which a rejected allegation is named
HEAD = 160  # characters of the content in which a report shows what it is


def refine(stance: Stance, said: Utterance) -> Stance | None:
    """The stance that verb and content make together; null where the verb in this use is no claim at all.

    Only general verbs of saying give way to their content: "said it had no further detail" declines to comment,
    "said the army was behind it" blames, "we will retaliate" threatens.
    """
    if _no_claim(said):
        return None
    if said.lemma in ("call", "describe") and signs.CALLED_FALSE.search(said.content[:HEAD]):
        return "denies"
    if said.lemma in APPEALS or said.lemma == "call":
        return stance
    claimed = said.lemma == "claim" and signs.CLAIMED_ACT.search(said.content)
    if claimed and not signs.FINITE.search(said.content[:HEAD]):
        return "claims_responsibility"
    if said.lemma == "suspect" and " of " not in said.content[:HEAD]:
        return "reports" if signs.SUSPECTED.search(said.content[:HEAD]) else None
    if stance == "threatens":
        return stance if vows_violence(said) else None
    return _from_content(stance, said) if stance in ("reports", "confirms") else stance


def _no_claim(said: Utterance) -> bool:
    """Whether the verb means something else here: a bomb that "claimed" lives, a court that "denied" bail."""
    if said.lemma in ("see", "hear"):
        told_court = said.content.startswith("that ") and signs.COURT.search(said.name)
        return said.kind not in ("media", "witness") and not told_court
    if said.lemma == "claim":
        return bool(signs.CLAIMED_LIVES.search(said.content))
    if said.lemma == "deny":
        return bool(signs.WITHHELD.search(said.content))
    if said.lemma in ("reject", "dismiss", "refute"):
        return bool(signs.COURT.search(said.name)) or not signs.ALLEGATION.search(said.content[:OBJECT])
    return False


def _denies(content: str) -> bool:
    """A denial by somebody who has a part in the conflict: "these are lies", "Norway had nothing to do with it"."""
    return bool(signs.THIS_IS_FALSE.search(content[:HEAD]) or signs.INNOCENT.search(content))


def _own_deed(said: Utterance) -> bool:
    """Whether the speaker says to have done the deed: its own forces, or itself."""
    head = said.content[:HEAD]
    if said.kind in ARMED:
        own = bool(signs.OWN_DEED.search(head))
    elif said.kind in RULERS:
        own = bool(signs.OUR_DEED.search(head)) or (not said.person and bool(signs.ITS_DEED.search(head)))
    else:
        return False
    own = own or (said.kind == "armed_group" and bool(signs.GROUP_DEED.search(head)))
    if said.lemma in ADMISSIONS:
        return own or bool(signs.GUILT.search(head) or signs.TROOPS_DEED.search(head))
    return own or (said.lemma == "confirm" and not said.person and bool(signs.GUILT.search(head)))


def _from_content(stance: Stance, said: Utterance) -> Stance:
    """The stance that the first sign in the content shows, in the order of how sure the signs are."""
    content = said.content
    head = content[:HEAD]
    low = content.lower()
    negative = any(hint in low for hint in signs.NEGATIVE_HINTS)
    accusing = any(hint in low for hint in signs.BLAME_HINTS)
    if _own_deed(said):
        return "claims_responsibility"
    if negative and signs.SILENT.search(head):
        return "declines_comment"
    if accusing and signs.HOLD.search(content) and signs.ACCUSES.search(content):
        return "blames"
    if negative and (signs.NEGATED.search(content) or (said.kind not in BYSTANDERS and _denies(content))):
        return "denies"
    if accusing and (signs.BEHIND.search(content) or signs.RESPONSIBLE.search(content)):
        return "blames"
    if announces_violence(said):
        return "threatens"
    if negative and signs.UNSURE.search(head):
        return "cannot_verify"
    if said.kind not in BYSTANDERS and signs.OUTRAGEOUS.search(head):
        return "condemns"
    return stance


def target_span(lexer: Lexer, stance: Stance, frame: str, content: list[Span], book: SourceBook) -> Span | None:
    """Whom an act is aimed at, as a span without its article; null where nobody is named."""
    if not content or stance not in AIMED:
        return None
    start, end = content[0][0], content[-1][1]
    tokens = lexer.tokens(start, end)
    reader = Grammarian(tokens, book)
    phrase = _denied(reader) if stance == "denies" else _punished(reader) if stance == "threatens" else None
    if phrase is None and stance != "denies":
        at = _blamed(tokens, frame, lexer.text[start:end]) if stance == "blames" else _aimed_at(tokens, frame)
        phrase = _phrase_from(reader, at, frame)
    if phrase is None or (frame.endswith("attribute") and reader.plausible(phrase) < 2):
        return None
    return span_of(tokens, phrase)


def _phrase_from(reader: Grammarian, at: int | None, frame: str) -> Phrase | None:
    """The noun phrase that begins at a token or just behind marks after it."""
    if at is None:
        return None
    tokens = reader.tokens
    while at < len(tokens) and (tokens[at].kind != "word" or tokens[at].low == "that"):
        at += 1
    single_of = frame == "accuse" and sum(t.low == "of" for t in tokens) < 2
    return reader.after(at, frozenset() if single_of else TARGET_LINKS)


def _denied(reader: Grammarian) -> Phrase | None:
    """ "denied army claims that …" is aimed at the army."""
    tokens = reader.tokens
    for i, token in enumerate(tokens[:10]):
        if i and token.low in ALLEGATIONS and tokens[i - 1].low not in DETERMINERS:
            owned = tokens[i - 1].low.endswith(("'s", "s'"))
            phrase = reader.owner_before(i - 1) if owned else reader.before(i - 1)
            return phrase if phrase is not None and reader.plausible(phrase) > 1 else None
    return None


def _punished(reader: Grammarian) -> Phrase | None:
    """ "The town will not be spared" is aimed at the town."""
    tokens = reader.tokens
    for i, token in enumerate(tokens):
        if i and token.low == "will" and any(t.low in PUNISHED for t in tokens[i + 1 : i + 6]):
            phrase = reader.before(i - 1)
            if phrase is None or tokens[phrase.last].low in PRONOUNS or any(t.low in signs.ANYBODY for t in tokens[:i]):
                return None
            return phrase
    return None


def _aimed_at(tokens: list[Token], frame: str) -> int | None:
    """The token after "against", "attack" and the like, or after "threatened" where a party follows at once."""
    lows = [t.low for t in tokens]
    for i, low in enumerate(lows[:-1]):
        if low in signs.AIMED or (low == "at" and not signs.FIRED.isdisjoint(lows[:i])):
            return i + 1
    named = frame == "act" and bool(lows) and (lows[0] in DETERMINERS - PREPOSITIONS - {"that"} or tokens[0].capital)
    return 0 if named else None


def _blamed(tokens: list[Token], frame: str, content: str) -> int | None:
    """The token at which the name of the blamed party begins, by the frame of the verb."""
    lows = [t.low for t in tokens]
    if frame in ("accuse", "suspect", "hold", "passive accuse"):
        return 0
    if frame in ("passive blame", "attribute", "passive attribute"):
        link = "on" if frame == "passive blame" else "to"
        return _after_last(lows, link)
    if frame == "blame":
        return _after_last(lows, "on") if "for" not in lows and "on" in lows else 0
    held = signs.HOLD.search(content) or signs.RESPONSIBLE.search(content)
    if held:
        whom = next(held.start(g) for g, name in held.groupdict().items() if name)
        return sum(t.start - tokens[0].start < whom for t in tokens)
    return 0 if signs.BEHIND.search(content) else None


def _after_last(lows: list[str], word: str) -> int | None:
    """The index after the last occurrence of a word."""
    return len(lows) - lows[::-1].index(word) if word in lows else None
