"""Blocks: roles by layout, and the fixture pages with the roles beside them."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Block, PageRead
from dateline.read import read_page
from dateline.read.blocks import assign
from dateline.read.lines import INVISIBLE, Line, Meta
from dateline.read.text import cut_lines, read_text
from tests.conftest import shared_path
from tests.read.casefile import cases

PAGES = Path(__file__).parent.parent / "pages"
FIXTURES = sorted(PAGES.glob("*.txt"))


class Wanted(msgspec.Struct, forbid_unknown_fields=True):
    """What a fixture page must give; the file beside the page."""

    blocks: str
    section: list[str]
    authors: list[str]
    issues: list[str]
    report: list[dict[str, Any]]
    headline: str | None = None
    standfirst: str | None = None
    agency: str | None = None
    outlet: str | None = None
    dateline: str | None = None
    published: str | None = None


def wanted(page: Path) -> Wanted:
    return msgspec.toml.decode(page.with_suffix(".toml").read_bytes(), type=Wanted)


def read(page: Path) -> PageRead:
    return read_page(page.read_bytes(), page.name)


def words(text: str, block: Block) -> str:
    return " ".join(text[block.start : block.end].split())


@pytest.mark.parametrize("case", cases("layouts"), ids=lambda c: c["name"])
def test_layouts(case: dict[str, Any]) -> None:
    text = case["text"]
    found = assign(text, cut_lines(text))
    listing = [f"{b.role} | {words(text, b)}" for b in found]
    assert [b.role for b in found] == case["roles"], listing


def test_there_are_fixture_pages_of_many_styles() -> None:
    assert len(FIXTURES) >= 8


@pytest.mark.parametrize("page", FIXTURES, ids=lambda p: p.stem)
def test_fixture_pages_have_the_roles_beside_them(page: Path) -> None:
    seen = read(page)
    lines = [line.partition(" | ") for line in wanted(page).blocks.strip().splitlines()]
    got = [f"{b.role} | {words(seen.page.text, b)}" for b in seen.page.blocks]
    assert len(got) == len(lines), got
    for (role, _, quoted), block in zip(lines, seen.page.blocks, strict=True):
        first, _, last = quoted.partition(" … ")
        said = words(seen.page.text, block)
        assert block.role == role, said
        assert said.startswith(first), (said, quoted)
        assert said.endswith(last), (said, quoted)


@pytest.mark.parametrize("page", FIXTURES, ids=lambda p: p.stem)
def test_fixture_pages_have_the_metadata_beside_them(page: Path) -> None:
    seen, want = read(page), wanted(page)
    found = seen.page
    assert list(found.section) == want.section
    assert list(found.authors) == want.authors
    assert found.published.start == want.published
    for field in ("headline", "standfirst", "agency", "outlet", "dateline"):
        assert getattr(found, field) == getattr(want, field), field
    assert [issue.code for issue in seen.issues] == want.issues


@pytest.mark.parametrize("page", FIXTURES, ids=lambda p: p.stem)
def test_fixture_pages_have_the_reports_beside_them(page: Path) -> None:
    seen, want = read(page), wanted(page)
    assert [r.id for r in seen.reports] == [f"r{n}" for n in range(1, len(want.report) + 1)]
    for report, row in zip(seen.reports, want.report, strict=True):
        assert report.kind == row["kind"]
        assert report.headline == row.get("headline")
        assert report.standfirst == row.get("standfirst")
        if report.kind == "story":
            assert report.published == seen.page.published
        else:
            published = [report.published.start, report.published.end, report.published.precision]
            assert published == row.get("published", [None, None, "unknown"])


def test_markup_decides_what_is_body() -> None:
    text = "Top\nTwo soldiers were killed on Monday.\nA short line\nSee who won the cup on Monday.\nBar"
    at = [0, 4, 40, 53, 84]
    ends = [3, 39, 52, 83, 87]
    tags = ["h1", "p", "h2", "p", "nav"]
    body = [False, True, True, False, False]
    lines = tuple(Line(a, b, t, k) for a, b, t, k in zip(at, ends, tags, body, strict=True))
    roles = [b.role for b in assign(text, lines, Meta(headline="Top"))]
    assert roles[:3] == ["headline", "paragraph", "subhead"]
    assert "paragraph" not in roles[3:]
    assert roles[4] == "navigation"


def test_the_first_gold_page_keeps_its_roles() -> None:
    name = "baghdad-2024-01-04"
    gold = msgspec.json.decode(shared_path("gold", "dev", f"{name}.json").read_bytes())
    seen = read_page(shared_path("gold", "pages", f"{name}.txt").read_bytes(), name)
    roles = {i: b.role for b in seen.page.blocks for i in range(b.start, b.end)}
    right = total = 0
    for block in gold["page"]["blocks"]:
        allowed = block["role"] if isinstance(block["role"], list) else [block["role"]]
        for i in range(block["start"], block["end"]):
            if not seen.page.text[i].isspace():
                total += 1
                right += roles.get(i) in allowed
    assert right >= 0.98 * total


# ---- what holds for any text -----------------------------------------------------------------------------------------
LINES = st.one_of(
    st.sampled_from(
        [
            "3 hours ago",
            "Most Read",
            "1.",
            "World",
            "World / Africa",
            "by Reuters",
            "Related stories",
            "Comments",
            "Subscribe now",
            "© 2023 The Valley Post",
            "14 February 2022 - 09:05",
            "Published On 3 Mar 2023 | By Jane Doe",
            "Troops clear a road. Picture: AFP/Jane Doe",
            "Two soldiers were killed on Monday when their vehicle hit a mine, the army said.",
            "KISUMU (Reuters) - Two people were killed on Monday, police said.",
            "Rebels free eight hostages",
            "READ ALSO: Rebels free eight hostages in the south",
            "The area is calm. – AFP",
            "■",
            "",
            "\t",
        ]
    ),
    st.text(max_size=90),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\n\n", "\u2028", " "]))
def test_blocks_cover_every_visible_character_once(rows: list[str], joint: str) -> None:
    text = joint.join(rows)
    seen = read_text(text, id="x", source="x")
    check(seen)
    assert seen.page.text == text


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            LINES.map(lambda s: " ".join(s.split())),
            st.sampled_from(["p", "h1", "h2", "li", "time", "figcaption", "nav", "footer", ""]),
            st.booleans(),
            st.sampled_from(["caption", "byline", "comments", "credit", "deck", "main"]),
        ),
        max_size=20,
    )
)
def test_blocks_cover_markup_too(rows: list[tuple[str, str, bool, str]]) -> None:
    rows = [row for row in rows if row[0]]
    text, lines = "", []
    for words_, tag, body, hint in rows:
        lines.append(Line(len(text), len(text) + len(words_), tag, body, frozenset((hint,))))
        text += words_ + "\n"
    blocks = assign(text, tuple(lines), Meta(headline=rows[0][0] if rows else None))
    covered(text, blocks)


def check(seen: PageRead) -> None:
    """The promises of a page that was read."""
    page = seen.page
    covered(page.text, page.blocks)
    assert len(seen.owners) == len(page.blocks)
    ids = [r.id for r in seen.reports]
    assert ids == [f"r{n}" for n in range(1, len(ids) + 1)]
    assert set(seen.owners) - {None} <= set(ids)
    assert [r.kind for r in seen.reports].count("story") <= 1
    published = [page.published, *(r.published for r in seen.reports)]
    spans = [*(s for p in published for s in p.evidence), *(s for r in seen.reports for s in r.evidence)]
    for start, end in spans:
        assert 0 <= start < end <= len(page.text)
        assert page.text[start:end].strip()
    for when in published:
        assert (when.start is None) == (when.precision == "unknown")
        assert when.start is None or when.end is None or when.start <= when.end
    for report in seen.reports:
        assert report.evidence
        if report.headline:
            start, end = report.evidence[0]
            said = page.text[start:end].translate(dict.fromkeys(map(ord, INVISIBLE)))
            assert " ".join(said.split()).endswith(report.headline)


def covered(text: str, blocks: tuple[Block, ...]) -> None:
    """Blocks are in order, do not overlap, and leave out white space alone."""
    at = 0
    for block in blocks:
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip()
        assert not text[block.start].isspace()
        assert not text[block.end - 1].isspace()
        at = block.end
    assert not text[at:].strip()
