"""The story's zone: where the running text of a page lies."""

from dateline.read.pieces import pieces
from dateline.read.text import cut_lines
from dateline.read.zone import story


def zone(text: str) -> list[str]:
    found = pieces(text, cut_lines(text))
    span = story(text, found)
    return [text[p.start : p.end] for p in found[slice(*span)]] if span else []


FIRST = "Two soldiers were killed on Monday when their vehicle hit a mine in the south, the army said."
SECOND = "The area has seen clashes with separatists for decades, and mines are common."


def test_furniture_around_the_story_is_outside() -> None:
    text = f"Home\nWorld\nMine kills two\n{FIRST}\n{SECOND}\nMost read\nStorm closes schools\n"
    assert zone(text) == [FIRST, SECOND]


def test_an_advertisement_does_not_cut_the_story() -> None:
    assert zone(f"Mine kills two\n{FIRST}\nAdvertisement\n{SECOND}\n") == [FIRST, "Advertisement", SECOND]


def test_teasers_with_sentences_are_no_story() -> None:
    teaser = "Police suspect a planted device.\n3 hours ago\n"
    assert zone(f"Blast at market\n{teaser}Army retakes town\n{teaser}") == []


def test_a_list_that_the_last_sentence_opens_belongs_to_the_story() -> None:
    text = f"Mine kills two\n{FIRST}\nThe army seized these weapons.\nthree rifles\nten magazines of ammunition\n"
    assert zone(text)[-2:] == ["three rifles", "ten magazines of ammunition"]


def test_no_words_no_story() -> None:
    assert zone("") == []
    assert zone("Home\nWorld\n") == []
