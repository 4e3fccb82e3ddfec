"""Quotation spans in a paragraph."""

import pytest

from dateline.claims.quotes import quotations, quoted_share


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We left,” he said. “They burned it.”", ["We left,", "They burned it."]),
        ('"We left," he said. "Then it burned', ["We left,", "Then it burned"]),
        ("The army's men don't say 'never again' today.", ["never again"]),
        ("«On part», dit-il", ["On part"]),
        ("``We left,'' he said", ["We left,"]),
        ("No marks here, it's plain.", []),
    ],
)
def test_quotations(text: str, wanted: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text, 0, len(text))] == wanted


def test_only_the_open_one_is_not_closed() -> None:
    text = "“A,” he said. “B"
    assert [q.closed for q in quotations(text, 0, len(text))] == [True, False]


def test_share_of_the_content_in_marks() -> None:
    text = "he said “abcd”"
    assert quoted_share(((9, 13),), quotations(text, 0, len(text))) == 1.0
    assert quoted_share(((0, 7),), quotations(text, 0, len(text))) == 0.0
