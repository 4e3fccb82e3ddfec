import base64
import hashlib
import re
from itertools import pairwise

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from dateline import model as m
from dateline.view import html, terminal, wording
from dateline.view.html_page import direction, filled
from dateline.view.plain import visible
from tests.view import invented
from tests.view.test_terminal import hostile


def tree(coded: m.CodedPage) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html.page_html(coded))


def text_of(element: lxml.html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def test_the_page_side_holds_all_words_of_the_page_in_order():
    shown = tree(invented.coded()).get_element_by_id("text")
    for summary in shown.iter("summary"):
        summary.text = ""

    assert "".join(shown.text_content().split()) == "".join(invented.TEXT.split())


def test_text_that_no_block_covers_is_shown_too():
    coded = invented.coded()
    page = structs.replace(coded.page, blocks=coded.page.blocks[2:3])

    words = "".join(page.text[b.start : b.end] for b in filled(page))

    assert words.split() == page.text.split()


def test_every_value_is_linked_with_its_words_both_ways():
    page = tree(invented.coded())
    record = page.get_element_by_id("record")
    ids = {e.get("id") for e in page.xpath("//*[@id]")}

    for link in page.xpath("//a[starts-with(@href, '#')]"):
        assert link.get("href")[1:] in ids
    for value in record.xpath(".//*[contains(concat(' ', @class, ' '), ' val ')]"):
        name = value.get("data-v")
        words = page.xpath(f"//article[@id='text']//a[contains(concat(' ', @data-v, ' '), ' {name} ')]")
        quotes = ["".join(q.text_content().strip("“”").split()) for q in value.xpath(".//a[@class='q']")]
        shown = "".join("".join(w.text_content().split()) for w in words)
        assert all(q in shown for q in quotes)
        assert bool(quotes) <= bool(words)
    figures = [text_of(row) for row in record.xpath(".//tr[contains(@class, 'k-casualty')]")]
    assert figures[0].startswith("at least 3 guards “ at least three guards ” police c1")
    assert figures[1].startswith("5 people (civilian) “ five people had died ” Hospital staff c2")


def test_ids_are_unique():
    names = [e.get("id") for e in tree(invented.coded()).xpath("//*[@id]")]

    assert len(names) == len(set(names))


def test_furniture_is_folded_apart_and_named():
    folded = tree(invented.coded()).xpath("//details[@class='furniture']")

    assert [text_of(f) for f in folded] == ["promotion Subscribe now for full access", "legal All rights reserved"]


def test_the_policy_admits_exactly_the_style_and_script_of_the_file():
    written = html.page_html(invented.coded())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', written).group(1)
    for kind in ("style", "script"):
        bodies = re.findall(rf"<{kind}>(.*?)</{kind}>", written, re.S)
        assert len(bodies) == 1
        digest = base64.b64encode(hashlib.sha256(bodies[0].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


ATTACK = (
    "<script>alert(1)</script> </script><img src=x onerror=alert(1)> </style> &amp; &lt;b&gt; --> "
    "javascript:alert(1) \" onmouseover=\"alert(1) ' x='1 <svg/onload=alert(1)> \u2028 ]]>"
)


def test_text_of_a_page_never_becomes_markup():
    coded = structs.replace(invented.coded(), statements=(m.Statement("other", ATTACK, ATTACK, ()),))
    page = structs.replace(coded.page, text=ATTACK, headline=ATTACK, source=ATTACK, blocks=(), section=(ATTACK,))
    written = html.page_html(structs.replace(coded, page=page))
    parsed = lxml.html.document_fromstring(written)

    assert len(parsed.xpath("//script")) == 1
    assert not parsed.xpath("//img | //svg | //iframe | //object | //b")
    assert not [a for e in parsed.iter() if isinstance(e.tag, str) for a in e.attrib if a.startswith("on")]
    assert all(a.get("href").startswith("#") for a in parsed.xpath("//a"))
    assert "".join(ATTACK.split()) in "".join(parsed.get_element_by_id("text").text_content().split())


def test_reordering_characters_are_shown_and_not_obeyed():
    written = html.page_html(hostile())

    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]", written)
    assert "⟨RLO⟩" in written


def test_a_page_without_text_or_record_is_a_whole_document():
    empty = tree(structs.replace(invented.with_text(""), page=structs.replace(invented.with_text("").page, blocks=())))

    assert "This page has no text." in text_of(empty.get_element_by_id("text"))
    assert "No incident was coded" in text_of(empty.get_element_by_id("record"))


@pytest.mark.parametrize("spans", [((0, 9**9),), ((-5, 3),), ((5, 5),), ((9, 2),)])
def test_spans_outside_the_text_do_no_harm(spans):
    coded = invented.coded()
    odd = structs.replace(coded.incidents[0], date=structs.replace(coded.incidents[0].date, evidence=spans))

    tree(structs.replace(coded, incidents=(odd,)))


def test_the_same_page_gives_the_same_bytes():
    assert html.page_html(invented.coded()) == html.page_html(invented.coded())


def test_offsets_are_code_points():
    text = "👩‍👩‍👧 𝔄 Bomb in Gorno killed two."
    coded = invented.with_text(text)
    at = text.index("two")
    row = m.Casualty("killed", 2, 2, "two", None, "unknown", None, ((at, at + 3),))
    page = tree(structs.replace(coded, incidents=(invented.incident("i1", casualties=(row,)),)))

    assert [a.text_content() for a in page.xpath("//a[contains(@class, 'k-casualty')]")] == ["two"]


def test_the_index_leads_to_every_page():
    entries = [html.placed(html.entry(invented.coded()), f"{n}.html") for n in "ab"]
    page = lxml.html.document_fromstring(html.index_html(entries))

    assert [a.get("href") for a in page.xpath("//td/a")] == ["a.html", "b.html"]
    assert "2 coded pages" in text_of(page)


@given(
    st.text(st.characters(codec=None), max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6),
)
def test_any_text_under_any_spans_is_shown_whole(text, spans):
    coded = invented.with_text(text)
    cuts = sorted({n for span in spans for n in span if n < len(text)})
    blocks = tuple(m.Block("paragraph", a, b) for a, b in pairwise([0, *cuts, len(text)]) if a < b)
    rows = tuple(m.Issue("no-story", "x", (span,)) for span in spans)
    page = structs.replace(coded.page, blocks=blocks, headline="H")
    whole = structs.replace(coded, page=page, issues=rows)

    shown = tree(whole).get_element_by_id("text")
    for away in shown.xpath(".//*[@class='away' or @class='empty']"):
        away.text = ""
        for inside in away:
            inside.text = ""
    letters = "".join(visible(text).split())
    assert "".join(shown.text_content().split()) == letters or not letters
    terminal.text(whole, 80).encode()


@pytest.mark.parametrize(
    ("text", "side"),
    [("Two men died.", "ltr"), ("قتل رجلان", "rtl"), ("“قتل” is what a resident wrote", "ltr"), ("12", "ltr")],
)
def test_a_paragraph_is_read_in_the_direction_of_most_of_its_letters(text, side):
    assert direction(text) == side


def test_the_index_names_the_main_incident_and_what_each_number_counts():
    coded = invented.coded()
    page = lxml.html.document_fromstring(html.index_html([html.placed(html.entry(coded), "a.html")]))

    assert wording.in_short(next(i for i in coded.incidents if i.main)) in text_of(page)
    assert [c.get("data-unit") for c in page.find_class("count")] == ["incidents", "claims"]
