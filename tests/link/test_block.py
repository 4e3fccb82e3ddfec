"""Two tellings that may be one incident share a block, and a telling has few blocks (link/block.py)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.link import blocks, compare
from dateline.link.block import SLACK, timed_blocks
from dateline.link.vetoes import other_days, too_far
from tests.link.brief import brief
from tests.link.invented import tellings

ORDINARY = {"day": "2021-05-03", "place": "Tarfa", "at": [31.0, 41.0], "province": "Badiya", "published": "2021-05-04"}
FULL = ORDINARY | {"headline": "the baker Mbekele and Zuri Okafor-Linde hid in a lighthouse", "killed": 60}


def shared(a: dict[str, object], b: dict[str, object]) -> set[str]:
    return set(blocks(brief(a, "a"))) & set(blocks(brief(b, "b")))


@given(
    st.floats(-70, 70), st.floats(-170, 170), st.floats(-0.5, 0.5), st.floats(-0.9, 0.9), st.integers(-2, 2)
)  # fmt: skip
def test_towns_and_days_that_no_veto_keeps_apart_share_a_block(
    lat: float, lon: float, north: float, east: float, days: int
) -> None:
    a = ORDINARY | {"place": "Tarfa", "at": [lat, lon], "day": "2021-05-12"}
    b = ORDINARY | {"place": "Sidra", "at": [lat + north, lon + east], "day": f"2021-05-{12 + days}"}
    one, two = brief(a, "a"), brief(b, "b")
    if too_far(one, two) is None and other_days(one, two) is None:
        assert shared(a, b)


def test_days_beyond_the_slack_share_none_but_by_month() -> None:
    far = shared(FULL, FULL | {"day": "2021-05-12"})
    assert SLACK == 1
    assert all("m " in key or key.startswith("u ") for key in far)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ({"killed": 12, "as": "country"}, {"killed": 12}),
        ({"headline": "baker Mbekele", "as": "admin1"}, {"headline": "a shop of Mbekele"}),
        ({"day": "2021-05-01", "until": "2021-05-31", "headline": "baker Mbekele"}, {"headline": "a shop of Mbekele"}),
        ({"day": "2021-05-01", "until": "2021-05-31"}, {"day": "2021-05-01", "until": "2021-06-30"}),
        ({"day": None}, {"day": "2021-05-02"}),
        ({"day": None, "published": None}, {"day": None, "published": None}),
        ({"day": None, "published": None, "killed": 60}, {"killed": 60}),
        (
            {"type": "Government regains territory", "day": "2021-05-01", "until": "2021-05-31"},
            {"type": "Government regains territory"},
        ),
    ],
    ids=[
        "a country, by the toll", "a province, by a name", "a month, by a name", "two months, by the town",
        "no date, by its publication", "nowhere dated, by the town", "undated, by a high toll", "a rare type, by month",
    ],
)  # fmt: skip
def test_vague_tellings_find_those_they_may_be(a: dict[str, object], b: dict[str, object]) -> None:
    assert shared(ORDINARY | a, ORDINARY | b)


@given(tellings())
def test_blocks_are_few_and_fixed(found: list) -> None:  # type: ignore[type-arg]
    for one in found:
        assert blocks(one) == blocks(one)
        assert len(blocks(one)) == len(set(blocks(one))) <= 200


def test_a_full_telling_of_one_day_has_some_twenty_blocks() -> None:
    assert len(blocks(brief(FULL))) <= 32


@given(tellings())
def test_no_block_ends_before_the_first_day_of_its_telling(found: list) -> None:  # type: ignore[type-arg]
    for one in found:
        if one.first is not None:
            assert all(end >= one.first for end, _ in timed_blocks(one))


@given(tellings())
def test_likeness_is_the_same_either_way_round(found: list) -> None:  # type: ignore[type-arg]
    for a in found:
        for b in found:
            assert compare(a, b) == compare(b, a)
