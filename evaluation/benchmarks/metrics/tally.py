"""What every measure shares: counts with precision, recall and F1, and the best one-to-one assignment."""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

Row = TypeVar("Row")
Column = TypeVar("Column")


class Tally(NamedTuple):
    """Counts of right answers over what was found and over what was to be found; tallies add up."""

    right_found: float = 0
    found: float = 0
    right_gold: float = 0
    gold: float = 0

    def plus(self, other: "Tally") -> "Tally":
        """The sum of both, count by count."""
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what was to be found that was found."""
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    @property
    def percent(self) -> tuple[float, float, float]:
        """Precision, recall and F1 in percent with two digits, as papers print them."""
        return round(100 * self.precision, 2), round(100 * self.recall, 2), round(100 * self.f1, 2)


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of tallies: what their micro-average is taken of."""
    whole = Tally()
    for tally in tallies:
        whole = whole.plus(tally)
    return whole


def assign(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The one-to-one assignment of rows to columns with the greatest sum: pairs (row, column), each row or column once.

    Shortest augmenting paths over a rectangular table (Crouse 2016), O(n^3). Among assignments of the same sum it
    chooses as `linear_sum_assignment` of SciPy does, which the scorers use whose figures are published. Pairs that
    score nothing may be among them.
    """
    if not scores or not scores[0]:
        return []
    if len(scores) > len(scores[0]):
        return sorted((i, j) for j, i in assign(list(zip(*scores, strict=True))))
    table = _Assignment(scores)
    for row in range(len(scores)):
        table.augment(row)
    return list(enumerate(table.column_of))


class _Assignment:
    """A partial assignment: each row's column, each column's row (-1: none), and the dual prices of both."""

    def __init__(self, scores: Sequence[Sequence[float]]) -> None:
        self.scores = scores
        self.column_of = [-1] * len(scores)
        self.row_of = [-1] * len(scores[0])
        self.row_price = [0.0] * len(scores)
        self.column_price = [0.0] * len(scores[0])

    def augment(self, start: int) -> None:
        """Give one more row a column, along the cheapest path of swaps."""
        low, came_from = [math.inf] * len(self.row_of), [-1] * len(self.row_of)
        open_columns = list(range(len(self.row_of)))[::-1]
        rows, closed, row, length = [start], list[int](), start, 0.0
        while True:
            for j in open_columns:
                reduced = length - self.scores[row][j] - self.row_price[row] - self.column_price[j]
                if reduced < low[j]:
                    low[j], came_from[j] = reduced, row
            at = self._nearest(open_columns, low)
            column = open_columns[at]
            length = low[column]
            open_columns[at] = open_columns[-1]
            open_columns.pop()
            closed.append(column)
            if self.row_of[column] < 0:
                break
            row = self.row_of[column]
            rows.append(row)
        self.row_price[start] += length
        for row in rows[1:]:
            self.row_price[row] += length - low[self.column_of[row]]
        for j in closed:
            self.column_price[j] -= length - low[j]
        row = -1
        while row != start:
            row = came_from[column]
            self.row_of[column] = row
            self.column_of[row], column = column, self.column_of[row]

    def _nearest(self, columns: list[int], low: list[float]) -> int:
        """Where the nearest column stands in a list: of several the last that is free, else the first."""
        at = 0
        for i, j in enumerate(columns):
            if low[j] < low[columns[at]] or (low[j] == low[columns[at]] and self.row_of[j] < 0):
                at = i
        return at


def best(rows: Sequence[Row], columns: Sequence[Column], score: Callable[[Row, Column], float]) -> float:
    """The sum of the best one-to-one assignment under a score."""
    table = [[score(row, column) for column in columns] for row in rows]
    return sum(table[i][j] for i, j in assign(table))
