"""Answers of web servers: types, charsets and codings of the transfer."""

import time

import pytest

from dateline.read.answers import as_utf8, dechunked, media_type, without_password
from dateline.read.retrieved import from_text

TEXT = "“Café” à Gao"


@pytest.mark.parametrize(
    ("data", "content_type", "expected"),
    [
        (TEXT.encode("cp1252"), "text/html; charset=windows-1252", TEXT.encode()),
        (TEXT.encode("cp1252"), "text/html; charset='iso-8859-1'", TEXT.encode()),
        (TEXT.encode(), "text/html; charset=iso-8859-1", TEXT.encode()),
        (TEXT.encode("cp1252"), "text/html", TEXT.encode("cp1252")),
        (TEXT.encode("cp1252"), "text/html; charset=nonsense", TEXT.encode("cp1252")),
        (TEXT.encode("cp1252"), "text/html; charset=hex", TEXT.encode("cp1252")),
        (TEXT.encode("utf-16"), "text/html; charset=windows-1252", TEXT.encode("utf-16")),
        ("日本".encode("iso2022_jp"), "text/html; charset=ISO-2022-JP", "日本".encode()),
    ],
)
def test_the_charset_of_the_header_is_applied_where_the_bytes_leave_it_open(data, content_type, expected):
    assert as_utf8(data, content_type) == expected


def test_charsets_that_no_page_has_cost_no_time():
    start = time.monotonic()
    as_utf8(b"\xff-" + b"a" * 3_000_000, "text/html; charset=punycode")
    assert time.monotonic() - start < 1


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"3\r\nabc\r\n2;x=1\r\nde\r\n0\r\n\r\n", b"abcde"),
        (b"3\r\nabc\r\n0\r\nTrailer: x\r\n\r\n", b"abc"),
        (b"3\nabc\n0\n\n", b"abc"),
        (b"5\r\nabc", b"abc"),
        (b"0\r\n\r\n", b""),
        (b"<p>abc", b"<p>abc"),
        (b"ffffffff\r\nabc", b"abc"),
        (b"", b""),
    ],
)
def test_chunks_are_joined(data, expected):
    assert dechunked(data) == expected


def test_types_and_passwords():
    assert media_type("Text/HTML ; charset=x") == "text/html"
    assert media_type(None) == ""
    assert without_password("http://u:p@a.example/x@y") == "http://…@a.example/x@y"


@pytest.mark.parametrize(
    ("value", "at"),
    [
        ("2021-03-02T10:00:00+02:00", "2021-03-02T08:00:00Z"),
        ("2021-03-02", "2021-03-02T00:00:00Z"),
        ("9999-12-31T23:59:59-10:00", None),
        ("0001-01-01T00:00:00+10:00", None),
        ("0009-01-01", "0009-01-01T00:00:00Z"),
        ("", None),
        (5, None),
        (None, None),
    ],
)
def test_moments_are_written_in_utc(value, at):
    assert from_text(value) == at
