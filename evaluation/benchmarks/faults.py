"""Runs that are killed: `python -m evaluation.benchmarks.faults [--runs 50] [--seed 1] [--postgres URL]`.

A process adds invented pages to a ledger, a batch at a time. It is killed with SIGKILL at a random moment, started
again, and so up to three times before it may finish. Then the ledger must hold everything once: it is compared, row by
row but for times and names of runs, with one that nobody disturbed, and checked by `verify`. Needs a system with fork.
"""

import argparse
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from hashlib import sha256
from itertools import count
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import create_engine, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from dateline.case import StoredPage
from dateline.errors import LedgerError
from dateline.ledger import Intake, Ledger, schema
from dateline.model import CodedBy
from evaluation.benchmarks.common import coded

LOCAL = "postgresql://postgres@127.0.0.1:5432/postgres"
SCHEMA = f"dateline_faults_{os.getpid()}"
MOST_KILLS = 3
SETUP = 0.15
"""Share of kills that are aimed at the first moments, in which the tables are made."""

Batches = Sequence[Sequence[Intake]]
Snapshot = dict[str, Counter[tuple[Any, ...]]]
PASSING = {"run", "recorded_at", "since", "started_at"}
"""Columns that differ from run to run."""


class Trial(Struct, frozen=True):
    """One run: at how many stored pages it was killed each time, how long it took to go on, and what is wrong."""

    killed_at: tuple[int, ...]
    resumed: tuple[float, ...]
    faults: tuple[str, ...]


# ---- the work --------------------------------------------------------------------------------------------------------
def work(where: str, batches: Batches) -> None:
    """Add pages as a person would who starts the same command again: all of them, a batch at a time, then link."""
    with Ledger.open(where) as ledger:
        for batch in batches:
            ledger.add(batch)
        ledger.link()


def invented(pages: int, size: int) -> list[list[Intake]]:
    """Invented pages in batches, coded by today's program; each third one is coded by a second version as well."""
    towns = ("Mosul", "Kirkuk", "Tikrit", "Ramadi", "Baqubah")
    made = []
    for n in range(pages):
        town, toll = towns[n % len(towns)], 3 + n % 7
        words = (
            f"Car bomb kills {toll} in {town}\n{1 + n % 28} March 2017 - 09:40\n"
            f"{town} — A car bomb killed {toll} people and wounded at least {toll + n % 11} at a market in {town} on "
            f"Saturday, police said. Nobody has claimed responsibility. This is report {n}.\n"
        )
        data = words.encode()
        stored = StoredPage(sha256(data).hexdigest(), f"page{n}.txt", None, None, None, data)
        made.append(Intake(stored, coded(words, stored.source)))
    again = [
        Intake(
            one.stored, replace(one.coded, claims=(), incidents=_without_claims(one), coded_by=CodedBy("2", "", "x"))
        )
        for one in made[::3]
    ]
    everything = [*made, *again]
    return [everything[start : start + size] for start in range(0, len(everything), size)]


def _without_claims(one: Intake) -> tuple[Any, ...]:
    return tuple(
        replace(
            incident,
            participants=tuple(replace(row, claim=None) for row in incident.participants),
            casualties=tuple(replace(row, claim=None) for row in incident.casualties),
        )
        for incident in one.coded.incidents
    )


# ---- one run ---------------------------------------------------------------------------------------------------------
def trial(where: str, batches: Batches, random: Random, pace: float, expected: Snapshot) -> Trial:
    """Kill the work a few times at random moments within its `pace` in seconds, let it finish, and look."""
    killed_at, resumed = [], []
    for _ in range(random.randint(1, MOST_KILLS)):
        window = pace * SETUP if random.random() < SETUP else pace
        if _killed(where, batches, random.uniform(0, window)):
            killed_at.append(_stored(where))
    begun = time.perf_counter()
    status = _finished(where, batches)
    resumed.append(time.perf_counter() - begun)
    if status:
        return Trial(tuple(killed_at), tuple(resumed), (f"the work ended with status {status}",))
    with Ledger.open(where) as ledger:
        found = [f"{fault.where}: {fault.what}" for fault in ledger.verify()]
        found += differences(expected, snapshot(ledger))
    return Trial(tuple(killed_at), tuple(resumed), tuple(found))


def _process(where: str, batches: Batches) -> Any:
    return multiprocessing.get_context("fork").Process(target=work, args=(where, batches))


def _killed(where: str, batches: Batches, after: float) -> bool:
    """Start the work and kill it; false where it was done before."""
    process = _process(where, batches)
    process.start()
    process.join(after)
    process.kill()
    process.join()
    return bool(process.exitcode == -signal.SIGKILL)


def _finished(where: str, batches: Batches) -> int:
    process = _process(where, batches)
    process.start()
    process.join()
    return int(process.exitcode)


def _stored(where: str) -> int:
    """How many pages there are."""
    try:
        with Ledger.open(where, create=False) as ledger, ledger.store.reading() as connection:
            return len(connection.execute(select(schema.page.c.id)).all())
    except Exception as error:
        if "no ledger yet" in str(error) or "does not exist" in str(error):
            return 0
        raise


def undisturbed(where: str, batches: Batches) -> tuple[Snapshot, float]:
    """What the work leads to where nobody disturbs it, and how many seconds it takes."""
    begun = time.perf_counter()
    status = _finished(where, batches)
    taken = time.perf_counter() - begun
    if status:
        raise LedgerError(f"the work ended with status {status} though nobody disturbed it")
    with Ledger.open(where) as ledger:
        return snapshot(ledger), taken


def snapshot(ledger: Ledger) -> Snapshot:
    """All rows of a ledger but for times and names of runs; entries are named by their numbers."""
    found: Snapshot = {}
    with ledger.store.reading() as connection:
        number = {row.id: row.seq for row in connection.execute(select(schema.entry.c.id, schema.entry.c.seq))}
        for table in schema.metadata.sorted_tables:
            if table is schema.run:
                continue  # as many as there were starts
            columns = [column for column in table.c if column.name not in PASSING]
            rows = (tuple(number.get(value, value) for value in row) for row in connection.execute(select(*columns)))
            found[table.name] = Counter(_plain(row, number) for row in rows)
    return found


def _plain(row: Iterable[Any], number: dict[str, int]) -> tuple[Any, ...]:
    """A row whose texts name entries by number too: the body of an undoing does."""
    return tuple(
        next((value.replace(id, f"entry {n}") for id, n in number.items() if id in value), value)
        if isinstance(value, str) and "target" in value
        else value
        for value in row
    )


def differences(expected: Snapshot, found: Snapshot) -> list[str]:
    """In words, what is lost and what is too much."""
    told = []
    for table in expected:
        lost, extra = expected[table] - found[table], found[table] - expected[table]
        if lost or extra:
            told.append(f"{table}: {lost.total()} rows lost, {extra.total()} rows too many")
    return told


# ---- many runs -------------------------------------------------------------------------------------------------------
def trials(fresh: Callable[[], str], batches: Batches, runs: int, seed: int) -> list[Trial]:
    """Some runs that were killed at least once, each with a ledger of its own."""
    random = Random(seed)
    undisturbed(fresh(), batches)  # the first is slow: it is not what the kills are spread over
    expected, pace = undisturbed(fresh(), batches)
    found: list[Trial] = []
    while len(found) < runs:
        one = trial(fresh(), batches, random, pace, expected)
        found += [one] if one.killed_at or one.faults else []
    return found


def report(store: str, found: Sequence[Trial]) -> int:
    """Print what came of some runs; gives how many went wrong."""
    wrong = [one for one in found if one.faults]
    kills = [at for one in found for at in one.killed_at]
    resumed = [seconds for one in found for seconds in one.resumed]
    print(f"{store}: {len(found)} runs, {len(kills)} kills, {len(wrong)} ledgers with faults")
    print(f"  pages stored when killed: {', '.join(f'{at}×{n}' for at, n in sorted(Counter(kills).items()))}")
    print(f"  seconds to go on and finish: median {median(resumed):.2f}, longest {max(resumed):.2f}")
    for one in wrong[:5]:
        print(f"  killed at {one.killed_at} pages: {'; '.join(one.faults[:3])}")
    return len(wrong)


def main() -> int:
    """Both stores, or SQLite alone where no server answers."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=int, default=90)
    parser.add_argument("--postgres", default=os.environ.get("DATELINE_TEST_POSTGRES", LOCAL), help="a database's URL")
    options = parser.parse_args()
    batches = invented(options.pages, 5)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        numbers = count()
        found = trials(lambda: str(Path(folder, f"{next(numbers)}.db")), batches, options.runs, options.seed)
        wrong += report("SQLite", found)
    try:
        with closing(_Schema(options.postgres)) as one:
            wrong += report("PostgreSQL", trials(one.fresh, batches, options.runs, options.seed))
    except SQLAlchemyError as error:
        shown = make_url(options.postgres).render_as_string(hide_password=True)
        print(f"PostgreSQL: not run, no server answers at {shown} ({str(error).splitlines()[0]})")
    return int(wrong > 0)


class _Schema:
    """A schema of a database, dropped and made anew for each ledger."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url).set(drivername="postgresql+psycopg")

    def _execute(self, *statements: str) -> None:
        engine = create_engine(self.url)
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()  # nothing is open when the process forks

    def fresh(self) -> str:
        """The URL of a ledger in the schema, now empty."""
        self._execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE", f"CREATE SCHEMA {SCHEMA}")
        url = self.url.update_query_dict({"options": f"-csearch_path={SCHEMA}"})
        return url.render_as_string(hide_password=False)

    def close(self) -> None:
        """Leave nothing behind."""
        self._execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


if __name__ == "__main__":
    sys.exit(main())
