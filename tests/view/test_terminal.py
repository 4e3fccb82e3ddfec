import re

import pytest
from msgspec import structs
from rich.cells import cell_len

from dateline import model as m
from dateline.view import terminal
from tests.view import invented

ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def sheet() -> str:
    return terminal.text(invented.coded(), 110)


def one(sheet: str) -> str:
    return " ".join(sheet.split())


def test_the_main_incident_comes_first_with_value_words_and_source(sheet):
    assert sheet.index("i1  ") < sheet.index("i2  ")
    assert "Monday 4 March 2019" in sheet
    assert "“near Gorno”" in sheet
    assert "according to The army ▸ blames (c3)" in one(sheet)
    assert "a rebel spokesman ▸ denies “We did not fire”" in one(sheet)


def test_rival_figures_are_rows_of_their_own(sheet):
    rows = [line for line in sheet.splitlines() if "killed at least 3" in line or "killed 5" in line]

    assert len(rows) == 2
    assert "police (c1)" in rows[0]
    assert "Hospital staff (c2)" in rows[1]


def test_nothing_of_the_record_is_left_out(sheet):
    flat = one(sheet)
    for words in ("c5", "Links", "follows i2", "hold the hills", "figure-unattached", "Market reopens in Gorno", "i3"):
        assert words in flat


@pytest.mark.parametrize("width", [40, 60, 79, 96, 120, 200])
@pytest.mark.parametrize("color", [False, True])
def test_no_line_is_wider_than_the_terminal(width, color):
    coded = invented.coded()
    long = structs.replace(coded.incidents[1], summary="x" * 500 + " 爆発" * 80)
    coded = structs.replace(coded, incidents=(long,))

    lines = ANSI.sub("", terminal.text(coded, width, color)).splitlines()

    assert max(cell_len(line) for line in lines) <= width


def test_without_colour_there_is_no_escape_code_and_with_it_there_is():
    assert "\x1b" not in terminal.text(invented.coded(), 80)
    assert "\x1b[" in terminal.text(invented.coded(), 80, color=True)


def test_the_environment_does_not_change_the_sheet(monkeypatch, sheet):
    for name, value in {"COLUMNS": "42", "NO_COLOR": "1", "FORCE_COLOR": "1", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)

    assert terminal.text(invented.coded(), 110) == sheet


HOSTILE = (
    "\x1b]52;c;aGk=\x07 [red]not markup[/red] [link=https://x.example]y[/link] :bomb: \u202egnp.exe \x9b2J \r gone"
)


def hostile() -> m.CodedPage:
    coded = invented.with_text(HOSTILE)
    span = ((0, len(HOSTILE)),)
    incident = invented.incident(
        "i1",
        summary=HOSTILE,
        places=(m.Place(HOSTILE, "XX", HOSTILE, None, None, "site", None, span),),
        participants=(m.Participant("other", HOSTILE, None, None, None, span),),
        casualties=(m.Casualty("killed", None, None, HOSTILE, HOSTILE, "unknown", None, span),),
        weapons=(m.Weapon("other", HOSTILE, None, None, span),),
        objects=(m.DamagedObject(HOSTILE, "hit", span),),
    )
    page = structs.replace(coded.page, headline=HOSTILE, source=HOSTILE, outlet=HOSTILE, authors=(HOSTILE,))
    return structs.replace(coded, page=page, incidents=(incident,), issues=(m.Issue("no-story", HOSTILE, span),))


@pytest.mark.parametrize("width", [60, 120])
def test_page_text_cannot_steer_the_terminal_nor_pass_for_markup(width):
    plain = terminal.text(hostile(), width)
    colored = ANSI.sub("", terminal.text(hostile(), width, color=True))

    for shown in (plain, colored):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
        assert "[red]not markup[/red]" in one(shown)
        assert ":bomb:" in shown
        assert "⟨ESC⟩" in shown
        assert "⟨RLO⟩" in shown


def test_a_page_without_incidents_says_so():
    assert "No incident was coded" in terminal.text(invented.with_text("Sunny spells."), 80)
