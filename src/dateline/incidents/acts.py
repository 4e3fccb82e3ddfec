"""Deeds: the places in the text where an act of violence is told as done, with the clause that tells it.

A cue of the event book is a deed unless the words around it say that it is none: denied, feared, planned,
practised, a figure of speech, a game. Whether a deed is organised violence is decided later, over the whole incident.
"""

import re

from msgspec import Struct

from dateline.codebook.events import Act, Cue
from dateline.codebook.phrases import Match
from dateline.incidents.scene import Scene
from dateline.model import Span, Status

UNREAL = re.compile(
    r"\b(?:whether|unclear|not clear|would|could|might|may|should|must|can|cannot|will|shall|won't|wouldn't|"
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
PLAYED = re.compile(
    r"\b(?:exercises?|drills?|manoeuvres?|maneuvers?|simulat\w+|rehears\w+|films?|movie|novel|episode|"
    r"box office|video game|match|"
    r"league|coach|goal|striker|midfielder|defence scored|quarterback|tournament|innings|wicket|playoffs?|championship|"
    r"spacecraft|satellites?|orbit|astronauts?|museum|exhibition)\b",
    re.IGNORECASE,
)
"""Words of games, films, exercises and space flight: what is told beside them was not done."""
CALAMITY = re.compile(
    r"\b(?:earthquake|quake|flood(?:s|ing)?|hurricane|cyclone|typhoon|tsunami|landslide|avalanche|storm surge|tornado|"
    r"magnitude|virus|covid|coronavirus|pandemic|plague|epidemic|outbreak|disease|fever|drought|famine|gas leak|shares|"
    r"stock market|investors|wall street|crash(?:es|ed)?|accidents?|collision|collided|derail\w*|capsiz\w*|stampede|"
    r"overdose|drunk|recession|tariffs?)\b",
    re.IGNORECASE,
)
"""Words of disasters, accidents, illness and markets, which kill and hit without a hostile act."""
WARLIKE = re.compile(
    r"\b(?:war|warplanes?|fighter jets?|bomb\w*|raids?|strikes?|attack\w*|shot down|missiles?|rockets?|"
    r"militants?|rebels?|"
    r"insurgents?|soldiers?|troops|army|gunmen|shell\w*)\b",
    re.IGNORECASE,
)
HARM = re.compile(
    r"\b(?:kill\w*|dead|deaths?|die[sd]?|wound\w*|injur\w*|abduct\w*|kidnap\w*|attack\w*)\b", re.IGNORECASE
)
FIGURES_OF_SPEECH = re.compile(
    r"\b(?:heart|panic|asthma|verbal|personal|political|scathing|cyber|media|counter|shark|dog|hunger|general|"
    r"labou?r|rail|teachers'?|"
    r"nurses'?|transport|lucky|court|legal|bidding|price|trade|culture|propaganda|facebook|turf)\s+$",
    re.IGNORECASE,
)
SPEECH_AFTER = re.compile(
    r"\s*(?:of (?:the|a|an) (?:search |arrest )?warrant|of (?:the|this|a) (?:plan|project|policy|order|will|"
    r"agreement)|a deal|a balance|an agreement|action|ballot|on wages|over pay|rate|price|zone of|chance|"
    r"spirit|fit|corruption|crime|poverty|"
    r"inflation|disease|climate|the road|the headlines|the market|a record|by inflation|by the crisis|"
    r"by sanctions|hard by|home|back at critics)\b",
    re.IGNORECASE,
)
CIRCUMSTANCE = re.compile(
    r"\b(?:flee(?:ing|s)?|fled|escap(?:e|ed|ing)|displaced by|uprooted by)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
DETERMINED = re.compile(
    r"\b(?:the|an?|its|their|his|this|that|key|main|military|legitimate|potential|prime|soft|big)\s+$", re.IGNORECASE
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
WORKERS = re.compile(
    r"\b(?:went|go|gone|going|been|be|were|was|are|is)\s+on\s+$|\b(?:by|of)\s+(?:workers|staff|employees)\b",
    re.IGNORECASE,
)


CASUALTY_ACTS = frozenset({"kill", "assassinate", "wound"})


class Deed(Struct, frozen=True):
    """An act as the text tells it: the cue's span, its sentence and clause (by index), and how it is told.

    `others` are the acts that the same words can tell: "seized" of a town or of rifles.
    """

    start: int
    end: int
    sentence: int
    clause: int
    act: Act
    part: str
    status: Status = "happened"
    others: tuple[Act, ...] = ()

    @property
    def span(self) -> Span:
        """The span of the cue."""
        return self.start, self.end


def find_deeds(scene: Scene) -> tuple[Deed, ...]:
    """Every deed of the page, in the order of the text; captions tell none, they repeat what the story tells."""
    played = _played_reports(scene)
    return tuple(
        deed
        for number, sentence in enumerate(scene.document.sentences)
        if sentence.role != "caption" and sentence.report not in played
        for match in scene.codebook.events.cues.find(scene.text, scene.tokens[number])
        if (deed := _deed(scene, number, match))
    )


def _played_reports(scene: Scene) -> set[str]:
    """Reports whose headline speaks of a game, a film or an exercise, and of nobody's harm."""
    return {
        r.id for r in scene.document.reports if r.headline and PLAYED.search(r.headline) and not HARM.search(r.headline)
    }


def _deed(scene: Scene, number: int, match: Match[Cue]) -> Deed | None:
    sentence = scene.document.sentences[number]
    if any(
        (w.start <= match.start and match.end < w.end) or (w.start < match.start and match.end <= w.end)
        for w in scene.inside(scene.mentions.weapons, sentence.start, sentence.end)
    ):
        return None  # "one-way attack drone" names a weapon, not an attack
    clause = next(i for i, (a, b) in enumerate(scene.clauses[number]) if a <= match.start < b)
    begin = scene.clauses[number][clause][0]
    cue = _reading(scene, match, begin)
    before = scene.before(match.start, begin, 48)
    after = scene.after(match.end, sentence.end, 30)
    if DENIED.search(before) or FIGURES_OF_SPEECH.search(before) or SPEECH_AFTER.match(after):
        return None
    if cue.act.name in PUNISHABLE and LEGAL.search(before):
        return None
    if UNREAL.search(before) or WORKERS.search(before) or CIRCUMSTANCE.search(before):
        return None
    if (
        cue.part == "verb"
        and DETERMINED.search(before)
        and not re.search(r"(?:ed|ing)$", scene.text[match.start : match.end].lower())
    ):
        return None  # "the target", "a hit": a noun that looks like the verb
    if PLAYED.search(scene.text, sentence.start, sentence.end) and not HARM.search(
        scene.text, sentence.start, sentence.end
    ):
        return None
    told = scene.text[sentence.start : sentence.end]
    if CALAMITY.search(told) and not cue.act.organised and not WARLIKE.search(told):
        return None
    if cue.act.name == "strike" and LABOUR.search(scene.text, sentence.start, sentence.end):
        return None
    if cue.part == "verb" and INFINITIVE.search(before) and not TRIED.search(before):
        return None
    act = cue.act
    if act.name == "territory" and TRIED.search(before):
        act = scene.codebook.events.acts["offensive"]
    return Deed(
        start=match.start,
        end=match.end,
        sentence=number,
        clause=clause,
        act=act,
        part=cue.part,
        others=tuple(c.act for c in match.values if c.part == cue.part and c.act is not cue.act),
        status="failed" if _failed(cue.act, before, after) else "happened",
    )


def _reading(scene: Scene, match: Match[Cue], floor: int) -> Cue:
    """Of a cue that may be noun or verb ("strikes", "attacks"), the reading that the word before it suggests."""
    if len(match.values) == 1:
        return match.values[0]
    before = scene.before(match.start, floor, 24)
    as_noun = re.search(
        r"(?:\b(?:a|an|the|this|that|these|those|of|in|by|several|two|three|many|more|other|recent|deadly|air|'s|s|"
        r"israeli|russian|retaliatory|fresh|new|first|last|from|with|after|during|its|their|his|\w+ly|\w+ese|"
        r"\w+ian|\w+ish|\w+ed)|’s)\s+$",
        before,
    )
    nouns = [c for c in match.values if c.part != "verb"]
    verbs = [c for c in match.values if c.part == "verb"]
    return (nouns or verbs)[0] if as_noun or not verbs else verbs[0]


def _failed(act: Act, before: str, after: str) -> bool:
    if act.name == "disrupt":
        return True
    return bool(
        re.search(
            r"\b(?:foiled|thwarted|failed|botched|aborted|prevented|repelled|intercepted|"
            r"unsuccessful)\s+(?:\w+\s+){0,2}$",
            before,
        )
        or re.match(
            r"\s*(?:was|were|had been|has been)?\s*(?:foiled|thwarted|prevented|averted|failed|intercepted)\b",
            after,
        )
    )
