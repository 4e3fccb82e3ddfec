"""Who took part in a case and with which weapons: the union of what its tellings say, each party and weapon once."""

from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple, get_args

from dateline.case import Choice
from dateline.link.choose import ALONE
from dateline.link.fields import Told
from dateline.link.sources import folded
from dateline.model import Participant, ParticipantRole

ROLES: dict[ParticipantRole, int] = {role: rank for rank, role in enumerate(get_args(ParticipantRole))}
SEVERAL = "union of all tellings"


class Held(NamedTuple):
    """One row of a union: the value as it was first told, by which telling, and which channels tell it."""

    value: Any
    told: Told
    channels: set[str]


def participants(tellings: Sequence[Told]) -> tuple[tuple[Participant, ...], tuple[Choice, ...]]:
    """Each party once in each role, by the codebook's actor or by its folded name.

    Perpetrators come first, then targets, victims and others; within a role those that most channels name.
    """
    actors = (
        {folded(p.name): p.actor for t in tellings for p in t.telling.incident.participants if p.actor is not None}
        if len(tellings) > 1
        else {}
    )
    held: dict[Hashable, Held] = {}
    for t in tellings:
        for party in t.telling.incident.participants:
            name = folded(party.name)
            _add(held, (party.role, party.actor or actors.get(name) or name), party, t)
    rows = sorted(held.values(), key=lambda row: (ROLES[row.value.role], -len(row.channels)))
    return tuple(row.value for row in rows), _choices("participant", rows, tellings)


def weapons(tellings: Sequence[Told]) -> tuple[tuple[str, ...], tuple[Choice, ...]]:
    """Each kind of weapon once, those that most channels name first."""
    held: dict[Hashable, Held] = {}
    for t in tellings:
        for weapon in t.telling.incident.weapons:
            _add(held, weapon.kind, weapon.kind, t)
    rows = sorted(held.values(), key=lambda row: -len(row.channels))
    return tuple(row.value for row in rows), _choices("weapon", rows, tellings)


def _add(held: dict[Hashable, Held], key: Hashable, value: Any, t: Told) -> None:
    known = held.get(key)
    if known is None:
        held[key] = Held(value, t, {t.channel})
        return
    known.channels.add(t.channel)
    if isinstance(value, Participant) and value.actor is not None and known.value.actor is None:
        held[key] = Held(value, t, known.channels)


def _choices(property: str, rows: Sequence[Held], tellings: Sequence[Told]) -> tuple[Choice, ...]:
    by = ALONE if len(tellings) == 1 else SEVERAL
    found = [row.told.findings.get(property, "") for row in rows]
    return tuple(Choice(f"{property}s.{n}", by, row.told.telling.key, found[n]) for n, row in enumerate(rows))
