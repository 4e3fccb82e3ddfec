"""Deeds: the places in the text where an act of violence is told as done, with the clause that tells it.

A cue of the event book is a deed unless the words around it say that it is none (guards.py). Whether a deed is
organised violence is decided later, over its whole bout (frames.py).
"""

import re

from msgspec import Struct

from dateline.codebook.events import Act, Cue
from dateline.codebook.phrases import Match
from dateline.incidents import topics
from dateline.incidents.guards import TRIED, Context, told_as_done
from dateline.incidents.scene import Scene
from dateline.model import Span, Status

TOLD_AS = {"device": "explosive", "thrown": "grenade"}
"""Acts whose words tell another act, once a device is beside them."""
SEIZING = frozenset({"seized", "seize", "seizes", "seizing", "captured", "snatched"})
SOME_OF = re.compile(
    r"\s+(?:(?:at least|about|some|more than|up to|around|the|several|dozens of|[\w-]+)\s+){0,3}", re.IGNORECASE
)
CASUALTY_ACTS = frozenset({"kill", "assassinate", "wound"})
FOILED = re.compile(
    r"\b(?:foiled|thwarted|failed|botched|aborted|prevented|repelled|intercepted|unsuccessful)\s+(?:\w+\s+){0,2}$"
)
FAILED_THEN = re.compile(
    r"\s*(?:was|were|had been|has been)?\s*(?:foiled|thwarted|prevented|averted|failed|intercepted)\b"
)
SHOT_DOWN = re.compile(
    r"\b(?:drones?|missiles?|rockets?)\b[^.;]{0,60}\b(?:was|were)\s+(?:all\s+)?(?:intercepted|shot down|"
    r"destroyed in the air)\b",
    re.IGNORECASE,
)


class Deed(Struct, frozen=True):
    """An act as the text tells it: the cue's span, its sentence and clause (by index), and how it is told.

    `others` are the acts that the same words can tell: "seized" of a town or of rifles.
    """

    start: int
    end: int
    sentence: int
    clause: int
    act: Act
    part: str
    status: Status = "happened"
    others: tuple[Act, ...] = ()

    @property
    def span(self) -> Span:
        """The span of the cue."""
        return self.start, self.end


def find_deeds(scene: Scene) -> tuple[Deed, ...]:
    """Every deed of the page, in the order of the text; captions tell none, they repeat what the story tells."""
    harmless = topics.harmless(scene)
    return tuple(
        deed
        for number, sentence in enumerate(scene.document.sentences)
        if sentence.role != "caption" and sentence.report not in harmless
        for match in scene.codebook.events.cues.find(scene.text, scene.tokens[number])
        if (deed := _deed(scene, number, match))
    )


def _deed(scene: Scene, number: int, match: Match[Cue]) -> Deed | None:
    sentence = scene.document.sentences[number]
    weapons = scene.inside(scene.mentions.weapons, sentence.start, sentence.end)
    span = match.start, match.end
    if any(w.start <= span[0] and span[1] <= w.end and (w.start, w.end) != span for w in weapons):
        return None  # "one-way attack drone" names a weapon, not an attack
    clause = next(i for i, (a, b) in enumerate(scene.clauses[number]) if a <= match.start < b)
    begin = scene.clauses[number][clause][0]
    cue = _reading(scene, match, begin)
    if scene.text[match.start : match.end].lower() in SEIZING and _people_behind(scene, match.end):
        cue = Cue(scene.codebook.events.acts["abduct"], "verb")
    context = Context(
        cue=cue,
        words=scene.text[match.start : match.end].lower(),
        before=scene.before(match.start, begin, 48),
        after=scene.after(match.end, sentence.end, 30),
        sentence=scene.text[sentence.start : sentence.end],
    )
    if not told_as_done(context):
        return None
    name = "offensive" if cue.act.name == "territory" and TRIED.search(context.before) else cue.act.name
    return Deed(
        start=match.start,
        end=match.end,
        sentence=number,
        clause=clause,
        act=scene.codebook.events.acts[TOLD_AS.get(name, name)],
        part=cue.part,
        others=tuple(c.act for c in match.values if c.part == cue.part and c.act is not cue.act),
        status="failed" if _failed(cue.act, context) else "happened",
    )


def _people_behind(scene: Scene, end: int) -> bool:
    """True where people without arms are what a verb takes: "seized 11 students", not "seized 11 rifles"."""
    sentence = scene.document.sentences[scene.sentence_at(end - 1) or 0]
    near = scene.inside(scene.mentions.actors, end, min(end + 40, sentence.end))
    return any(a.kind == "Civilians" and SOME_OF.fullmatch(scene.text[end : a.start]) for a in near[:1])


def _reading(scene: Scene, match: Match[Cue], floor: int) -> Cue:
    """Of a cue that may be noun or verb ("strikes", "attacks"), the reading that the word before it suggests."""
    if len(match.values) == 1:
        return match.values[0]
    before = scene.before(match.start, floor, 24)
    as_noun = re.search(
        r"(?:\b(?:a|an|the|this|that|these|those|of|in|by|several|two|three|many|more|other|recent|deadly|air|'s|s|"
        r"israeli|russian|retaliatory|fresh|new|first|last|from|with|after|during|its|their|his|\w+ly|\w+ese|"
        r"\w+ian|\w+ish|\w+ed)|’s)\s+$",
        before,
    )
    nouns = [c for c in match.values if c.part != "verb"]
    verbs = [c for c in match.values if c.part == "verb"]
    return (nouns or verbs)[0] if as_noun or not verbs else verbs[0]


def _failed(act: Act, c: Context) -> bool:
    """Foiled, intercepted, defused: the act did not reach its end."""
    return act.name == "disrupt" or bool(
        FOILED.search(c.before) or FAILED_THEN.match(c.after) or SHOT_DOWN.search(c.sentence)
    )
