"""Each feature and each veto has a case file of its name that a researcher can edit."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline.link import JOIN, compare
from dateline.link.compare import why
from dateline.link.features import FEATURES
from dateline.link.vetoes import VETOES
from tests.link.brief import brief

CASES = Path(__file__).parent.parent / "cases" / "link" / "compare"
RULES = {rule.__name__: rule for rule in (*FEATURES, *VETOES)}


def cases() -> list[tuple[str, dict[str, Any]]]:
    return [
        (p.stem, case) for p in sorted(CASES.glob("*.toml")) for case in tomllib.loads(p.read_text("utf-8"))["case"]
    ]


def verdict(rule: str, a: dict[str, Any], b: dict[str, Any]) -> tuple[str, str | None]:
    said = RULES[rule](brief(a, "a"), brief(b, "b"))
    if said is None:
        return "abstains", None
    if isinstance(said, str):
        return "never", said
    return ("for" if said[0] > 0 else "against"), said[1]


def test_every_feature_and_veto_has_its_case_file() -> None:
    assert sorted(RULES) == sorted(path.stem for path in CASES.glob("*.toml"))


@pytest.mark.parametrize(("rule", "case"), cases(), ids=lambda v: v if isinstance(v, str) else v["says"])
def test_a_rule_speaks_as_its_case_says_either_way_round(rule: str, case: dict[str, Any]) -> None:
    expected = case["verdict"], case.get("reason")
    assert verdict(rule, case["a"], case["b"]) == expected
    assert verdict(rule, case["b"], case["a"]) == expected


HERE = {"day": "2021-05-03", "place": "Tarfa", "at": [31.0, 41.0], "province": "Badiya"}


def test_two_reports_of_one_attack_are_joined_with_reasons() -> None:
    a = brief(HERE | {"killed": [20, "open"], "headline": "Market struck in Tarfa"}, "a")
    b = brief(HERE | {"killed": 23, "headline": "Strike on Tarfa market kills 23"}, "b")
    likeness = compare(a, b)
    assert likeness == compare(b, a)
    assert likeness.score >= JOIN
    assert why(likeness) == "same day; same place; same type; killed: at least 20 and 23"


def test_two_attacks_of_one_day_and_town_are_kept_apart_by_their_tolls_types_and_doers() -> None:
    a = brief(HERE | {"type": "Suicide bomb", "killed": 2, "by": [":red-sash-brigade"]}, "a")
    b = brief(HERE | {"type": "Shelling/artillery/missile attack", "killed": 15, "by": [":coast-army"]}, "b")
    likeness = compare(a, b)
    assert likeness.score < JOIN
    assert "killed: 2 and 15" in likeness.against


def test_a_veto_leaves_no_score_and_gives_its_reason_alone() -> None:
    likeness = compare(brief(HERE, "a"), brief(HERE | {"day": "2021-06-03"}, "b"))
    assert (likeness.score, likeness.for_, likeness.against) == (0.0, (), ("31 days apart",))
