"""The measures of linking, on groupings small enough to count by hand (evaluation/benchmarks)."""

import pytest

from evaluation.benchmarks.articles import page_of
from evaluation.benchmarks.ecbplus import by_overlap, sentences
from evaluation.benchmarks.link_gold import Gold, baseline, gold_incident, gold_telling, measure
from evaluation.benchmarks.metrics.groups import b_cubed, pairwise
from tests.link.brief import brief

TRUE = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 3}


def test_a_perfect_grouping_scores_one() -> None:
    groups = [["a", "b", "c"], ["d"], ["e"]]
    assert b_cubed(groups, TRUE).f1 == pairwise(groups, TRUE).f1 == 1.0


def test_b_cubed_averages_over_things() -> None:
    found = b_cubed([["a", "b"], ["c", "d"], ["e"]], TRUE)
    assert found.precision == pytest.approx((1 + 1 + 0.5 + 0.5 + 1) / 5)
    assert found.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)


def test_pairs_are_counted() -> None:
    found = pairwise([["a", "b"], ["c", "d"], ["e"]], TRUE)
    assert (found.precision, found.recall) == (1 / 2, 1 / 3)


GOLD = {
    "id": "i1", "report": "r1", "main": True, "event_type": ["Battles", "Riots"], "sub_event_type": ["Armed clash"],
    "status": ["happened", "failed"], "count": {"low": 1, "high": 1},
    "date": [{"start": "2021-05-03", "end": "2021-05-03", "precision": ["day", "days"]}],
    "places": [
        {"name": ["Tarfa", "the port"], "country": "XA", "lat": 31.0, "lon": 41.0, "precision": ["locality", "site"]}
    ],
    "participants": [{"role": ["victim", "target"], "name": ["dockers", "workers"]}],
    "casualties": [{"kind": "killed", "low": 4, "high": None, "who": ["dockers"], "status": ["unknown", "civilian"]}],
    "weapons": [{"kind": ["musket", "firearm"]}],
}  # fmt: skip


def test_of_acceptable_gold_values_the_first_is_taken() -> None:
    found = gold_incident(GOLD)
    assert (found.event_type, found.sub_event_type, found.status) == ("Battles", "Armed clash", "happened")
    assert (found.date.start, found.date.precision) == ("2021-05-03", "day")
    assert [(p.name, p.precision) for p in found.places] == [("Tarfa", "locality")]
    assert [(p.role, p.name) for p in found.participants] == [("victim", "dockers")]
    assert [(c.kind, c.low, c.high, c.who, c.status) for c in found.casualties] == [
        ("killed", 4, None, "dockers", "unknown")
    ]


def test_the_kind_of_a_gold_weapon_is_one_of_the_contract() -> None:
    assert [w.kind for w in gold_incident(GOLD).weapons] == ["firearm"]


def test_what_gold_leaves_out_is_unknown() -> None:
    found = gold_telling("p1", {"published": None}, None, {"id": "i2", "sub_event_type": None})
    assert (found.published.precision, found.incident.date.precision) == ("unknown", "unknown")
    assert (found.incident.sub_event_type, found.incident.count.low) == ("Other", 2)


def test_an_optional_gold_incident_costs_nothing_and_pairs_of_one_page_do_not_count() -> None:
    here = {"day": "2021-05-03", "place": "Tarfa", "at": [31.0, 41.0]}
    traits = {key: brief(here, key) for key in ("p i1", "p i2", "q i1", "q i2", "s i1")}
    gold = Gold({"p i1": 0, "q i1": 0}, frozenset({"s i1"}))
    found = measure([["p i1", "q i1", "s i1"], ["p i2", "q i2"]], gold, traits, 1)
    assert (found.tally.right_found, found.tally.found, found.tally.gold) == (1, 2, 1)
    assert (found.wrong, found.free, found.confused) == ([("p i2", "q i2")], 2, 1)


def test_the_baseline_joins_what_has_the_same_days_and_place() -> None:
    here = {"day": "2021-05-03", "place": "Tarfa", "at": [31.0, 41.0]}
    found = baseline([brief(here, "a"), brief(here, "b"), brief({"place": "Tarfa"}, "c")])
    assert found == [["a", "b"], ["c"]]


def test_an_article_is_a_page_of_blocks_that_quote_it() -> None:
    read = page_of("Two shot", "First line.\n\nSecond line.\n", "2021-05-03")
    text = read.page.text
    assert [(b.role, text[b.start : b.end]) for b in read.page.blocks] == [
        ("headline", "Two shot"),
        ("paragraph", "First line."),
        ("paragraph", "Second line."),
    ]


def test_the_address_that_opens_a_document_is_left_out() -> None:
    doc = {"tokens": ["http", "//x", "A", "storm", "."], "sentences": [0, 0, 1, 1, 1], "subtopic": "ecbplus"}
    assert sentences(doc) == ["A storm ."]


def test_the_lemma_baseline_joins_down_to_a_share() -> None:
    texts = {"a": "storm hits harbour wall", "b": "storm breaks harbour wall", "c": "mayor wins poll"}
    docs = [
        {"id": key, "tokens": text.split(), "sentences": [0] * len(text.split()), "subtopic": "ecb"}
        for key, text in texts.items()
    ]
    assert by_overlap(docs, 0.5) == [["a", "b"], ["c"]]
