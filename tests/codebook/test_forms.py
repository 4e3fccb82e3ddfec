"""Forms of words: plurals, ids, acronyms, and the notation of the codebook's lists."""

import doctest

import pytest

from dateline.codebook import forms


def test_examples() -> None:
    tried = doctest.testmod(forms)
    assert tried.attempted >= 3
    assert tried.failed == 0


@pytest.mark.parametrize(
    ("entry", "read"),
    [
        ("police=", ("police", "police", True)),
        ("army/armies", ("army", "armies", False)),
        ("gunner", ("gunner", "gunners", False)),
    ],
)
def test_notation_of_lists(entry: str, read: tuple[str, str, bool]) -> None:
    assert forms.forms(entry) == read
