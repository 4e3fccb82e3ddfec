"""Any sequence of acts upon a ledger: an act is a verb and three numbers, which choose among what is there.

`python -m tests.ledger.play LEDGER SEED LENGTH` plays a sequence in a process of its own and prints the state that it
leads to, so that it can be compared with that of another process.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from random import Random
from typing import Any

from msgspec.structs import replace
from sqlalchemy import select

from dateline.case import Entry, Telling
from dateline.errors import UsageError
from dateline.ledger import Intake, Ledger, schema
from dateline.ledger.archive import entry as entry_of
from tests.ledger.told import NOON, V1, V2, V3, Told, page, present

Act = tuple[str, int, int, int]

CLASH = Told()
RAID = Told(place="Burgas", killed=(3, 3), day="2021-05-02")
TOLD: tuple[tuple[Told, ...], ...] = (
    (CLASH, RAID),
    (replace(CLASH, killed=(11, 11)),),
    (replace(CLASH, place="Varna harbour", killed=(10, None)),),
    (replace(CLASH, day="2021-05-03"), replace(RAID, killed=(4, 4))),
    (replace(CLASH, type="Attack", killed=(9, 12)),),
    (RAID, Told(place="Medellín", killed=(5, 5))),
    (replace(CLASH, day=None, killed=(9, 9)),),
    (replace(CLASH, place=None, last="2021-05-05"),),
)
"""What eight pages tell, much of it the same."""


def coding(number: int, version: int) -> Intake:
    """A page of the eight as one of four codings has it: as it says, less, more, and read otherwise."""
    told, name = TOLD[number], f"paper {number}"
    if version == 0:
        return page(*told, name=name)
    if version == 1:
        return page(*told, name=name, by=V2, finds=dict(list(enumerate(told))[1:]))
    if version == 2:
        changed = {n: replace(one, killed=(7, 7), place="Varna") for n, one in enumerate(told)}
        return page(*told, name=name, by=V3, finds=changed)
    return page(*told, name=name, by=replace(V3, version="4.0"), lead="Updated. ")


# ---- acts ------------------------------------------------------------------------------------------------------------
def add(ledger: Ledger, a: int, b: int, c: int) -> None:
    """Pages a, and a page or two more, in coding b."""
    numbers = dict.fromkeys((a + n * c) % len(TOLD) for n in range(1 + c % 3))
    ledger.add([coding(number, b % 4) for number in numbers])


def merge(ledger: Ledger, a: int, b: int, _: int) -> None:
    ledger.merge(one_of(keys(ledger), a), one_of(keys(ledger), b), reason="the same raid")


def split(ledger: Ledger, a: int, b: int, c: int) -> None:
    """One telling out of its case, or some."""
    tellings = ledger.case(one_of(keys(ledger), a)).tellings
    ledger.split(*{one_of(tellings, b + n) for n in range(1 + c % 2)}, reason="another day")


def accept(ledger: Ledger, a: int, b: int, _: int) -> None:
    ledger.accept(one_of(telling(ledger, a).values, b).finding)


def reject(ledger: Ledger, a: int, b: int, _: int) -> None:
    ledger.reject_values(one_of(telling(ledger, a).values, b).finding, reason="no")


def reject_incident(ledger: Ledger, a: int, *_: int) -> None:
    told = next(one.finding for one in telling(ledger, a).values if one.property == "told")
    ledger.reject_values(told, reason="an exercise")


TO: dict[str, Callable[[int], dict[str, Any]]] = {
    "casualty": lambda n: {"low": n % 30, "high": n % 30},
    "date": lambda n: {"start": f"2021-05-0{1 + n % 4}", "end": f"2021-05-0{1 + n % 4}"},
    "place": lambda n: dict(
        zip(("name", "lat", "lon"), (("Burgas", 42.5, 27.4), ("Varna", 43.2, 27.9))[n % 2], strict=True)
    ),
    "participant": lambda n: {"role": ("target", "victim", "other")[n % 3]},
    "claim": lambda n: {"stance": ("denies", "blames", "confirms")[n % 3]},
    "summary": lambda n: {"summary": f"Told in {n} words."},
    "status": lambda n: {"status": ("happened", "failed")[n % 2]},
}


def correct(ledger: Ledger, a: int, b: int, c: int) -> None:
    values = [one for one in telling(ledger, a).values if one.property in TO]
    chosen = one_of(values, b)
    ledger.correct(chosen.finding, TO[chosen.property](c))


def add_value(ledger: Ledger, a: int, b: int, _: int) -> None:
    row = {"kind": "wounded", "low": b, "high": b, "words": None, "who": None, "status": "unknown", "claim": None}
    ledger.add_value(telling(ledger, a).key, "casualty", row, evidence=((0, 3),))


def add_incident(ledger: Ledger, a: int, b: int, c: int) -> None:
    told = telling(ledger, a)
    start = b % 10
    ledger.add_incident(told.reading, replace(told.incident, evidence=((start, start + 1 + c % 5),)))


def comment(ledger: Ledger, a: int, b: int, _: int) -> None:
    ledger.comment(one_of(keys(ledger), a), f"remark {b}")


def assign(ledger: Ledger, a: int, b: int, _: int) -> None:
    ledger.assign(one_of(keys(ledger), a), ("Ann", "Bob", None)[b % 3])


def sign_off(ledger: Ledger, a: int, *_: int) -> None:
    ledger.sign_off(one_of(keys(ledger), a))


def undo(ledger: Ledger, a: int, b: int, _: int) -> None:
    """Any entry, a recent one more often than not."""
    made = entries(ledger)
    ledger.undo(one_of(made[-4:] if b % 3 else made, a).id)


def undo_merge(ledger: Ledger, a: int, *_: int) -> None:
    """A merge or its undoing, of the program or of a person."""
    ledger.undo(one_of([one for one in entries(ledger) if one.action in ("merge", "split", "undo")], a).id)


def link(ledger: Ledger, *_: int) -> None:
    ledger.link()


DECISIONS = (
    merge,
    split,
    accept,
    reject,
    reject_incident,
    correct,
    add_value,
    add_incident,
    comment,
    assign,
    sign_off,
)
VERBS = {act.__name__: act for act in (add, *DECISIONS, undo, undo_merge, link)}


# ---- what there is to choose from ------------------------------------------------------------------------------------
def one_of(some: Sequence[Any], number: int) -> Any:
    """One of some things; where there are none, the act is as impossible as others that a ledger refuses."""
    if not some:
        raise UsageError("there is nothing to choose from")
    return some[number % len(some)]


def keys(ledger: Ledger) -> list[str]:
    """The keys of all tellings."""
    with ledger.store.reading() as connection:
        return list(connection.execute(select(schema.telling.c.key).order_by(schema.telling.c.key)).scalars())


def telling(ledger: Ledger, number: int) -> Telling:
    """One of all tellings."""
    key = one_of(keys(ledger), number)
    return next(one for one in ledger.tellings(key) if one.key == key)


def entries(ledger: Ledger) -> list[Entry]:
    """All entries, in order."""
    with ledger.store.reading() as connection:
        return [entry_of(row) for row in connection.execute(select(schema.entry).order_by(schema.entry.c.seq))]


# ---- sequences -------------------------------------------------------------------------------------------------------
def play(ledger: Ledger, acts: Iterable[Act]) -> None:
    """Do one act after another, in turns by Ann and by Bob; what a ledger refuses is passed over."""
    for number, (verb, *chosen) in enumerate(acts):
        ledger.author = ("Ann", "Bob")[number % 2]
        ledger.begin("play")
        try:
            VERBS[verb](ledger, *chosen)
        except UsageError:
            continue


def state(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    """The present state; merges name their entries by number, for the ids of entries depend on the run's."""
    number = {one.id: one.seq for one in entries(ledger)}
    tables = present(ledger)
    tables["now_tie"] = [(a, b, number[entry], *rest) for a, b, entry, *rest in tables["now_tie"]]
    return tables


def acts(seed: int, length: int) -> list[Act]:
    """Some sequence, the same for the same seed."""
    random = Random(seed)
    some = [("add", random.randrange(8), 0, 2) for _ in range(4)]
    return some + [
        (random.choice(list(VERBS)), random.randrange(50), random.randrange(50), random.randrange(50))
        for _ in range(length)
    ]


def main(where: str, seed: str, length: str) -> None:
    """Play a sequence and print the hash of the state."""
    with Ledger.open(where, author="Ann", clock=lambda: NOON, versions=V1) as ledger:
        play(ledger, acts(int(seed), int(length)))
        print(sha256(repr(state(ledger)).encode()).hexdigest())


if __name__ == "__main__":
    main(*sys.argv[1:])
