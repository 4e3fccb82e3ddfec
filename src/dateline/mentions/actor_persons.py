"""Persons by name: a noun for one person with the personal name behind it ("the journalist X Y", "Colonel X Y")."""

from collections.abc import Mapping

from dateline.codebook.actors import Head
from dateline.mentions.actor_left import NO_NAME
from dateline.mentions.actor_lexing import Cut, Item, Named
from dateline.mentions.actor_right import RANKS

_PARTICLES = "al el bin ibn ben abu abd de da dos van von ould ag ul"
PARTICLES = frozenset(_PARTICLES.split())
OFFICERS = RANKS | {
    "police officer",
    "policeman",
    "policewoman",
    "soldier",
    "army officer",
    "officer",
    "police inspector",
}
GOVERNING = frozenset(
    {
        "president",
        "former president",
        "vice president",
        "prime minister",
        "minister",
        "former minister",
        "secretary",
        "ambassador",
        "governor",
        "senator",
        "mp",
        "member of parliament",
    }
)
JOINS = frozenset({" ", "\u00a0", "-", "‑"})
LONGEST = 5


def person_end(cut: Cut, at: Mapping[int, Item], named: Mapping[int, Named], item: Item, head: Head) -> int | None:
    """The last token of the personal name behind a noun for one person; null where none stands there.

    A noun with a capital is a title: after it only a full name counts ("Judge X Y"), and never that of one who governs.
    """
    if cut.case != "normal" or not _is_for_one(cut, item, head):
        return None
    last, count, i = item.last, 0, item.last + 1
    while i < min(item.last + 1 + LONGEST, len(cut.tokens)) and cut.gap(i - 1) in JOINS:
        word = cut.normal(i)
        if cut.capital(i) and _is_of_a_name(cut, i) and i not in at and i not in named and i not in cut.places:
            last, count = i, count + 1
        elif word not in PARTICLES:
            break
        i += 1
    titled = cut.capital(item.first)
    return last if count >= (2 if titled else 1) and not (titled and head.lemma in GOVERNING) else None


def _is_for_one(cut: Cut, item: Item, head: Head) -> bool:
    if head.mass or not head.lemma[0].islower() or cut.normal(item.last) != head.lemma.split(" ")[-1]:
        return False
    return (head.kind == "Civilians" and not head.open) or head.lemma in OFFICERS


def _is_of_a_name(cut: Cut, i: int) -> bool:
    surface = cut.surface(i, i)
    return cut.normal(i) not in NO_NAME and surface.isalpha() and not (surface.isupper() and len(surface) > 1)
