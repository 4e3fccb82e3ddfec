"""Threats of violence: what somebody vows, warns of, or announces as an act of their own to come.

A promise of another kind is none: strikes of workers, lawsuits, sanctions, resignations, sport.
"""

from dateline.claims.signs import SUBORDINATE, Utterance, one_of
from dateline.model import SourceKind

AVENGERS: tuple[SourceKind, ...] = ("armed_group", "military", "government", "politician")
ARMED: tuple[SourceKind, ...] = ("armed_group", "military")
HEAD = 160  # characters of the content in which a threat shows itself

VERB = (
    r"(?:retaliat\w*|aveng\w*|reveng\w*|attack\w*|kill\w*|bomb\w*|shell\w*|shoot\w*|burn\w*|execut\w*|behead\w*"
    r"|invad\w*"
    r"|strik(?:e|ing)(?! (?:an? )?(?:deal|balance|bargain|agreement|compromise|chord|tone))|crush\w*|punish\w*"
    r"|destroy\w*"
    r"|annihilat\w*|eliminat\w*|wip(?:e|ing)|raz(?:e|ing)|flatten\w*|obliterat\w*|hunt\w*|fight(?:ing)?(?! (?:for"
    r"|(?:against )?(?:corruption|poverty"
    r"|inflation|crime|drugs|disease))\b)|retak(?:e|ing)|recaptur\w*|reclaim\w*|liberat\w*|storm\w*"
    r"|overrun"
    r"|march(?:ing)? on|hit(?:ting)?|sink\w*|escalat\w*|assassinat\w*|slaughter\w*|massacr\w*|open(?:ing)? fire"
    r"|fir(?:e|ing) (?:on|at|back|more|\w+ )?(?:rockets?|missiles?|shells?|drones?)?|target(?:ing)?(?! (?:inflation"
    r"|growth"
    r"|corruption|tax\w*|emissions))|seiz\w*|capture|defeat\w*|abduct\w*|kidnap\w*|sabotag\w*|torch\w*|shed\w* blood)"
)
FIRES = one_of(r"^fir(?:e|ing)\b(?! (?:on|at|back)\b)(?!.*\b(?:rockets?|missiles?|shells?|drones?|volleys?)\b)")
NOUN = (
    r"(?:revenge|vengeance|retaliation|reprisals?|war|jihad|attacks?|strikes?|raids?|offensives?|operations?|assaults?"
    r"|bombings?|bombardment|bombs|rockets?|missiles?|drones|military action|armed|force|violence|blood\w*|fire|hell"
    r"|resistance|fight|invasion|weapons|death|consequences|lesson|massacre|(?:harsh|crushing|severe|painful|strong"
    r"|tough|swift"
    r"|decisive|proportionate|forceful|devastating) (?:\w+ )?(?:response|answer|reply|blow|price))"
)
HEAVY = (
    r"(?:launch|carry out|us(?:e|ing)|tak(?:e|ing)|exact|step up|intensify|continue|keep up|wage|open|mount|conduct"
    r"|stage"
    r"|unleash|resume|mak(?:e|ing)|teach|inflict|deal|deliver|expand|extend|respond|answer|reply|meet|put)"
)
AGAIN = (
    r"(?:(?:also|now|soon|again|\w+ly|continue|keep|not hesitate|never stop|not stop|never cease|be ready|to)\s+){0,4}"
)
VOWED_ACT = one_of(rf"^\W*to (?:[^.;,]{{0,60}}?\band (?:to )?)?{AGAIN}(?P<verb>{VERB})(?!\w)")
VOWED_WORK = one_of(
    rf"^\W*to {AGAIN}{HEAVY}\b[^.;]{{0,60}}?\b{NOUN}\b", rf"^\W*to {AGAIN}(?:respond|hit back|strike back)\b"
)
VOWED_NOUN = one_of(rf"^\W*(?!to\b|that\b)[^.;]{{0,60}}?\b{NOUN}\b")
CIVIL = one_of(
    r"\b(?:sue|suing|lawsuits?|legal action|in court|(?:to|in|the|a|high|supreme) courts?\b|sanctions?|tariffs?"
    r"|resign\w*|quit|boycott\w*"
    r"|walk ?outs?|elections?|votes?|corruption|wages?|salar\w+|pay (?:rises?|deals?|cuts?|talks)|strike action"
    r"|(?:go|going|be|on) (?:on )?(?:an? )?(?:indefinite |general |hunger )*strike\b|industrial action|inflation"
    r"|poverty"
    r"|reforms?|impeach\w*|no-confidence|veto|extradit\w*|investigat\w*|prosecut\w*|inquiry|justice|to dismiss|expel"
    r"|suspend|cut (?:off )?(?:aid|ties)|records?|title|championship|trophy)\b"
)
LABOUR = one_of(
    r"\b(?:(?<!european )(?<!african )unions?|unionists?|workers|employees|employers|teachers|nurses|miners"
    r"|lecturers|pilots'? union|(?<!of )staff|dockers|ground crews?|walkout|pay offer|management)\b"
)
STRIKE = one_of(r"\bstrik(?:e|es|ing)\b")
SPORT = one_of(
    r"\b(?:player|footballer|kick-?off|(?<!fighting )(?<!rainy )(?<!dry )season|league|coach|striker|midfielder"
    r"|goalkeeper|championship|tournament"
    r"|world cup|grand prix|quarter-?final|semi-?final|team-?mates?|innings|batsman)\b"
)

OWN = (
    r"(?:our|its|his|her|their) (?:\w+ ){0,2}?(?:army|forces?|fighters|militia|troops|soldiers|navy|men|drones|missiles"
    r"|rockets|brigades?|mujahideen|military|rebels|warriors|guns|jets|warplanes)"
)
FUTURE = r"(?:['’]ll|(?:will|would|shall|(?:is|are|was|were) (?:going|ready|prepared|determined) to))"
DEED_TO_COME = rf"\s*{FUTURE}\s+{AGAIN}(?:{VERB}(?!\w)|{HEAVY}\s+(?:\w+ ){{0,3}}{NOUN}\b)"
WE_SHALL = one_of(rf"\b(?:we|i|(?<!hit )(?<!struck ){OWN}){DEED_TO_COME}")
IT_SHALL = one_of(rf"\b(?:it){DEED_TO_COME}")
THEY_SHALL = one_of(rf"\b(?:they|he|she){DEED_TO_COME}")
GROUP_SHALL = one_of(
    rf"\bthe (?:group|movement|organi[sz]ation|militia|front|resistance|rebels|militants){DEED_TO_COME}"
)
REVENGE = one_of(
    r"\b(?:will|shall|would|going to|vows? to|must)\b[^.;]{0,40}?\b(?:retaliat\w+|aveng\w+|revenge"
    r"|respond\w* (?:[^.;]{0,40}?)(?:harsh\w*|forceful\w*|strong\w*|decisive\w*|firm\w*|in kind|with force|at (?:a|the)"
    r" (?:time|place|moment)|when and where|where and when|whenever and wherever)"
    r"|respond\w* to (?:any|every|all|an|the|this|these|such|further|future) (?:\w+ )?(?:attack|aggression|strike"
    r"|raid|bombing"
    r"|violation|provocation|threat)s?|(?:treat|consider|regard) [^.;]{0,50}?(?:\w+ )?targets?"
    r"|turn\w* [^.;]{0,40}?into (?:an? )?(?:\w+ )?(?:graveyards?|cemeter\w+|hell|inferno|rubble|ashes|sea of fire)"
    r"|strike back|hit back|pay (?:a|the|dearly)|regret\w*|punish\w*"
    r"|face (?:the )?consequences|not (?:be )?\W?(?:spared|escape|go unpunished|forget|forgive)"
    r"|continue to (?:strike|attack|target|fight))\b"
)
ANSWERED = one_of(
    rf"\b(?:any|every|all|each|those|anyone|whoever|further)\b[^.;]{{0,80}}?{FUTURE} be (?:\w+ly )?(?:met with"
    rf"|answered with"
    r"|targeted|attacked|killed|shot|destroyed|crushed|sunk|hit|struck|(?:treated as|considered|regarded as) (?:an? )?"
    r"(?:\w+ )?(?:targets?|enem\w+))\b",
    rf"\bthere {FUTURE} be (?:an? )?(?:\w+ ){{0,2}}(?:response|retaliation|revenge|reprisals?|blood\w*)\b",
    rf"\bresponse {FUTURE} be (?:\w+ly )?(?:harsh|severe|painful|crushing|swift|strong|decisive|devastating)\b",
)
WARNED_OF = one_of(rf"^\W*(?:of|against) (?:\w+ ){{0,3}}{NOUN}\b")
WILL = one_of(rf"\b{FUTURE}\s+{AGAIN}(?:be (?:\w+ly )?)?{VERB}(?!\w)")
WE = one_of(r"\bwe\b")
FUTURE_HINTS = (
    "will",
    "shall",
    "would",
    "'ll",
    "’ll",
    "going",
    "must",
    "vow",
    "ready to",
    "prepared to",
    "determined to",
)
ONLOOKERS: tuple[SourceKind, ...] = ("witness", "medical", "media", "ngo", "intergovernmental")


def vows_violence(said: Utterance) -> bool:
    """Whether what is vowed, pledged or threatened is violence: the verb after "to", or the noun that is threatened."""
    if _civil(said):
        return False
    if not said.lemma:  # a set phrase names the threat itself
        return True
    text = said.content.strip()
    vowed = SUBORDINATE.split(text[:HEAD].removeprefix("that "))[0]
    act = VOWED_ACT.search(vowed)
    if act:
        return not FIRES.search(vowed[act.start("verb") :])
    if VOWED_WORK.search(vowed) or VOWED_NOUN.search(vowed):
        return True
    return not text.startswith("to ") and bool(REVENGE.search(text) or WILL.search(text[:HEAD]))


def announces_violence(said: Utterance) -> bool:
    """Whether a statement announces violence that the speaker will do; an analyst who expects it only reports."""
    head = said.content[:HEAD]
    low = said.content.lower()
    if said.lemma != "warn" and not any(hint in low for hint in FUTURE_HINTS):
        return False
    if said.kind in ONLOOKERS or _civil(said) or not (_may_threaten(said) or WE.search(said.content)):
        return False
    if REVENGE.search(said.content) or WE_SHALL.search(said.content) or (_may_threaten(said) and ANSWERED.search(head)):
        return True
    if not said.person and IT_SHALL.search(head):
        return True
    if said.kind in ARMED and THEY_SHALL.search(head):
        return True
    if said.kind in ("armed_group", "unnamed") and GROUP_SHALL.search(head):
        return True
    return said.lemma == "warn" and said.kind == "armed_group" and bool(WARNED_OF.search(head) or WILL.search(head))


def _may_threaten(said: Utterance) -> bool:
    """Whether the speaker has arms or power, or is a body by name of which the page tells no kind."""
    return said.kind in AVENGERS or (said.kind == "unnamed" and said.named and not said.person)


def _civil(said: Utterance) -> bool:
    """Whether what is announced is a matter of courts, politics, labour or sport."""
    clause = SUBORDINATE.split(said.content[:HEAD])[0]
    if CIVIL.search(clause) or SPORT.search(said.around):
        return True
    return bool(LABOUR.search(said.name) or (STRIKE.search(clause) and LABOUR.search(said.around)))
