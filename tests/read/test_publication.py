"""Publication: the places from which a page's time of publication comes; the case file has the pages."""

from typing import Any

import pytest

from dateline.read.lines import Meta
from dateline.read.text import read_text
from tests.read.casefile import cases


@pytest.mark.parametrize("case", cases("publication"), ids=lambda c: c["name"])
def test_publication(case: dict[str, Any]) -> None:
    page = read_text(case["text"], id="x", source=case.get("address", "x")).page
    assert (page.published.start or "") == case["is"]
    assert isinstance(page.published.basis, str) == case.get("inferred", False)
    assert all(page.text[start:end].strip() for start, end in page.published.evidence)


def test_the_canonical_address_of_the_head_counts_too() -> None:
    meta = Meta(url="https://coast.example/2021/may/03/bomb")
    text = "Bomb kills two in Lomé\n\nA bomb killed two people at a market on Sunday, police said.\n"
    assert read_text(text, id="x", source="x", meta=meta).page.published.start == "2021-05-03"


def test_an_address_with_no_day_of_the_calendar_says_nothing() -> None:
    text = "Bomb kills two in Lomé\n\nA bomb killed two people at a market on Sunday, police said.\n"
    for address in ("https://coast.example/2021/02/30/bomb", "https://coast.example/2021/xyz/03/bomb"):
        assert read_text(text, id="x", source=address).page.published.precision == "unknown"


def test_the_completed_dateline_carries_day_and_year() -> None:
    text = "LOMÉ, May 3 (Xinhua) -- A bomb killed two people on Sunday, police said.\n\nCopyright 2021 Coast News\n"
    page = read_text(text, id="x", source="x").page
    assert [page.text[start:end] for start, end in page.published.evidence] == ["May 3", "2021"]
