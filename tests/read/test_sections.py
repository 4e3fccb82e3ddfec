"""Sections: where a page says under which section it stands; the case file has the layouts."""

from typing import Any

import pytest

from dateline.read.lines import Meta
from dateline.read.text import read_text
from tests.read.casefile import cases

STORY = (
    "Sani Bello scored in the 89th minute as the home side beat the visitors 2-1 on Saturday before a full stadium.\n\n"
    "The home side pressed for most of the second half, and the captain hit the post twice before the goal.\n"
)


@pytest.mark.parametrize("case", cases("sections"), ids=lambda c: str(c)[:60])
def test_sections(case: dict[str, Any]) -> None:
    title = case.get("headline", "Late goal sinks the Mariners in stormy derby")
    text = f"{case.get('above', '')}\n\n{title}\n\n{STORY}\n{case.get('below', '')}\n"
    page = read_text(text, id="x", source=case.get("address", "x")).page
    assert page.headline == title
    assert list(page.section) == case["is"]


def test_what_the_page_shows_goes_before_what_its_head_says() -> None:
    meta = Meta(section=("World",), url="https://coast.example/business/late-goal")
    shown = read_text(f"Sport\n\nLate goal sinks the Mariners\n\n{STORY}", id="x", source="x", meta=meta).page
    hidden = read_text(f"Late goal sinks the Mariners\n\n{STORY}", id="x", source="x", meta=meta).page
    assert (shown.section, hidden.section) == (("Sport",), ("World",))
