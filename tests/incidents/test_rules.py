"""Each rule has a case file of the same name that a researcher can edit."""

import tomllib
from pathlib import Path

import pytest

from dateline import codebook
from dateline.incidents.rules import RULES
from dateline.pipeline import code_page

CASES = Path(__file__).parent.parent / "cases" / "incidents" / "rules"


def cases() -> list[tuple[str, dict[str, str], str]]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        raw = tomllib.loads(path.read_text("utf-8"))
        found += [(path.stem, case, raw["published"]) for case in raw["case"]]
    return found


def test_every_rule_has_its_case_file() -> None:
    assert sorted(rule.__name__ for rule in RULES) == sorted(path.stem for path in CASES.glob("*.toml"))


@pytest.mark.parametrize(
    ("rule", "case", "published"), cases(), ids=lambda v: v["headline"] if isinstance(v, dict) else str(v)
)
def test_the_main_incident_gets_the_type_that_the_rule_gives(rule: str, case: dict[str, str], published: str) -> None:
    page = f"{case['headline']}\n\n{published}\n\n{case['text']}\n"
    coded = code_page(page.encode(), f"{rule}.txt", codebook.load())
    main = [i for i in coded.incidents if i.main]
    assert [i.sub_event_type for i in main] == [case["sub_event_type"]]
