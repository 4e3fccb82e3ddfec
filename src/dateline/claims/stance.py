"""The stance of an act of saying and who it is aimed at: what the verb says, then what the content says."""

from dateline.claims import signs
from dateline.claims.lexicon import ALLEGATIONS, DETERMINERS, PREPOSITIONS, PRONOUNS, PUNISHED, TARGET_LINKS
from dateline.claims.names import Lexer
from dateline.claims.phrases import Grammarian, Phrase, span_of
from dateline.claims.tokens import Token
from dateline.codebook.sources import SourceBook
from dateline.model import SourceKind, Span, Stance

AVENGERS: tuple[SourceKind, ...] = ("armed_group", "military", "government", "politician")
APPEALS = ("ask", "urge", "hope", "expect", "call")
ARMED: tuple[SourceKind, ...] = ("armed_group", "military")
BYSTANDERS: tuple[SourceKind, ...] = ("witness", "media", "unnamed")
AIMED: tuple[Stance, ...] = ("blames", "denies", "threatens")
OBJECT = 70  # characters in which a rejected allegation is named
HEAD = 160  # characters of the content in which a report shows what it is


def refine(stance: Stance, lemma: str, content: str, kind: SourceKind) -> Stance | None:
    """The stance that verb and content make together; null where the verb in this use is no claim at all.

    Only general verbs of saying give way to their content: "said it had no further detail" declines to comment,
    "said the army was behind it" blames, "we will retaliate" threatens.
    """
    if lemma in ("see", "hear") and kind not in ("media", "witness"):
        return None
    if lemma == "claim" and signs.CLAIMED_LIVES.search(content):
        return None
    if lemma == "claim" and signs.CLAIMED_ACT.search(content) and not signs.FINITE.search(content[:HEAD]):
        return "claims_responsibility"
    if lemma == "deny" and signs.WITHHELD.search(content):
        return None
    if lemma in APPEALS:
        return stance
    if lemma in ("reject", "dismiss", "refute") and not signs.ALLEGATION.search(content[:OBJECT]):
        return None
    if lemma == "suspect" and " of " not in content[:HEAD]:
        return "reports"
    if stance == "threatens":
        vowed = signs.SUBORDINATE.split(content[:HEAD].removeprefix("that "))[0]
        return stance if not lemma or signs.VIOLENT.search(vowed) else None
    return _from_content(stance, lemma, content, kind) if stance in ("reports", "confirms") else stance


def _from_content(stance: Stance, lemma: str, content: str, kind: SourceKind) -> Stance:
    """The stance that the first sign in the content shows, in the order of how sure the signs are."""
    head = content[:HEAD]
    if kind in ARMED and signs.OWN_DEED.search(head):
        return "claims_responsibility"
    if signs.SILENT.search(head):
        return "declines_comment"
    if signs.HOLD.search(content) and signs.ACCUSES.search(content):
        return "blames"
    if signs.NEGATED.search(content):
        return "denies"
    if signs.BEHIND.search(content):
        return "blames"
    if _threat(lemma, content, kind):
        return "threatens"
    if signs.UNSURE.search(head):
        return "cannot_verify"
    if kind not in BYSTANDERS and signs.OUTRAGEOUS.search(head):
        return "condemns"
    return stance


def _threat(lemma: str, content: str, kind: SourceKind) -> bool:
    """Revenge that the speaker announces; an analyst who expects it only reports."""
    if kind not in AVENGERS and not signs.WE.search(content):
        return False
    warned = lemma == "warn" and bool(signs.VIOLENT.search(content[:HEAD])) and " will " in content
    return warned or bool(signs.REVENGE.search(content))


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
            return phrase if phrase is not None and tokens[phrase.last].low not in PRONOUNS else None
    return None


def _aimed_at(tokens: list[Token], frame: str) -> int | None:
    """The token after "against", "attack" and the like, or after "threatened" where a party follows at once."""
    lows = [t.low for t in tokens]
    for i, low in enumerate(lows[:-1]):
        if low in signs.AIMED:
            return i + 1
    return 0 if frame == "act" and lows and lows[0] in DETERMINERS - PREPOSITIONS - {"that"} else None


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
    held = signs.HOLD.search(content)
    if held:
        whom = next(held.start(g) for g in ("held", "blamed", "accused") if held.group(g))
        return sum(t.start - tokens[0].start < whom for t in tokens)
    return 0 if signs.BEHIND.search(content) else None


def _after_last(lows: list[str], word: str) -> int | None:
    """The index after the last occurrence of a word."""
    return len(lows) - lows[::-1].index(word) if word in lows else None
