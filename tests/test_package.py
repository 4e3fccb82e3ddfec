"""The Python interface: `dateline.code` and `dateline.code_file`."""

import gzip
import json

import pytest

import dateline
from dateline.errors import PageRejected, UsageError

PAGE = """Grenade kills two at Varna bus stop

12 May 2014 - 09:00

Varna — A grenade killed two people at a bus stop in Varna on Monday, police said.
"""


def test_text_and_bytes_give_the_same_record():
    from_text = dateline.code(PAGE, source="x.txt")

    assert from_text == dateline.code(PAGE.encode(), source="x.txt")
    assert from_text.page.source == "x.txt"
    row = from_text.incidents[0].casualties[0]
    assert (row.kind, row.low, row.high) == ("killed", 2, 2)
    assert any("two" in from_text.page.text[a:b] for a, b in row.evidence)


@pytest.mark.parametrize("name", ["page.txt", "page.txt.gz", "-page.txt"])
def test_a_file_gives_the_record_of_its_text(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    data = gzip.compress(PAGE.encode()) if name.endswith(".gz") else PAGE.encode()
    (tmp_path / name).write_bytes(data)

    assert dateline.code_file(name).incidents == dateline.code(PAGE).incidents
    assert dateline.code_file(tmp_path / name).incidents == dateline.code(PAGE).incidents


def test_what_is_no_page_is_rejected_with_a_reason(tmp_path):
    with pytest.raises(PageRejected, match="empty"):
        dateline.code("")
    with pytest.raises(PageRejected, match="cannot be read"):
        dateline.code_file(tmp_path / "missing.txt")


def test_a_file_of_several_pages_says_which_command_codes_it(tmp_path):
    path = tmp_path / "pages.jsonl"
    path.write_text("".join(json.dumps({"text": PAGE, "url": f"https://x.example/{n}"}) + "\n" for n in range(2)))

    with pytest.raises(UsageError, match="dateline code"):
        dateline.code_file(path)


def test_what_is_neither_text_nor_a_file_says_what_to_give(tmp_path):
    with pytest.raises(TypeError, match="code_file"):
        dateline.code(5)
    with pytest.raises(UsageError, match="is a URL"):
        dateline.code_file("https://news.example/page")
    (tmp_path / "page.txt").write_text(PAGE)
    assert dateline.code_file(bytes(tmp_path / "page.txt")).incidents


def test_the_public_names_are_few():
    assert len(dateline.__all__) <= 9
    assert all(hasattr(dateline, name) for name in dateline.__all__)
