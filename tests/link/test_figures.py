"""Figures and tolls: every rule has a case file of its name that a researcher can edit."""

from typing import Any

import pytest

from dateline.link import figures, tolls
from dateline.link.numbers import in_numbers
from tests.link.told import CASES, cases, check_figures, made


@pytest.mark.parametrize(
    ("folder", "rules"), [("parts", figures.PARTS), ("supersedes", figures.SUPERSEDES), ("best", tolls.BEST)]
)
def test_every_rule_has_its_case_file(folder: str, rules: Any) -> None:
    assert sorted(rule.__name__ for rule in rules) == sorted(path.stem for path in (CASES / folder).glob("*.toml"))


@pytest.mark.parametrize("case", cases("parts", "supersedes", "best", "tolls"))
def test_the_figures_come_to_what_the_case_file_says(case: dict[str, Any]) -> None:
    check_figures(made(case), case)


def test_what_a_source_repeats_in_one_report_is_one_figure() -> None:
    row = {"by": "police", "is": 4, "who": "people"}
    case = made({"tellings": [{"figures": [row, {**row, "who": None}, {**row, "standing": "accepted"}]}]})

    (figure,) = case.figures
    assert (figure.finding, figure.also, figure.standing) == ("t0-f2", ("t0-f0", "t0-f1"), "accepted")
    assert len(figure.evidence) == 3


def test_one_source_in_two_reports_keeps_two_rows() -> None:
    row = {"by": "police", "is": 4}
    assert len(made({"tellings": [{"figures": [row]}, {"figures": [row]}]}).figures) == 2


def test_a_figure_that_nobody_is_quoted_for_is_the_reports_own() -> None:
    case = made({"tellings": [{"agency": "Coast Wire", "outlet": "Valley Post", "figures": [{"is": 4}]}]})
    assert (case.figures[0].source, case.figures[0].source_kind) == ("Coast Wire", "media")


def test_the_views_give_each_codebook_its_numbers() -> None:
    case = made({"tellings": [{"figures": [{"by": "police", "is": 4}, {"by": "medics", "low": 6, "high": "open"}]}]})

    assert tolls.view(case, "acled") == tolls.View(tolls.Reported(4, 4, 4), None)
    assert tolls.view(case, "ucdp").killed == tolls.Reported(4, 6, 6)
    assert tolls.view(case, "latest").killed == tolls.Reported(4, 4, None)
    assert tolls.view(case, "ucdp").wounded is None


def test_acled_writes_no_deaths_where_none_are_reported() -> None:
    assert tolls.view(made({"tellings": [{}]}), "acled").killed == tolls.Reported(0, 0, 0)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("several", 3),
        ("many", 10),
        ("dozens", 12),
        ("several dozen", 12),
        ("scores", 20),
        ("hundreds", 100),
        ("hundreds of thousands", 100_000),
        ("civilians", 3),
        (None, 3),
    ],
)
def test_words_become_the_codebooks_numbers(words: str | None, number: int) -> None:
    assert in_numbers(words) == number
