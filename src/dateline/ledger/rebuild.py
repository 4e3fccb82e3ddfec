"""The whole present state anew: from the entries alone, or with every pair of tellings looked at again.

Works through a ledger a part at a time, so that a million incidents need no more memory than linking does.
"""

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, delete, select

from dateline import link
from dateline.case import Bond, Case, Entry, Telling, Tie, Traits
from dateline.ledger import archive, linking, present, replay, schema
from dateline.ledger.journal import Journal, insert_all
from dateline.ledger.replay import PageState
from dateline.ledger.store import Store
from dateline.link.forest import Forest

VERSION = 1
"""The version of the rules that derive the present state: raise it when `link` compares or composes otherwise."""

PART = 2_000
"""Pages in hand at a time."""

FEW = 0.25
"""Share of all cases up to which changed ones are derived one by one."""

ROWS = 20_000
"""Rows given to the store at a time."""


def rebuild(connection: Connection) -> None:
    """Drop the present state and build it from the entries."""
    for table in schema.PRESENT:
        connection.execute(delete(table))
    ties = replayed_ties(connection)
    cases = joined(ties)
    for states in page_states(connection):
        tellings = [telling for state in states for telling in state.tellings]
        present.store(connection, {one.key: (one, link.traits(one)) for one in tellings}, cases)
    insert_all(connection, schema.tie, [linking.row_of(entry) for _, entry in sorted(ties.items())])
    insert_all(connection, schema.bond, list(bond_rows(connection)))
    insert_all(connection, schema.note, list(note_rows(connection)))
    _pairs_anew(connection)
    _compose_all(connection)


def freshen(store: Store) -> None:
    """Build the present state anew where an older version of the rules has derived it."""
    with store.reading() as connection:
        stale = _built(connection) < VERSION
    if not stale:
        return
    with store.writing() as connection:
        if _built(connection) < VERSION:  # nobody was faster
            build(connection)


def build(connection: Connection) -> None:
    """Build the present state, and note which version of the rules has."""
    rebuild(connection)
    connection.execute(delete(schema.built))
    insert_all(connection, schema.built, [{"version": VERSION}])


def _built(connection: Connection) -> int:
    return connection.execute(select(schema.built.c.version)).scalar() or 0


def relink(connection: Connection, journal: Journal) -> None:
    """Look at every pair of tellings again, and make the merges what they now should be."""
    wanted = link.group_all(_pairs_anew(connection), [bond for _, bond in replayed_bonds(connection)])
    linking.retie(connection, journal, None, wanted.ties)
    changed = _regroup(connection, wanted.cases)
    if len(changed) < FEW * len(wanted.cases):
        present.recompose(connection, journal, changed)
    else:
        journal.flush()
        _compose_all(connection)


# ---- the replay ------------------------------------------------------------------------------------------------------
def page_states(connection: Connection, until: str | None = None) -> Iterator[list[PageState]]:
    """What all pages tell, a part at a time in the order of their ids; up to a time, if one is given."""
    ids = list(connection.execute(select(schema.page.c.id).order_by(schema.page.c.id)).scalars())
    for start in range(0, len(ids), PART):
        yield present.states(connection, ids[start : start + PART], until)


def replayed_ties(connection: Connection, until: str | None = None) -> dict[tuple[str, str], Entry]:
    """The merges of the program that hold, by their two tellings."""
    return replay.ties(_on_linking(connection, until))


def replayed_bonds(connection: Connection, until: str | None = None) -> list[tuple[Entry, Bond]]:
    """People's word on linking, in order."""
    return replay.bonds(_on_linking(connection, until))


def _on_linking(connection: Connection, until: str | None) -> list[Entry]:
    actions = schema.entry.c.action.in_(("merge", "split", "undo"))
    return archive.entries(connection, *archive.until_then(until), actions)


def bond_rows(connection: Connection) -> Iterator[dict[str, Any]]:
    """People's word on linking as rows of the present state."""
    for entry, bond in replayed_bonds(connection):
        for key in sorted({*bond.left, *bond.right}):
            yield {"key": key, "seq": entry.seq}


def note_rows(connection: Connection) -> Iterator[dict[str, Any]]:
    """People's work on cases as rows of the present state."""
    for key, entries in notes(connection).items():
        for entry in entries:
            yield {"key": key, "seq": entry.seq}


def notes(connection: Connection, until: str | None = None) -> dict[str, list[Entry]]:
    """People's work on cases that counts, by each telling that the case held, in order."""
    actions = schema.entry.c.action.in_((*sorted(replay.WORK), "undo"))
    found: dict[str, list[Entry]] = {}
    for entry in replay.active(archive.entries(connection, *archive.until_then(until), actions)):
        for key in entry.body.incidents:
            found.setdefault(key, []).append(entry)
    return found


def joined(ties: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The case of every telling that is tied to another: the smallest key among those that ties connect."""
    pairs = list(ties)
    forest = Forest({key for pair in pairs for key in pair})
    for a, b in pairs:
        forest.join(a, b)
    return {key: group[0] for group in forest.sets() for key in group}


def cases_at(connection: Connection, until: str | None = None) -> list[Case]:
    """All cases as they were at a time, or are now, in the order of their ids: the replay alone, in memory."""
    tellings: dict[str, list[Telling]] = {}
    ties = replayed_ties(connection, until)
    home = joined(ties)
    for states in page_states(connection, until):
        for one in (telling for state in states for telling in state.tellings):
            tellings.setdefault(home.get(one.key, one.key), []).append(one)
    by_first: dict[str, list[Tie]] = {}
    for (a, b), entry in sorted(ties.items()):
        by_first.setdefault(a, []).append(Tie(a, b, entry.body.score or 0, entry.reason or ""))
    disputes = replay.bond_disputes(replayed_bonds(connection, until))
    ordered = {case: sorted(some, key=lambda one: one.key) for case, some in tellings.items()}
    return present.composed(ordered, present.Beside(notes(connection, until), by_first, disputes))


# ---- everything at once ----------------------------------------------------------------------------------------------
@contextmanager
def _emptied(connection: Connection, *tables: Table) -> Generator[None]:
    """Tables without rows, to be filled: their indexes are made when they are full, which is many times faster."""
    for table in tables:
        for index in table.indexes:
            index.drop(connection, checkfirst=True)
        connection.execute(delete(table))
    yield
    for table in tables:
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            index.create(connection)


def _pairs_anew(connection: Connection) -> link.Found:
    """Fill the blocks and pairs from all tellings."""
    decoder = msgspec.msgpack.Decoder(Traits)
    rows = archive.stream(connection, select(schema.told.c.traits))
    found = link.pair_all(decoder.decode(row.traits) for row in rows)
    with _emptied(connection, schema.block, schema.pair):
        filed = ({"block": block, "key": one.key} for one in found.everything for block in linking.blocks(one))
        _fill(connection, schema.block, filed)
        both = ({"a": x, "b": y, "score": score} for a, b, score in found for x, y in ((a, b), (b, a)))
        _fill(connection, schema.pair, both)
    return found


def _compose_all(connection: Connection) -> None:
    """Derive every case anew."""
    rows = archive.stream(connection, select(schema.telling.c.case_id))
    cases = list(dict.fromkeys(row.case_id for row in rows))  # as they came: the tellings of a case lie near each other
    with _emptied(connection, schema.casefile, schema.party):
        for start in range(0, len(cases), archive.MANY):
            present.recompose(connection, None, cases[start : start + archive.MANY])


def _fill(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Insert any number of rows."""
    rows = iter(rows)
    while some := list(islice(rows, ROWS)):
        insert_all(connection, table, some)


def _regroup(connection: Connection, groups: Iterable[tuple[str, ...]]) -> set[str]:
    """Put all tellings under the cases that they now form; gives the cases that changed."""
    table = schema.telling
    now = {row.key: row.case_id for row in archive.stream(connection, select(table.c.key, table.c.case_id))}
    moves = [(key, now[key], group[0]) for group in groups for key in group if now[key] != group[0]]
    present.move(connection, moves)
    return {case for _, old, new in moves for case in (old, new)}
