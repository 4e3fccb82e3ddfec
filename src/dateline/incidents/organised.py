"""Organised violence or not: the tests that a bout must pass to begin an incident, and an incident to stay.

Crime, accidents and figures of speech yield no incident (contract: "Crime is coded only where an armed or organised
group, state force or political motive is involved").
"""

import re

from msgspec.structs import replace

from dateline.incidents.acts import CASUALTY_ACTS, Deed
from dateline.incidents.bouts import Bout
from dateline.incidents.scene import Scene
from dateline.incidents.voice import alone

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
WHOLE_WAR = re.compile(
    r"\b(?:war|conflict|uprising|insurgency|revolt|crisis|fighting|violence)\b[^.;]{0,40}\b(?:has|"
    r"have)\s+(?:\w+\s+)?(?:killed|claimed|left|cost)"
    r"|\b(?:have|has)\s+(?:\w+\s+)?(?:been\s+)?(?:killed|died|lost their lives)\b[^.;]{0,80}\b(?:war|conflict|"
    r"uprising|insurgency|revolt)\b",
    re.IGNORECASE,
)
DEVICE = re.compile(
    r"\b(?:explosives?|bombs?|devices?|dynamite|grenades?|mines?|charges?|booby[- ]trap\w*)\b", re.IGNORECASE
)
OFFICE = re.compile(
    r"\b(?:ministers?|attorney general|judges?|mayors?|governors?|lawmakers?|senators?|congress(?:man|woman)|"
    r"member of parliament|ambassador|"
    r"diplomats?|prosecutors?|candidates?|(?:arch)?bishop|priests?|journalists?|reporters?|activists?|"
    r"councillors?|police chief|peace negotiator|"
    r"(?:party|union|opposition|tribal|peasant|student) leaders?|politicians?)\b",
    re.IGNORECASE,
)
"""Persons whom one attacks for a political end, where nobody says who did it."""
ACCUSING = frozenset({"blames", "claims_responsibility", "threatens", "denies"})
ORGANISED_KINDS = frozenset(
    {"State forces", "Rebel group", "Political militia", "Identity militia", "External/Other forces"}
)
MILITANT_KINDS = frozenset({"Rebel group", "Political militia", "Identity militia"})


def whole_war(scene: Scene, bout: Bout) -> bool:
    """True where a bout tells nothing but the toll of a whole war."""
    end = scene.document.sentences[bout.sentence].end
    return bout.casualty_only and bool(WHOLE_WAR.search(scene.text, bout.spans[0][0], end))


def may_begin(scene: Scene, bout: Bout) -> bool:
    """True where a bout by itself tells of organised violence."""
    return any(_stands(scene, deed, bout) for deed in bout.deeds)


STOPPED_NEAR = 40
"""Characters within which a noun behind "defused", "foiled", ... is what was stopped."""
HEADS = frozenset({"headline", "standfirst", "teaser_headline", "teaser_standfirst", "ranking_item"})
MANY = 3
"""So many people taken at once are taken by an organised group."""
FIRM_FRAMES = frozenset({"weapon", "militant", "place", "combat", "struck"})


def told_deeds(scene: Scene, bout: Bout) -> tuple[Deed, ...]:
    """The deeds of a bout in the reading that its clause bears out: "seized" of a town or of rifles, or neither.

    What a weapon was kept from doing ("defused a car bomb", "foiled a suicide attack") is no deed beside its stopping.
    """
    told: list[Deed] = []
    for deed in bout.deeds:
        readings = (replace(deed, act=act) for act in (deed.act, *deed.others))
        reading = next((d for d in readings if d.act.frame not in FIRM_FRAMES or _stands(scene, d, bout)), None)
        stopped = (
            told and told[-1].act.name == "disrupt" and deed.part != "verb" and deed.start - told[-1].end < STOPPED_NEAR
        )
        if reading is not None and not stopped:
            told.append(reading)
    return tuple(told)


def _stands(scene: Scene, deed: Deed, bout: Bout) -> bool:
    act, parts = deed.act, bout.parts
    armed = any(p.armed and p.role in ("perpetrator", "target", "victim") for p in parts)
    if act.frame == "":
        return act.organised
    if act.frame == "news":
        return _is_news(scene, bout)
    if act.frame in ("combat", "struck"):
        harmed = any(f.row.high != 0 for f in bout.figures)
        armed = armed or harmed or any(w.weapon.kind in WAR_WEAPONS for w in bout.weapons) or _motive(scene, deed, bout)
        hit = act.frame == "struck" and bool(bout.places or any(p.role == "target" for p in parts))
        return armed or hit
    if act.frame == "taking":
        many = any(f.row.kind == "abducted" and (f.row.low or 0) >= MANY for f in bout.figures)
        return armed or many or _motive(scene, deed, bout)
    if act.frame == "weapon":
        stopped = any(
            d.part != "verb" and d.act.organised and 0 <= d.start - deed.end < STOPPED_NEAR for d in bout.deeds
        )
        return stopped or any(-60 <= w.start - deed.end <= 60 for w in bout.weapons)
    if act.frame == "militant":
        hit = [p for p in parts if p.role in ("target", "victim") and p.kind in MILITANT_KINDS]
        return any(p.actor or MOTIVE.search(p.name) for p in hit)
    if act.frame == "place":
        return _takes_ground(scene, deed, bout, armed)
    if act.frame == "armed":
        return armed
    device = act.name == "blast" and any(DEVICE.search(scene.text, a, b) for a, b in bout.spans)
    return (
        armed
        or device
        or any(w.weapon.kind in WAR_WEAPONS for w in bout.weapons)
        or _accused(scene, bout)
        or _motive(scene, deed, bout)
    )


def _is_news(scene: Scene, bout: Bout) -> bool:
    """True for what the report is about: told in its headline, or dated, placed and counted."""
    if bout.role in HEADS:
        return True
    sentence = scene.document.sentences[bout.sentence]
    counted = bout.figures or scene.inside(scene.mentions.quantities, sentence.start, sentence.end)
    return bool(bout.times and bout.places and counted)


def _takes_ground(scene: Scene, deed: Deed, bout: Bout, armed: bool) -> bool:
    """A place or "town", "village", ... is what was taken (not where somebody was), by or from an armed party."""
    start, end = bout.spans[0][0], bout.spans[-1][1]
    behind = scene.text[deed.end : min(end, deed.end + 70)]
    front = scene.text[max(start, deed.start - 60) : deed.start]
    passive = bool(re.search(r"\b(?:was|were|been|is|are|be|being)\s+(?:\w+ly\s+)?$", front))
    if passive:
        taken = bool(TAKEN.search(front)) or any(p.end <= deed.start and deed.start - p.end < 40 for p in bout.places)
    else:
        near = [p for p in scene.inside(scene.mentions.places, deed.end, min(end, deed.end + 50)) if not p.adjective]
        direct = any(
            not re.search(r"\b(?:in|at|near|from|outside|during)\b", scene.text[deed.end : p.start]) for p in near
        )
        taken = direct or bool(TAKEN.search(behind)) or any(p.role == "target" and p.kind is None for p in bout.parts)
    return taken and (armed or bool(MOTIVE.search(scene.text, start, end)))


def _accused(scene: Scene, bout: Bout) -> bool:
    """Somebody threatens over it, or blames, claims or denies it where an organised party is named beside."""
    sentence = scene.document.sentences[bout.sentence]
    stances = {c.stance for c in scene.said.claims if any(sentence.start <= a < sentence.end for a, _ in c.evidence)}
    named = scene.inside(scene.mentions.actors, sentence.start, sentence.end)
    organised = any(a.actor or (a.kind in ORGANISED_KINDS and not alone(a)) for a in named)
    return bool(stances & {"threatens", "claims_responsibility"}) or (organised and bool(stances & ACCUSING))


def _motive(scene: Scene, deed: Deed, bout: Bout) -> bool:
    """The clauses name fighters or a terrorist or sectarian motive, or the one who was hit holds an office."""
    fighters = deed.act.name not in CASUALTY_ACTS and any(MOTIVE.search(scene.text, a, b) for a, b in bout.spans)
    personal = deed.act.name in CASUALTY_ACTS | {"shoot", "abduct"} or bool(bout.figures)
    return fighters or (personal and any(OFFICE.search(scene.text, a, b) for a, b in bout.spans))
