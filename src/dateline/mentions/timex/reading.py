"""What every time rule needs: the setting it reads in, the reading it gives, and the words it shares with others."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Literal, NamedTuple

from dateline.mentions import numerals
from dateline.mentions.timex.calendar import MONTHS, WEEKDAYS, Days
from dateline.model import PublishedPrecision

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Tense = Literal["past", "future"]

FROM_PUBLICATION = "inferred: counted from the publication day"
FROM_NARRATIVE = "inferred: counted from the day told before"
YEAR_FROM_PUBLICATION = "inferred: year from the publication day"
VAGUE_LENGTH = "inferred: vague length counted from the publication day"


class Setting(NamedTuple):
    """A stretch of text, the publication time it is read against, and the day that the narrative has reached."""

    text: str
    start: int
    end: int
    now: datetime | None
    has_clock: bool
    anchor: tuple[date, date] | None

    @property
    def today(self) -> date | None:
        """The publication day."""
        return self.now.date() if self.now else None


class Reading(NamedTuple):
    """What an expression means. `kind` tells how it may join its neighbours: a day, a clock time, a part of a day."""

    type: TimexType
    value: str
    days: Days | None = None
    basis: str | None = None
    kind: Literal["day", "clock", "part", "timed", "range", ""] = ""
    yearless: bool = False
    moment: str | None = None
    """A clock time "T15:30" or part of the day "TMO", apart from its day."""


class Rule(NamedTuple):
    """One kind of expression: the words it may begin with ("#" is a digit), its pattern, and its meaning.

    `read` returns None where the words turn out to be no time.
    """

    starts: frozenset[str]
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Setting], Reading | None]


def located(days: Days, basis: str | None = None, kind: Literal["day", "range", ""] = "day") -> Reading:
    """A date that lies on known days."""
    return Reading("DATE", days.value, days, basis, kind)


def unlocated(kind: TimexType, value: str) -> Reading:
    """An expression that names no known day: a length, a repetition, or a date with nothing to count from."""
    return Reading(kind, value)


_BLANK = re.compile(r"(\[[^\]]*\])| (\?)?")


def rule(starts: str, pattern: str, read: Callable[[re.Match[str], Setting], Reading | None]) -> Rule:
    """A rule from words parted by blanks and a pattern that ignores case; a blank in it stands for any white space."""
    spaced = _BLANK.sub(lambda m: m[1].replace(" ", r"\s") if m[1] else r"\s*" if m[2] else r"\s+", pattern)
    compiled = re.compile(spaced, re.I)
    return Rule(frozenset(starts.split()), compiled, read)


_SHORT = r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
MONTH = rf"(?:(?:{'|'.join(MONTHS)})\b|(?:{_SHORT})\b\.?)"
MONTH_STARTS = " ".join(MONTHS) + " " + _SHORT.replace("sept?", "sep|sept").replace("|", " ")
WEEKDAY = rf"(?:(?:{'|'.join(WEEKDAYS)})\b|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?)"
WEEKDAY_STARTS = " ".join(WEEKDAYS) + " mon tue tues wed thu thur thurs fri sat sun"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1\d|20)\d\d(?![\d,]\d|\d)"
UNIT = (
    r"(?:seconds?|minutes?|hours?|days?|nights?|weekends?|weeks?|fortnights?|months?|quarters?|years?|decades?"
    r"|century|centuries)"
)
UNITS = r"(?:seconds|minutes|hours|days|nights|weekends|weeks|fortnights|months|quarters|years|decades|centuries)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
PART = r"(?:morning|afternoon|evening|night)"
VAGUE = r"(?:several|a few|few|many|some|a couple of|a number of|countless|successive|consecutive)"
COUNT = rf"(?:{numerals.NUMBER}(?: (?:or|to) {numerals.NUMBER})?|an?|{VAGUE})"
COUNT_STARTS = " ".join(sorted(numerals.NUMBER_STARTS)) + " # an several few many some countless couple"
EARLY = r"(?:early|mid|late|the (?:very )?(?:beginning|start|middle|end|close) of|(?:beginning|start|middle|end) of)"
EARLY_STARTS = "early mid late the beginning start middle end"

_FUTURE = (
    r"\b(?:(?:will|won't|shall|would)(?: (?:not|also))?(?: be(?: \w{2,}(?:ed|en|ld|ut|ught|id)\b)?)?"
    r"|(?:is|are|was|were|be) (?:due|set|scheduled|expected|planned|likely|about)\b"
    r"|(?:is|are) to\b|due\b|scheduled|plan(?:s|ned|ning)? (?:to|for)|going to|expected to|upcoming|hopes? to"
    r"|(?:starts|begins|resumes|expires)(?= (?:on )?$)"
    r"|starting|beginning)|['’]ll\b"
)
_PAST = (
    r"\b(?:said|says|told|was|were|had|has|have|been|began|took|left|came|struck|hit|shot|fought|held|went|saw|met|fell"
    r"|rose|broke|blew|set|fled|found|made|gave|sent|ran|led|lost|put|cut|since|ago|(?!need|embed)\w{2,}ed)\b"
)
_MARKER = re.compile(f"(?P<future>{_FUTURE})|(?P<past>{_PAST})", re.I)
_BREAK = re.compile(r"[.;:!?—–]|,\s(?:and|but|while|who|which|when)\b|\b(?:that|but|while)\b")
_PREPOSITION = re.compile(r"\b(?:on|in|at|by|early|late)\s(?:the\s)?$", re.I)
_UNTIL = re.compile(r"\b(?:until|till|by)\s$", re.I)
_PARTS = {"early": "early", "mid": "mid", "late": "late", "beginning": "early", "start": "early", "middle": "mid"}


_ACTS = (
    r"(?:(?:air ?|missile |drone |rocket |suicide |car |bomb )?(?:attack|strike|raid|bombing|blast|explosion|shelling"
    r"|killing|shooting|assault|clash|massacre|ambush|incident|abduction|kidnapping|murder|barrage|bombardment"
    r"|crackdown)(?:s|es)?)"
)
_DONE = re.compile(
    rf"\b{_ACTS}(?: (?:in|at|near|against|by) (?:\w+ ){{1,3}})?\s?(?:(?:late |early )?on |of |from )?(?:last )?$", re.I
)
_OWNED = re.compile(rf"['’]s? (?:[\w-]+ ){{0,3}}?{_ACTS}\b", re.I)
_DEFINITE = re.compile(r"(?:\b(?:the|this|that|those|its|their|his)|['’]s) (?:[\w-]+ ){0,3}$", re.I)
_PLANNED = re.compile(
    r"\b(?:an?|new|further|planned|possible|fresh|more|any|future|imminent|next|another|general|nationwide)\s(?:\w+\s)?$",
    re.I,
)


def _is_done(text: str, before: str, end: int, *, modal: bool) -> bool:
    """Whether the day is that of an act which the clause takes as done: "would answer the strikes on Sunday"."""
    if _OWNED.match(text, end):
        return not _PLANNED.search(before)
    act = _DONE.search(before, max(0, len(before) - 64))
    led_in = before[: act.start()] if act else ""
    if act is None or _PLANNED.search(led_in):
        return False
    return bool(_DEFINITE.search(led_in)) or not modal


def tense(setting: Setting, start: int, end: int) -> Tense | None:
    """Whether the clause around an expression speaks of what was or of what will be; None where nothing tells.

    The nearest marker before the expression in its clause decides, else the first after it.
    """
    before = setting.text[max(setting.start, start - 90) : start]
    breaks = list(_BREAK.finditer(before))
    marks = list(_MARKER.finditer(before, breaks[-1].end() if breaks else 0))
    if _is_done(setting.text, before, end, modal=bool(marks)):
        return "past"
    if marks:
        return "future" if marks[-1]["future"] else "past"
    led_in = _PREPOSITION.sub("", before[breaks[-1].end() if breaks else 0 :]).strip(' ,“"')
    aside = setting.text[end : end + 1] == "," and led_in
    after = None if aside else _MARKER.search(setting.text, end, min(setting.end, end + 90))
    stop = _BREAK.search(setting.text, end, min(setting.end, end + 90))
    if after and (stop is None or after.start() < stop.start()):
        return "future" if after["future"] else "past"
    return "future" if _UNTIL.search(before) else None


def early_part(words: str | None) -> Literal["early", "mid", "late"] | None:
    """Which third of an interval words such as "the beginning of" name."""
    if not words:
        return None
    found = next((part for word, part in _PARTS.items() if re.search(rf"\b{word}", words, re.I)), "late")
    return {"early": "early", "mid": "mid"}.get(found, "late")  # type: ignore[return-value]


def bounded(days: Days, precision: PublishedPrecision, value: str) -> Days:
    """The same days under another precision and value."""
    return days._replace(precision=precision, value=value)
