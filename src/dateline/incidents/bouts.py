"""Bouts: the deeds of a sentence that belong to one act, with the facts that its clauses give about it.

"The army carried out air strikes after an attack that killed two" holds two bouts; "gunmen attacked a mine, killing
two and wounding six" holds one. Bouts of several sentences are joined into drafts of incidents in drafts.py.
"""

import re

from msgspec import Struct

from dateline.incidents.acts import CASUALTY_ACTS, Deed
from dateline.incidents.casualties import Figure
from dateline.incidents.facts import count_of, headed, label, places_of, possessive, times_of, weapons_of
from dateline.incidents.scene import Scene
from dateline.incidents.sequel import counted_back
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

GENERIC_ACTS = frozenset({"kill", "assassinate", "wound", "attack", "shoot", "ambush", "storm", "neutralise"})
FAMILY = {
    "air_strike": "air",
    "bomb_verb": "air",
    "strike": "air",
    "shelling": "ground",
    "shell": "ground",
    "drop": "air",
    "suicide_bomb": "device",
    "explosive": "device",
    "blast": "blast",
    "bombing": "blast",
    "grenade": "grenade",
    "chemical": "chemical",
    "clash": "battle",
    "fight": "battle",
    "offensive": "battle",
}
BLOODLESS = frozenset({"territory", "protest", "other", "disrupt", "destroy", "arrest", "weapon_test"})
"""Acts that a bare toll is not told of."""
SEPARATES = re.compile(
    r"\W*(?:after|before|following|since|while|whereas|although|though|but|amid|in response to|"
    r"in retaliation for|in revenge for)\b",
    re.IGNORECASE,
)
LOOSE = re.compile(r"\W*(?:while|amid|although|though|but|whereas)\b", re.IGNORECASE)
SHOT_DEAD = re.compile(r"\b(?:shot (?:dead|and killed)|gunned down)$", re.IGNORECASE)
AVENGED = re.compile(r"retaliat|reveng|respon", re.IGNORECASE)
DEFINITE = re.compile(
    r"\b(?:the|this|that|these|those|its|his|their|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"yesterday|today)"
    r"(?:['’]?s)?\s+(?:[\w'’-]+\s+){0,2}$",
    re.IGNORECASE,
)
INDEFINITE = re.compile(
    r"(?:^|\b(?:an?|another|after|following|with|of|by|in|several|two|three))\s*(?:[\w-]+\s+){0,2}$", re.IGNORECASE
)
OTHER = re.compile(
    r"\b(?:worst|deadliest|bloodiest|biggest|largest|another|separate|separately|earlier|previous|previously|"
    r"prior|similar|other|second|past|recent|last year's|previous|older)\s+(?:[\w'’-]+\s+){0,2}$",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"\W*(?:elsewhere|separately|meanwhile|there (?:is|are|was|were) also|in addition|additionally|"
    r"in a separate|in another|also on)\b",
    re.IGNORECASE,
)
A_NEW = re.compile(r"\b(?:an?|another)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
BEFORE_NOW = re.compile(
    r"\b(?:previously|in the past|historically|has long|have long|years? ago|decades? ago|"
    r"in a similar (?:manner|way|fashion)|similarly)\b",
    re.IGNORECASE,
)
HABIT = re.compile(
    r"\b(?:repeatedly|frequently|regularly|often|routinely|usually|sporadic\w*|almost daily|daily|"
    r"in recent (?:weeks|months|years))\b",
    re.IGNORECASE,
)


ANSWERED = re.compile(
    r"\b(?:retaliated|in (?:retaliation|response)(?! (?:for|to))|hit back|struck back|responded (?:by|with))\b",
    re.IGNORECASE,
)
"""A blow struck in answer, which is not the blow it answers."""


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
    if any(_only_casualties(scene, group) for group in (previous, members)):
        if set(families(tuple(d.act.name for d in (*previous, *members)))) & BLOODLESS:
            return False
        return not re.match(
            r"\W*(?:before|since|in response to|in retaliation for|in revenge for)\b", opening, re.IGNORECASE
        )
    acts = tuple(d.act.name for d in members)
    before = tuple(d.act.name for d in previous)
    if SEPARATES.match(opening) and not _one_assault(scene, previous, members, (number, clause)):
        return bool(LOOSE.match(opening)) and agree(families(acts), families(before)) and not families(acts)
    return agree(families(acts), families(before), same_sentence=True)


def _one_assault(scene: Scene, previous: list[Deed], members: list[Deed], where: tuple[int, int]) -> bool:
    """True for "gunmen stormed a hotel after a bomber blew up a car": one attack at one place (contract, incidents)."""
    number, clause = where
    start, end = scene.clauses[number][clause]
    ways = {d.act.name for d in previous}, {d.act.name for d in members}
    stormed, device = (
        {"storm", "attack", "shoot", "fight"},
        {"suicide_bomb", "explosive", "bombing", "blast", "grenade"},
    )
    both = any(a & stormed and b & device for a, b in (ways, ways[::-1]))
    dated = scene.inside(scene.mentions.times, start, end)
    return both and not dated and not AVENGED.search(scene.text, scene.clauses[number][0][0], end)


def _only_casualties(scene: Scene, deeds: list[Deed]) -> bool:
    return all(d.act.name in CASUALTY_ACTS or SHOT_DEAD.search(scene.quote(d.span)) for d in deeds)


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
    back = counted_back(scene, number, spans[0])
    times = (back,) if back else times_of(scene, leading, spans) or times_of(scene, leading, idle)
    times = times or label(scene, sentence)[0]
    places = places_of(scene, group, spans) or places_of(scene, group, idle) or headed(scene, sentence)
    count, counted = count_of(scene, group)
    before = scene.before(leading.start, spans[0][0], 48)
    opening = scene.text[sentence.start : sentence.start + 30]
    return Bout(
        deeds=tuple(group),
        sentence=number,
        report=sentence.report,
        role=sentence.role,
        spans=tuple(trimmed(scene.text, a, b) for a, b in spans),
        times=times,
        places=places,
        weapons=weapons_of(scene, spans) or weapons_of(scene, idle, as_means=True),
        figures=tuple(f for f in figures if any(a <= f.word[0] < b for a, b in spans)),
        count=count,
        counted=counted,
        definite=bool(leading.part != "verb" and DEFINITE.search(before)) or any(possessive(scene, t) for t in times),
        indefinite=leading.act.name not in CASUALTY_ACTS
        and bool((INDEFINITE if leading.part != "verb" else A_NEW).search(before)),
        other=bool(leading.part != "verb" and OTHER.search(before))
        or bool(ELSEWHERE.match(opening))
        or (bool(places) and any(ANSWERED.search(scene.text, a, b) for a, b in spans))
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
