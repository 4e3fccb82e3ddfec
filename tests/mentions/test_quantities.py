"""Quantities: the case file, numerals, and what must hold of any text."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.mentions import numerals
from dateline.mentions.quantities import find_all_quantities, find_quantities
from dateline.model import Block, Document, Page, Published, Sentence

CASES = Path(__file__).parents[1] / "cases" / "mentions" / "quantities.toml"


def cases() -> list[Any]:
    read = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case["text"][:50]) for case in read]


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    found = find_quantities(case["text"], 0, len(case["text"]))
    rows = [[m.words, -1 if m.low is None else m.low, -1 if m.high is None else m.high] for m in found]
    assert rows == case["quantities"]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("nineteen", 19),
        ("Forty-Two", 42),
        ("three hundred", 300),
        ("two thousand five hundred", 2500),
        ("one and a half million", 1_500_000),
        ("1.2 billion", 1_200_000_000),
        ("12,345,678", 12_345_678),
        ("three dozen", 36),
        ("2\u00a0500", 2500),
        ("5 000", 5000),
        ("30k", 30_000),
    ],
)
def test_numerals(words: str, number: int) -> None:
    assert numerals.value(words) == number


@given(st.integers(min_value=0, max_value=999_999))
def test_digits_with_and_without_commas_are_the_same_number(number: int) -> None:
    assert numerals.value(f"{number:,}") == numerals.value(str(number)) == number


def test_taken_spans_are_left_alone() -> None:
    text = "20 men in 30 cars"
    assert [m.words for m in find_quantities(text, 0, len(text), [(0, 2)])] == ["30"]


def test_a_document_is_read_sentence_by_sentence() -> None:
    text = "Four died on 5 May. Six fled."
    sentences = (Sentence(0, 19, 0, "paragraph", "r1"), Sentence(20, 29, 0, "paragraph", "r1"))
    nothing = Published(None, None, "unknown", ())
    page = Page(
        "x", "x", text, "en", nothing, (), None, None, (), None, None, None, (Block("paragraph", 0, len(text)),)
    )
    found = find_all_quantities(Document(page, (), sentences))
    assert [(m.words, m.start, m.end) for m in found] == [("Four", 0, 4), ("Six", 20, 23)]


WORDS = (
    "at least more than up to 20 four - – 5,000 and or between dozens a hundred million no casualties one others , 0 "
    "1,2,3 99999999999 of the under from % half dozen some another 3.5 killed were"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=20), st.sampled_from([" ", "", "  ", "\u00a0"]))
def test_any_words_give_ordered_ranges_quoted_from_the_text(pieces: list[str], gap: str) -> None:
    text, end = gap.join(pieces), 0
    for m in find_quantities(text, 0, len(text)):
        assert end <= m.start < m.end <= len(text)
        assert m.words == text[m.start : m.end]
        assert m.low is None or m.high is None or 0 <= m.low <= m.high
        end = m.end


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    assert all(m.words == text[m.start : m.end] for m in find_quantities(text, 0, len(text)))
