"""Stamps: the formats in which pages print their date."""

from typing import Any

import pytest

from dateline.read import stamps
from tests.read.casefile import cases


@pytest.mark.parametrize("case", cases("stamps"), ids=lambda c: c["text"])
def test_a_line_gives_its_first_stamp(case: dict[str, Any]) -> None:
    text = case["text"]
    found = next(stamps.find(text, 0, len(text)), None)
    assert (found.moment if found else "") == case["moment"]
    assert stamps.only(text, 0, len(text)) is case["only"]


def test_a_label_belongs_to_a_leading_stamp() -> None:
    text = "Published On 3 Mar 2023 and more"
    found = stamps.leading(text, 0, len(text))
    assert found is not None
    assert text[found.start : found.end] == "Published On 3 Mar 2023"
    assert stamps.leading("and 3 Mar 2023", 0, 14) is None


def test_day_before_month_is_marked_as_guessed_only_where_both_readings_are_days() -> None:
    guesses = [
        next(stamps.find(t, 0, len(t))).guessed for t in ("04/05/2024", "14/05/2024", "05/05/2024", "04.05.2024")
    ]
    assert guesses == [True, False, False, False]


def test_iso_of_a_machine_written_time() -> None:
    assert stamps.iso("2022-02-14T15:40:00Z") == "2022-02-14T15:40"
    assert stamps.iso("no time") is None
