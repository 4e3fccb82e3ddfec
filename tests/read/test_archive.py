"""Files, folders, JSON Lines, standard input: what they yield, and that one bad item ends nothing."""

import gzip
import io
import json
import os
import sys
from pathlib import Path

import pytest

from dateline.config import Config
from dateline.errors import FetchError, PageRejected
from dateline.read.archive import inputs, read_input

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


def test_a_page_without_a_name_is_an_error():
    (item,) = listed("")
    assert "empty name" in item.error


def test_a_closed_standard_input_is_an_error(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    (item,) = listed("-")
    assert "standard input is closed" in item.error


def test_a_folder_that_cannot_be_entered_is_an_error_and_the_rest_goes_on(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    (tmp_path / "good.txt").write_text(STORY)
    real = os.scandir

    def scandir(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    good, closed = listed(tmp_path)
    assert good.error is None
    assert closed.error.startswith(f"{tmp_path / 'closed'}: the folder cannot be read (permission denied)")


def test_an_output_among_the_pages_is_left_out(tmp_path):
    for name in ("a.txt", "coded.jsonl", "coded/a.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(json.dumps({"text": STORY}))
    for spared in ("coded.jsonl", "coded"):
        found = list(inputs([str(tmp_path)], CONFIG, tmp_path / spared))
        assert len(found) == 2
        assert not any(spared in Path(item.source).parts for item in found)


def test_a_password_in_a_url_goes_into_no_record():
    (item,) = listed("http://user:secret@news.example/page")
    assert "secret" not in item.source + item.error


def test_what_cannot_be_read_is_an_error_and_the_rest_goes_on(tmp_path):
    good = tmp_path / "good.txt"
    good.write_text(STORY)
    broken = tmp_path / "broken.html.gz"
    broken.write_bytes(gzip.compress(HTML.encode())[:-9])
    found = listed(tmp_path / "absent.txt", broken, good)
    assert [item.error is None for item in found] == [False, False, True]
    assert "no such file" in found[0].error
    assert "damaged or cut short" in found[1].error
    with pytest.raises(PageRejected, match="no such file"):
        read_input(found[0])


def test_a_page_above_the_limit_is_an_error(tmp_path):
    page = tmp_path / "a.txt"
    page.write_text("x" * 101)
    bomb = tmp_path / "b.txt.gz"
    bomb.write_bytes(gzip.compress(bytes(5_000_000)))
    for item in listed(page, bomb, config=Config(max_page_bytes=100)):
        assert "more than 100 bytes" in item.error


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
