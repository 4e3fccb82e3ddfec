"""Neighbouring time expressions that are one: "10 pm on Thursday", "Thursday, 4 January", "3 March to 5 April"."""

import re
from datetime import date
from typing import NamedTuple

from dateline.mentions.timex.calendar import Days, period, shift
from dateline.mentions.timex.calendar import day as one_day
from dateline.mentions.timex.reading import FROM_NARRATIVE, FROM_PUBLICATION, Reading, Setting
from dateline.model import PublishedPrecision


class Hit(NamedTuple):
    """An expression in the text and its reading."""

    start: int
    end: int
    reading: Reading


_WEEK_OF = re.compile(r"\bweek\s(?:of|beginning|starting|from)\s$", re.I)
_SINCE = re.compile(r"\b(?:since|ever since)\s(?:the\s|about\s|around\s)?$", re.I)


def opened(setting: Setting, hit: Hit) -> Hit:
    """A date after "since" runs to publication; one after "the week of" is that week."""
    days, today = hit.reading.days, setting.today
    if (
        days
        and days.precision == "day"
        and _WEEK_OF.search(setting.text, max(setting.start, hit.start - 20), hit.start)
    ):
        week = period("week", days.first)
        return hit._replace(reading=hit.reading._replace(value=week.value, days=week))
    if not days or not today or hit.reading.type == "DURATION" or days.first > today:
        return hit
    if not _SINCE.search(setting.text, max(setting.start, hit.start - 20), hit.start):
        return hit
    precision: PublishedPrecision = "days" if days.precision in ("day", "days", "week") else "months"
    opened = days._replace(last=today, precision=precision)
    return hit._replace(reading=hit.reading._replace(days=opened, kind="range"))


_BESIDE = re.compile(
    r",?\s\(?|\s?,?\s(?:on|at|of|in|late|early|from|into)\s(?:the\s)?(?:about\s|around\s)?|\s?\(", re.I
)
_DAY = re.compile(r"(?:\d{4}|XXXX)-\d\d-\d\d")
_YEAR = re.compile(r"(?:last|this|next|the previous|the following)\s+year", re.I)
_TO = re.compile(r"\s?[-–—]\s?|\s(?:to|until|till|through)\s", re.I)
_AND = re.compile(r"\sand\s", re.I)
_OPENING = re.compile(r"\b(?:between|from)\s(?:the\s|late\s|early\s)?$", re.I)


def joined(setting: Setting, a: Hit, b: Hit) -> Hit | None:
    """Two neighbours as one expression where they are one: a time and its day, a weekday and its date, a range."""
    if b.start - a.end > 20:
        return None
    gap = setting.text[a.end : b.start]
    if _BESIDE.fullmatch(gap) and not ("," in gap and a.reading.moment and b.reading.moment):
        beside = _beside(setting, a, b, gap)
        if beside:
            return beside
    kinds = (a.reading.kind, b.reading.kind)
    if kinds == ("range", "day") and a.reading.moment and a.reading.days and b.reading.days and _TO.fullmatch(gap):
        days = a.reading.days._replace(last=max(a.reading.days.first, b.reading.days.last))
        return Hit(a.start, b.end, a.reading._replace(days=days))  # "overnight from Friday to Saturday"
    return _range(setting, a, b, gap) if kinds == ("day", "day") else None


def _beside(setting: Setting, a: Hit, b: Hit, gap: str) -> Hit | None:
    """Two neighbours with nothing but a preposition, a comma or a bracket between them."""
    kinds = (a.reading.kind, b.reading.kind)
    if setting.text[a.start : a.end].lower() == "overnight" and kinds[1] in ("day", "range"):
        return _overnight(a, b, "into" in gap.lower())
    if kinds[0] == "part" and b.reading.days and b.reading.days.precision == "days" and not _is_night(b):
        return Hit(a.start, b.end, b.reading)
    if kinds in (("clock", "day"), ("part", "day")) and (_one_day(b) or _is_night(b)):
        return _timed(a, b, b, a)
    if kinds in (("day", "clock"), ("day", "part")) and (_one_day(a) or _is_night(a)):
        return _timed(a, b, a, b)
    if kinds in (("part", "clock"), ("clock", "part")) and "," not in gap:
        clock = a if kinds[0] == "clock" else b
        return Hit(a.start, b.end, clock.reading)
    if kinds[0] in ("day", "timed") and kinds[1] == "day" and re.fullmatch(r",?\s\(?", gap):
        return _dated(setting, a, b, gap)
    return None


def _one_day(hit: Hit) -> bool:
    reading = hit.reading
    if reading.days is None:
        return reading.value.startswith(("XXXX-WXX-", "XXXX-")) and "-WE" not in reading.value
    return reading.days.precision == "day"


def _overnight(a: Hit, b: Hit, into: bool) -> Hit | None:
    """The night that begins on a named day, or ends on it ("overnight into Tuesday"), or lies between two."""
    days = b.reading.days
    if days is None or days.precision not in ("day", "days") or b.reading.moment:
        return None
    if days.first == days.last:
        first = shift("day", days.first, -1 if into else 0)
        days = Days(first, shift("day", first, 1), "days", f"{first}TNI")
    reading = b.reading._replace(type="TIME", value=f"{days.first}TNI", days=days, moment="TNI", kind="range")
    return Hit(a.start, b.end, reading)


def _is_night(hit: Hit) -> bool:
    """Whether it is "last night" or "overnight", which lie on two days."""
    return hit.reading.days is not None and hit.reading.moment == "TNI"


def _timed(a: Hit, b: Hit, day: Hit, time: Hit) -> Hit:
    """A day with a clock time or a part of the day."""
    moment, days = time.reading.moment or "", day.reading.days
    if days and days.first != days.last:  # "last night" with a clock time: the evening before, or the small hours
        then = days.first if moment[1:3] >= "12" else days.last
        reading = day.reading._replace(value=f"{then}{moment}", days=one_day(then), kind="timed", moment=moment)
        return Hit(a.start, b.end, reading)
    value = day.reading.value.split("T")[0]
    reading = day.reading._replace(
        type="TIME", value=f"{value}{moment}", kind="day" if time.reading.kind == "part" else "timed", moment=moment
    )
    return Hit(a.start, b.end, reading)


def _dated(setting: Setting, a: Hit, b: Hit, gap: str) -> Hit | None:
    """A weekday and the written date beside it, which decides; or a date and the year in which it lies."""
    if _YEAR.fullmatch(setting.text, b.start, b.end) and a.reading.yearless and a.reading.days and b.reading.days:
        first = b.reading.days.first
        days = _into_year(a.reading.days, b.reading.days._replace(last=first.replace(month=12, day=31)))
        reading = a.reading._replace(days=days, value=days.value, yearless=False, basis=FROM_PUBLICATION)
        return Hit(a.start, b.end, reading)
    if not (_one_day(a) and _one_day(b)):
        return None
    if _counted(a) and _written(b):
        weekday, written = a.reading, b.reading
    elif _counted(b) and _written(a):
        weekday, written = b.reading, a.reading
    else:
        return None
    if written.yearless and written.days and weekday.days:
        written = _on_weekday(written, weekday.days.first.weekday(), setting.today)
    closed = "(" in gap and setting.text[b.end : min(b.end + 1, setting.end)] == ")"
    if weekday.moment and written.days:
        value = written.value + weekday.moment
        written = written._replace(type="TIME", value=value, moment=weekday.moment, kind=weekday.kind)
    return Hit(a.start, b.end + closed, written)


def _on_weekday(written: Reading, number: int, today: date | None) -> Reading:
    """A date without a year, in the nearest year that puts it on the weekday named beside it: ahead only if soon."""
    if written.days is None:
        return written
    soon = today is not None and (written.days.first - today).days + 365 < 100
    for size in (0, 1, -1, -2, -3, -4, -5) if soon else (0, -1, -2, -3, -4, -5, 1):
        try:
            d = written.days.first.replace(year=written.days.first.year + size)
        except ValueError:
            continue
        if d.weekday() == number:
            return written._replace(days=one_day(d), value=d.isoformat())
    return written


def _counted(hit: Hit) -> bool:
    """Whether a day is counted from publication, as weekdays are, or would be if there were a publication day."""
    reading = hit.reading
    return reading.value.startswith("XXXX-WXX") or reading.basis == FROM_PUBLICATION


def _written(hit: Hit) -> bool:
    """Whether a day is written as a day of a month."""
    return bool(_DAY.match(hit.reading.value)) and hit.reading.basis not in (FROM_PUBLICATION, FROM_NARRATIVE)


def _range(setting: Setting, a: Hit, b: Hit, gap: str) -> Hit | None:
    opening = _OPENING.search(setting.text, max(setting.start, a.start - 16), a.start)
    if not (_TO.fullmatch(gap) or (_AND.fullmatch(gap) and opening and opening.group().lower().startswith("between"))):
        return None
    first, last = a.reading, b.reading
    if not first.days or not last.days:
        return None
    start = first.days
    if (first.yearless and start.first > last.days.first) or (first.yearless and not last.yearless):
        start = _into_year(start, last.days)
    if start.first > last.days.last and _counted(a) and _counted(b) and start.precision == "day":
        before = shift("day", start.first, -7)  # "Monday-Friday", when this week's Friday is still to come
        start = one_day(before)
    if start.first > last.days.last or last.type == "DURATION":
        return None
    precision: PublishedPrecision = "days" if last.days.precision in ("day", "days", "week") else "months"
    if start.precision == "year" and last.days.precision == "year":
        precision = "year"
    value = f"{start.value}/{last.days.value}"
    days = Days(start.first, last.days.last, precision, value)
    return Hit(
        a.start, b.end, Reading("DATE", value, days, last.basis or (first.basis if last.yearless else None), "range")
    )


def _into_year(days: Days, following: Days) -> Days:
    """A date without a year, in the latest year that puts it before another date."""
    for year in (following.first.year, following.first.year - 1):
        try:
            first, last = days.first.replace(year=year), days.last.replace(year=year)
        except ValueError:
            continue
        if first <= following.last:
            return days._replace(first=first, last=last, value=f"{year:04d}{days.value[4:]}")
    return days


def placed(hits: list[Hit], hit: Hit, told: tuple[date, date] | None) -> Hit:
    """A clock time with no day takes the nearest day of its sentence, else the day that the narrative has reached."""
    reading = hit.reading
    if reading.days is not None or reading.kind not in ("clock", "part") or not reading.moment:
        return hit
    if reading.value[:4] != "XXXX" or reading.value.startswith("XXXX-W"):
        return hit
    near = [
        h for h in hits if h.reading.days and h.reading.days.precision == "day" and h.reading.kind in ("day", "timed")
    ]
    if near:
        days = min(near, key=lambda h: abs(h.start - hit.start)).reading.days
    else:
        days = Days(told[0], told[1], "day", told[0].isoformat()) if told and told[0] == told[1] else None
    if days is None:
        return hit
    basis = "inferred: the day told beside it"
    return hit._replace(reading=reading._replace(value=f"{days.first}{reading.moment}", days=days, basis=basis))
