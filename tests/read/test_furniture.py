"""Furniture: what a line says of itself."""

from typing import Any

import pytest

from dateline.read.furniture import LONG_LINE, kind
from tests.read.casefile import cases


@pytest.mark.parametrize("case", cases("furniture"), ids=lambda c: c["text"])
def test_the_words_of_a_line(case: dict[str, Any]) -> None:
    padded = f"  {case['text']}\n"
    assert kind(padded, 2, 2 + len(case["text"])) == case["kind"]


def test_direction_marks_hide_nothing() -> None:
    line = "\u200f3 hours ago\u200e"
    assert kind(f"\u200e{'Most Read'}\u200f", 0, 11) == "ranking_title"
    assert kind(line, 1, len(line)) == "age"


def test_a_long_line_is_running_text() -> None:
    line = "Subscribe now. " * 100
    assert len(line) > LONG_LINE
    assert kind(line, 0, len(line)) == "text"
