"""How a case is composed from its tellings: this file is the table of contents of docs/cases.md.

    tellings → figures → tolls; fields, parties, weapons; voices → grade; digest

Nothing depends on the order in which tellings are given: they are sorted by time of publication and key first.
"""

from collections.abc import Sequence
from hashlib import sha256

import msgspec
from msgspec.structs import replace

from dateline.case import Case, Desk, Telling, Tie
from dateline.link.fields import choose_fields, told
from dateline.link.figures import find_rows
from dateline.link.grade import grade
from dateline.link.parties import participants, weapons
from dateline.link.sources import host, in_order
from dateline.link.tolls import tolls
from dateline.link.voices import voices

ASIDE = ("digest", "ties", "desk")
CONTENT = tuple(name for name in Case.__struct_fields__ if name not in ASIDE)
ENCODER = msgspec.json.Encoder(order="deterministic")


def compose(tellings: Sequence[Telling], ties: Sequence[Tie], desk: Desk) -> Case:
    """The case that these tellings make, at least one; a telling that is given twice counts once."""
    ordered = in_order({telling.key: telling for telling in tellings})
    bidders = [told(telling) for telling in ordered]
    fields = choose_fields(bidders)
    parties, party_choices = participants(bidders)
    arms, arm_choices = weapons(bidders)
    rows = find_rows(ordered)
    case = Case(
        id=min(telling.key for telling in ordered),
        digest="",
        summary=fields.summary,
        event_type=fields.event_type,
        sub_event_type=fields.sub_event_type,
        status=fields.status,
        series=fields.series,
        date=fields.date,
        place=fields.place,
        participants=parties,
        weapons=arms,
        figures=tuple(row.figure for row in rows),
        tolls=tolls(rows),
        voices=voices(ordered),
        grade=grade(ordered),
        choices=fields.choices + party_choices + arm_choices,
        tellings=tuple(telling.key for telling in ordered),
        pages=tuple(dict.fromkeys(telling.page for telling in ordered)),
        outlets=_outlets(ordered),
        ties=tuple(sorted(set(ties), key=lambda tie: (tie.a, tie.b, tie.score, tie.why))),
        desk=desk,
    )
    return replace(case, digest=digest(case))


def digest(case: Case) -> str:
    """The SHA-256 of a case's content: its canonical JSON without `desk`, `ties` and `digest`; what a person signs."""
    content = {name: getattr(case, name) for name in CONTENT}
    return sha256(ENCODER.encode(content)).hexdigest()


def _outlets(tellings: Sequence[Telling]) -> tuple[str, ...]:
    names = {telling.outlet or telling.agency or host(telling.source) for telling in tellings}
    return tuple(sorted(name for name in names if name))
