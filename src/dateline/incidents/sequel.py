"""Sequels: a deed dated by what came after it, "held a funeral on Thursday, a day after gunmen attacked the town"."""

import re
from datetime import date, timedelta

from msgspec.structs import replace

from dateline.incidents.scene import Scene
from dateline.model import PublishedPrecision, Span, TimeMention

COUNTS = "one two three four five six seven eight nine ten eleven twelve".split()
NUMBERS = {"a": 1, **{word: n for n, word in enumerate(COUNTS, 1)}}
LATER = re.compile(rf"\b(?P<n>{'|'.join(NUMBERS)}|\d{{1,3}})\s+(?P<unit>day|week|month|year)s?\s*$", re.IGNORECASE)
EARLIER = re.compile(
    rf"(?P<n>{'|'.join(NUMBERS)}|\d{{1,3}})\s+(?P<unit>day|week|month|year)s?\s+(?:earlier|before|previously)",
    re.IGNORECASE,
)
AFTER = re.compile(r",?\s*after\b", re.IGNORECASE)


def counted_back(scene: Scene, sentence: int, clause: Span) -> TimeMention | None:
    """The time of a clause that begins with "after" and stands behind "a day", "two weeks", ...; else null.

    The count runs from the last day named before it in the sentence, or else from the report's publication. A day is
    meant to the day, a week to the day or so, a month or year as the calendar's.
    """
    told = scene.document.sentences[sentence]
    found = LATER.search(scene.text, told.start, clause[0])
    if found is None or not AFTER.match(scene.text, clause[0]):
        return None
    named = [
        t
        for t in scene.inside(scene.mentions.times, told.start, found.start())
        if t.first and t.first[:10] == (t.last or t.first)[:10]
    ]
    said = scene.reports[told.report].published.start
    anchor = named[-1].first if named else said
    if anchor is None:
        return None
    number = NUMBERS.get(found["n"].lower()) or int(found["n"])
    first, last, precision = _span(date.fromisoformat(anchor[:10]), number, found["unit"].lower())
    return TimeMention(
        start=found.start(),
        end=found.end(),
        first=first.isoformat(),
        last=last.isoformat(),
        precision=precision,
        type="DATE",
        value=first.isoformat(),
        basis=f"inferred: counted back from {anchor[:10]}",
    )


def anchored(scene: Scene, sentence: int, t: TimeMention) -> TimeMention:
    """ "Said on Wednesday that the strike a day earlier ...": counted from the day named before it in the sentence."""
    found = EARLIER.fullmatch(scene.text, t.start, t.end)
    start = scene.document.sentences[sentence].start
    named = [
        n
        for n in scene.inside(scene.mentions.times, start, t.start)
        if n.first and n.first[:10] == (n.last or n.first)[:10]
    ]
    if found is None or not named or named[-1].first is None:
        return t
    number = NUMBERS.get(found["n"].lower()) or int(found["n"])
    first, last, precision = _span(date.fromisoformat(named[-1].first[:10]), number, found["unit"].lower())
    basis = f"inferred: counted back from {named[-1].first[:10]}"
    return replace(t, first=first.isoformat(), last=last.isoformat(), precision=precision, basis=basis)


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
