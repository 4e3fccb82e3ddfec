"""`verify` finds what was changed behind the ledger's back: a bit, a row, a reference, a trigger."""

import random
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from dateline.errors import DatelineError
from dateline.ledger import Ledger, schema
from tests.ledger.conftest import Opener
from tests.ledger.told import Told, page, value

# What changes one value of each table that is kept for ever; the triggers are taken away before.
CHANGES = {
    "page": "UPDATE page SET size = size + 1",
    "reading": "UPDATE reading SET page = id",
    "finding": "UPDATE finding SET value = replace(value, '9', '8')",
    "entry": "UPDATE entry SET reason = 'another'",
    "run": "DELETE FROM run",
}
BITS = 60


def filled(where: str, open_ledger: Opener) -> None:
    """A ledger with two tellings of one incident and a person's word."""
    ledger = open_ledger(where)
    ledger.add([page(Told(), Told(place="Burgas"), name="courier"), page(Told(), name="gazette")])
    telling = ledger.tellings(ledger.cases()[0].id)[0]
    ledger.correct(value(telling, "casualty"), {"low": 8, "high": 9}, reason="the hospital")
    assert ledger.verify() == []
    ledger.close()


def unguarded(where: str) -> sqlite3.Connection:
    """The file without its triggers, as its owner can make it."""
    connection = sqlite3.connect(where)
    connection.execute("PRAGMA foreign_keys=OFF")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    return connection


@pytest.mark.parametrize("table", CHANGES)
def test_a_changed_row_is_found(tmp_path: Path, open_ledger: Opener, table: str) -> None:
    where = str(tmp_path / "ledger.db")
    filled(where, open_ledger)
    with unguarded(where) as connection:
        connection.execute(CHANGES[table])
    connection.close()
    faults = open_ledger(where).verify()
    assert any("trigger" in fault.where for fault in faults)
    assert any("trigger" not in fault.where for fault in faults)


@pytest.mark.parametrize("table", ["entry", "finding", "reading", "page"])
def test_a_row_that_is_gone_is_found(tmp_path: Path, open_ledger: Opener, table: str) -> None:
    where = str(tmp_path / "ledger.db")
    filled(where, open_ledger)
    with unguarded(where) as connection:
        connection.execute(f"DELETE FROM {table} WHERE rowid = (SELECT min(rowid) FROM {table})")
    connection.close()
    assert any("trigger" not in fault.where for fault in open_ledger(where).verify())


def test_a_missing_trigger_is_found_on_both_stores(ledger: Ledger) -> None:
    assert ledger.verify() == []
    with ledger.store.writing() as connection:
        name = "entry_no_update" if ledger.store.is_sqlite else "entry_append_only"
        on = "" if ledger.store.is_sqlite else " ON entry"
        connection.execute(text(f"DROP TRIGGER {name}{on}"))
    (fault,) = ledger.verify()
    assert name in fault.where
    if not ledger.store.is_sqlite:  # the schema serves other tests after this one
        with ledger.store.writing() as connection:
            made = f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE OR TRUNCATE ON entry FOR EACH STATEMENT"
            connection.execute(text(f"{made} EXECUTE FUNCTION refuse_change()"))
        assert ledger.verify() == []


def test_a_flipped_bit_is_found_wherever_something_is_stored(tmp_path: Path, open_ledger: Opener) -> None:
    """Only bits of what is stored nowhere, the zeros between, may flip unseen."""
    where = tmp_path / "ledger.db"
    filled(str(where), open_ledger)
    whole = where.read_bytes()
    chance = random.Random(5)
    places = [at for at, byte in enumerate(whole) if byte]
    missed = []
    for number in range(BITS):
        at = chance.choice(places)
        damaged = bytearray(whole)
        damaged[at] ^= 1 << chance.randrange(8)
        copy = tmp_path / f"flipped-{number}.db"
        copy.write_bytes(damaged)
        try:
            with Ledger.open(str(copy), create=False) as ledger:
                if not ledger.verify():
                    missed.append(at)
        except DatelineError:
            pass  # it cannot be opened at all, and says so
        copy.unlink()
    assert len(missed) <= BITS // 20  # some bits of a page's free space are left over from rows that were moved


def test_verify_tells_what_it_looks_at(ledger: Ledger) -> None:
    told: list[str] = []
    ledger.verify(told.append)
    assert told == ["the store", "pages", "texts", "values", "entries", "references", "the replay"]
    assert len(schema.APPEND_ONLY) == 8
