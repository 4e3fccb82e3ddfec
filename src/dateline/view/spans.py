"""Cut a text at every border of its marked spans, so that nested and overlapping spans can be shown side by side.

Offsets are code points and are used here only: what leaves this module is text in pieces, so that no view needs to
count characters again (JavaScript counts UTF-16 units and would be wrong after an emoji).
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

from dateline.model import Span


class Mark(Struct, frozen=True):
    """A value of the record that rests on words of the page: its id, what kind of value it is, its spans."""

    id: str
    kind: str
    spans: tuple[Span, ...]


class Piece(Struct, frozen=True):
    """A stretch of text under one set of marks, the mark with the shortest span first.

    `opens` tells that a span of some mark starts here.
    """

    start: int
    end: int
    marks: tuple[Mark, ...]
    opens: bool


def cut(length: int, marks: Iterable[Mark], borders: Iterable[int] = ()) -> Iterator[Piece]:
    """Cut `length` characters at every end of a span and at the given borders; the pieces cover all of them.

    Spans are clipped to the text; a span that is empty then is left out.

    >>> marks = [Mark("a", "place", ((0, 5),)), Mark("b", "actor", ((3, 8),))]
    >>> [(p.start, p.end, [m.id for m in p.marks]) for p in cut(9, marks)]
    [(0, 3, ['a']), (3, 5, ['a', 'b']), (5, 8, ['b']), (8, 9, [])]
    """
    starts: dict[int, list[tuple[int, int, Mark]]] = {}
    edges = {0, length, *(b for b in borders if 0 < b < length)}
    for number, mark in enumerate(marks):
        for span in mark.spans:
            start, end = max(0, span[0]), min(length, span[1])
            if start < end:
                starts.setdefault(start, []).append((end, number, mark))
                edges |= {start, end}
    active: list[tuple[int, int, int, Mark]] = []  # length of the span, number, end, mark
    order = sorted(edges)
    for start, end in pairwise(order):
        active = [a for a in active if a[2] > start]
        opening = starts.get(start, ())
        active += [(stop - start, number, stop, mark) for stop, number, mark in opening]
        active.sort(key=lambda a: a[:3])
        unique = dict.fromkeys(a[3].id for a in active)
        by_id = {a[3].id: a[3] for a in reversed(active)}
        yield Piece(start, end, tuple(by_id[i] for i in unique), bool(opening))
