"""Deaths and injuries of atrocity reports: `python -m evaluation.benchmarks.wad [--split train|bench]`.

The bench part are the descriptions of 2019-20 in the Political Instability Task Force's atrocities data, a sentence or
three of an agency each. Measured is the share of rows whose number is exactly that of the record; of injuries, over
the rows that have a number. Deaths are those of non-combatants. Ours is the greatest figure that the coded page has for
killed (wounded) who are not combatants, nought where it has none; "more than ten" is ten, as the coders took it.

The published figures are of Zhong et al. (EACL 2023) on other years and a random split, so they only show the scale.
Their answers were not released: nothing can be reproduced here.
"""

import argparse
import re
from typing import Any

from dateline.model import CodedPage
from evaluation.benchmarks.common import coded, rows
from evaluation.benchmarks.metrics.fields import exact
from evaluation.paths import shared

FIGURES = (("deaths", "killed"), ("injured", "wounded"))
OVER = re.compile(r"\b(?:more than|over|above)\b", re.I)


def figure(page: CodedPage, kind: str) -> int | None:
    """The greatest figure of a kind on the page; None where there is none."""
    casualties = [c for i in page.incidents for c in i.casualties if c.kind == kind and c.status != "combatant"]
    figures = [c.low - bool(OVER.search(c.words or "")) for c in casualties if c.low]
    return max(figures, default=None)


def measure(
    descriptions: list[dict[str, Any]], pages: list[CodedPage], field: str, kind: str
) -> tuple[int, int, float]:
    """The number of rows, of those for which the page gave a figure, and the exact match."""
    pairs = [
        (figure(page, kind), row[field])
        for row, page in zip(descriptions, pages, strict=True)
        if row[field] is not None
    ]
    return len(pairs), sum(f is not None for f, _ in pairs), exact((f or 0, gold) for f, gold in pairs)


def main() -> None:
    """Print the figures of the bench part, and the published ones."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("train", "bench"), default="bench")
    options = parser.parse_args()
    everything = rows(shared("data", "wad", "descriptions.jsonl.gz"))
    descriptions = [r for r in everything if r["split"] == options.split]
    pages = [coded(r["text"], r["id"]) for r in descriptions]
    print(f"Worldwide Atrocities, {options.split}: {len(descriptions)} descriptions")
    print("system                              field     rows  with a figure  exact match")
    for field, kind in FIGURES:
        n, told, right = measure(descriptions, pages, field, kind)
        print(f"{'Dateline':<35} {field:<8} {n:>5} {told:>14} {right:>12.3f}")
        nothing = exact((0, r[field]) for r in descriptions if r[field] is not None)
        print(f"{'always nought':<35} {field:<8} {n:>5} {'-':>14} {nothing:>12.3f}")
    for known in rows(shared("data", "wad", "published_scores.jsonl")):
        name = f"{known['system']} (published)"
        print(f"{name:<35} {known['field']:<8} {'-':>5} {'-':>14} {known['metric']['exact_match']:>12.3f}")


if __name__ == "__main__":
    main()
