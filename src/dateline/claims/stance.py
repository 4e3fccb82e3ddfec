"""The stance of an act of saying and who it is aimed at: what the verb says, then what the content says."""

import re

from dateline.claims.phrases import DETERMINERS, PREPOSITIONS, PRONOUNS, Grammarian, Phrase, span_of
from dateline.claims.tokens import Token, tokenise
from dateline.codebook.sources import SourceBook
from dateline.model import SourceKind, Span, Stance

BEHIND = re.compile(
    r"(?<!who )(?<!whoever )\b(?:was|were|is|are|be|been) (?:directly |also )?(?:behind|to blame|responsible for|responsible)\b", re.IGNORECASE
)
HOLD = re.compile(
    r"\b(?:hold|holds|held|blame|blames|blamed|accuse|accuses|accused) (?P<whom>[^,.;]+?) (?:\w+ )?(?:responsible|accountable|for|of)\b",
    re.IGNORECASE,
)
NEGATED = re.compile(
    r"\b(?:it|they|we|he|she|i|(?:its|our|their) \w+)\b (?:\w+ ){0,3}?(?:not|never|n't|neither) (?:\w+ ){0,2}(?:behind|responsible|involved|carry|carried|target|targeted|attack|attacked|fire|fired|hit|bombed|shelled|killed|strike|struck)\b"
    r"|\bno (?:\w+ )?(?:role|involvement|part|link|links|connection|knowledge)\b|\bnothing to do with\b"
    r"|\b(?:is|was|were|are) (?:false|untrue|baseless|fabricated|lies)\b",
    re.IGNORECASE,
)
SILENT = re.compile(
    r"\b(?:had|has|have) no (?:\w+ )?(?:details?|information|comment|knowledge|word)\b"
    r"|\b(?:did not|could not|declined to|refused to|unable to) (?:immediately )?(?:comment|confirm|give|provide|say|elaborate)\b",
    re.IGNORECASE,
)
UNSURE = re.compile(
    r"\b(?:not|un)(?:\s?)(?:immediately |yet )?(?:clear|known|certain) (?:whether|if|who|how|what)\b"
    r"|\b(?:could|can)(?: ?not) (?:independently |immediately )?(?:be )?(?:verify|verified|confirm|confirmed)\b",
    re.IGNORECASE,
)
REVENGE = re.compile(
    r"\b(?:will|shall|would|going to|vows? to|must)\b[^.;]{0,40}?\b(?:retaliat\w+|aveng\w+|revenge|respond\w* (?:harshly|forcefully|strongly)|strike back|hit back"
    r"|pay (?:a|the|dearly)|regret\w*|punish\w*|face (?:the )?consequences|not (?:be )?\W?(?:spared|escape|go unpunished|forget|forgive)|continue to (?:strike|attack|target|fight))\b",
    re.IGNORECASE,
)
VIOLENT = re.compile(
    r"\b(?:retaliat|aveng|reveng|respon[ds]|reprisal|attack|kill|strike|bomb|destroy|war\b|fight|blood|crush|punish|shoot|shell|target|burn|execut|behead|invade|force|hell|hit back|consequence|martyr)",
    re.IGNORECASE,
)
OWN_DEED = re.compile(
    r"^\W*(?:that )?(?:(?:it|they|we|i)\b|(?:its|their|our) (?:\w+ ){0,2}(?:fighters|forces|members|men|troops|militants|gunmen|warriors|mujahideen|drones?|planes|jets|soldiers|army|navy|air force|units?|operatives|brigades))"
    r"\W+(?:(?:had|has|have|also|successfully|was|were|is|are)\W+)*"
    r"(?P<deed>attacked|targeted|struck|hit|killed|fired|launched|carried out|bombed|shelled|detonated|shot down|downed|ambushed|abducted|kidnapped|captured|seized|conducted|destroyed|behind|responsible|executed|bombarded|stormed|assassinated|planted|staged)\b",
    re.IGNORECASE,
)
OUTRAGE = re.compile(
    r"\b(?:indefensible|appalling|heinous|cowardly|barbaric|despicable|horrific|unjustified|unacceptable|outrageous|abhorrent|atrocious|criminal|deplorable|brutal|vicious|savage|treacherous|reprehensible)\b",
    re.IGNORECASE,
)
ATTACK_NOUN = r"(?:attack|bombing|assault|killing|strike|raid|shelling|blast|explosion|massacre|aggression|crime|shooting|murder|abduction|act|operation|ambush|kidnapping|assassination)s?"
CLAIMED_ACT = re.compile(rf"^\W*(?:the|an?|both|this|that|several|two|\w+day's) (?:[\w-]+ ){{0,4}}?{ATTACK_NOUN}\b", re.IGNORECASE)
CLAIMED_LIVES = re.compile(r"^\W*(?:(?:at least|more than|the|up to|some|about|over|\d[\d,]*|\w+) ){0,4}(?:lives|life|victims?)\b", re.IGNORECASE)
ALLEGATION = re.compile(
    r"\b(?:allegation|accusation|claim|charge|report|suggestion|assertion|blame|responsibility|involvement|accus|denunciation|rumou?r|finding)",
    re.IGNORECASE,
)
AVENGERS: tuple[SourceKind, ...] = ("armed_group", "military", "government", "politician")
DENIED = frozenset("claim claims allegation allegations accusation accusations charges report reports assertion assertions".split())
PUNISHED = frozenset("spared pay regret face escape suffer".split())
ARMED: tuple[SourceKind, ...] = ("armed_group", "military")


def refine(stance: Stance, lemma: str, content: str, kind: SourceKind) -> Stance | None:
    """The stance that verb and content make together; null where the verb in this use is no claim at all.

    Only general verbs of saying give way to their content: "said it had no further detail" declines to comment,
    "said the army was behind it" blames, "we will retaliate" threatens.
    """
    if lemma == "claim":
        if CLAIMED_LIVES.search(content):
            return None
        if CLAIMED_ACT.search(content) and not re.search(r"\b(?:was|were|is|had|has|killed)\b", content[:120]):
            return "claims_responsibility"
    if stance == "denies" and lemma in ("reject", "dismiss", "refute") and not ALLEGATION.search(content):
        return None
    if lemma in ("see", "hear") and kind not in ("media", "witness"):
        return None
    if stance == "doubts" and lemma in ("question", "doubt") and not content:
        return None
    if stance == "threatens":
        return stance if VIOLENT.search(content) or not lemma else None
    if stance not in ("reports", "confirms"):
        return stance
    return _from_content(stance, lemma, content, kind)


def _from_content(stance: Stance, lemma: str, content: str, kind: SourceKind) -> Stance:
    head = content[:160]
    if kind in ARMED and OWN_DEED.search(head):
        return "claims_responsibility"
    if SILENT.search(head):
        return "declines_comment"
    if HOLD.search(content) and re.search(r"\b(?:responsible|accountable|blames?|blamed|accuses?|accused)\b", content):
        return "blames" if re.search(r"\b(?:hold|holds|blame|blames|accuse)\b", content) else stance
    if NEGATED.search(content):
        return "denies"
    if BEHIND.search(content):
        return "blames"
    avenger = kind in AVENGERS or re.search(r"\bwe\b", content, re.IGNORECASE)
    if avenger and REVENGE.search(content) or (avenger and lemma == "warn" and VIOLENT.search(head) and re.search(r"\bwill\b", content)):
        return "threatens"
    if UNSURE.search(head):
        return "cannot_verify"
    return stance


def target_span(text: str, stance: Stance, frame: str, content: list[Span], book: SourceBook) -> Span | None:
    """Whom an act is aimed at, as a span without its article; null where nobody is named."""
    if not content or stance in ("reports", "confirms", "condemns", "claims_responsibility", "cannot_verify", "declines_comment", "doubts"):
        return None
    start, end = content[0][0], content[-1][1]
    tokens = tokenise(text, start, end)
    reader = Grammarian(tokens, book)
    special = _special_target(reader, stance)
    if special is not None:
        return span_of(tokens, special)
    at = _target_start(tokens, stance, frame, text[start:end])
    if at is None:
        return None
    while at < len(tokens) and (tokens[at].kind != "word" or tokens[at].low == "that"):
        at += 1
    phrase = reader.after(at)
    return span_of(tokens, phrase) if phrase is not None and phrase.last >= phrase.first else None


def _special_target(reader: Grammarian, stance: Stance) -> Phrase | None:
    """ "denied army claims that …" is aimed at the army; "the town will not be spared" at the town."""
    tokens = reader.tokens
    if stance == "denies":
        for i, token in enumerate(tokens[:10]):
            if i and token.low in DENIED and not tokens[i - 1].low in DETERMINERS:
                owner = tokens[i - 1].low.endswith(("'s", "s'"))
                phrase = reader.owner_before(i - 1) if owner else reader.before(i - 1)
                return phrase if phrase is not None and reader.plausible(phrase) > 1 else None
    if stance == "threatens":
        for i, token in enumerate(tokens):
            if i and token.low == "will" and any(t.low in PUNISHED for t in tokens[i + 1 : i + 6]):
                phrase = reader.before(i - 1)
                return phrase if phrase is not None and tokens[phrase.last].low not in PRONOUNS else None
    return None


def _target_start(tokens: list[Token], stance: Stance, frame: str, content: str) -> int | None:
    """The token at which the target's noun phrase begins, by the frame of the verb."""
    lows = [t.low for t in tokens]
    if stance == "blames":
        return _blamed_start(tokens, frame, content)
    if stance == "threatens":
        for word in ("against", "attack", "target", "strike", "make", "destroy", "punish"):
            if word in lows and lows.index(word) + 1 < len(lows):
                return lows.index(word) + 1
        if frame == "act" and lows and lows[0] not in PREPOSITIONS | {"that"} and lows[0] in DETERMINERS:
            return 0
    return None


def _blamed_start(tokens: list[Token], frame: str, content: str) -> int | None:
    """The token at which the name of the blamed party begins."""
    lows = [t.low for t in tokens]
    if frame in ("accuse", "suspect", "hold"):
        return 0
    if frame in ("passive blame", "attribute", "passive attribute"):
        link = "on" if frame == "passive blame" else "to"
        places = [i for i, w in enumerate(lows) if w == link]
        return places[-1] + 1 if places else None
    if frame == "passive accuse":
        return 0
    if frame == "blame":
        if "for" not in lows and "on" in lows:
            return len(lows) - lows[::-1].index("on")
        return 0
    held = HOLD.search(content)
    if held:
        return sum(t.start - tokens[0].start < held.start("whom") for t in tokens)
    behind = BEHIND.search(content)
    return 0 if behind else None
