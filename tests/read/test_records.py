"""JSON records of several makers to pages."""

import json

import pytest

from dateline.read.archive import read_input
from dateline.read.records import canonical, record_input

STORY = "Four soldiers were killed when a mortar struck their post near Gao on Monday, the army said in a statement."
HTML = f"<html><body><h1>Mortar kills four near Gao</h1><p>{STORY}</p></body></html>"


def test_our_own_form():
    record = {
        "text": STORY,
        "url": "https://a.example/1",
        "headline": "Mortar kills four near Gao",
        "published": "2021-03-02T08:00:00Z",
        "authors": ["Ann Lee"],
        "outlet": "Coast Radio",
    }
    page = read_input(record_input(json.dumps(record).encode(), "x:1")).page
    assert page.text == f"Mortar kills four near Gao\n\n{STORY}"
    assert page.source == "https://a.example/1"
    assert (page.headline, page.outlet, page.authors) == ("Mortar kills four near Gao", "Coast Radio", ("Ann Lee",))
    assert page.published.start == "2021-03-02T08:00"
    assert page.language == "en"


def test_the_id_is_that_of_the_record_whatever_the_order_of_its_keys():
    one = record_input(json.dumps({"text": STORY, "id": "1", "date": "2021-03-02"}).encode(), "x:1")
    two = record_input(json.dumps({"date": "2021-03-02", "id": "1", "text": STORY}, indent=1).encode(), "y:7")
    assert one.data == two.data == canonical({"id": "1", "text": STORY, "date": "2021-03-02"})
    assert read_input(one).page.id == read_input(two).page.id
    other = record_input(json.dumps({"text": STORY + "!", "id": "1", "date": "2021-03-02"}).encode(), "x:1")
    assert read_input(other).page.id != read_input(one).page.id


def test_news_please_form():
    record = {
        "authors": ["Ann Lee"],
        "date_publish": "2021-03-02 08:15:00",
        "description": "A mortar struck.",
        "filename": "a.json",
        "language": "en",
        "maintext": STORY,
        "source_domain": "coast.example",
        "title": "Mortar kills four near Gao",
        "url": "https://coast.example/1",
    }
    page = read_input(record_input(json.dumps(record).encode(), "x:1")).page
    assert page.text.startswith("Mortar kills four near Gao\n\nFour soldiers")
    assert page.published.start == "2021-03-02T08:15"
    assert (page.outlet, page.source) == ("coast.example", "https://coast.example/1")


def test_event_coders_form():
    line = json.dumps({"id": 20210302, "date": "2021-03-02", "event_text": STORY}).encode()
    page = read_input(record_input(line, "x:1")).page
    assert (page.text, page.source, page.published.start) == (STORY, "20210302", "2021-03-02")


def test_a_headline_that_the_text_repeats_is_not_put_before_it():
    text = f"Mortar kills  four\nnear Gao\n\n{STORY}"
    item = record_input(json.dumps({"headline": "Mortar kills four near Gao", "text": text}).encode(), "x:1")
    assert item.text == text


def test_html_records_are_read_as_markup():
    line = json.dumps({"html": HTML, "url": "https://a.example/1", "published": "2021-03-02"}).encode()
    page = read_input(record_input(line, "x:1")).page
    assert page.text == f"Mortar kills four near Gao\n{STORY}"
    assert page.published.start == "2021-03-02"


def test_markup_under_a_text_key_is_read_as_markup():
    line = json.dumps({"content": f"<p>{STORY}</p><p>{STORY[:40]}</p>", "title": "Mortar kills four near Gao"}).encode()
    assert read_input(record_input(line, "x:1")).page.text == f"{STORY}\n{STORY[:40].strip()}"


def test_a_coded_page_is_read_again_with_the_same_text():
    text = f"Mortar kills four near Gao\n\n{STORY}"
    published = {"start": "2021-03-02T08:00", "end": "2021-03-02T08:00", "precision": "minute", "evidence": []}
    page = {
        "id": "0",
        "source": "a.txt",
        "text": text,
        "headline": "Mortar kills four near Gao",
        "published": published,
    }
    item = record_input(json.dumps({"schema": "dateline/1", "page": page, "incidents": []}).encode(), "x:1")
    assert (item.text, item.source, item.meta.published) == (text, "a.txt", "2021-03-02T08:00")


def test_lone_surrogates_in_a_record_are_repaired():
    read = read_input(record_input(b'{"text": "Four \\ud800 ' + STORY.encode() + b'"}', "x:1"))
    assert read.page.text.startswith("Four \ufffd Four")
    assert "text-repaired" in [issue.code for issue in read.issues]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"{broken", "not JSON"),
        (b"[1, 2]", "a list"),
        (b"null", "null"),
        (b'{"id": 1}', "holds no text"),
        (b'{"maintext": null, "title": "x"}', "holds no text"),
        (b'{"text": "   "}', "holds no text"),
        (b"[" * 100_000, "not JSON"),
        (b"\xff\xfe", "not JSON"),
    ],
)
def test_a_bad_line_is_an_error_with_its_place(line, says):
    item = record_input(line, "pages.jsonl:17")
    assert says in item.error
    assert "pages.jsonl:17" in item.error
