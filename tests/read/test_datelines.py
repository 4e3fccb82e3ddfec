"""Datelines: spans and casing; the case file of the metadata tests has the forms."""

import pytest

from dateline.read import datelines


def test_the_span_is_that_of_the_place() -> None:
    text = "TAIZ, Yemen, March 9 (Xinhua) -- Two people were killed on Monday, officials said."
    found = datelines.at_start(text, 0, len(text))
    assert found is not None
    assert text[found.start : found.end] == "TAIZ, Yemen"
    assert (found.place, found.agency) == ("Taiz, Yemen", "Xinhua")


@pytest.mark.parametrize(
    ("words", "usual"),
    [
        ("PORT-AU-PRINCE, Haiti", "Port-au-Prince, Haiti"),
        ("GOMA, DR Congo", "Goma, DR Congo"),
        ("SAN JOSE", "San Jose"),
        ("Deir ez-Zor", "Deir ez-Zor"),
        ("N'DJAMENA", "N'Djamena"),
        ("ABUJA/LAGOS", "Abuja/Lagos"),
        ("PANAMA CITY (PANAMA)", "Panama City (Panama)"),
    ],
)
def test_places_in_capitals_are_written_as_usual(words: str, usual: str) -> None:
    assert datelines.cased(words) == usual


def test_in_a_text_of_capitals_a_colon_says_nothing() -> None:
    text = "WE REPEAT: THE ATTACKERS FLED WITH RIFLES AND A RADIO, AND THE ARMY IS IN PURSUIT."
    assert datelines.at_start(text, 0, len(text)) is None


def test_a_dateline_further_on_wants_capitals_and_a_known_agency() -> None:
    text = "Over 100 people fled, a source said. DAMASCUS (TASS) The strike hit a village at dawn, residents said."
    found = datelines.within(text, 0, len(text))
    assert found is not None
    assert (found.place, found.agency) == ("Damascus", "TASS")
    other = "The strike by the ARMY (FARC) The strike hit a village at dawn, residents said."
    assert datelines.within(other, 0, len(other)) is None


def test_the_date_of_a_dateline() -> None:
    text = "PANAMA CITY (PANAMA), 26 JAN 89 -- [TEXT] A TRUCK WITH EXPLOSIVES WAS FOUND AT THE PORT."
    found = datelines.stamp(text, 0, len(text))
    assert found is not None
    assert found.moment == "1989-01-26"
    later = "The army said on 3 March 2021 that it had taken the town."
    assert datelines.stamp(later, 0, len(later)) is None
