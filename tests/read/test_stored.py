"""What is kept of an input, and that the page read again from it is the same."""

import json
from hashlib import sha256

import pytest

from dateline import codebook, pipeline
from dateline.config import Config
from dateline.errors import PageRejected
from dateline.read.archive import inputs, read_input
from dateline.read.records import Input
from dateline.read.stored import rebuilt, stored_bytes, stored_meta
from tests.read.archives import DATE, LONG, STORY, crawl, item, page, rss

RECORD = {"text": STORY, "headline": "Mortar kills four", "published": "2021-03-02", "url": "https://a.example/1"}
PAGE = {"id": "0", "source": "a.txt", "text": f"Mortar\n\n{STORY}", "headline": "Four dead"}
FILES = {
    "a.txt": STORY.encode(),
    "b.html": page(),
    "c.json": json.dumps(RECORD).encode(),
    "d.json": json.dumps({"html": page().decode(), "outlet": "Coast Radio", "n": 1e400, "x": float("nan")}).encode(),
    "e.json": json.dumps({"schema": "dateline/1", "page": PAGE}).encode(),
    "f.json": b'{"text": "Four \\ud800 ' + STORY.encode() + b'", "title": "Mortar \\udfff"}',
    "g.rss": rss(item(1), item(2, text="")),
    "h.warc.gz": crawl(1).data(),
    "i.json": json.dumps({"content": f"<p>{LONG}</p><p>{STORY}</p>", "title": "Mortar kills four"}).encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_a_page_read_again_from_what_was_kept_is_the_same(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(FILES[name])
    for first in inputs([str(path)], Config()):
        data, meta = stored_bytes(first), stored_meta(first)
        again = rebuilt(data, first.source, first.url, first.retrieved_at, meta)
        assert again == first
        assert stored_meta(again) == meta
        coded = [pipeline.code_read(read_input(i), codebook.load()) for i in (first, again)]
        assert coded[0] == coded[1]
        assert coded[0].page.id == sha256(data).hexdigest()


def test_where_and_when_an_input_was_got(tmp_path):
    lines = [RECORD, {**RECORD, "url": "x", "source": "https://b.example/2", "date_download": "2021-03-05 10:00:00"}]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    plain = tmp_path / "b.txt"
    plain.write_text(STORY)
    archive = tmp_path / "c.warc"
    archive.write_bytes(crawl(1, packed=False).data())
    one, two, three, four = inputs([str(path), str(plain), str(archive)], Config())
    assert [i.url for i in (one, two, three, four)] == ["https://a.example/1", None, None, "https://a.example/1"]
    assert two.retrieved_at == "2021-03-05T10:00:00Z"
    assert four.retrieved_at == DATE
    for i in (one, three):
        assert len(i.retrieved_at) == 20


def test_an_input_without_a_page_has_nothing_to_keep():
    for bad in (Input("a", error="a: no such file"), Input("a")):
        with pytest.raises(PageRejected, match="a: "):
            stored_bytes(bad)


@pytest.mark.parametrize(
    ("data", "meta"),
    [
        (b"x", "{"),
        (b"x", "[]"),
        (b"x", "{}"),
        (b"x", '{"form": "odd"}'),
        (b"x", '{"form": []}'),
        (b"x", '{"form": "record"}'),
        (b"[]", '{"form": "record"}'),
        (b"\xff", '{"form": "coded"}'),
        (b"{}", '{"form": "record"}'),
    ],
)
def test_what_was_kept_and_is_damaged_is_an_error(data, meta):
    found = rebuilt(data, "a.json", meta=meta)
    assert found.error.startswith("a.json")
    with pytest.raises(PageRejected):
        read_input(found)


def test_without_meta_the_bytes_are_a_page():
    assert rebuilt(b"x", "a.txt") == Input("a.txt", b"x")
