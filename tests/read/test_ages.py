"""Ages: "21 hours ago" as an interval."""

from typing import Any

import pytest

from dateline.model import Published
from dateline.read import ages
from tests.read.casefile import cases


def at(moment: str) -> Published:
    return Published(start=moment, end=moment, precision="minute" if "T" in moment else "day", evidence=((0, 1),))


@pytest.mark.parametrize("case", cases("ages"), ids=lambda c: f"{c['text']} of {c['page']}")
def test_an_age_is_an_interval(case: dict[str, Any]) -> None:
    age = ages.leading(case["text"], 0, len(case["text"]))
    if not case["is"]:
        assert age is None
        return
    assert age is not None
    found = ages.resolve(age, at(case["page"]), ((0, 3),))
    assert [found.start, found.end, found.precision] == case["is"]
    assert found.evidence == ((0, 3),)


def test_without_the_page_s_time_an_age_stays_open() -> None:
    age = ages.leading("3 hours ago", 0, 11)
    unknown = Published(start=None, end=None, precision="unknown", evidence=())
    assert age is not None
    found = ages.resolve(age, unknown, ((5, 16),))
    assert (found.start, found.end, found.precision, found.evidence) == (None, None, "unknown", ((5, 16),))
