"""Stamps: the dates and times that pages print beside a headline, in the formats of many outlets."""

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from dateline.read.lines import visible_from

_MONTHS = (
    "january jan januar janvier enero ene gennaio janeiro",
    "february feb februar fevrier février febrero febbraio fevereiro",
    "march mar märz maerz mars marzo março",
    "april apr avril avr abril aprile abr",
    "may mai mayo maggio maio",
    "june jun juni juin junio giugno junho",
    "july jul juli juillet julio luglio julho",
    "august aug août aout agosto",
    "september sep sept septembre septiembre settembre setembro",
    "october oct oktober okt octobre octubre ottobre outubro",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre decembre diciembre dic dicembre dezembro",
)
_MONTH = {word: n for n, row in enumerate(_MONTHS, 1) for word in row.split()}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s{0,3})?"
_ZONE = r"(?:\s{0,2}\(?(?:(?:GMT|UTC)\s?[+-]\d{1,2}(?::?\d\d)?|Z|[A-Z]{2,4}T|UTC|GMT|local time|[+-]\d\d:?\d\d)\b\)?)?"
_TIME = (
    r"(?P<hour#>[01]?\d|2[0-4])(?:[:.h](?P<minute#>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?)"
    rf"(?:\s{{0,2}}(?P<half#>[ap]\.?m\b\.?))?{_ZONE}"
)
_LOOSE = r"(?:\s{0,3}(?:[,\-–—|@•·/T(]|\bat\b|\bon\b|\bà\b)?\s{0,3})"
_DATES = (
    r"(?P<y1>(?:19|20)\d\d)(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})(?!\d)",
    rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th|º|\.)?[ \-]{{0,2}}(?:of |de )?(?P<m2>{_NAMES})\b\.?,?[ \-]{{0,2}}(?:de )?"
    r"(?P<y2>(?:19|20)\d\d|['’]?\d\d(?![\d:.]))(?!\d)",
    rf"(?P<m3>{_NAMES})\b\.?\s{{1,2}}(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}(?P<y3>(?:19|20)\d\d)(?!\d)",
    r"(?P<d4>\d{1,2})(?P<s4>[/.])(?P<m4>\d{1,2})(?P=s4)(?P<y4>(?:19|20)\d\d|\d\d)(?!\d)",
)
_STAMP = re.compile(
    rf"(?<![\w.])(?:{_TIME.replace('#', '1')}{_LOOSE})?{_WEEKDAY}(?:{'|'.join(_DATES)})"
    rf"(?:{_LOOSE}{_TIME.replace('#', '2')})?",
    re.IGNORECASE,
)
_CLOCK = re.compile(rf"(?<![\w.:]){_TIME.replace('#', '1')}", re.IGNORECASE)
_MILITARY = re.compile(r"\b(?:[01]\d|2[0-4])[0-5]\d\s?(?:hours|hrs|h|GMT|UTC|Z)\b", re.IGNORECASE)
_LABEL_WORDS = """
published updated update posted modified edited created first last date time on at issued release released filed
added the de le el la am pm gmt utc est edt ist bst cet eat wat cat sast local hrs hours h ago day dated
this article story report page version was were first originally appeared ends
"""
_LABELS = frozenset(_LABEL_WORDS.split())
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")


class Stamp(Struct, frozen=True):
    """A date that a page prints: `moment` is an ISO date, or an ISO minute where the clock is given too.

    `day` is where the date without its clock ends; `guessed` is true for 04/05/2024, read as day before month.
    """

    start: int
    end: int
    moment: str
    guessed: bool = False

    @property
    def precise(self) -> bool:
        """True where the stamp gives the minute."""
        return "T" in self.moment


def find(text: str, start: int, end: int) -> Iterator[Stamp]:
    """The stamps in a stretch of text, in order."""
    if not _DIGIT.search(text, start, end):
        return
    for match in _STAMP.finditer(text, start, end):
        stamp = _read(match)
        if stamp:
            yield stamp


def leading(text: str, start: int, end: int) -> Stamp | None:
    """The stamp with which a stretch begins, its label ("Published on", "date") included.

    >>> leading("Published On 3 Mar 2023 More", 0, 28)
    Stamp(start=0, end=23, moment='2023-03-03', guessed=False)
    """
    at = visible_from(text, start, end)
    for word in _WORD.finditer(text, start, min(end, start + 40)):
        if word.start() > at + 2 or word.group().lower() not in _LABELS:
            break
        at = word.end()
    while at < end and text[at] in " \t:,-–—|":
        at += 1
    match = _STAMP.match(text, at, end)
    stamp = _read(match) if match else None
    return Stamp(start, stamp.end, stamp.moment, stamp.guessed) if stamp else None


def only(text: str, start: int, end: int) -> bool:
    """True where a stretch holds nothing but stamps, clock times and their labels."""
    if end - start > 160 or not any(c.isdigit() for c in text[start:end]):
        return False
    rest, seen = text[start:end], False
    for pattern in (_STAMP, _CLOCK, _MILITARY):
        rest, count = pattern.subn(" ", rest)
        seen = seen or count > 0
    return seen and all(w.lower() in _LABELS for w in _WORD.findall(rest)) and not re.search(r"\d", rest)


def iso(value: str) -> str | None:
    """The ISO date or minute with which a machine-written time begins; midnight to the second is a date.

    >>> iso("2022-02-14T15:40:00+02:00"), iso("2022-02-14 00:00:00"), iso("14 February 2022")
    ('2022-02-14T15:40', '2022-02-14', '2022-02-14')
    """
    found = next(find(value.strip(), 0, min(len(value), 80)), None)
    return found.moment if found else None


def _read(match: re.Match[str]) -> Stamp | None:
    """What a match says, or None where it is no day of the calendar."""
    part = next(i for i in "1234" if match["y" + i])
    year, day, month = match["y" + part].strip("'’"), int(match["d" + part]), match["m" + part].lower()
    number = int(month) if month.isdigit() else _MONTH[month]
    guessed = part == "4" and day <= 12 and number <= 12 and day != number and match["s4"] == "/"
    if part == "4" and number > 12 >= day:
        day, number = number, day
    try:
        found = date(_full_year(year), number, day).isoformat()
    except ValueError:
        return None
    clock = _clock(match, "2") or _clock(match, "1")
    # Feeds fill a missing clock with midnight, so midnight to the second says no more than the day.
    if clock and not (clock == "00:00" and match.group().rstrip("Z").endswith(("00:00:00", "00:00:00.000"))):
        found = f"{found}T{clock}"
    return Stamp(match.start(), match.end(), found, guessed)


def _full_year(digits: str) -> int:
    year = int(digits)
    return year if year > 99 else year + (2000 if year < 70 else 1900)


def _clock(match: re.Match[str], i: str) -> str | None:
    if match["minute" + i] is None:
        return None
    hour, half = int(match["hour" + i]), (match["half" + i] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return f"{hour % 24:02d}:{match['minute' + i]}"
