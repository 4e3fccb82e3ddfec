"""What the content of speech shows about its stance: patterns of blame, denial, revenge, silence, doubt, outrage."""

import re

from dateline.claims.lexicon import listed


def one_of(*patterns: str) -> re.Pattern[str]:
    """Any of several patterns, without regard to case."""
    return re.compile("|".join(patterns), re.IGNORECASE)


ATTACK_NOUN = (
    r"(?:attack|bombing|assault|killing|strike|raid|shelling|blast|explosion|massacre|aggression|crime|shooting|murder"
    r"|abduction|act|operation|ambush|kidnapping|assassination)s?"
)
ADVERB = r"(?:directly |also |immediately |yet )?"
BE = r"(?:was|were|is|are|be|been)"
SELF = r"(?:it|they|we|he|she|i|(?:its|our|their) \w+)"
DEED = (
    r"(?:behind|responsible|involved|carry|carried|target|targeted|attack|attacked|fire|fired|hit|bombed|shelled|killed"
    r"|strike|struck)"
)
BEHIND = one_of(
    rf"(?<!who )(?<!whoever )(?<!whether )\b{BE} {ADVERB}(?:behind|to blame for|responsible for)"
    rf" (?:(?:it|this)\b|(?:[\w'’-]+ ){{0,4}}{ATTACK_NOUN}\b)"
)
HOLD = one_of(
    r"(?<!to )(?<!that )\b(?:(?:hold|holds|held) (?P<held>[^,.;]+?) (?:\w+ )?(?:responsible|accountable)"
    r"|(?:blame|blames|blamed) (?P<blamed>[^,.;]+?) for"
    r"|(?:accuse|accuses|accused) (?P<accused>[^,.;]+?) of)\b"
)
ACCUSES = one_of(r"\b(?:hold|holds|blame|blames|accuse|accuses)\b")
AUXILIARY = r"(?:had|has|have|did|do|does|was|were|is|are)"
NEGATED = one_of(
    rf"\b{SELF} (?:\w+ )?{AUXILIARY} (?:not|never) (?:\w+ ){{0,2}}{DEED}\b",
    rf"\b{SELF} (?:\w+ ){{0,2}}"
    r"(?:no (?:\w+ )?(?:role|involvement|part|link|links|connection|knowledge)|nothing to do with)\b",
    r"\b(?:report|claim|allegation|accusation|rumou?r)s? (?:\w+ ){0,4}(?:is|was|were|are)"
    r" (?:false|untrue|baseless|fabricated)\b",
)
SILENT = one_of(
    r"\b(?:had|has|have) no (?:\w+ )?(?:details?|information|comment|knowledge|word)\b",
    rf"\b(?:did not|could not|declined to|refused to|unable to) {ADVERB}"
    r"(?:comment|confirm|give|provide|say|elaborate)\b",
)
UNSURE = one_of(
    rf"\b(?:not|un) ?{ADVERB}(?:clear|known|certain) (?:whether|if|who|how|what)\b",
    rf"^\W*(?:that )?{SELF} (?:could|can) ?not (?:independently |immediately )?(?:verify|confirm)\b",
    r"\b(?:could|can) ?not (?:independently |immediately )?be (?:independently )?(?:verified|confirmed)\b",
)
REVENGE = one_of(
    r"\b(?:will|shall|would|going to|vows? to|must)\b[^.;]{0,40}?\b(?:retaliat\w+|aveng\w+|revenge"
    r"|respond\w* (?:harshly|forcefully|strongly)|strike back|hit back|pay (?:a|the|dearly)|regret\w*|punish\w*"
    r"|face (?:the )?consequences|not (?:be )?\W?(?:spared|escape|go unpunished|forget|forgive)"
    r"|continue to (?:strike|attack|target|fight))\b"
)
VIOLENT = one_of(
    r"\b(?:retaliat|aveng|reveng|respond (?:harshly|forcefully|strongly|in kind|with force)"
    r"|reprisal|attack|kill|strike|bomb|destroy|war\b|fight(?! for)|blood|crush|punish|shoot"
    r"|shell|target|burn|execut|behead|invade|by force|hell|hit back|consequence|martyr)"
)
OWN_DEED = one_of(
    r"^\W*(?:that )?(?:(?:it|they|we|i)\b|(?:its|their|our) (?:\w+ ){0,2}(?:fighters|forces|members|men|troops"
    r"|militants|gunmen|warriors|mujahideen|drones?|planes|jets|soldiers|army|navy|air force|units?|operatives"
    r"|brigades))"
    r"\W+(?:(?:had|has|have|also|successfully|was|were|is|are)\W+)*"
    r"(?:attacked|targeted|struck|hit|killed|fired|launched|carried out|bombed|shelled|detonated|shot down|downed"
    r"|ambushed|abducted|kidnapped|captured|seized|destroyed|behind|responsible|executed|bombarded|stormed|assassinated"
    r"|planted|staged)\b"
)
OUTRAGE_WORDS = (
    r"(?:indefensible|appalling|heinous|cowardly|barbaric|despicable|horrific|unjustified|unacceptable|outrageous"
    r"|abhorrent|atrocious|criminal|deplorable|brutal|vicious|savage|treacherous|reprehensible)"
)
OUTRAGE = one_of(rf"\b{OUTRAGE_WORDS}\b")
OUTRAGEOUS = one_of(rf"\b{OUTRAGE_WORDS}(?: [\w-]+){{0,2}} {ATTACK_NOUN}\b")
CLAIMED_ACT = one_of(rf"^\W*(?:the|an?|both|this|several|two|\w+day's) (?:[\w-]+ ){{0,4}}?{ATTACK_NOUN}\b")
CLAIMED_LIVES = one_of(
    r"^\W*(?:(?:at least|more than|the|up to|some|about|over|\d[\d,]*|\w+) ){0,4}(?:lives|life|victims?)\b"
)
FINITE = one_of(r"\b(?:was|were|is|had|has|killed)\b")
WITHHELD = one_of(
    r"^\W*(?:\w+ ){0,3}(?:bail|bond|access|entry|visas?|permission|asylum|appeals?|requests?|motion|treatment|parole"
    r"|release|care|registration|food|water|aid)\b"
)
ALLEGATION = one_of(
    r"\b(?:allegation|accusation|claim|charge|report(?:s|ed)?\b|suggestion|assertion|blame|responsibility|involvement|accus"
    r"|denunciation|rumou?r|finding)"
)
SUBORDINATE = one_of(r",|\b(?:that|which|who|after|because)\b")
WE = one_of(r"\bwe\b")
AIMED = listed("against attack target strike make destroy punish")
