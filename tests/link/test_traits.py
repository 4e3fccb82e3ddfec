"""What linking keeps of a telling (link/traits.py, link/words.py)."""

from datetime import date

import pytest

from dateline.link.words import folded, nations, stem, telling_words
from tests.link.brief import brief


def test_days_places_and_figures_are_cut_from_the_incident() -> None:
    found = brief(
        {
            "day": "2021-05-03", "until": "2021-05-04", "published": "2021-05-05", "place": "al-Tarfa",
            "at": [31.0, 41.0], "province": "Badiya", "killed": [20, "open"],
            "by": [":red-sash-brigade", "men on mules"],
        },
        "k1",
    )  # fmt: skip
    assert (found.key, found.report) == ("k1", "k1 r1")
    assert (found.first, found.last) == (date(2021, 5, 3).toordinal(), date(2021, 5, 4).toordinal())
    assert found.published == date(2021, 5, 5).toordinal()
    assert (found.spots, found.fine, found.countries) == (((31.0, 41.0, 12.0),), True, ("XA",))
    assert (found.places, found.admin1) == ((folded("Tarfah"),), (folded("Badiya"),))
    assert found.killed == ((20, None),)
    assert found.doers == (":red-sash-brigade", "mule")


def test_a_country_alone_is_no_spot() -> None:
    found = brief({"place": "Exland", "at": [31.0, 41.0], "as": "country"})
    assert (found.spots, found.fine, found.countries) == ((), False, ("XA",))


@pytest.mark.parametrize(
    ("acts", "until", "series"),
    [
        (1, "2021-05-03", False),
        (2, "2021-05-03", False),
        ([2, "open"], "2021-06-30", True),
        (3, "2021-05-03", True),
        ([100, "open"], "2021-06-30", True),
    ],
)
def test_a_series_counts_many_acts_or_several_on_many_days(acts: object, until: str, series: bool) -> None:
    assert brief({"acts": acts, "day": "2021-05-03", "until": until}).series is series


def test_the_headline_speaks_for_the_main_incident_alone() -> None:
    assert "lighthouse" in brief({"headline": "Lighthouse shelled"}).words
    assert "lighthouse" not in brief({"headline": "Lighthouse shelled", "main": False}).words


def test_names_come_first_then_what_is_said_most() -> None:
    words, names = telling_words(["At the lighthouse and the tannery of Ilko, a lighthouse keeper hid. So did Ilko."])
    assert words[:2] == ("ilko", "lighthouse")
    assert names == ("ilko",)


def test_a_line_set_as_a_title_and_the_word_that_opens_a_sentence_show_no_names() -> None:
    assert telling_words(["Gunmen Storm Quiet Bakery In Port"])[1] == ()
    assert telling_words(["Bakeries were shut. Lanterns burnt."])[1] == ()


def test_places_nations_and_the_common_words_of_violence_are_left_out() -> None:
    words, _ = telling_words(["Syrian soldiers killed 3 people near Tarfa in Iraq with grapeshot"], ["Tarfa"])
    assert words == ("grapeshot",)
    assert {"syria", "syrian"} <= nations()


def test_plurals_are_compared_as_singulars() -> None:
    assert [stem(w) for w in ("Buses", "policies", "glass", "trucks", "crisis")] == [
        "bus", "policy", "glass", "truck", "crisis",
    ]  # fmt: skip
