"""Thirteen fields of press releases: `python -m evaluation.benchmarks.isaf [--split schema|test|all]`.

Each of 724 releases of the NATO force in Afghanistan has one record made by hand. The published counts of GPT-4o and of
fine-tuned models are over all 724; no answers were released, so what is checked is that their published means follow
from the counts by our formula, and that our counts give the majority baseline that comes with the data. Dateline's
row is over the 624 releases of the test part (the 100 of `schema` show what the labels mean) and over all.

Dateline's record is its main incident read by the published counting rules ("several" is three, "insurgents" without
a number two); where it codes none there is no record, and every field is wrong, as for output that was no JSON. It has
no field for the annotator's terms `killcaptureraid` and `noshotsfired`: the first is set where anybody was captured,
the second never; so a mean without the two is given as well.
"""

import argparse
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from dateline.model import Casualty, CodedPage, Incident
from evaluation.benchmarks.common import coded, rows
from evaluation.benchmarks.metrics.fields import Rule, correct, equal, equal_sets, mean_accuracy, share
from evaluation.paths import shared

RULES: dict[str, Rule] = {
    "start_date": equal,
    "province": equal_sets,
    "target_group": share,
    "event_type": share,
    "min_killed": equal,
    "min_captured": equal,
    "killq": equal,
    "captureq": equal,
    "killcaptureraid": equal,
    "airstrike": equal,
    "noshotsfired": equal,
    "min_leaders_killed": equal,
    "min_leaders_captured": equal,
}
SHORT = ("date", "prov", "group", "type", "killed", "capt", "killq", "captq", "raid", "air", "noshot", "ldrk", "ldrc")
TERMS_OF_ART = ("killcaptureraid", "noshotsfired")

GROUPS = {
    "taliban": "taliban",
    "haqqani-network": "haqqani",
    "al-qaeda": "aq",
    "hezb-e-islami": "hig",
    "lashkar-e-taiba": "let",
    "islamic-movement-uzbekistan": "imu",
    "islamic-jihad-union": "iju",
    "tehrik-i-taliban-pakistan": "ttp",
}
PROVINCES = {"maidan wardak": "wardak", "paktia": "paktya", "sar-e pol": "sar-e pul"}
NUMBERS = (
    (re.compile(r"\bcouple\b", re.I), 2),
    (re.compile(r"\b(?:several|few|some|group|multiple)\b", re.I), 3),
    (re.compile(r"\b(?:numerous|handful)\b", re.I), 4),
    (re.compile(r"\blarge number\b", re.I), 5),
)
UNNUMBERED, ONE = 2, 1
LEADER = re.compile(r"\b(?:leaders?|commanders?|governors?)\b", re.I)
MANY = re.compile(r"\b\w+s\b(?:\W*$)")


def record(page: CodedPage) -> dict[str, Any] | None:
    """The thirteen fields of a page's main incident; None where it has none."""
    main = next((i for i in page.incidents if i.main), None)
    if main is None:
        return None
    killed = _count(main, "killed")
    captured = _count(main, "detained") or _seized(main)
    air = main.sub_event_type == "Air/drone strike"
    return {
        "start_date": main.date.start,
        "province": [_province(main)],
        "target_group": [_group(main, page)],
        "event_type": [_type(main, killed, captured)],
        "min_killed": killed,
        "min_captured": captured,
        "killq": killed > 0,
        "captureq": captured > 0,
        "killcaptureraid": captured > 0,
        "airstrike": air,
        "noshotsfired": False,
        "min_leaders_killed": _leaders(main, "killed"),
        "min_leaders_captured": _leaders(main, "detained") or (_seized_leaders(main) if captured else 0),
    }


def number(casualty: Casualty) -> int:
    """A figure by the published counting rules."""
    if casualty.low is not None:
        return casualty.low
    words = f"{casualty.words or ''} {casualty.who or ''}"
    return next((n for pattern, n in NUMBERS if pattern.search(words)), UNNUMBERED)


def _count(incident: Incident, kind: str) -> int:
    """The greatest figure of a kind among those who are not civilians."""
    figures = (number(c) for c in incident.casualties if c.kind == kind and c.status != "civilian")
    return max(figures, default=0)


def _seized(incident: Incident) -> int:
    """Those an arrest seized where the page gives no figure: one, or two where the word for them is a plural."""
    if incident.sub_event_type not in ("Arrests", "Abduction/forced disappearance"):
        return 0
    targets = [p.name for p in incident.participants if p.role in ("target", "victim")]
    return sum(UNNUMBERED if MANY.search(name) else ONE for name in targets)


def _leaders(incident: Incident, kind: str) -> int:
    return sum(number(c) for c in incident.casualties if c.kind == kind and LEADER.search(c.who or ""))


def _seized_leaders(incident: Incident) -> int:
    return sum(1 for p in incident.participants if p.role in ("target", "victim") and LEADER.search(p.name))


def _province(incident: Incident) -> str:
    name = next((p.admin1 for p in incident.places if p.admin1 and p.country == "AF"), "").lower()
    return PROVINCES.get(name, name)


def _group(main: Incident, page: CodedPage) -> str:
    """The first group among the main incident's parties, else among those of any incident; the empty label else."""
    parties = [p for i in (main, *page.incidents) for p in i.participants if p.role != "other"]
    return next((GROUPS[p.actor] for p in parties if p.actor in GROUPS), "")


def _type(incident: Incident, killed: int, captured: int) -> str:
    civilian = any(c.status == "civilian" and c.low for c in incident.casualties if c.kind in ("killed", "wounded"))
    if killed and captured:
        return "captureandkill"
    if incident.sub_event_type == "Air/drone strike":
        return "airstrike"
    if killed:
        return "insurgentskilled"
    if captured:
        return "detention"
    return "civiliancasualty" if civilian else "exchangeoffire"


def majority(golds: list[dict[str, Any]]) -> dict[str, Any]:
    """The commonest value of each field: the baseline that comes with the data."""
    found: dict[str, Any] = {}
    for name in RULES:
        values = [tuple(g[name]) if isinstance(g[name], list) else g[name] for g in golds]
        found[name] = Counter(values).most_common(1)[0][0]
    return found


def row(name: str, counts: Mapping[str, float], items: int) -> str:
    """One line of the table: counts by field, the mean accuracy, and that without the terms of art."""
    eleven = {k: n for k, n in counts.items() if k not in TERMS_OF_ART}
    cells = " ".join(f"{counts[field]:>{len(short)}.0f}" for field, short in _columns())
    return f"{name:<36} {items:>5} {cells} {mean_accuracy(counts, items):>6.2f} {mean_accuracy(eleven, items):>7.2f}"


def _columns() -> list[tuple[str, str]]:
    return [(field, f"{short:>4}") for field, short in zip(RULES, SHORT, strict=True)]


def main() -> None:
    """Print the published rows, the majority baseline by our count, and Dateline's."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("schema", "test", "all"), action="append")
    options = parser.parse_args()
    releases = list(rows(shared("data", "isaf", "releases.jsonl")))
    golds = [r["gold"] for r in releases]
    print(f"{'system':<36} items " + " ".join(short for _, short in _columns()) + "   mean mean-11")
    for known in rows(shared("data", "isaf", "published_scores.jsonl")):
        print(row(known["system"], known["correct"], known["n"]))
        mean = known["mean_accuracy_published"]
        if mean is not None and mean_accuracy(known["correct"], known["n"]) != mean:
            print(f"  the published mean is {mean}")
    baseline = majority(golds)
    print(row("majority value, our count", correct(((baseline, g) for g in golds), RULES), len(golds)))
    found = {r["id"]: record(coded(r["text"], r["id"])) for r in releases}
    for split in options.split or ("test", "all"):
        part = [r for r in releases if split in (r["split"], "all")]
        print(row(f"Dateline, {split}", correct(((found[r["id"]], r["gold"]) for r in part), RULES), len(part)))
        silent = sum(found[r["id"]] is None for r in part)
        print(f"  releases without a main incident: {silent}")


if __name__ == "__main__":
    main()
