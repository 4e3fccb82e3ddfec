"""Decisions that rest on one another, outlive other codings, and count in the case: found by review, kept as cases."""

from typing import Any

import pytest
from msgspec.structs import replace

from dateline.errors import UsageError
from dateline.ledger import Ledger
from dateline.model import CodedBy
from tests.ledger.told import V2, Told, killed, only, page, value

VARNA = Told()
ALIKE = ("courier", "gazette", "herald")


def test_corrected_type_and_place_count_in_a_case_of_three(ledger: Ledger) -> None:
    ledger.add([page(VARNA, name=name) for name in ALIKE])
    (case,) = ledger.cases()
    told = ledger.tellings(case.id)[0]
    ledger.correct(value(told, "type"), {"event_type": "Violence against civilians", "sub_event_type": "Attack"})
    ledger.correct(value(told, "place"), {"name": "Varna harbour", "lat": "43.19300", "lon": "27.90800"})
    if ledger.count() > 1:
        ledger.merge(*(one.id for one in ledger.cases()), reason="one attack")
    (case,) = ledger.cases()
    assert (case.sub_event_type, case.place.name) == ("Attack", "Varna harbour")
    rules = {choice.field: (choice.rule, bool(choice.finding)) for choice in case.choices}
    assert rules["sub_event_type"] == rules["place"] == ("reviewed", True)
    assert rules["participants.0"][1]


def test_an_undone_undo_does_not_join_what_people_have_split(ledger: Ledger, bob: Ledger) -> None:
    ledger.add([page(VARNA, name=name) for name in ALIKE[:2]])
    (case,) = ledger.cases()
    merged = next(event for event in ledger.history(case.id) if event.action == "merge")
    undone = ledger.undo(merged.entry)
    bob.merge(*case.tellings, reason="one")
    ledger.split(case.tellings[0], reason="two")
    ledger.undo(undone.id)
    assert ledger.count() == 2
    assert ledger.verify() == []
    ledger.rebuild()
    assert ledger.count() == 2


@pytest.mark.parametrize("decision", ["correct", "reject", "accept"])
@pytest.mark.parametrize("undone", [False, True])
@pytest.mark.parametrize("again", [{"by": V2, "lead": "Updated. "}, {"by": CodedBy("2.0", "book-1", "labels-1")}])
def test_a_decision_outlives_another_reading_and_another_model(
    ledger: Ledger, decision: str, undone: bool, again: dict[str, Any]
) -> None:
    ledger.add([page(VARNA)])
    figure = value(only(ledger), "casualty")
    if decision == "correct":
        made = ledger.correct(figure, {"low": 5, "high": 5})
    elif decision == "reject":
        made = ledger.reject_values(figure, reason="the toll of a year")[0]
    else:
        made = ledger.accept(figure)[0]
    before = killed(only(ledger))
    if undone:
        taken = ledger.undo(made.id)
        ledger.add([page(VARNA, **again)])
        assert killed(only(ledger)) == [(9, 9)]
        ledger.undo(taken.id)
    else:
        ledger.add([page(VARNA, **again)])
    assert killed(only(ledger)) == before
    assert ledger.verify() == []


def test_what_a_later_decision_rests_on_is_not_undone_beneath_it(ledger: Ledger, bob: Ledger) -> None:
    ledger.add([page(VARNA)])
    first = ledger.correct(value(only(ledger), "casualty"), {"low": 5, "high": 5})
    second = bob.correct(first.body.findings[0], {"low": 6, "high": 6})
    with pytest.raises(UsageError, match=f"Bob's decision {second.id[:12]} rests on {first.id[:12]}; undo that one"):
        ledger.undo(first.id)
    ledger.undo(second.id)
    ledger.undo(first.id)
    assert killed(only(ledger)) == [(9, 9)]


@pytest.mark.parametrize("property", ["date", "casualty"])
def test_the_original_that_is_accepted_after_a_correction_takes_its_place(
    ledger: Ledger, bob: Ledger, property: str
) -> None:
    ledger.add([page(VARNA)])
    original = value(only(ledger), property)
    to = {"date": {"start": "2021-05-01", "end": "2021-05-01"}, "casualty": {"low": 5, "high": 5}}[property]
    ledger.correct(original, to)
    bob.accept(original)
    assert killed(only(ledger)) == [(9, 9)]
    assert only(ledger).incident.date.start == "2021-05-02"
    assert ledger.cases()[0].desk.disputes


@pytest.mark.parametrize(
    ("property", "to", "told"),
    [
        ("date", {"start": "20210501", "end": "20210501"}, "no day"),
        ("date", {"start": "2021-05-09", "end": "2021-05-01"}, "is after the end"),
        ("place", {"lat": 91.0}, "not on earth"),
        ("place", {"geonameid": 10**20}, "no number"),
        ("casualty", {"low": 9, "high": 3}, "give low ≤ high"),
        ("casualty", {"claim": "no such claim"}, "has no claim with the key"),
        ("casualty", {"dead": 3}, "has no field dead"),
        ("type", {"sub_event_type": "Grenade"}, "Grenade is a type of Explosions/Remote violence, not of Battles"),
        ("claim", {"about": "0" * 16}, "cannot be corrected"),
    ],
)
def test_a_value_that_cannot_be_is_refused(ledger: Ledger, property: str, to: dict[str, Any], told: str) -> None:
    ledger.add([page(VARNA)])
    with pytest.raises(UsageError, match=told):
        ledger.correct(value(only(ledger), property), to)
    assert ledger.verify() == []


def test_a_place_with_another_name_has_not_the_point_of_the_old_one(ledger: Ledger) -> None:
    ledger.add([page(VARNA)])
    ledger.correct(value(only(ledger), "place"), {"name": "Burgas"})
    (place,) = only(ledger).incident.places
    assert (place.name, place.lat, place.lon, place.country) == ("Burgas", None, None, "BG")


def test_a_point_on_the_equator_is_kept_as_text(ledger: Ledger) -> None:
    ledger.add([page(VARNA)])
    ledger.correct(value(only(ledger), "place"), {"lat": 0.0, "lon": 0.0})
    assert only(ledger).incident.places[0].lat == 0.0
    assert ledger.verify() == []


def test_a_rejected_incident_is_listed_with_the_way_back(ledger: Ledger) -> None:
    ledger.add([page(VARNA)])
    made = ledger.reject_values(value(only(ledger), "told"), reason="a drill")[0]
    (issue,) = ledger.issues()
    assert (issue.code, issue.source) == ("incident-rejected", "courier.txt")
    assert f"rejected by Ann: a drill; to take it back: dateline undo {made.id[:12]}" in issue.message
    ledger.undo(made.id)
    assert (ledger.issues(), ledger.count()) == ([], 1)


def test_where_a_page_came_from_is_part_of_the_chain(ledger: Ledger) -> None:
    ledger.add([page(replace(VARNA))])
    (entry,) = (event for event in ledger.history(only(ledger).key) if event.action == "assert")
    assert entry.author == "dateline"
    assert ledger.verify() == []
