"""Main text of 181 web pages: our reading beside trafilatura's, in one run.

Data: scrapinghub/article-extraction-benchmark as unpacked in ../shared/data/html_pages. A bench set: measured, never
tuned to. Run as `python -m evaluation.benchmarks.html_pages`; `--json` prints the figures for machines. The metric is
the benchmark's own: 4-grams of word tokens, precision and recall averaged over pages. It is checked on every run
against the published scores of the predictions that come with the data.
"""

import argparse
import gzip
import json
import logging
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from evaluation.paths import shared

MAIN_ROLES = ("paragraph", "subhead")
TOKEN = re.compile(r"\w+")


class Score(NamedTuple):
    """F1, precision and recall by 4-grams, and the share of pages whose token lists are equal."""

    f1: float
    precision: float
    recall: float
    accuracy: float


def tokens(text: str) -> list[str]:
    return TOKEN.findall(text)


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """The 4-grams of a text; the whole token list where it is shorter."""
    words = tokens(text)
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1))) if words else Counter()


def score(pairs: Iterable[tuple[str, str]]) -> Score:
    """The benchmark's metric over pairs of gold and predicted text.

    Per page and over the page's shingles; precision and recall are averaged over the pages where they are defined.
    """
    precisions: list[float] = []
    recalls: list[float] = []
    equal: list[bool] = []
    for gold, predicted in pairs:
        true, found = shingles(gold), shingles(predicted)
        hits = sum((true & found).values())
        extra, missed = sum((found - true).values()), sum((true - found).values())
        if not extra and not missed:
            precisions.append(1.0)
            recalls.append(1.0)
        else:
            precisions += [hits / (hits + extra)] if hits + extra else []
            recalls += [hits / (hits + missed)] if hits + missed else []
        equal.append(tokens(gold) == tokens(predicted))
    p, r = _mean(precisions), _mean(recalls)
    return Score(2 * p * r / (p + r) if p + r else 0.0, p, r, _mean(equal))


def _mean(values: list[float] | list[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def by_roles(data: bytes) -> str:
    """Our main text: the paragraphs and subheads of the page's story."""
    from dateline.read import read_page

    seen = read_page(data, "page")
    story = {report.id for report in seen.reports if report.kind == "story"}
    blocks = zip(seen.page.blocks, seen.owners, strict=True)
    return "\n".join(seen.page.text[b.start : b.end] for b, owner in blocks if owner in story and b.role in MAIN_ROLES)


def by_lines(data: bytes) -> str:
    """The lines that the main-text step keeps, before blocks get their roles; the headline left out."""
    from dateline.read.decode import decode
    from dateline.read.html import visible_page

    seen = visible_page(decode(data).text)
    return "\n".join(seen.text[n.start : n.end] for n in seen.lines if n.body and n.tag != "h1")


def by_trafilatura(data: bytes) -> str:
    """trafilatura as installed, with its defaults but for reader comments."""
    import trafilatura

    return trafilatura.extract(data, include_comments=False) or ""


def check_metric(gold: dict[str, str], data: Path) -> list[str]:
    """Published systems whose score we do not reproduce to the third digit; empty when the metric is right."""
    predicted: dict[str, dict[str, str]] = {}
    with gzip.open(data / "predictions.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            predicted.setdefault(row["system"], {})[row["id"]] = row["article_body"] or ""
    wrong = []
    for line in (data / "scores.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        ours = score((body, predicted[row["system"]].get(page, "")) for page, body in gold.items())
        published = tuple(row["scores"][key] for key in ("f1", "p", "r"))
        if any(abs(a - b) > 0.00051 for a, b in zip(ours, published, strict=False)):
            wrong.append(f"{row['system']}: {ours} is not {published}")
    return wrong


def measure(read: Callable[[bytes], str], pages: dict[str, bytes], gold: dict[str, str]) -> dict[str, float]:
    """Score and speed of one way of reading, in processor time of one core, once the libraries are loaded."""
    read(next(iter(pages.values())))
    start = time.process_time()
    found = {name: read(data) for name, data in pages.items()}
    seconds = time.process_time() - start
    got = score((gold[name], found[name]) for name in pages)
    return {**{k: round(v, 4) for k, v in got._asdict().items()}, "pages_per_second": round(len(pages) / seconds, 1)}


def run(data: Path) -> dict[str, dict[str, float]]:
    """All figures of the benchmark. Raises ValueError where the metric does not reproduce the published scores."""
    rows = [json.loads(line) for line in (data / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    gold = {row["id"]: row["article_body"] for row in rows}
    wrong = check_metric(gold, data)
    if wrong:
        raise ValueError("the metric differs from the published one: " + "; ".join(wrong))
    pages = {row["id"]: gzip.decompress((data / row["html"]).read_bytes()) for row in rows}
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    ways = {"dateline": by_roles, "dateline, lines": by_lines, "trafilatura": by_trafilatura}
    return {name: measure(read, pages, gold) for name, read in ways.items()}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    chosen = options.parse_args()
    figures = run(shared("data", "html_pages"))
    if chosen.json:
        print(json.dumps(figures, indent=1))
        return 0
    print(f"{'main text of 181 pages':24}{'F1':>8}{'P':>8}{'R':>8}{'equal':>8}{'pages/s':>9}")
    for name, row in figures.items():
        f1, p, r, equal, speed = row.values()
        print(f"{name:24}{f1:8.4f}{p:8.4f}{r:8.4f}{equal:8.4f}{speed:9.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
