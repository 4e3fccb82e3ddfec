"""Pieces: lines cut into the parts that they hold."""

import pytest

from dateline.read.lines import Line
from dateline.read.pieces import pieces
from dateline.read.text import cut_lines


def parts(line: str) -> list[tuple[str, str]]:
    return [(p.kind, line[p.start : p.end]) for p in pieces(line, cut_lines(line))]


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("date 2022-02-14 World / Africa", [("date", "date 2022-02-14"), ("section", "World / Africa")]),
        ("3 March 2023 | By Jane Doe", [("timestamp", "3 March 2023 |"), ("byline", "By Jane Doe")]),
        ("World | 3 hours ago", [("section", "World |"), ("age", "3 hours ago")]),
        (
            "Troops clear a road near Bo. Picture: AFP/Jane Doe",
            [("caption", "Troops clear a road near Bo."), ("credit", "Picture: AFP/Jane Doe")],
        ),
        (
            "People gather near burnt houses [Musa Bello/AP]",
            [("caption", "People gather near burnt houses"), ("credit", "[Musa Bello/AP]")],
        ),
        (
            "“We fled,” he said, “and left all we had.” (Jane Doe / The Valley Post)",
            [("text", "“We fled,” he said, “and left all we had.”"), ("credit", "(Jane Doe / The Valley Post)")],
        ),
        (
            "READ ALSO: Rebels free eight hostages in the south",
            [("navigation", "READ ALSO:"), ("teaser", "Rebels free eight hostages in the south")],
        ),
        ("On 3 March 2023 the army took the town.", [("text", "On 3 March 2023 the army took the town.")]),
        ("Troops fire on crowd [PHOTOS]", [("text", "Troops fire on crowd [PHOTOS]")]),
        ("Opinion: Who profits from the war?", [("text", "Opinion: Who profits from the war?")]),
    ],
)
def test_a_line_is_cut_into_its_parts(line: str, cut: list[tuple[str, str]]) -> None:
    assert parts(line) == cut


def test_the_main_text_extractor_goes_before_the_words() -> None:
    words = "Troops clear a road near Bo. Picture: AFP/Jane Doe"
    kept = pieces(words, (Line(0, len(words), "p", True),))
    assert [p.kind for p in kept] == ["text"]


def test_classes_count_only_outside_the_main_text() -> None:
    words = "Jane Doe"
    hints = frozenset(("byline",))
    assert pieces(words, (Line(0, 8, "div", False, hints),))[0].kind == "byline"
    assert pieces(words, (Line(0, 8, "div", True, hints),))[0].kind == "text"


def test_a_story_that_comes_twice_is_no_furniture() -> None:
    story = "Two soldiers were killed on Monday, the army said.\nThe area has seen clashes for decades.\n"
    text = f"{story}One more sentence stands here.\nAnd another one here.\n{story}"
    assert not any(p.repeated for p in pieces(text, cut_lines(text)))


def test_of_an_index_of_links_only_what_is_near_the_main_text_is_looked_at() -> None:
    words = ["3 hours ago"] * 30_000 + ["Two soldiers were killed on Monday, the army said."] + ["3 hours ago"] * 3_000
    text, lines = "\n".join(words), []
    for word in words:
        start = lines[-1].end + 1 if lines else 0
        lines.append(Line(start, start + len(word), "p" if "army" in word else "li", "army" in word))
    kinds = [p.kind for p in pieces(text, tuple(lines))]
    assert len(kinds) == len(words)
    assert (kinds[0], kinds[-1]) == ("navigation", "navigation")
    assert kinds[29_999:30_002] == ["age", "text", "age"]
