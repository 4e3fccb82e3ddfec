"""Organised violence or not: the tests that a bout must pass to begin an incident, and an incident to stay.

Crime, accidents and figures of speech yield no incident (contract: "Crime is coded only where an armed or organised
group, state force or political motive is involved").
"""

import re

from dateline.incidents.acts import Deed
from dateline.incidents.bouts import CASUALTY_ACTS, Bout
from dateline.incidents.roles import Part
from dateline.incidents.scene import Scene

TAKEN = re.compile(
    r"\b(?:towns?|villages?|city|cities|districts?|areas?|province|base|positions?|territor(?:y|ies)|neighbou?rhoods?|airport|border|road|hills?|parts of|ground|stronghold|outpost|quarter|crossing)\b",
    re.IGNORECASE,
)
WAR_WEAPONS = frozenset(
    {
        "aircraft",
        "helicopter",
        "drone",
        "missile",
        "rocket",
        "artillery",
        "mortar",
        "tank",
        "naval",
        "bomb",
        "car bomb",
        "suicide bomb",
        "barrel bomb",
        "landmine",
        "grenade",
        "chemical",
    }
)
MOTIVE = re.compile(
    r"\b(?:terroris[mt]s?|militants?|insurgen\w+|guerrillas?|rebels?|jihad\w*|extremists?|paramilitar\w+|separatists?|sectarian|ethnic|armed groups?|warplanes?|soldiers|troops|army)\b",
    re.IGNORECASE,
)
ACCUSING = frozenset({"blames", "claims_responsibility", "threatens", "denies"})
MILITANT_KINDS = frozenset({"Rebel group", "Political militia", "Identity militia"})


def may_begin(scene: Scene, bout: Bout, parts: tuple[Part, ...]) -> bool:
    """True where a bout by itself tells of organised violence."""
    return any(_stands(scene, deed, bout, parts) for deed in bout.deeds)


def _stands(scene: Scene, deed: Deed, bout: Bout, parts: tuple[Part, ...]) -> bool:
    act = deed.act
    armed = any(p.armed and p.role in ("perpetrator", "target", "victim") for p in parts)
    if act.frame == "":
        return act.organised
    if act.frame == "weapon":
        return any(-60 <= w.start - deed.end <= 60 for w in bout.weapons)
    if act.frame == "militant":
        return any(p.kind in MILITANT_KINDS and p.role in ("target", "victim") for p in parts)
    if act.frame == "place":
        return _takes_ground(scene, deed, bout, armed)
    if act.frame == "armed":
        return armed
    return (
        armed
        or any(w.weapon.kind in WAR_WEAPONS for w in bout.weapons)
        or _accused(scene, bout)
        or _motive(scene, deed, bout)
    )


def _takes_ground(scene: Scene, deed: Deed, bout: Bout, armed: bool) -> bool:
    """A place or "town", "village", ... is what was taken, and an armed party took it or lost it."""
    start, end = bout.spans[0][0], bout.spans[-1][1]
    around = scene.text[max(start, deed.start - 40) : min(end, deed.end + 60)]
    placed = any(abs(p.start - deed.end) < 60 for p in bout.places)
    return (placed or bool(TAKEN.search(around))) and (armed or bool(MOTIVE.search(scene.text, start, end)))


def _accused(scene: Scene, bout: Bout) -> bool:
    """Somebody blames, claims, denies or threatens in the same sentence."""
    sentence = scene.document.sentences[bout.sentence]
    return any(
        c.stance in ACCUSING and any(sentence.start <= a < sentence.end for a, _ in c.evidence)
        for c in scene.said.claims
    )


def _motive(scene: Scene, deed: Deed, bout: Bout) -> bool:
    """A generic attack is organised where its own clauses name fighters or a terrorist or sectarian motive."""
    return deed.act.name not in CASUALTY_ACTS and any(MOTIVE.search(scene.text, a, b) for a, b in bout.spans)
