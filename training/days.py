"""The days that plain time words cover on a page of a known day: an independent reading beside the writer's own.

Only wordings that the guideline fixes are read; whatever counts from the story ("the day before", "two days later")
gives nothing.
"""

import re
from datetime import date, timedelta

from msgspec import Struct

from dateline.mentions.numerals import NUMBER, value
from dateline.mentions.times import find_times
from dateline.model import Published

_TODAY = re.compile(
    r"(?:(?:early|late|earlier|later|just) )?(?:today|tonight|this (?:morning|afternoon|evening)|at dawn today)\b", re.I
)
_YESTERDAY = re.compile(r"(?:(?:early|late) )?(?:yesterday|last evening)\b", re.I)
_NIGHT = re.compile(r"(?:last night|overnight)$", re.I)
_AGO = re.compile(
    rf"(?:(?:about|some|only|just|barely) )?(?P<n>{NUMBER}|an?) (?P<unit>day|night|week|fortnight|month|year)s? ago$",
    re.I,
)
_FLOATING = re.compile(
    r"\b(?:that|same|following|previous|preceding|next|later|earlier|before|after|then|first|second|third|fourth"
    r"|last (?:day|friday of|sunday of)|of (?:the|this) (?:month|year)|moment|ago|between|from|to|until|till|by|and|or"
    r"|when|whit|palm|easter|good|the (?:mon|tues|wednes|thurs|fri|satur|sun)day|one)\b",
    re.I,
)
_SINCE = re.compile(r"\bsince\b", re.I)
_LEADING = re.compile(
    r"(?:(?:on|in|at|during|late|early|around|about|over|for|only|just|back|again|already)\s+)+", re.I
)


class Said(Struct, frozen=True):
    """First and last day (ISO), and whether nothing else would do."""

    first: str
    last: str
    is_exact: bool


def of(words: str, published: Published) -> Said | None:
    """What time words say on a page of that day, or null where they do not say it by themselves.

    >>> page = Published("2021-03-15", "2021-03-15", "day", ())
    >>> of("yesterday", page).first, of("two weeks ago", page).first, of("two weeks ago", page).last
    ('2021-03-14', '2021-02-22', '2021-03-01')
    >>> of("on Saturday", page).first, of("last month", page).last, of("the day before", page)
    ('2021-03-13', '2021-02-28', None)
    """
    if not (published.start and published.end) or published.start[:10] != published.end[:10]:
        return None
    page, words = date.fromisoformat(published.end[:10]), " ".join(words.split())
    if match := _AGO.match(words):
        return _ago(match, page)
    bare = _LEADING.sub("", words, count=1)
    day = timedelta(days=1)
    for pattern, first, last, is_exact in (
        (_TODAY, page, page, True),
        (_YESTERDAY, page - day, page - day, True),
        (_NIGHT, page - day, page, False),
    ):
        if pattern.match(bare):
            return Said(first.isoformat(), last.isoformat(), is_exact)
    return None if _FLOATING.search(words) else _expression(words, published)


def _ago(match: re.Match[str], page: date) -> Said | None:
    """`n units ago` covers n+1 to n units before the page."""
    unit, said = match["unit"].lower(), match["n"].lower()
    number = 1.0 if said in ("a", "an") else value(said)
    if number is None or number != int(number) or number > 400:
        return None
    count, unit = (int(number) * 2, "week") if unit == "fortnight" else (int(number), unit)
    return Said(_before(page, count + 1, unit).isoformat(), _before(page, count, unit).isoformat(), True)


def _before(page: date, count: int, unit: str) -> date:
    if unit in ("day", "night", "week"):
        return page - timedelta(days=count * (7 if unit == "week" else 1))
    months = page.year * 12 + page.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return next(d for n in range(4) if (d := _valid(year, month + 1, page.day - n)))


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _expression(words: str, published: Published) -> Said | None:
    """A weekday, a date, a month or a season, where one expression makes up the words."""
    found = [m for m in find_times(words, 0, len(words), published) if m.first and m.last]
    if len(found) != 1 or len(words) - (found[0].end - found[0].start) > len("late on the evening of "):
        return None
    first, last = (found[0].first or "")[:10], (found[0].last or "")[:10]
    is_plain = not _SINCE.search(words) and len(words) - (found[0].end - found[0].start) <= len("late on ")
    return Said(first, last, is_plain and found[0].precision in ("day", "month", "year") and found[0].type == "DATE")
