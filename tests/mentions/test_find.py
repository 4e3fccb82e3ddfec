"""All mentions of a page together: what one finder knows guides the next."""

import pytest

from dateline import codebook, mentions
from dateline.annotate import document
from dateline.model import Block, Mentions, Page, PageRead, Published, Report

BOOK = codebook.load()
UNKNOWN = Published(None, None, "unknown", ())


def find(text: str) -> Mentions:
    page = Page(
        "0", "test", text, "en", UNKNOWN, (), None, None, (), None, None, None, (Block("paragraph", 0, len(text)),)
    )
    read = PageRead(page, (Report("r1", "story", None, None, UNKNOWN, ()),), ("r1",), ())
    return mentions.find(document(read), BOOK)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Al-Qaeda in the Arabian Peninsula took the town.", "aqap"),
        ("Gunmen of the Islamic State in Iraq and the Levant took the town.", "islamic-state"),
        ("Tehreek-i-Taliban Pakistan took the town.", "tehrik-i-taliban-pakistan"),
    ],
)
def test_a_place_in_the_name_of_a_group_is_no_place(text: str, actor: str) -> None:
    found = find(text)
    assert found.places == ()
    assert [a.actor for a in found.actors] == [actor]


def test_a_state_in_the_name_of_its_army_locates_nothing() -> None:
    found = find("The Somalia National Army shelled a camp near Kismayo.")
    assert [(p.place.name, p.adjective) for p in found.places] == [("Somalia", True), ("Kismayo", False)]


def test_a_camp_of_a_named_group_leaves_the_town_beside_it() -> None:
    found = find("Jets bombed an Al-Shabaab camp north of Mogadishu in Somalia.")
    assert [p.place.name for p in found.places] == ["Mogadishu", "Somalia"]


def test_a_dateline_and_the_first_word_make_no_name() -> None:
    found = find("NAIROBI, Kenya - Police fired into the air.")
    assert [(p.place.name, p.adjective) for p in found.places] == [("NAIROBI", False), ("Kenya", False)]
    assert [a.name for a in found.actors] == ["Police"]


def test_the_home_of_a_named_group_rules_out_a_far_namesake() -> None:
    assert find("The Provisional IRA shot a man in Pomeroy on Monday.").places == ()
    assert [p.place.country for p in find("A man was shot in Pomeroy in Ohio on Monday.").places] == ["US", "US"]
