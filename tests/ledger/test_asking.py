"""Filters of `cases`: each alone, together, and a page of answers at a time."""

import pytest
from msgspec.structs import replace

from dateline.case import Case
from dateline.errors import UsageError
from dateline.ledger import Filter, Ledger
from tests.ledger.told import Told, only, page, value

ALL = {
    "varna": Told(actor="navy of Bulgaria"),
    "varna week": Told(day="2021-05-10", last="2021-05-16", killed=(1, 1), doer="Smugglers"),
    "burgas": Told(place="Burgas", day="2021-05-20", killed=(30, None), type="Attack"),
    "medellin": Told(place="Medellín", day="2021-06-01", killed=(2, 2), doer="Águilas Negras"),
    "medenine": Told(place="Medenine", day="2021-06-02", killed=None, type="Peaceful protest"),
    "qaim": Told(place="Al-Qa'im", day="2021-06-03", killed=(4, 7), type="Air/drone strike"),
    "kharkiv": Told(place="Харків", day="2021-06-04", killed=(5, 5), type="Remote explosive/landmine/IED"),
    "undated": Told(place="Varna", day=None, killed=(60, 60), doer="Rebels", type="Attack"),
    "nowhere": Told(place=None, day="2021-06-05", killed=(100, 100), type="Attack"),
}


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    ledger.add([page(one, name=name, published=None) for name, one in ALL.items()])
    assert len(ledger.cases()) == len(ALL)
    return ledger


def names(cases: list[Case]) -> set[str]:
    return {case.outlets[0] for case in cases}


ASKED: list[tuple[str, Filter, str]] = [
    ("a day", Filter(since="2021-05-02", until="2021-05-02"), "varna"),
    ("a day within a week", Filter(since="2021-05-12", until="2021-05-12"), "varna week"),
    ("the last day of a week", Filter(since="2021-05-16", until="2021-05-19"), "varna week"),
    ("the day after", Filter(since="2021-05-17", until="2021-05-19"), ""),
    ("up to a day", Filter(until="2021-05-10"), "varna, varna week"),
    ("from a day", Filter(since="2021-06-03"), "qaim, kharkiv, nowhere"),
    ("no date", Filter(undated=True), "undated"),
    ("a country", Filter(country="bg"), "varna, varna week, burgas, undated"),
    ("a province", Filter(admin1="ANTIOQUIA"), "medellin"),
    ("a province of another script", Filter(admin1="харківська Область"), "kharkiv"),
    ("a place", Filter(place="varna"), "varna, varna week, undated"),
    ("a place without its accent", Filter(place="Medellin"), "medellin"),
    ("a place with a wrong accent", Filter(place="mèdéllín"), "medellin"),
    ("the start of places", Filter(place="Med"), "medellin, medenine"),
    ("the start of a place of another script", Filter(place="харк"), "kharkiv"),
    ("a place with marks", Filter(place="al-qa"), "qaim"),
    ("a place that begins otherwise", Filter(place="arna"), ""),
    ("a type", Filter(type="Explosions/Remote violence"), "qaim, kharkiv"),
    ("a type of a type", Filter(type="Air/drone strike"), "qaim"),
    ("an actor's id", Filter(actor="navy of Bulgaria"), "varna"),
    ("an actor's name", Filter(actor="smugglers"), "varna week"),
    ("an actor's name without accents", Filter(actor="aguilas  negras"), "medellin"),
    ("dead", Filter(killed_from=5, killed_to=9), "varna, qaim, kharkiv"),
    ("many dead", Filter(killed_from=60), "undated, nowhere"),
    ("an open toll", Filter(killed_from=30, until="2021-05-31"), "burgas"),
    ("few dead", Filter(killed_to=2), "varna week, medellin"),
    ("a status", Filter(status="threatened"), ""),
    ("a stage", Filter(stage="to do"), ", ".join(ALL)),
    ("nothing to do with anybody", Filter(assignee="Bob"), ""),
    ("disputes", Filter(disputed=True), ""),
    ("reports", Filter(reports_from=2), ""),
    ("all together", Filter(country="BG", place="v", killed_from=9, type="Armed clash", since="2021-05-01"), "varna"),
]


def test_each_filter(full: Ledger) -> None:
    for what, wanted, expected in ASKED:
        found = names(full.cases(wanted))
        assert found == set(filter(None, expected.split(", "))), what
        assert full.count(wanted) == len(found), what


def test_what_people_did_is_asked_for(full: Ledger) -> None:
    (case,) = full.cases(Filter(place="Burgas"))
    full.assign(case.id, "Bob")
    full.set_stage(case.id, "in progress")
    assert names(full.cases(Filter(assignee="Bob"))) == {"burgas"}
    assert names(full.cases(Filter(stage="in progress"))) == {"burgas"}
    full.sign_off(case.id)
    full.correct(value(full.tellings(case.id)[0], "casualty"), {"low": 40})
    assert names(full.cases(Filter(stage="stale"))) == {"burgas"}


def test_the_grade_is_asked_for(full: Ledger) -> None:
    grades = {case.grade.name for case in full.cases()}
    assert sum(full.count(Filter(grade=grade)) for grade in grades) == len(ALL)


def test_the_latest_come_first_and_the_undated_last(full: Ledger) -> None:
    days = [case.date.start for case in full.cases()]
    assert days == [*sorted(filter(None, days), reverse=True), None]


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_a_page_of_answers_at_a_time_has_all_exactly_once(ledger: Ledger, limit: int) -> None:
    days = ["2021-05-02"] * 4 + ["2021-05-03", None, None, None, "2021-06-01", "2021-06-01"]
    told = [Told(day=day, killed=(n + 1, n + 1), place=None, doer=f"Band {n}") for n, day in enumerate(days)]
    ledger.add([page(one, name=f"paper {n}") for n, one in enumerate(told)], linked=False)
    seen: list[str] = []
    after = None
    while some := ledger.cases(Filter(limit=limit, after=after)):
        seen += [case.id for case in some]
        after = f"{some[-1].date.start or ''},{some[-1].id}"
    assert seen == [case.id for case in ledger.cases()]
    assert len(set(seen)) == len(days)


@pytest.mark.parametrize("limit", [0, -1, 10_001])
def test_a_limit_that_makes_no_sense(ledger: Ledger, limit: int) -> None:
    with pytest.raises(UsageError, match="ask for 1 to 10,000"):
        ledger.cases(Filter(limit=limit))


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(since="yesterday"),
        Filter(until="2021-13-01"),
        Filter(after="nonsense"),
        Filter(killed_from=10**30),
        Filter(place="a\x00"),
        Filter(place="\ud800"),
    ],
    ids=lambda wanted: repr(wanted)[:40],
)
def test_a_filter_that_makes_no_sense(full: Ledger, wanted: Filter) -> None:
    with pytest.raises(UsageError):
        full.cases(wanted)


def test_a_place_that_goes_on_with_a_rare_character(ledger: Ledger) -> None:
    ledger.add([page(Told(place="Varna 𠮷"))])
    assert only(ledger).incident.places[0].name == "Varna 𠮷"
    assert len(ledger.cases(Filter(place="Varna "))) == len(ledger.cases(Filter(place="Varna"))) == 1


def test_an_empty_ledger(ledger: Ledger) -> None:
    assert (ledger.cases(), ledger.count(), ledger.rejections(), ledger.verify()) == ([], 0, [], [])
    assert ledger.cases(replace(Filter(), after="2021-05-02,abcd")) == []
