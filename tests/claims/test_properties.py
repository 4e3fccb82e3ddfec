"""What holds for every page: spans quote the page, ids are in order, the same text gives the same claims."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Document, Said
from tests.claims.story import said, story

PIECES = [
    *("The army said", "police", "rebels", "killed nine people", "“We will retaliate", "”", '"', "'", "a bomb", "who"),
    *(
        "claimed responsibility",
        ", according to",
        "the ministry",
        "Omar Hadi,",
        "which",
        "said",
        "told Reuters",
        "that",
    ),
    *("blamed", "on", "accused", "of", "it", "he", "they", "could not be verified", ".", ",", ":", "\n\n", " - ", "("),
    *(
        "no immediate comment from",
        "condemned",
        "by",
        "on Monday",
        ")",
        "and",
        "THE POLICE REPORTED",
        "İstanbul",
        "hold",
    ),
    *("e\u0301", "\u200f", "😀", "1,200", "responsible", "vowed", "revenge", "saying", "the group", "citing", "denied"),
]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map(" ".join)


def spans(result: Said) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for c in result.claims:
        found += [*c.content, *c.cue, *c.evidence, *c.source.evidence]
    for s in result.statements:
        found += s.evidence
    return found


def check(document: Document, result: Said) -> None:
    text = document.page.text
    assert all(0 <= a < b <= len(text) for a, b in spans(result))
    assert all(text[a:b].strip() for a, b in spans(result))
    assert [c.id for c in result.claims] == [f"c{n}" for n in range(1, len(result.claims) + 1)]
    for claim in result.claims:
        assert claim.about is None
        assert claim.evidence
        if claim.source.name is not None and claim.source.evidence:
            quoted = [" ".join(text[a:b].split()) for a, b in claim.source.evidence]
            assert any(claim.source.name in q for q in quoted)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from([None, "AFP"]))
def test_every_value_quotes_the_page(text: str, agency: str | None) -> None:
    document = story(text, agency=agency, headline="Army says rebels killed nine")
    check(document, said(document))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_passes(text: str) -> None:
    document = story("The army said a bomb killed two. " + text)
    check(document, said(document))


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_same_text_same_claims(text: str) -> None:
    assert said(story(text)) == said(story(text))


def test_long_quotations_and_brackets_take_no_time() -> None:
    document = story("“" * 3000 + " said " + "(the army " * 2000 + "said a bomb " * 500)
    check(document, said(document))
