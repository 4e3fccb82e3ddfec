import re

import pytest
from rich.cells import cell_len

from dateline import case as c
from dateline.view import events, explain
from tests.view.test_terminal import ANSI, HOSTILE
from tests.view.told import event, explanation


def one(text: str) -> str:
    return " ".join(text.split())


def test_each_value_has_its_rule_its_words_and_its_entries():
    told = one(explain.text(explanation(), 110))

    for words in (
        "Case 0123456789abcdef",
        "contested: Gorno",
        "killed 4 (4–7)",
        "all agree · value ffffffffffff",
        "killed 4 Gorno",
        "Gorno (armed group) ▸ blames ▸ Gorno",
        "given up by its source since",
        "“Gorno” in: The army said that Gorno had been shelled on Monday.",
        "unless something else is said, Gorno by dateline 1.2.3, codebook 1, rules",
        "rejected by Ana",
        "SHA-256 " + "p" * 64,
        "retrieved 2026-03-04 15:40 UTC",
        "entry eeeeeeeeeeee",
        "covers the case 2222222222222222 too: Gorno",
        "covered by the telling 3333333333333333 too: Gorno",
    ):
        assert words in told


def test_a_value_alone_leaves_out_the_case_but_for_its_name():
    told = explain.text(explanation(), 110, whole=False)

    assert "Case 0123456789abcdef" in told
    assert "The row" not in told
    assert "“Gorno”" in told


@pytest.mark.parametrize("width", [40, 60, 80, 96, 120, 200])
@pytest.mark.parametrize("color", [False, True])
@pytest.mark.parametrize("words", ["Gorno", "x" * 300 + " 爆発" * 40])
def test_no_line_is_wider_than_the_terminal(width, color, words):
    lines = ANSI.sub("", explain.text(explanation(words), width, color)).splitlines()

    assert max(cell_len(line) for line in lines) <= width


@pytest.mark.parametrize("width", [60, 120])
def test_text_of_pages_cannot_steer_the_terminal(width):
    made = explanation(HOSTILE, desk=c.Desk("to do", HOSTILE, (c.Note(HOSTILE, HOSTILE, HOSTILE),)))
    change = c.Change("changed", ("a" * 16,), ("a" * 16,), HOSTILE, (("place", HOSTILE, HOSTILE),))
    every = (
        explain.text(made, width, True),
        events.history_text([event("comment", HOSTILE, HOSTILE, version=HOSTILE, at=HOSTILE)], width, True),
        events.rejections_text([c.Rejection("r", HOSTILE, HOSTILE, HOSTILE)], width, True),
        events.issues_text([c.PageIssue("p", HOSTILE, HOSTILE, HOSTILE)], width, True),
        events.faults_text([c.Fault(HOSTILE, HOSTILE)], width, True),
        events.changes_text([change], width, True),
    )

    for told in every:
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", ANSI.sub("", told))
        assert "[red]not markup[/red]" in one(ANSI.sub("", told))


def test_an_entry_that_counts_no_more_says_so():
    told = events.history_text(
        [event("comment", "Ana", "seen", undone=True), event("sign_off", "Ana", "d" * 64, reason=None)]
    )

    assert "comment seen “seen” undone entry eeeeeeeeeeee" in one(told)
    assert "sign off dddddddddddd" in one(told)
    assert "d" * 13 not in told


def test_changes_show_both_values():
    fields = (("killed", "4/4/4", "4/5/7"), ("assignee", "", "Ben"))
    told = one(events.changes_text([c.Change("merged", ("a" * 16, "b" * 16), ("a" * 16,), "Shelling", fields)]))

    assert told == "⊃ merged aaaaaaaaaaaa + bbbbbbbbbbbb → aaaaaaaaaaaa Shelling killed 4/4/4 → 4/5/7 assignee – → Ben"


def test_nothing_is_an_empty_text():
    for view in (events.history_text, events.rejections_text, events.issues_text, events.changes_text):
        assert view([]) == ""
