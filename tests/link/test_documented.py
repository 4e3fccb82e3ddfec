"""docs/cases.md has the name and the words of every rule by which a case is derived."""

from collections.abc import Callable
from typing import Any

import pytest

from dateline.link import fields, figures, grade, series, spans, tolls
from dateline.link.choose import in_words
from tests.conftest import ROOT

LISTS = (
    figures.PARTS,
    figures.SUPERSEDES,
    tolls.BEST,
    fields.TYPE_RULES,
    fields.STATUS_RULES,
    fields.SERIES_RULES,
    fields.SUMMARY_RULES,
    spans.DATE_RULES,
    spans.PLACE_RULES,
    tuple(rule for _, rule in grade.GRADES),
    series.COVERS,
)
RULES = sorted({rule for rules in LISTS for rule in rules}, key=in_words)


@pytest.mark.parametrize("rule", RULES, ids=in_words)
def test_every_rule_stands_in_the_document_in_its_own_words(rule: Callable[..., Any]) -> None:
    page = (ROOT / "docs" / "cases.md").read_text("utf-8")
    assert rule.__doc__
    assert f"| {in_words(rule)} | {' '.join(rule.__doc__.split())} |" in page


@pytest.mark.parametrize("rules", LISTS, ids=lambda rules: in_words(rules[0]))
def test_the_document_has_the_rules_in_their_order(rules: tuple[Callable[..., Any], ...]) -> None:
    page = (ROOT / "docs" / "cases.md").read_text("utf-8")
    rows = "\n".join(f"| {in_words(rule)} | {' '.join((rule.__doc__ or '').split())} |" for rule in rules)
    assert rows in page or ", ".join(in_words(rule) for rule in rules) in page
