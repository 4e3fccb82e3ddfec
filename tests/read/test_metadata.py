"""Metadata: datelines, bylines, sections, and where the time of publication comes from."""

from typing import Any

import pytest

from dateline.model import Page
from dateline.read.lines import Meta
from dateline.read.text import read_text
from tests.read.casefile import cases

BODY = "Two soldiers were killed on Monday when their vehicle hit a mine in the south, the army said."


def page(text: str, meta: Meta | None = None) -> Page:
    return read_text(text, id="x", source="x", meta=meta).page


@pytest.mark.parametrize("case", cases("datelines"), ids=lambda c: c["text"][:40])
def test_datelines(case: dict[str, Any]) -> None:
    found = page(f"Mine kills two soldiers in the south\n\n{case['text']}\n\n{BODY}\n")
    assert found.dateline == (case["place"] or None)
    assert found.agency == (case["agency"] or None)


@pytest.mark.parametrize("case", cases("bylines"), ids=lambda c: c["text"])
def test_bylines(case: dict[str, Any]) -> None:
    found = page(f"Mine kills two soldiers in the south\n{case['text']}\n{BODY}\n")
    assert list(found.authors) == case.get("authors", [])
    assert found.agency == case.get("agency")
    assert found.dateline == case.get("dateline")


def test_the_timestamp_goes_before_the_date_line() -> None:
    found = page(f"date 2023-03-02\n\nMine kills two soldiers\n\n03 March 2023 - 09:10\n\n{BODY}\n")
    assert found.published.start == "2023-03-03T09:10"
    start, end = found.published.evidence[0]
    assert found.text[start:end] == "03 March 2023 - 09:10"


def test_publication_goes_before_update() -> None:
    found = page(f"Mine kills two soldiers\nUpdated: 6 May 2020, 11:10 | Published: 5 May 2020, 14:05\n{BODY}\n")
    assert found.published.start == "2020-05-05T14:05"


def test_a_date_in_the_dateline_is_the_last_that_the_text_gives() -> None:
    found = page("LIMA, 9 NOV 84 (EFE) -- A GROUP OF ARMED MEN ATTACKED A POLICE POST LAST NIGHT, OFFICIALS SAID.\n")
    assert (found.published.start, found.published.precision) == ("1984-11-09", "day")


def test_a_date_in_the_story_is_no_publication_time() -> None:
    seen = read_text(f"Mine kills two soldiers\n\n{BODY} The last blast was on 3 March 2021.\n", id="x", source="x")
    assert seen.page.published.precision == "unknown"
    assert [issue.code for issue in seen.issues] == ["publication-unknown"]


def test_what_only_the_head_says_is_marked_as_such() -> None:
    meta = Meta(published="2023-03-03T09:10:00Z", outlet="The Valley Post", section=("World",), authors=("Jane Doe",))
    found = page(f"Mine kills two soldiers\n\n{BODY}\n", meta)
    assert found.published.start == "2023-03-03T09:10"
    assert found.published.evidence == ()
    assert isinstance(found.published.basis, str)
    assert (found.outlet, found.section, found.authors) == ("The Valley Post", ("World",), ("Jane Doe",))


def test_the_stamp_that_the_head_confirms_goes_first() -> None:
    text = f"Mine kills two soldiers\n\n7 May 2023 - 10:00\n\n{BODY}\n\nPosted: 3 March 2023, 11:10\n"
    found = page(text, Meta(published="2023-03-03T09:10:00Z"))
    assert found.published.start == "2023-03-03T11:10"
    assert found.published.evidence
    assert page(text).published.start == "2023-05-07T10:00"


def test_an_update_is_no_publication_where_the_head_gives_one() -> None:
    text = f"Mine kills two soldiers\n\nUpdated 7 May 2023 - 10:00\n\n{BODY}\n"
    assert page(text, Meta(published="2023-03-03")).published.start == "2023-03-03"
    assert page(text).published.start == "2023-05-07T10:00"


def test_a_path_is_split_and_home_is_no_section() -> None:
    found = page(f"Home > World > Africa\nMine kills two soldiers in the south\n{BODY}\n")
    assert found.section == ("World", "Africa")


def test_the_outlet_is_that_of_the_copyright_line() -> None:
    found = page(f"Mine kills two soldiers\n\n{BODY}\n\nCopyright © 2021 The Valley Post Ltd. All rights reserved.\n")
    assert found.outlet == "The Valley Post"


def test_an_agency_that_speaks_of_its_own_staff() -> None:
    found = page(
        f"Mine kills two soldiers\n\n{BODY}\n\nA Reuters witness saw smoke over the road, and two burnt cars.\n"
    )
    assert found.agency == "Reuters"
