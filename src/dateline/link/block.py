"""Traits → block keys: two tellings that may be one incident share at least one.

A key is a time, a country with what must be equal in any case (threat or deed, series or single act), and either a
cell of half a degree or a token: a figure, a name, a rare word. Times come in three widths. A telling dated to at most
`DAYS` days has a key for each of its days; its tokens go by spans of four days. One dated to months, or only known to
lie before its publication, has keys by month, with strong tokens alone, and exact tellings have these too. One without
any date has keys without a time.

Where two values may differ by a tolerance (a day, `MARGIN` degrees) each side is stretched upwards by the whole of it,
so that both have the upper one's cell. All keys are a function of the telling itself, and each holds few tellings at a
given density of news, so the cost of looking at all pairs within blocks grows with the number of tellings.
"""

import math
from datetime import date
from functools import lru_cache
from itertools import combinations

from dateline.case import Traits

DAYS = 10
"""Days up to which a date counts as exact."""
SLACK = 1
"""Days by which the dates of one incident may differ: nights, time zones, "Monday" for the small hours of Tuesday."""
SPAN = 4
"""Days that share one key of a token."""
CELLS = 2
"""Cells a degree."""
MARGIN = 40.0 / 111.0
"""Degrees of latitude between two tellings of one incident, at most (see `traits.REACH`)."""
YEAR = 366
FRESH = 3
"""Days before publication on which news without a date most likely happened (four of five in the GVA train split)."""
MONTHS = 13
LOOKING_BACK = 3
"""Months before publication in which a telling without a date meets others by its place alone."""
TOKENS_FINE = 3
TOKENS_COARSE = 8
STRONG_EXACT = 5
STRONG_VAGUE = 6
STRONG_UNDATED = 8
TELLING_TOLL = 3
STRONG_TOLL = 20
LASTING_TOLL = 50
FOREVER = date.max.toordinal()
RARE_TYPES = frozenset(
    {
        "Government regains territory",
        "Non-state actor overtakes territory",
        "Non-violent transfer of territory",
        "Headquarters or base established",
        "Chemical weapon",
        "Agreement",
    }
)
"""Types so rare that a town has one of them a month or none."""


Timed = tuple[int, str]
"""A key with the last day (ordinal) that it stands for."""


def blocks(traits: Traits) -> tuple[str, ...]:
    """The block keys of a telling, each once, in a fixed order."""
    return tuple(dict.fromkeys(key for _, key in timed_blocks(traits)))


def timed_blocks(traits: Traits) -> list[Timed]:
    """The block keys of a telling, each with the last day (ordinal) that it stands for."""
    act = f"{'t' if traits.status == 'threatened' else 'd'}{int(traits.series)}"
    if len(traits.countries) == 1:
        return _blocks(traits, f"{traits.countries[0]} {act}")
    return [key for country in traits.countries or ("--",) for key in _blocks(traits, f"{country} {act}")]


def _blocks(traits: Traits, kind: str) -> list[Timed]:
    days = days_of(traits)
    if days is None:
        return _undated(traits, kind)
    if days[1] - days[0] < DAYS:
        return _near(traits, kind, days) + _lasting(traits, kind, days)
    if traits.first is None:
        return _near(traits, kind, (days[1] - FRESH, days[1])) + _vague(traits, kind, days)
    return _vague(traits, kind, days)


def days_of(traits: Traits) -> tuple[int, int] | None:
    """The days on which a telling's incident may lie: as dated, else the year before publication; null without both."""
    if traits.first is not None and traits.last is not None:
        return traits.first, traits.last
    return None if traits.published is None else (traits.published - YEAR + 1, traits.published)


def _near(traits: Traits, kind: str, days: tuple[int, int]) -> list[Timed]:
    """Keys by day and by spans of days."""
    first, last = days[0], days[1] + SLACK
    ends = [f"{kind} {cell}" for cell in cells_of(traits)]
    tokens = [*_tolls(traits, TELLING_TOLL), *traits.words[: TOKENS_FINE if traits.fine else TOKENS_COARSE]]
    if traits.fine:
        tokens += traits.places[:1]
    else:
        ends.append(f"{kind} {traits.sub_event_type} {' '.join(traits.admin1)}")
    found = [(day, f"{day} {end}") for day in range(first, last + 1) for end in ends]
    for span in range(first // SPAN, last // SPAN + 1):
        start = f"{span}q {kind} "
        found += [(span * SPAN + SPAN - 1, start + token) for token in tokens]
    return found


def _lasting(traits: Traits, kind: str, days: tuple[int, int]) -> list[Timed]:
    """Keys by which a telling of exact days is found by one of vague days or of none."""
    found = [(FOREVER, f"u {kind} {token}") for token in _tolls(traits, LASTING_TOLL)]
    if strong := _strong(traits, STRONG_EXACT):
        months = _months(days[0], days[1] + SLACK)
        found += [(end, f"{month}m {kind} {token}") for month, end in months for token in strong]
    return found


def _vague(traits: Traits, kind: str, days: tuple[int, int]) -> list[Timed]:
    months = list(_months(days[0], days[1] + SLACK))[-MONTHS:]
    cells = cells_of(traits)
    placed = months if traits.first is not None else months[-LOOKING_BACK:]
    strong = _strong(traits, STRONG_VAGUE)
    found = [(end, f"{month}m {kind} {token}") for month, end in months for token in strong]
    return found + [(end, f"{month}v {kind} {cell}") for month, end in placed for cell in cells]


def _undated(traits: Traits, kind: str) -> list[Timed]:
    """Without a time: a place with a token, or two tokens, for one alone would meet too many."""
    words = traits.words[:STRONG_UNDATED]
    act = kind.rpartition(" ")[2]
    ends = [f"{kind} {token}" for token in _tolls(traits, LASTING_TOLL)]
    ends += [f"{act} {a} {b}" for a, b in combinations(sorted(words), 2)]
    for place in traits.places[:2] if traits.fine else ():
        for token in (traits.sub_event_type, *_tolls(traits, TELLING_TOLL), *words):
            ends.append(f"{kind} {place} {token}")
    return [(FOREVER, f"u {end}") for end in ends]


def _tolls(traits: Traits, least: int) -> tuple[str, ...]:
    """A token for each figure of killed from `least` on, at most three."""
    if not traits.killed:
        return ()
    figures = {n for low, high in traits.killed if (n := low if low is not None else high) and n >= least}
    return tuple(f"k{n}" for n in sorted(figures, reverse=True)[:3])


def _strong(traits: Traits, most: int) -> list[str]:
    """Tokens that few incidents of a country and month share."""
    tokens = [*traits.names[:most], *_tolls(traits, STRONG_TOLL)]
    if traits.fine and traits.sub_event_type in RARE_TYPES:
        tokens += [f"{place} {traits.sub_event_type}" for place in traits.places[:2]]
    return tokens


def cells_of(traits: Traits) -> tuple[str, ...]:
    """The half-degree cells of a telling's towns, stretched by the margin to the north and the east."""
    if not traits.fine:
        return ()
    if len(traits.spots) == 1:
        return _cells(*traits.spots[0][:2])
    return tuple(dict.fromkeys(cell for lat, lon, _ in traits.spots for cell in _cells(lat, lon)))


@lru_cache(maxsize=100_000)
def _cells(lat: float, lon: float) -> tuple[str, ...]:
    east = MARGIN / max(0.2, math.cos(math.radians(min(89.0, abs(lat) + MARGIN))))
    rows = range(math.floor(lat * CELLS), math.floor((lat + MARGIN) * CELLS) + 1)
    columns = range(math.floor(lon * CELLS), math.floor((lon + east) * CELLS) + 1)
    return tuple(f"{row},{column % (360 * CELLS)}" for row in rows for column in columns)


@lru_cache(maxsize=100_000)
def _months(first: int, last: int) -> tuple[tuple[int, int], ...]:
    """The months that some days lie in, as numbers, each with its last day."""
    start, end = date.fromordinal(max(1, first)), date.fromordinal(min(FOREVER, last))
    numbers = range(start.year * 12 + start.month - 1, end.year * 12 + end.month)
    return tuple((n, _month_end(n)) for n in numbers)


def _month_end(number: int) -> int:
    year, month = divmod(number + 1, 12)
    return date(year, month + 1, 1).toordinal() - 1 if year < date.max.year else FOREVER
