"""The three measures of MUC-4 templates, on invented ones."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.benchmarks.metrics import muc
from evaluation.benchmarks.metrics.muc import ROLES, TYPE, Template
from evaluation.benchmarks.metrics.tally import Tally, total


def made(kind: str, **roles: list[list[str]]) -> Template:
    return Template(kind, muc.entities(roles))


def test_mentions_are_compared_without_case_punctuation_and_articles() -> None:
    assert muc.normal('The "Red  Hand" of a  Town') == "red hand of town"
    assert muc.entities({"Weapon": [["a bomb", "The bomb!"], []]})["Weapon"] == [frozenset({"bomb"})]


def test_ree_needs_every_mention_found_in_one_gold_entity() -> None:
    gold = muc.entities({"PerpInd": [["gunmen", "attackers"], ["driver"]]})
    found = muc.entities({"PerpInd": [["gunmen"], ["attackers"], ["driver", "pilot"]]})
    assert muc.ree([(found, gold)])["PerpInd"] == Tally(1, 3, 1, 2)


def test_merging_keeps_an_entity_once() -> None:
    document = [made("attack", Weapon=[["bomb"]]), made("bombing", Weapon=[["bomb"], ["mine"]])]
    assert muc.merged(document)["Weapon"] == [frozenset({"bomb"}), frozenset({"mine"})]


def test_templates_count_the_type_and_only_mapped_fillers() -> None:
    gold = [made("attack / bombing", Weapon=[["bomb"]]), made("arson", Target=[["shop"]])]
    found = [made("bombing", Weapon=[["bomb"]]), made("kidnapping", Target=[["shop"]])]
    scores = muc.templates([(found, gold)])
    assert scores[TYPE] == Tally(1, 2, 1, 2)
    assert scores["Weapon"] == Tally(1, 1, 1, 1)
    assert scores["Target"] == Tally(0, 1, 0, 1)


def test_templates_let_two_found_entities_hit_one_of_gold() -> None:
    gold = [made("attack", Victim=[["the mayor", "her"]])]
    found = [made("attack", Victim=[["mayor"], ["her"]])]
    assert muc.templates([(found, gold)])["Victim"] == Tally(2, 2, 1, 1)


def test_equal_gold_templates_count_once() -> None:
    gold = [made("attack"), made("attack")]
    assert muc.templates([([], gold)])[TYPE] == Tally(0, 0, 0, 1)


def test_a_document_with_many_templates_is_scored() -> None:
    gold = [made("attack", Victim=[[f"victim {i}"]]) for i in range(9)]
    assert total(muc.templates([(gold[::-1], gold)]).values()).f1 == 1


WORDS = st.lists(st.lists(st.sampled_from(["x", "y", "z"]), min_size=1, max_size=2), max_size=2)
DOCUMENT = st.lists(st.builds(lambda k, e: made(k, Victim=e), st.sampled_from(["attack", "arson"]), WORDS), max_size=3)


def every_mapping(found: list[Template], gold: list[Template]) -> dict[str, Tally]:
    """GTT's measure of one document as it is defined: all mappings tried in turn, the first of the best kept."""
    best, kept = -1.0, dict[str, Tally]()
    for choice in itertools.product([*range(len(gold)), None], repeat=len(found)):
        used = [j for j in choice if j is not None]
        if len(set(used)) < len(used):
            continue
        scores = {TYPE: Tally(0, len(found), 0, len(gold))}
        for role in ROLES:
            scores[role] = Tally(0, sum(len(t.roles[role]) for t in found), 0, sum(len(t.roles[role]) for t in gold))
        for f, j in zip(found, choice, strict=True):
            if j is None or f.kind not in gold[j].kind:
                continue
            scores[TYPE] = scores[TYPE].plus(Tally(1, 0, 1, 0))
            for role in ROLES:
                ours, theirs = f.roles[role], gold[j].roles[role]
                right = sum(any(o <= t for t in theirs) for o in ours)
                scores[role] = scores[role].plus(Tally(right, 0, sum(any(o <= t for o in ours) for t in theirs), 0))
        if (f1 := total(scores.values()).f1) > best:
            best, kept = f1, scores
    return kept


@given(DOCUMENT, DOCUMENT)
def test_templates_find_the_mapping_that_trying_all_finds(found: list[Template], gold: list[Template]) -> None:
    distinct = [t for i, t in enumerate(gold) if t not in gold[:i]]
    assert muc.templates([(found, gold)]) == every_mapping(found, distinct)


def test_rme_counts_shared_mentions_or_entities_that_share_one() -> None:
    gold = [made("attack", PerpInd=[["gunmen", "attackers", "men"]], Victim=[["mayor"]])]
    found = [made("attack", PerpInd=[["gunmen", "attackers"], ["men"]])]
    assert muc.rme([(found, gold)], muc.phi3) == Tally(2, 3, 2, 4)
    assert muc.rme([(found, gold)], muc.phi_subset) == Tally(2, 2, 1, 2)


@pytest.mark.parametrize("kind", ["attack", "bombing"])
def test_rme_keeps_the_better_of_alternative_types(kind: str) -> None:
    gold = [made("attack / bombing", Weapon=[["bomb"]])]
    assert muc.rme([([made(kind, Weapon=[["bomb"]])], gold)], muc.phi_subset) == Tally(1, 1, 1, 1)
    assert muc.rme([([made("arson", Weapon=[["bomb"]])], gold)], muc.phi_subset) == Tally(0, 1, 0, 1)


def test_rme_under_phi3_counts_a_template_once_for_each_alternative_type_as_the_original_does() -> None:
    gold = [made("attack / bombing", Weapon=[["bomb"]])]
    assert muc.rme([([made("bombing", Weapon=[["bomb"]])], gold)], muc.phi3) == Tally(1, 1, 1, 2)
    assert muc.rme([([], gold)], muc.phi3) == Tally(0, 0, 0, 1)
