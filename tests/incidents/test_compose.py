"""Whole small pages: figures, pages without an incident, and which sentences tell the same incident."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline import codebook
from dateline.model import CodedPage
from dateline.pipeline import code_page

CASES = Path(__file__).parent.parent / "cases" / "incidents"


def load(name: str) -> list[dict[str, Any]]:
    return tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]


def coded(case: dict[str, Any]) -> CodedPage:
    page = f"{case['headline']}\n\n{case.get('published', '2023-06-16')}\n\n{case['text']}\n"
    return code_page(page.encode(), "case.txt", codebook.load())


@pytest.mark.parametrize("case", load("figures"), ids=lambda c: c["text"])
def test_figures_of_a_sentence(case: dict[str, Any]) -> None:
    from dateline import annotate, mentions, read
    from dateline.incidents.casualties import find_figures
    from dateline.incidents.scene import Scene
    from dateline.model import Said

    book = codebook.load()
    document = annotate.document(read.read_page(f"Report\n\n2023-06-16\n\n{case['text']}\n".encode(), "case.txt"))
    scene = Scene(document, mentions.find(document, book), Said((), (), ()), book)
    figures = [f.row for f in find_figures(scene)]
    expected = [
        (kind, None if low == "open" else low, None if high == "open" else high) for kind, low, high in case["rows"]
    ]
    assert (
        sorted((r.kind, r.low, r.high) for r in figures) == sorted(expected, key=str)
        or [(r.kind, r.low, r.high) for r in figures] == expected
    )
    if "who" in case:
        assert [r.who or "" for r in figures] == case["who"]


@pytest.mark.parametrize("case", load("none"), ids=lambda c: c["headline"])
def test_tempting_words_make_no_incident(case: dict[str, Any]) -> None:
    assert [i.summary for i in coded(case).incidents] == []


@pytest.mark.parametrize("case", load("apart"), ids=lambda c: c["name"])
def test_incidents_are_kept_together_and_apart(case: dict[str, Any]) -> None:
    page = coded(case)
    told = [[i.sub_event_type, i.status, i.date.start or "unknown", i.date.end or "unknown"] for i in page.incidents]
    assert told == case["incidents"]
    assert [f"{x.from_} {x.kind} {x.to}" for x in page.links] == case.get("links", [])
    if "killed" in case:
        assert [[c.low, c.high] for c in page.incidents[0].casualties if c.kind == "killed"] == case["killed"]
