"""Bouts: the deeds of a sentence that belong to one act, with the facts that its clauses give about it.

"The army carried out air strikes after an attack that killed two" holds two bouts; "gunmen attacked a mine, killing
two and wounding six" holds one. Bouts of several sentences are joined into drafts of incidents in drafts.py.
"""

import re

from msgspec import Struct
from msgspec.structs import replace

from dateline.incidents.acts import Deed
from dateline.incidents.casualties import Figure
from dateline.incidents.scene import Scene
from dateline.model import (
    ActorKind,
    BlockRole,
    Count,
    ParticipantRole,
    PlaceMention,
    Span,
    Status,
    TimeMention,
    WeaponMention,
)

CASUALTY_ACTS = frozenset({"kill", "wound"})
GENERIC_ACTS = frozenset({"kill", "wound", "attack", "shoot", "ambush"})
FAMILY = {
    "air_strike": "air",
    "bomb_verb": "air",
    "strike": "air",
    "shelling": "ground",
    "suicide_bomb": "device",
    "explosive": "device",
    "blast": "blast",
    "grenade": "grenade",
    "chemical": "chemical",
    "clash": "battle",
    "offensive": "battle",
}
SEPARATES = re.compile(
    r"\W*(?:after|before|following|since|while|whereas|although|though|but|amid|in response to|in retaliation for|in revenge for)\b",
    re.IGNORECASE,
)
LOOSE = re.compile(r"\W*(?:while|amid|although|though|but|whereas)\b", re.IGNORECASE)
DEFINITE = re.compile(
    r"\b(?:the|this|that|these|those|its|his|their|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today)"
    r"(?:['’]?s)?\s+(?:[\w'’-]+\s+){0,2}$",
    re.IGNORECASE,
)
INDEFINITE = re.compile(
    r"(?:^|\b(?:an?|another|after|following|with|of|by|in|several|two|three))\s*(?:[\w-]+\s+){0,2}$", re.IGNORECASE
)
OTHER = re.compile(
    r"\b(?:worst|deadliest|bloodiest|biggest|largest|another|separate|separately|earlier|previous|previously|prior|similar|other|second|past|recent|last year's|previous|older)\s+(?:[\w'’-]+\s+){0,2}$",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(r"\W*(?:elsewhere|separately|meanwhile|in a separate|in another|also on)\b", re.IGNORECASE)
A_NEW = re.compile(r"\b(?:an?|another)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
BEFORE_NOW = re.compile(
    r"\b(?:previously|in the past|historically|has long|have long|years? ago|decades? ago)\b", re.IGNORECASE
)
HABIT = re.compile(
    r"\b(?:repeatedly|frequently|regularly|often|routinely|usually|sporadic\w*|almost daily|daily|in recent (?:weeks|months|years))\b",
    re.IGNORECASE,
)
SAYING = re.compile(
    r"\b(?:said|says|told|announced|reported|confirmed|added|stated|declared|denied|condemned|condemns|warned|quoted|statement|tweeted|wrote|"
    r"informed|disclosed|claimed|blamed|accused)\b(?:\s+[\w'’-]+){0,3}?\s*(?:on|late|early|earlier)?\s*$",
    re.IGNORECASE,
)
AWAY = re.compile(
    r"\b(?:from|neighbou?ring|to|towards?|via|between|like|unlike|against|by|blamed on|backed by|with|citizens? of|nationals? of|[A-Z]\w+ of)\s+(?:the\s+)?$"
)
AT = re.compile(
    r"\b(?:in|at|near|outside|on|inside|around|across|over|off|into|throughout|within|through|targeting|hit|hits|struck|strikes|bombed|shelled|attacked|"
    r"(?:town|towns|city|cities|village|villages|province|district|region|area|areas|port|camp|suburbs?|outskirts|state|governorate|capital|north|south|east|west|part|parts|border|attacks? on|strikes? on) of|"
    r"attacks? on|strikes? on|raids? on|assault on)\s+(?:the\s+)?(?:[\w'’-]+\s+){0,3}$",
    re.IGNORECASE,
)
SAID_THEN = re.compile(
    r"\s+(?:\w+ly\s+)?(?:said|condemned|told|announced|reported|confirmed|denied|warned|called|accused|blamed|claimed|vowed|denounced)\b",
    re.IGNORECASE,
)
SINCE = re.compile(
    r"\bsince\b[^,;.]{0,60}\b(?:began|begun|started|erupted|broke out|launched|beginning|start|outbreak|onset|came|seized|took)\b(?:\s+[\w-]+){0,3}\s*$"
)
STATE_NOUNS = frozenset(
    [
        "embassy",
        "consulate",
        "troops",
        "forces",
        "soldiers",
        "army",
        "military",
        "police",
        "officials",
        "government",
        "authorities",
        "base",
        "ambassador",
        "citizens",
        "nationals",
        "warplanes",
        "jets",
        "aircraft",
        "drone",
        "drones",
        "strike",
        "strikes",
        "airstrikes",
        "air",
        "marines",
        "navy",
        "president",
        "regime",
        "media",
        "tv",
    ]
)
MEANS = re.compile(r"\b(?:with|using|by means of|mix of)\b[^.;]{0,30}$")
COMPOUND = re.compile(r"-\w+ed\b")
NEXT_WORD = re.compile(r"\.?[ \n]+([A-Za-z][A-Za-z-]*)")
HEADED = re.compile(r"\s+(?:[\w-]+\s+)?")
HEADING = re.compile(r"[^\n.;]{0,30}?\s*(?:\(|—|–|--|－|-\s)")
COMPARED = re.compile(
    r"\b(?:\w+iest|worst|largest|biggest|highest|first|most \w+)\b[^,;]{0,40}\b(?:since|in|for)\s+(?:at least\s+)?$"
)
TIMES_COUNT = re.compile(r"\s+(?:times|occasions)\b", re.IGNORECASE)


class Part(Struct, frozen=True):
    """One participant as one clause gives it; `country` helps to tell a state's army from a foreign one."""

    role: ParticipantRole
    name: str
    actor: str | None
    kind: ActorKind | None
    country: str | None
    span: Span
    armed: bool


class Bout(Struct, frozen=True):
    """One act as one sentence tells it: the deeds, their clauses, and what these say of when, where and how many."""

    deeds: tuple[Deed, ...]
    sentence: int
    report: str
    role: BlockRole
    spans: tuple[Span, ...]
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    weapons: tuple[WeaponMention, ...]
    figures: tuple[Figure, ...]
    count: Count
    counted: tuple[Span, ...]
    definite: bool
    indefinite: bool
    other: bool
    connective: str
    parts: tuple[Part, ...] = ()

    @property
    def start(self) -> int:
        """Where the first deed stands."""
        return self.deeds[0].start

    @property
    def acts(self) -> tuple[str, ...]:
        """The names of its acts, in the order of the text."""
        return tuple(dict.fromkeys(d.act.name for d in self.deeds))

    @property
    def casualty_only(self) -> bool:
        """True where nothing but deaths and injuries is told."""
        return all(d.act.name in CASUALTY_ACTS for d in self.deeds)

    @property
    def families(self) -> tuple[str, ...]:
        """What kinds of act it tells, the generic ones left out."""
        return families(self.acts)

    @property
    def status(self) -> Status:
        """Failed where its leading deed failed."""
        leading = [d for d in self.deeds if d.act.name not in CASUALTY_ACTS] or list(self.deeds)
        done = any(d.status == "happened" and d.act.name != "disrupt" for d in leading)
        return "failed" if not done and any(d.status == "failed" for d in leading) else "happened"


def families(acts: tuple[str, ...]) -> tuple[str, ...]:
    """The families of acts, the generic ones ("attack", "killed") left out."""
    return tuple(dict.fromkeys(FAMILY.get(a, a) for a in acts if a not in GENERIC_ACTS))


def find_bouts(scene: Scene, deeds: tuple[Deed, ...], figures: tuple[Figure, ...]) -> tuple[Bout, ...]:
    """The bouts of the page, in the order of the text."""
    found: list[Bout] = []
    by_sentence: dict[int, list[Deed]] = {}
    for deed in deeds:
        by_sentence.setdefault(deed.sentence, []).append(deed)
    for number, told in by_sentence.items():
        groups = _groups(scene, number, told)
        for group in groups:
            others = {d.clause for g in groups if g is not group for d in g}
            found.append(_bout(scene, number, group, others, [f for f in figures if f.sentence == number]))
    return tuple(found)


def _groups(scene: Scene, number: int, told: list[Deed]) -> list[list[Deed]]:
    """Deeds of a sentence, grouped by the act they tell."""
    clauses: dict[int, list[Deed]] = {}
    for deed in told:
        clauses.setdefault(deed.clause, []).append(deed)
    groups: list[list[Deed]] = []
    for clause, members in clauses.items():
        if groups and _joins(scene, number, groups[-1], clause, members):
            groups[-1].extend(members)
        else:
            groups.append(list(members))
    return groups


def _joins(scene: Scene, number: int, previous: list[Deed], clause: int, members: list[Deed]) -> bool:
    """True where a clause goes on telling the act of the group before it."""
    opening = scene.text[scene.clauses[number][clause][0] : members[0].start]
    if any(_only_casualties(group) for group in (previous, members)):
        return not re.match(
            r"\W*(?:before|since|in response to|in retaliation for|in revenge for)\b", opening, re.IGNORECASE
        )
    acts = tuple(d.act.name for d in members)
    before = tuple(d.act.name for d in previous)
    if SEPARATES.match(opening):
        return bool(LOOSE.match(opening)) and agree(families(acts), families(before)) and not families(acts)
    return agree(families(acts), families(before), same_sentence=True)


def _only_casualties(deeds: list[Deed]) -> bool:
    return all(d.act.name in CASUALTY_ACTS for d in deeds)


def agree(a: tuple[str, ...], b: tuple[str, ...], *, same_sentence: bool = False) -> bool:
    """True where two lots of act families can be one incident.

    A bomb blast and a suicide bombing can; an air strike and an abduction cannot. Ground fighting takes in the
    shelling and air support told with it in one sentence (ACLED: part of that one Battles event).
    """
    if not a or not b:
        return True
    explosive = {"air", "ground", "device", "blast", "grenade", "chemical"}
    for x in a:
        for y in b:
            if (
                x == y
                or {x, y} <= {"air", "ground", "blast", "chemical"}
                or {x, y} <= {"device", "blast"}
                or {x, y} == {"grenade", "blast"}
            ):
                continue
            if same_sentence and "battle" in (x, y) and ({x, y} & (explosive | {"territory", "destroy"})):
                continue
            if same_sentence and {x, y} & {"riot"} and {x, y} & {"protest"}:
                continue
            return False
    return True


def _bout(scene: Scene, number: int, group: list[Deed], others: set[int], figures: list[Figure]) -> Bout:
    sentence = scene.document.sentences[number]
    own = sorted({d.clause for d in group})
    spans = tuple(scene.clauses[number][c] for c in range(own[0], own[-1] + 1) if c not in others)
    idle = tuple(span for c, span in enumerate(scene.clauses[number]) if c not in others and span not in spans)
    leading = next((d for d in group if d.act.name not in CASUALTY_ACTS), group[0])
    times = _times(scene, leading, spans) or _times(scene, leading, idle)
    count, counted = _count(scene, group)
    before = scene.before(leading.start, spans[0][0], 48)
    opening = scene.text[sentence.start : sentence.start + 30]
    return Bout(
        deeds=tuple(group),
        sentence=number,
        report=sentence.report,
        role=sentence.role,
        spans=tuple(trimmed(scene.text, a, b) for a, b in spans),
        times=times,
        places=_places(scene, group, spans) or _places(scene, group, idle),
        weapons=_weapons(scene, spans)
        or tuple(w for w in _weapons(scene, idle) if MEANS.search(scene.before(w.start, 0, 40))),
        figures=tuple(f for f in figures if any(a <= f.word[0] < b for a, b in spans)),
        count=count,
        counted=counted,
        definite=bool(leading.part != "verb" and DEFINITE.search(before)) or any(_possessive(scene, t) for t in times),
        indefinite=leading.act.name not in CASUALTY_ACTS
        and bool((INDEFINITE if leading.part != "verb" else A_NEW).search(before)),
        other=bool(leading.part != "verb" and OTHER.search(before))
        or bool(ELSEWHERE.match(opening))
        or any(BEFORE_NOW.search(scene.text, a, b) for a, b in spans)
        or any(HABIT.search(scene.text, a, b) for a, b in spans),
        connective=scene.text[spans[0][0] : spans[0][0] + 24].strip(" ,").lower(),
    )


def trimmed(text: str, start: int, end: int) -> Span:
    """A clause without the white space, commas and connective dashes around it."""
    while start < end and text[start] in " \n\t,;:–—-":
        start += 1
    while end > start and text[end - 1] in " \n\t,;:–—":
        end -= 1
    return start, end


def _times(scene: Scene, deed: Deed, spans: tuple[Span, ...]) -> tuple[TimeMention, ...]:
    """The times of a bout's clauses that are times of the deed, not of the saying; the nearest to the deed first."""
    found = [
        _since(scene, deed, t)
        for a, b in spans
        for t in scene.inside(scene.mentions.times, a, b)
        if t.first is not None and _dates_deed(scene, deed, t)
    ]
    return tuple(sorted(found, key=lambda t: (min(abs(t.start - deed.end), abs(deed.start - t.end)), t.start)))


def _dates_deed(scene: Scene, deed: Deed, t: TimeMention) -> bool:
    """False for the time of a saying ("said on Monday"), of a dateline, or of a comparison ("the worst since 1979")."""
    sentence = scene.document.sentences[deed.sentence]
    before = scene.before(t.start, sentence.start, 60)
    if COMPARED.search(before) or (
        t.start - sentence.start < 60 and scene.document.page.dateline and HEADING.match(scene.text, t.end)
    ):
        return False
    if t.precision not in ("day", "hour", "minute") or _possessive(scene, t):
        return True
    return not SAYING.search(before) and not SAID_THEN.match(scene.text, t.end)


def _since(scene: Scene, deed: Deed, t: TimeMention) -> TimeMention:
    """ "Since the war began in October" runs from October to publication (contract, "Figures, dates, weapons")."""
    sentence = scene.document.sentences[deed.sentence]
    published = scene.reports[sentence.report].published
    if not SINCE.search(scene.before(t.start, sentence.start, 80)) or published.end is None or t.first is None:
        return t
    return replace(t, last=max(published.end[:10], t.first[:10]), precision="months")


def _weapons(scene: Scene, spans: tuple[Span, ...]) -> tuple[WeaponMention, ...]:
    """The weapons of clauses, but for those in a compound that tells of another act ("the drone-assassinated general")."""
    found = [w for a, b in spans for w in scene.inside(scene.mentions.weapons, a, b)]
    return tuple(w for w in found if not COMPOUND.match(scene.text, w.end))


def _possessive(scene: Scene, t: TimeMention) -> bool:
    """True for "Thursday's", which dates the thing behind it and not the saying in front of it."""
    return scene.text[t.end : t.end + 2] in ("'s", "’s") or scene.text[t.start : t.end].lower().endswith(("'s", "’s"))


def _places(scene: Scene, group: list[Deed], spans: tuple[Span, ...]) -> tuple[PlaceMention, ...]:
    """The places of clauses at which something is told to lie: "in X", "the town of X", "X bomb attack", "X, Y province"."""
    found: list[PlaceMention] = []
    for a, b in spans:
        for p in scene.inside(scene.mentions.places, a, b):
            if (
                p.adjective
                or _modifies(scene, p, b)
                or AWAY.search(scene.before(p.start, a, 30))
                or _in_dateline(scene, p)
            ):
                continue
            joined = found and re.fullmatch(r"[\s,]*(?:and|or|,)?\s*(?:the\s+)?", scene.text[found[-1].end : p.start])
            headed = any(
                d.part != "verb" and HEADED.fullmatch(scene.text[p.end : d.start]) for d in group if d.start >= p.end
            )
            if (
                joined
                or headed
                or AT.search(scene.before(p.start, scene.document.sentences[group[0].sentence].start, 60))
            ):
                found.append(p)
    return tuple(found)


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


def _count(scene: Scene, group: list[Deed]) -> tuple[Count, tuple[Span, ...]]:
    """How many acts a bout stands for, and the words that count them: "at least 100 times", "two explosions"."""
    for deed in group:
        a, b = scene.clauses[deed.sentence][deed.clause]
        for q in scene.inside(scene.mentions.quantities, a, b):
            if q.low is None and q.high is None:
                continue
            if TIMES_COUNT.match(scene.text, q.end):
                return Count(low=q.low, high=q.high), ((q.start, q.end),)
            between = scene.text[q.end : deed.start]
            if (
                deed.part == "nouns"
                and q.end <= deed.start
                and len(between.split()) <= 1
                and deed.act.name not in CASUALTY_ACTS
            ):
                return Count(low=q.low, high=q.high), ((q.start, q.end),)
    leading = next((d for d in group if d.act.name not in CASUALTY_ACTS), group[0])
    if leading.part == "nouns" and leading.act.name not in CASUALTY_ACTS:
        return Count(low=2, high=None), ()
    return Count(low=1, high=1), ()
