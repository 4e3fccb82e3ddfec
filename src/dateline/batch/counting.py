"""How many pages some arguments stand for, where that can be told without reading them."""

import os
from collections.abc import Iterable
from pathlib import Path

from dateline.read.archive import PAGES, TAKEN


def count_pages(arguments: Iterable[str]) -> int | None:
    """The number of pages; None where a feed, an archive, JSON, a URL or standard input may hold any number."""
    total = 0
    for argument in arguments:
        count = None if argument == "-" or "://" in argument[:12] else _count(Path(argument))
        if count is None:
            return None
        total += count
    return total


def _count(path: Path) -> int | None:
    if not path.is_dir():
        return 1 if _kind(path.name) in PAGES or not path.suffix else None
    total = 0
    for _, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            kind = _kind(name)
            if name.startswith(".") or kind not in TAKEN | {".xml"}:
                continue
            if kind not in PAGES:
                return None
            total += 1
    return total


def _kind(name: str) -> str:
    path = Path(name.lower())
    return Path(path.stem).suffix or ".gz" if path.suffix == ".gz" else path.suffix
