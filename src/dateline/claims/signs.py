"""What the content of speech shows about its stance: patterns of blame, denial, revenge, silence, doubt, outrage."""

import re
from typing import NamedTuple

from dateline.claims.lexicon import listed
from dateline.model import SourceKind


class Utterance(NamedTuple):
    """What one act of saying shows: its verb and content, who speaks, and the sentence around it.

    `person` is true where the speaker is one person, for whom "it" and "they" stand for somebody else.
    """

    lemma: str
    content: str
    around: str
    name: str
    kind: SourceKind
    named: bool
    person: bool


def one_of(*patterns: str) -> re.Pattern[str]:
    """Any of several patterns, without regard to case."""
    return re.compile("|".join(patterns), re.IGNORECASE)


ATTACK_NOUN = (
    r"(?:attack|bombing|assault|killing|strike|raid|shelling|blast|explosion|massacre|aggression|crime|shooting|murder"
    r"|abduction|act|operation|ambush|kidnapping|assassination)s?"
)
ATTACK = one_of(rf"\b{ATTACK_NOUN}\b", r"\b(?:targeting|attacking|firing|striking|hitting|raiding|storming|seizing)\b")
ADVERB = r"(?:directly |also |immediately |yet )?"
BE = r"(?:was|were|is|are|be|been)"
SELF = r"(?:it|they|we|he|she|i|(?:its|our|their|his|her) (?:\w+ )?\w+)"
DEED = (
    r"(?:behind|responsible|involved|carry|carried|target|targets|targeted|attack|attacked|fire|fired|hit|bomb|bombed"
    r"|shell|shelled|kill|killed|strike|struck|shoot|shot|launch|launched|use|used|open|opened|order|ordered|plant"
    r"|planted)"
)
BEHIND = one_of(
    rf"(?<!who )(?<!whoever )(?<!whether )\b{BE} {ADVERB}(?:behind|to blame for|responsible for)"
    rf" (?:(?:it|this)\b|(?:[\w'’-]+ ){{0,4}}{ATTACK_NOUN}\b)"
)
RESPONSIBLE = one_of(
    r"\b(?:responsibility|blame|guilt|fault) (?:\w+ ){0,3}(?:lies|lay|rests?|falls?)"
    r" (?:\w+ )?(?:with|on) (?P<bearer>[^,.;]+)",
    r"\b(?:was|is|were|are|be) (?:all )?the (?:work|doing|handiwork) of (?P<doer>[^,.;]+)",
)
HOLD = one_of(
    r"(?<!to )(?<!that )\b(?:(?:hold|holds|held) (?P<held>[^,.;]+?) (?:\w+ )?(?:responsible|accountable)"
    r"|(?:blame|blames|blamed) (?P<blamed>[^,.;]+?) for"
    r"|(?:accuse|accuses|accused) (?P<accused>[^,.;]+?) of)\b"
)
ACCUSES = one_of(r"\b(?:hold|holds|blame|blames|accuse|accuses)\b")
AUXILIARY = r"(?:had|has|have|did|do|does|was|were|is|are)"
NOT = rf"(?:{AUXILIARY} (?:not|never)|{AUXILIARY}n['’]t|never)"
FALSE = (
    r"(?:false|untrue|baseless|fabricated|unfounded|groundless|invented|incorrect|inaccurate"
    r"|misleading|lies|an? (?:\w+ )?lie|nonsense|propaganda|ridiculous|absurd|malicious|fake|rumou?rs"
    r"|without (?:any )?(?:foundation|basis|merit))"
)
CHARGE = r"(?:reports?|claims?|allegations?|accusations?|rumou?rs?|charges|assertions?|suggestions?|findings)"
NEGATED = one_of(
    rf"\b{SELF} (?:\w+ )?{NOT} (?:\w+ ){{0,2}}{DEED}\b",
    r"\bno (?:civilians?|civilian targets|live (?:rounds|ammunition|bullets)) (?:had been|have been|has been|were|was)"
    r" (?:targeted|used|fired|hit|harmed)\b",
    rf"\b{SELF} (?:\w+ ){{0,2}}"
    r"(?:no (?:\w+ )?(?:role|involvement|part|link|links|connection|knowledge)|nothing to do with)\b",
    rf"\b{CHARGE} (?:\w+ ){{0,4}}(?:is|was|were|are) (?:\w+ly |all )?{FALSE}\b",
)
THIS_IS_FALSE = one_of(
    rf"^\W*(?:this|these|those|that|it|they|all) (?:is|are|was|were) (?:\w+ly |all |pure |just )*{FALSE}\b"
)
INNOCENT = one_of(
    r"\bnothing to do with\b",
    r"(?-i:\b[A-Z][\w.]+) (?:was|is|were|are|had|has|have|did|does) (?:not|never) (?:been )?(?:involved|behind"
    r"|responsible"
    r"|attack\w*|carr(?:y|ied) out|target\w*|bomb\w*|shell\w*|order\w*)\b",
)
CALLED_FALSE = one_of(rf"^\W*(?:[\w'’-]+ ){{0,4}}{CHARGE}\b[^.;]{{0,60}}?\W{FALSE}\b")
BARE = one_of(
    r"^\W*(?:it|this|that|them|so)\b\W*$",
    rf"\b{CHARGE}\b(?!\s+(?:of|that|about|over|in|on)\b)",
    r"\b(?:accus\w+|involvement|responsibility|role|links?|connections?|part)\b(?! in (?:the )?(?:talks|deal"
    r"|corruption))",
)
BARE_DENIAL = 7  # words within which a denial that names no deed denies what was said before
DENIED_DEED = one_of(
    r"\b(?:involve\w*|responsib\w*|target\w*|civilians?|live (?:rounds|ammunition|bullets)|force|behind|backing|arming"
    r"|supporting|supplying|sheltering|harbou?ring|carr(?:y|ied|ying)(?: it)? out|cross(?:ed|ing)|abus\w+|atrocit\w+)\b"
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
FORCES = (
    r"(?:fighters?|forces|members?|men|troops|militants?|gunm[ae]n|warriors?|mujahideen|drones?|planes?|jets?"
    r"|warplanes?"
    r"|aircraft|helicopters?|soldiers?|army|navy|air force|units?|operatives?|brigades?|missiles?|rockets?|artillery"
    r"|officers?|police|snipers?|guards?|agents?|commandos?|gunners|pilots?|warships?|tanks?|air defen[cs]es|bombers?)"
)
STRUCK = (
    r"(?:attacked|targeted|struck|hit|killed(?! (?:or|and) (?:wounded|injured|captured))|fired|launched|carried out"
    r"|bombed|shelled|detonated|shot|downed|dropped"
    r"|ambushed|abducted|kidnapped|destroyed|executed|bombarded|stormed|assassinated"
    r"|planted|staged|opened fire|conducted|raided)"
)
DID = (
    rf"\W+(?:did the (?:shooting|attack|bombing|killing|job)|(?:(?:had|has|have|also|\w+ly)\W+)*{STRUCK}"
    r"|(?:had been|has been|have been|was|were|is|are) (?:\w+ly )?(?:behind|responsible|attacking|targeting|shelling"
    r"|bombing))\b"
)
POSSESSED = rf"(?:\w+ of )?(?:its|our|his|her) (?:\w+ ){{0,2}}{FORCES}"
INTRO = r"(?:(?:in (?:response|retaliation|revenge|turn|return|reply)|on \w+|earlier|overnight|meanwhile),? )?"
OWN_DEED = one_of(rf"^\W*(?:that )?{INTRO}(?:(?:it|they|we|i)\b|{POSSESSED}|their (?:\w+ ){{0,2}}{FORCES}){DID}")
GROUP_DEED = one_of(rf"^\W*(?:that )?{INTRO}the (?:group|movement|organi[sz]ation|militia|front|brigades?){DID}")
ITS_DEED = one_of(rf"^\W*(?:that )?{INTRO}it\b{DID}")
OUR_DEED = one_of(rf"^\W*(?:that )?{INTRO}(?:we\b|{POSSESSED}){DID}")
GUILT = one_of(
    r"^\W*(?:to )?(?:(?:full|sole|partial|some|its|their|his|her) )?(?:responsibility|involvement|role|part\b|guilt)",
    r"^\W*(?:to )?(?:\w+ly )?(?:having )?(?:killing|bombing|attacking|shelling|carrying out|carried out|firing|striking"
    r"|shooting|targeting|abducting|kidnapping|planting|launching|ordering|staging|executing|murdering|burning|torching"
    r"|conducting|killed|bombed|attacked|shelled|fired|struck|shot)\b",
)
TROOPS_DEED = one_of(rf"^\W*(?:that )?(?:some of )?(?:(?:its|their|our|his|her) )?(?:\w+ ){{0,2}}{FORCES}{DID}")
OUTRAGE_WORDS = (
    r"(?:indefensible|appalling|heinous|cowardly|barbaric|despicable|horrific|unjustified|unacceptable|outrageous"
    r"|abhorrent|atrocious|criminal|deplorable|brutal|vicious|savage|treacherous|reprehensible)"
)
OUTRAGE = one_of(rf"\b{OUTRAGE_WORDS}\b")
OUTRAGEOUS = one_of(rf"\b{OUTRAGE_WORDS}(?: [\w-]+){{0,2}} {ATTACK_NOUN}\b")
SUSPECTED = one_of(
    rf"\b{ATTACK_NOUN}\b",
    r"^\W*that\b|\b(?:it|they) (?:was|were|had)\b|(?-i:\b[A-Z])|\b(?:bomb|rebel|militant|insurgent|gunm[ae]n|bandit"
    r"|group"
    r"|separatist|terroris|sabotage|suicide|missile|drone|rocket)\w*",
)
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
    r"\b(?:allegation|accusation|claim|charge|report(?:s|ed)?\b|suggestion|assertion|blame|responsibility"
    r"|involvement|(?:any|all) (?:part|role|guilt)|accus"
    r"|denunciation|rumou?r|finding)"
)
# Words without which the patterns of denial and of blame cannot match: a quick test before them.
NEGATIVE_HINTS = (
    "no ", "not", "never", "n't", "n’t", "noth", "declin", "refus", "unable", "unclear", "unknown", "uncertain",
    "false", "untrue", "baseless", "fabricat", "unfounded", "groundless", "invented", "incorrect", "inaccura",
    "mislead", "lie", "nonsense", "propaganda", "ridicul", "absurd", "malicious", "fake", "rumo", "without",
)  # fmt: skip
BLAME_HINTS = (
    "hold",
    "held",
    "blame",
    "accus",
    "behind",
    "responsib",
    "guilt",
    "fault",
    "work of",
    "doing of",
    "handiwork",
)
COURT = one_of(r"\b(?:courts?|judges?|tribunal|jury|magistrate|inquest|inquiry|hearing)\b")
SUBORDINATE = one_of(r",|\b(?:that|which|who|after|because)\b")
ANYBODY = listed("whoever anyone anybody those all everyone any")
AIMED = listed("against attack target strike make destroy punish bomb kill crush hit")
FIRED = listed("fire firing rocket rockets missile missiles shells")
