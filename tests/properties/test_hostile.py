"""Pages made to break a reader: each ends in a coded page with its issues, or in a clear rejection."""

import gzip
import subprocess
import sys

import pytest

from dateline import codebook
from dateline.errors import PageRejected
from dateline.model import CodedPage
from dateline.pipeline import code_page
from tests.properties.invariants import check

STORY = (
    "Car bomb kills nine in Baidoa\n\n12 March 2023 - 09:40\n\n"
    "Baidoa — A car bomb killed nine people outside a hotel in Baidoa on Saturday, police said.\n"
)


def coded(data: bytes) -> CodedPage:
    page = code_page(data, "hostile", codebook.load())
    check(page)
    return page


def killed(page: CodedPage) -> list[tuple[int | None, int | None]]:
    return [(c.low, c.high) for i in page.incidents if i.main for c in i.casualties if c.kind == "killed"]


@pytest.mark.parametrize(
    "data",
    [
        STORY.encode(),
        STORY.encode("utf-8-sig"),
        STORY.encode("utf-16"),
        STORY.replace("\n", "\r\n").encode(),
        STORY.replace("nine people", "nine\u200f people").encode(),
        STORY.replace("hotel", "ho\u0301tel").encode(),
        ("🙂🙂\n\n" + STORY).encode(),
        STORY.encode("windows-1252"),
        gzip.compress(STORY.encode()),
        STORY.replace("police said", "police\x00 said").encode(),
    ],
    ids=["plain", "bom", "utf-16", "crlf", "rtl-mark", "combining", "emoji", "windows-1252", "gzip", "nul"],
)
def test_the_story_is_read_in_whatever_form_it_comes(data: bytes) -> None:
    assert killed(coded(data)) == [(9, 9)]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, ""),
        (b"%PDF-1.7\n" + bytes(range(256)) * 8, ""),
        (b"PK\x03\x04" + bytes(range(256)) * 8, ""),
    ],
    ids=["empty", "blank", "png", "pdf", "zip"],
)
def test_what_is_no_page_is_rejected_with_a_reason(data: bytes, word: str) -> None:
    with pytest.raises(PageRejected) as caught:
        code_page(data, "no page", codebook.load())
    assert word in str(caught.value).lower()
    assert len(str(caught.value)) > 20


def test_random_bytes_are_no_page() -> None:
    import random

    noise = random.Random(7).randbytes(3000)
    with pytest.raises(PageRejected):
        code_page(noise, "noise", codebook.load())


def test_a_page_in_another_language_is_coded_with_an_issue() -> None:
    text = (
        "Autobombe tötet neun Menschen\n\nBei der Explosion einer Autobombe vor einem Hotel sind am Samstag nach "
        "Angaben der Polizei neun Menschen getötet worden. Mindestens zwanzig weitere wurden verletzt, sagte ein "
        "Sprecher des Krankenhauses.\n"
    )
    page = coded(text.encode())
    assert page.page.language == "de"
    assert "language-unsupported" in {i.code for i in page.issues}


def test_markup_nested_ten_thousand_deep() -> None:
    deep = "<html><body>" + "<div>" * 10_000 + "<p>" + STORY.replace("\n\n", "</p><p>") + "</p>" + "</div>" * 10_000
    run = subprocess.run(
        [sys.executable, "-m", "dateline", "code", "-", "--format", "json"],
        input=deep.encode(),
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert run.returncode in (0, 1), run.stderr[-500:]
    assert b"Traceback" not in run.stderr
    assert b"nine" in run.stdout or run.stderr.strip()


def test_twenty_megabytes_of_text() -> None:
    filler = "The mayor opened a road on Monday. Nothing else happened in the town that week, residents said.\n\n"
    data = (STORY + filler * (20_000_000 // len(filler))).encode()
    run = subprocess.run(
        [sys.executable, "-m", "dateline", "code", "-", "--format", "json"],
        input=data,
        capture_output=True,
        check=False,
        timeout=900,
    )
    assert run.returncode in (0, 1), run.stderr[-500:]
    assert b"Traceback" not in run.stderr
    assert run.stdout or run.stderr
