"""Times: the case files, what a document hands on from sentence to sentence, and what must hold of any text."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.mentions.times import find_all_times, find_times, time_spans
from dateline.model import Block, Document, Page, Published, Report, Sentence, TimeMention
from evaluation.benchmarks import time_platinum
from tests.conftest import shared_path

CASES = Path(__file__).parents[1] / "cases" / "mentions"
FILES = sorted(CASES.glob("times_*.toml"))
DEFAULT = "2024-03-14T18:00"


def cases() -> list[Any]:
    found = []
    for path in FILES:
        read = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
        found += [pytest.param(case, id=f"{path.stem}: {case['text'][:50]}") for case in read]
    return found


def published(text: str) -> Published:
    if not text:
        return Published(None, None, "unknown", ())
    start, _, end = text.partition("/")
    return Published(start, end or start, "minute" if "T" in text else "day", ())


def row(text: str, m: TimeMention) -> list[str]:
    return [text[m.start : m.end], m.first or "", m.last or "", m.precision, m.value]


def test_there_are_case_files() -> None:
    assert len(FILES) >= 5


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    anchor = (case["anchor"], case["anchor"]) if "anchor" in case else None
    found = find_times(text, 0, len(text), published(case.get("published", DEFAULT)), anchor)
    assert [row(text, m) for m in found] == case["times"]


def test_offsets_count_from_the_whole_text() -> None:
    text = "Yesterday. A raid came on Tuesday."
    found = find_times(text, 11, len(text), published(DEFAULT))
    assert [(m.start, m.end) for m in found] == [(26, 33)]


def test_inferred_times_say_so_and_written_ones_do_not() -> None:
    text = "On Tuesday, on 3 May, and on 3 May 2020; some Thursday"
    known = find_times(text, 0, len(text), published(DEFAULT))
    assert [bool(m.basis) for m in known] == [True, True, False, True]
    assert all(m.basis is None for m in find_times(text, 0, len(text), published("")))


def document(*parts: tuple[str, str], **days: str) -> Document:
    text = "\n".join(part for part, _ in parts)
    sentences, blocks, at = [], [], 0
    for i, (part, report) in enumerate(parts):
        blocks.append(Block("paragraph", at, at + len(part)))
        sentences.append(Sentence(at, at + len(part), i, "paragraph", report))
        at += len(part) + 1
    reports = tuple(Report(k, "story", None, None, published(v), ()) for k, v in days.items())
    nothing = published("")
    page = Page("x", "x", text, "en", nothing, (), None, None, (), None, None, None, tuple(blocks))
    return Document(page, reports, tuple(sentences))


def test_each_report_has_its_own_publication_and_narrative() -> None:
    doc = document(
        ("The depot was hit on 2 March.", "r1"),
        ("Two men were held yesterday.", "r2"),
        ("The next day it burned.", "r1"),
        ("The next day they were freed.", "r2"),
        r1="2024-03-14",
        r2="2024-02-01",
    )
    found = [m.first for m in find_all_times(doc)]
    assert found == ["2024-03-02", "2024-01-31", "2024-03-03", "2024-02-01"]


def test_a_day_of_saying_is_no_day_of_the_narrative() -> None:
    doc = document(
        ("Four were killed on Monday.", "r1"),
        ("The army confirmed it, a spokesman said on Wednesday.", "r1"),
        ("The next day the road was reopened.", "r1"),
        r1="2024-03-14",
    )
    assert find_all_times(doc)[-1].first == "2024-03-12"


WORDS = (
    "on Monday 3 May , 2020 the next day last - 31 February 29 1 to and between 10 pm at 25:61 week weeks ago two "
    "years since early mid-March 1990s 99/99/9999 0001-01-01 9999-12-31 century ( ) night 12 noon of this"
)
PIECES = st.sampled_from(WORDS.split())


@given(st.lists(PIECES, max_size=25), st.sampled_from(["", DEFAULT, "0001-01-02", "9999-12-30", "2024-02-29", "junk"]))
def test_any_words_give_ordered_days_inside_the_text(pieces: list[str], day: str) -> None:
    text = " ".join(pieces)
    found = find_times(text, 0, len(text), published(day))
    end = 0
    for m in found:
        assert end <= m.start < m.end <= len(text)
        end = m.end
        assert (m.first is None) == (m.last is None) == (m.precision == "unknown")
        if m.first and m.last:
            assert date.fromisoformat(m.first[:10]) <= date.fromisoformat(m.last[:10])


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    assert all(0 <= s < e <= len(text) for s, e in time_spans(text, 0, len(text)))


def test_a_long_line_takes_no_longer_than_its_length() -> None:
    text = re.sub(r"\s+", " ", "a the two last 3 May 2020 to and on Monday night " * 400)
    assert len(find_times(text, 0, len(text), published(DEFAULT))) >= 400


def test_value_f1_on_tempeval_platinum_keeps_its_floor() -> None:
    data = shared_path("data", "time_platinum")
    docs = time_platinum.load(data / "docs.jsonl")
    scores = time_platinum.score(docs, [time_platinum.find(doc) for doc in docs])
    assert scores.gold == 138
    assert scores.value_f1 >= 75
    assert time_platinum.check(time_platinum.load(data / "published_scores.jsonl")) < 0.05


def test_the_measure_counts_overlaps_once_and_values_among_them() -> None:
    gold = [{"span": [0, 6], "value": "2024", "type": "DATE"}, {"span": [9, 12], "value": "P1D", "type": "DURATION"}]
    found = [
        TimeMention(2, 6, None, None, "unknown", "DATE", "2024"),
        TimeMention(0, 1, None, None, "unknown", "DATE", "2024"),
        TimeMention(9, 12, None, None, "unknown", "DURATION", "P2D"),
    ]
    scores = time_platinum.score([{"timexes": gold}], [found])
    assert (scores.strict_f1, scores.relaxed_p, scores.relaxed_r) == (40.0, 66.67, 100.0)
    assert (scores.relaxed_f1, scores.value_f1) == (80.0, 40.0)
