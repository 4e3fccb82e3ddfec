"""The weapon codebook: every kind has names, and every name has one kind."""

from typing import get_args

import pytest

from dateline.codebook import weapons as book_module
from dateline.codebook.forms import plural as plural_of
from dateline.codebook.weapons import WeaponName, load_weapons
from dateline.errors import CodebookError
from dateline.model import WeaponKind

BOOK = load_weapons()


@pytest.mark.parametrize("kind", get_args(WeaponKind))
def test_every_kind_has_names(kind: WeaponKind) -> None:
    assert [f for f in BOOK.forms if f.kind == kind and not f.model]


def test_every_name_finds_its_kind() -> None:
    for form in BOOK.forms:
        assert {f.kind for f in BOOK.names.get(form.form)} == {form.kind}


def test_a_name_of_two_kinds_is_refused() -> None:
    twice = (WeaponName("bomb", "mine", False, False), WeaponName("landmine", "mine", False, False))
    with pytest.raises(CodebookError, match="both bomb and landmine"):
        book_module._check(twice)


@pytest.mark.parametrize(
    ("noun", "plural"), [("battery", "batteries"), ("axe", "axes"), ("torch", "torches"), ("gun", "guns")]
)
def test_regular_plurals(noun: str, plural: str) -> None:
    assert plural_of(noun) == plural
