"""Which lines are the story: alignment of extracted blocks, what our lines add, and the fallback."""

import pytest

from dateline.read import story
from dateline.read.markup import parse
from dateline.read.story import align, densest, story_lines, with_siblings, without_links, without_loose_headings
from dateline.read.visible import VisibleLine, visible_lines

FIRST = "Four soldiers were killed near Gao on Monday, the army said in a statement that it read on the radio."
SECOND = "A mortar struck their post shortly after noon; nine others were wounded, three of them badly, it added."
THIRD = "No group has claimed the attack, the third of its kind in the region since the rains began last month."


def line(text, tag="p", hints=("body",), linked=0.0):
    return VisibleLine(text, tag, frozenset(hints), linked)


# ---- alignment -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("lines", "blocks", "kept"),
    [
        ([FIRST, SECOND, THIRD], [FIRST, THIRD], "x.x"),
        ([FIRST, SECOND, THIRD], [f"{FIRST} {SECOND}"], "xx."),
        ([f"{FIRST} {SECOND}", THIRD], [FIRST, SECOND], "x."),
        ([FIRST, SECOND], [FIRST.upper().replace(" ", "\xa0\n")], "x."),
        (["Menu", FIRST, "Menu"], ["Menu", FIRST], "xx."),
        (["Monday", FIRST, "Monday"], [FIRST, "Monday"], ".xx"),
        ([FIRST, "Gao", THIRD], ["Gao attack"], "..."),
        (["Gao attack kills", FIRST], ["Gao attack"], ".."),
        (["one two", FIRST], ["- one two", f"12. {FIRST}"], "xx"),
        ([FIRST, "Killed\t4"], ["| Killed | 4 |"], ".x"),
        ([FIRST, SECOND], [f"{FIRST} Words that the page has not. {SECOND}"], "xx"),
        ([f"{FIRST} {SECOND} {THIRD}"], [FIRST], "."),
        ([THIRD, FIRST], [FIRST, THIRD], "xx"),
        ([FIRST, "***", SECOND], [FIRST, SECOND], "x.x"),
        ([FIRST], [], "."),
        ([], [FIRST], ""),
    ],
)
def test_blocks_are_found_in_the_lines(lines, blocks, kept):
    assert align(lines, blocks) == [mark == "x" for mark in kept]


# ---- what our lines add ----------------------------------------------------------------------------------------------
def test_a_line_that_is_all_link_leads_elsewhere():
    lines = [line(FIRST, linked=0.2), line("Read more: truce in Hiran", linked=0.9)]
    assert without_links(lines, [True, True]) == [True, False]


def test_a_story_cut_by_an_advertisement_is_made_whole():
    lines = [line(FIRST), line(SECOND), line(THIRD), line("Buy a lamp today and save", "div", ("ad",)), line(FIRST)]
    assert with_siblings(lines, [True, True, True, False, False]) == [True, True, True, False, True]


@pytest.mark.parametrize(
    "other",
    [line(FIRST, "p", ("comment",)), line(FIRST, "td"), line("By Ann Lee"), line(FIRST, linked=0.8)],
)
def test_but_not_with_what_stands_elsewhere_or_is_no_running_text(other):
    lines = [line(FIRST), line(SECOND), line(THIRD), other]
    assert with_siblings(lines, [True, True, True, False]) == [True, True, True, False]


def test_nor_with_paragraphs_of_which_most_were_left_out():
    lines = [line(text) for text in (FIRST, SECOND, THIRD)] + [line(FIRST) for _ in range(12)]
    kept = [True] * 3 + [False] * 12
    assert with_siblings(lines, kept) == kept


def test_a_heading_of_nothing_is_dropped():
    lines = [line("A subhead", "h2"), line(FIRST), line("Most read", "h3"), line("Ferry sinks", "li"), line("x", "li")]
    assert without_loose_headings(lines, [True, True, True, False, False]) == [True, True, False, False, False]


# ---- the fallback ----------------------------------------------------------------------------------------------------
def test_dense_lines_and_what_stands_between_them():
    lines = [
        line("Home", linked=1.0),
        line("Gao attack kills four soldiers and wounds nine more, the army says in a statement", "h1"),
        line(FIRST),
        line("‘It was noon’", "h2"),
        line("Related stories", linked=1.0),
        line(SECOND),
        *(line(word, linked=1.0) for word in ("World", "Sport", "Weather", "Contact")),
        line(THIRD),
    ]
    assert densest(lines) == [False, False, True, True, False, True, *[False] * 4, True]


def test_a_failing_extractor_ends_in_the_fallback(monkeypatch):
    def fail(_):
        raise RecursionError

    monkeypatch.setattr(story, "_extract", fail)
    tree, _ = parse(f"<html><body><p>{FIRST}</p><p>{SECOND}</p></body></html>")
    kept, trouble = story_lines(tree, visible_lines(tree))
    assert kept == [True, True]
    assert "RecursionError" in trouble


def test_the_tree_stays_as_it_was():
    from lxml import etree

    tree, _ = parse(f"<html><body><nav>x</nav><p class=a>{FIRST}</p><p>{SECOND}<span>y</span></p></body></html>")
    before = etree.tostring(tree)
    story_lines(tree, visible_lines(tree))
    assert etree.tostring(tree) == before
