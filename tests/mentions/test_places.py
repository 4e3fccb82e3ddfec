"""Places in text: the case file, the records that come out, and the choice among namesakes."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from dateline.annotate import document
from dateline.codebook.gazetteer import open_gazetteer
from dateline.mentions.places import find_places, resolve_spans
from dateline.model import Block, Document, Issue, Page, PageRead, PlaceMention, Published, Report

GAZETTEER = open_gazetteer()
CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "mentions" / "places.toml").read_text("utf-8"))["case"]
UNKNOWN = Published(None, None, "unknown", ())


def page(text: str, dateline: str | None = None) -> Document:
    block = Block("paragraph", 0, len(text))
    seen = Page("0", "test", text, "en", UNKNOWN, (), None, None, (), None, None, dateline, (block,))
    return document(PageRead(seen, (Report("r1", "story", None, None, UNKNOWN, ()),), ("r1",), ()))


def find(text: str, dateline: str | None = None) -> tuple[tuple[PlaceMention, ...], tuple[Issue, ...]]:
    return find_places(page(text, dateline), GAZETTEER)


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_case(case: dict) -> None:
    mentions, issues = find(case["text"])
    assert [m.place.name for m in mentions] == [row[0] for row in case["places"]]
    for mention, (_, precision, country, *more) in zip(mentions, case["places"], strict=True):
        place = mention.place
        assert (place.name, place.precision, place.country or "") == (place.name, precision, country)
        assert mention.adjective == ("adjective" in more)
        if more and isinstance(more[0], int):
            assert place.geonameid == (more[0] or None)
    assert [i.code for i in issues] == case.get("issues", [])


def test_names_quote_the_page() -> None:
    text = "Rebels left the northern suburbs of Aleppo; the village of Tal Hassan, Hama province, burnt."
    mentions, _ = find(text)
    assert mentions
    for m in mentions:
        assert text[m.start : m.end] == m.place.name
        assert m.place.evidence[0] == (m.start, m.end)


def test_a_place_inferred_says_from_what() -> None:
    mentions, (issue,) = find("Four died in the village of Khirbet Naaman, Aleppo province.")
    village, province = mentions
    assert (village.place.lat, village.place.lon) == (province.place.lat, province.place.lon)
    assert village.place.basis == "inferred: named place not in the gazetteer; point is that of Aleppo province"
    assert (province.start, province.end) in village.place.evidence
    assert issue.code == "place-unresolved"
    assert "Khirbet Naaman" in issue.message


def test_a_distance_is_kept_as_basis() -> None:
    (raqqa, _), _ = find("A mine exploded about 14 km north of Raqqa in Syria.")
    assert raqqa.place.basis == 'inferred: "about 14 km north of" the place named; the point is that place'


def test_a_plain_place_has_no_basis() -> None:
    (mosul,), _ = find("A bomb exploded in Mosul.")
    assert mosul.place.basis is UNSET
    assert mosul.place.admin1 == "Nineveh"


def test_runners_up_are_kept() -> None:
    (tripoli,), _ = find("The minister arrived in Tripoli.")
    assert tripoli.place.country == "LY"
    assert 266826 in tripoli.others  # Tripoli in Lebanon


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Lebanon buried its dead. Shots rang out in Tripoli, near Zgharta.", "LB"),
        ("Libya buried its dead. Shots rang out in Tripoli, near Tajura.", "LY"),
    ],
)
def test_the_page_decides_among_namesakes(text: str, country: str) -> None:
    mentions, _ = find(text)
    assert {m.place.country for m in mentions if m.place.name == "Tripoli"} == {country}


def test_the_dateline_is_a_witness() -> None:
    text = "Shots rang out in Tripoli on Monday."
    assert find(text, "Beirut, Lebanon")[0][0].place.country == "LB"
    assert find(text, "Beirut")[0][0].place.country == "LB"
    assert find(text)[0][0].place.country == "LY"


def test_given_spans_serve_as_context_for_one_another() -> None:
    text = "Shops in Athens, Georgia and in Macon closed."
    spans = [(text.index(name), text.index(name) + len(name)) for name in ("Athens", "Georgia", "Macon")]
    assert [c and (c.entry.country, c.entry.name) for c in resolve_spans(text, spans, GAZETTEER)] == [
        ("US", "Athens"),
        ("US", "Georgia"),
        ("US", "Macon"),
    ]


def test_a_span_that_nobody_knows_gets_the_nearest_place() -> None:
    text = "The Qwxyz bridge in Mosul fell."
    choices = resolve_spans(text, [(4, 9), (20, 25)], GAZETTEER)
    assert choices[0] is not None
    assert choices[0].entry.name == "Mosul"
    assert choices[0].support == -1


WORDS = st.sampled_from(
    "in near the of Aleppo Idlib province Syria US U.S. eastern Baghdad, . village town al-Shaddadi 14 km north \n "
    "Paris Texas Georgia Ali Khan district camp airport’s 's ( ) – - \u200f e\u0301 \U0001f525 MOSUL mosul".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_any_text_gives_ordered_spans_that_quote_it(text: str) -> None:
    mentions, issues = find(text)
    ends = 0
    for m in mentions:
        assert ends <= m.start < m.end <= len(text)
        ends = m.end
        assert text[m.start : m.end] == m.place.name
        assert (m.place.lat is None) == (m.place.lon is None)
    assert find(text) == (mentions, issues)
