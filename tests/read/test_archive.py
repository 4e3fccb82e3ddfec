"""Files, folders, JSON Lines, standard input: what they yield, and that one bad item ends nothing."""

import gzip
import io
import json
import os
import sys

import pytest

from dateline.config import Config
from dateline.errors import FetchError, PageRejected
from dateline.read.archive import inputs, read_input
from dateline.read.records import canonical, record_input

STORY = "Four soldiers were killed when a mortar struck their post near Gao on Monday, the army said in a statement."
HTML = f"<html><body><h1>Mortar kills four near Gao</h1><p>{STORY}</p></body></html>"
CONFIG = Config()


def listed(*arguments, config=CONFIG):
    return list(inputs([str(a) for a in arguments], config))


def lines(*records):
    return b"".join(json.dumps(r).encode() + b"\n" for r in records)


class Stdin:
    def __init__(self, data):
        self.buffer = io.BytesIO(data)


# ---- files and folders -----------------------------------------------------------------------------------------------
def test_a_file_is_read_when_it_is_asked_for(tmp_path):
    page = tmp_path / "a.txt"
    page.write_text(STORY)
    stream = inputs([str(page)], CONFIG)
    page.write_text("Later words")
    (item,) = stream
    assert (item.source, item.data, item.error) == (str(page), b"Later words", None)


def test_a_packed_page_has_the_same_id_as_its_plain_twin(tmp_path):
    (tmp_path / "a.html").write_text(HTML)
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(HTML.encode()))
    plain, packed = (read_input(item) for item in listed(tmp_path / "a.html", tmp_path / "b.html.gz"))
    assert plain.page.id == packed.page.id
    assert packed.page.headline == "Mortar kills four near Gao"


def test_a_folder_is_walked_in_order_and_leaves_other_files_alone(tmp_path):
    for name in ("b.html", "a/z.txt", "a/y.HTM", "c.xhtml", "d.jpg", ".hidden.txt", ".git/x.txt", "e.html.gz"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(b"<p>x") if name.endswith("gz") else b"<p>x")
    (tmp_path / "f.jsonl").write_bytes(lines({"text": STORY, "id": "one"}, {"text": STORY, "id": "two"}))
    found = [item.source.removeprefix(str(tmp_path) + os.sep) for item in listed(tmp_path)]
    assert found == ["b.html", "c.xhtml", "e.html.gz", "one", "two", "a/y.HTM", "a/z.txt"]


def test_an_empty_folder_says_so(tmp_path):
    (item,) = listed(tmp_path)
    assert "holds no" in item.error


def test_what_cannot_be_read_is_an_error_and_the_rest_goes_on(tmp_path):
    good = tmp_path / "good.txt"
    good.write_text(STORY)
    broken = tmp_path / "broken.html.gz"
    broken.write_bytes(gzip.compress(HTML.encode())[:-9])
    found = listed(tmp_path / "absent.txt", broken, good)
    assert [item.error is None for item in found] == [False, False, True]
    assert "no such file" in found[0].error
    assert "cannot be read" in found[1].error
    with pytest.raises(PageRejected, match="no such file"):
        read_input(found[0])


def test_a_page_above_the_limit_is_an_error(tmp_path):
    page = tmp_path / "a.txt"
    page.write_text("x" * 101)
    bomb = tmp_path / "b.txt.gz"
    bomb.write_bytes(gzip.compress(bytes(5_000_000)))
    for item in listed(page, bomb, config=Config(max_page_bytes=100)):
        assert "more than 100 bytes" in item.error


# ---- records ---------------------------------------------------------------------------------------------------------
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


# ---- JSON Lines, JSON, standard input --------------------------------------------------------------------------------
def test_a_bad_line_does_not_end_the_batch(tmp_path):
    path = tmp_path / "pages.jsonl"
    path.write_bytes(
        lines({"text": STORY, "id": "a"}) + b"{broken\n\n" + lines({"text": STORY, "id": "b"}) + b'{"id":1}'
    )
    found = listed(path)
    assert [item.source for item in found] == ["a", f"{path}:2", "b", "1"]
    assert [item.error is None for item in found] == [True, False, True, False]
    assert f"{path}:5" in found[3].error


def test_packed_lines_and_a_break_in_them(tmp_path):
    data = gzip.compress(lines(*({"text": f"{STORY} {i}", "id": i} for i in range(3000))))
    whole, cut = tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl.gz"
    whole.write_bytes(data)
    cut.write_bytes(data[: len(data) * 2 // 3])
    assert [item.error for item in listed(whole)] == [None] * 3000
    found = listed(cut)
    assert 1000 < len(found) < 3000
    assert [item.error is None for item in found] == [True] * (len(found) - 1) + [False]


def test_a_line_above_the_limit_is_passed_over(tmp_path):
    path = tmp_path / "pages.ndjson"
    path.write_bytes(lines({"text": "a"}, {"text": "x" * 3_000_000}, {"text": "b"}))
    found = listed(path, config=Config(max_page_bytes=1000))
    assert [item.text for item in found] == ["a", None, "b"]
    assert ":2 has more than" in found[1].error


def test_json_files_hold_one_record_or_a_list(tmp_path):
    one, many, odd = tmp_path / "one.json", tmp_path / "many.json", tmp_path / "odd.json"
    one.write_text(json.dumps({"maintext": STORY, "url": "u"}, indent=2))
    many.write_text(json.dumps([{"text": "a"}, {"text": "b"}, {}], indent=2))
    odd.write_text("{no json after all, but words of a page}")
    assert [item.text for item in listed(one)] == [STORY]
    found = listed(many)
    assert [item.text for item in found] == ["a", "b", None]
    assert found[2].error
    assert listed(odd)[0].data == odd.read_bytes()


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (STORY.encode(), [None]),
        (HTML.encode(), [None]),
        (lines({"text": "a"}, {"text": "b"}), ["a", "b"]),
        (gzip.compress(lines({"text": "a"}, {"text": "b"})), ["a", "b"]),
        (b'\xef\xbb\xbf{"text": "a"}\n', ["a"]),
    ],
)
def test_standard_input_is_a_page_or_lines(monkeypatch, data, texts):
    monkeypatch.setattr(sys, "stdin", Stdin(data))
    found = listed("-")
    assert [item.text for item in found] == texts
    if texts == [None]:
        assert (found[0].source, found[0].data) == ("-", data)


def test_empty_standard_input_is_refused_when_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", Stdin(b""))
    (item,) = listed("-")
    with pytest.raises(PageRejected, match="0 bytes"):
        read_input(item)


def test_a_url_that_may_not_be_fetched_is_an_error_of_its_own(tmp_path):
    good = tmp_path / "a.txt"
    good.write_text(STORY)
    found = listed("http://127.0.0.1:9/x", "ftp://a.example/x", good)
    assert [item.error is None for item in found] == [False, False, True]
    with pytest.raises(FetchError, match=r"127\.0\.0\.1"):
        read_input(found[0])
