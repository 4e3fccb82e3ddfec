"""The assignment that the measures align with, and the counts that they return."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from evaluation.benchmarks.metrics.tally import Tally, assign, best, total

TABLES = st.integers(1, 5).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, 4), min_size=n, max_size=n), min_size=1, max_size=5)
)


def greatest(table: list[list[int]]) -> int:
    """The greatest sum, by trying every assignment."""
    if len(table) > len(table[0]):
        table = [list(column) for column in zip(*table, strict=True)]
    columns = range(len(table[0]))
    return max(
        sum(row[j] for row, j in zip(table, order, strict=True))
        for order in itertools.permutations(columns, len(table))
    )


@given(TABLES)
def test_the_assignment_is_the_best_there_is(table: list[list[int]]) -> None:
    pairs = assign(table)
    assert len(pairs) == min(len(table), len(table[0]))
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert sum(table[i][j] for i, j in pairs) == greatest(table)


def test_an_empty_side_is_assigned_nothing() -> None:
    assert assign([]) == assign([[]]) == []
    assert best([], [1, 2], lambda _a, _b: 1.0) == 0


def test_equal_rows_keep_their_order() -> None:
    assert assign([[1, 1, 1]] * 3) == [(0, 0), (1, 1), (2, 2)]


def test_tallies_add_up_and_give_percentages() -> None:
    both = total([Tally(1, 2, 1, 4), Tally(1, 2, 2, 2)])
    assert both == Tally(2, 4, 3, 6)
    assert both.percent == (50.0, 50.0, 50.0)
    assert total([]).percent == (0.0, 0.0, 0.0)
