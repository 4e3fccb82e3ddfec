"""Cases, claims and casualties as tables, what a series speaks of, and how two ledgers differ."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from dateline.errors import UsageError
from dateline.ledger import Filter, Ledger, diff
from dateline.ledger.frames import TABLES
from dateline.model import Count
from tests.ledger.conftest import Clock, Opener
from tests.ledger.told import Told, page, value


def test_tables_have_their_columns_and_types_also_when_empty(ledger: Ledger) -> None:
    pytest.importorskip("pyarrow")
    for name, (columns, _) in TABLES.items():
        table = ledger.table(name)
        assert (table.num_rows, table.column_names) == (0, list(columns))


def test_a_table_of_cases_and_one_of_casualties(ledger: Ledger) -> None:
    pytest.importorskip("pyarrow")
    ledger.add([page(Told(killed=(4, None), wounded=(2, 3))), page(Told(place=None, day=None, killed=None), name="x")])
    cases = {row["place"]: row for row in ledger.table("cases").to_pylist()}
    assert cases["Varna"]["killed_low"] == 4
    assert (cases["Varna"]["first"], cases["Varna"]["lat"]) == ("2021-05-02", 43.217)
    assert (cases[None]["first"], cases[None]["killed_best"]) == (None, None)
    rows = [(row["kind"], row["low"], row["high"], row["source"]) for row in ledger.table("casualties").to_pylist()]
    assert sorted(rows, key=str) == [("killed", 4, None, "police"), ("wounded", 2, 3, "police")]
    assert ledger.table("cases", Filter(place="Varna")).num_rows == 1


def test_a_frame_of_pandas_has_numbers_where_there_are_numbers(ledger: Ledger) -> None:
    pytest.importorskip("pandas")
    ledger.add([page(Told())])
    frame = ledger.table("cases").to_pandas()
    assert frame["killed_best"].dtype.kind in "if"
    assert frame["series"].dtype == bool


def test_a_table_that_is_none(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="there is no table 'incidents'; ask for one of cases, claims, casualties"):
        ledger.table("incidents")


def test_a_series_speaks_of_the_attacks_within_it(ledger: Ledger) -> None:
    whole = page(Told(day="2021-04-01", last="2021-05-31", killed=None, type="Attack"), name="weekly")
    series = replace(whole.coded.incidents[0], count=Count(20, None), main=False)
    ledger.add([replace(whole, coded=replace(whole.coded, incidents=(series,)))])
    ledger.add([page(Told(type="Attack"), name="courier"), page(Told(type="Attack", day="2021-06-02"), name="gazette")])
    cases = {case.date.start: case for case in ledger.cases()}
    assert [one.case for one in ledger.related(cases["2021-04-01"].id).speaks_of] == [cases["2021-05-02"].id]
    (spoken,) = ledger.related(cases["2021-05-02"].id).spoken_of
    assert spoken.telling == cases["2021-04-01"].id
    assert "series" in spoken.why
    assert ledger.explain(cases["2021-05-02"].id).related.spoken_of == (spoken,)


def test_a_ledger_differs_from_what_it_was(ledger: Ledger, clock: Clock) -> None:
    ledger.add([page(Told(), name="courier")])
    then = ledger.now()
    clock.move(hours=1)
    ledger.add([page(Told(place="Burgas"), name="gazette")])
    told = ledger.tellings(next(case.id for case in ledger.cases() if case.place and case.place.name == "Varna"))[0]
    ledger.correct(value(told, "casualty"), {"low": 12, "high": 12}, reason="the hospital")
    changes = {one.kind: one for one in diff.changes(ledger.at(then), ledger.at())}
    assert set(changes) == {"new", "changed"}
    assert ("killed", "9/9/9", "12/12/12") in changes["changed"].fields
    assert diff.changes(ledger.at(then), ledger.at(then)) == []


def test_merged_and_split_cases_are_told_apart(tmp_path: Path, open_ledger: Opener) -> None:
    one, other = (open_ledger(str(tmp_path / f"{name}.db")) for name in ("one", "other"))
    pages = [page(Told(), name="courier"), page(Told(place="Burgas"), name="gazette")]
    for ledger in (one, other):
        ledger.add(pages)
    other.merge(*(case.id for case in other.cases()), reason="one attack on two towns")
    assert [change.kind for change in diff.changes(one.at(), other.at())] == ["merged"]
    assert [change.kind for change in diff.changes(other.at(), one.at())] == ["split"]
