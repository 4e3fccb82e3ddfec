"""Articles of one event as traits, and the invented tellings of the scale benchmark."""

from datetime import date

from dateline import codebook, link
from evaluation.benchmarks.articles import article_traits, page_of
from evaluation.benchmarks.link_scale import tellings
from evaluation.benchmarks.metrics.groups import pairwise

TEXT = """Two people were killed and three wounded on Monday when a gunman opened fire at a lighthouse in Nashville,
Tennessee, police said. The keeper, Idris Mbekele, was among the dead.
Mr Mbekele had kept the lighthouse for years."""


def test_the_day_the_town_and_the_figures_come_from_the_words_of_the_deed() -> None:
    found = article_traits("a", page_of("Two killed at lighthouse", TEXT, "2021-05-05"), codebook.load())
    assert (found.first, found.last) == (date(2021, 5, 3).toordinal(),) * 2
    assert found.countries == ("US",)
    assert any(abs(lat - 36.2) < 0.2 and abs(lon + 86.8) < 0.2 for lat, lon, _ in found.spots)
    assert ((2, 2) in found.killed, (3, 3) in found.wounded) == (True, True)
    assert found.names[0] == "mbekele"
    assert "lighthouse" in found.words


def test_the_invented_tellings_are_the_same_for_a_seed_and_mostly_linked_right() -> None:
    found = list(tellings(600))
    assert found == list(tellings(600))
    gold = {t.key: event for event, t in found}
    assert len(gold) == 600
    assert pairwise(link.link_all([t for _, t in found], ()).cases, gold).f1 > 0.9
