"""The single-valued fields: every rule has a case file of its name that a researcher can edit."""

from typing import Any

import pytest

from dateline.case import Choice
from dateline.link.fields import SERIES_RULES, STATUS_RULES, SUMMARY_RULES, TYPE_RULES
from dateline.link.spans import DATE_RULES, PLACE_RULES
from tests.link.told import CASES, cases, made

RULES = (*TYPE_RULES, *STATUS_RULES, *SERIES_RULES, *DATE_RULES, *PLACE_RULES, *SUMMARY_RULES)


def test_every_rule_has_its_case_file() -> None:
    assert sorted({rule.__name__ for rule in RULES}) == sorted(path.stem for path in (CASES / "fields").glob("*.toml"))


@pytest.mark.parametrize("case", cases("fields"))
def test_the_fields_are_what_the_case_file_says(case: dict[str, Any]) -> None:
    got = made(case)
    flat = {
        **{field: getattr(got, field) for field in ("sub_event_type", "event_type", "status", "summary")},
        "start": got.date.start,
        "end": got.date.end,
        "place": got.place and got.place.name,
    }
    assert {field: flat[field] for field in case["is"]} == case["is"]
    by = {choice.field: choice.rule for choice in got.choices}
    assert {field: by[field] for field in case["rules"]} == case["rules"]


def test_a_choice_names_the_telling_and_its_finding() -> None:
    case = made({"tellings": [{"days": ["2021-05-01", "2021-05-09"]}, {"days": ["2021-05-02"]}]})

    assert Choice("date", "fewest days", "t1", "t1-date") in case.choices
    assert Choice("status", "all agree", "t0", "t0-status") in case.choices
    assert next(c.finding for c in case.choices if c.field == "event_type").endswith("-type")


def test_each_party_stands_once_in_each_role() -> None:
    case = made(
        {
            "tellings": [
                {"people": [["victim", "villagers"], ["perpetrator", "Northern Front"]], "weapons": ["grenade"]},
                {
                    "people": [["perpetrator", "the Northern Front", "northern-front"]],
                    "weapons": ["firearm", "grenade"],
                },
            ]
        }
    )

    named = [(p.role, p.name, p.actor) for p in case.participants]
    assert named == [("perpetrator", "the Northern Front", "northern-front"), ("victim", "villagers", None)]
    assert case.weapons == ("grenade", "firearm")
    assert Choice("participants.0", "union of all tellings", "t1", "t1-participant") in case.choices


def test_a_case_without_a_place_has_no_choice_of_one() -> None:
    case = made({"tellings": [{"places": []}]})
    assert case.place is None
    assert not [choice for choice in case.choices if choice.field == "place"]
