import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.view.plain import HIDDEN, one_line, quote


@given(st.text(st.characters(codec=None)))
def test_nothing_that_steers_a_terminal_or_turns_text_around_is_left(text):
    shown = one_line(text)

    assert not HIDDEN.search(shown)
    assert not any(unicodedata.category(c) == "Cc" for c in shown)
    assert not any(unicodedata.bidirectional(c) in {"RLO", "LRO", "RLE", "LRE", "RLI", "LRI", "FSI"} for c in shown)
    shown.encode()  # no lone surrogate either


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("killed\n  four\t", "killed four"),
        ("\x1b]0;title\x07", "⟨ESC⟩]0;title⟨U+0007⟩"),
        ("abc\u202etxt", "abc⟨RLO⟩txt"),
        ("بغداد\u200f 5", "بغداد 5"),
        ("\x9b31m", "⟨U+009B⟩31m"),
        ("[bold]x[/bold]", "[bold]x[/bold]"),
        ("naïve 👩‍👧 café", "naïve 👩👧 café"),
    ],
)
def test_hidden_characters_are_shown_by_name(text, shown):
    assert one_line(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("“We left at dawn.”", "We left at dawn."),
        ('"We left"', "We left"),
        ("“We left” and “we came back”", "“We left” and “we came back”"),
        ("said “we left”", "said “we left”"),
        ("“”", "“”"),
    ],
)
def test_a_quotation_is_not_set_in_quotation_marks_twice(text, shown):
    assert quote(text) == shown


@given(st.text(), st.integers(40, 300))
def test_a_short_quotation_is_whole_and_a_long_one_says_that_it_is_cut(text, limit):
    shown = quote(text, limit)

    assert len(shown) <= limit + 3
    assert shown in {one_line(text), one_line(text)[1:-1].strip()} or "…" in shown
