"""Doer and target of one deed, by its voice and the words that join it to the parties around it.

Active verbs look left for the doer and right for the target; passive ones the other way; nouns take "by X" and a
modifier in front ("a rebel attack") as the doer, and "on X", "against X" as the target.
"""

import re
from functools import cached_property

from dateline.incidents.acts import CASUALTY_ACTS, Deed
from dateline.incidents.bouts import Bout, Part
from dateline.incidents.scene import Scene
from dateline.incidents.things import things
from dateline.model import ActorMention, ParticipantRole, Span

BE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|got|came|come|coming)\s+(?:\w+ly\s+|also\s+|\w+\s+)?$", re.IGNORECASE
)
AUXILIARY = frozenset(
    (
        "have has had also then later again to which who that it they he she were was been being did and on "
        "since is are already just now so far still again twice attempted tried trying began begun "
        "continued started managed went"
    ).split()
)
PHRASE = re.compile(
    r"\s*,?\s*(?:in|on|of|from|with|near|riding|armed|carrying|wearing|at|who|which|early|late|disguised|"
    r"backed|supported|loyal|under|and|based|believed)\b",
    re.IGNORECASE,
)
"""How a phrase that may stand between a subject and its verb begins."""
BARE_PASSIVE = re.compile(
    r"\s*(?:in|by|on|at(?! least| most)|near|after|when|as|during|outside|inside|from|with|while|and|over|"
    r"across|$|[,.;:…])",
    re.IGNORECASE,
)
"""What follows a participle that has no object: "four fighters killed in a strike" is passive without its verb."""
REPORTED_BY = re.compile(
    r"\b(?:blamed|condemned|reported|confirmed|investigated|described|denounced|announced|seen|filmed|"
    r"monitored)\s+by\s*$",
    re.IGNORECASE,
)
USED_BY = re.compile(
    r"\b(?:used|run|held|controlled|owned|operated|occupied|guarded|manned|visited|favou?red)\s+by\b", re.IGNORECASE
)
HELPER = re.compile(
    r"\b(?:backed|supported|led|helped|aided|accompanied|joined|escorted|assisted)\s+by\s+(?:the\s+|an?\s+)?$"
)
NOBODY = re.compile(r"\b(?:no|any|neither)\s+(?:\w+\s+)?$")
BLAMED = re.compile(r"\bblam\w+\b", re.IGNORECASE)
VERB_BETWEEN = re.compile(
    r"\b(?:say|asked|asks|found|arrested|believes?|released|responded|called|investigat\w+|said|says|told|was|"
    r"were|is|are|had been|has been|which|who|that|fled|crossed|arrived|confirmed|reported|killed|wounded)\b",
    re.IGNORECASE,
)
CARRIED_OUT = re.compile(
    r"\b(?:carried out|carries out|carry out|carrying out|launched|launches|launching|conducted|conducts|"
    r"conducting|staged|mounted|began|"
    r"committed|perpetrated|made|ordered|unleashed|executed|led)\s+(?:[\w'’-]+\s+){0,4}$",
    re.IGNORECASE,
)
BY = re.compile(
    r"(?:[\w'’-]+,?\s+){0,14}?(?:by|blamed on|attributed to)\s+(?:(?:an?|the|some|several|suspected|a group of)\s+)*$",
    re.IGNORECASE,
)
AGAINST = re.compile(
    r"\s*(?:[\w'’-]+\s+){0,4}?(?:on|against|at|targeting|targeted|hit|hitting|struck|striking|towards?|"
    r"into)\s+(?:(?:an?|the|its|their|some|several|two|three)\s+)*$",
    re.IGNORECASE,
)
OBJECT_GAP = re.compile(
    r"[’”'\"]?\s*(?:(?:an?|the|its|their|his|her|some|several|on|at|into|two|three|four|five|six|at least|"
    r"up to|\d+)\s+)*",
    re.IGNORECASE,
)
MODIFIER_GAP = re.compile(
    r"(?:['’]s?)?\s+(?:(?:deadly|retaliatory|overnight|fresh|armed|twin|military|terrorist|fierce|heavy|"
    r"rocket|drone|missile|air|bomb)\s+)*",
    re.IGNORECASE,
)
SENT = re.compile(r"(?:rocket|missile|mortar|shell|bomb|grenade|drone|shot)s?\b")
AIMED = re.compile(r"\s+(?:at|on|into|towards?|against|inside)\b")
"""What is sent and how it is aimed: "rockets fired at the embassy" hits the embassy."""
RESULT = re.compile(r"(?:killing|wounding|injuring|leaving|maiming)\b")
"""Participles that tell the outcome of the deed before them; their doer is that deed's, told there."""

LONE = frozenset(
    (
        "gunman attacker assailant assailants shooter suspect suspects assassin killer robber robbers thief "
        "thieves hijacker"
    ).split()
)
GOES_ON = re.compile(r"(?:\band|\bthen|,)\s+(?:\w+ly\s+|then\s+|also\s+)?$")
BORROWS = re.compile(
    r"\W*(?:and|who|which|that|killing|wounding|leaving|injuring|,)?\s*(?:\w+ly\s+|then\s+|also\s+)?$", re.IGNORECASE
)
ON_A_THING = re.compile(r"\s*(?:[\w'’-]+\s+){0,3}?(?:on|against|at|targeting|hit|near|in)\s+", re.IGNORECASE)


def alone(a: ActorMention) -> bool:
    """True for one person with a weapon, or suspects of a crime, who are no organised party by themselves."""
    return any(word in LONE for word in a.name.lower().split())


def as_part(role: ParticipantRole, a: ActorMention, scene: Scene) -> Part:
    """An actor mention in a role; `armed` where it is a party that fights."""
    heads = scene.codebook.actors.heads
    armed = a.kind not in (None, "Civilians", "Protesters", "Rioters")
    head = heads.get(a.head) if a.head else None
    if (head is not None and head.status != "combatant" and not head.open) or (a.actor is None and alone(a)):
        armed = False
    if a.name.lower().startswith("armed "):
        armed = True  # "armed youth", "armed herders"
    return Part(role, a.name, a.actor, a.kind, a.country, (a.start, a.end), armed)


class Voice:
    """One deed in its clause, with the parties to its left and right."""

    def __init__(self, scene: Scene, bout: Bout, deed: Deed) -> None:
        self.scene, self.bout, self.deed, self.text = scene, bout, deed, scene.text
        self.begin, self.end = scene.clauses[deed.sentence][deed.clause]
        sentence = scene.document.sentences[deed.sentence]
        named = scene.inside(scene.mentions.actors, sentence.start, sentence.end)
        self.actors = [a for a in named if not NOBODY.search(scene.before(a.start, sentence.start, 12))]
        self.left = [a for a in self.actors if self.begin <= a.start and a.end <= deed.start]
        self.right = [a for a in self.actors if deed.end <= a.start and a.end <= bout.spans[-1][1]]

    def parts(self) -> list[Part]:
        """The participants that the deed names."""
        return self._of_verb() if self.deed.part == "verb" else self._of_noun()

    @cached_property
    def form(self) -> str:
        """The cue as it stands, lower case."""
        return self.text[self.deed.start : self.deed.end].lower()

    def _of_verb(self) -> list[Part]:
        if self.form in ("dead", "died", "dies", "perished"):
            return []
        if self.form == "fell to":
            return [self._part("perpetrator", a) for a in self.right[:1]]
        return self._passive() if self._is_passive() else self._active()

    def _is_passive(self) -> bool:
        bare = self.form.endswith(("ed", "shot", "hit", "shot dead")) and BARE_PASSIVE.match(self._behind())
        auxiliary = BE.search(self.scene.before(self.deed.start, self.begin, 30))
        return bool(auxiliary or bare or self._agents() or "under" in self.form)

    def _passive(self) -> list[Part]:
        parts = [self._part("perpetrator", a) for a in self._agents()[:1]]
        subject = self._subject()
        if subject is not None and len(self.text[subject.end : self.deed.start].split()) <= 3:
            parts.append(self._part("target", subject))
        elif thing := self._thing_left():
            parts.append(thing)
        elif SENT.match(self.form) and (aimed := AIMED.match(self._behind())):
            parts += self._object(self.deed.end + aimed.end())
        return parts

    def _active(self) -> list[Part]:
        subject = self._subject()
        doer = subject is not None and not RESULT.match(self.form) and subject.kind != "Civilians"
        parts = [self._part("perpetrator", subject)] if subject is not None and doer else []
        deadly = self.deed.act.name in CASUALTY_ACTS
        if party := self._party_right(self.deed.end):
            parts.append(self._part("victim" if deadly else "target", party))
        elif not deadly and (thing := self._thing_right(self.deed.end)):
            parts.append(thing)
        return parts

    def _party_right(self, start: int) -> ActorMention | None:
        """The party that stands right behind a verb or preposition, but for a place that describes it."""
        behind = (a for a in self.right if a.start >= start)
        return next((a for a in behind if OBJECT_GAP.fullmatch(self._without_places(start, a.start))), None)

    def _without_places(self, start: int, end: int) -> str:
        """The text of a stretch but for the places that stand before what they describe: "on Migori protesters"."""
        cut = start
        kept = ""
        for p in self.scene.inside(self.scene.mentions.places, start, end):
            kept += self.text[cut : p.start]
            cut = p.end
        return (kept + self.text[cut:end]).replace("  ", " ")

    def _object(self, start: int) -> list[Part]:
        """The party or thing that stands right behind a preposition."""
        party = self._party_right(start)
        thing = self._thing_right(start)
        if thing is not None and (party is None or thing.span[1] > party.end):
            return [thing]  # "at the army base" hits the base
        return [self._part("target", party)] if party else []

    def _of_noun(self) -> list[Part]:
        front = self.text[self.begin : self.deed.start]
        parts = [self._part("perpetrator", a) for a in self._agents()]
        for a in self.right:
            between = self.text[self.deed.end : a.start]
            blamed = BLAMED.search(front) or BLAMED.search(between)  # "blame the attack on X": a claim names the doer
            if AGAINST.fullmatch(between) and not blamed:
                parts.append(self._part("target", a))
        parts += self._doer_in_front(front)
        if not any(p.role == "target" for p in parts) and (m := ON_A_THING.match(self._behind())):
            thing = self._thing_right(self.deed.end + m.end())
            parts += [thing] if thing else []
        return parts

    def _doer_in_front(self, front: str) -> list[Part]:
        """ "X carried out an attack", "a rebel attack", "Israeli air strikes"."""
        if carried := CARRIED_OUT.search(front):
            doers = [a for a in self.left if a.end <= self.begin + carried.start()]
            return [self._part("perpetrator", doers[-1])] if doers else []
        if self.left and MODIFIER_GAP.fullmatch(self.text[self.left[-1].end : self.deed.start]):
            return [self._part("perpetrator", self.left[-1])]
        places = self.scene.inside(self.scene.mentions.places, self.begin, self.deed.start)
        if places and places[-1].adjective and MODIFIER_GAP.fullmatch(self.text[places[-1].end : self.deed.start]):
            state = places[-1]
            span = state.start, state.end
            name = self.scene.quote(span)
            return [Part("perpetrator", name, None, "State forces", state.place.country, span, armed=True)]
        return []

    def _agents(self) -> list[ActorMention]:
        """Parties behind "by" as doers, not as those who report the deed."""
        return [
            a
            for a in self.right
            if BY.fullmatch((between := self.text[self.deed.end : a.start]).lstrip())
            and not REPORTED_BY.search(between)
            and not USED_BY.search(between)
        ]

    def _subject(self) -> ActorMention | None:
        """The party in front of a verb; a clause that begins with "and" or "which" borrows that of the one before."""
        opening = self.text[self.begin : self.deed.start]
        if any(d.part == "verb" and d.end <= self.deed.start for d in self.bout.deeds) and GOES_ON.search(opening):
            return None  # "gunmen attacked a village and killed 15": the first verb has named the subject
        near = [a for a in self.left if leads_to(self.text[a.end : self.deed.start]) and not self._is_helper(a)]
        if near:
            return near[-1]
        if self.left or not BORROWS.match(opening):
            return None
        earlier = [a for a in self.actors if a.end <= self.begin]
        return (earlier[-1] if earlier[-1].head else earlier[0]) if earlier else None

    def _is_helper(self, a: ActorMention) -> bool:
        """True for the second party of "police backed by officers": it does not lead."""
        return bool(HELPER.search(self.scene.before(a.start, self.begin, 30)))

    def _behind(self) -> str:
        return self.text[self.deed.end : self.end]

    def _part(self, role: ParticipantRole, a: ActorMention) -> Part:
        return as_part(role, a, self.scene)

    def _thing_right(self, start: int) -> Part | None:
        """The thing that stands right behind a verb or preposition."""
        gap = OBJECT_GAP.match(self.text, start, self.end)
        begin = gap.end() if gap else start
        for thing in things(self.scene, start, self.end)[:1]:
            if thing[0] <= begin or not self.text[begin : thing[0]].strip():
                return self._thing(thing)
        return None

    def _thing_left(self) -> Part | None:
        found = things(self.scene, self.begin, self.deed.start)
        if found and len(self.text[found[-1][1] : self.deed.start].split()) <= 3:
            return self._thing(found[-1])
        return None

    def _thing(self, span: Span) -> Part:
        return Part("target", self.scene.quote(span), None, None, None, span, armed=False)


def leads_to(between: str) -> bool:
    """True where the words between a party and a verb leave it the subject: auxiliaries, adverbs, a short phrase."""
    told = between.split()
    if len(told) <= 3 and all(w.strip(",").lower() in AUXILIARY or w.endswith("ly") for w in told):
        return True
    return len(told) <= 8 and bool(PHRASE.match(between)) and not VERB_BETWEEN.search(between)
