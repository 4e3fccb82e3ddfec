"""Bytes to text: find the encoding, repair what cannot stand in a text, refuse what is no text."""

import codecs
import re
import zlib
from typing import Literal

from msgspec import Struct

from dateline.errors import PageRejected
from dateline.model import Issue, Span
from dateline.read import language
from dateline.read.kind import is_markup

LIMIT = 64_000_000
"""Bytes of a page, unpacked; the same as `Config.max_page_bytes`."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What the first bytes of common files look like, what the file is, and what to do about it.
SIGNATURES = (
    (b"%PDF-", "a PDF file", "extract its text first (pdftotext)"),
    (b"PK\x03\x04", "a ZIP archive or an Office document", "unpack it, or save it as text or HTML"),
    (b"PK\x05\x06", "an empty ZIP archive", "give the page itself"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", "save it as text or HTML"),
    (b"{\\rtf", "an RTF document", "save it as text or HTML"),
    (b"\x89PNG\r\n", "a PNG image", "give the page's text"),
    (b"\xff\xd8\xff", "a JPEG image", "give the page's text"),
    (b"GIF87a", "a GIF image", "give the page's text"),
    (b"GIF89a", "a GIF image", "give the page's text"),
    (b"II*\x00", "a TIFF image", "give the page's text"),
    (b"MM\x00*", "a TIFF image", "give the page's text"),
    (b"RIFF", "a WebP, WAV or AVI file", "give the page's text"),
    (b"\x7fELF", "a program (ELF)", "give a page"),
    (b"MZ\x90", "a program (Windows)", "give a page"),
    (b"\xca\xfe\xba\xbe", "a program (Mach-O or Java)", "give a page"),
    (b"\xcf\xfa\xed\xfe", "a program (Mach-O)", "give a page"),
    (b"BZh", "a bzip2 archive", "unpack it with bunzip2"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it with unxz"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "unpack it with unzstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it"),
    (b"SQLite format 3\x00", "an SQLite database", "export its pages"),
    (b"OggS", "an Ogg recording", "give the page's text"),
    (b"ID3", "an MP3 recording", "give the page's text"),
    (b"wOFF", "a web font", "give a page"),
    (b"wOF2", "a web font", "give a page"),
)

NO_PAGES = frozenset(("punycode", "idna", "unicode_escape", "raw_unicode_escape", "unicode-escape", "undefined"))
"""Codecs of Python that no page is written in; some of them take minutes for a large page."""

# The WHATWG Encoding Standard reads these labels as the wider encoding of the right column, and so do browsers.
WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# Encodings that write other scripts with ASCII bytes alone, so that valid UTF-8 proves nothing.
SEVEN_BIT = {"iso2022_jp", "iso2022_kr", "hz"}
# Encodings that web pages use; detection among these alone is faster and does not end in mainframe code pages.
LEGACY = [
    *(f"cp{n}" for n in (1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258, 866, 874, 932, 949)),
    *("koi8_r", "koi8_u", "iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "iso8859_15"),
    *("mac_roman", "mac_cyrillic", "gb18030", "big5", "euc_jp", "shift_jis"),
]
# The Latin encodings, which no statistics of bytes tell apart, by the languages that they were made for.
LATIN_LANGUAGES = (
    (("cp1250", "iso8859_2"), frozenset(("pl", "cs", "sk", "hu", "sl", "hr", "bs", "ro", "sq"))),
    (("cp1254",), frozenset(("tr", "az", "ku", "tk"))),
    (("cp1257",), frozenset(("lt", "lv", "et"))),
)
LATIN = frozenset(("cp1252", "cp1250", "cp1254", "cp1257", "iso8859_2", "iso8859_15", "mac_roman"))
WITHIN_WORD = re.compile(r"(?<=[^\W\d_])[^\s\x00-\x7f‘’‐‑–—](?=[^\W\d_])")
# High bytes that are typographic marks in every Windows code page of Europe.
WINDOWS_MARKS = frozenset(
    b"\x80\x82\x84\x85\x86\x87\x89\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xa9\xab\xae\xb0\xb7\xbb"
)

DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})|<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})",
    re.I,
)
BAD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
SAMPLE = 200_000


class Decoded(Struct, frozen=True):
    """A page as text, whether it is markup, and what had to be repaired on the way."""

    text: str
    kind: Literal["text", "html"]
    issues: tuple[Issue, ...]


def decode(data: bytes, limit: int = LIMIT) -> Decoded:
    """Turn the bytes of a page into text.

    Clean UTF-8 comes out as it is, so offsets into it stay. CRLF and CR become LF, and what no text can hold (NUL,
    lone surrogates, control characters) becomes U+FFFD one for one. Raises PageRejected for an empty or binary
    file, and for one of more than `limit` bytes once unpacked.
    """
    data = unpack(data, limit)
    _refuse_binary(data)
    text, repaired = _to_text(data)
    seen = decode_text(text)
    return Decoded(seen.text, seen.kind, (Issue("encoding-repaired", repaired), *seen.issues)) if repaired else seen


def decode_text(text: str) -> Decoded:
    """Repair a text that is one already, as it comes out of a JSON record, like `decode` does.

    Raises PageRejected where it is white space alone.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\ufeff\u200b \t\n\v\f\x00\u00a0\u2028\u2029\u3000"):
        raise PageRejected("the page is empty: it holds white space alone; give a page with text")
    kind: Literal["text", "html"] = "html" if is_markup(text) else "text"
    text, issue = repair(text, with_evidence=kind == "text")
    return Decoded(text, kind, (issue,) if issue else ())


def unpack(data: bytes, limit: int = LIMIT) -> bytes:
    """Unpack gzip data (RFC 1952, several members, packed twice at most); other bytes come back as they are.

    Raises PageRejected where the data are damaged, or larger than `limit` bytes unpacked.
    """
    for _ in range(2):
        if not data.startswith(b"\x1f\x8b"):
            break
        data = _gunzip(data, limit)
    if len(data) > limit:
        raise PageRejected(f"the page has {len(data):,} bytes and the limit is {limit:,}; split it")
    return data


def _gunzip(data: bytes, limit: int) -> bytes:
    out = bytearray()
    while data.startswith(b"\x1f\x8b"):
        engine = zlib.decompressobj(wbits=31)
        try:
            out += engine.decompress(data, limit + 1 - len(out))
        except zlib.error as error:
            raise PageRejected(f"the gzip data are damaged ({error}); fetch or pack the page again") from None
        if len(out) > limit:
            raise PageRejected(f"the gzip data unpack to more than the limit of {limit:,} bytes; unpack and split them")
        if not engine.eof:
            raise PageRejected("the gzip data end too early; fetch or pack the page again")
        data = engine.unused_data
    return bytes(out)


def _refuse_binary(data: bytes) -> None:
    if not data:
        raise PageRejected("the page is empty: it has 0 bytes; give a page with text")
    for magic, name, remedy in SIGNATURES:
        if data.startswith(magic) and (magic != b"RIFF" or b"\x00" in data[:64]):
            raise PageRejected(f"this is {name}, not a page of text; {remedy}")
    if data[4:8] == b"ftyp":
        raise PageRejected("this is a video or a HEIC image, not a page of text; give the page's text")


def _to_text(data: bytes) -> tuple[str, str]:
    """The text, and what was repaired ("" where nothing was)."""
    for bom, name in BOMS:
        if data.startswith(bom):
            return _lenient(data[len(bom) :], name)
    wide = _wide_unmarked(data)
    if wide:
        return _lenient(data, wide)
    _refuse_control_bytes(data)
    declared = _declared(data)
    if declared in SEVEN_BIT:
        return _lenient(data, declared)
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    damaged = _damaged_utf8(data)
    if damaged:
        return damaged
    if declared and declared != "utf-8":
        return _lenient(data, declared)
    guess = _guess(data)
    text, _ = _lenient(data, guess)
    return text, f"the page is not UTF-8 and declares no encoding that fits; it was read as {guess}"


def _lenient(data: bytes, encoding: str) -> tuple[str, str]:
    """Decode with U+FFFD for what does not fit, and say so."""
    try:
        return data.decode(encoding), ""
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        count = text.count("\ufffd")
        what = "character is" if count == 1 else "characters are"
        return text, f"{count:,} {what} no valid {encoding}; U+FFFD stands there now"


def _wide_unmarked(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark, by where its NUL bytes stand."""
    head = data[:4000]
    if head.count(0) * 4 < len(head) or len(head) < 8:
        return None
    for name, width, text_byte in (
        ("utf-32-le", 4, 0),
        ("utf-32-be", 4, 3),
        ("utf-16-le", 2, 0),
        ("utf-16-be", 2, 1),
    ):
        column = head[text_byte::width]
        others = len(head) - len(column)
        nuls = head.count(0) - column.count(0)
        if column.count(0) * 20 < len(column) and nuls * 10 > others * 7:
            return name
    return None


def _refuse_control_bytes(data: bytes) -> None:
    """A text has hardly any control bytes; a program, an image or a font is full of them."""
    head = data[:SAMPLE]
    controls = len(head) - len(head.translate(None, bytes([*range(9), *range(14, 27), *range(28, 32)])))
    if controls * 10 > len(head) and controls > 8:
        raise PageRejected(
            f"this is binary data ({controls / len(head):.0%} control bytes), not a page of text; give the page's text"
        )


def _declared(data: bytes) -> str | None:
    """The encoding that the head of the page names, as Python calls it; None where it names none that exists."""
    found = DECLARED.search(data[:8000])
    if not found:
        return None
    label = (found.group(1) or found.group(2)).decode("ascii", "ignore")
    try:
        name = codecs.lookup(label.lower().removeprefix("x-")).name
    except LookupError:
        return None
    if name.startswith(("utf-16", "utf-32")):  # an ASCII-readable declaration disproves itself
        return "utf-8"
    usable = codecs.lookup(name)._is_text_encoding and name not in NO_PAGES
    return WIDER.get(name, name) if usable else None


def _damaged_utf8(data: bytes) -> tuple[str, str] | None:
    """UTF-8 with a few broken places (a cut, a foreign quotation) is still UTF-8: most of its sequences are whole."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - bad
    cut = bad == 1 and whole > 0 and text.endswith("\ufffd")
    if cut or whole >= 3 * bad:
        what = "place is" if bad == 1 else "places are"
        return text, f"{bad:,} {what} no valid UTF-8; U+FFFD stands there now"
    return None


def _guess(data: bytes) -> str:
    """The legacy encoding that makes most sense of the bytes."""
    high = data.translate(None, bytes(range(128)))
    if all(b in WINDOWS_MARKS for b in frozenset(high)):
        return "cp1252"
    import charset_normalizer  # costs 30 ms, needed by few pages

    first = re.search(rb"[\x80-\xff]", data)
    at = max(0, (first.start() if first else 0) - 2000)
    at = data.rfind(b"\n", 0, at) + 1 if at else 0
    sample = data[at : at + SAMPLE]
    best = charset_normalizer.from_bytes(sample, cp_isolation=LEGACY).best()
    found = best.encoding if best else "cp1252"
    if found in LATIN:
        found = _latin(sample)
    return WIDER.get(found, found)


def _latin(sample: bytes) -> str:
    """The Latin encoding of the text's language, which shows in its ASCII letters whatever the others are read as."""
    tongue = language.of(sample.decode("cp1252", errors="replace"))
    if tongue in ("is", "fo"):  # Turkish letters stand where Icelandic ones do, and nowhere else do the two agree
        tongue = language.of(sample.decode("cp1254", errors="replace"))
    fitting = next((names for names, tongues in LATIN_LANGUAGES if tongue in tongues), ("cp1252",))
    return min(fitting, key=lambda name: _oddities(sample.decode(name, errors="replace")))


def _oddities(text: str) -> int:
    """Signs within words: "ostrza³u" shows that Polish was read as something else."""
    marks = (found.start() for found in WITHIN_WORD.finditer(text))
    return sum(1 for at in marks if not text[at].isalpha())


def repair(text: str, with_evidence: bool = True) -> tuple[str, Issue | None]:
    """Replace what no text may hold, one for one; the issue, if any, points at the first hundred places."""
    if not BAD.search(text):
        return text, None
    places: list[Span] = []
    for found in BAD.finditer(text):
        if places and places[-1][1] == found.start():
            places[-1] = (places[-1][0], found.end())
        elif len(places) < 100:
            places.append(found.span())
        else:
            break
    repaired, count = BAD.subn("\ufffd", text)
    what = "control character or lone surrogate was" if count == 1 else "control characters or lone surrogates were"
    message = f"{count:,} {what} replaced with U+FFFD"
    return repaired, Issue("text-repaired", message, tuple(places) if with_evidence else ())
