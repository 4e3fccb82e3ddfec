"""The connection to a ledger: SQLite file or PostgreSQL URL, one writer at a time, errors in plain words."""

import re
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from dateline.errors import LedgerError, UsageError

PATIENCE = 60  # seconds that a writer waits for another
WRITER = 0x44617465  # the advisory lock of PostgreSQL under which entries are appended
LEAST_SQLITE = (3, 37)  # the first with STRICT tables
SQLITE_MAGIC = b"SQLite format 3\x00"


class Store:
    """One open ledger file or database; `reading` and `writing` give transactions."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.url = _url(where)
        self.name = shown(self.url)
        self.engine = _engine(self.url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """A transaction that sees one state of the ledger. Raises LedgerError."""
        with self._translated(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            yield connection

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """A transaction of the one writer: all of it is stored, or nothing. Raises LedgerError."""
        engine = self.engine.execution_options(writer=True)
        with self._translated(), engine.begin() as connection:
            if not self.is_sqlite:
                connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER})
            yield connection

    def is_missing(self) -> bool:
        """Whether the file of an SQLite ledger is not there."""
        return self.is_sqlite and not Path(self.url.database or "").exists()

    def close(self) -> None:
        """Let go of the file or the connections."""
        self.engine.dispose()

    @contextmanager
    def _translated(self) -> Generator[None]:
        try:
            yield
        except DBAPIError as error:
            raise LedgerError(f"{self.name}: {_plain(error)}") from error
        except SQLAlchemyError as error:
            raise LedgerError(f"{self.name}: {type(error).__name__}: {_first_line(error)}") from error


def shown(url: URL) -> str:
    """A ledger's name for messages, without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def _url(where: str) -> URL:
    if "://" not in where:
        if not where.strip():
            raise UsageError("the ledger has an empty name; give a file, or the URL of a PostgreSQL database")
        if "\0" in where or where == ":memory:":
            raise UsageError(f"{where!r} is no name for a ledger's file; give another")
        return URL.create("sqlite", database=str(Path(where)))
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        raise UsageError("the ledger's URL cannot be read; write postgresql://user@host/database") from None
    if url.drivername in ("sqlite", "sqlite+pysqlite") and url.database:
        return url
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise UsageError(
            f"{url.drivername} is no ledger store; give a file for SQLite, or postgresql://user@host/database"
        )
    if not url.database:
        raise UsageError("the ledger's URL names no database; write postgresql://user@host/database")
    return url.set(drivername="postgresql+psycopg")


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        try:
            engine = create_engine(url, pool_pre_ping=True)
        except (ModuleNotFoundError, NoSuchModuleError):
            raise LedgerError("a PostgreSQL ledger needs the driver psycopg: pip install 'dateline[team]'") from None
        return engine
    _check_sqlite(url)
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _check_sqlite(url: URL) -> None:
    import sqlite3

    if sqlite3.sqlite_version_info < LEAST_SQLITE:
        raise LedgerError(f"SQLite {sqlite3.sqlite_version} is too old for a ledger; Python with SQLite 3.37 will do")
    path = Path(url.database or "")
    if path.is_dir():
        raise UsageError(f"{path} is a folder; give the ledger's file")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"the folder of {path} does not exist; make it first")
    try:
        with path.open("rb") as file:
            head = file.read(len(SQLITE_MAGIC))
    except FileNotFoundError:
        return
    except OSError as error:
        raise LedgerError(f"{path} cannot be read ({error.strerror}); check its rights") from None
    if head and head != SQLITE_MAGIC:
        raise UsageError(f"{path} is no ledger: it is not an SQLite file; give another --ledger")
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
        names = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if names and "schema_version" not in names:
            raise UsageError(f"{path} is no ledger: it has tables of another program; give another --ledger")


def _prepare(connection: Any, _: object) -> None:
    """Settings that SQLite keeps for one connection only."""
    connection.isolation_level = None  # transactions are begun below, not by the driver
    cursor = connection.cursor()
    cursor.execute("PRAGMA page_size=16384")  # of a new file: records of some kilobytes leave less room unused
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA recursive_triggers=ON")  # without it, INSERT OR REPLACE deletes unseen by the triggers
    cursor.execute("PRAGMA cache_size=-200000")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A writer takes the lock at once: two that read first and write then would both fail."""
    options = connection.get_execution_options()
    if not options.get("bare"):  # a copy is made outside a transaction
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writer") else "BEGIN")


def _plain(error: DBAPIError) -> str:
    """What a store's error means, and what to do."""
    told = _first_line(error.orig or error)
    for pattern, meaning in MEANINGS:
        if re.search(pattern, told, re.IGNORECASE):
            return meaning.format(told=told)
    return f"the store refuses ({told})"


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


STAYS = "what was stored stays; run the command again, it goes on where it was"
MEANINGS = (
    (r"disk is full|no space left|disk full", "the disk is full; free some space: " + STAYS),
    (r"database is locked|lock timeout", f"another program has held it for {PATIENCE} seconds; try again later"),
    (r"readonly|read-only database|permission denied", "it may not be written to ({told}); check the rights"),
    (r"unable to open", "the file cannot be opened; check its name and its rights"),
    (r"malformed|not a database|corrupt", "the file is damaged ({told}); restore a copy, or see dateline verify"),
    (r"append-only", "{told}: what was written is never changed"),
    (
        r"password|authentication|role .* does not exist|pg_hba",
        "the server does not let us in ({told}); check the user in the URL",
    ),
    (r"does not exist", "{told}; make the database first, or check its name"),
    (
        r"could not connect|connection failed|refused|closed|terminat|server has gone|consuming input|lost|timeout"
        r"|could not translate|could not receive|SSL|broken pipe|reset by peer",
        "the connection is lost ({told}); " + STAYS,
    ),
)
