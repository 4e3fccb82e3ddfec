"""The source book: its notation, its checks, and that every entry can be used."""

import re

import pytest

from dateline.codebook import sources
from dateline.codebook.sources import compile_phrase, load_sources, plural
from dateline.errors import CodebookError


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("declined to (publicly) comment|say", "declined to publicly say"),
        ("declined to (publicly) comment|say", "declined to comment"),
        ("no comment * from", "no comment was at once from"),
        ("has yet to comment (again)", "has yet to comment"),
    ],
)
def test_notation(phrase: str, text: str) -> None:
    assert re.fullmatch(compile_phrase(phrase), text)


def test_a_phrase_of_optional_words_is_refused() -> None:
    with pytest.raises(CodebookError, match="optional"):
        compile_phrase("(not) (yet)")


def test_a_damaged_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "FILE", "phrases.py")
    load_sources.cache_clear()
    with pytest.raises(CodebookError, match="source book"):
        load_sources()
    monkeypatch.undo()
    load_sources.cache_clear()


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(CodebookError, match="aliens"):
        sources._nouns({"aliens": ["saucer"]}, decides=True)


def test_proper_names_have_no_plural_and_nouns_have() -> None:
    book = load_sources()
    assert book.nouns.get("villagers")[0].kind == "witness"
    assert book.nouns.get("Reuters")[0].proper
    assert not book.nouns.get("Reuterss")


def test_plural_of_a_word_in_y() -> None:
    assert plural("news agency") == "news agencies"
    assert plural("envoy") == "envoys"


def test_every_set_phrase_has_an_anchor_that_it_needs() -> None:
    assert all(p.anchors for p in load_sources().phrases)


def test_violence_and_harm() -> None:
    book = load_sources()
    assert book.violence("Rebels shelled the town") == 2
    assert book.harm("nine were wounded")
    assert not book.harm("The minister spoke of trade")
