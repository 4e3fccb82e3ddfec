"""Entries: when times of day make a live report of a page."""

from dateline.read import entries
from dateline.read.pieces import pieces
from dateline.read.text import cut_lines, read_text

TOLD = "A rocket hit a warehouse near the port before dawn, killing two guards, the port authority says."


def found(text: str) -> entries.Entries | None:
    return entries.find(text, pieces(text, cut_lines(text)))


def test_the_range_goes_from_the_first_time_to_the_last_text() -> None:
    text = f"Blasts at port\n\n16:42\nGuards killed\n{TOLD}\n\n15:10\n{TOLD}\n\nMost read\n1. Rain\n"
    live = found(text)
    assert live == entries.Entries(start=1, end=6, titles=frozenset((2,)))


def test_one_time_makes_no_live_report() -> None:
    assert found(f"Blasts at port\n\n16:42\n{TOLD}\n\n{TOLD}\n") is None


def test_times_of_a_programme_are_no_entries() -> None:
    assert found("Tonight\n\n18:30\nThe harbour today\n\n19:00\nNews\n\n20:15\nFilm: The lighthouse\n") is None


def test_ages_want_a_page_that_calls_itself_live() -> None:
    teasers = f"5 mins ago\nGuards killed\n{TOLD}\n\n20 mins ago\nVessels leave\n{TOLD}\n"
    assert found(f"The Coast\n\n{teasers}") is None
    assert found(f"Port blasts live: two guards killed\n\n{teasers}") is not None


def test_the_entries_belong_to_one_story() -> None:
    text = f"Live: blasts at port\n\n11 May 2023\n\n16:42\nGuards killed\n{TOLD}\n\n15:10\nMore\n{TOLD} Twice.\n"
    seen = read_text(text, id="x", source="x")
    assert [r.kind for r in seen.reports] == ["story"]
    assert seen.page.published.start == "2023-05-11"
