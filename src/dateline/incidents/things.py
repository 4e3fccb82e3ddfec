"""Things that get hit: noun phrases of buildings, sites and vehicles in a span, and what became of them."""

import re

from dateline.incidents.scene import Scene
from dateline.model import Damage, DamagedObject, Evidence, Span

DESTROYED = re.compile(
    r"\b(?:destroy\w*|razed|flattened|gutted|levelled|leveled|demolished|in flames|burned down|burnt down|wreck\w*)\b",
    re.IGNORECASE,
)
DAMAGED = re.compile(r"\b(?:damag\w+|perforated|partially|shattered)\b", re.IGNORECASE)
HIT = re.compile(
    r"\b(?:hit|hits|struck|target\w*|attack\w*|bomb\w*|shell\w*|raid\w*|fired|landed|slammed|crashed|storm\w*|"
    r"ambush\w*|strikes?|blasts?|explosions?)\b",
    re.IGNORECASE,
)
RANK: dict[Damage, int] = {"unknown": 0, "hit": 1, "damaged": 2, "destroyed": 3}


ARTICLE = re.compile(r"^(?:the|an?|some|several|its|their|his|her|this|that)\s+", re.IGNORECASE)


def things(scene: Scene, start: int, end: int) -> list[Span]:
    """The noun phrases of things that can be hit, in a span; without articles."""
    number = scene.sentence_at(start)
    if number is None:
        return []
    tokens = [t for t in scene.tokens[number] if start <= t.start and t.end <= end]
    sentence = scene.document.sentences[number]
    weapons = scene.inside(scene.mentions.weapons, sentence.start, sentence.end)
    found = []
    for match in scene.codebook.objects.find(scene.text, tokens):
        if any(w.start <= match.start < w.end for w in weapons):
            continue  # the car of a car bomb is the weapon
        begin = match.start
        for _ in range(4):
            before = re.search(r"([\w'’.-]+)\s+$", scene.text[max(start, begin - 30) : begin])
            if not before or not _modifies(before.group(1)):
                break
            begin = max(start, begin - 30) + before.start(1)
        found.append((begin, match.end))
    return found


def _modifies(word: str) -> bool:
    if word[:1].isupper() and not word.isupper():
        return not ARTICLE.match(word + " ")
    return word.lower() in {
        "residential",
        "military",
        "local",
        "crowded",
        "busy",
        "aid",
        "refugee",
        "container",
        "government",
        "rebel",
        "police",
        "army",
        "naval",
        "temporary",
        "abandoned",
        "civilian",
        "diplomatic",
        "fuel",
        "ammunition",
        "security",
        "militia",
        "provincial",
        "central",
        "passenger",
        "cargo",
        "humanitarian",
        "main",
        "evacuation",
        "u.s.",
        "us",
        "un",
    }


def objects_of(scene: Scene, spans: Evidence) -> tuple[DamagedObject, ...]:
    """The things that the clauses of an incident say were hit, and what became of them."""
    found: dict[str, DamagedObject] = {}
    for a, b in spans:
        clause = scene.text[a:b]
        if not (HIT.search(clause) or DESTROYED.search(clause) or DAMAGED.search(clause)):
            continue
        for span in things(scene, a, b):
            around = scene.text[max(a, span[0] - 40) : min(b, span[1] + 30)]
            damage: Damage = (
                "destroyed"
                if DESTROYED.search(around)
                else "damaged"
                if DAMAGED.search(around)
                else "hit"
                if HIT.search(around)
                else "unknown"
            )
            name = scene.quote(span)
            head = name.lower().split()[-1].rstrip("s")  # "a market" and "the crowded market" are one thing
            known = found.get(head)
            if known is None:
                found[head] = DamagedObject(name=name, damage=damage, evidence=(span,))
            elif RANK[damage] > RANK[known.damage]:
                found[head] = DamagedObject(name=known.name, damage=damage, evidence=(*known.evidence, span))
    return tuple(found.values())
