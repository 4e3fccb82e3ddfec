"""Reading back what was appended to a ledger: pages, texts, findings and entries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, Table, select

from dateline.case import Body, Entry, Finding, Rejection, Run, StoredPage
from dateline.ledger import canonical, schema
from dateline.model import Evidence

MANY = 500
"""Values in one IN list: every store takes a statement with so many."""


def chunks(values: Iterable[str], size: int = MANY) -> Iterator[list[str]]:
    """The distinct values, sorted, in lists that fit a statement."""
    ordered = sorted(set(values))
    for start in range(0, len(ordered), size):
        yield ordered[start : start + size]


def parts(numbers: Iterable[int], size: int = MANY) -> Iterator[list[int]]:
    """The distinct numbers, sorted, in lists that fit a statement."""
    ordered = sorted(set(numbers))
    for start in range(0, len(ordered), size):
        yield ordered[start : start + size]


def entries(connection: Connection, *where: ColumnElement[bool]) -> list[Entry]:
    """The entries that a condition selects, in order."""
    query = select(schema.entry).where(*where).order_by(schema.entry.c.seq)
    return [entry(row) for row in connection.execute(query)]


def until_then(until: str | None) -> list[ColumnElement[bool]]:
    """The condition that an entry was made no later than a time."""
    return [] if until is None else [schema.entry.c.recorded_at <= until]


def entries_of_pages(connection: Connection, pages: Iterable[str], until: str | None = None) -> dict[str, list[Entry]]:
    """The entries upon the findings of pages, by page, in order."""
    found: dict[str, list[Entry]] = {}
    for some in chunks(pages):
        for one in entries(connection, schema.entry.c.page.in_(some), *until_then(until)):
            found.setdefault(one.page or "", []).append(one)
    return found


def entries_of_subjects(connection: Connection, subjects: Iterable[str], until: str | None = None) -> list[Entry]:
    """The entries upon some incidents, in order."""
    subject, when = schema.entry.c.subject, until_then(until)
    found = [one for some in chunks(subjects) for one in entries(connection, subject.in_(some), *when)]
    return sorted(found, key=lambda one: one.seq)


def entries_by_key(connection: Connection, table: Table, keys: Iterable[str]) -> dict[str, list[Entry]]:
    """The entries that `now_bond` or `now_note` has for tellings, by telling, in order."""
    found: dict[str, list[Entry]] = {}
    for some in chunks(keys):
        query = select(table.c.key, schema.entry).join(schema.entry, schema.entry.c.seq == table.c.seq)
        for row in connection.execute(query.where(table.c.key.in_(some)).order_by(table.c.seq)):
            fields = {**row._mapping}
            found.setdefault(fields.pop("key"), []).append(entry_of(fields))
    return found


def entries_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Entry]:
    """Entries by id."""
    found = (one for some in chunks(ids) for one in entries(connection, schema.entry.c.id.in_(some)))
    return {one.id: one for one in found}


def stream(connection: Connection, query: Select[Any], size: int = 10_000) -> Iterator[Row[Any]]:
    """The rows of a large query, a part at a time."""
    return iter(connection.execute(query, execution_options={"yield_per": size}))


def entry(row: Row[Any]) -> Entry:
    """An entry from its row."""
    return entry_of(row._mapping)


def entry_of(fields: Mapping[Any, Any]) -> Entry:
    """An entry from the columns of its row."""
    return Entry(**{**fields, "body": msgspec.json.decode(fields["body"], type=Body)})


def findings(connection: Connection, ids: Iterable[str]) -> dict[str, Finding]:
    """Findings by id."""
    found: dict[str, Finding] = {}
    for some in chunks(ids):
        for row in connection.execute(select(schema.finding).where(schema.finding.c.id.in_(some))):
            found[row.id] = finding(row)
    return found


def finding(row: Row[Any]) -> Finding:
    """A finding from its row."""
    return Finding(**{**row._mapping, "evidence": msgspec.json.decode(row.evidence, type=Evidence)})


def named(entries: Sequence[Entry]) -> set[str]:
    """The ids of all findings that some entries speak of."""
    return {id for one in entries for id in (*one.body.findings, *filter(None, (one.body.replaces,)))}


def text(connection: Connection, reading: str) -> str:
    """The text of a reading. Raises KeyError where there is none, zlib.error where it is damaged."""
    data = connection.execute(select(schema.reading.c.text).where(schema.reading.c.id == reading)).scalar()
    if data is None:
        raise KeyError(reading)
    return canonical.unpacked(data).decode()


def page(connection: Connection, id: str) -> StoredPage:
    """A stored page. Raises KeyError where there is none, zlib.error where it is damaged."""
    row = connection.execute(select(schema.page).where(schema.page.c.id == id)).first()
    if row is None:
        raise KeyError(id)
    return StoredPage(row.id, row.source, row.url, row.retrieved_at, row.meta, canonical.unpacked(row.data))


def pages(connection: Connection, ids: Iterable[str]) -> dict[str, StoredPage]:
    """Stored pages without their bytes, by id."""
    table = schema.page.c
    columns = (table.id, table.source, table.url, table.retrieved_at, table.meta)
    rows = (row for some in chunks(ids) for row in connection.execute(select(*columns).where(table.id.in_(some))))
    return {row.id: StoredPage(*row, b"") for row in rows}


def sources(connection: Connection, pages: Iterable[str]) -> dict[str, str]:
    """Where pages came from: their URL where they have one, else the path."""
    table = schema.page
    found = {}
    for some in chunks(pages):
        for row in connection.execute(select(table.c.id, table.c.url, table.c.source).where(table.c.id.in_(some))):
            found[row.id] = row.url or row.source
    return found


def runs(connection: Connection, ids: Iterable[str]) -> dict[str, Run]:
    """Runs by id."""
    table = schema.run
    rows = (row for some in chunks(ids) for row in connection.execute(select(table).where(table.c.id.in_(some))))
    return {row.id: Run(**row._mapping) for row in rows}


def rejections(connection: Connection) -> list[Rejection]:
    """The pages that could not be coded, in order."""
    table = schema.rejection
    query = select(table.c.run, table.c.source, table.c.reason, table.c.recorded_at).order_by(table.c.number)
    return [Rejection(*row) for row in connection.execute(query)]
