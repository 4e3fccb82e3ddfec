"""Lines: what a line is in plain text."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.read.lines import spans, trimmed


@given(st.text())
def test_lines_hold_every_visible_character_and_no_white_space_at_their_ends(text: str) -> None:
    found = list(spans(text))
    assert "\n".join(text[a:b] for a, b in found).split() == text.split()
    for start, end in found:
        assert start < end
        assert text[start:end] == text[start:end].strip()
    assert [a for a, _ in found] == sorted(a for a, _ in found)


def test_trimmed_of_white_space_is_empty() -> None:
    start, end = trimmed(" \t\n", 0, 3)
    assert start == end
