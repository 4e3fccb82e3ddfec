"""Bytes to text: encodings, repairs, refusals."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import PageRejected
from dateline.read.decode import decode, decode_text, repair, unpack

STORY = "Shells hit the port of Odesa on Monday – “two people died”, the café’s owner said. \u200fשלום 😀 e\u0301"
POLISH = "Według świadków żołnierze opuścili miejscowość; czterech cywilów zostało rannych wskutek ostrzału. " * 4
RUSSIAN = "По словам местных жителей, обстрел начался утром; четыре человека погибли, девять получили ранения. " * 4
JAPANESE = "当局によると、月曜日の朝に市場の近くで砲撃があり、四人が死亡し、九人が負傷した。" * 4


def codes(data: bytes) -> list[str]:
    return [issue.code for issue in decode(data).issues]


def test_clean_text_comes_out_as_it_is():
    found = decode(STORY.encode())
    assert found.text == STORY
    assert (found.kind, found.issues) == ("text", ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-be"])
def test_unicode_encodings_with_and_without_mark(encoding):
    found = decode(STORY.encode(encoding))
    assert found.text == STORY
    assert found.issues == ()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(POLISH, "cp1250"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp")],
)
def test_undeclared_legacy_encodings_are_found_and_noted(text, encoding):
    found = decode(text.encode(encoding))
    assert found.text == text
    assert [issue.code for issue in found.issues] == ["encoding-repaired"]


def test_windows_punctuation_in_english_is_windows_1252():
    data = b"The minister called it \x93a mistake\x94 \x96 and the army\x92s spokesman agreed\x85"
    assert decode(data).text == "The minister called it “a mistake” – and the army’s spokesman agreed…"
    assert codes(data) == ["encoding-repaired"]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<html><head><meta charset="windows-1251"></head><body><p>', "cp1251"),
        ('<html><head><meta http-equiv=Content-Type content="text/html; charset=Shift_JIS"></head><p>', "cp932"),
        ('<?xml version="1.0" encoding="ISO-8859-2"?><html><body><p>', "iso8859_2"),
    ],
)
def test_a_declared_encoding_needs_no_guess(head, encoding):
    text = head + {"cp1251": RUSSIAN, "cp932": JAPANESE, "iso8859_2": POLISH}[encoding] + "</p>"
    found = decode(text.encode(encoding))
    assert found.text == text
    assert (found.kind, found.issues) == ("html", ())


def test_iso_2022_jp_is_read_where_it_is_declared():
    text = '<meta charset="iso-2022-jp"><p>' + JAPANESE
    assert decode(text.encode("iso2022_jp")).text == text


def test_utf8_goes_before_a_wrong_declaration():
    text = '<html><meta charset="iso-8859-1"><p>' + RUSSIAN
    assert decode(text.encode()).text == text


def test_damaged_utf8_stays_utf8():
    data = (RUSSIAN + "конец").encode()[:-1]
    found = decode(data)
    assert found.text == RUSSIAN + "коне\ufffd"
    assert codes(data) == ["encoding-repaired"]


def test_line_ends_become_line_feeds():
    assert decode(b"one\r\ntwo\rthree\nfour").text == "one\ntwo\nthree\nfour"


def test_characters_that_no_text_may_hold_are_replaced_one_for_one():
    found = decode(b"Four\x00people\x01\x02 died\x7f, police said" + "\u0086 on Monday".encode())
    assert found.text == "Four\ufffdpeople\ufffd\ufffd died\ufffd, police said\ufffd on Monday"
    (issue,) = found.issues
    assert issue.code == "text-repaired"
    assert issue.evidence == ((4, 5), (11, 13), (18, 19), (32, 33))
    assert all(set(found.text[start:end]) == {"\ufffd"} for start, end in issue.evidence)


def test_lone_surrogates_are_replaced_one_for_one():
    found = decode_text("a\ud800b")
    assert found.text == "a\ufffdb"
    assert found.issues[0].code == "text-repaired"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "0 bytes"),
        (b" \n\t \r\n", "white space"),
        ("\ufeff\u200b\n".encode(), "white space"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x7fELF\x02\x01\x01\x00", "ELF"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(40), "video"),
        (bytes(range(256)) * 40, "binary"),
    ],
)
def test_what_is_no_page_is_refused_with_a_reason(data, says):
    with pytest.raises(PageRejected, match=says):
        decode(data)


def test_gzip_is_unpacked_members_and_all():
    assert decode(gzip.compress(b"One, ") + gzip.compress(b"two.")).text == "One, two."
    assert unpack(gzip.compress(gzip.compress(b"twice"))) == b"twice"


@pytest.mark.parametrize("data", [gzip.compress(b"x" * 5000)[:-12], b"\x1f\x8b\x08\x00" + b"\xff" * 40])
def test_damaged_gzip_is_refused(data):
    with pytest.raises(PageRejected, match="gzip data"):
        decode(data)


def test_a_gzip_bomb_is_refused_without_being_unpacked():
    engine = zlib.compressobj(9, wbits=31)
    bomb = b"".join(engine.compress(bytes(1_000_000)) for _ in range(200)) + engine.flush()
    with pytest.raises(PageRejected, match="limit of 1,000,000 bytes"):
        decode(bomb, limit=1_000_000)


def test_a_page_above_the_limit_is_refused():
    with pytest.raises(PageRejected, match="1,001 bytes and the limit is 1,000"):
        decode(b"x" * 1001, limit=1000)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!doctype html><p>x", "html"),
        ("\n <HTML lang=en>x", "html"),
        ("<div class='a'>x</div>", "html"),
        ("<?xml version='1.0'?><story>x</story>", "html"),
        ("Saved from a site\n<body><p>a</p><p>b</p></div></div>", "html"),
        ("Baghdad <four> were killed, a<b said", "text"),
        ("The <b>army</b> said", "text"),
        ("< 5 people were hurt", "text"),
    ],
)
def test_markup_is_told_from_text(text, kind):
    assert decode(text.encode()).kind == kind


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), min_size=1))
def test_repair_keeps_every_offset(text):
    repaired, issue = repair(text)
    assert len(repaired) == len(text)
    assert all(a == b or b == "\ufffd" for a, b in zip(text, repaired, strict=True))
    assert (issue is None) == (repaired == text)


@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_text_or_a_refusal(data):
    try:
        found = decode(data)
    except PageRejected:
        return
    assert found.text.strip()
    assert "\0" not in found.text
    assert found.text.encode()
