"""Frames: what a cue's clause must hold for the cue to tell of organised violence (events.toml, `frame`).

Each frame is a small function of the same name; FRAMES is the table. Crime, accidents and figures of speech hold none
of it (contract: "Crime is coded only where an armed or organised group, state force or political motive is involved").
"""

import re
from collections.abc import Callable

from dateline.incidents.acts import CASUALTY_ACTS, Deed
from dateline.incidents.bouts import Bout
from dateline.incidents.guards import DEVICE
from dateline.incidents.scene import Scene
from dateline.incidents.voice import alone

Frame = Callable[[Scene, Deed, Bout], bool]

TAKEN = re.compile(
    r"\b(?:towns?|villages?|city|cities|districts?|areas?|province|base|positions?|territor(?:y|ies)|"
    r"neighbou?rhoods?|airport|border|road|hills?|parts of|ground|stronghold|outpost|quarter|crossing)\b",
    re.IGNORECASE,
)
WAR_WEAPONS = frozenset(
    (
        "aircraft helicopter drone missile rocket artillery mortar tank naval bomb car bomb suicide bomb "
        "barrel bomb landmine grenade chemical"
    ).split()
)
MOTIVE = re.compile(
    r"\b(?:terroris[mt]s?|militants?|insurgen\w+|guerrillas?|rebels?|jihad\w*|extremists?|paramilitar\w+|"
    r"separatists?|sectarian|ethnic|armed groups?|warplanes?|soldiers|troops|army|fighters|forces)\b",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"\b(?:ministers?|attorney general|judges?|magistrates?|mayors?|governors?|lawmakers?|senators?|"
    r"congress(?:man|woman)|member of parliament|ambassador|diplomats?|prosecutors?|candidates?|(?:arch)?bishop|"
    r"priests?|nuns?|journalists?|reporters?|activists?|councillors?|police chief|peace negotiator|"
    r"(?:legal|political|presidential) advis[eo]rs?|"
    r"(?:party|union|opposition|tribal|peasant|student|community) leaders?|"
    r"politicians?|colonel|major|lieutenant|sergeant|corporal)\b",
    re.IGNORECASE,
)
"""Persons whom one attacks for a political end, where nobody says who did it."""
PROTECTED = re.compile(
    r"\b(?:aid (?:workers?|convoys?|trucks?|agency|agencies|group)|humanitarian (?:workers?|convoys?)|peacekeepers?|"
    r"(?:un|u\.n\.) (?:staff|convoy|base|mission|helicopter|workers?)|refugee camps?|(?:camps?|people) (?:for|"
    r"of) displaced|"
    r"displaced (?:people|persons|families))\b",
    re.IGNORECASE,
)
"""Those under protection, whom one attacks for an end."""
ACCUSING = frozenset({"blames", "claims_responsibility", "threatens", "denies"})
ORGANISED_KINDS = frozenset(
    {"State forces", "Rebel group", "Political militia", "Identity militia", "External/Other forces"}
)
MILITANT_KINDS = frozenset({"Rebel group", "Political militia", "Identity militia"})


PASSIVE = re.compile(r"\b(?:was|were|been|is|are|be|being)\s+(?:\w+ly\s+)?$")
WITHIN = re.compile(r"\b(?:in|at|near|from|outside|during)\b")
WEAPON_NEAR = 60
STOPPED_NEAR = 40
"""Characters within which a noun behind "defused", "foiled", ... is what was stopped."""
HEADS = frozenset({"headline", "standfirst", "teaser_headline", "teaser_standfirst", "ranking_item"})
MASS = 10
"""An attack that kills so many is no quarrel."""
TIMES = re.compile(r"\s+(?:times|occasions)\b")
MANY = 3
"""So many people taken at once are taken by an organised group."""


def stands(scene: Scene, deed: Deed, bout: Bout) -> bool:
    """True where a deed's clause bears out that it is an act of organised violence."""
    return FRAMES[deed.act.frame](scene, deed, bout)


def none(scene: Scene, deed: Deed, bout: Bout) -> bool:
    """No frame: the words are organised violence by themselves ("air strike", "ambush")."""
    del scene, bout
    return deed.act.organised


def armed(scene: Scene, deed: Deed, bout: Bout) -> bool:
    """An armed party did it or was hit by it, or a crowd did it."""
    del scene, deed
    crowd = any(p.role == "perpetrator" and p.kind in ("Rioters", "Protesters") for p in bout.parts)
    return crowd or any(p.armed for p in bout.parts)


def force(scene: Scene, deed: Deed, bout: Bout) -> bool:
    """An armed party, a weapon of war, a device that blew up, an accusation, or a motive."""
    harmed = any(f.row.high != 0 and f.row.kind in ("killed", "wounded") for f in bout.figures)
    told = harmed or any(DEVICE.search(scene.text, a, b) for a, b in bout.spans)
    device = deed.act.name == "blast" and told
    noun = deed.act.name in ("attack", "strike") and deed.part != "verb"
    mass = noun and any(f.row.kind == "killed" and (f.row.low or 0) >= MASS for f in bout.figures)
    series = any(TIMES.match(scene.text, b) for _, b in bout.counted)
    device = device or mass or series
    return (
        armed(scene, deed, bout)
        or device
        or _of_war(bout)
        or _accused(scene, bout)
        or _motive(scene, deed, bout)
        or _gunmen_beside(scene, bout)
    )


def combat(scene: Scene, deed: Deed, bout: Bout) -> bool:
    """An armed party, a weapon of war, casualties, or a motive: "fighting" of troops, not against inflation."""
    harmed = any(f.row.high != 0 for f in bout.figures)
    return armed(scene, deed, bout) or harmed or _of_war(bout) or _motive(scene, deed, bout)


def struck(scene: Scene, deed: Deed, bout: Bout) -> bool:
    """What combat asks for, or a place or thing that was hit: "bombed" of a camp, not of a show."""
    return combat(scene, deed, bout) or bool(bout.places) or any(p.role == "target" for p in bout.parts)


def taking(scene: Scene, deed: Deed, bout: Bout) -> bool:
    """An armed party, or several people taken at once, or a motive."""
    many = any(f.row.kind == "abducted" and (f.row.low or 0) >= MANY for f in bout.figures)
    return armed(scene, deed, bout) or many or _motive(scene, deed, bout)


def weapon(scene: Scene, deed: Deed, bout: Bout) -> bool:
    """A weapon, or an act with one, is what was stopped or seized."""
    del scene
    nouns = [d for d in bout.deeds if d.part != "verb" and d.act.organised]
    stopped = any(0 <= d.start - deed.end < STOPPED_NEAR for d in nouns)
    return stopped or any(abs(w.start - deed.end) <= WEAPON_NEAR for w in bout.weapons)


def militant(scene: Scene, deed: Deed, bout: Bout) -> bool:
    """Members of an armed group are those who were arrested."""
    del scene, deed
    hit = [p for p in bout.parts if p.role in ("target", "victim") and p.kind in MILITANT_KINDS]
    return any(p.actor or MOTIVE.search(p.name) for p in hit)


def place(scene: Scene, deed: Deed, bout: Bout) -> bool:
    """A place or "town", "village", ... is what was taken (not where somebody was), by or from an armed party."""
    start, end = bout.spans[0][0], bout.spans[-1][1]
    behind = scene.text[deed.end : min(end, deed.end + 70)]
    front = scene.text[max(start, deed.start - 60) : deed.start]
    if PASSIVE.search(front):
        taken = bool(TAKEN.search(front)) or any(p.end <= deed.start and deed.start - p.end < 40 for p in bout.places)
    else:
        near = [p for p in scene.inside(scene.mentions.places, deed.end, min(end, deed.end + 50)) if not p.adjective]
        direct = any(not WITHIN.search(scene.text[deed.end : p.start]) for p in near)
        thing = any(p.role == "target" and p.kind is None for p in bout.parts)
        taken = direct or thing or bool(TAKEN.search(behind))
    return taken and (armed(scene, deed, bout) or bool(MOTIVE.search(scene.text, start, end)))


def news(scene: Scene, deed: Deed, bout: Bout) -> bool:
    """What the report is about: told in its headline, or dated, placed and counted."""
    del deed
    sentence = scene.document.sentences[bout.sentence]
    counted = bout.figures or scene.inside(scene.mentions.quantities, sentence.start, sentence.end)
    return bout.role in HEADS or bool(bout.times and bout.places and counted)


FRAMES: dict[str, Frame] = {
    "": none,
    "armed": armed,
    "force": force,
    "combat": combat,
    "struck": struck,
    "taking": taking,
    "weapon": weapon,
    "militant": militant,
    "place": place,
    "news": news,
}


def _gunmen_beside(scene: Scene, bout: Bout) -> bool:
    """Gunmen or militants are named in the same sentence: "shot dead when masked men burst into the bar"."""
    sentence = scene.document.sentences[bout.sentence]
    named = scene.inside(scene.mentions.actors, sentence.start, sentence.end)
    return any(a.kind in MILITANT_KINDS and not alone(a) for a in named)


def _of_war(bout: Bout) -> bool:
    return any(w.weapon.kind in WAR_WEAPONS for w in bout.weapons)


def _accused(scene: Scene, bout: Bout) -> bool:
    """Somebody threatens over it, or blames, claims or denies it where an organised party is named beside."""
    sentence = scene.document.sentences[bout.sentence]
    stances = {c.stance for c in scene.said.claims if any(sentence.start <= a < sentence.end for a, _ in c.evidence)}
    named = scene.inside(scene.mentions.actors, sentence.start, sentence.end)
    organised = any(a.actor or (a.kind in ORGANISED_KINDS and not alone(a)) for a in named)
    return bool(stances & {"threatens", "claims_responsibility"}) or (organised and bool(stances & ACCUSING))


def _motive(scene: Scene, deed: Deed, bout: Bout) -> bool:
    """The clauses name fighters or a terrorist or sectarian motive, or those hit hold an office or bring aid."""
    grave = deed.act.name not in CASUALTY_ACTS
    fighters = grave and any(
        MOTIVE.search(scene.text, a, b) or PROTECTED.search(scene.text, a, b) for a, b in bout.spans
    )
    personal = deed.act.name in CASUALTY_ACTS | {"shoot", "abduct"} or bool(bout.figures)
    return fighters or (personal and any(OFFICE.search(scene.text, a, b) for a, b in bout.spans))
