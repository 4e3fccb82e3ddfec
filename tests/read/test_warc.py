"""WARC files: which records are pages, what becomes of the others, and what damage does."""

import gzip
import io
import sys
import zlib
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.config import Config
from dateline.read import members
from dateline.read.archive import inputs, read_input
from dateline.read.sniff import is_warc
from dateline.read.warc import Archive as Reading
from dateline.read.warc import warc_inputs
from tests.read.archives import DATE, STORY, Archive, crawl, page

PACKED = pytest.mark.parametrize("packed", [True, False])


def read(data, limit=1_000_000, name="x.warc"):
    passed = Counter()
    found = list(warc_inputs(io.BufferedReader(io.BytesIO(data)), Reading(name, limit, passed)))
    return found, passed


class Pipe(io.RawIOBase):
    """A stream that cannot go back, and gives a few bytes at a time."""

    def __init__(self, data, step):
        self.inner = io.BytesIO(data)
        self.step = step

    def readable(self):
        return True

    def readinto(self, buffer):
        data = self.inner.read(min(len(buffer), self.step))
        buffer[: len(data)] = data
        return len(data)


def piped(data, step=5000):
    return list(warc_inputs(io.BufferedReader(Pipe(data, step)), Reading("-", 1_000_000, Counter())))


# ---- which records are pages -----------------------------------------------------------------------------------------
@PACKED
def test_the_pages_of_a_crawl_in_its_order(packed):
    found, passed = read(crawl(3, packed).data())
    assert (
        [item.source for item in found] == [item.url for item in found] == [f"https://a.example/{n}" for n in (1, 2, 3)]
    )
    assert [item.data for item in found] == [page(1), page(2), page(3)]
    assert {item.retrieved_at for item in found} == {DATE}
    assert passed == {"request records": 3, "metadata records": 3}
    coded = read_input(found[0]).page
    assert (coded.source, coded.headline) == ("https://a.example/1", "Mortar 1 kills four near Gao")


@PACKED
def test_what_is_no_page_is_counted(packed):
    archive = Archive(packed)
    archive.add("response", "https://a.example/gone", b"no", status="404 Not Found")
    archive.add("response", "https://a.example/moved", b"no", status="301 Moved")
    archive.add("response", "https://a.example/i.png", b"\x89PNG", content_type="image/png")
    archive.add("response", "https://a.example/robots.txt", b"User-agent: *", content_type="text/plain")
    archive.add("response", "https://a.example/empty", b" \n")
    archive.add("response", "https://a.example/feed", b"<rss version='2'><channel/></rss>")
    archive.add("response", "https://a.example/untyped", b"x", content_type="")
    archive.add("response", "https://a.example/odd", b"x", content_type="odd \x01 type")
    archive.add("revisit", "https://a.example/1", b"")
    archive.add("resource", "https://a.example/a.pdf", b"%PDF-", content_type="application/pdf")
    archive.add("response", "https://a.example/1", page())
    found, passed = read(archive.data())
    assert [item.source for item in found] == ["https://a.example/1"]
    assert passed == {
        **{"status 404": 1, "status 301": 1, "image/png": 1, "robots.txt": 1, "empty answers": 1, "feeds": 1},
        **{"no type": 1, "other types": 1, "revisit records": 1, "application/pdf": 1},
    }


def test_resources_and_conversions_are_pages():
    archive = Archive()
    archive.add("resource", "https://a.example/r", page(), content_type="text/html; charset=utf-8")
    archive.add("conversion", "https://a.example/c", STORY.encode(), content_type="text/plain")
    found, _ = read(archive.data())
    assert [item.data for item in found] == [page(), STORY.encode()]


def test_the_type_that_the_crawler_made_out_counts_where_the_answer_names_none():
    warc = {"WARC-Identified-Payload-Type": "text/html"}
    (item,), _ = read(Archive().add("response", "https://a.example/1", page(), content_type="", warc=warc).data())
    assert item.data == page()


def test_an_archive_without_pages_says_so():
    for data, says in ((Archive().add("request", "https://a.example/").data(), "of its 1 records none is a page"),):
        (item,), _ = read(data)
        assert says in item.error


def test_a_whole_file_in_one_gzip_member_is_read_too():
    found, _ = read(gzip.compress(crawl(3, packed=False).data()))
    assert [item.data for item in found] == [page(1), page(2), page(3)]


# ---- the payload -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(page())),
        ("deflate", zlib.compress(page())),
        ("deflate", zlib.compress(page(), wbits=-15)),
        ("gzip", page()),  # unpacked by the crawler, which left the header
        ("br", page()),
        ("identity", page()),
    ],
)
@pytest.mark.parametrize("chunked", [True, False])
def test_codings_of_the_transfer_are_undone(coding, packed, chunked):
    headers = [("Content-Encoding", coding)]
    if chunked:
        half = len(packed) // 2
        pieces = (packed[:half], packed[half:], b"")
        packed = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
        headers.append(("Transfer-Encoding", "chunked"))
    (item,), _ = read(Archive().add("response", "https://a.example/1", packed, headers=headers).data())
    assert item.data == page()


def test_a_body_that_is_said_to_be_chunked_and_is_not():
    headers = [("Transfer-Encoding", "chunked")]
    (item,), _ = read(Archive().add("response", "https://a.example/1", page(), headers=headers).data())
    assert item.data == page()


@pytest.mark.parametrize(
    ("coding", "payload", "says"),
    [
        ("br", b"\x1b\x00\xff\x80\x00", "packed the page as br"),
        ("gzip", gzip.compress(page())[:-20], "end too early"),
        ("deflate", b"\xff\xfe\x00", "deflated data|deflate data are damaged"),
        ("gzip", gzip.compress(bytes(2_000_000)), "limit of 1,000,000"),
        ("deflate", zlib.compress(bytes(2_000_000)), "limit of 1,000,000"),
    ],
)
def test_a_payload_that_cannot_be_unpacked_is_an_error_and_the_rest_goes_on(coding, payload, says):
    archive = Archive().add("response", "https://a.example/1", payload, headers=[("Content-Encoding", coding)])
    bad, good = read(archive.add("response", "https://a.example/2", page()).data())[0]
    assert bad.source == "x.warc:0"
    assert bad.error.startswith("x.warc:0: the page https://a.example/1 cannot be unpacked")
    assert any(part in bad.error for part in says.split("|"))
    assert good.data == page()


def test_the_charset_of_the_header_helps():
    text = "<p>“Café” à Gao"
    archive = Archive()
    archive.add("response", "https://a.example/1", text.encode("cp1252"), content_type="text/html; charset=ISO-8859-1")
    archive.add("response", "https://a.example/2", text.encode(), content_type="text/html; charset=ISO-8859-1")
    assert [item.data for item in read(archive.data())[0]] == [text.encode()] * 2


@PACKED
def test_a_page_above_the_limit_is_an_error_and_the_rest_goes_on(packed):
    archive = Archive(packed).add("response", "https://a.example/big", b"<p>" + b"x" * 300_000)
    found, _ = read(archive.add("response", "https://a.example/1", page()).data(), limit=10_000)
    assert "https://a.example/big has more than 10,000 bytes" in found[0].error
    assert found[1].data == page()


@pytest.mark.parametrize(
    ("date", "at"),
    [("2021-03-02T08:15:30.123456Z", "2021-03-02T08:15:30Z"), ("2021", None), ("no date", None)],
)
def test_the_date_of_a_record_is_given_to_the_second(date, at):
    (item,), _ = read(Archive().add("response", "https://a.example/1", page(), date=date).data())
    assert item.retrieved_at == at


def test_addresses_as_old_crawlers_write_them_and_passwords():
    archive = Archive().add("response", "<https://ann:secret@a.example/1>", page())
    (item,), _ = read(archive.data())
    assert item.source == item.url == "https://…@a.example/1"


# ---- damage ----------------------------------------------------------------------------------------------------------
def damaged(archive, number):
    """The archive with the middle of one record overwritten."""
    data, at = bytearray(archive.data()), archive.offsets
    middle = (at[number] + at[number + 1]) // 2
    data[middle - 4 : middle + 4] = b"\xff\x00\xff\x00\xff\x00\xff\x00"
    return bytes(data)


def test_a_damaged_member_is_an_error_and_the_rest_goes_on():
    archive = crawl(3)
    data = damaged(archive, 4)
    for found in (read(data, name="-")[0], piped(data), piped(data, step=97)):
        assert [item.data for item in found] == [page(1), None, page(3)]
        assert f"-:{archive.offsets[4]}: the record at byte {archive.offsets[4]:,} is damaged" in found[1].error
        assert "get the file again" in found[1].error


@pytest.mark.parametrize("change", [-5, 7, 100_000])
def test_a_length_that_does_not_fit_is_an_error_and_the_rest_goes_on(change):
    archive = crawl(3, packed=False)
    start, end = archive.offsets[4], archive.offsets[5]
    head, name, rest = archive.data()[start:end].partition(b"Content-Length: ")
    length, line, rest = rest.partition(b"\r\n")
    record = head + name + str(int(length) + change).encode() + line + rest
    found, _ = read(archive.data()[:start] + record + archive.data()[end:])
    assert [item.data for item in found] == [page(1), None, page(3)]
    assert f"x.warc:{start}" in found[1].error


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (b"Content-Length: ", b"Content-Size: ", "gives no length"),
        (b"Content-Length: ", b"Content-Length: -", "gives no length"),
        (b"WARC/1.", b"WORC/1.", "no WARC record begins there"),
        (b"WARC-Type: ", b"X: " + b"y" * 70_000 + b"\r\nWARC-Type: ", "line of more than"),
        (b"WARC-Type: ", b"X: 1\r\n" * 200_000 + b"WARC-Type: ", "header is too long"),
    ],
)
def test_a_header_that_makes_no_sense(old, new, says):
    archive = crawl(3, packed=False)
    start = archive.offsets[4]
    data = archive.data()[:start] + archive.data()[start:].replace(old, new, 1)
    for found in (read(data)[0], piped(data)):
        assert found[-1].data == page(3)
        assert any(says in (item.error or "") for item in found)


@PACKED
def test_a_file_that_is_cut_short_gives_what_is_whole(packed):
    archive = crawl(3, packed)
    end = (archive.offsets[7] + archive.offsets[8]) // 2
    found, _ = read(archive.data()[:end])
    assert [item.data for item in found] == [page(1), page(2), None]
    assert f"x.warc:{archive.offsets[7]}" in found[-1].error


def test_a_file_that_is_damaged_everywhere_is_given_up():
    data = b"WARC/1.0\r\nX: 1\r\n\r\n" * 500
    found, _ = read(data)
    assert len(found) == 100
    assert "the rest of the file is left out" in found[-1].error


def test_padding_between_members_is_passed_over():
    archive = crawl(2)
    cut = archive.offsets[3]
    found, _ = read(archive.data()[:cut] + bytes(600) + archive.data()[cut:] + bytes(3))
    assert [item.data for item in found] == [page(1), page(2)]


def test_a_bomb_is_unpacked_in_small_pieces(monkeypatch):
    archive = Archive().add("response", "https://a.example/1", b"<p>" + bytes(30_000_000))
    seen = []
    real = members.Members._fill

    def fill(self):
        more = real(self)
        seen.append(len(self.ready))
        return more

    monkeypatch.setattr(members.Members, "_fill", fill)
    (item,), _ = read(archive.data())
    assert "more than 1,000,000 bytes" in item.error
    assert max(seen) <= members.CHUNK


@settings(max_examples=150, deadline=None)
@given(st.data(), st.booleans())
def test_whatever_is_damaged_nothing_raises_and_no_page_is_invented(data, packed):
    whole = crawl(3, packed).data()
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(broken) - 1))
        size = data.draw(st.integers(0, 60))
        broken[at : at + size] = data.draw(st.binary(max_size=60))
    if data.draw(st.booleans()):
        del broken[data.draw(st.integers(0, len(broken))) :]
    found, _ = read(bytes(broken))
    again, _ = read(bytes(broken))
    assert found == again
    for item in found:
        assert (item.error is None) == (item.data is not None)
        assert "\n" not in (item.error or "")
    if packed:  # a checksum guards each record, so that a page is whole or an error
        assert {item.data for item in found if item.data is not None} <= {page(1), page(2), page(3)}


# ---- as an argument --------------------------------------------------------------------------------------------------
def test_archives_are_known_by_their_content(tmp_path, monkeypatch):
    data = {"a.warc.gz": crawl(1).data(), "b.warc": crawl(1, packed=False).data(), "c.bin": crawl(1).data()}
    for name, content in data.items():
        (tmp_path / name).write_bytes(content)
    passed = Counter()
    found = list(inputs([str(tmp_path), str(tmp_path / "c.bin")], Config(), passed_over=passed))
    assert [item.data for item in found] == [page(1)] * 3
    assert passed == {"request records": 3, "metadata records": 3}

    class Stdin:
        buffer = io.BytesIO(data["a.warc.gz"])

    monkeypatch.setattr(sys, "stdin", Stdin)
    assert [item.data for item in inputs(["-"], Config())] == [page(1)]
    assert not any(is_warc(head) for head in (b"", b"WARC", b"WARC/x", gzip.compress(b"<p>"), b"\x1f\x8b\x08"))
