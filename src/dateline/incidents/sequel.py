"""Sequels: a deed dated by what came after it, "held a funeral on Thursday, a day after gunmen attacked the town"."""

import re
from datetime import date, timedelta

from msgspec.structs import replace

from dateline.incidents.scene import Scene
from dateline.model import PublishedPrecision, Span, TimeMention

COUNTS = "one two three four five six seven eight nine ten eleven twelve".split()
NUMBERS = {"a": 1, **{word: n for n, word in enumerate(COUNTS, 1)}}
SOME_UNITS = rf"(?P<n>{'|'.join(NUMBERS)}|\d{{1,3}})\s+(?P<unit>day|week|month|year)s?"
LATER = re.compile(rf"\b{SOME_UNITS}\s*$", re.IGNORECASE)
EARLIER = re.compile(rf"{SOME_UNITS}\s+(?:earlier|before|previously)", re.IGNORECASE)
AFTER = re.compile(r",?\s*after\b", re.IGNORECASE)


def counted_back(scene: Scene, sentence: int, clause: Span) -> TimeMention | None:
    """The time of a clause that begins with "after" and stands behind "a day", "two weeks", ...; else null.

    The count runs from the last day named before it in the sentence, or else from the report's publication. A day is
    meant to the day, a week to the day or so, a month or year as the calendar's.
    """
    told = scene.document.sentences[sentence]
    found = LATER.search(scene.text, told.start, clause[0]) if AFTER.match(scene.text, clause[0]) else None
    if found is None:
        return None
    anchor = _last_day(scene, told.start, found.start()) or scene.reports[told.report].published.start
    if anchor is None:
        return None
    first, last, precision = _before(anchor, found)
    return TimeMention(
        start=found.start(),
        end=found.end(),
        first=first,
        last=last,
        precision=precision,
        type="DATE",
        value=first,
        basis=_basis(anchor),
    )


def anchored(scene: Scene, sentence: int, t: TimeMention) -> TimeMention:
    """ "Said on Wednesday that the strike a day earlier ...": counted from the day named before it in the sentence."""
    found = EARLIER.fullmatch(scene.text, t.start, t.end)
    anchor = _last_day(scene, scene.document.sentences[sentence].start, t.start) if found else None
    if found is None or anchor is None:
        return t
    first, last, precision = _before(anchor, found)
    return replace(t, first=first, last=last, precision=precision, basis=_basis(anchor))


def _last_day(scene: Scene, start: int, end: int) -> str | None:
    """The last day, not a longer time, that a stretch of text names."""
    times = scene.inside(scene.mentions.times, start, end)
    days = [t.first for t in times if t.first and t.first[:10] == (t.last or t.first)[:10]]
    return days[-1] if days else None


def _basis(anchor: str) -> str:
    return f"inferred: counted back from {anchor[:10]}"


def _before(anchor: str, count: re.Match[str]) -> tuple[str, str, PublishedPrecision]:
    """First and last day of what lies a count of units ("two weeks") before a day."""
    number = NUMBERS.get(count["n"].lower()) or int(count["n"])
    first, last, precision = _span(date.fromisoformat(anchor[:10]), number, count["unit"].lower())
    return first.isoformat(), last.isoformat(), precision


def _span(anchor: date, number: int, unit: str) -> tuple[date, date, PublishedPrecision]:
    """First and last day of what lies `number` units before a day."""
    if unit in ("day", "week"):
        slack = timedelta(days=unit == "week")
        day = anchor - timedelta(days=number * (7 if unit == "week" else 1))
        return day - slack, day + slack, "days" if slack else "day"
    if unit == "year":
        return date(anchor.year - number, 1, 1), date(anchor.year - number, 12, 31), "year"
    months = anchor.year * 12 + anchor.month - 1 - number
    first = date(months // 12, months % 12 + 1, 1)
    following = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return first, following - timedelta(days=1), "month"
