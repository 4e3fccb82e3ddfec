import re

import pytest
from msgspec import structs
from rich.cells import cell_len

from dateline import case as c
from dateline import model as m
from dateline.view import cases
from tests.view.test_terminal import ANSI, HOSTILE
from tests.view.told import case, toll


def row(made: c.Case, width: int = 140) -> str:
    return " ".join(cases.text([made], width).splitlines()[2].split())


def test_a_case_is_a_line_with_all_that_tells_it_from_others():
    expected = "01234567 4 Mar 2019 Gorno, Bulgaria Shelling/artillery/missile attack 4–7 – 1 contested to do"

    assert row(case()) == expected


def test_a_narrow_table_has_the_same_values_on_two_lines():
    narrow = cases.text([case()], 80)

    for words in ("4 Mar 2019", "01234567", "Gorno, Bulgaria", "Shelling/artillery/missile attack", "4–7", "contested"):
        assert words in narrow
    assert len(narrow.splitlines()) == 4


@pytest.mark.parametrize("width", [40, 60, 80, 100, 116, 120, 140, 200])
@pytest.mark.parametrize("color", [False, True])
def test_no_line_is_wider_than_the_terminal(width, color):
    long = case(words="x" * 300 + " 爆発" * 40, tolls=(toll("killed", 10_000, 2_000_000), toll("abducted", 3, None)))
    desk = c.Desk("ready for review", "Somebody With A Long Name")

    lines = ANSI.sub("", cases.text([case(), structs.replace(long, desk=desk)], width, color)).splitlines()

    assert max(cell_len(line) for line in lines) <= width


@pytest.mark.parametrize("width", [60, 120])
def test_text_of_pages_cannot_steer_the_terminal(width):
    desk = c.Desk("in progress", HOSTILE)
    told = ANSI.sub("", cases.text([case(words=HOSTILE, desk=desk)], width, color=True))

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told)


def test_names_are_as_long_as_they_must_be_to_differ():
    assert cases.short(["0123456789abcdef", "fedcba9876543210"]) == {
        "0123456789abcdef": "01234567",
        "fedcba9876543210": "fedcba98",
    }
    assert list(cases.short(["0123456789abcdef", "0123456789abcd00"]).values()) == [
        "0123456789abcde",
        "0123456789abcd0",
    ]
    assert cases.short(["0123456789abcdef", "0123456789abcdef"]) == {"0123456789abcdef": "01234567"}


@pytest.mark.parametrize(
    ("start", "end", "precision", "told"),
    [
        (None, None, "unknown", "undated"),
        ("2019-03-04", "2019-03-04", "day", "4 Mar 2019"),
        ("2019-03-04", "2019-03-06", "days", "4–6 Mar 2019"),
        ("2019-03-30", "2019-04-02", "days", "30 Mar –\n2 Apr 2019"),
        ("2018-12-30", "2019-01-02", "days", "30 Dec 2018 –\n2 Jan 2019"),
        ("2019-03-01", "2019-03-31", "month", "Mar 2019"),
        ("2019-01-01", "2019-12-31", "year", "2019"),
        ("2019-01-01", "2019-03-31", "months", "1 Jan –\n31 Mar 2019"),
        ("2019-03-04", None, "days", "from 2019-03-04"),
    ],
)
def test_days_in_few_letters(start, end, precision, told):
    assert cases.days(m.DateRange(start, end, precision, ())) == told


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [(4, 4, "4"), (4, 7, "4–7"), (20, None, "20+"), (None, 60, "≤60"), (None, None, "some"), (1200, 1200, "1,200")],
)
def test_a_toll_is_the_range_of_its_figures(low, high, told):
    assert cases.toll_range(low, high) == told


def test_what_has_no_column_stands_with_the_type():
    made = case(tolls=(toll("abducted", 12, 12),), status="failed", series=True, place=None)

    assert "place unknown Shelling/artillery/missile attack · 12 abducted · series · failed – –" in row(made, 200)


def test_the_count_says_how_many_are_shown():
    assert cases.counted(0, 0) == "no case fits"
    assert cases.counted(1, 1) == "1 case"
    assert cases.counted(50, 1234) == "showing 50 of 1,234 cases"
    assert cases.text([]) == ""


@pytest.mark.parametrize(
    ("figures", "told"), [("range", "4–7"), ("acled", "4"), ("ucdp", "6 (4–7)"), ("latest", "6–7")]
)
def test_figures_are_shown_as_the_codebook_has_them(figures, told):
    figure = c.Toll("killed", 4, 4, 6, 7, (6, 7), "two sources")
    shown = cases.text([case(tolls=(figure,))], 120, figures=figures)
    assert f" {told} " in shown
