"""Reports: story, teasers and ranking items, and who owns which block."""

from dateline.model import PageRead
from dateline.read.text import read_text

STORY = """Mine kills two soldiers in Casamance

4 May 2023 - 12:00

Two soldiers were killed on Monday when their vehicle hit a mine in the south, the army said.

The area has seen clashes with separatists for decades, and mines are common.
"""


def read(tail: str) -> PageRead:
    return read_text(f"{STORY}\n{tail}", id="x", source="x")


def owned(seen: PageRead, name: str) -> list[str]:
    pairs = zip(seen.page.blocks, seen.owners, strict=True)
    return [seen.page.text[b.start : b.end] for b, owner in pairs if owner == name]


def test_every_teaser_has_its_own_time() -> None:
    seen = read("Rebels free eight hostages\n2 hours ago\n\nSenegal votes in calm after protest\n1 May 2023\n")
    teasers = [r for r in seen.reports if r.kind == "teaser"]
    assert [(t.published.start, t.published.end) for t in teasers] == [
        ("2023-05-04T09:00", "2023-05-04T10:00"),
        ("2023-05-01", "2023-05-01"),
    ]
    assert owned(seen, "r2") == ["Rebels free eight hostages", "2 hours ago"]
    start, end = teasers[0].published.evidence[0]
    assert seen.page.text[start:end] == "2 hours ago"


def test_the_story_comes_first_even_below_a_ranking() -> None:
    text = f"Trending\n1. Storm closes schools\n2. Council approves bridge\n\n{STORY}"
    seen = read_text(text, id="x", source="x")
    assert [r.kind for r in seen.reports] == ["story", "ranking", "ranking"]
    assert [r.headline for r in seen.reports[1:]] == ["Storm closes schools", "Council approves bridge"]
    start, end = seen.reports[1].evidence[0]
    assert text[start:end] == "Storm closes schools"


def test_numbers_are_furniture_and_labels_belong_to_their_item() -> None:
    seen = read("Most read\n1.\nStorm closes schools\nWorld\n2.\nCouncil approves bridge\nWorld / Africa\n")
    assert owned(seen, "r2") == ["Storm closes schools", "World"]
    assert owned(seen, "r3") == ["Council approves bridge", "World / Africa"]
    ranking = seen.reports[1].published
    assert (ranking.start, ranking.end, ranking.precision, ranking.evidence) == (None, None, "unknown", ())


def test_marks_that_show_nothing_do_not_hide_an_age() -> None:
    seen = read("\u200eRebels free eight hostages\u200e\n\u200f2 hours ago\u200f\n")
    teaser = seen.reports[1]
    assert (teaser.headline, teaser.published.start) == ("Rebels free eight hostages", "2023-05-04T09:00")


def test_an_aged_ranking_item_has_a_time() -> None:
    seen = read("Most read\nStorm closes schools\n1 hour ago\nCouncil approves bridge\n2 days ago\n")
    assert [r.published.precision for r in seen.reports[1:]] == ["hour", "days"]


def test_a_repeated_caption_belongs_to_nobody() -> None:
    caption = "Troops clear a road near Ziguinchor after the blast. Picture: AFP/Jane Doe\n"
    seen = read_text(STORY.replace("\n4 May", f"\n{caption}{caption}\n4 May"), id="x", source="x")
    owners = [o for b, o in zip(seen.page.blocks, seen.owners, strict=True) if b.role == "caption"]
    assert owners == ["r1", None]


def test_furniture_belongs_to_nobody() -> None:
    seen = read("Subscribe now\n© 2023 The Valley Post\n")
    furniture = [o for b, o in zip(seen.page.blocks, seen.owners, strict=True) if b.role in ("promotion", "legal")]
    assert furniture == [None, None]


def test_a_page_without_a_story_says_so() -> None:
    seen = read_text("Home\nWorld\nSubscribe now\n© 2023 The Valley Post\n", id="x", source="x")
    assert seen.reports == ()
    assert "no-story" in [issue.code for issue in seen.issues]
