"""What holds after any sequence of additions, codings anew, decisions and undoings.

`DATELINE_LEDGER_EXAMPLES=500 pytest tests/ledger/test_properties.py` looks longer.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dateline.case import Case
from dateline.errors import UsageError
from dateline.ledger import Filter, Ledger
from dateline.ledger.query import MOST
from tests.conftest import ROOT
from tests.ledger import play as played
from tests.ledger.places import Files
from tests.ledger.play import DECISIONS, TOLD, VERBS, Act, acts, coding, entries, play, state
from tests.ledger.told import NOON, V1, assert_chained, groups, present

EXAMPLES = int(os.environ.get("DATELINE_LEDGER_EXAMPLES", "8"))
Fresh = Callable[[], str]

numbers = st.integers(0, 60)
any_act = st.tuples(st.sampled_from(sorted(VERBS)), numbers, numbers, numbers)
sequences = st.tuples(
    st.lists(st.tuples(st.just("add"), numbers, st.just(0), numbers), min_size=1, max_size=4),
    st.lists(any_act, min_size=1, max_size=10),
).map(lambda both: both[0] + both[1])

PHASES = [phase for phase in Phase if EXAMPLES > 50 or phase is not Phase.shrink]  # to shrink takes minutes
many = settings(
    max_examples=EXAMPLES,
    phases=PHASES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
few = settings(many, max_examples=max(3, EXAMPLES // 4))


@contextmanager
def opened(where: str) -> Iterator[Ledger]:
    """A ledger with a clock that goes on by a second at each look."""
    ticks = count()
    with Ledger.open(where, author="Ann", clock=lambda: NOON + timedelta(seconds=next(ticks)), versions=V1) as ledger:
        yield ledger


@pytest.fixture
def file(files: Files, tmp_path: Path) -> Fresh:
    """Where a new empty SQLite ledger is."""
    return lambda: files.fresh(tmp_path)


def cases(ledger: Ledger) -> list[Case]:
    """All cases, by name."""
    return sorted(ledger.cases(Filter(limit=MOST)), key=lambda case: case.id)


def check_replay(where: str, sequence: Sequence[Act]) -> None:
    """The state that acts have led to is what the entries make."""
    with opened(where) as ledger:
        play(ledger, sequence)
        before = present(ledger)
        assert ledger.verify() == []
        assert_chained(ledger)
        assert sorted(ledger.at(), key=lambda case: case.id) == cases(ledger)
        ledger.rebuild()
        assert present(ledger) == before


@many
@given(sequences)
def test_the_present_state_is_the_replay_of_the_entries(file: Fresh, sequence: Sequence[Act]) -> None:
    check_replay(file(), sequence)


@pytest.mark.parametrize("seed", range(2))
def test_so_it_is_on_both_stores(fresh: Fresh, seed: int) -> None:
    check_replay(fresh(), acts(seed, 25))


@few
@given(sequences)
def test_linking_anew_changes_nothing(file: Fresh, sequence: Sequence[Act]) -> None:
    with opened(file()) as ledger:
        play(ledger, sequence)
        before = present(ledger)
        ledger.link()
        assert present(ledger) == before


@few
@given(sequences)
def test_the_same_acts_lead_to_the_same_state(file: Fresh, sequence: Sequence[Act]) -> None:
    states = []
    for _ in range(2):
        with opened(file()) as ledger:
            play(ledger, sequence)
            states.append(state(ledger))
    assert states[0] == states[1]


def test_so_they_do_in_another_process_and_on_the_other_store(fresh: Fresh, file: Fresh) -> None:
    found = set()
    for number, where in enumerate((fresh(), file())):
        command = [sys.executable, "-W", "ignore", "-m", played.__name__, where, "11", "30"]
        environment = {**os.environ, "PYTHONHASHSEED": str(number + 1)}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        found.add(done.stdout.strip())
    with Ledger.open(file(), author="Ann", clock=lambda: NOON, versions=V1) as ledger:
        play(ledger, acts(11, 30))
        found.add(sha256(repr(state(ledger)).encode()).hexdigest())
    assert len(found) == 1


decisions = st.tuples(st.sampled_from([act.__name__ for act in DECISIONS]), numbers, numbers, numbers)


@many
@given(sequences, decisions)
def test_undoing_restores_every_row(file: Fresh, sequence: Sequence[Act], decision: Act) -> None:
    with opened(file()) as ledger:
        play(ledger, sequence)
        before, last = present(ledger), len(entries(ledger))
        play(ledger, [decision])
        made = [one for one in entries(ledger)[last:] if one.author != "dateline"]
        for one in made:
            try:
                ledger.undo(one.id)
            except UsageError as error:
                pytest.fail(f"{decision[0]} cannot be undone: {error}")
        assert present(ledger) == before


@many
@given(sequences)
def test_undoing_an_undoing_restores_every_row_too(file: Fresh, sequence: Sequence[Act]) -> None:
    with opened(file()) as ledger:
        play(ledger, sequence)
        made = [one for one in entries(ledger) if one.author != "dateline" and one.action not in ("undo", "assert")]
        before = present(ledger)
        for one in made[-2:]:
            try:
                undone = ledger.undo(one.id)
            except UsageError:
                continue  # it is undone already
            ledger.undo(undone.id)
            assert present(ledger) == before


@few
@given(sequences)
def test_the_replay_up_to_a_time_is_the_state_of_that_time(file: Fresh, sequence: Sequence[Act]) -> None:
    with opened(file()) as ledger:
        seen = []
        for act in sequence:
            play(ledger, [act])
            seen.append((ledger.now(), cases(ledger)))
        for time, then in seen:
            assert sorted(ledger.at(time), key=lambda case: case.id) == then


orders = st.permutations(range(len(TOLD)))


def arrived(where: str, order: Sequence[int], size: int, *, linked: bool) -> tuple[object, ...]:
    """The cases that pages make which come in some order, so many at a time."""
    with opened(where) as ledger:
        for start in range(0, len(order), size):
            some = order[start : start + size]
            ledger.add([coding(number, 0) for number in some], linked=linked)
        if not linked:
            ledger.link()
        ties = [row[:2] + row[3:] for row in present(ledger)["now_tie"]]
        return groups(ledger), cases(ledger), present(ledger, "now_tie"), ties


@many
@given(orders, st.integers(1, len(TOLD)), st.booleans())
def test_the_order_of_arrival_does_not_matter(file: Fresh, order: Sequence[int], size: int, linked: bool) -> None:
    once = arrived(file(), range(len(TOLD)), len(TOLD), linked=True)
    assert arrived(file(), order, size, linked=linked) == once


def test_nor_does_it_on_both_stores(fresh: Fresh) -> None:
    results = [
        arrived(fresh(), order, size, linked=linked)
        for order, size, linked in (
            (range(8), 8, True),
            (range(7, -1, -1), 1, True),
            ((5, 0, 3, 1, 7, 2, 6, 4), 3, False),
        )
    ]
    assert results[0] == results[1] == results[2]
