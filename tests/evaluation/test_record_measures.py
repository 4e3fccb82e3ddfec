"""The measures of records, labels and attributions, on invented ones."""

from evaluation.benchmarks.metrics import attribution
from evaluation.benchmarks.metrics.attribution import EXACT, OVERLAP, TOKENS, WHOLE, Attribution
from evaluation.benchmarks.metrics.fields import correct, equal, equal_sets, exact, mean_accuracy, share
from evaluation.benchmarks.metrics.labels import averages, tallies
from evaluation.benchmarks.metrics.tally import Tally


def test_fields_are_right_by_their_own_rule() -> None:
    assert equal(0, 0) == 1
    assert equal(None, 0) == 0
    assert equal_sets(["a", "b"], ("b", "a")) == 1
    assert equal_sets(["a", "b"], ["a"]) == 0
    assert share(["a", "c"], ["a", "b"]) == 0.5
    assert share([], [""]) == 0
    assert share(["a", ""], [""]) == 1


def test_a_missing_record_has_nothing_right() -> None:
    rules = {"killed": equal, "group": share}
    gold = {"killed": 0, "group": ["x"]}
    counts = correct([({"killed": 0, "group": ["x"]}, gold), ({"killed": 0}, gold), (None, gold)], rules)
    assert counts == {"killed": 2, "group": 1}
    assert mean_accuracy(counts, 3) == 50.0


def test_exact_match_is_a_share() -> None:
    assert exact([(1, 1), (2, 3)]) == 0.5
    assert exact([]) == 0


def test_labels_average_as_in_scikit_learn() -> None:
    by_label = tallies([("a", "a"), ("a", "a"), ("a", "b"), ("c", "b"), (None, "b")])
    assert by_label == {"a": Tally(2, 3, 2, 2), "b": Tally(0, 0, 0, 3), "c": Tally(0, 1, 0, 0)}
    weighted, micro, macro = averages(by_label)
    assert (round(weighted, 4), round(micro, 4), round(macro, 4)) == (0.32, 0.4444, 0.2667)


def said(source: str, cue: str, content: str) -> Attribution:
    return Attribution(*(frozenset(map(ord, part)) for part in (source, cue, content)))


def test_attributions_are_compared_part_by_part_and_as_wholes() -> None:
    gold = [said("ab", "c", "de"), said("", "f", "gh"), said("i", "j", "k")]
    found = [said("ab", "c", "de"), said("", "f", "g"), said("x", "y", "z")]
    scores = attribution.score([(found, gold)])
    assert scores["source", EXACT] == scores["source", OVERLAP] == Tally(1, 2, 1, 2)
    assert scores["cue", EXACT] == Tally(2, 3, 2, 3)
    assert scores["content", EXACT] == Tally(1, 3, 1, 3)
    assert scores["content", OVERLAP] == Tally(2, 3, 2, 3)
    assert scores["content", TOKENS] == Tally(3, 4, 3, 5)
    assert scores[WHOLE, EXACT] == Tally(1, 3, 1, 3)
    assert scores[WHOLE, OVERLAP] == Tally(2, 3, 2, 3)


def test_a_source_that_one_side_leaves_empty_is_no_overlap() -> None:
    scores = attribution.score([([said("a", "c", "d")], [said("", "c", "d")])])
    assert scores[WHOLE, OVERLAP] == Tally(0, 1, 0, 1)


def test_an_attribution_of_gold_is_used_once() -> None:
    scores = attribution.score([([said("a", "c", "d"), said("a", "c", "d")], [said("a", "c", "de")])])
    assert scores["cue", EXACT] == Tally(1, 2, 1, 1)
    assert scores[WHOLE, OVERLAP] == Tally(1, 2, 1, 1)
