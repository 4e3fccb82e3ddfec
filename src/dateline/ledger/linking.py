"""Joining tellings to cases inside the ledger: only what new tellings can touch is looked at again.

Pairs that are alike enough are kept in `now_pair`. Which tellings are one case depends on nothing but the connected
component of such pairs that they lie in, and on what people said of them; so components that a change touches are
grouped anew, and the result is the same as if all had come at once. Merges that newly hold are appended as entries by
the program, and those that hold no more are undone by it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, bindparam, delete, or_, select

from dateline import link
from dateline.case import Body, Bond, Entry, Tie, Traits
from dateline.ledger import archive, replay, schema
from dateline.ledger.archive import chunks, parts
from dateline.ledger.journal import Journal, insert_all

_traits = msgspec.msgpack.Decoder(Traits)
Pair = tuple[str, str]


class Reach(Struct, frozen=True):
    """Everything that pairs, merges and people's words connect to some tellings."""

    traits: Mapping[str, Traits]
    scores: Mapping[Pair, float]
    bonds: tuple[Bond, ...]


# ---- pairs -----------------------------------------------------------------------------------------------------------
def forget(connection: Connection, keys: Collection[str]) -> set[str]:
    """Take tellings out of the blocks and pairs; gives those that they were paired with or tied to."""
    touched: set[str] = set()
    pair = schema.pair
    for some in chunks(keys):
        touched.update(connection.execute(select(pair.c.b).where(pair.c.a.in_(some))).scalars())
        touched.update(_tied(connection, some))
        connection.execute(delete(pair).where(pair.c.a.in_(some)))
        connection.execute(delete(schema.block).where(schema.block.c.key.in_(some)))
    for some in chunks(keys):
        connection.execute(delete(pair).where(pair.c.b.in_(some)))
    return touched


def pair_up(connection: Connection, fresh: Mapping[str, Traits]) -> None:
    """File new tellings in their blocks, and note which others they are like."""
    rows = [{"block": block, "key": key} for key in sorted(fresh) for block in blocks(fresh[key])]
    insert_all(connection, schema.block, rows)
    near = _near(connection, fresh)
    traits = {**traits_of(connection, {key for pair in near for key in pair} - fresh.keys()), **fresh}
    found = []
    for a, b in sorted(near):
        score = link.compare(traits[a], traits[b]).score
        if score >= link.JOIN:
            found += [{"a": a, "b": b, "score": score}, {"a": b, "b": a, "score": score}]
    insert_all(connection, schema.pair, found)


def blocks(traits: Traits) -> tuple[int, ...]:
    """The blocks of a telling as they are stored: two names with one hash only bring more tellings together."""
    return tuple(dict.fromkeys(map(_hashed, link.blocks(traits))))


def _hashed(block: str) -> int:
    return int.from_bytes(blake2b(block.encode(), digest_size=8).digest(), signed=True)


def _near(connection: Connection, fresh: Mapping[str, Traits]) -> set[Pair]:
    """Pairs of a fresh telling and any that shares a block with it, the smaller key first."""
    a, b = schema.block.alias(), schema.block.alias()
    found: set[Pair] = set()
    for some in chunks(fresh):
        query = select(a.c.key, b.c.key).join(b, a.c.block == b.c.block).where(a.c.key.in_(some), a.c.key != b.c.key)
        found.update((min(one, other), max(one, other)) for one, other in connection.execute(query.distinct()))
    return found


def traits_of(connection: Connection, keys: Iterable[str]) -> dict[str, Traits]:
    """The traits of tellings by their keys; what is no telling is left out."""
    table = schema.told
    found = {}
    for some in chunks(keys):
        for key, packed in connection.execute(select(table.c.key, table.c.traits).where(table.c.key.in_(some))):
            found[key] = _traits.decode(packed)
    return found


# ---- what belongs together -------------------------------------------------------------------------------------------
def reach(connection: Connection, touched: Iterable[str]) -> Reach:
    """All tellings that are connected with some: whole components, so that they can be grouped by themselves."""
    keys: set[str] = set()
    scores: dict[Pair, float] = {}
    seqs: set[int] = set()
    edge = set(touched)
    while edge:
        keys |= edge
        found: set[str] = set()
        for some in chunks(edge):
            for a, b, score in _pairs(connection, some):
                scores[min(a, b), max(a, b)] = score
                found.add(b)
            found |= _tied(connection, some) | _bonded(connection, some, seqs)
        edge = found - keys
    traits = traits_of(connection, keys)
    return Reach(traits, scores, _among(people(connection, seqs), traits.keys()))


def _pairs(connection: Connection, keys: Sequence[str]) -> Iterable[tuple[str, str, float]]:
    pair = schema.pair
    rows = connection.execute(select(pair.c.a, pair.c.b, pair.c.score).where(pair.c.a.in_(keys)))
    return ((row.a, row.b, row.score) for row in rows)


def _tied(connection: Connection, keys: Sequence[str]) -> set[str]:
    """The tellings that merges which hold tie to some others."""
    tie = schema.tie
    rows = connection.execute(select(tie.c.a, tie.c.b).where(or_(tie.c.a.in_(keys), tie.c.b.in_(keys))))
    return {key for row in rows for key in row}


def _bonded(connection: Connection, keys: Sequence[str], seqs: set[int]) -> set[str]:
    """The tellings that people named together with some others; the numbers of those entries go into `seqs`."""
    bond = schema.bond
    new = set(connection.execute(select(bond.c.seq).where(bond.c.key.in_(keys))).scalars()) - seqs
    seqs |= new
    found: set[str] = set()
    for some in parts(new):
        found.update(connection.execute(select(bond.c.key).where(bond.c.seq.in_(some))).scalars())
    return found


def people(connection: Connection, seqs: Iterable[int]) -> list[Bond]:
    """What people said of linking in the entries with these numbers, all of which stand."""
    entries = [e for some in parts(seqs) for e in archive.entries(connection, schema.entry.c.seq.in_(some))]
    targets = archive.entries_by_id(connection, [e.body.target for e in entries if e.body.target])
    bonds = (replay.bond(entry, targets.get(entry.body.target or "")) for entry in entries)
    return [bond for bond in bonds if bond is not None]


def _among(bonds: Iterable[Bond], keys: Iterable[str]) -> tuple[Bond, ...]:
    """Bonds as far as they speak of tellings that are there."""
    known = set(keys)
    cut = (
        Bond(tuple(k for k in b.left if k in known), tuple(k for k in b.right if k in known), b.together) for b in bonds
    )
    return tuple(bond for bond in cut if bond.left and bond.right)


# ---- merges as entries -----------------------------------------------------------------------------------------------
def retie(connection: Connection, journal: Journal, keys: Iterable[str] | None, wanted: Iterable[Tie]) -> None:
    """Make the merges among some tellings, or all, those that are wanted: new ones are appended, old ones undone."""
    table = schema.tie
    held = _held(connection, keys)
    new = {(tie.a, tie.b): tie for tie in wanted}
    dropped = []
    for at, row in sorted(held.items()):
        tie = new.get(at)
        if tie is not None and (tie.score, tie.why) == (row.score, row.why):
            del new[at]
            continue
        unmerge(journal, at, row.entry)
        dropped.append({"one": at[0], "other": at[1]})
    if dropped:
        drop = delete(table).where(table.c.a == bindparam("one"), table.c.b == bindparam("other"))
        connection.execute(drop, dropped)
    before: dict[Pair, list[Entry]] = {}
    for entry in archive.entries_of_subjects(connection, {a for a, _ in new}):
        if entry.action == "merge" and entry.author == replay.MACHINE:
            before.setdefault((entry.body.incidents[0], entry.body.incidents[1]), []).append(entry)
    gone = _undoings(connection, before)
    rows = [row_of(_merged(journal, tie, before.get(at, ()), gone)) for at, tie in sorted(new.items())]
    insert_all(connection, table, rows)


def _undoings(connection: Connection, merged: Mapping[Pair, Sequence[Entry]]) -> dict[str, Entry]:
    """The undoings that stand among entries upon some tellings, by what they undo."""
    entries = archive.entries_of_subjects(connection, {a for a, _ in merged})
    return {entry.body.target or "": entry for entry in replay.undoings(entries)}


def _held(connection: Connection, keys: Iterable[str] | None) -> dict[Pair, Row[Any]]:
    """The merges that hold among some tellings, or all."""
    table = schema.tie
    if keys is None:
        return {(row.a, row.b): row for row in archive.stream(connection, select(table))}
    found = {}
    for some in chunks(keys):
        for row in connection.execute(select(table).where(or_(table.c.a.in_(some), table.c.b.in_(some)))):
            found[row.a, row.b] = row
    return found


def _merged(journal: Journal, tie: Tie, before: Sequence[Entry], gone: Mapping[str, Entry]) -> Entry:
    """The entry of a merge: an earlier one of the same content, which counts again, or a new one."""
    for entry in before:
        if (entry.body.score, entry.reason) == (tie.score, tie.why):
            undoing = gone.get(entry.id)
            if undoing is not None and undoing.author != replay.MACHINE:
                continue  # what a person has undone stays undone; people have joined the two otherwise
            if undoing is not None:
                reason = "alike enough again"
                again = Body(target=undoing.id)
                journal.entry("undo", again, subject=tie.a, author=replay.MACHINE, reason=reason)
            return entry
    return merge(journal, tie)


def merge(journal: Journal, tie: Tie) -> Entry:
    """Append a merge by the program."""
    body = Body(incidents=(tie.a, tie.b), score=tie.score)
    return journal.entry("merge", body, subject=tie.a, author=replay.MACHINE, reason=tie.why)


def unmerge(journal: Journal, at: Pair, merged: str) -> Entry:
    """Append the program's undoing of a merge of its own."""
    reason = "no longer alike enough, or a person says otherwise"
    return journal.entry("undo", Body(target=merged), subject=at[0], author=replay.MACHINE, reason=reason)


def row_of(entry: Entry) -> dict[str, object]:
    """A merge that holds, as a row of the present state."""
    a, b = entry.body.incidents
    return {"a": a, "b": b, "entry": entry.id, "score": entry.body.score or 0, "why": entry.reason or ""}
