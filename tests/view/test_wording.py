import pytest
from msgspec import structs

from dateline import model as m
from dateline.view import wording
from tests.view import invented


@pytest.mark.parametrize(
    ("low", "high", "words", "said"),
    [
        (4, 4, "four", "4"),
        (4, None, "at least four", "at least 4"),
        (None, 60, "up to 60", "up to 60"),
        (10, 15, None, "10–15"),
        (None, None, "dozens", "“dozens”"),
        (None, None, None, "number not given"),
        (0, 0, "no casualties", "0"),
        (12000, 12000, None, "12,000"),
    ],
)
def test_a_figure_is_said_as_a_range(low, high, words, said):
    assert wording.figure(low, high, words) == said


@pytest.mark.parametrize(
    ("start", "end", "precision", "said"),
    [
        ("2019-03-04", "2019-03-04", "day", "Monday 4 March 2019"),
        ("2019-03-01", "2019-03-31", "month", "1–31 March 2019"),
        ("2019-03-30", "2019-04-02", "days", "30 March – 2 April 2019"),
        ("2018-12-30", "2019-01-02", "days", "30 December 2018 – 2 January 2019"),
        ("2019-03-04", None, "months", "since 4 March 2019"),
        (None, "2019-03-04", "months", "until 4 March 2019"),
        (None, None, "unknown", "not stated"),
        ("soon", "soon", "day", "soon"),
    ],
)
def test_days_are_said_in_words(start, end, precision, said):
    assert wording.when(m.DateRange(start, end, precision, ())) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2019-03-04T09:05", "2019-03-04T09:05", "4 March 2019, 09:05"),
        ("2019-03-04T09:05", "2019-03-04T10:05", "4 March 2019, 09:05–10:05"),
        ("2019-03-03T23:30", "2019-03-04T00:30", "between 3 March 2019, 23:30 and 4 March 2019, 00:30"),
        (None, None, "not stated"),
    ],
)
def test_publication_is_said_in_words(start, end, said):
    assert wording.published(m.Published(start, end, "minute", ())) == said


def test_every_stance_and_link_of_the_format_has_words():
    assert set(wording.STANCES) == set(m.Stance.__args__)
    assert set(wording.LINKS) == set(m.LinkKind.__args__)
    assert set(wording.REPORTS) == set(m.ReportKind.__args__)


def test_a_place_names_its_country_and_says_how_precise_it_is():
    town = m.Place("Gorno", "BG", "Plovdiv", 42.1, 24.9, "locality", 7, ())
    land = m.Place("Bulgaria", "BG", None, 43.0, 25.0, "country", 1, ())

    assert wording.place_detail(town) == "Plovdiv, Bulgaria · locality · 42.10, 24.90"
    assert wording.place_detail(land) == "country only"


def test_a_toll_says_whom_a_figure_counts_where_the_page_does():
    rows = (("killed", 7, "people"), ("killed", 4, "children"), ("wounded", 9, None))
    figures = tuple(m.Casualty(kind, low, low, None, who, "unknown", None, ()) for kind, low, who in rows)
    coded = structs.replace(invented.coded().incidents[0], casualties=figures)

    assert wording.toll(coded) == ["killed 7 / 4 children", "wounded 9"]
    assert wording.in_short(coded).endswith("killed 7 / 4 children · wounded 9")


def test_a_story_without_an_incident_says_what_other_reports_hold():
    assert wording.no_incident(0).endswith("of this page.")
    assert "2 in other reports" in wording.no_incident(2)
