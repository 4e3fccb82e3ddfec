"""Plain text: lines, hard-wrapped paragraphs, and texts that nobody meant for a reader."""

import time
from hashlib import sha256

import pytest

from dateline.read import read_page
from dateline.read.text import cut_lines, read_text


def shown(text: str) -> list[str]:
    return [text[line.start : line.end] for line in cut_lines(text)]


def test_lines_are_lines() -> None:
    assert shown("  One line \n\n\ttwo\r\nthree\u2028four") == ["One line", "two", "three", "four"]


def test_a_wrapped_paragraph_is_one_line_and_its_text_is_unchanged() -> None:
    text = (
        "Armed men overran a base near the northern town on Monday, the\n"
        "army said in a statement, killing 17 soldiers and volunteers\n"
        "who had been sent to the area.\n"
    )
    assert shown(text) == [text.strip()]
    assert read_text(text, id="x", source="x").page.text == text


def test_indented_first_lines_begin_paragraphs() -> None:
    text = (
        "   A GROUP OF ARMED MEN ATTACKED A POLICE POST IN THE TOWN OF SAN\n"
        "MIGUEL LAST NIGHT, KILLING TWO POLICEMEN AND A CLERK OF THE COURT\n"
        "WHO WAS ON DUTY.\n"
        "   A SECOND GROUP BLEW UP A BRIDGE ON THE ROAD AND LEFT LEAFLETS AT\n"
        "THE SCENE.\n"
    )
    assert [line.split()[0:2] for line in shown(text)] == [["A", "GROUP"], ["A", "SECOND"]]


def test_a_list_of_headlines_is_not_wrapped_text() -> None:
    text = "Rebels free eight hostages in the south\nSenegal votes in calm after weeks of\n3 hours ago\n"
    assert len(shown(text)) == 3


def test_two_lines_are_joined_only_on_a_page_that_is_wrapped() -> None:
    two = "THE ATTACKERS FLED ON FOOT AFTER THE FIRST SHOTS WERE FIRED, THE\nPREFECT SAID.\n"
    three = (
        "A GROUP OF ARMED MEN ATTACKED A POLICE POST IN THE TOWN OF SAN\n"
        "MIGUEL LAST NIGHT, KILLING TWO POLICEMEN AND A CLERK OF THE COURT\n"
        "WHO WAS ON DUTY.\n"
    )
    assert len(shown(two)) == 2
    assert len(shown(f"{three}\n{two}")) == 2


def test_a_wrapped_page_that_lost_its_blank_lines() -> None:
    text = (
        "Fighters seize army base in the north\n"
        "By Jane Doe\n"
        "Armed men overran a base near the northern town on Monday, the\n"
        "army said in a statement, killing 17 soldiers and volunteers\n"
        "who had been sent to the area to let residents go back to a\n"
        "village that they had left.\n"
        "About 30 vehicles were destroyed, and the army said it had hit\n"
        "several attackers in air strikes.\n"
        "No group claimed the raid.\n"
    )
    assert [line.split()[0] for line in shown(text)] == ["Fighters", "By", "Armed", "About", "No"]


@pytest.mark.parametrize("text", ["", "\n", "   \n\t\n", "\u200f", "\ufeff"])
def test_a_text_without_words_is_a_page_without_a_story(text: str) -> None:
    seen = read_text(text, id="x", source="x")
    assert "no-story" in [issue.code for issue in seen.issues]


def test_emoji_combining_and_direction_marks_keep_their_offsets() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    arabic = "\u200f\u0642\u0627\u0644 \u0627\u0644\u062c\u064a\u0634\u200f"
    text = f"Bombs fall on Qa\u0301mishli \U0001f4a5\n\n{arabic} two people died {family} on Monday, the army said.\n"
    seen = read_text(text, id="x", source="x")
    assert seen.page.text == text
    assert [b.role for b in seen.page.blocks] == ["headline", "paragraph"]


def test_a_page_that_is_not_english_is_coded_with_an_issue() -> None:
    text = (
        "Dos soldados mueren en un ataque en el norte del país\n\n"
        "Dos soldados murieron el lunes en un ataque contra un puesto militar en el norte, dijo el ejército.\n\n"
        "El gobierno condenó el ataque y anunció una investigación sobre lo ocurrido en la zona.\n"
    )
    seen = read_text(text, id="x", source="x")
    assert seen.page.language == "es"
    assert "language-unsupported" in [issue.code for issue in seen.issues]


def test_the_id_is_that_of_the_bytes() -> None:
    data = b"Two people died on Monday, the army said, in a raid on a village."
    seen = read_page(data, "page.txt")
    assert seen.page.id == sha256(data).hexdigest()
    assert seen.page.source == "page.txt"


HOSTILE = {
    "one endless line": "word " * 400_000,
    "capitals": "ABC DEF " * 250_000,
    "bylines": "By A" * 500_000,
    "digits": "1 " * 1_000_000,
    "brackets": "(" * 2_000_000,
    "dates": "3 March 2023 " * 150_000,
    "credits": "Picture: " * 200_000,
    "sign-offs": " - Reuters" * 200_000,
    "wrapped": "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eius\n" * 30_000,
    "ages": "3 hours ago\n" * 30_000,
    "names": "Jean de la Paz Maria of the Hague " * 60_000,
    "lines of names": "Jean de la Paz Maria of the Hague Anna al Rashid el Bey du Pont\n" * 20_000,
    "one letter a line": "a\n" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_two_megabytes_of_anything_are_read_in_seconds(name: str) -> None:
    text = HOSTILE[name]
    start = time.process_time()
    seen = read_text(text, id="x", source="x")
    assert time.process_time() - start < 20
    assert seen.page.text == text
