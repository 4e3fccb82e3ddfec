"""Ages: "21 hours ago" beside a headline, and the times that it stands for.

Pages round ages down, so "n units ago" covers n+1 to n units before the page's time.
"""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from msgspec import Struct

from dateline.model import Evidence, Published
from dateline.read.lines import visible_from

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: n for n, word in enumerate(_WORDS)} | {"a": 1, "an": 1, "last": 1}
_UNITS = {
    "second": "minute",
    "sec": "minute",
    "s": "minute",
    "minute": "minute",
    "min": "minute",
    "m": "minute",
    "hour": "hour",
    "hr": "hour",
    "h": "hour",
    "day": "day",
    "d": "day",
    "week": "week",
    "wk": "week",
    "w": "week",
    "month": "month",
    "mo": "month",
    "mth": "month",
    "year": "year",
    "yr": "year",
    "y": "year",
}
_AGE = re.compile(
    r"(?:(?:updated|published|posted|about|over|almost|last updated|an?)\s+){0,2}?"
    rf"(?:(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)})\s{{0,2}}"
    rf"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})s?\.?\s+ago"
    r"|(?P<now>just now|moments ago|yesterday|today))(?!\w)",
    re.IGNORECASE,
)


class Age(Struct, frozen=True):
    """An age as the page gives it: how many of which unit; `end` is where its words end."""

    count: int
    unit: str
    start: int
    end: int


def leading(text: str, start: int, end: int) -> Age | None:
    """The age with which a stretch of text begins.

    >>> leading("3 weeks ago", 0, 11)
    Age(count=3, unit='week', start=0, end=11)
    """
    start = visible_from(text, start, end, also="•·|–-")
    found = _AGE.match(text, start, end)
    if not found:
        return None
    word = (found["now"] or "").lower()
    if word in ("yesterday", "today"):
        return Age(1 if word == "yesterday" else 0, "calendar day", start, found.end())
    if word:
        return Age(0, "minute", start, found.end())
    n = found["n"].lower()
    unit = found["unit"].lower()
    count = 0 if unit in ("second", "sec", "s") else _NUMBERS[n] if n in _NUMBERS else int(n)
    return Age(count, _UNITS[unit], start, found.end())


def resolve(age: Age, now: Published, evidence: Evidence) -> Published:
    """The interval that an age covers, counted back from the page's time; unknown where that is unknown."""
    if now.start is None or now.end is None:
        return Published(start=None, end=None, precision="unknown", evidence=evidence)
    first, last = _moments(now.start, now.end)
    if age.unit in ("minute", "hour") and _known_to_the_minute(now):
        step = timedelta(hours=1) if age.unit == "hour" else timedelta(minutes=1)
        start, end = first - (age.count + 1) * step, last - age.count * step
        return Published(
            start=start.isoformat("T", "minutes"),
            end=end.isoformat("T", "minutes"),
            precision="hour" if age.unit == "hour" else "minute",
            evidence=evidence,
        )
    return _days(age, first, last, evidence)


def _days(age: Age, first: datetime, last: datetime, evidence: Evidence) -> Published:
    """The days that an age covers."""
    if age.unit in ("minute", "hour"):
        step = timedelta(hours=1) if age.unit == "hour" else timedelta(minutes=1)
        start, end = (first - (age.count + 1) * step).date(), (last - age.count * step).date()
    elif age.unit == "calendar day":
        start, end = first.date() - timedelta(age.count), last.date() - timedelta(age.count)
    else:
        start = _back(first.date(), age.unit, age.count + 1)
        end = _back(last.date(), age.unit, age.count)
    coarse = age.unit if age.unit in ("week", "month", "year") else "day" if start == end else "days"
    return Published(
        start=start.isoformat(),
        end=end.isoformat(),
        precision=coarse,  # type: ignore[arg-type]  # one of week, month, year, day, days
        evidence=evidence,
    )


def _back(day: date, unit: str, count: int) -> date:
    """The day that lies so many units earlier; the 31st of a short month is its last day."""
    if unit in ("day", "week"):
        return day - timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
    year, month = max(months // 12, 1), months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _known_to_the_minute(now: Published) -> bool:
    return now.precision in ("minute", "hour")


def _moments(start: str, end: str) -> tuple[datetime, datetime]:
    last = datetime.fromisoformat(end)
    if len(end) == len("2022-02-14"):
        last = last.replace(hour=23, minute=59)
    return datetime.fromisoformat(start), last
