"""Guards: what the words around a cue say that makes it no deed. An ordered tuple of small functions.

A deed that is denied, feared, planned, practised, charged in court, played on a stage or a pitch, or done by nature is
not told as done. Each guard looks at the cue with the words before and behind it; the first that speaks decides.
"""

import re
from collections.abc import Callable

from msgspec import Struct

from dateline.codebook.events import Cue

UNREAL = re.compile(
    r"\b(?:whether|unclear|not clear|ruled out|rules out|ruling out|would|could|might|should|must|can|"
    r"(?<!in )(?<!of )(?<!since )(?<!late )(?<!early )(?<!last )(?<!\d )may(?!,| \d)|"
    r"cannot|will|shall|won't|wouldn't|"
    r"if|unless|prevent(?:ing|ed)?|avoid(?:ing)?|"
    r"stop(?:ping)?|deter(?:ring)?|fears?|feared|fearing|risks?|threats?|threat of|threaten(?:s|ed|ing)?|"
    r"possible|potential|"
    r"planned|planning|plans?|plotting|plotted|plot|preparing|prepared|ready|able|likely|future|further|"
    r"imminent|warned|warning|warns|"
    r"against|halt(?:ing)?|end(?:ing)? the|cease|call(?:s|ed|ing)? for an end|vow(?:s|ed|ing)?|pledged?|"
    r"refrain(?:ed)? from|alert for|guard against|protect(?:ed|ion)? from|vulnerable to|"
    r"responsibility for any)\b[^.;]{0,28}$",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b(?:no|not|never|without|neither|nor|didn't|wasn't|weren't|any)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
INFINITIVE = re.compile(r"\bto\s+(?:\w+ly\s+)?$", re.IGNORECASE)
TRIED = re.compile(
    r"\b(?:attempt(?:ed|ing|s)?|tried|trying|began|started|continued|managed|went on|used|"
    r"moved in)\s+to\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
FIGURES_OF_SPEECH = re.compile(
    r"\b(?:heart|panic|asthma|verbal|personal|political|scathing|cyber|media|counter|shark|dog|hunger|general|"
    r"labou?r|rail|teachers'?|"
    r"nurses'?|transport|lucky|court|legal|bidding|price|trade|culture|propaganda|facebook|turf)\s+$",
    re.IGNORECASE,
)
SPEECH_AFTER = re.compile(
    r"\s*(?:off\b|(?:red )?(?:swarms|locusts)|for (?:independence|autonomy|secession|self-rule|statehood|"
    r"a homeland)|the (?:fires?|flames|blaze|wildfire|problem|issue|virus|disease)|of (?:the|a|an) (?:search |"
    r"arrest )?warrant|of (?:the|this|a) (?:plan|project|policy|order|will|"
    r"agreement)|a deal|a balance|an agreement|action|ballot|on wages|over pay|rate|price|zone of|chance|"
    r"spirit|fit|corruption|crime|poverty|"
    r"inflation|disease|climate|the road(?! (?:to|between|from|near|linking|leading|in|outside)\b)|"
    r"the headlines|the (?:stock|housing|oil|property) markets?|a record|by inflation|by the crisis|"
    r"by sanctions|hard by|home|back)\b",
    re.IGNORECASE,
)
PUNISHABLE = frozenset({"attack", "kill", "assassinate", "abduct", "shoot", "sexual", "arrest", "explosive"})
LEGAL = re.compile(
    r"\b(?:charged|convicted|guilty|counts?|indict\w+|sentenced|plead\w*|pled|trial|tried|acquitted|plot|"
    r"plotted|conspir\w+|prosecut\w+|"
    r"wanted|extradit\w+|charges?|lawsuit|defend\w+|suspicion|alleged)\b(?:\s+[\w-]+){0,4}\s*$",
    re.IGNORECASE,
)
"""An act named in a charge is not told as done."""
LABOUR = re.compile(
    r"\b(?:workers?|unions?|wages?|salar(?:y|ies)|pay|employees|staff|walkout|industrial action|picket\w*|"
    r"nurses|teachers|doctors|drivers|dockers|miners)\b",
    re.IGNORECASE,
)
CIRCUMSTANCE = re.compile(
    r"\b(?:flee(?:ing|s)?|fled|escap(?:e|ed|ing)|displaced by|uprooted by)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
DETERMINED = re.compile(
    r"\b(?:the|an?|its|their|his|this|that|key|main|military|legitimate|potential|prime|soft|big)\s+$", re.IGNORECASE
)
WORKERS = re.compile(
    r"\b(?:went|go|gone|going|been|be|were|was|are|is)\s+on\s+$|\b(?:by|of)\s+(?:workers|staff|employees)\b",
    re.IGNORECASE,
)
MEANTIME = re.compile(r"\b(?:as|amid|while|despite|because of)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
"""What stands before fighting that is only the setting of something else: "as heavy fighting raged"."""
PLAYED = re.compile(
    r"\b(?:exercises?|drills?|manoeuvres?|maneuvers?|simulat\w+|rehears\w+|films?|movie|novel|episode|box office|"
    r"video game|match|derby|league|coach|goals?|goalkeeper|penalty|half-time|semi-final|cup final|hat-trick|striker|"
    r"midfielder|quarterback|tournament|innings|wicket|bowler|playoffs?|championship|spacecraft|satellites?|orbit|"
    r"astronauts?|lift-?off|space agency|booster|test flight|museum|exhibition)\b",
    re.IGNORECASE,
)
"""Words of games, films, exercises and space flight."""
DEPICTED = re.compile(
    r"\b(?:film|movie|novel|drama|documentary|series|exhibition|painting|memoir|thriller)\b[^.;]{0,60}"
    r"\b(?:tells?|depicts?|portrays?|follows?|recounts?|stars?|recalls?|about)\b",
    re.IGNORECASE,
)
CALAMITY = re.compile(
    r"\b(?:earthquake|quake|flood(?:s|ing)?|hurricane|cyclone|typhoon|tsunami|landslide|avalanche|storm surge|tornado|"
    r"magnitude|virus|covid|cholera|measles|malaria|ebola|coronavirus|pandemic|plague|epidemic|outbreak|"
    r"disease|fever|drought|famine|gas leak|shares|"
    r"stock market|investors|wall street|crash(?:es|ed)?|accidents?|collision|collided|derail\w*|capsiz\w*|stampede|"
    r"overdose|drunk|recession|tariffs?|volcan\w+|eruption|lava|parachute|drowned|lightning|bad weather|"
    r"technical fault|boiler|fireworks?|firecrackers?|cylinders?|coal mine|chemical plant|refinery|silo|"
    r"locusts?|swarms?|pesticides?|armyworms?|hippo\w*|crocodiles?|elephants?|lions?|leopards?|wildfires?|"
    r"forest fires?|bushfires?|firefighters|gas (?:explosion|tank|station|pipeline|bottles?|canisters?))\b",
    re.IGNORECASE,
)
"""Words of disasters, accidents, illness and markets, which kill and hit without a hostile act."""
WARLIKE = re.compile(
    r"\b(?:war|warplanes?|fighter jets?|bomb\w*|raids?|air ?strikes?|attack\w*|shot down|missiles?|rockets?|militants?|"
    r"rebels?|insurgents?|gunmen|shell\w*|explosives?|ambush\w*)\b",
    re.IGNORECASE,
)
HARM = re.compile(
    r"\b(?:kill\w*|dead|deaths?|die[sd]?|wound\w*|injur\w*|abduct\w*|kidnap\w*|attack\w*)\b", re.IGNORECASE
)


DEBATED = re.compile(
    r"\b(?:debate[sd]?|debating|budget|tax(?:es)?|senators?|senate|bill|bills|amendments?|lawmakers?|backbench\w*|"
    r"opposition chief|finance minister|ballot|shareholders?|boardroom|takeover bid|rivals?|critics)\b",
    re.IGNORECASE,
)
"""Words of parliaments and boardrooms, whose salvos and ambushes are words."""
ARMED = re.compile(
    r"\b(?:kill\w*|dead|died|wound\w*|injur\w*|shot|gunm[ae]n|gunfire|armed|arms|weapons?|militants?|rebels?|"
    r"guerrillas?|"
    r"soldiers?|troops|army|military|police|militias?|missiles?|rockets?|drones?|warplanes?|air ?strikes?|shells?|"
    r"shell(?:ed|ing)|bombs?|bomb(?:ed|ing|ings|ers?)|explosives?|grenades?|suicide|terror\w*|abduct\w*|kidnap\w*|"
    r"hostages?|protest\w*|demonstrat\w*)\b",
    re.IGNORECASE,
)
"""Words of arms, of those who bear them and of those who suffer them, which no debate about money needs."""
DEVICE = re.compile(
    r"\b(?:explosives?|bombs?|devices?|dynamite|grenades?|mines?|charges?|booby[- ]trap\w*)\b", re.IGNORECASE
)
GRENADE = re.compile(r"\bgrenades?\b", re.IGNORECASE)


class Context(Struct, frozen=True):
    """A cue as it stands: its own words, those before it in its clause, those behind it, and its whole sentence."""

    cue: Cue
    words: str
    before: str
    after: str
    sentence: str


Guard = Callable[[Context], bool]


def negated(c: Context) -> bool:
    """ "No attack", "was not bombed"."""
    return bool(DENIED.search(c.before))


def figure_of_speech(c: Context) -> bool:
    """ "Heart attack", "strike a deal", "went on strike"."""
    return bool(FIGURES_OF_SPEECH.search(c.before) or SPEECH_AFTER.match(c.after) or WORKERS.search(c.before))


def charged(c: Context) -> bool:
    """ "Convicted of murder": an act named in a charge is told elsewhere, or not at all."""
    return c.cue.act.name in PUNISHABLE and bool(LEGAL.search(c.before))


def unreal(c: Context) -> bool:
    """ "Could attack", "fears of an attack", "ruled out a terrorist attack"."""
    return bool(UNREAL.search(c.before))


def circumstance(c: Context) -> bool:
    """ "Fleeing fighting", "as fighting raged": the setting of what is told, not what is told."""
    return bool(CIRCUMSTANCE.search(c.before)) or (c.cue.act.name == "fight" and bool(MEANTIME.search(c.before)))


def noun_like_verb(c: Context) -> bool:
    """ "The target", "a hit": a noun that looks like the verb."""
    one_word = " " not in c.words and not c.words.endswith(("ed", "ing"))
    return c.cue.part == "verb" and one_word and bool(DETERMINED.search(c.before))


def depicted(c: Context) -> bool:
    """ "The film tells how rebels attacked the town"."""
    return bool(DEPICTED.search(c.sentence))


def played(c: Context) -> bool:
    """A game, an exercise, a rocket into space, unless the sentence tells of harm."""
    return bool(PLAYED.search(c.sentence)) and not HARM.search(c.sentence)


def calamity(c: Context) -> bool:
    """An accident, a disaster or a market, unless the act is violence by its name or the sentence speaks of war."""
    return not c.cue.act.organised and bool(CALAMITY.search(c.sentence)) and not WARLIKE.search(c.sentence)


def labour(c: Context) -> bool:
    """A strike of workers."""
    return c.cue.act.name == "strike" and bool(LABOUR.search(c.sentence))


def infinitive(c: Context) -> bool:
    """ "To attack", unless it was tried: "attempted to seize"."""
    return c.cue.part == "verb" and bool(INFINITIVE.search(c.before)) and not TRIED.search(c.before)


def empty_handed(c: Context) -> bool:
    """ "Drove over" no mine, "threw" no grenade."""
    device = {"device": DEVICE, "thrown": GRENADE}.get(c.cue.act.name)
    return device is not None and not device.search(c.before) and not device.search(c.after)


def debated(c: Context) -> bool:
    """ "The opening salvo of the debate": wars of parliaments and boardrooms, in which nobody bears arms."""
    return bool(DEBATED.search(c.sentence)) and not ARMED.search(c.sentence)


GUARDS: tuple[Guard, ...] = (
    negated,
    figure_of_speech,
    charged,
    unreal,
    circumstance,
    noun_like_verb,
    depicted,
    played,
    calamity,
    labour,
    infinitive,
    empty_handed,
    debated,
)


def told_as_done(context: Context) -> bool:
    """True where no guard objects to a cue."""
    return not any(guard(context) for guard in GUARDS)
