"""Agencies: which words name one."""

import pytest

from dateline.read.agencies import agencies_in, agency_named


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("Reuters", "Reuters"),
        ("REUTERS", "Reuters"),
        ("The Associated Press", "AP"),
        ("AP", "AP"),
        ("ap", None),
        ("Anadolu Agency", "Anadolu"),
        ("ACAN-EFE", "ACAN-EFE"),
        ("Harbour Courier", None),
        ("", None),
        ("Reuters " * 20, None),
    ],
)
def test_agency_named(words: str, agency: str | None) -> None:
    assert agency_named(words) == agency


def test_agencies_in_a_list_are_in_order_and_once() -> None:
    assert agencies_in("AFP and Reuters, AFP/Jane Doe") == ("AFP", "Reuters")
    assert agencies_in("RFE/RL") == ("RFE/RL",)
    assert agencies_in("Jane Doe") == ()
