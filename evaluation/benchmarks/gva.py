"""Articles on American shootings joined to shootings: `python -m evaluation.benchmarks.gva [--split train]`.

The rules code no incident from American crime, so the traits of the one shooting that an article tells are read by the
stages of the package (`articles.py`); the archive's records are used for scoring alone. The weights of linking were
set on the train split; the bench split is only measured.
"""

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator
from typing import Any

from dateline import codebook, link
from dateline.case import Traits
from evaluation.benchmarks.articles import article_traits, page_of
from evaluation.benchmarks.metrics.groups import HEADINGS, row
from evaluation.paths import shared


def articles(split: str) -> Iterator[dict[str, Any]]:
    """The articles of a split."""
    with gzip.open(shared("data", "gva", "articles.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if article["split"] == split:
                yield article


def same_day_and_town(traits: Iterable[Traits]) -> list[list[str]]:
    """The baseline: articles that name the same day (else came out on it) and the same town first."""
    found: dict[tuple[object, ...], list[str]] = {}
    for t in traits:
        day = t.published if t.first is None else t.first
        found.setdefault((day, t.places[0]) if t.places else (t.key,), []).append(t.key)
    return list(found.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("train", "bench"), default="bench")
    split = parser.parse_args().split
    book = codebook.load()
    gold: dict[str, str] = {}
    traits: list[Traits] = []
    for article in articles(split):
        gold[article["id"]] = article["incident"]
        page = page_of(article["title"] or "", article["text"], article["published"])
        traits.append(article_traits(article["id"], page, book))
    print(f"GVA, {split}: {len(traits)} articles, {len(set(gold.values()))} shootings\n{HEADINGS}")
    print(row("Dateline", link.link_all(traits, ()).cases, gold))
    print(row("baseline: same day and same town", same_day_and_town(traits), gold))
    print(row("every article alone", [[key] for key in gold], gold))


if __name__ == "__main__":
    main()
