"""Checking a ledger against itself: hashes, the chain of entries, references, the triggers, and the replay.

Triggers guard against accidents, not against whoever owns the store; so this recomputes everything that was hashed.
"""

import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, create_engine, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from dateline import link
from dateline.case import Entry, Fault, Traits
from dateline.ledger import archive, canonical, findings, journal, linking, present, rebuild, schema

NEAR = 50
"""Texts whose length is kept at hand."""

MADE = "SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL"
Progress = Callable[[str], None]
DAMAGED = (SQLAlchemyError, zlib.error, msgspec.DecodeError, msgspec.ValidationError, ValueError, TypeError, KeyError)


def verify(connection: Connection, tell: Progress) -> Iterator[Fault]:
    """Every fault of a ledger; `tell` is told what is being looked at."""
    for what, check in CHECKS:
        tell(what)
        try:
            yield from check(connection)
        except DAMAGED as error:  # what is broken so badly that it cannot be read at all
            yield Fault(what, f"cannot be read ({type(error).__name__}: {error})")


def _store(connection: Connection) -> Iterator[Fault]:
    if connection.dialect.name == "sqlite":
        for (said,) in connection.execute(text("PRAGMA integrity_check(20)")):
            if said != "ok":
                yield Fault("the file", said)
        blank = create_engine("sqlite://")
        with blank.begin() as new:
            schema.metadata.create_all(new)
            wanted = {row[0]: row[1] for row in new.execute(text(MADE))}
        blank.dispose()
        there = {row[0]: row[1] for row in connection.execute(text(MADE))}
    else:
        query = (
            "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n "
            "ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') "
            "AND n.nspname = current_schema()"
        )
        wanted = {f"trigger {table.name}_append_only": "" for table in schema.APPEND_ONLY}
        there = {f"trigger {name}": "" for name in connection.execute(text(query)).scalars()}
    for name in sorted(wanted):
        if name not in there:
            yield Fault(f"the {name}", "is missing, so that rows can be changed unseen or found only slowly")
        elif there[name] != wanted[name]:
            yield Fault(f"the {name}", "is not what this program makes")


def _pages(connection: Connection) -> Iterator[Fault]:
    for row in archive.stream(connection, select(schema.page.c.id, schema.page.c.data, schema.page.c.size), 200):
        try:
            data = canonical.unpacked(row.data)
        except zlib.error as error:
            yield Fault(f"page {row.id}", f"its bytes are damaged ({error})")
            continue
        if sha256(data).hexdigest() != row.id or len(data) != row.size:
            yield Fault(f"page {row.id}", "its bytes are not those that its name was made from")


def _readings(connection: Connection) -> Iterator[Fault]:
    for row in archive.stream(connection, select(schema.reading), 200):
        try:
            whole = canonical.unpacked(row.text).decode()
        except (zlib.error, UnicodeDecodeError) as error:
            yield Fault(f"text {row.id}", f"is damaged ({error})")
            continue
        if canonical.digest(row.page, whole) != row.id:
            yield Fault(f"text {row.id}", "is not the text that its name was made from")


def _findings(connection: Connection) -> Iterator[Fault]:
    lengths: dict[str, int] = {}
    query = select(schema.finding).order_by(schema.finding.c.id)  # so that those of a reading come near each other
    for row in archive.stream(connection, query):
        try:
            one = archive.finding(row)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            yield Fault(f"value {row.id}", f"its evidence cannot be read ({error})")
            continue
        if findings.content_hash(one) != one.id:
            yield Fault(f"value {one.id}", "is not what its name was made from")
        if one.reading not in lengths:
            lengths = dict(list(lengths.items())[-NEAR:])
            lengths[one.reading] = _length(connection, one.reading)
        if any(not 0 <= start < end <= lengths[one.reading] for start, end in one.evidence):
            yield Fault(f"value {one.id}", "points outside its text")


def _length(connection: Connection, reading: str) -> int:
    try:
        return len(archive.text(connection, reading))
    except (KeyError, zlib.error, UnicodeDecodeError):
        return 0


def _entries(connection: Connection) -> Iterator[Fault]:
    before, seq = journal.FIRST, 0
    runs = set()
    for row in connection.execute(select(schema.run)):
        runs.add(row.id)
        if journal.run_id(row.id[: journal.NONCE], *row[1:]) != row.id:
            yield Fault(f"run {row.id}", "is not what its name was made from")
    for row in archive.stream(connection, select(schema.entry).order_by(schema.entry.c.seq), 1_000):
        seq += 1
        try:
            entry = archive.entry(row)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            yield Fault(f"entry {row.id}", f"cannot be read ({error})")
            before = row.id
            continue
        if entry.seq != seq:
            yield Fault(f"entry {entry.id}", f"{entry.seq - seq} entries before it are missing")
            seq = entry.seq
        if journal.chained(before, entry) != entry.id:
            yield Fault(f"entry {entry.id}", "it, or the one before it, is not what its name was made from")
        if entry.run not in runs:
            yield Fault(f"entry {entry.id}", f"its run {entry.run} is missing")
        before = entry.id


def _references(connection: Connection) -> Iterator[Fault]:
    pages = set(connection.execute(select(schema.page.c.id)).scalars())
    for row in archive.stream(connection, select(schema.reading.c.id, schema.reading.c.page)):
        if row.page not in pages:
            yield Fault(f"text {row.id}", f"its page {row.page} is missing")
    known: set[str] = set()
    some: list[Entry] = []
    for row in archive.stream(connection, select(schema.entry).order_by(schema.entry.c.seq), 1_000):
        entry = archive.entry(row)
        known.add(entry.id)
        if entry.body.target is not None and entry.body.target not in known:
            yield Fault(f"entry {entry.id}", f"the entry {entry.body.target} that it undoes is missing")
        if entry.page is not None and entry.page not in pages:
            yield Fault(f"entry {entry.id}", f"its page {entry.page} is missing")
        some.append(entry)
        if len(some) == 200:
            yield from (*_named(connection, some), *_provenance(connection, some))
            some = []
    yield from (*_named(connection, some), *_provenance(connection, some))


def _provenance(connection: Connection, entries: list[Entry]) -> Iterator[Fault]:
    """Pages whose source is not what the first entry upon them has kept."""
    kept = {e.page: e.body.text for e in entries if e.action == "assert" and e.page and e.body.text}
    for id, page in archive.pages(connection, kept).items():
        if journal.provenance(page) != kept[id]:
            yield Fault(f"page {id}", "where it came from is not what it was when it was added")


def _named(connection: Connection, entries: list[Entry]) -> Iterator[Fault]:
    """Entries that speak of findings which are not there."""
    there = archive.findings(connection, archive.named(entries))
    for entry in entries:
        for id in sorted(archive.named([entry]) - there.keys()):
            yield Fault(f"entry {entry.id}", f"the value {id} that it speaks of is missing")


def _replay(connection: Connection) -> Iterator[Fault]:
    """The present state must be what the entries make."""
    table = schema.telling
    count = 0
    for states in rebuild.page_states(connection):
        made = {one.key: one for state in states for one in state.tellings}
        count += len(made)
        stored = present.tellings(connection, made)
        for key in sorted(made.keys() - {k for k, one in stored.items() if one == made[k]}):
            yield Fault(f"telling {key}", STALE)
        yield from _filed(connection, {key: link.traits(one) for key, one in made.items()})
    if connection.execute(select(func.count()).select_from(table)).scalar_one() != count:
        yield Fault("the tellings", "there are more than the entries make; " + STALE)
    ties = {at: entry.id for at, entry in rebuild.replayed_ties(connection).items()}
    held = {(row.a, row.b): row.entry for row in connection.execute(select(schema.tie))}
    for a, b in sorted({at for at, _ in ties.items() ^ held.items()}):
        yield Fault(f"the merge of {a} and {b}", STALE)
    bonds = {(row["key"], row["seq"]) for row in rebuild.bond_rows(connection)}
    if bonds != {(row.key, row.seq) for row in connection.execute(select(schema.bond))}:
        yield Fault("people's merges and splits", STALE)
    notes = {(row["key"], row["seq"]) for row in rebuild.note_rows(connection)}
    if notes != {(row.key, row.seq) for row in connection.execute(select(schema.note))}:
        yield Fault("people's work on cases", STALE)
    yield from _cases(connection, rebuild.joined(ties))


def _filed(connection: Connection, made: dict[str, Traits]) -> Iterator[Fault]:
    """What linking looks at must be what tellings have; a ledger that is not linked yet has filed nothing."""
    stored = linking.traits_of(connection, made)
    block, pair = schema.block, schema.pair
    for key in sorted(made.keys() - {k for k, one in stored.items() if one == made[k]}):
        yield Fault(f"the traits of {key}", STALE)
    for some in archive.chunks(made):
        filed: dict[str, set[int]] = {}
        for row in connection.execute(select(block.c.key, block.c.block).where(block.c.key.in_(some))):
            filed.setdefault(row.key, set()).add(row.block)
        for key in sorted(k for k, blocks in filed.items() if blocks != set(linking.blocks(made[k]))):
            yield Fault(f"the blocks of {key}", STALE)
        near = list(connection.execute(select(pair).where(pair.c.a.in_(some), pair.c.a < pair.c.b)))
        others = linking.traits_of(connection, {row.b for row in near})
        for row in near:
            if row.b not in others or link.compare(made[row.a], others[row.b]).score != row.score:
                yield Fault(f"the pair {row.a} and {row.b}", STALE)


def _cases(connection: Connection, home: dict[str, str]) -> Iterator[Fault]:
    table = schema.telling
    every: set[str] = set()
    for row in archive.stream(connection, select(table.c.key, table.c.case_id)):
        every.add(row.case_id)
        if home.get(row.key, row.key) != row.case_id:
            yield Fault(f"telling {row.key}", f"is in the case {row.case_id}, where merges do not put it; {REBUILD}")
    for some in archive.chunks(every):
        told = present.tellings_of(connection, some)
        cases = present.composed(told, present.beside(connection, told))
        made = {row["id"]: row for row in present.case_rows(cases, told)}
        stored = {r.id: dict(r._mapping) for r in _rows(connection, some)}
        for id in sorted(made.keys() | stored.keys()):
            if made.get(id) != stored.get(id):
                yield Fault(f"case {id}", STALE)
        named = {(row["case_id"], row["name"]) for case in cases for row in present.party_rows(case)}
        party = schema.party
        held = connection.execute(select(party.c.case_id, party.c.name).where(party.c.case_id.in_(some)))
        for id in sorted({id for id, _ in named ^ {(row.case_id, row.name) for row in held}}):
            yield Fault(f"the parties of {id}", STALE)
    there = set(connection.execute(select(schema.casefile.c.id)).scalars())
    for id in sorted(there - every):
        yield Fault(f"case {id}", "has no telling; " + REBUILD)


def _rows(connection: Connection, ids: list[str]) -> Any:
    return connection.execute(select(schema.casefile).where(schema.casefile.c.id.in_(ids)))


REBUILD = "run dateline rebuild"
STALE = f"is not what the entries make; {REBUILD}"
CHECKS = (
    ("the store", _store),
    ("pages", _pages),
    ("texts", _readings),
    ("values", _findings),
    ("entries", _entries),
    ("references", _references),
    ("the replay", _replay),
)
