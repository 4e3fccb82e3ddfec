"""The date of an incident: the most exact time that the page gives for it, or the interval that the text allows.

The publication date is never taken for want of a better one: a main incident without a day gets the days before
publication with a `basis`, a background incident gets `unknown` and an issue (contract, "What counts as an incident").
"""

from collections.abc import Sequence
from datetime import date, timedelta

from dateline.model import DatePrecision, DateRange, Published, TimeMention

NEWS_LAG_DAYS = 1
"""A main story is told on the day of its incident or the day after."""

EXACT: dict[str, int] = {
    "minute": 0,
    "hour": 0,
    "day": 0,
    "days": 1,
    "week": 2,
    "month": 3,
    "months": 4,
    "year": 5,
    "unknown": 6,
}


def date_of(times: Sequence[TimeMention]) -> DateRange | None:
    """The first of the times told of an incident, or a more exact one that lies inside it; null where none resolves.

    >>> date_of([]) is None
    True
    """
    resolved = [t for t in times if t.first]
    if not resolved:
        return None
    leading = resolved[0]
    inside = [t for t in resolved if _within(t, leading)]
    best = min(inside, key=lambda t: EXACT[t.precision])
    first, last = best.first[:10] if best.first else "", (best.last or best.first or "")[:10]
    agreeing = [t for t in resolved if t.first and t.first[:10] == first and (t.last or t.first)[:10] == last]
    evidence = tuple(dict.fromkeys((t.start, t.end) for t in agreeing))
    precision = day_precision(first, last, best.precision)
    if best.basis:
        return DateRange(start=first, end=last, precision=precision, evidence=evidence, basis=best.basis)
    return DateRange(start=first, end=last, precision=precision, evidence=evidence)


def _within(t: TimeMention, frame: TimeMention) -> bool:
    if t.first is None or frame.first is None:
        return False
    return frame.first[:10] <= t.first[:10] and (t.last or t.first)[:10] <= (frame.last or frame.first)[:10]


def day_precision(first: str, last: str, precision: str) -> DatePrecision:
    """A time's precision in whole days."""
    if first == last:
        return "day"
    if precision in ("minute", "hour", "day"):
        return "days"
    return precision  # type: ignore[return-value]


def before_publication(published: Published, kind: str) -> DateRange | None:
    """The days on or just before a report's publication, for an incident that the report tells as news."""
    if published.start is None or published.end is None:
        return None
    first, last = date.fromisoformat(published.start[:10]), date.fromisoformat(published.end[:10])
    start = first - timedelta(days=NEWS_LAG_DAYS)
    what = "the report's" if kind == "story" else f"the {kind}'s own"
    return DateRange(
        start=start.isoformat(),
        end=last.isoformat(),
        precision=span_precision(start, last),
        evidence=published.evidence,
        basis=f"inferred: on or just before {what} publication",
    )


def span_precision(first: date, last: date) -> DatePrecision:
    """The precision word for a run of days."""
    days = (last - first).days + 1
    if days == 1:
        return "day"
    if days <= 6:
        return "days"
    if days <= 8:
        return "week"
    return "month" if days <= 32 else "months" if days <= 330 else "year"


UNKNOWN = DateRange(start=None, end=None, precision="unknown", evidence=())
