"""A deed dated by what came after it."""

import pytest

from dateline import annotate, codebook, mentions, read
from dateline.incidents.scene import Scene
from dateline.incidents.sequel import counted_back
from dateline.model import Said


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("Schools closed on Thursday, a day after rebels shelled the town.", "2023-06-14", "2023-06-14"),
        ("Schools closed three days after rebels shelled the town.", "2023-06-13", "2023-06-13"),
        ("Schools closed on Thursday, two weeks after rebels shelled the town.", "2023-05-31", "2023-06-02"),
        ("Schools closed a month after rebels shelled the town.", "2023-05-01", "2023-05-31"),
        ("Schools closed six years after rebels shelled the town.", "2017-01-01", "2017-12-31"),
    ],
)
def test_a_day_after(sentence: str, first: str, last: str) -> None:
    told = back(sentence)
    assert told is not None
    assert (told.first, told.last) == (first, last)


@pytest.mark.parametrize(
    "sentence", ["Schools closed after rebels shelled the town.", "A day passed and rebels shelled the town."]
)
def test_no_count_dates_nothing(sentence: str) -> None:
    assert back(sentence) is None


def back(sentence: str):  # type: ignore[no-untyped-def]
    book = codebook.load()
    document = annotate.document(read.read_page(f"Report\n\n2023-06-16\n\n{sentence}\n".encode(), "case.txt"))
    scene = Scene(document, mentions.find(document, book), Said((), (), ()), book)
    number = len(document.sentences) - 1
    return counted_back(scene, number, scene.clauses[number][-1])
