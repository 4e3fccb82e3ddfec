"""Appending to a ledger: runs, pages, readings, findings and entries, within one transaction.

Entries are chained: the id of each is a hash of its content and of the entry before it, so that none can be changed or
taken out unseen. Whoever appends holds the store's write lock, so `seq` is the order of commits.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import structs
from sqlalchemy import Connection, Table, func, select

from dateline.case import Action, Body, Entry, Finding, Run, StoredPage
from dateline.ledger import canonical, schema

MANY = 5_000
"""Entries that wait to be stored, at most."""

FIRST = "0" * 64
"""What stands before the first entry of a ledger."""


class Journal:
    """The append-only tables within one transaction; entries are stored by `flush`."""

    def __init__(self, connection: Connection, run: Run, now: str) -> None:
        self.connection = connection
        self.run = run
        self.now = now
        seq, id = schema.entry.c.seq, schema.entry.c.id
        last = connection.execute(select(seq, id).order_by(seq.desc()).limit(1)).first()
        self.seq: int = last.seq if last else 0
        self.chain: str = last.id if last else FIRST
        self.rows: list[dict[str, Any]] = []

    def begin(self) -> None:
        """Store the run itself, once."""
        put(self.connection, schema.run, [structs.asdict(self.run)])

    def entry(
        self,
        action: Action,
        body: Body,
        *,
        page: str | None = None,
        subject: str | None = None,
        author: str | None = None,
        reason: str | None = None,
    ) -> Entry:
        """Append an act upon the ledger, by the run's author where no other is named."""
        seq, author = self.seq + 1, author or self.run.author
        unchained = Entry(seq, "", action, page, subject, body, author, self.run.id, reason, self.now)
        made = structs.replace(unchained, id=chained(self.chain, unchained))
        self.seq, self.chain = seq, made.id
        self.rows.append({**structs.asdict(made), "body": canonical.encode(msgspec.to_builtins(body))})
        if len(self.rows) >= MANY:
            self.flush()
        return made

    def flush(self) -> None:
        """Store the entries that were made."""
        insert_all(self.connection, schema.entry, self.rows)
        self.rows = []

    def pages(self, pages: Iterable[StoredPage]) -> None:
        """Store pages, each once."""
        rows = [
            {**structs.asdict(page), "size": len(page.data), "data": canonical.packed(page.data), "run": self.run.id}
            for page in pages
        ]
        put(self.connection, schema.page, rows)

    def readings(self, texts: Iterable[tuple[str, str, str]]) -> None:
        """Store the texts of pages: id, page, text."""
        rows = [{"id": id, "page": page, "text": canonical.packed(text.encode())} for id, page, text in texts]
        put(self.connection, schema.reading, rows)

    def findings(self, findings: Iterable[Finding]) -> None:
        """Store findings, each once."""
        rows = [{**structs.asdict(one), "evidence": canonical.encode(one.evidence)} for one in findings]
        put(self.connection, schema.finding, rows)

    def codings(self, coded: Iterable[tuple[str, str]]) -> None:
        """Note which versions have coded which pages: page, versions."""
        rows = [{"page": page, "run": self.run.id, "versions": versions} for page, versions in coded]
        put(self.connection, schema.coding, rows)

    def rejections(self, rejected: Sequence[tuple[str, str]]) -> None:
        """Note pages that could not be coded: source and reason."""
        number = self.connection.execute(select(func.max(schema.rejection.c.number))).scalar() or 0
        rows = [
            {"number": number + n, "run": self.run.id, "source": source, "reason": reason, "recorded_at": self.now}
            for n, (source, reason) in enumerate(rejected, 1)
        ]
        insert_all(self.connection, schema.rejection, rows)


NONCE = 8
"""Digits of a run's id that are there by chance; the others are a hash of what the run is."""


def run_id(nonce: str, *told: str) -> str:
    """The id of a run: some digits by chance, so that two runs at one moment differ, and a hash of all it is."""
    return nonce + canonical.digest(nonce, told)[: 32 - NONCE]


def provenance(page: StoredPage) -> str:
    """The hash of where a page came from, which the first entry upon it keeps."""
    return canonical.digest(page.source, page.url, page.retrieved_at, page.meta)


def chained(before: str, entry: Entry) -> str:
    """What the id of an entry must be, after the one with the id `before`."""
    return canonical.digest(before, structs.astuple(structs.replace(entry, id="")))


Rows = Sequence[Mapping[str, Any]]


def insert_all(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert rows, which may be none."""
    _insert(connection, table, rows, "")


def put(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert rows, passing over those whose key is there already."""
    _insert(connection, table, rows, " ON CONFLICT DO NOTHING")


def _insert(connection: Connection, table: Table, rows: Rows, ending: str) -> None:
    """Hand rows to the driver as they are: building a statement for each costs more than storing it."""
    if not rows:
        return
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    names, digests = _columns(table)
    sql = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join([mark] * len(names))}){ending}"
    values = [
        tuple(
            bytes.fromhex(value) if digest and value is not None else value
            for value, digest in zip([row[name] for name in names], digests, strict=True)
        )
        for row in rows
    ]
    connection.exec_driver_sql(sql, values)


@lru_cache
def _columns(table: Table) -> tuple[list[str], list[bool]]:
    """The names of a table's columns, and which of them are digests."""
    return [column.name for column in table.columns], [isinstance(c.type, schema.Digest) for c in table.columns]
