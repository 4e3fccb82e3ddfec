"""Several processes at one ledger: nothing is lost, nothing doubled, and who reads does not wait for who writes."""

import multiprocessing
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import LedgerError
from dateline.ledger import Ledger, store
from tests.ledger.conftest import Opener
from tests.ledger.places import Files, Schemas
from tests.ledger.play import TOLD, coding
from tests.ledger.told import V1, assert_chained, groups, written

PAGES = [coding(number, version) for version in (0, 2) for number in range(len(TOLD))]
AT_ONCE = 3
SOON = 5.0  # seconds, far below a writer's patience


def add_some(where: str, number: int, ready: Any) -> None:
    """One of the processes: it makes the ledger where there is none, and adds half of the pages one by one."""
    ready.wait()
    with Ledger.open(where, versions=V1) as ledger:
        for one in PAGES[number % 2 :: 2]:
            ledger.add([one])


def test_several_processes_make_one_ledger_and_add_the_same_and_other_pages(
    places: Files | Schemas, tmp_path: Path, open_ledger: Opener
) -> None:
    where = str(tmp_path / "new.db") if isinstance(places, Files) else places.bare("busy")
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(AT_ONCE)
    processes = [context.Process(target=add_some, args=(where, number, ready)) for number in range(AT_ONCE)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * AT_ONCE
    together = open_ledger(where)
    assert together.verify() == []
    assert_chained(together)
    alone = open_ledger(str(tmp_path / "alone.db"))
    for one in PAGES:
        alone.add([one])
    assert groups(together) == groups(alone)
    assert together.cases() == alone.cases()
    same = ("page", "reading", "finding", "coding")
    assert [written(together)[table] for table in same] == [written(alone)[table] for table in same]


def test_a_reader_sees_what_was_before_and_does_not_wait(ledger: Ledger, where: str, open_ledger: Opener) -> None:
    ledger.add(PAGES[:1])
    before = ledger.cases()
    reader = open_ledger(where)
    begun = time.monotonic()
    with ledger._writing("add") as (_, journal):
        journal.rejections([("a.html", "no text")])
        assert reader.cases() == before
        assert reader.rejections() == []
        assert open_ledger(where).count() == len(before)
    assert time.monotonic() - begun < SOON
    assert len(reader.rejections()) == 1


def test_a_reader_sees_one_state_throughout(ledger: Ledger, where: str, open_ledger: Opener) -> None:
    ledger.add(PAGES[:1])
    from dateline.ledger import query  # the module, to read twice in one transaction

    with open_ledger(where).store.reading() as connection:
        before = query.cases(connection, query.Filter())
        ledger.add(PAGES[1:4])
        assert query.cases(connection, query.Filter()) == before
    assert ledger.cases() != before


def test_a_writer_waits_for_the_other(ledger: Ledger, where: str, open_ledger: Opener) -> None:
    other = open_ledger(where, "Bob")
    thread = threading.Thread(target=other.add, args=(PAGES[:2],))
    with ledger._writing("add") as (_, journal):
        thread.start()
        journal.rejections([("a.html", "no text")])
        thread.join(0.2)
        assert thread.is_alive()
    thread.join(SOON)
    assert not thread.is_alive()
    assert (len(ledger.rejections()), written(ledger)["page"], ledger.verify()) == (1, 2, [])


def test_a_writer_does_not_wait_for_ever(fresh: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.1)
    where, said = fresh(), []

    def add() -> None:
        try:
            other.add(PAGES[:1])
        except LedgerError as error:
            said.append(str(error))

    with Ledger.open(where) as one, Ledger.open(where) as other:
        thread = threading.Thread(target=add)
        with one._writing("add"):
            thread.start()
            thread.join(2.0)
            waits = thread.is_alive()
        thread.join()
    assert not waits
    assert ["another program has held it for" in one for one in said] == [True]
