"""Linking on the gold pages: `python -m evaluation.benchmarks.link_gold`.

(a) links the gold records themselves, (b) those that Dateline codes from the pages, each beside a baseline that joins
what happened on the same days at a place of the same name. Pairs of incidents of different pages count; which are one
is said by `cases.json`. In (b) a coded incident stands for the gold incident that the scorer matches it with; recall is
given over all pairs and over those of which both incidents were found.
"""

import importlib.util
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from types import ModuleType
from typing import Any, NamedTuple

import msgspec

from dateline import codebook, link
from dateline.case import Telling, Traits
from dateline.model import CodedPage, Incident, Published, ReportKind
from dateline.pipeline import code_page
from evaluation.benchmarks.metrics.tally import Tally
from evaluation.paths import shared

Name = tuple[str, str]
"""A page and one of its incidents."""


class Linked(NamedTuple):
    """One row of the table: a system's pairs against gold's, and the wrong joins of one day and place."""

    tally: Tally
    wrong: list[tuple[str, str]]
    free: int
    confused: int


class Gold(NamedTuple):
    """What gold says of some records: the case of those in one, and which are optional."""

    case_of: Mapping[str, int]
    optional: frozenset[str]


# ---- gold records as tellings ----------------------------------------------------------------------------------------
def first(value: Any) -> Any:
    """The first of gold's acceptable values."""
    return value[0] if isinstance(value, list) else value


def gold_tellings(page: str, record: Mapping[str, Any]) -> list[Telling]:
    """The tellings of a gold record."""
    reports = {r["id"]: r for r in record.get("reports", [])}
    return [gold_telling(page, record["page"], reports.get(i.get("report", "")), i) for i in record["incidents"]]


def gold_telling(
    page: str, about: Mapping[str, Any], report: Mapping[str, Any] | None, i: Mapping[str, Any]
) -> Telling:
    """One gold incident as a telling: what gold leaves open is what the program has for unknown."""
    kind: ReportKind = report["kind"] if report else "story"
    return Telling(
        key=f"{page} {i['id']}",
        page=page,
        reading=page,
        source=page,
        outlet=None,
        agency=None,
        headline=first((report or about).get("headline")),
        published=published((report or about).get("published") or about.get("published")),
        kind=kind,
        incident=gold_incident(i),
        claims=(),
        values=(),
    )


def published(value: Mapping[str, Any] | None) -> Published:
    """Gold's publication time, or an unknown one."""
    if not value or not value.get("start"):
        return Published(None, None, "unknown", ())
    return Published(value["start"], value.get("end") or value["start"], first(value["precision"]), ())


def gold_incident(i: Mapping[str, Any]) -> Incident:
    """A gold incident as the program's record."""
    date = first(i.get("date")) or {"start": None, "end": None, "precision": "unknown"}
    raw = {
        "id": i["id"],
        "report": i.get("report") or "r1",
        "main": bool(i.get("main")),
        "summary": i.get("summary") or "",
        "event_type": first(i.get("event_type")) or "Strategic developments",
        "sub_event_type": first(i.get("sub_event_type")) or "Other",
        "status": first(i.get("status")) or "happened",
        "count": i.get("count") or {"low": 2, "high": None},
        "date": {"start": date["start"], "end": date["end"], "precision": first(date["precision"]), "evidence": []},
        "places": [place(p) for p in i.get("places", [])],
        "participants": [
            {"role": first(p["role"]), "name": first(p["name"]), "evidence": []}
            | dict.fromkeys(("actor", "kind", "claim"))
            for p in i.get("participants", [])
        ],
        "casualties": [casualty(c) for c in i.get("casualties", [])],
        "weapons": [
            {"kind": weapon(w), "name": str(first(w.get("name", w["kind"]))), "low": None, "high": None, "evidence": []}
            for w in i.get("weapons", [])
        ],
        "objects": [
            {"name": first(o["name"]), "damage": first(o.get("damage")) or "unknown", "evidence": []}
            for o in i.get("objects", [])
        ],
        "evidence": [],
    }  # fmt: skip
    return msgspec.convert(raw, Incident, strict=True)


def place(p: Mapping[str, Any]) -> dict[str, Any]:
    """A gold place; the first of its acceptable names and precisions, which belong together."""
    fields = ("name", "country", "admin1", "lat", "lon", "precision", "geonameid")
    return {f: first(p.get(f)) for f in fields} | {"precision": first(p.get("precision")) or "country", "evidence": []}


def casualty(c: Mapping[str, Any]) -> dict[str, Any]:
    """A gold casualty row."""
    fields = ("kind", "low", "high", "words", "who")
    row = {f: first(c.get(f)) for f in fields}
    return row | {"status": first(c.get("status")) or "unknown", "claim": None, "evidence": []}


def weapon(w: Mapping[str, Any]) -> str:
    """The first acceptable kind of a gold weapon that is one of the program's."""
    kinds = w["kind"] if isinstance(w["kind"], list) else [w["kind"]]
    known = msgspec.json.schema(Incident)["$defs"]["Weapon"]["properties"]["kind"]["enum"]
    return next((k for k in kinds if k in known), "other")


# ---- coded pages as tellings -----------------------------------------------------------------------------------------
def coded_tellings(page: str, coded: CodedPage) -> list[Telling]:
    """The tellings of a coded page."""
    reports = {r.id: r for r in coded.reports}
    return [
        Telling(
            key=f"{page} {i.id}",
            page=page,
            reading=page,
            source=page,
            outlet=coded.page.outlet,
            agency=coded.page.agency,
            headline=reports[i.report].headline,
            published=reports[i.report].published,
            kind=reports[i.report].kind,
            incident=i,
            claims=tuple(c for c in coded.claims if c.about == i.id),
            values=(),
        )
        for i in coded.incidents
    ]


def scorer() -> ModuleType:
    """The scorer beside the gold records."""
    spec = importlib.util.spec_from_file_location("score", shared("gold", "score.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def matched(score: ModuleType, gold: dict[str, Any], coded: CodedPage) -> dict[str, str]:
    """Coded incident → gold incident, by the scorer's own matching."""
    pred = msgspec.to_builtins(coded)
    text = coded.page.text
    align = score.Alignment(text, text)
    mine, theirs = pred["incidents"], gold["incidents"]
    kinds_g = {r["id"]: r["kind"] for r in gold.get("reports", [])}
    kinds_p = {r["id"]: r["kind"] for r in pred["reports"]}
    covers_g = [score.gold_cover(score.evidence_of(i), text) for i in theirs]
    covers_p = [align.spans(score.evidence_of(i)) for i in mine]

    def like(a: int, b: int) -> float:
        g, p = theirs[a], mine[b]
        kinds = kinds_g.get(g.get("report")), kinds_p.get(p["report"])
        value: float = score.similarity(g, p, *kinds, covers_g[a], covers_p[b])
        return 0.9 * value if g.get("optional") else value

    pairs = score.pair_up(range(len(theirs)), range(len(mine)), like, score.INCIDENT_THRESHOLD)
    return {mine[j]["id"]: theirs[i]["id"] for i, j in pairs}


# ---- measuring -------------------------------------------------------------------------------------------------------
def baseline(traits: Iterable[Traits]) -> list[list[str]]:
    """Cases by the same days and the same name of a place."""
    found: dict[tuple[object, ...], list[str]] = {}
    for t in traits:
        known = t.first is not None and t.places
        found.setdefault((t.first, t.last, t.places[0]) if known else (t.key,), []).append(t.key)
    return list(found.values())


def measure(cases: Iterable[Sequence[str]], gold: Gold, traits: Mapping[str, Traits], among: int) -> Linked:
    """Pairwise figures over incidents of different pages, against `among` gold pairs.

    As in the scorer, an optional gold incident costs nothing whether it is joined or not, unless gold lists it.
    """
    pairs = [p for case in cases for p in combinations(sorted(case), 2) if p[0].split()[0] != p[1].split()[0]]
    case_of = gold.case_of
    right = [p for p in pairs if p[0] in case_of and case_of[p[0]] == case_of.get(p[1])]
    free = [p for p in pairs if any(k in gold.optional and k not in case_of for k in p)]
    wrong = sorted(set(pairs) - set(right) - set(free))
    confused = [p for p in wrong if _same_day_and_place(traits[p[0]], traits[p[1]])]
    tally = Tally(len(right), len(right) + len(wrong), len(right), among)
    return Linked(tally, wrong, len(free), len(confused))


def _same_day_and_place(a: Traits, b: Traits) -> bool:
    return a.first is not None and a.first == b.first and not set(a.places).isdisjoint(b.places)


def row(name: str, linked: Linked) -> str:
    """One line of the table."""
    p, r, f = linked.tally.percent
    return f"{name:46} {p:9.2f} {r:6.2f} {f:6.2f} {len(linked.wrong):6} {linked.confused:19} {linked.free:9}"


def main() -> None:
    records = {p.stem: json.loads(p.read_text("utf-8")) for p in sorted(shared("gold", "dev").glob("*.json"))}
    listed = json.loads(shared("gold", "cases.json").read_text("utf-8"))["cases"]
    cases = {f"{page} {i}": n for n, case in enumerate(listed) for page, i in case["incidents"]}
    optional = frozenset(
        f"{page} {i['id']}" for page, r in records.items() for i in r["incidents"] if i.get("optional")
    )
    pairs = pair_count(cases.values())
    print(f"{'records':46} precision recall     F1  wrong of one day, place  optional")
    made = [link.traits(t) for page, record in records.items() for t in gold_tellings(page, record)]
    report("gold", made, Gold(cases, optional), [(f", {pairs} pairs", pairs)])

    score, book = scorer(), codebook.load()
    coded: list[Traits] = []
    stands: dict[str, str] = {}
    for page, record in records.items():
        done = code_page(shared("gold", "pages", f"{page}.txt").read_bytes(), f"{page}.txt", book)
        coded += [link.traits(t) for t in coded_tellings(page, done)]
        stands |= {f"{page} {mine}": f"{page} {theirs}" for mine, theirs in matched(score, record, done).items()}
    found = {mine: cases[theirs] for mine, theirs in stands.items() if theirs in cases}
    free = frozenset(mine for mine, theirs in stands.items() if theirs in optional)
    over = [(f", all {pairs} pairs", pairs), (f", {pair_count(found.values())} found", pair_count(found.values()))]
    report("coded", coded, Gold(found, free), over)


def pair_count(cases: Iterable[int]) -> int:
    """The number of pairs in one case."""
    return sum(n * (n - 1) // 2 for n in Counter(cases).values())


def report(name: str, traits: Sequence[Traits], gold: Gold, over: Sequence[tuple[str, int]]) -> None:
    """The rows of one lot of records, Dateline's and the baseline's, and Dateline's wrong joins."""
    by_key = {t.key: t for t in traits}
    grouping = link.link_all(traits, ())
    for note, among in over:
        print(row(f"{name}: Dateline{note}", measure(grouping.cases, gold, by_key, among)))
        print(row(f"{name}: same days and place name{note}", measure(baseline(traits), gold, by_key, among)))
    for a, b in measure(grouping.cases, gold, by_key, 1).wrong:
        print(f"    wrong: {a} and {b}")


if __name__ == "__main__":
    main()
