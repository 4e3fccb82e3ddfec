"""How a ledger grows: adding, linking and asking, from ten thousand to a million synthetic incidents.

    python -m evaluation.benchmarks.ledger_scale [--up-to 1000000] [--keep FILE]

Each row is a fresh SQLite ledger in a folder of its own, made in a process of its own: pages are added without linking,
then linked at once; then filters are asked. Memory is the peak of that process.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from evaluation.benchmarks.synthetic import intakes

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
BATCH = 256
FILTERS = {
    "the latest": {},
    "a month": {"since": "1998-03-01", "until": "1998-03-31"},
    "a country": {"country": "AC"},
    "a country and year": {"country": "AC", "since": "1998-01-01", "until": "1998-12-31"},
    "a place": {"place": "Kamo"},
    "a type": {"type": "Air/drone strike"},
    "an actor": {"actor": "AD Front"},
    "at least 40 killed": {"killed_from": 40},
    "to do": {"stage": "to do"},
    "five reports": {"reports_from": 5},
    "graded fair, a type, 10 killed": {"grade": "fair", "type": "Attack", "killed_from": 10},
}


def main() -> None:
    """Measure each size and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--up-to", type=int, default=1_000_000)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--keep", help="keep the largest ledger in this file")
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure(asked.one, asked.keep)))
        return
    head = (
        "incidents",
        "pages",
        "cases",
        "add s",
        "pages/s",
        "link s",
        "tellings/s",
        "peak MB",
        "file MB",
        "F1",
        "slowest filter ms",
    )
    print("  ".join(f"{name:>10}" for name in head))
    for size in (size for size in SIZES if size <= asked.up_to):
        keep = ["--keep", asked.keep] if asked.keep and size == min(asked.up_to, SIZES[-1]) else []
        command = [sys.executable, "-m", "evaluation.benchmarks.ledger_scale", "--one", str(size), *keep]
        found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        row = [
            found[name]
            for name in (
                "incidents",
                "pages",
                "cases",
                "add",
                "rate",
                "link",
                "tellings",
                "peak",
                "file",
                "f1",
                "slowest",
            )
        ]
        print("  ".join(f"{value:>10,}" if isinstance(value, int) else f"{value:>10,.2f}" for value in row), flush=True)
        for name, told in found["filters"].items():
            print(f"{'':>12}{name:<34}{told[0]:>8.1f} ms  {told[1]:>9,} cases", flush=True)


def measure(number: int, keep: str | None) -> dict[str, object]:
    """Build, link and ask one ledger."""
    from dateline.ledger import Filter, Ledger

    with tempfile.TemporaryDirectory() as folder:
        path = Path(keep or f"{folder}/ledger.db")
        truth: dict[str, list[int]] = {}
        pages, spent = 0, 0.0
        with Ledger.open(str(path), author="") as ledger:
            stream = intakes(number)
            while some := list(islice(stream, BATCH)):
                started = time.perf_counter()
                ledger.add([intake for intake, _ in some], linked=False)
                spent += time.perf_counter() - started
                pages += len(some)
                truth.update((intake.coded.page.id, list(events)) for intake, events in some)
            started = time.perf_counter()
            ledger.link()
            linked = time.perf_counter() - started
            filters = {name: _asked(ledger, Filter(**fields)) for name, fields in FILTERS.items()}
            cases = ledger.count()
            f1 = _f1(ledger, truth)
        size = sum(file.stat().st_size for file in path.parent.glob(path.name + "*"))
    return {
        "incidents": number,
        "pages": pages,
        "cases": cases,
        "add": spent,
        "rate": pages / spent,
        "link": linked,
        "tellings": number / linked,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "file": size // 1_000_000,
        "f1": f1,
        "slowest": max(told[0] for told in filters.values()),
        "filters": filters,
    }


def _asked(ledger: object, wanted: object) -> tuple[float, int]:
    """The median time of five askings, in milliseconds, and how many cases there are."""
    times = []
    for _ in range(5):
        started = time.perf_counter()
        ledger.cases(wanted)  # type: ignore[attr-defined]
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), ledger.count(wanted)  # type: ignore[attr-defined]


def _f1(ledger: object, truth: dict[str, list[int]]) -> float:
    """Pairwise F1 of the cases against the events that the pages tell."""
    from sqlalchemy import select

    from dateline.ledger import present, schema
    from dateline.ledger.archive import stream

    by_case: dict[str, list[int]] = {}
    with ledger.store.reading() as connection:  # type: ignore[attr-defined]
        both = select(schema.telling, schema.told.c.record).join(schema.told, schema.told.c.key == schema.telling.c.key)
        for row in stream(connection, both):
            told = present.telling_of(row.record)
            by_case.setdefault(row.case_id, []).append(truth[row.page][0 if told.incident.main else 1])
    events: dict[int, int] = {}
    both = joined = 0
    for members in by_case.values():
        joined += len(members) * (len(members) - 1) // 2
        counts = {number: members.count(number) for number in set(members)}
        both += sum(n * (n - 1) // 2 for n in counts.values())
        for number, n in counts.items():
            events[number] = events.get(number, 0) + n
    true = sum(n * (n - 1) // 2 for n in events.values())
    return 2 * both / (joined + true) if joined + true else 1.0


if __name__ == "__main__":
    main()
