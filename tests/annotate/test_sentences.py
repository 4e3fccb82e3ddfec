import pytest

from dateline.annotate.sentences import split

CASES = [
    ("Gen. Musa spoke. The army denied it.", ["Gen. Musa spoke.", "The army denied it."]),
    (
        "“We fled,” she said. “They burned it.” Police came.",
        ["“We fled,” she said.", "“They burned it.”", "Police came."],
    ),
    ("It fell at 3 p.m. The mayor left.", ["It fell at 3 p.m.", "The mayor left."]),
    ("U.S. Marines and the U.N. Mission left.", ["U.S. Marines and the U.N. Mission left."]),
    ("Col. J. R. Okello died at 10 a.m. on Jan. 5.", ["Col. J. R. Okello died at 10 a.m. on Jan. 5."]),
    ("FIVE DIED.  THE ARMY\nLEFT.", ["FIVE DIED.", "THE ARMY\nLEFT."]),
    ("Some 2.5 million fled", ["Some 2.5 million fled"]),
    ("Who did it? Nobody knows... yet.", ["Who did it?", "Nobody knows... yet."]),
    ("  \n ", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences_are_cut_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in split(text, 0, len(text))] == expected


def test_offsets_are_into_the_whole_text() -> None:
    text = "Furniture. One died. Two fled."
    assert split(text, 11, len(text)) == [(11, 20), (21, 30)]
