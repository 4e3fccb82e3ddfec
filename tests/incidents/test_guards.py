"""Each guard has sentences in which it objects, and sentences in which deeds are told, in an editable case file."""

import tomllib
from pathlib import Path

import pytest

from dateline import annotate, codebook, mentions, read
from dateline.incidents.acts import find_deeds
from dateline.incidents.guards import GUARDS
from dateline.incidents.scene import Scene
from dateline.model import Said

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "incidents" / "guards.toml").read_text("utf-8"))


def deeds(sentence: str) -> list[str]:
    book = codebook.load()
    document = annotate.document(read.read_page(f"Report\n\n2023-06-16\n\n{sentence}\n".encode(), "case.txt"))
    scene = Scene(document, mentions.find(document, book), Said((), (), ()), book)
    return [scene.quote(d.span) for d in find_deeds(scene)]


def test_every_guard_has_its_cases() -> None:
    assert [guard.__name__ for guard in GUARDS] == list(CASES)


@pytest.mark.parametrize(("guard", "sentence"), [(g, s) for g, c in CASES.items() for s in c["objects"]])
def test_a_guard_objects(guard: str, sentence: str) -> None:
    assert deeds(sentence) == [], guard


@pytest.mark.parametrize(("guard", "sentence"), [(g, s) for g, c in CASES.items() for s in c["passes"]])
def test_a_deed_passes(guard: str, sentence: str) -> None:
    assert deeds(sentence), guard
