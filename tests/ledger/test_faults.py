"""What a kill, a full disk and a lost connection leave behind: all that was stored, once, and a way to go on.

`DATELINE_LEDGER_KILLS=50 pytest tests/ledger/test_faults.py` kills more runs; so does, with a summary,
`python -m evaluation.benchmarks.faults`.
"""

import multiprocessing
import os
import resource
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from dateline.errors import LedgerError
from dateline.ledger import Added, Intake, Ledger, present
from evaluation.benchmarks import faults
from tests.ledger.conftest import Opener
from tests.ledger.places import Files, Schemas, connect
from tests.ledger.play import TOLD, coding
from tests.ledger.told import assert_chained
from tests.ledger.told import present as state

KILLS = int(os.environ.get("DATELINE_LEDGER_KILLS", "2"))
PAGES = [coding(number, version) for version in (0, 2) for number in range(len(TOLD))]
BATCHES = [PAGES[start : start + 2] for start in range(0, len(PAGES), 2)]
forks = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


@forks
def test_killed_runs_go_on_where_they_were(places: Files | Schemas, tmp_path: Path) -> None:
    names = count()

    def nothing_yet() -> str:
        """A place where no ledger has been made, so that a kill may come while its tables are made."""
        return str(tmp_path / f"killed{next(names)}.db") if isinstance(places, Files) else places.bare("killed")

    found = faults.trials(nothing_yet, BATCHES, KILLS, seed=3)
    assert [one.faults for one in found] == [()] * KILLS


# ---- a full disk -----------------------------------------------------------------------------------------------------
def goes_on(where: str, open_ledger: Opener) -> None:
    """All pages can be added after all, and the ledger is whole."""
    again = open_ledger(where)
    assert again.verify() == []
    known = len({one.stored.id for one in PAGES[: len(TOLD)]} & again.known(one.stored.id for one in PAGES))
    assert again.add(PAGES[: len(TOLD)]) == Added(new=len(TOLD) - known, known=known)
    assert again.verify() == []
    assert_chained(again)


def test_a_full_disk(files: Files, tmp_path: Path, open_ledger: Opener) -> None:
    where = files.fresh(tmp_path)
    ledger = open_ledger(where)
    ledger.add(PAGES[:1])
    before = state(ledger)
    with ledger.store.reading() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()

    def small(connection: Any, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages + 2}")

    event.listen(ledger.store.engine, "connect", small)
    with pytest.raises(LedgerError, match=r"the disk is full; free some space: what was stored stays; run the command"):
        ledger.add(PAGES[1:])
    assert state(ledger) == before
    goes_on(where, open_ledger)


def add_within(where: str, size: int, pages: list[Intake], said: Any) -> None:
    """Add pages in a process that may write no file larger than so many bytes; says what is raised."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        with Ledger.open(where) as ledger:
            ledger.add(pages)
    except Exception as error:
        said.send((type(error).__name__, str(error)))
    else:
        said.send(("", ""))


@forks
def test_a_file_that_may_not_grow(files: Files, tmp_path: Path, open_ledger: Opener) -> None:
    where = files.fresh(tmp_path)
    with Ledger.open(where) as ledger:
        ledger.add(PAGES[:1])
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=add_within, args=(where, Path(where).stat().st_size // 2, PAGES, theirs))
    process.start()
    kind, says = ours.recv()
    process.join()
    assert kind == "LedgerError", (kind, says)
    assert "ledger" in says
    goes_on(where, open_ledger)


# ---- stopped in the middle -------------------------------------------------------------------------------------------
@pytest.fixture
def in_the_middle(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Any], None]], None]:
    """Has something happen once in the midst of the next addition."""

    def happen(what: Callable[[Any], None]) -> None:
        whole = present.take

        def take(connection: Any, *rest: Any, **more: Any) -> Any:
            monkeypatch.setattr(present, "take", whole)
            what(connection)
            return whole(connection, *rest, **more)

        monkeypatch.setattr(present, "take", take)

    return happen


def test_an_interrupted_addition(
    ledger: Ledger, where: str, open_ledger: Opener, in_the_middle: Callable[[Callable[[Any], None]], None]
) -> None:
    ledger.add(PAGES[:1])
    before = state(ledger)

    def interrupt(_: Any) -> None:
        raise KeyboardInterrupt

    in_the_middle(interrupt)
    with pytest.raises(KeyboardInterrupt):
        ledger.add(PAGES[1 : len(TOLD)])
    assert state(ledger) == before
    goes_on(where, open_ledger)


def test_a_connection_that_is_lost(
    postgresql: Schemas,
    tmp_path: Path,
    open_ledger: Opener,
    in_the_middle: Callable[[Callable[[Any], None]], None],
) -> None:
    where = postgresql.fresh(tmp_path)
    ledger = open_ledger(where)
    ledger.add(PAGES[:1])
    before = state(ledger)

    def terminate(connection: Any) -> None:
        backend = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with connect(postgresql.database) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", (backend,))

    in_the_middle(terminate)
    with pytest.raises(LedgerError, match=r"the connection is lost .*what was stored stays; run the command again"):
        ledger.add(PAGES[1:])
    assert state(ledger) == before  # through the same ledger: it connects again
    goes_on(where, open_ledger)
