"""The day of a dateline is that of the report and never that of the deed; the case file has the forms."""

import tomllib
from pathlib import Path

import pytest

from dateline import codebook
from dateline.model import DateRange
from dateline.pipeline import code_page

CASES = tomllib.loads(
    (Path(__file__).parent.parent / "cases" / "incidents" / "datelines.toml").read_text(encoding="utf-8")
)


def day_of(text: str) -> DateRange:
    page = f"Gunmen kill five in Mali\n\n{text}\n\nThe attackers fled north, two residents said.\n"
    coded = code_page(page.encode(), "x", codebook.load())
    assert coded.page.published.start == "2022-06-06"
    return next(i.date for i in coded.incidents if i.main)


@pytest.mark.parametrize("case", CASES["case"], ids=lambda c: c["head"])
def test_the_day_of_the_dateline_is_not_that_of_the_deed(case: dict[str, str]) -> None:
    untold = day_of(case["head"] + CASES["sentence"])
    assert (untold.start, untold.end, untold.precision) == ("2022-06-05", "2022-06-06", "days")
    told = day_of(case["head"] + CASES["sentence_dated"])
    assert (told.start, told.end) == ("2022-06-04", "2022-06-04")


def test_a_day_before_a_dash_within_a_sentence_is_that_of_the_deed() -> None:
    text = (
        "BAMAKO, June 6, 2022 (AFP) - On Saturday - a market day - gunmen killed five people near Mopti, police said."
    )
    assert day_of(text).start == "2022-06-04"
