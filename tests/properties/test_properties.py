"""Promises that hold for every page: generated stories, mangled ones, hostile ones."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import batch, codebook
from dateline.config import Config
from dateline.errors import PageRejected
from dateline.model import CodedPage
from dateline.pipeline import code_page
from dateline.read import archive
from tests.conftest import ROOT
from tests.properties.invariants import check

DOERS = [
    "Gunmen",
    "The army",
    "Rebels",
    "A drone",
    "Government forces",
    "Protesters",
    "Unidentified attackers",
    "Police",
]
DEEDS = [
    "attacked",
    "shelled",
    "bombed",
    "abducted",
    "fired at least two rockets at",
    "stormed",
    "clashed with",
    "shot dead",
]
HIT = [
    "a village",
    "a police post",
    "the market",
    "four soldiers",
    "an aid convoy",
    "dozens of pupils",
    "at least 11 people",
]
WHERE = [
    "near Djibo",
    "in eastern Kharkiv",
    "in Helmand province",
    "outside Mosul",
    "in northern Kivu",
    "",
    "in Taiz, Yemen",
]
WHEN = ["on Thursday", "last month", "since October", "on 3 May", "overnight", "in 2014", "", "two weeks ago"]
SAID = [
    ", police said.",
    ", according to a monitoring group.",
    ".",
    ", a hospital official told reporters.",
    " – ministry.",
]
FURNITURE = [
    "Subscribe now",
    "Most Read",
    "1.",
    "World",
    "3 hours ago",
    "Picture: AGENCY/A. Writer",
    "Sign up to our newsletter",
    "Copyright 2023",
    "Updated 11:20 GMT",
    "by A. Writer",
    "12 March 2023 - 09:40",
]
sentence = st.builds(
    lambda *parts: " ".join(p for p in parts[:-1] if p) + parts[-1],
    *(st.sampled_from(x) for x in (DOERS, DEEDS, HIT, WHERE, WHEN, SAID)),
)
ODD = st.text(alphabet="abc ABC 0123\n\t.,“”’—…\u200f\u202e\u0301\u00ad🙂الجيشقتل", max_size=40)
line = st.one_of(sentence, st.lists(sentence, max_size=3).map(" ".join), st.sampled_from(FURNITURE), ODD)
page = st.lists(line, min_size=1, max_size=14).map("\n\n".join)
SLOW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def code_or_reject(data: bytes) -> CodedPage | None:
    try:
        return code_page(data, "page.txt", codebook.load())
    except PageRejected:
        return None


@SLOW
@given(page)
def test_every_coded_page_keeps_its_promises(text: str) -> None:
    coded = code_or_reject(text.encode("utf-8", "surrogatepass"))
    if coded is not None:
        check(coded)


@SLOW
@given(page)
def test_the_same_page_gives_the_same_bytes(text: str) -> None:
    first, second = (code_or_reject(text.encode()) for _ in range(2))
    assert msgspec.json.encode(first) == msgspec.json.encode(second)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_bytes_of_any_kind_are_coded_or_rejected(data: bytes) -> None:
    coded = code_or_reject(data)
    if coded is not None:
        check(coded)


@settings(max_examples=60, deadline=None)
@given(page, st.sampled_from(["utf-16", "utf-8-sig", "latin-1", "cp1251", "utf-32"]))
def test_pages_in_other_encodings_are_coded_or_rejected(text: str, encoding: str) -> None:
    coded = code_or_reject(text.encode(encoding, "replace"))
    if coded is not None:
        check(coded)


@SLOW
@given(
    st.lists(
        st.one_of(sentence, st.sampled_from(["<div>", "</div>", "<p>", "<h1>", "<script>", "<li>", "&#0;", "<!--"]))
    )
)
def test_broken_markup_is_coded_or_rejected(parts: list[str]) -> None:
    coded = code_or_reject(("<!doctype html><html><body>" + "".join(parts)).encode())
    if coded is not None:
        check(coded)


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "pages").glob("*.[th][xt][tm]*")), ids=lambda p: p.name)
def test_every_fixture_page_keeps_its_promises(path: Path) -> None:
    check(code_page(path.read_bytes(), str(path), codebook.load()))


def test_an_incident_never_comes_from_furniture() -> None:
    told = {"headline", "standfirst", "paragraph", "subhead", "teaser_headline", "teaser_standfirst", "ranking_item"}
    for path in sorted((ROOT / "tests" / "pages").glob("*.txt")):
        coded = code_page(path.read_bytes(), str(path), codebook.load())
        for incident in coded.incidents:
            for start, _ in incident.evidence:
                role = next(b.role for b in coded.page.blocks if b.start <= start < b.end)
                assert role in told, (path.name, incident.summary, role)


def test_any_number_of_workers_gives_the_same_bytes() -> None:
    paths = [str(p) for p in sorted((ROOT / "tests" / "pages").iterdir()) if p.suffix in (".txt", ".html")]

    def run(workers: int) -> list[str]:
        outcomes = batch.code_all(archive.inputs(paths, Config()), batch.Style(format="jsonl"), workers)
        return [repr(o) for o in outcomes]

    alone = run(1)
    assert len(alone) == len(paths)
    assert run(2) == alone
    assert run(3) == alone
