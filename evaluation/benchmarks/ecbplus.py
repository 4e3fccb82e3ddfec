"""Documents of ECB+ joined to the events that they tell: `python -m evaluation.benchmarks.ecbplus [--split train]`.

A document tells the one event of its topic and sub-topic: two events of one kind a topic, which a merger must keep
apart. All documents of the split are linked together, without their topics. The lemma baseline joins documents by
average linkage over the share of stems they have in common; its threshold is the best on the first 300 documents of
topics 1 to 35, found in the same run. The events are of all kinds and the documents bear no dates of publication: it
measures words, not days.
"""

import argparse
import gzip
import json
from collections.abc import Mapping, Sequence
from typing import Any

from dateline import codebook, link
from dateline.case import Traits
from dateline.link.words import stem
from evaluation.benchmarks.articles import article_traits, page_of
from evaluation.benchmarks.metrics.groups import HEADINGS, b_cubed, row
from evaluation.paths import shared

FUNCTION = frozenset(
    "the a an and or but of in on at to for from by with as is are was were be been has have had that this it its his "
    "her their he she they who which not after before said say will would".split()
)
SHARES = (0.06, 0.08, 0.1, 0.12, 0.15)


def documents(split: str) -> list[dict[str, Any]]:
    """The documents of a split."""
    with gzip.open(shared("data", "ecbplus", "docs.jsonl.gz"), "rt", encoding="utf-8") as lines:
        return [doc for line in lines if (doc := json.loads(line))["split"] == split]


def sentences(doc: Mapping[str, Any]) -> list[str]:
    """A document's sentences; the address that opens the files of the second sub-topic is left out."""
    found: dict[int, list[str]] = {}
    for token, number in zip(doc["tokens"], doc["sentences"], strict=True):
        found.setdefault(number, []).append(token)
    if doc["subtopic"] != "ecb":
        found.pop(0, None)
    return [" ".join(words) for _, words in sorted(found.items())]


def stems(doc: Mapping[str, Any]) -> frozenset[str]:
    """The stems of a document's words, without function words."""
    words = {stem(w) for s in sentences(doc) for w in s.split() if w[:1].isalnum()}
    return frozenset(words - FUNCTION)


def overlaps(docs: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], float]:
    """The share of stems that two documents have in common, for all pairs."""
    bags = sorted((d["id"], stems(d)) for d in docs)
    found = {}
    for n, (a, these) in enumerate(bags):
        for b, those in bags[n + 1 :]:
            found[a, b] = len(these & those) / len(these | those)
    return found


def by_overlap(docs: Sequence[Mapping[str, Any]], least: float) -> list[list[str]]:
    """The baseline: average linkage of documents down to a share of stems in common."""
    shares = overlaps(docs)
    groups = {d["id"]: [d["id"]] for d in docs}
    while True:
        best = max(((s, p) for p, s in shares.items()), default=(0.0, ("", "")))
        if best[0] < least:
            return list(groups.values())
        a, b = best[1]
        shares.pop((a, b))
        for c in groups.keys() - {a, b}:
            one, two = shares.pop((min(a, c), max(a, c))), shares.pop((min(b, c), max(b, c)))
            n, m = len(groups[a]), len(groups[b])
            shares[min(a, c), max(a, c)] = (n * one + m * two) / (n + m)
        groups[a] += groups.pop(b)


def event_of(doc: Mapping[str, Any]) -> str:
    """The event that a document tells."""
    return f"{doc['topic']} {doc['subtopic']}"


def traits_of(docs: Sequence[Mapping[str, Any]]) -> list[Traits]:
    """The traits of the event that each document tells."""
    book = codebook.load()
    found = []
    for doc in docs:
        first, *rest = sentences(doc)
        found.append(article_traits(doc["id"], page_of(first, "\n".join(rest), None), book))
    return found


def tuned(docs: Sequence[Mapping[str, Any]]) -> float:
    """The share of stems that serves the baseline best."""
    gold = {d["id"]: event_of(d) for d in docs}
    return max(SHARES, key=lambda share: b_cubed(by_overlap(docs, share), gold).f1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("train", "bench"), default="bench")
    split = parser.parse_args().split
    docs = documents(split)
    gold = {d["id"]: event_of(d) for d in docs}
    share = tuned(documents("train")[:300])
    print(f"ECB+, {split}: {len(docs)} documents, {len(set(gold.values()))} events\n{HEADINGS}")
    print(row("Dateline", link.link_all(traits_of(docs), ()).cases, gold))
    print(row(f"lemma baseline: stems in common from {share:.2f}", by_overlap(docs, share), gold))
    print(row("every document alone", [[key] for key in gold], gold))


if __name__ == "__main__":
    main()
