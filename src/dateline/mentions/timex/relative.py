"""Dates counted from another day: weekdays, "yesterday", "last month", "two days ago", "the next day".

They count from the publication day; "the same day", "the next day", "two days later" and "the previous day" count from
the day that the narrative has reached. A bare weekday is the latest such day up to publication, unless its clause
speaks of the future. "This" unit runs to publication, or from it where the clause speaks of the future.
"""

import re
from datetime import date, timedelta

from dateline.mentions.timex import calendar
from dateline.mentions.timex.calendar import Days
from dateline.mentions.timex.reading import (
    COUNT,
    COUNT_STARTS,
    EARLY,
    EARLY_STARTS,
    FROM_NARRATIVE,
    FROM_PUBLICATION,
    MONTH,
    PART,
    SEASON,
    UNIT,
    UNITS,
    VAGUE_LENGTH,
    WEEKDAY,
    WEEKDAY_STARTS,
    Reading,
    Setting,
    early_part,
    located,
    rule,
    tense,
    unlocated,
)
from dateline.model import PublishedPrecision

_NAMES_BEFORE = re.compile(
    r"\b(?:Black|Bloody|Good|Super|Holy|Ash|Palm|Easter|Cyber|Red|Sheffield|The|Ruby|Man|Big|Mail on)\s$"
)
_NAMES_AFTER = re.compile(
    r"\s(?:Times|Telegraph|Mirror|Express|Mail|Post|Herald|Market|Mosque|Movement|Coalition|Brigades?|Night Live"
    r"|Agreement|Accords?|World|Standard|Independent|Mercury|Tribune|Club|Group|School|Star|Sun)\b"
)
_UNKNOWN = {
    "day": "XXXX-XX-XX",
    "night": "XXXX-XX-XX",
    "weekend": "XXXX-WXX-WE",
    "week": "XXXX-WXX",
    "fortnight": "XXXX-WXX",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "decade": "XXX",
    "century": "XX",
}
_AHEAD = ("next", "following", "coming")
_BACK = ("last", "previous", "preceding")


def _joined(reading: Reading, part: str | None) -> Reading:
    """A day with a part of the day ("Thursday night")."""
    if not part:
        return reading
    moment = f"T{calendar.DAY_PARTS[part.lower()]}"
    return reading._replace(type="TIME", value=reading.value + moment, moment=moment)


def _weekday_near(today: date, number: int, direction: str) -> date:
    """The weekday on or before (past), on or after (future), strictly before or after, or in the week of a day."""
    back, ahead = (today.weekday() - number) % 7, (number - today.weekday()) % 7
    sizes = {
        "past": -back,
        "future": ahead,
        "last": -(back or 7),
        "next": ahead or 7,
        "this": number - today.weekday(),
    }
    return today + timedelta(days=sizes[direction])


def _weekday(match: re.Match[str], setting: Setting) -> Reading | None:
    name, today, which = match["name"], setting.today, (match["which"] or "").lower()
    if not _is_weekday(match, setting):
        return None
    number = calendar.weekday_number(name)
    if today is None:
        return _joined(unlocated("DATE", f"XXXX-WXX-{number + 1}")._replace(kind="day"), match["part"])
    if which in _AHEAD:
        direction = "next"
    elif which in (*_BACK, "past"):
        direction = "last"
    elif which == "this":
        direction = "this"
    else:
        direction = tense(setting, match.start(), match.end()) or "past"
    return _joined(located(calendar.day(_weekday_near(today, number, direction)), FROM_PUBLICATION), match["part"])


def _is_weekday(match: re.Match[str], setting: Setting) -> bool:
    """Not a word that looks like a short form ("sat", "Sun"), nor a day in the name of something."""
    name = match["name"]
    before = setting.text[max(setting.start, match.start() - 12) : match.start()]
    if len(name) < 6 and not name[0].isupper():
        return False
    if name.lower().strip(".") in ("sun", "sat", "mon", "wed") and not (
        re.match(r"\.?,? ?\d", setting.text[match.end("name") : match.end("name") + 4])
    ):
        return False
    return not (
        (_NAMES_BEFORE.search(before) and not match["which"])
        or _NAMES_AFTER.match(setting.text, match.end(), setting.end)
    )


_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}


def _deictic(match: re.Match[str], setting: Setting) -> Reading | None:
    """Yesterday, today, tomorrow, tonight, this morning, last night, overnight."""
    today, words = setting.today, re.sub(r"\s+", " ", match["words"].lower())
    size = _DAYS.get(words, 0)
    if words.startswith("the day before"):
        size = -2
    elif words.startswith("the day after"):
        size = 2
    elif words in ("last night", "yesternight", "overnight"):
        size = -1
    part = match["part"] or next((p for p in calendar.DAY_PARTS if p in words), None)
    part = "night" if words == "tonight" else part
    if today is None:
        return _joined(unlocated("DATE", "XXXX-XX-XX")._replace(kind="day"), part)
    d = calendar.shift("day", today, size)
    reading = _joined(located(calendar.day(d), FROM_PUBLICATION), part)
    if words in ("last night", "overnight"):
        reading = reading._replace(days=Days(d, today, "days", reading.value))
    return reading


def _this_unit(setting: Setting, match: re.Match[str], whole: Days, today: date) -> Days:
    """The part of the running unit that the clause means: up to publication, or from it on."""
    if not whole.first <= today <= whole.last:
        return whole
    if tense(setting, match.start(), match.end()) == "future":
        return whole._replace(first=today)
    return whole._replace(last=today)


def _last_unit(match: re.Match[str], setting: Setting) -> Reading | None:
    """Last, this or next week, weekend, month, quarter, year, decade or century, or a third of it."""
    unit, which, part = calendar.unit_name(match["unit"]), match["which"].lower(), early_part(match["third"])
    if unit in ("day", "night", "second", "minute", "hour") or match["unit"][-1:].lower() == "s":
        return None
    if setting.today is None:
        return unlocated("DATE", _UNKNOWN.get(unit, "XXXX"))
    size = -1 if which in _BACK else 1 if which in _AHEAD else 0
    days = calendar.period(unit, calendar.shift(unit, setting.today, size))
    if part:
        days = calendar.third(days, part)
    elif match["earlier"]:
        days = _side(days, setting.today, match["earlier"])
    elif size == 0 and which == "this":
        days = _this_unit(setting, match, days, setting.today)
    return located(days, FROM_PUBLICATION)


def _side(days: Days, today: date, word: str) -> Days:
    """The days of a unit before or after today: "earlier this month", "later this year"."""
    if not days.first <= today <= days.last:
        return days
    return days._replace(last=today) if word.lower() == "earlier" else days._replace(first=today)


def _weekend(match: re.Match[str], setting: Setting) -> Reading | None:
    if setting.today is None:
        return unlocated("DATE", "XXXX-WXX-WE")
    today = setting.today
    ahead = tense(setting, match.start(), match.end()) == "future"
    size = 0 if ahead or today.weekday() >= 5 else -1
    return located(calendar.period("weekend", calendar.shift("week", today, size)), FROM_PUBLICATION)


def _last_named(match: re.Match[str], setting: Setting) -> Reading | None:
    """Last, this or next December, summer, and the like: counted from the month or season of publication."""
    which, today, name = match["which"].lower(), setting.today, match["name"].lower()
    if name in ("may", "march", "mar") and not (
        match["name"].istitle() or (which == "last" and match["name"].isupper())
    ):
        return None  # "this may", "the next march"
    is_season = bool(re.fullmatch(SEASON, name))
    part = early_part(match["third"])
    if today is None:
        code = calendar.SEASONS[name][0] if is_season else f"{calendar.month_number(name):02d}"
        return unlocated("DATE", f"XXXX-{code}")
    around = range(today.year - 2, today.year + 3)
    options = [
        calendar.season(name, y) if is_season else calendar.month(y, calendar.month_number(name)) for y in around
    ]
    if which in _AHEAD:
        found = next(d for d in options if d.first > today)
    elif which in (*_BACK, "past"):
        found = [d for d in options if d.last < today][-1]
    else:
        found = next((d for d in options if d.first <= today <= d.last), options[2])
    return located(calendar.third(found, part) if part else found, FROM_PUBLICATION)


def _ago(match: re.Match[str], setting: Setting) -> Reading | None:
    """So many units before publication: the calendar unit that lies there; hours count from its minute."""
    unit, number = calendar.unit_name(match["unit"]), calendar.amount(match["count"] or "")
    today = setting.today
    if today is None or setting.now is None:
        return unlocated("DATE", _UNKNOWN.get(unit, "XXXX"))
    if unit in ("second", "minute", "hour"):
        return _hours_ago(unit, number, setting)
    if number is None and not match["count"]:
        return unlocated("DATE", "PAST_REF")
    if number is None:
        first = calendar.shift(unit, today, -calendar.most(unit))
        return Reading("DATE", "PAST_REF", Days(first, today, _run(unit, 2), "PAST_REF"), VAGUE_LENGTH, "day")
    number += 0.5 * bool(match["half"] or match["mid"])
    days = calendar.period(unit, calendar.shift(unit, today, -int(number)))
    if number != int(number) and unit == "year":
        days = calendar.period("month", calendar.shift("month", today, round(-12 * number)))
    return located(days, FROM_PUBLICATION)


def _hours_ago(unit: str, number: float | int | None, setting: Setting) -> Reading:
    assert setting.now is not None
    size = timedelta(**{f"{unit}s": min(1e6, float(number if number is not None else calendar.most("hour")))})
    then = setting.now - size
    value = then.strftime("%Y-%m-%dT%H:%M") if setting.has_clock else setting.now.date().isoformat()
    first = then.date() if setting.has_clock else (setting.now - size).date()
    last = first if setting.has_clock and number is not None else setting.now.date()
    precision: PublishedPrecision = "day" if first == last else "days"
    return Reading("TIME", value, Days(first, last, precision, value), FROM_PUBLICATION, "day")


def _run(unit: str, number: float | int | None) -> PublishedPrecision:
    """The precision of a run of so many units."""
    if unit in ("week", "month", "year") and number == 1:
        return unit  # type: ignore[return-value]
    return "days" if unit in ("day", "night", "week", "weekend", "hour", "minute", "second", "fortnight") else "months"


def _past_length(match: re.Match[str], setting: Setting) -> Reading | None:
    """The past or coming so many units: a length that ends, or begins, at publication."""
    which, unit = match["which"].lower(), calendar.unit_name(match["unit"])
    words = (match["count"] or "").strip()
    if not words and not match["unit"].lower().endswith("s"):
        words = "one"
    number = calendar.amount(words)
    value = calendar.duration(number, unit)
    today, ahead = setting.today, which in _AHEAD
    of_another = re.match(r"\sof\b", setting.text[match.end() : match.end() + 4])
    if today is None or which in ("first", "final") or of_another:
        return unlocated("DURATION", value)
    size = number if number is not None else calendar.most(unit)
    if unit in ("second", "minute", "hour"):
        size, unit = max(1, -int(-float(size) // 24)) if unit == "hour" else 1, "day"
    other = calendar.shift(unit, today, round(size) * (1 if ahead else -1))
    days = Days(min(today, other), max(today, other), _run(unit, number), value)
    return Reading("DURATION", value, days, FROM_PUBLICATION if number is not None else VAGUE_LENGTH)


def _recent(match: re.Match[str], setting: Setting) -> Reading | None:
    unit, today = calendar.unit_name(match["unit"]), setting.today
    ahead = match["which"].lower() != "recent"
    value = "FUTURE_REF" if ahead else "PAST_REF"
    if today is None:
        return unlocated("DATE", value)
    other = calendar.shift(unit, today, calendar.most(unit) * (1 if ahead else -1))
    return Reading("DATE", value, Days(min(today, other), max(today, other), _run(unit, None), value), VAGUE_LENGTH)


def _narrative(setting: Setting, unit: str, size: int, back: bool) -> Reading:
    """The unit so many steps from the day that the narrative has reached.

    Where it has reached none, steps back count from publication and the others are unknown.
    """
    if setting.anchor is not None:
        base = setting.anchor[1] if size > 0 else setting.anchor[0]
        return located(calendar.period(unit, calendar.shift(unit, base, size)), FROM_NARRATIVE)
    if back and setting.today is not None:
        return located(calendar.period(unit, calendar.shift(unit, setting.today, size)), FROM_PUBLICATION)
    return unlocated("DATE", _UNKNOWN.get(unit, "XXXX"))._replace(kind="day")


def _same(match: re.Match[str], setting: Setting) -> Reading | None:
    """The same, next, following or previous day, week, month or year of the narrative."""
    which, word = match["which"].lower(), match["unit"].lower()
    part = word if word in calendar.DAY_PARTS and word != "night" else None
    unit = "day" if part else calendar.unit_name(word)
    if unit in ("second", "minute", "hour"):
        return None
    size = 0 if which.endswith("same") or which in ("that", "later that") else -1 if which.endswith(_BACK) else 1
    reading = _narrative(setting, unit, size, size < 0)
    return _joined(reading, part or ("night" if word == "night" else None))


def _before(match: re.Match[str], setting: Setting) -> Reading | None:
    """The day, week or month before or after; unknown where an event follows ("the day before the vote")."""
    unit, back = calendar.unit_name(match["unit"]), match["side"].lower() in ("before", "earlier", "prior")
    if unit in ("second", "minute", "hour"):
        return None
    follower = re.match(
        r"\s(?:the|a|an|his|her|its|their|he|she|it|they|this|last|[A-Z]\w+)\b", setting.text[match.end() :][:20]
    )
    if follower and setting.text[match.end() - 5 : match.end()].lower() != "prior":
        return unlocated("DATE", _UNKNOWN.get(unit, "XXXX"))
    return _narrative(setting, unit, -1 if back else 1, back)


def _later(match: re.Match[str], setting: Setting) -> Reading | None:
    """So many units later or earlier in the narrative; hours stay within its day."""
    unit, number = calendar.unit_name(match["unit"]), calendar.amount(match["count"] or "")
    back = match["side"].lower() in ("earlier", "before", "previously", "prior")
    value = calendar.duration(number, unit)
    if re.match(r"\sthan\b", setting.text[match.end() : match.end() + 5]):
        return None
    if unit in ("second", "minute", "hour"):
        days = calendar.day(setting.anchor[0]) if setting.anchor and setting.anchor[0] == setting.anchor[1] else None
        return Reading("DURATION", value, days, FROM_NARRATIVE if days else None)
    if number is None:
        return unlocated("DATE", _UNKNOWN.get(unit, "XXXX"))
    return _narrative(setting, unit, int(number) * (-1 if back else 1), back)


_AGO_MORE = r"(?:(?:about|around|nearly|almost|roughly|some|more than|less than|over|just|at least|only) )?"
_AGO_STARTS = "about around nearly almost roughly more less over just at only"

RULES = (
    rule(
        f"{WEEKDAY_STARTS} last this next past previous following coming late early earlier later the",
        r"(?:(?:early|late|later|earlier)(?: on)? )?(?:the )?"
        r"(?:(?P<which>last|this|next|past|coming|following|previous) )?"
        rf"(?P<name>{WEEKDAY})(?:[ -](?P<part>{PART})\b)?(?!\w)",
        _weekday,
    ),
    rule(
        "yesterday today tomorrow tonight this last overnight the early late earlier later",
        r"(?:(?:early|late|later|earlier) )?"
        r"(?P<words>yesterday|today|tomorrow|tonight|overnight|last night|last evening"
        rf"|this (?:early |late )?{PART}|the day before yesterday|the day after tomorrow)(?: (?P<part>{PART}))?\b",
        _deictic,
    ),
    rule(
        f"last this next current previous earlier later {EARLY_STARTS}",
        rf"(?:(?P<third>{EARLY})[ -]|(?P<earlier>earlier|later)(?: in)? )?"
        rf"(?P<which>last|this|next|the current|current|(?<=of\s)the|(?<=in\s)the) (?:calendar )?(?P<unit>{UNIT})\b",
        _last_unit,
    ),
    rule("the weekend", r"(?:the )?(?:past )?weekend\b(?! (?:of|after|before))", _weekend),
    rule(
        f"last this next past {EARLY_STARTS}",
        rf"(?:(?P<third>{EARLY})[ -])?(?P<which>last|this|next|past) "
        rf"(?P<name>{SEASON}|{MONTH})(?! \d)(?!\w)",
        _last_named,
    ),
    rule(
        f"{COUNT_STARTS} {_AGO_STARTS} seconds minutes hours days weeks months years decades centuries",
        rf"{_AGO_MORE}(?:(?P<count>{COUNT})[ -])?(?P<mid>and[ -]a[ -]half )?(?P<unit>{UNIT})"
        r"(?P<half> and a half)? ago\b",
        _ago,
    ),
    rule(
        "the last past next coming previous",
        rf"(?:the )?(?P<which>last|past|next|coming|previous|preceding|first|final) "
        rf"(?P<count>{COUNT} )(?P<unit>{UNIT})\b",
        _past_length,
    ),
    rule("the past", rf"(?:the )?(?P<which>past)(?P<count>) (?P<unit>{UNIT})\b", _past_length),
    rule("the", rf"the (?P<which>last|next|coming)(?P<count>) (?!days?\b|nights?\b)(?P<unit>{UNIT})\b", _past_length),
    rule("recent coming the", rf"(?:the )?(?P<which>recent|coming) (?P<unit>{UNITS})\b", _recent),
    rule(
        "the that later earlier same next following",
        r"(?:(?:later|earlier|early|late) )?"
        r"(?P<which>the (?:very )?same|that same|that|the (?:very )?next|the following"
        rf"|the previous|the preceding) (?P<unit>{UNIT}|{PART})\b(?!s)",
        _same,
    ),
    rule("the", r"the (?P<unit>day|night|week|weekend|month|year) (?P<side>before|after|earlier|prior)\b", _before),
    rule(COUNT_STARTS, rf"(?P<count>{COUNT})[ -](?P<unit>{UNIT}) (?P<side>later|earlier|previously|prior)\b", _later),
    rule("hours minutes", r"(?P<count>)(?P<unit>hours|minutes) (?P<side>later|earlier)\b", _later),
)
"""The rules of this kind, in no order that matters: at each word the longest expression wins."""
