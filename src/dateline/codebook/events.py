"""Event cues: the words that tell of an act, and the ACLED type that an act points to (events.toml)."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast, get_args

from msgspec import Struct

from dateline.codebook.phrases import PhraseTable
from dateline.errors import CodebookError
from dateline.model import EventType, SubEventType

Frame = Literal["", "armed", "force", "combat", "struck", "taking", "weapon", "militant", "place", "news"]


class Act(Struct, frozen=True):
    """A kind of act: its ACLED type, and what its clause must hold for the cue to count."""

    name: str
    type: EventType
    sub: SubEventType
    frame: Frame = ""
    organised: bool = False


class Cue(Struct, frozen=True):
    """One phrase of an act: a noun (singular or plural) or a verb form."""

    act: Act
    part: Literal["noun", "nouns", "verb"]


class EventBook(Struct, frozen=True):
    """All acts by name, and one table of all cues."""

    acts: dict[str, Act]
    cues: PhraseTable[Cue]


@lru_cache(maxsize=1)
def load_events() -> EventBook:
    """Read events.toml; raises CodebookError where an act lacks its type."""
    raw = tomllib.loads(files("dateline.codebook").joinpath("events.toml").read_text("utf-8"))
    acts: dict[str, Act] = {}
    cues: list[tuple[str, Cue]] = []
    for name, row in raw.items():
        if "type" not in row or "sub" not in row:
            raise CodebookError(f"events.toml: act {name!r} has no type or no sub: give both")
        if row.get("frame", "") not in get_args(Frame):
            raise CodebookError(
                f"events.toml: act {name!r} has the frame {row['frame']!r}: use one of {get_args(Frame)}"
            )
        act = Act(
            name=name,
            type=cast(EventType, row["type"]),
            sub=cast(SubEventType, row["sub"]),
            frame=row.get("frame", ""),
            organised=row.get("organised", False),
        )
        acts[name] = act
        for noun in row.get("nouns", ()):
            cues.append((noun, Cue(act, "noun")))
            cues.append((plural(noun), Cue(act, "nouns")))
        for verb in row.get("verbs", ()):
            cues.extend((form, Cue(act, "verb")) for form in inflected(verb))
        cues.extend((form, Cue(act, "verb")) for form in row.get("forms", ()))
    return EventBook(acts=acts, cues=PhraseTable(cues))


def plural(noun: str) -> str:
    """The regular plural of a noun phrase.

    >>> plural("clash"), plural("enemy"), plural("air strike")
    ('clashes', 'enemies', 'air strikes')
    """
    if noun.endswith(("s", "sh", "ch", "x")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def inflected(verb: str) -> tuple[str, ...]:
    """The forms of a regular verb.

    >>> inflected("raid"), inflected("torture")
    (('raid', 'raids', 'raided', 'raiding'), ('torture', 'tortures', 'tortured', 'torturing'))
    """
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    return verb, plural(verb), verb + "ed", verb + "ing"
