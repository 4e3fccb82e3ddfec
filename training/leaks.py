"""No text that is measured on is trained on: documents that share wordings with held-out records are dropped.

The splits of the sets alone do not ensure it: news is reprinted, the measured pages were taken from some of the same
sets, and one sentence stands in several of them.
"""

import gzip
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from evaluation.paths import SHARED
from training.validate import runs

Row = dict[str, Any]
MEASURED: dict[str, frozenset[str]] = {
    "case2021_task2/snippets.jsonl": frozenset(),
    "event_location/sentences.jsonl.gz": frozenset({"bench", "excluded"}),
    "geo/geowebnews.jsonl": frozenset(),
    "geo/tr_news.jsonl": frozenset(),
    "gva/articles.jsonl.gz": frozenset({"bench"}),
    "hrdsattack/test.jsonl": frozenset(),
    "isaf/releases.jsonl": frozenset(),
    "muc4/docs.jsonl.gz": frozenset({"tst3", "tst4"}),
    "plv/test.jsonl": frozenset(),
    "polnear/test.jsonl": frozenset(),
    "time_platinum/docs.jsonl": frozenset(),
    "wad/descriptions.jsonl.gz": frozenset({"bench"}),
}
"""What is measured on: files, with the splits that are meant, all of them where none is named."""
MOST_RUNS = 20
MOST_SHARE = 0.1
"""Runs of nine words that a document may share, in number and as a part of its own: stock phrases, not reprints."""


def load(path: Path) -> list[Row]:
    """The records of a file of JSON lines, compressed or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in data.decode().splitlines()]


@cache
def measured(shared: Path = SHARED) -> frozenset[int]:
    """Every run of nine words of the measured texts that are at hand, as a number."""
    return frozenset(hash(run) for text in _texts(shared) for run in runs(text))


def _texts(shared: Path) -> Iterator[str]:
    for page in sorted((shared / "gold" / "pages").glob("*")):
        yield page.read_text("utf-8", "replace")
    for name, splits in MEASURED.items():
        path = shared / "data" / name
        for row in load(path) if path.exists() else ():
            if not splits or row["split"] in splits:
                yield row["text"]


def is_copy(text: str, known: frozenset[int]) -> bool:
    """Whether a text shares more wordings with the measured ones than stock phrases explain."""
    own = runs(text)
    shared = sum(hash(run) in known for run in own)
    return shared >= MOST_RUNS or shared > MOST_SHARE * len(own)
