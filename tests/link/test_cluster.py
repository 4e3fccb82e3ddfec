"""Which tellings are one case depends on the tellings and on what people said, on nothing else (link/cluster.py)."""

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dateline.case import Bond
from dateline.link import Grouping, cluster, link_all, pairs
from dateline.link.cluster import components, partition
from tests.link.brief import brief
from tests.link.invented import bonds, tellings

Pair = tuple[str, str]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[dict[str, str], dict[Pair, float], list[Bond]]:
    """Keys with their reports, scores of some pairs, and bonds."""
    keys = [f"k{n}" for n in range(draw(st.integers(0, 9)))]
    reports = {key: draw(st.sampled_from((key, key, "one report"))) for key in keys}
    every = [(a, b) for n, a in enumerate(keys) for b in keys[n + 1 :]]
    chosen = draw(st.lists(st.sampled_from(every), unique=True)) if every else []
    scores = {pair: draw(st.integers(500, 1000)) / 1000 for pair in chosen}
    return reports, scores, draw(bonds(keys))


def case_of(cases: tuple[tuple[str, ...], ...]) -> dict[str, tuple[str, ...]]:
    return {key: case for case in cases for key in case}


@given(graphs(), st.randoms())
def test_the_order_of_tellings_and_pairs_does_not_matter(graph: tuple, chance: random.Random) -> None:  # type: ignore[type-arg]
    reports, scores, said = graph
    keys, pairs_ = list(reports), list(scores)
    chance.shuffle(keys)
    chance.shuffle(pairs_)
    again = partition({k: reports[k] for k in keys}, {p: scores[p] for p in pairs_}, said)
    assert again == partition(reports, scores, said)


@given(graphs())
def test_each_component_by_itself_gives_the_same_cases(graph: tuple) -> None:  # type: ignore[type-arg]
    reports, scores, said = graph
    found = []
    for keys in components(reports, scores, said):
        inside = {p: s for p, s in scores.items() if p[0] in keys}
        found += partition({k: reports[k] for k in keys}, inside, said)
    assert tuple(sorted(found)) == partition(reports, scores, said)


@given(graphs())
def test_every_telling_is_in_one_case(graph: tuple) -> None:  # type: ignore[type-arg]
    reports, scores, said = graph
    cases = partition(reports, scores, said)
    assert sorted(k for case in cases for k in case) == sorted(reports)
    assert cases == tuple(sorted(tuple(sorted(case)) for case in cases))


@given(graphs())
def test_incidents_of_one_report_are_joined_by_people_alone(graph: tuple) -> None:  # type: ignore[type-arg]
    reports, scores, _ = graph
    for case in partition(reports, scores, ()):
        assert len({reports[k] for k in case}) == len(case)


@given(graphs(), st.booleans())
def test_the_last_word_of_people_holds(graph: tuple, together: bool) -> None:  # type: ignore[type-arg]
    reports, scores, said = graph
    keys = sorted(reports)
    if len(keys) < 2:
        return
    case = case_of(partition(reports, scores, [*said, Bond((keys[0],), (keys[1],), together)]))
    assert (case[keys[0]] == case[keys[1]]) is together


def test_a_split_of_several_from_several_holds_for_every_pair() -> None:
    reports = {k: k for k in "abcd"}
    scores = {(a, b): 0.9 for a in "abcd" for b in "abcd" if a < b}
    assert partition(reports, scores, ()) == (("a", "b", "c", "d"),)
    assert partition(reports, scores, [Bond(("a", "b"), ("c", "d"), False)]) == (("a", "b"), ("c", "d"))


def test_a_later_bond_overrides_what_follows_from_earlier_ones() -> None:
    reports = {k: k for k in "abc"}
    chain = [Bond(("a",), ("b",), True), Bond(("b",), ("c",), True)]
    assert partition(reports, {}, chain) == (("a", "b", "c"),)
    assert partition(reports, {}, [*chain, Bond(("a",), ("c",), False)]) == (("a",), ("b", "c"))
    assert partition(reports, {}, [Bond(("a",), ("c",), False), *chain]) == (("a", "b", "c"),)


def test_a_bond_on_a_telling_that_is_gone_says_nothing() -> None:
    assert partition({"a": "a"}, {}, [Bond(("a",), ("gone",), True)]) == (("a",),)


def test_a_chain_is_cut_where_its_ends_have_nothing_in_common() -> None:
    keys = [f"k{n}" for n in range(8)]
    chain = {(a, b): 0.6 for a, b in pairwise(keys)}
    assert max(len(case) for case in partition({k: k for k in keys}, chain, ())) <= 3


def test_hundreds_of_reports_of_one_incident_are_one_case() -> None:
    keys = [f"k{n:03}" for n in range(300)]
    scores = {(a, b): 0.9 for n, a in enumerate(keys) for b in keys[n + 1 :]}
    assert partition({k: k for k in keys}, scores, ()) == (tuple(keys),)


# ---- tellings --------------------------------------------------------------------------------------------------------
@given(tellings(), st.data(), st.randoms())
def test_one_by_one_gives_what_all_at_once_gives(found: list, data: st.DataObject, chance: random.Random) -> None:  # type: ignore[type-arg]
    said = data.draw(bonds([t.key for t in found]))
    order = list(found)
    chance.shuffle(order)
    scores: dict[Pair, float] = {}
    for n, new in enumerate(order):
        scores |= pairs([new], order[:n])
    cases: list[tuple[str, ...]] = []
    ties = []
    by_key = {t.key: t for t in found}
    for keys in components(by_key, scores, said):
        some = cluster({k: by_key[k] for k in keys}, {p: s for p, s in scores.items() if p[0] in keys}, said)
        cases += some.cases
        ties += some.ties
    assert Grouping(tuple(sorted(cases)), tuple(sorted(ties, key=lambda t: (t.a, t.b)))) == link_all(found, said)


@given(tellings(), st.data())
def test_what_leaves_is_as_if_it_had_never_come(found: list, data: st.DataObject) -> None:  # type: ignore[type-arg]
    if not found:
        return
    gone = data.draw(st.sampled_from(found)).key
    scores = {p: s for p, s in pairs(found, ()).items() if gone not in p}
    left = {t.key: t for t in found if t.key != gone}
    assert cluster(left, scores, ()) == link_all(left.values(), ())


@given(tellings(), st.data())
def test_ties_hold_each_case_together_and_no_more(found: list, data: st.DataObject) -> None:  # type: ignore[type-arg]
    grouping = link_all(found, data.draw(bonds([t.key for t in found])))
    case = case_of(grouping.cases)
    assert len(grouping.ties) == sum(len(c) - 1 for c in grouping.cases)
    assert all(t.a < t.b and case[t.a] == case[t.b] and t.why for t in grouping.ties)
    assert components(case, ((t.a, t.b) for t in grouping.ties), ()) == [list(c) for c in grouping.cases]


def test_a_tie_says_why_and_who() -> None:
    here = {"day": "2021-05-03", "place": "Tarfa", "at": [31.0, 41.0]}
    a, b, c = brief(here, "a"), brief(here | {"killed": 3}, "b"), brief({"day": "2021-06-03"}, "c")
    grouping = link_all((a, b, c), [Bond(("c",), ("a",), True)])
    assert [(t.a, t.b, t.why) for t in grouping.ties] == [
        ("a", "b", "same day; same place; same type"),
        ("a", "c", "a person joined them"),
    ]
    assert [t.score for t in grouping.ties][1] == 1000
