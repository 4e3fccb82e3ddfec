"""Opening a ledger: what is none, what is older or newer, and what cannot be reached, each said in plain words."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from dateline.errors import DatelineError, LedgerError, UsageError
from dateline.ledger import Ledger, migrate
from tests.ledger.conftest import Opener
from tests.ledger.places import Files, Schemas, connect
from tests.ledger.told import Told, page, present, written


# ---- files that are none ---------------------------------------------------------------------------------------------
def test_a_new_file_is_made_and_found_again(tmp_path: Path, open_ledger: Opener) -> None:
    path = tmp_path / "über 100 %?#.db"
    open_ledger(str(path)).add([page(Told())])
    assert path.exists()
    assert len(open_ledger(str(path), create=False).cases()) == 1
    assert len(open_ledger(f"sqlite:///{tmp_path}/linked.db").cases()) == 0


def test_a_missing_file_is_not_made_where_one_only_asks(tmp_path: Path) -> None:
    path = tmp_path / "missing.db"
    with pytest.raises(UsageError, match=r"missing\.db does not exist; add pages first"):
        Ledger.open(str(path), create=False)
    assert not path.exists()


def test_an_empty_file_is_a_new_ledger_or_none(tmp_path: Path, open_ledger: Opener) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(LedgerError, match="is no ledger yet; add pages first"):
        Ledger.open(str(path), create=False)
    assert open_ledger(str(path)).cases() == []


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<html><p>No ledger.</p></html>", "is no ledger: it is not an SQLite file"),
        (b"SQLite format", "is no ledger: it is not an SQLite file"),
        (b"SQLite format 3\x00" + b"\xff" * 4096, r"damaged|not a database|no ledger"),
    ],
    ids=["text", "cut short", "garbage"],
)
def test_a_file_that_is_no_ledger(tmp_path: Path, content: bytes, says: str, create: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(DatelineError, match=says):
        Ledger.open(str(path), create=create)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmark (url TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DatelineError, match="no ledger"):
        Ledger.open(str(path))
    assert path.read_bytes() == before


def test_a_damaged_ledger(tmp_path: Path, open_ledger: Opener) -> None:
    path = tmp_path / "ledger.db"
    ledger = open_ledger(str(path))
    ledger.add([page(Told())])
    ledger.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\x55" * (len(whole) - 4096))
    with pytest.raises(LedgerError, match="damaged"):
        Ledger.open(str(path)).cases()


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("{folder}", "is a folder; give the ledger's file"),
        ("{folder}/missing/ledger.db", "the folder of .* does not exist; make it first"),
        ("  ", "the ledger has an empty name"),
        ("{folder}/a\x00b.db", "NUL|name|character"),
        ("mysql://localhost/ledger", "is no ledger store"),
        ("://", "URL cannot be read"),
        ("postgresql://ann@localhost:port/ledger", "URL cannot be read"),
        ("sqlite+other:///ledger.db", "is no ledger store"),
        ("sqlite://", "file"),
    ],
)
def test_a_name_that_is_none(tmp_path: Path, where: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        Ledger.open(where.format(folder=tmp_path))


# ---- PostgreSQL that cannot be reached -------------------------------------------------------------------------------
def test_without_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    with pytest.raises(LedgerError, match=r"needs the driver psycopg: pip install 'dateline\[team\]'"):
        Ledger.open("postgresql://ann@localhost/ledger")


@pytest.mark.parametrize("url", ["postgresql://ann:secret@127.0.0.1:1/ledger", "postgres://ann:secret@host.invalid/x"])
def test_no_server_there(url: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(LedgerError, match=r"connect|host") as raised:
        Ledger.open(url)
    assert "secret" not in str(raised.value)


def test_a_server_that_does_not_know_the_database_or_the_user(postgresql: Schemas) -> None:
    server = postgresql.database.rpartition("/")[0]
    with pytest.raises(LedgerError, match="does not exist; make the database first"):
        Ledger.open(f"{server}/dateline_no_such_database")
    with pytest.raises(LedgerError, match="check the user in the URL"):
        Ledger.open(server.replace("postgres@", "dateline_no_such_user@") + "/postgres")


# ---- older and newer -------------------------------------------------------------------------------------------------
@pytest.fixture
def older(places: Files | Schemas, tmp_path: Path, open_ledger: Opener) -> Ledger:
    """A ledger of this version's schema, which a newer program will take for an older one."""
    where = places.bare("older") if isinstance(places, Schemas) else places.fresh(tmp_path)
    if isinstance(places, Schemas):
        with connect(places.database) as connection:
            connection.execute("DROP SCHEMA IF EXISTS dateline_backup_v1 CASCADE")
    ledger = open_ledger(where)
    ledger.add([page(Told())])
    return ledger


def widen(connection: Connection) -> None:
    """A step to a next version: a new column."""
    connection.execute(text("ALTER TABLE finding ADD COLUMN remark TEXT"))


def test_an_older_ledger_is_brought_up_to_date_after_a_copy_was_made(older: Ledger) -> None:
    rows, state = written(older), present(older)
    migrate.prepare(older.store, older.now(), steps={1: widen}, version=2)
    with older.store.reading() as connection:
        assert connection.execute(text("SELECT remark FROM finding")).scalars().first() is None
        assert connection.execute(text("SELECT number FROM schema_version ORDER BY number")).scalars().all() == [1, 2]
    assert present(older) == state
    kept = migrate.backup_name(older.store, 1)
    if older.store.is_sqlite:
        with Ledger.open(kept) as copy:
            assert (written(copy), present(copy), copy.verify()) == (rows, state, [])
    else:
        with older.store.reading() as connection:
            for table, count in rows.items():
                assert connection.execute(text(f"SELECT count(*) FROM {kept}.{table}")).scalar() == count
    with pytest.raises(LedgerError, match=r"written by a newer Dateline \(schema 2, this one knows 1\); update"):
        Ledger.open(older.store.where)


def test_a_step_that_fails_leaves_the_ledger_as_it_was(older: Ledger) -> None:
    rows, state = written(older), present(older)

    def stumble(connection: Connection) -> None:
        widen(connection)
        connection.execute(text("ALTER TABLE no_such_table ADD COLUMN remark TEXT"))

    with pytest.raises(LedgerError):
        migrate.prepare(older.store, older.now(), steps={1: stumble}, version=2)
    with Ledger.open(older.store.where) as again:
        assert (written(again), present(again), again.verify()) == (rows, state, [])
    migrate.prepare(older.store, older.now(), steps={1: widen, 2: lambda _: None}, version=3)
    with older.store.reading() as connection:
        assert connection.execute(text("SELECT max(number) FROM schema_version")).scalar() == 3


def test_the_present_state_is_built_anew_by_a_migration(older: Ledger) -> None:
    state = present(older)
    migrate.prepare(older.store, older.now(), steps={1: lambda c: c.execute(text("DELETE FROM now_case"))}, version=2)
    assert present(older) == state


def test_a_copy_is_a_whole_ledger(tmp_path: Path, open_ledger: Opener) -> None:
    """What VACUUM INTO makes, and a plain copy of a closed file, can both be opened."""
    path = tmp_path / "ledger.db"
    ledger = open_ledger(str(path))
    ledger.add([page(Told())])
    ledger.close()
    shutil.copy(path, tmp_path / "copy.db")
    assert open_ledger(str(tmp_path / "copy.db")).verify() == []
