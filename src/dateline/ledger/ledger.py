"""The ledger: open one, add coded pages, ask for cases, decide, undo. Each method is one transaction."""

import gc
import uuid
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Connection, select

from dateline import codebook
from dateline.case import (
    Case,
    Entry,
    Event,
    Explanation,
    Fault,
    PageIssue,
    Rejection,
    Related,
    Run,
    StoredPage,
    Telling,
)
from dateline.config import VERSION
from dateline.errors import UsageError
from dateline.ledger import (
    archive,
    codings,
    decide,
    explain,
    find,
    frames,
    intake,
    migrate,
    pages,
    present,
    query,
    rebuild,
    related,
    replay,
    schema,
    verify,
)
from dateline.ledger.findings import Drawn
from dateline.ledger.intake import Added, Intake, storable
from dateline.ledger.journal import NONCE, Journal, run_id
from dateline.ledger.query import Filter
from dateline.ledger.store import Store
from dateline.model import CodedBy, Evidence, Incident

if TYPE_CHECKING:
    import pyarrow as pa

Clock = Callable[[], datetime]


class Ledger:
    """An open ledger: an SQLite file or a PostgreSQL database, with the author of what is decided through it."""

    def __init__(self, store: Store, author: str, clock: Clock, versions: CodedBy) -> None:
        self.store = store
        self.author = author
        self.clock = clock
        self.versions = versions
        self._run: Run | None = None

    @classmethod
    def open(
        cls,
        where: str,
        *,
        author: str = "",
        create: bool = True,
        clock: Clock | None = None,
        versions: CodedBy | None = None,
    ) -> Self:
        """Open the ledger in a file or at a URL; where there is none it is made, or not. Raises LedgerError."""
        store = Store(where)
        ledger = cls(store, author, clock or _now, versions or CodedBy(VERSION, codebook.VERSION, "rules"))
        try:
            if not create and store.is_missing():
                raise UsageError(f"{store.name} does not exist; add pages first: dateline add PAGE --ledger FILE")
            migrate.prepare(store, ledger.now(), create=create)
            rebuild.freshen(store)
        except BaseException:
            store.close()
            raise
        return ledger

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def now(self) -> str:
        """The time, ISO 8601 in UTC."""
        return self.clock().astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def begin(self, command: str) -> Run:
        """Begin a run: what is stored from here on bears its name."""
        by = self.author or replay.MACHINE
        v = self.versions
        told = (storable(command) or "", storable(by) or "", v.version, v.codebook, v.model, self.now())
        self._run = Run(run_id(uuid.uuid4().hex[:NONCE], *told), *told)
        return self._run

    # ---- pages -------------------------------------------------------------------------------------------------------
    def known(self, ids: Iterable[str]) -> set[str]:
        """Of some pages, those that these versions have coded already."""
        versions = codings.versions(self.versions)
        table = schema.coding
        found: set[str] = set()
        with self.store.reading() as connection:
            for some in archive.chunks(ids):
                query = select(table.c.page).where(table.c.page.in_(some), table.c.versions == versions)
                found.update(connection.execute(query).scalars())
        return found

    def add(self, intakes: Sequence[Intake], *, linked: bool = True) -> Added:
        """Store coded pages, all or none: their bytes, their findings, and how they join the cases.

        A page that the same versions have coded before changes nothing. Unlinked, each incident is a case of its own
        until `link` is called.
        """
        with self._writing("add") as (connection, journal):
            return intake.add(connection, journal, intakes, linked=linked)

    def stale_ids(self) -> list[str]:
        """The stored pages that these versions have not coded, in the order of their ids."""
        coded = select(schema.coding.c.page).where(schema.coding.c.versions == codings.versions(self.versions))
        query = select(schema.page.c.id).where(schema.page.c.id.not_in(coded)).order_by(schema.page.c.id)
        with self.store.reading() as connection:
            return list(connection.execute(query).scalars())

    def stale(self) -> Iterator[StoredPage]:
        """The pages of `stale_ids`, each read by itself, so that what comes of one may be stored before the next."""
        return (self.page(id) for id in self.stale_ids())

    def reject(self, rejected: Sequence[tuple[str, str]]) -> None:
        """Note pages that could not be coded: source and reason."""
        with self._writing("add") as (_, journal):
            journal.rejections([(storable(source) or "", storable(reason) or "") for source, reason in rejected])

    def rejections(self) -> list[Rejection]:
        """The pages that could not be coded, each with its reason, in order."""
        with self.store.reading() as connection:
            return archive.rejections(connection)

    # ---- asking ------------------------------------------------------------------------------------------------------
    def cases(self, wanted: Filter | None = None) -> list[Case]:
        """The cases that a filter selects, the latest first."""
        with self.store.reading() as connection:
            return query.cases(connection, wanted or Filter())

    def count(self, wanted: Filter | None = None) -> int:
        """How many cases a filter selects in all."""
        with self.store.reading() as connection:
            return query.count(connection, wanted or Filter())

    def case(self, name: str) -> Case:
        """The case with this name, or the one that the telling with this name is in. Raises UsageError."""
        with self.store.reading() as connection:
            return _case(connection, name)

    def cases_of(self, keys: Iterable[str]) -> list[Case]:
        """The cases that some tellings are in, as far as they are there, in the order of their ids."""
        with self.store.reading() as connection:
            return [_case(connection, id) for id in sorted(present.cases_of(connection, keys))]

    def tellings(self, name: str) -> list[Telling]:
        """The tellings of a case, in the order of their keys. Raises UsageError."""
        with self.store.reading() as connection:
            id = find.case_id(connection, name)
            return present.tellings_of(connection, [id])[id]

    def page(self, id: str) -> StoredPage:
        """A stored page as it came. Raises UsageError."""
        with self.store.reading() as connection:
            return archive.page(connection, find.digest(connection, schema.page.c.id, id, "page"))

    def text(self, reading: str) -> str:
        """The text that evidence points into. Raises UsageError."""
        with self.store.reading() as connection:
            return archive.text(connection, find.digest(connection, schema.reading.c.id, reading, "reading"))

    def table(self, name: str, wanted: Filter | None = None) -> "pa.Table":
        """The cases that a filter selects, all without one, as an Arrow table: cases, claims or casualties."""
        with self.store.reading() as connection:
            return frames.table(name, query.all_cases(connection, wanted or Filter()))

    # ---- deciding ----------------------------------------------------------------------------------------------------
    def merge(self, *names: str, reason: str) -> Entry:
        """Make some cases one."""
        with self._deciding("merge") as (connection, journal):
            return decide.merge(connection, journal, names, reason)

    def split(self, *tellings: str, reason: str) -> Entry:
        """Take tellings out of their case, together."""
        with self._deciding("split") as (connection, journal):
            return decide.split(connection, journal, tellings, reason)

    def accept(self, *values: str, reason: str | None = None) -> list[Entry]:
        """Agree with values of the program."""
        with self._deciding("accept") as (connection, journal):
            return decide.judge(connection, journal, "accept", values, reason)

    def reject_values(self, *values: str, reason: str) -> list[Entry]:
        """Say that values are wrong; rejecting the `told` of an incident rejects the whole incident."""
        with self._deciding("reject") as (connection, journal):
            return decide.judge(connection, journal, "reject", values, reason)

    def correct(
        self, value: str, to: Mapping[str, Any], *, evidence: Evidence | None = None, reason: str | None = None
    ) -> Entry:
        """Put a value of one's own in the place of one; fields that `to` leaves out stay."""
        with self._deciding("correct") as (connection, journal):
            return decide.correct(connection, journal, value, dict(to), evidence, reason)

    def add_value(
        self, telling: str, property: str, value: Mapping[str, Any], *, evidence: Evidence, reason: str | None = None
    ) -> Entry:
        """Add a place, participant, casualty, weapon, object or claim to an incident."""
        with self._deciding("add") as (connection, journal):
            drawn = Drawn("", property, dict(value), evidence, "")
            return decide.add(connection, journal, telling, drawn, reason)

    def add_incident(self, reading: str, incident: Incident, *, reason: str | None = None) -> Entry:
        """Add an incident that the program did not find; `incident.report` is the lasting key of its report."""
        with self._deciding("add") as (connection, journal):
            return decide.add_incident(connection, journal, reading, incident, reason)

    def assign(self, case: str, to: str | None, *, reason: str | None = None) -> Entry:
        """Give a case to somebody, or to nobody."""
        with self._deciding("assign") as (connection, journal):
            return decide.note(connection, journal, "assign", case, to or "", reason)

    def comment(self, case: str, text: str) -> Entry:
        """Say something about a case."""
        with self._deciding("comment") as (connection, journal):
            return decide.note(connection, journal, "comment", case, text, None)

    def set_stage(self, case: str, stage: str, *, reason: str | None = None) -> Entry:
        """Move a case to another stage of the work."""
        with self._deciding("status") as (connection, journal):
            return decide.note(connection, journal, "status", case, stage, reason)

    def sign_off(self, case: str, *, reason: str | None = None) -> Entry:
        """Sign a case as it is now; the signature lapses when its content changes."""
        with self._deciding("sign_off") as (connection, journal):
            return decide.note(connection, journal, "sign_off", case, "", reason)

    def undo(self, entry: str, *, reason: str | None = None) -> Entry:
        """Make an entry count no more; the state is as if it had never been."""
        with self._deciding("undo") as (connection, journal):
            return decide.undo(connection, journal, entry, reason)

    # ---- reasons and checks ------------------------------------------------------------------------------------------
    def explain(self, name: str) -> Explanation:
        """Why a case, a telling or a value is as it is. Raises UsageError."""
        with self.store.reading() as connection:
            return explain.explain(connection, name)

    def related(self, name: str) -> Related:
        """The cases that a case speaks of as a series or in passing, and those that speak of it so."""
        with self.store.reading() as connection:
            return related.related(connection, _case(connection, name))

    def history(self, name: str) -> list[Event]:
        """All that was ever done to a case, a telling or a value, in order. Raises UsageError."""
        with self.store.reading() as connection:
            return explain.history(connection, name)

    def verify(self, tell: Callable[[str], None] = lambda _: None) -> list[Fault]:
        """Check hashes, the chain of entries, references and the replay; `tell` is told what is being looked at."""
        with self.store.reading() as connection:
            return list(verify.verify(connection, tell))

    def at(self, time: str | None = None) -> list[Case]:
        """All cases as they were at a time (ISO, UTC), or as a replay of all entries makes them."""
        with self.store.reading() as connection:
            return rebuild.cases_at(connection, time)

    def issues(self) -> list[PageIssue]:
        """What the codings left open, page by page, and the incidents that people have rejected."""
        with self.store.reading() as connection:
            return [*pages.issues(connection), *pages.rejected(connection)]

    # ---- the present state -------------------------------------------------------------------------------------------
    def link(self) -> None:
        """Look at every pair of incidents again, and make the merges what this version says they should be."""
        with self._writing("link") as (connection, journal):
            rebuild.relink(connection, journal)

    def rebuild(self) -> None:
        """Drop the present state and build it anew from the entries."""
        with self._writing("rebuild") as (connection, _):
            rebuild.rebuild(connection)

    # ---- transactions ------------------------------------------------------------------------------------------------
    @contextmanager
    def _writing(self, command: str) -> Generator[tuple[Connection, Journal]]:
        run = self._run or self.begin(command)
        with _no_collector(), self.store.writing() as connection:
            journal = Journal(connection, run, self.now())
            journal.begin()
            yield connection, journal
            journal.flush()

    @contextmanager
    def _deciding(self, command: str) -> Generator[tuple[Connection, Journal]]:
        if not self.author.strip() or self.author == replay.MACHINE:
            raise UsageError("a decision needs a person's name: give --author, or set DATELINE_AUTHOR")
        with self._writing(command) as both:
            yield both


@contextmanager
def _no_collector() -> Generator[None]:
    """Without Python's search for cycles: records have none, and with a million of them it takes most of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _case(connection: Connection, name: str) -> Case:
    return present.case(connection, find.case_id(connection, name))


def _now() -> datetime:
    return datetime.now(UTC)
