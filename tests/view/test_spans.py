from hypothesis import given
from hypothesis import strategies as st

from dateline.view.spans import Mark, cut

SPANS = st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40)), max_size=4).map(tuple)
MARKS = st.lists(SPANS, max_size=8).map(lambda rows: [Mark(f"v{n}", "place", spans) for n, spans in enumerate(rows)])


@given(st.integers(0, 36), MARKS, st.lists(st.integers(-2, 40), max_size=5))
def test_every_character_is_in_one_piece_under_exactly_the_marks_that_cover_it(length, marks, borders):
    pieces = list(cut(length, marks, borders))

    assert [at for p in pieces for at in range(p.start, p.end)] == list(range(length))
    for piece in pieces:
        for at in range(piece.start, piece.end):
            covering = {m.id for m in marks if any(a <= at < b for a, b in m.spans)}
            assert {m.id for m in piece.marks} == covering
    starts = {p.start for p in pieces}
    assert {b for b in borders if 0 < b < length} <= starts


def test_the_shortest_span_comes_first():
    long, short = Mark("long", "content", ((0, 9),)), Mark("short", "actor", ((2, 4),))

    middle = next(p for p in cut(9, [long, short]) if p.start == 2)

    assert [m.id for m in middle.marks] == ["short", "long"]
    assert middle.opens


def test_a_piece_in_the_middle_of_a_span_opens_nothing():
    outer, inner = Mark("a", "content", ((0, 9),)), Mark("b", "actor", ((2, 4),))

    assert [p.opens for p in cut(9, [outer, inner])] == [True, True, False]
