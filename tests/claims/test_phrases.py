"""Noun phrases beside a word, with commas and without."""

import pytest

from dateline.claims.phrases import Grammarian, span_of
from dateline.claims.tokens import mostly_capitals, tokenise
from dateline.codebook.sources import load_sources


def reader(text: str) -> Grammarian:
    return Grammarian(tokenise(text, 0, len(text)), load_sources())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Two security officials said", "Two security officials"),
        (
            "A bomb went off near the bridge, the head of the Kalar Relief Office said",
            "head of the Kalar Relief Office",
        ),
        ("Gunmen stormed the building witnesses said", "witnesses"),
        ("Police sources and eyewitnesses said", "Police sources and eyewitnesses"),
        ("Nine people died in the town of Kalar on Monday activists said", "activists"),
        ("In the capital, the Ministry of Health said", "Ministry of Health"),
        ("Shells fell while he said", "he"),
    ],
)
def test_phrase_before_the_verb(text: str, name: str) -> None:
    found = reader(text)
    phrase = found.before(len(found.tokens) - 2)
    assert phrase is not None
    start, end = span_of(found.tokens, phrase)
    assert text[start:end] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Omar Hadi director of the centre", "Omar Hadi"),
        ("the Interior Ministry, which gave no figures", "Interior Ministry"),
        ("a spokesman for the army on Monday", "spokesman for the army"),
        ("fighters guarding the bridge", "fighters"),
        ("police and hospital officials.", "police and hospital officials"),
    ],
)
def test_phrase_after_the_verb(text: str, name: str) -> None:
    found = reader(text)
    phrase = found.after(0)
    assert phrase is not None
    start, end = span_of(found.tokens, phrase)
    assert text[start:end] == name


def test_no_phrase_where_a_verb_stands() -> None:
    assert reader("was killed").after(0) is None
    assert reader("was killed").before(0) is None


def test_a_source_noun_weighs_more_than_a_name_and_a_name_more_than_a_thing() -> None:
    weights = []
    for text in ("the police", "Kalar", "the banner"):
        found = reader(text)
        phrase = found.after(0)
        assert phrase is not None
        weights.append(found.plausible(phrase))
    assert weights == [3, 2, 1]


def test_capitals_mark_no_name_in_telegrams() -> None:
    text = "THE POLICE REPORTED THAT A BOMB WENT OFF"
    assert mostly_capitals(text)
    assert not any(t.capital for t in tokenise(text, 0, len(text)))
    assert not mostly_capitals("The UN said")
