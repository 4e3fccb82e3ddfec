"""Weapons: the case file, and what must hold of any text."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.codebook.weapons import load_weapons
from dateline.mentions.weapons import find_weapons
from dateline.model import QuantityMention, WeaponMention
from tests.mentions.documents import document

CASES = Path(__file__).parents[1] / "cases" / "mentions" / "weapons.toml"
BOOK = load_weapons()
COUNT = re.compile(r"(?:at least )?(two|three|several|40)\b", re.I)
VALUES = {"two": 2, "three": 3, "40": 40}


def cases() -> list[Any]:
    read = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case["text"][:50]) for case in read]


def quantities(text: str) -> tuple[QuantityMention, ...]:
    """The few counts of the case file; finding numbers in earnest is tested elsewhere."""
    found = []
    for m in COUNT.finditer(text):
        low = VALUES.get(m[1].lower())
        high = None if m[0].startswith("at least") else low
        found.append(QuantityMention(m.start(), m.end(), low, high, m[0]))
    return tuple(found)


def find(text: str) -> tuple[WeaponMention, ...]:
    return find_weapons(document(text), BOOK, quantities(text))


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    rows = [[text[m.start : m.end], m.weapon.kind, m.weapon.low, m.weapon.high] for m in find(text)]
    want = [
        [w, kind, None if low < 0 else low, None if high < 0 else high] for w, kind, low, high in case.get("found", [])
    ]
    assert rows == want


def test_names_are_the_words_of_the_page_in_lower_case() -> None:
    (found,) = find("Roadside Bombs killed a driver.")
    assert found.weapon.name == "roadside bombs"
    (model,) = find("A Shahed drone fell.")
    assert model.weapon.name == "Shahed drone"


@example(["chlorine", "bomb-laden drone"])
@given(st.lists(st.sampled_from([f.form for f in BOOK.forms] + ["a", "the", "two", "of", "strike", ","]), max_size=20))
def test_mentions_quote_the_page_in_order_without_overlap(parts: list[str]) -> None:
    text = " ".join(parts)
    last = 0
    for m in find(text):
        assert last <= m.start < m.end <= len(text)
        assert m.weapon.evidence == ((m.start, m.end),)
        assert m.weapon.name.lower() == " ".join(text[m.start : m.end].split()).lower()
        last = m.end


@given(st.text(max_size=300))
def test_any_text_is_searched_without_error(text: str) -> None:
    for m in find(text):
        assert text[m.start : m.end].strip()
