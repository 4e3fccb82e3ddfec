"""The calendar: units of time as intervals of days, with the TIMEX3 value that names each.

Values follow TimeML 1.2.1 (ISO 8601 with seasons "2012-SU", weekends "2012-W05-WE", decades "199", parts of the day
"TMO"). Weeks run from Monday to Sunday. Winter is counted under the year of its December; seasons are those of the
northern hemisphere, which is what English-language news means by them.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dateline.mentions import numerals
from dateline.model import PublishedPrecision

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": ("SP", 3), "summer": ("SU", 6), "autumn": ("FA", 9), "fall": ("FA", 9), "winter": ("WI", 12)}
DAY_PARTS = {
    "morning": "MO",
    "dawn": "MO",
    "daybreak": "MO",
    "sunrise": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "dusk": "EV",
    "sunset": "EV",
    "nightfall": "EV",
    "night": "NI",
    "overnight": "NI",
    "daytime": "DT",
}
DESIGNATORS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "weekend": "WE",
    "week": "W",
    "fortnight": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}

Unit = str
Third = Literal["early", "mid", "late"]


class Days(NamedTuple):
    """An interval of days, both included, with its precision and TIMEX3 value."""

    first: date
    last: date
    precision: PublishedPrecision
    value: str


def month_number(word: str) -> int:
    """The month (1 to 12) that a name or abbreviation stands for.

    >>> month_number("Sept."), month_number("MAY")
    (9, 5)
    """
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(word.lower()[:3]))


def weekday_number(word: str) -> int:
    """The weekday (Monday is 0) that a name or abbreviation stands for."""
    return next(i for i, name in enumerate(WEEKDAYS) if name.startswith(word.lower()[:3]))


def year_number(digits: str) -> int:
    """A year of four digits, or of two with the turn at 1930.

    >>> year_number("89"), year_number("'23"), year_number("2011")
    (1989, 2023, 2011)
    """
    digits = digits.strip("'’ ")
    if len(digits) > 2:
        return int(digits)
    return int(digits) + (2000 if int(digits) < 30 else 1900)


def valid(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def day(d: date) -> Days:
    """One day."""
    return Days(d, d, "day", d.isoformat())


def month(year: int, number: int) -> Days:
    """One month of a year."""
    last = date(year, number, monthrange(year, number)[1])
    return Days(last.replace(day=1), last, "month", f"{year:04d}-{number:02d}")


def months(year: int, number: int, size: int, value: str) -> Days:
    """A run of months from the given one."""
    end = shift_months(date(year, number, 1), size)
    return Days(date(year, number, 1), end - timedelta(days=1), "months", value)


def year(number: int) -> Days:
    """One calendar year."""
    return Days(date(number, 1, 1), date(number, 12, 31), "year", f"{number:04d}")


def years(first: int, size: int, value: str) -> Days:
    """A run of calendar years, such as a decade."""
    return Days(date(first, 1, 1), date(min(first + size - 1, 9999), 12, 31), "year", value)


def season(name: str, number: int) -> Days:
    """One season of a year; winter runs from its December into the next year."""
    code, first = SEASONS[name.lower()]
    return months(number, first, 3, f"{number:04d}-{code}")


def shift_months(d: date, size: int) -> date:
    """The same day so many months on, or the last day of a shorter month."""
    number = d.year * 12 + d.month - 1 + size
    y, m = min(max(number // 12, 1), 9998), number % 12 + 1
    return date(y, m, min(d.day, monthrange(y, m)[1]))


def period(unit: Unit, d: date) -> Days:
    """The calendar unit (a day, week, weekend, month, quarter, year, decade or century) that holds a day."""
    if unit in ("day", "night"):
        return day(d)
    monday = d - timedelta(days=d.weekday())
    iso = d.isocalendar()
    if unit == "weekend":
        value = f"{iso.year:04d}-W{iso.week:02d}-WE"
        return Days(monday + timedelta(days=5), monday + timedelta(days=6), "days", value)
    if unit in ("week", "fortnight"):
        return Days(monday, monday + timedelta(days=6), "week", f"{iso.year:04d}-W{iso.week:02d}")
    if unit == "month":
        return month(d.year, d.month)
    if unit == "quarter":
        number = (d.month - 1) // 3
        return months(d.year, number * 3 + 1, 3, f"{d.year:04d}-Q{number + 1}")
    if unit == "decade":
        return years(max(d.year // 10 * 10, 1), 10, f"{d.year // 10:03d}")
    if unit == "century":
        return years(max(d.year // 100 * 100, 1), 100, f"{d.year // 100:02d}")
    return year(d.year)


_FIRST_DAY, _LAST_DAY = date(2, 1, 1).toordinal(), date(9998, 12, 31).toordinal()
_DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}


def shift(unit: Unit, d: date, size: int) -> date:
    """The day so many units on; negative sizes go back. At most 1,200 years are gone either way."""
    if unit in _DAYS:
        most_days = 1200 * 365
        day_number = d.toordinal() + max(-most_days, min(most_days, _DAYS[unit] * size))
        return date.fromordinal(max(_FIRST_DAY, min(_LAST_DAY, day_number)))
    size *= {"month": 1, "quarter": 3, "decade": 120, "century": 1200}.get(unit, 12)
    return shift_months(d, max(-14400, min(14400, size)))


def third(days: Days, part: Third) -> Days:
    """The early, middle or late third of an interval; the value stays, for TIMEX3 holds such parts in `mod`."""
    size = (days.last - days.first).days + 1
    if size < 9:
        return days
    if days.precision in ("year", "months"):
        run = round(size / 30.4)
        cuts = [shift_months(days.first, run // 3), shift_months(days.first, run - run // 3)]
    else:
        cuts = [days.first + timedelta(days=10), days.first + timedelta(days=20)]
    bounds = [days.first, *cuts, days.last + timedelta(days=1)]
    i = ("early", "mid", "late").index(part)
    precision: PublishedPrecision = "days" if days.precision in ("month", "week", "days") else "months"
    if days.precision == "year" and size > 366:
        precision = "year"
    return Days(bounds[i], bounds[i + 1] - timedelta(days=1), precision, days.value)


def duration(number: float | int | None, unit: Unit) -> str:
    """The TIMEX3 value of a length of time; an unknown number is X.

    >>> duration(24, "hour"), duration(None, "day"), duration(1, "fortnight"), duration(2.5, "year")
    ('PT24H', 'PXD', 'P2W', 'P2.5Y')
    """
    if number is not None and unit == "fortnight":
        number *= 2
    if number is not None and unit in ("decade", "century"):
        number, unit = number * (10 if unit == "decade" else 100), "year"
    if number == 0.5 and unit in ("hour", "day", "year"):
        number, unit = {"hour": (30, "minute"), "day": (12, "hour"), "year": (6, "month")}[unit]
    mark = DESIGNATORS[unit]
    amount = "X" if number is None else f"{number:g}" if number < 1e6 else str(int(number))
    return f"PT{amount}{mark[1]}" if mark[0] == "T" else f"P{amount}{mark}"


_UNIT = re.compile(r"(second|minute|hour|day|night|weekend|week|fortnight|month|quarter|year|decade|centur)", re.I)


def unit_name(word: str) -> Unit:
    """The unit that a word such as "Years" or "centuries" stands for."""
    match = _UNIT.match(word)
    name = match.group().lower() if match else "year"
    return "century" if name == "centur" else name


_VAGUE_MOST = {"day": 7, "night": 7, "week": 5, "month": 6, "year": 9, "hour": 24, "weekend": 5, "decade": 9}


def amount(words: str) -> float | int | None:
    """The number that stands before a unit: None for "several", "a few" and the like.

    >>> amount("two"), amount("a"), amount("several"), amount("the last")
    (2, 1, None, None)
    """
    words = words.lower().strip()
    if words in ("a", "an", "one", "single", "a single"):
        return 1
    if re.fullmatch(numerals.NUMBER, words, re.I):
        return numerals.value(words)
    return None


def most(unit: Unit) -> int:
    """How many units "a few" and "recent" are taken to reach at most: a week of days, five weeks, half a year."""
    return _VAGUE_MOST.get(unit, 9)
