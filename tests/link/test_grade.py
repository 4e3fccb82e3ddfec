"""The grade and the voices of a case."""

from typing import Any

import pytest

from dateline.link.attest import independent
from dateline.link.grade import GRADES
from dateline.link.sources import side
from tests.link.told import CASES, cases, made


def test_every_grade_has_its_case_file() -> None:
    assert sorted(rule.__name__ for _, rule in GRADES) == sorted(
        path.stem for path in (CASES / "grades").glob("*.toml")
    )
    assert all(rule.__name__ == grade for grade, rule in GRADES)


@pytest.mark.parametrize("case", cases("grades"))
def test_the_grade_is_what_the_case_file_says(case: dict[str, Any]) -> None:
    grade = made(case).grade

    assert grade.name == case["is"], grade
    assert grade.reason == case.get("reason", grade.reason)
    assert grade.sources == case.get("sources", grade.sources)


def test_independence_takes_the_largest_set() -> None:
    pairs = [("a", "police"), ("a", "medics"), ("b", "police"), ("c", "police")]
    assert independent(pairs) == 2
    assert independent([*pairs, ("c", "mayor")]) == 3


@pytest.mark.parametrize(
    ("one", "other"), [("Romanian army", "Romania"), ("Bucharest", "the Romanian defence ministry"), ("PKK", "the PKK")]
)
def test_a_states_army_ministry_and_capital_are_one_side(one: str, other: str) -> None:
    assert side(one) == side(other) is not None


@pytest.mark.parametrize(
    "words", ["gunmen", "Iran-backed militia", "Syrian rebels", "the army", "The Army", "Police", "Gunmen", "residents"]
)
def test_a_description_is_no_side(words: str) -> None:
    assert side(words) is None


def test_every_claim_but_a_mere_report_is_a_voice() -> None:
    claims = [
        {"by": "police"},
        {"stance": "blames", "by": "police", "of": "Northern Front"},
        {"stance": "cannot_verify"},
    ]
    case = made({"tellings": [{"agency": "Coast Wire", "claims": claims}]})

    said = [(v.stance, v.source, v.target, v.claim, v.finding) for v in case.voices]
    assert said == [
        ("blames", "police", "Northern Front", "t0-c1", "t0-c1-f"),
        ("cannot_verify", "Coast Wire", None, "t0-c2", "t0-c2-f"),
    ]
