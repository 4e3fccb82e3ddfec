"""Our measures give the published figures from the released answers, to the last printed digit."""

from collections import Counter

from evaluation.benchmarks import isaf, muc4
from evaluation.benchmarks.common import rows
from evaluation.benchmarks.metrics.fields import correct, mean_accuracy
from tests.conftest import shared_path


def test_muc4_figures_of_all_systems_are_reproduced() -> None:
    folder = shared_path("data", "muc4")
    reports = muc4.published(folder)
    assert Counter(r["scorer"] for r in reports) == {muc4.REE: 3, muc4.GTT: 15, muc4.PHI3: 22, muc4.SUBSET: 22}
    assert {r["system"] for r in reports} >= set(muc4.TABLE)
    assert muc4.differences(folder, muc4.gold(folder, "test"), reports) == []


def test_muc4_headline_figures_are_those_of_the_original_scorers() -> None:
    folder = shared_path("data", "muc4")
    key = muc4.gold(folder, "test")

    def f1(name: str, scorer: str) -> float:
        return muc4.measure(muc4.released(folder / "predictions" / f"{name}.json"), key)[scorer]["micro_avg"][2]

    assert f1("grit", muc4.REE) == 54.50
    assert f1("gtt", muc4.GTT) == 50.23
    assert f1("iterx_t5-large-enc", muc4.GTT) == 53.01
    assert f1("muc92_ge", muc4.GTT) == 54.29
    assert (f1("iterx_t5-large-enc", muc4.PHI3), f1("iterx_t5-large-enc", muc4.SUBSET)) == (33.66, 48.17)


def test_isaf_means_follow_from_the_published_counts() -> None:
    published = list(rows(shared_path("data", "isaf", "published_scores.jsonl")))
    means = {r["system"]: r["mean_accuracy_published"] for r in published if r["mean_accuracy_published"]}
    assert len(means) == 9
    assert {r["system"]: mean_accuracy(r["correct"], r["n"]) for r in published if r["system"] in means} == means


def test_isaf_counts_of_the_majority_baseline_are_reproduced() -> None:
    golds = [r["gold"] for r in rows(shared_path("data", "isaf", "releases.jsonl"))]
    known = next(r for r in rows(shared_path("data", "isaf", "published_scores.jsonl")) if "majority" in r["system"])
    baseline = isaf.majority(golds)
    assert correct(((baseline, gold) for gold in golds), isaf.RULES) == known["correct"]
