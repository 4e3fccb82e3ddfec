"""What the benchmarks make of a coded page: invented pages, coded by the program."""

import pytest

from dateline.codebook.actors import load_actors
from dateline.model import Casualty, Participant
from evaluation.benchmarks import case2021, isaf, muc4, wad
from evaluation.benchmarks.common import coded

BOMB = "Mosul, 12 March 2017 - A car bomb killed more than ten people and wounded six at a market in Mosul on Saturday."
ARREST = "KABUL, Afghanistan (June 25, 2011)\nPolice arrested several rebels at a mill outside Khost yesterday."
QUIET = "The parliament debated the budget for three hours on Tuesday and then went home."


def figure(low: int | None, words: str, who: str | None) -> Casualty:
    return Casualty("detained", low, low, words, who, "combatant", None, ())


def perpetrator(name: str, actor: str | None) -> Participant:
    return Participant("perpetrator", name, actor, None, None, ())


def test_muc4_makes_a_template_of_a_bomb() -> None:
    (template,) = muc4.templates_of(coded(BOMB, "page"))
    assert template.kind == "bombing"
    assert template.roles["Weapon"] == [frozenset({"car bomb"})]


def test_muc4_makes_none_of_a_clash_of_armed_sides() -> None:
    page = coded("Soldiers clashed with rebels near Mosul on Saturday, and four rebels were killed.", "page")
    assert [i.sub_event_type for i in page.incidents] == ["Armed clash"]
    assert muc4.templates_of(page) == []


@pytest.mark.parametrize(
    ("name", "actor", "persons", "organisations"),
    [
        ("masked men", None, ["masked men"], []),
        ("the army", None, [], ["the army"]),
        ("Taliban", "taliban", [], ["Taliban"]),
        ("Taliban gunmen", "taliban", ["gunmen"], ["Taliban"]),
        ("members of the Taliban", "taliban", ["members"], ["Taliban"]),
    ],
)
def test_muc4_tells_persons_from_organisations(
    name: str, actor: str | None, persons: list[str], organisations: list[str]
) -> None:
    assert muc4.perpetrators([perpetrator(name, actor)]) == (persons, organisations)


def test_isaf_reads_an_arrest_by_the_published_counting_rules() -> None:
    record = isaf.record(coded(ARREST, "page"))
    assert record is not None
    assert (record["start_date"], record["province"], record["event_type"]) == ("2011-06-24", ["khost"], ["detention"])
    assert (record["min_captured"], record["captureq"], record["min_killed"]) == (3, True, 0)


def test_isaf_has_no_record_of_a_page_without_an_incident() -> None:
    assert isaf.record(coded(QUIET, "page")) is None


@pytest.mark.parametrize(
    ("low", "words", "who", "number"),
    [(7, "seven", "insurgents", 7), (None, "several", "men", 3), (None, "numerous", None, 4), (None, "the", "men", 2)],
)
def test_isaf_numbers_follow_the_counting_rules(low: int | None, words: str, who: str | None, number: int) -> None:
    assert isaf.number(figure(low, words, who)) == number


def test_isaf_groups_are_actors_of_the_codebook() -> None:
    assert isaf.GROUPS.keys() <= load_actors().actors.keys()


def test_wad_takes_the_number_that_stands_in_the_text() -> None:
    page = coded(BOMB, "page")
    assert (wad.figure(page, "killed"), wad.figure(page, "wounded")) == (10, 6)
    assert wad.figure(coded(QUIET, "page"), "killed") is None


def test_case_2021_takes_the_type_of_the_main_incident() -> None:
    assert case2021.label(coded(BOMB, "page")) == "REM_EXPLOS"
    assert case2021.label(coded(QUIET, "page")) is None
    assert len(set(case2021.LABELS.values())) == 25
