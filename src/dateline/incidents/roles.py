"""Participants: who did the deeds of a bout, whom or what they hit, and the rows that this makes."""

import re

from msgspec.structs import replace

from dateline.incidents.acts import CASUALTY_ACTS
from dateline.incidents.bouts import Bout, Part
from dateline.incidents.frames import MILITANT_KINDS
from dateline.incidents.scene import Scene
from dateline.incidents.things import things
from dateline.incidents.voice import Voice, as_part
from dateline.model import Participant, Span

OWNED = re.compile(
    r"\s+(?:[\w-]+\s+(?:[\w-]+\s+){0,3})?(?:used|run|held|controlled|occupied|owned|operated|guarded|manned|"
    r"defended)\s+by\s+(?:an?\s+|the\s+)?(?:[\w’'-]+\s+){0,4}",
    re.IGNORECASE,
)
NOT_SHOWN = re.compile(r"\bno (?:indication|evidence|sign|proof)\b", re.IGNORECASE)
THING = re.compile(
    r"\b(?:positions?|targets?|vehicles?|houses?|homes?|buildings?|villages?|agency|observatory)\b", re.IGNORECASE
)
VAGUE = re.compile(
    r"^(?:(?:me|him|her|us|them|you|it|one|each)|(?:other|more|innocent|local|unidentified)\s+)?(?:people|"
    r"persons?|others?|individuals|victims|bodies|more|dead|lives|times|men|man|women"
    r"|members?)$",
    re.IGNORECASE,
)
ARTICLE = re.compile(
    r"^(?:the|an?|some|several|its|their|his|her|this|that|another|two|three|four|five|six)\s+", re.IGNORECASE
)
OWN_NAME = re.compile(r"\b[A-Z][\w’']*\s+(?:of\s+)?[A-Z]|\b[A-Z]{2,}\b")
"""Two capitalised words or an acronym: a name of their own."""
SMALL = frozenset({"the", "of", "a", "an"})
NOUN_WORD = re.compile(r"[\w'’-]+")


def parts_of(scene: Scene, bout: Bout) -> tuple[Part, ...]:
    """The participants that the deeds of a bout name, in the order of the text."""
    if any(NOT_SHOWN.search(scene.text, a, b) for a, b in bout.spans):
        return ()
    parts: list[Part] = []
    for deed in bout.deeds:
        parts += Voice(scene, bout, deed).parts()
    counted = [f.row.evidence[0] for f in bout.figures]
    parts = [p for p in parts if p.role != "perpetrator" or not any(a <= p.span[0] < b for a, b in counted)]
    parts += _owners(scene, bout)
    parts += _victims(scene, bout, parts)
    kept: dict[tuple[str, Span], Part] = {}
    for part in parts:
        kept.setdefault((part.role, part.span), part)
    doers = {p.span for p in kept.values() if p.role == "perpetrator"}
    return tuple(
        sorted((p for p in kept.values() if p.role == "perpetrator" or p.span not in doers), key=lambda p: p.span)
    )


def _owners(scene: Scene, bout: Bout) -> list[Part]:
    """The party whose thing is hit: "a building used by X", "the X headquarters"."""
    if not any(d.act.name not in CASUALTY_ACTS for d in bout.deeds):
        return []
    owners = []
    for a, b in bout.spans:
        actors = scene.inside(scene.mentions.actors, a, b)
        for thing in things(scene, a, b):
            owners += [x for x in actors if OWNED.fullmatch(scene.text[thing[1] : x.start])]
            owners += [
                x
                for x in actors
                if x.end < thing[1]
                and x.start <= thing[0]
                and re.fullmatch(r"(?:['’]s?)?\s+(?:\w+\s+)?", scene.text[x.end : max(x.end, thing[0])] or " ")
            ]
    return [
        as_part("target", x, scene) for x in owners if x.actor or x.head is None or x.kind not in ("Civilians", None)
    ]


def _victims(scene: Scene, bout: Bout, parts: list[Part]) -> list[Part]:
    """Those counted among the casualties, where the page says more of them than "people"."""
    known = {w for p in parts for w in p.name.lower().split()}
    victims = []
    for figure in bout.figures:
        who = figure.row.who
        if not who or figure.row.low == 0 or VAGUE.match(who) or THING.search(who):
            continue
        if set(who.lower().split()) & known or figure.row.kind == "displaced":
            continue
        words = re.compile(r"\s+".join(re.escape(w) for w in who.split()))
        told = words.search(scene.text, *figure.row.evidence[0])
        if told is None:
            continue
        inside = [a for a in scene.inside(scene.mentions.actors, *figure.row.evidence[0]) if told.start() <= a.end]
        kind = inside[0].kind if inside else ("Civilians" if figure.row.status == "civilian" else None)
        country = inside[0].country if inside else None
        actor = inside[0].actor if inside else None
        victims.append(Part("victim", who, actor, kind, country, told.span(), armed=figure.row.status == "combatant"))
        known |= set(who.lower().split())
    return victims


def participants(parts: list[Part], country: str | None) -> tuple[Participant, ...]:
    """Rows of the record: one for each party and side, armies abroad as external forces (ACLED, actor types).

    Target and victim are one side; a thing is a target only where no party is known to be hit; who did it is not hit.
    """
    rows: dict[tuple[bool, str], Participant] = {}
    people_hit = any(p.role != "perpetrator" and p.kind is not None for p in parts)
    things = 0
    for part in parts:
        if part.role == "target" and part.kind is None:
            things += 1
            if people_hit or things > 1:
                continue
        name = ARTICLE.sub("", part.name).strip() or part.name
        if VAGUE.match(name):
            continue
        kind = part.kind
        if kind == "State forces" and part.country and country and part.country != country:
            kind = "External/Other forces"
        side = part.role == "perpetrator"
        own = (side, part.actor or _stem(name))
        key = next((k for k in rows if k[0] == side and _one_party(rows[k], name, part.actor)), own)
        known = rows.get(key)
        if known is None:
            rows[key] = Participant(
                role=part.role, name=name, actor=part.actor, kind=kind, claim=None, evidence=(part.span,)
            )
        elif part.span not in known.evidence:
            actor = known.actor or part.actor
            rows[key] = replace(known, kind=known.kind or kind, actor=actor, evidence=(*known.evidence, part.span))
    rows = _under_their_name(rows)
    doers = [p for (side, _), p in rows.items() if side]
    return tuple(p for (side, _), p in rows.items() if side or not any(_one_party(d, p.name, p.actor) for d in doers))


def _under_their_name(rows: dict[tuple[bool, str], Participant]) -> dict[tuple[bool, str], Participant]:
    """Fighters told without a name ("gunmen", "militia members") go under the one armed group that their side names."""
    for side in (True, False):
        fighters = {k: p for k, p in rows.items() if k[0] == side and p.kind in MILITANT_KINDS}
        named = [k for k, p in fighters.items() if p.actor]
        if len(named) != 1:
            continue
        group = rows[named[0]]
        nameless = {k: p for k, p in fighters.items() if not p.actor and not OWN_NAME.search(p.name)}
        evidence = dict.fromkeys((*group.evidence, *(span for p in nameless.values() for span in p.evidence)))
        rows = {k: p for k, p in rows.items() if k not in nameless}
        rows[named[0]] = replace(group, evidence=tuple(evidence))
    return rows


def _one_party(row: Participant, name: str, actor: str | None) -> bool:
    """True where two names mean one party: the same actor, or the words of one within those of the other."""
    if row.actor and actor:
        return row.actor == actor
    x, y = set(_stem(row.name).split()) - SMALL, set(_stem(name).split()) - SMALL
    return bool(x and y) and (x <= y or y <= x)


def _stem(name: str) -> str:
    return " ".join(w.lower().rstrip("s") for w in NOUN_WORD.findall(name))
