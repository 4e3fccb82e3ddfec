"""Whole invented pages against what a careful coder expects of them: the program as its reader meets it.

Every page of `cases/stories` is coded and compared field by field; the rates over all pages must not fall below
`FLOORS`. `pytest -s tests/test_stories.py` prints the table. A field that a case leaves out accepts anything; rows
under `also` and incidents that are `optional` are neither asked for nor held against the program.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from dateline import codebook, pipeline
from dateline.model import Claim, CodedPage, Incident

Case = dict[str, Any]
Row = tuple[int | None, int | None]

STORIES = Path(__file__).parent / "cases" / "stories"
FIGURES = ("killed", "wounded", "abducted")
WEIGHTS = {"sub_event_type": 2, "date": 2, "place": 2, "killed": 2, "wounded": 1, "abducted": 2, "country": 1}
MATCH = 0.5  # share of the expected weights that a predicted incident must meet to be the expected one
FLOORS: dict[str, float] = {
    "incident recall": 0.90,
    "incident precision": 0.93,
    "main found": 0.94,
    "negatives": 0.83,
    "sub_event_type": 0.94,
    "status": 1.00,
    "date": 0.85,
    "country": 0.93,
    "place": 0.84,
    "perpetrator": 0.81,
    "target": 0.86,
    "killed": 0.83,
    "wounded": 0.90,
    "abducted": 0.66,
    "claims": 0.88,
    "links": 0.50,
    "unclaimed": 1.00,
    "published": 0.97,
}


def row_of(pair: list[int | str]) -> Row:
    """An expected figure as low and high; "open" stands for an open end."""
    low, high = (None if end == "open" else int(end) for end in pair)
    return low, high


def rows(incident: Incident, kind: str) -> Counter[Row]:
    """The figures of one kind that an incident carries, each once whatever its sources; mere words are none."""
    figures = ((c.low, c.high) for c in incident.casualties if c.kind == kind)
    return Counter(dict.fromkeys((row for row in figures if row != (None, None)), 1))


def named(wanted: str, names: list[str]) -> bool:
    """Whether one of the alternatives of `wanted` ("gunmen|bandits") is part of one of the names."""
    return any(word in name.lower() for word in wanted.lower().split("|") for name in names)


def date_right(case: Case, incident: Incident) -> bool:
    """Whether the interval is the expected one, or meets it where only an overlap is asked."""
    start, end = incident.date.start, incident.date.end
    if start is None or end is None:
        return False
    if "overlap" in case:
        first, last = case["overlap"]
        return bool(start[:10] <= last and first <= end[:10])
    return (start[:10], end[:10]) == tuple(case["date"])


def judged(case: Case, incident: Incident) -> dict[str, tuple[int, int]]:
    """Right and total of every field that the case names; figures count rows that are too many as well."""
    parts = [(p.role, p.name) for p in incident.participants]
    checks: dict[str, bool] = {}
    if "sub_event_type" in case:
        checks["sub_event_type"] = incident.sub_event_type in case["sub_event_type"]
    if "status" in case:
        checks["status"] = incident.status == case["status"]
    if "date" in case or "overlap" in case:
        checks["date"] = date_right(case, incident)
    if "country" in case:
        checks["country"] = any(p.country == case["country"] for p in incident.places)
    if "place" in case:
        checks["place"] = named("|".join(case["place"]), [p.name for p in incident.places])
    result = {name: (int(right), 1) for name, right in checks.items()}
    for role, roles in (("perpetrator", ("perpetrator",)), ("target", ("target", "victim"))):
        if wanted := case.get(role):
            names = [name for part, name in parts if part in roles]
            result[role] = sum(named(word, names) for word in wanted), len(wanted)
    for kind in FIGURES:
        if kind in case:
            expected, found = Counter(map(row_of, case[kind])), rows(incident, kind)
            found -= Counter(map(row_of, case.get("also", {}).get(kind, []))) - expected
            right, total = (expected & found).total(), (expected | found).total()
            result[kind] = (right, total) if total else (1, 1)
    return result


def likeness(case: Case, incident: Incident) -> float:
    """How much of what identifies the expected incident the predicted one meets, 0 to 1."""
    fields = judged(case, incident)
    possible = sum(WEIGHTS.get(name, 0) for name in fields)
    met = sum(WEIGHTS.get(name, 0) * right / total for name, (right, total) in fields.items())
    return met / possible if possible else 0.0


def paired(cases: list[Case], incidents: tuple[Incident, ...]) -> dict[int, Incident]:
    """Expected incidents, by index, with the predicted ones that are most like them; each is used once."""
    ranked = sorted(
        (-likeness(case, incident), bool(case.get("optional")), at, number)
        for (at, case), (number, incident) in product(enumerate(cases), enumerate(incidents))
    )
    pairs: dict[int, Incident] = {}
    used: set[int] = set()
    for score, _, at, number in ranked:
        if -score >= MATCH and at not in pairs and number not in used:
            pairs[at] = incidents[number]
            used.add(number)
    return pairs


def claim_meets(case: Case, claim: Claim) -> bool:
    """Whether a claim has the expected stance, source and target."""
    return (
        claim.stance == case["stance"]
        and named("|".join(case["source"]), [claim.source.name or ""])
        and ("target" not in case or named("|".join(case["target"]), [claim.target or ""]))
    )


def claims_found(cases: list[Case], claims: tuple[Claim, ...]) -> list[bool]:
    """For every expected claim whether a claim of its own meets it."""
    left, found = list(claims), []
    for case in cases:
        hit = next((claim for claim in left if claim_meets(case, claim)), None)
        found.append(hit is not None)
        if hit is not None:
            left.remove(hit)
    return found


def page_marks(story: Case, coded: CodedPage) -> Iterator[tuple[str, int, int]]:
    """Marks of the page as a whole: its time, its links, its issues, and silence where nothing happened."""
    yield "published", int((coded.page.published.start or "")[:10] == story["published"]), 1
    for kind in story.get("links", []):
        yield "links", int(any(link.kind == kind for link in coded.links)), 1
    if "unclaimed" in story:
        seen = any(issue.code == "responsibility-unclaimed" for issue in coded.issues)
        yield "unclaimed", int(seen == story["unclaimed"]), 1
    if not story.get("incident"):
        yield "negatives", int(not coded.incidents), 1


def marks(story: Case, coded: CodedPage) -> Iterator[tuple[str, int, int]]:
    """Every mark of one story: the name of the measure, right and total."""
    yield from page_marks(story, coded)
    cases = story.get("incident", [])
    pairs = paired(cases, coded.incidents)
    yield "incident precision", len(pairs), len(coded.incidents)
    for at, case in enumerate(cases):
        if case.get("optional"):
            continue
        yield "incident recall", int(at in pairs), 1
        if case.get("main"):
            yield "main found", int(at in pairs and pairs[at].main), 1
        if at in pairs:
            for name, (right, total) in judged(case, pairs[at]).items():
                yield name, right, total
    for found in claims_found(story.get("claim", []), coded.claims):
        yield "claims", int(found), 1


def stories() -> list[tuple[str, Case]]:
    """The stories in the order of their files."""
    return [(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(STORIES.glob("*.toml"))]


@pytest.fixture(scope="module")
def coded_stories() -> list[tuple[str, Case, CodedPage]]:
    """Every story as coded today."""
    book = codebook.load()
    return [(name, story, pipeline.code_page(story["text"].encode(), f"{name}.txt", book)) for name, story in stories()]


@pytest.fixture(scope="module")
def totals(coded_stories: list[tuple[str, Case, CodedPage]]) -> dict[str, tuple[int, int]]:
    """Right and total of every measure over all stories."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for _, story, coded in coded_stories:
        for name, got, of in marks(story, coded):
            right[name] += got
            total[name] += of
    return {name: (right[name], total[name]) for name in sorted(total)}


def test_the_table_of_all_stories(totals: dict[str, tuple[int, int]]) -> None:
    print()
    for name, (right, total) in totals.items():
        floor = f"  floor {FLOORS[name]:.2f}" if name in FLOORS else ""
        print(f"{name:20} {right:4} / {total:<4} {right / total:.3f}{floor}")
    assert set(FLOORS) <= set(totals)


@pytest.mark.parametrize("measure", sorted(FLOORS))
def test_no_measure_falls_below_its_floor(measure: str, totals: dict[str, tuple[int, int]]) -> None:
    right, total = totals[measure]
    assert right / total >= FLOORS[measure], f"{measure}: {right} of {total}"


def test_every_value_of_a_story_shows_where_the_page_says_it(
    coded_stories: list[tuple[str, Case, CodedPage]],
) -> None:
    for name, _, coded in coded_stories:
        for incident in coded.incidents:
            shown = [incident.evidence]
            shown += [place.evidence for place in incident.places]
            shown += [party.evidence for party in incident.participants]
            shown += [row.evidence for row in incident.casualties]
            shown += [weapon.evidence for weapon in incident.weapons]
            assert all(shown), f"{name} {incident.id}"
