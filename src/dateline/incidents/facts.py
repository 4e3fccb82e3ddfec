"""What the clauses of an act say of it: when, where, with what, and how often."""

import re

from msgspec.structs import replace

from dateline.incidents.acts import CASUALTY_ACTS, Deed
from dateline.incidents.scene import Scene
from dateline.incidents.sequel import anchored
from dateline.model import Count, PlaceMention, Sentence, Span, TimeMention, WeaponMention

SAYING = re.compile(
    r"\b(?:said|says|told|announced|reported|confirmed|added|stated|declared|denied|condemned|condemns|warned|"
    r"quoted|statement|tweeted|wrote|"
    r"informed|disclosed|claimed|blamed|accused)\b(?:\s+[\w'’-]+){0,3}?\s*(?:on|late|early|earlier)?\s*$",
    re.IGNORECASE,
)
SAID_THEN = re.compile(
    r"\s+(?:\w+ly\s+)?(?:said|condemned|told|announced|reported|confirmed|denied|warned|called|accused|blamed|"
    r"claimed|vowed|denounced)\b",
    re.IGNORECASE,
)
SINCE = re.compile(
    r"\bsince\b[^,;.]{0,60}\b(?:began|begun|started|erupted|broke out|launched|beginning|start|outbreak|onset|"
    r"came|seized|took)\b(?:\s+[\w-]+){0,3}\s*$"
)
TRIAL = re.compile(
    r"\b(?:jailed|imprisoned|sentenced|convicted|found guilty|charged|indicted|arraigned|pleaded guilty)\b",
    re.IGNORECASE,
)
FOR_A_DEED = re.compile(r"\b(?:for|of|over|with|in connection with)\b")
COMPARED = re.compile(
    r"\b(?:\w+iest|worst|largest|biggest|highest|first|most \w+)\b(?:[^,;]{0,80}\bsince|[^,;]{0,40}\b(?:in|"
    r"for))\s+(?:at least\s+)?$"
)
DYING = re.compile(
    r"\b(?:died|dies|succumbed)\b[^.;]{0,40}\b(?:hospital|clinic|wounds|injuries)\b[^.;]{0,25}$", re.IGNORECASE
)
"""What stands before the day of a death that came later than the deed."""
HEADING = re.compile(r"[^\n.;]{0,30}?\s*(?:\(|—|–|--|－|-\s)")
DATELINE_HEAD = re.compile(
    r"[(\[]?[A-ZÀ-Þ][\w.'’-]*(?:[ ,/(]+(?:[A-ZÀ-Þ][\w.'’-]*|de|la|el|al|of|the|and|du|on))*?"
    r"(?:, ?|\(|\),? ?|(?<=[A-Z]{2}) )(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
)
DATELINE_REST = re.compile(r"[^\n;]{0,40}?\s*(?:\(|/[A-Z]|—|–|--|－|-\s)|[.:]\s|\)")
"""What stands before and after the day in a dateline: "BAMAKO, Mali, " and " (Agency) -"; "(Nairobi, " and ") – "."""
STATE_NOUNS = frozenset(
    (
        "embassy consulate troops forces soldiers army military police officials government authorities base "
        "ambassador citizens nationals warplanes jets aircraft drone drones strike strikes airstrikes air "
        "marines navy president regime media tv"
    ).split()
)
NEXT_WORD = re.compile(r"\.?[ \n]+([A-Za-z][A-Za-z-]*)")
FLIGHT = re.compile(r"\b(?:flee(?:ing|s)?|fled|escap\w+|originating|displaced|evacuated)\b", re.IGNORECASE)
HEADED = re.compile(r"\s+(?:[\w-]+\s+)?")
COMPOUND = re.compile(r"-\w+ed\b")
CARRIED = re.compile(r"\b(?:evacuat\w+|airlift\w*|flown|medevac\w*|transported|ferried|rescued?|hospitals?)\b")
MEANS = re.compile(r"\b(?:with|using|by means of|mix of)\b[^.;]{0,30}$")
SOIL = re.compile(r"\s+(?:soil|territory|waters|airspace)\b")
"""Nouns that make a place of an adjective: "on Kenyan soil"."""
JOINED = re.compile(r"[\s,]*(?:and|or|,)?\s*(?:the\s+)?")
SPOKEN_IN = re.compile(
    r"\b(?:conference|briefing|statement|speech|interview|reporters|journalists|told \w+|spoke|speaking|based|"
    r"headquartered|born|"
    r"studied|lives?|living|talks|summit|meeting|court|hospitals?)\s+in\s+(?:the\s+)?$"
)
AWAY = re.compile(
    r"\b(?:from|neighbou?ring|to|towards?|via|between|like|unlike|against|by|blamed on|backed by|with|"
    r"citizens? of|nationals? of)\s+(?:the\s+)?$"
)
LABEL_END = re.compile(r":\s")
LABEL_SIZE, UNSAID = 70, 30
"""How far the label of a bullet reaches, and how much of it may be neither a day nor a place."""
NUMBERED = re.compile(r"\s*\(?(?:\d{1,2}|[a-z])[.)]\s+")
RUN_IN = re.compile(r"(?:\s+(?:province|region|state|district))?(?:\.|:|\s[–—-])\s+(?=[A-Z“\"])")
ON_THE_WAY = re.compile(r"\bbetween\s+(?:the\s+)?$")
AT = re.compile(
    r"\b(?:in|at|near|between|outside|on|inside|around|across|over|off|into|throughout|within|through|targeting|hit|"
    r"hits|struck|strikes|bombed|shelled|attacked|"
    r"(?:town|towns|city|cities|village|villages|province|district|region|area|areas|port|camp|suburbs?|"
    r"brigade|garrison|barracks|hospital|university|school|prison|jail|station|market|church|mosque|airport|base|post|"
    r"checkpoint|headquarters|office|embassy|bridge|"
    r"outskirts|state|governorate|capital|north|south|east|west|part|parts|border|attacks? on|strikes? on) of|"
    r"attacks? on|strikes? on|raids? on|assault on)\s+(?:the\s+)?(?:[\w'’-]+\s+){0,3}$",
    re.IGNORECASE,
)
HIM = re.compile(r"\b(?:shot|stabbed|hit|struck|slashed|beat|fired)\s+(?:him|her|them|it|at him|at her)\s+(?:\w+\s+)?$")
"""What a number of times counts blows and not acts behind: "shot him five times"."""
TIMES_COUNT = re.compile(r"\s+(?:times|occasions)\b", re.IGNORECASE)


def times_of(scene: Scene, deed: Deed, spans: tuple[Span, ...]) -> tuple[TimeMention, ...]:
    """The times of a bout's clauses that are times of the deed, not of the saying; the nearest to the deed first."""
    found = [
        _since(scene, deed, anchored(scene, deed.sentence, t))
        for a, b in spans
        for t in scene.inside(scene.mentions.times, a, b)
        if t.first is not None and _dates_deed(scene, deed, t)
    ]
    return tuple(sorted(found, key=lambda t: (min(abs(t.start - deed.end), abs(deed.start - t.end)), t.start)))


def _dates_deed(scene: Scene, deed: Deed, t: TimeMention) -> bool:
    """False for the time of a saying ("said on Monday"), of a dateline, or of a comparison ("the worst since 1979")."""
    sentence = scene.document.sentences[deed.sentence]
    before = scene.before(t.start, sentence.start, 110)
    headed = t.start - sentence.start < 60 and DATELINE_HEAD.fullmatch(scene.text, sentence.start, t.start)
    if (
        COMPARED.search(before)
        or DYING.search(before)
        or _of_trial(scene, deed, t)
        or (headed and DATELINE_REST.match(scene.text, t.end))
    ):
        return False
    if t.precision not in ("day", "hour", "minute") or possessive(scene, t):
        return True
    return not SAYING.search(before) and not SAID_THEN.match(scene.text, t.end)


def _of_trial(scene: Scene, deed: Deed, t: TimeMention) -> bool:
    """True for the day of a judgment: "was jailed on Monday for his part in an ambush"."""
    start = scene.document.sentences[deed.sentence].start
    between = scene.text[t.end : deed.start]
    return bool(TRIAL.search(scene.text, start, deed.start) and FOR_A_DEED.search(between))


def _since(scene: Scene, deed: Deed, t: TimeMention) -> TimeMention:
    """ "Since the war began in October" runs from October to publication (contract, "Figures, dates, weapons")."""
    sentence = scene.document.sentences[deed.sentence]
    published = scene.reports[sentence.report].published
    if not SINCE.search(scene.before(t.start, sentence.start, 80)) or published.end is None or t.first is None:
        return t
    return replace(t, last=max(published.end[:10], t.first[:10]), precision="months")


def weapons_of(scene: Scene, spans: tuple[Span, ...], *, as_means: bool = False) -> tuple[WeaponMention, ...]:
    """The weapons of clauses; with `as_means` only those told as the means ("with rockets").

    A compound that tells of another act ("the drone-assassinated general") names none.
    """
    found = [w for a, b in spans for w in scene.inside(scene.mentions.weapons, a, b)]
    found = [w for w in found if not COMPOUND.match(scene.text, w.end) and not _carries(scene, w)]
    return tuple(w for w in found if not as_means or MEANS.search(scene.before(w.start, 0, 40)))


def _carries(scene: Scene, w: WeaponMention) -> bool:
    """True for the aircraft that brings the wounded away."""
    flies = w.weapon.kind in ("helicopter", "aircraft")
    return flies and bool(
        CARRIED.search(scene.before(w.start, 0, 50)) or CARRIED.search(scene.after(w.end, w.end + 50, 50))
    )


def possessive(scene: Scene, t: TimeMention) -> bool:
    """True for "Thursday's", which dates the thing behind it and not the saying in front of it."""
    return scene.text[t.end : t.end + 2] in ("'s", "’s") or scene.text[t.start : t.end].lower().endswith(("'s", "’s"))


def places_of(scene: Scene, group: list[Deed], spans: tuple[Span, ...]) -> tuple[PlaceMention, ...]:
    """The places at which clauses tell that something lies: "in X", "the town of X", "X attack", "X, Y province"."""
    found: list[PlaceMention] = []
    for a, b in spans:
        for p in scene.inside(scene.mentions.places, a, b):
            if p.adjective:
                if SOIL.match(scene.text, p.end):
                    found.append(p)
                continue
            joined = found and JOINED.fullmatch(scene.text[found[-1].end : p.start])
            if not _is_elsewhere(scene, p, group, (a, b)) and (joined or _is_told_at(scene, p, group)):
                found.append(p)
    return tuple(found)


def label(scene: Scene, sentence: Sentence) -> tuple[tuple[TimeMention, ...], tuple[PlaceMention, ...]]:
    """The day and the places that label a bullet: "- 13 March, Akobo road (Jonglei): gunmen attacked ..."."""
    start = scene.document.page.blocks[sentence.block].start
    end = LABEL_END.search(scene.text, start, min(sentence.end, start + LABEL_SIZE))
    if sentence.role != "paragraph" or end is None:
        return (), ()
    times = tuple(t for t in scene.inside(scene.mentions.times, start, end.start()) if t.first)
    places = tuple(p for p in scene.inside(scene.mentions.places, start, end.start()) if not p.adjective)
    told = sum(t.end - t.start for t in times) + sum(p.end - p.start for p in places)
    return (times, places) if times and end.start() - start - told <= UNSAID else ((), ())


def headed(scene: Scene, sentence: Sentence) -> tuple[PlaceMention, ...]:
    """The place that heads a paragraph of a round-up: "2. Mbomou. On 31 December, ..."; never a report's first."""
    if sentence.role != "paragraph":
        return ()
    if labelled := label(scene, sentence)[1]:
        return labelled
    start = scene.document.page.blocks[sentence.block].start
    first = next(s for s in scene.document.sentences if s.report == sentence.report and s.role == "paragraph")
    number = NUMBERED.match(scene.text, start, sentence.end)
    if first.block == sentence.block and not number:
        return ()
    named = scene.inside(scene.mentions.places, start, start + 60)
    if not named or named[0].start != (number.end() if number else start) or named[0].adjective:
        return ()
    return (named[0],) if RUN_IN.match(scene.text, named[0].end) else ()


def _is_told_at(scene: Scene, p: PlaceMention, group: list[Deed]) -> bool:
    """True where a preposition, a kind of place or the act itself says that something happened there."""
    floor = scene.document.sentences[group[0].sentence].start
    behind = [d for d in group if d.part != "verb" and d.start >= p.end]
    before_act = any(HEADED.fullmatch(scene.text[p.end : d.start]) for d in behind)
    return before_act or bool(AT.search(scene.before(p.start, floor, 60)))


def _is_elsewhere(scene: Scene, p: PlaceMention, group: list[Deed], clause: Span) -> bool:
    """True where people came from, fled from, spoke or wrote, and for a country that only describes a noun."""
    before = scene.before(p.start, clause[0], 40)
    fled = any(FLIGHT.search(scene.text, d.end, p.start) for d in group if d.end < p.start)
    on_the_way = p.place.precision in ("locality", "site") and ON_THE_WAY.search(before)
    spoken = SPOKEN_IN.search(before) or (AWAY.search(before) and not on_the_way)
    return fled or bool(spoken) or _modifies(scene, p, clause[1]) or _in_dateline(scene, p)


def _modifies(scene: Scene, p: PlaceMention, ceiling: int) -> bool:
    """True for a country in front of the noun that it describes ("the US embassy"), which locates nothing."""
    if p.place.precision != "country":
        return False
    after = NEXT_WORD.match(scene.text, p.end, min(ceiling, p.end + 30))
    if after is None:
        return False
    acronym = scene.text[p.start : p.end].replace(".", "").isupper() and p.end - p.start <= 4
    return after.group(1).lower() in STATE_NOUNS or (acronym and "-" in after.group(1))


def _in_dateline(scene: Scene, p: PlaceMention) -> bool:
    """True for the place at the head of a report ("NAIROBI (Agency) -"): where it was written, not what it tells of."""
    dateline = scene.document.page.dateline
    return (
        bool(dateline)
        and scene.quote((p.start, p.end)).lower() in str(dateline).lower()
        and bool(HEADING.match(scene.text, p.end))
    )


def count_of(scene: Scene, group: list[Deed]) -> tuple[Count, tuple[Span, ...]]:
    """How many acts a bout stands for, and the words that count them: "at least 100 times", "two explosions"."""
    leading = next((d for d in group if d.act.name not in CASUALTY_ACTS), group[0])
    noun = leading.part == "nouns" and leading.act.name not in CASUALTY_ACTS
    for deed in group:
        for q in scene.inside(scene.mentions.quantities, *scene.clauses[deed.sentence][deed.clause]):
            before = (
                noun and deed is leading and q.end <= deed.start and len(scene.text[q.end : deed.start].split()) <= 1
            )
            known = (q.low is not None or q.high is not None) and not HIM.search(scene.before(q.start, 0, 24))
            if known and (before or TIMES_COUNT.match(scene.text, q.end)):
                return Count(low=q.low, high=q.high), ((q.start, q.end),)
    return (Count(low=2, high=None) if noun else Count(low=1, high=1)), ()
