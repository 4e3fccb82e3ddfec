"""Participants and objects: who did a deed and to whom or what, by the deed's voice and the words that join them.

Active verbs look left for the doer and right for the target; passive ones the other way; nouns take "by X" and a
modifier in front ("a rebel attack") as the doer, and "on X", "against X" as the target.
"""

import re

from msgspec.structs import replace

from dateline.incidents.acts import Deed
from dateline.incidents.bouts import CASUALTY_ACTS, Bout, Part
from dateline.incidents.scene import Scene
from dateline.model import (
    ActorKind,
    ActorMention,
    Damage,
    DamagedObject,
    Evidence,
    Participant,
    ParticipantRole,
    Span,
)

BE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|got|came|come|coming)\s+(?:\w+ly\s+|also\s+|\w+\s+)?$", re.IGNORECASE
)
BARE_PASSIVE = re.compile(
    r"\s*(?:in|by|on|at|near|after|when|as|during|outside|inside|from|with|while|and|over|across|$|[,.;:…])",
    re.IGNORECASE,
)
"""What follows a participle that has no object: "four fighters killed in a strike" is passive without its verb."""
REPORTED_BY = re.compile(
    r"\b(?:blamed|condemned|reported|confirmed|investigated|described|denounced|announced|seen|filmed|monitored)\s+by\s*$",
    re.IGNORECASE,
)
NOT_SHOWN = re.compile(r"\bno (?:indication|evidence|sign|proof)\b", re.IGNORECASE)
BLAMED = re.compile(r"\bblam\w+\b", re.IGNORECASE)
VERB_BETWEEN = re.compile(
    r"\b(?:said|says|told|was|were|is|are|had been|has been|which|who|that|fled|crossed|arrived|confirmed|reported|killed|wounded)\b",
    re.IGNORECASE,
)
CARRIED_OUT = re.compile(
    r"\b(?:carried out|carries out|carry out|carrying out|launched|launches|launching|conducted|conducts|conducting|staged|mounted|began|"
    r"committed|perpetrated|made|ordered|unleashed|executed|led)\s+(?:[\w'’-]+\s+){0,4}$",
    re.IGNORECASE,
)
BY = re.compile(
    r"(?:[\w'’-]+\s+){0,6}?(?:by|blamed on|attributed to)\s+(?:(?:an?|the|some|several|suspected|a group of)\s+)*$",
    re.IGNORECASE,
)
AGAINST = re.compile(
    r"\s*(?:[\w'’-]+\s+){0,4}?(?:on|against|at|targeting|targeted|hit|hitting|struck|striking|towards?|into)\s+(?:(?:an?|the|its|their|some|several|two|three)\s+)*$",
    re.IGNORECASE,
)
OBJECT_GAP = re.compile(
    r"\s*(?:(?:an?|the|its|their|his|her|some|several|on|at|into|two|three|four|five|six|at least|up to|\d+)\s+)*",
    re.IGNORECASE,
)
MODIFIER_GAP = re.compile(
    r"(?:['’]s?)?\s+(?:(?:deadly|retaliatory|overnight|fresh|armed|twin|military|terrorist|fierce|heavy|rocket|drone|missile|air|bomb)\s+)*",
    re.IGNORECASE,
)
RESULT = re.compile(r"(?:killing|wounding|injuring|leaving|maiming)\b")
"""Participles that tell the outcome of the deed before them; their doer is that deed's, told there."""

THING = re.compile(
    r"\b(?:positions?|targets?|vehicles?|houses?|homes?|buildings?|villages?|agency|observatory)\b", re.IGNORECASE
)
VAGUE = re.compile(
    r"^(?:(?:other|more|innocent|local|unidentified)\s+)?(?:people|persons?|others?|individuals|victims|bodies|more|dead|lives|times|men|man|women"
    r"|members?)$",
    re.IGNORECASE,
)
DESTROYED = re.compile(
    r"\b(?:destroy\w*|razed|flattened|gutted|levelled|leveled|demolished|in flames|burned down|burnt down|wreck\w*)\b",
    re.IGNORECASE,
)
DAMAGED = re.compile(r"\b(?:damag\w+|perforated|partially|shattered)\b", re.IGNORECASE)
HIT = re.compile(
    r"\b(?:hit|hits|struck|target\w*|attack\w*|bomb\w*|shell\w*|raid\w*|fired|landed|slammed|crashed|storm\w*|ambush\w*|strikes?|blasts?|explosions?)\b",
    re.IGNORECASE,
)
ARTICLE = re.compile(
    r"^(?:the|an?|some|several|its|their|his|her|this|that|another|two|three|four|five|six)\s+", re.IGNORECASE
)
NOUN_WORD = re.compile(r"[\w'’-]+")


def parts_of(scene: Scene, bout: Bout) -> tuple[Part, ...]:
    """The participants that the deeds of a bout name, in the order of the text."""
    if any(NOT_SHOWN.search(scene.text, a, b) for a, b in bout.spans):
        return ()
    parts: list[Part] = []
    for deed in bout.deeds:
        parts += _of_deed(scene, bout, deed)
    counted = [f.row.evidence[0] for f in bout.figures]
    parts = [p for p in parts if p.role != "perpetrator" or not any(a <= p.span[0] < b for a, b in counted)]
    parts += _victims(scene, bout, parts)
    kept: dict[tuple[str, Span], Part] = {}
    for part in parts:
        kept.setdefault((part.role, part.span), part)
    doers = {p.span for p in kept.values() if p.role == "perpetrator"}
    return tuple(
        sorted((p for p in kept.values() if p.role == "perpetrator" or p.span not in doers), key=lambda p: p.span)
    )


def _of_deed(scene: Scene, bout: Bout, deed: Deed) -> list[Part]:
    first, last = bout.spans[0][0], bout.spans[-1][1]
    own = scene.clauses[deed.sentence][deed.clause]
    actors = scene.inside(
        scene.mentions.actors,
        scene.document.sentences[deed.sentence].start,
        scene.document.sentences[deed.sentence].end,
    )
    left = [a for a in actors if max(own[0], first) <= a.start and a.end <= deed.start]
    right = [a for a in actors if deed.end <= a.start and a.end <= last]
    if deed.part == "verb":
        return _of_verb(scene, deed, left, right, own, actors)
    return _of_noun(scene, deed, left, right, own)


def _of_verb(
    scene: Scene,
    deed: Deed,
    left: list[ActorMention],
    right: list[ActorMention],
    own: Span,
    actors: list[ActorMention],
) -> list[Part]:
    form = scene.text[deed.start : deed.end].lower()
    by = [a for a in right if _is_agent(scene, deed, a)]
    bare = form.endswith(("ed", "shot", "hit", "shot dead")) and BARE_PASSIVE.match(scene.text[deed.end : own[1]])
    passive = bool(BE.search(scene.before(deed.start, own[0], 30))) or bool(by) or bool(bare) or "under" in form
    if form in ("dead", "died", "dies", "perished"):
        return []
    subject = _subject(scene, deed, left, own, actors)
    if passive:
        near = subject is not None and len(scene.text[subject.end : deed.start].split()) <= 3
        parts = [_part("perpetrator", a, scene) for a in by[:1]]
        if subject and near:
            parts.append(_part("target", subject, scene))
        elif thing := _thing_left(scene, own[0], deed.start):
            parts.append(thing)
        return parts
    if form == "fell to":
        return [_part("perpetrator", a, scene) for a in right[:1]]
    doer = subject and not RESULT.match(form) and subject.kind != "Civilians"
    parts = [_part("perpetrator", subject, scene)] if subject and doer else []
    found = [a for a in right if OBJECT_GAP.fullmatch(scene.text[deed.end : a.start])]
    if found:
        parts.append(_part("victim" if deed.act.name in CASUALTY_ACTS else "target", found[0], scene))
    elif deed.act.name not in CASUALTY_ACTS and (thing := _thing_right(scene, deed.end, own[1])):
        parts.append(thing)
    return parts


def _is_agent(scene: Scene, deed: Deed, a: ActorMention) -> bool:
    """True where a party stands behind "by" as the doer of a deed, not as the one who reports it."""
    between = scene.text[deed.end : a.start]
    return bool(BY.fullmatch(between.lstrip())) and not REPORTED_BY.search(between)


def _subject(
    scene: Scene, deed: Deed, left: list[ActorMention], own: Span, actors: list[ActorMention]
) -> ActorMention | None:
    """The nearest party in front of a verb, in its clause; a clause that begins with "and" or "which" borrows one."""
    near = [
        a
        for a in left
        if len(scene.text[a.end : deed.start].split()) <= 8 and not VERB_BETWEEN.search(scene.text[a.end : deed.start])
    ]
    if near:
        return near[-1]
    opening = scene.text[own[0] : deed.start]
    if left or not re.match(
        r"\W*(?:and|who|which|that|killing|wounding|leaving|injuring|,)?\s*(?:\w+ly\s+|then\s+|also\s+)?$",
        opening,
        re.IGNORECASE,
    ):
        return None
    earlier = [a for a in actors if a.end <= own[0]]
    return earlier[-1] if earlier and earlier[-1].head else (earlier[0] if earlier else None)


def _of_noun(scene: Scene, deed: Deed, left: list[ActorMention], right: list[ActorMention], own: Span) -> list[Part]:
    parts: list[Part] = []
    for a in right:
        between = scene.text[deed.end : a.start]
        if _is_agent(scene, deed, a):
            parts.append(_part("perpetrator", a, scene))
        elif BLAMED.search(scene.text[own[0] : deed.start]) or BLAMED.search(between):
            continue  # "blame the attack on X": the claim names the doer
        elif AGAINST.fullmatch(between):
            parts.append(_part("target", a, scene))
    carried = CARRIED_OUT.search(scene.text[own[0] : deed.start])
    if carried:
        doers = [a for a in left if a.end <= own[0] + carried.start()]
        parts += [_part("perpetrator", doers[-1], scene)] if doers else []
    elif left and MODIFIER_GAP.fullmatch(scene.text[left[-1].end : deed.start]):
        parts.append(_part("perpetrator", left[-1], scene))
    elif adjective := _adjective(scene, deed, own):
        parts.append(adjective)
    if not any(p.role == "target" for p in parts) and (
        m := re.match(
            r"\s*(?:[\w'’-]+\s+){0,3}?(?:on|against|at|targeting|hit|near|in)\s+",
            scene.text[deed.end : own[1]],
            re.IGNORECASE,
        )
    ):
        thing = _thing_right(scene, deed.end + m.end(), own[1])
        parts += [thing] if thing else []
    return parts


def _adjective(scene: Scene, deed: Deed, own: Span) -> Part | None:
    """The state behind an adjective right in front of the noun: "Israeli air strikes"."""
    for p in reversed(scene.inside(scene.mentions.places, own[0], deed.start)):
        if p.adjective and MODIFIER_GAP.fullmatch(scene.text[p.end : deed.start]):
            return Part(
                "perpetrator",
                scene.quote((p.start, p.end)),
                None,
                "State forces",
                p.place.country,
                (p.start, p.end),
                armed=True,
            )
        return None
    return None


def _part(role: ParticipantRole, a: ActorMention, scene: Scene) -> Part:
    heads = scene.codebook.actors.heads
    armed = a.kind not in (None, "Civilians", "Protesters", "Rioters")
    if a.head and a.head in heads and heads[a.head].status != "combatant":
        armed = False
    return Part(role, a.name, a.actor, a.kind, a.country, (a.start, a.end), armed)


def _thing_right(scene: Scene, start: int, end: int) -> Part | None:
    """The thing that stands right behind a verb or preposition."""
    gap = OBJECT_GAP.match(scene.text, start, end)
    begin = gap.end() if gap else start
    for thing in things(scene, start, end):
        between = scene.text[begin : thing[0]]
        return _thing(scene, thing) if thing[0] <= begin or not between.strip() else None
    return None


def _thing_left(scene: Scene, start: int, end: int) -> Part | None:
    found = things(scene, start, end)
    if found and len(scene.text[found[-1][1] : end].split()) <= 3:
        return _thing(scene, found[-1])
    return None


def _thing(scene: Scene, span: Span) -> Part:
    return Part("target", scene.quote(span), None, None, None, span, armed=False)


def things(scene: Scene, start: int, end: int) -> list[Span]:
    """The noun phrases of things that can be hit, in a span; without articles."""
    number = scene.sentence_at(start)
    if number is None:
        return []
    tokens = [t for t in scene.tokens[number] if start <= t.start and t.end <= end]
    found = []
    for match in scene.codebook.objects.find(scene.text, tokens):
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
        at = scene.text.find(who.split()[0], figure.row.evidence[0][0], figure.row.evidence[0][1])
        if at < 0:
            continue
        span = (
            at,
            figure.row.evidence[0][1] if " " not in who else min(figure.row.evidence[0][1], at + len(who) + 2),
        )
        inside = [a for a in scene.inside(scene.mentions.actors, *figure.row.evidence[0]) if at <= a.end]
        kind = inside[0].kind if inside else ("Civilians" if figure.row.status == "civilian" else None)
        country = inside[0].country if inside else None
        actor = inside[0].actor if inside else None
        victims.append(Part("victim", who, actor, kind, country, span, armed=figure.row.status == "combatant"))
        known |= set(who.lower().split())
    return victims


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
            known = found.get(name.lower())
            if known is None:
                found[name.lower()] = DamagedObject(name=name, damage=damage, evidence=(span,))
            elif RANK[damage] > RANK[known.damage]:
                found[name.lower()] = DamagedObject(name=known.name, damage=damage, evidence=(*known.evidence, span))
    return tuple(found.values())


SMALL = frozenset({"the", "of", "a", "an"})
RANK: dict[Damage, int] = {"unknown": 0, "hit": 1, "damaged": 2, "destroyed": 3}


def participants(parts: list[Part], country: str | None) -> tuple[Participant, ...]:
    """Rows of the record: one for each party and side, armies abroad as external forces (ACLED, actor types).

    Target and victim are one side; a thing is a target only where no party is known to be hit.
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
    return tuple(rows.values())


def _one_party(row: Participant, name: str, actor: str | None) -> bool:
    """True where two names mean one party: the same actor, or the words of one within those of the other."""
    if row.actor and actor:
        return row.actor == actor
    x, y = set(_stem(row.name).split()) - SMALL, set(_stem(name).split()) - SMALL
    return bool(x and y) and (x <= y or y <= x)


def _stem(name: str) -> str:
    return " ".join(w.lower().rstrip("s") for w in NOUN_WORD.findall(name))
