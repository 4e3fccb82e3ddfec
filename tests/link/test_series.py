"""Series and vague mentions speak of the cases inside them."""

from typing import Any

import pytest

from dateline.link.series import COVERS, speaks_of
from tests.link.told import CASES, cases, made, telling


def test_every_rule_has_its_case_file() -> None:
    assert sorted(rule.__name__ for rule in COVERS) == sorted(path.stem for path in (CASES / "covers").glob("*.toml"))


@pytest.mark.parametrize("case", cases("covers"))
def test_a_wide_telling_speaks_of_what_the_case_file_says(case: dict[str, Any]) -> None:
    wide, one = telling(0, {"key": "wide", **case["wide"]}), made(case)

    found = speaks_of(wide, [one])

    assert [(s.telling, s.case, s.why) for s in found] == ([("wide", one.id, case["why"])] if case["why"] else [])


def test_a_telling_does_not_speak_of_its_own_case() -> None:
    raw = {"type": "Attack", "count": [9, 9], "days": ["2021-05-01", "2021-05-31"]}
    assert speaks_of(telling(0, raw), [made({"tellings": [raw]})]) == ()
