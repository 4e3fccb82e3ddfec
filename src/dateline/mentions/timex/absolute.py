"""Dates that name their day, month, year or era: "1 May 2023", "Dec. 6th", "mid-March", "the 1990s", "2012".

A date without a year takes it from the publication day: the nearest such date in the past, or the next one where the
clause speaks of the future. A date up to two weeks ahead in a clause with no tense is taken as ahead too.
Numeric dates are read day first, as most of the world writes them, unless that makes no date.
"""

import re
from collections.abc import Callable
from datetime import date

from dateline.mentions.timex import calendar
from dateline.mentions.timex.calendar import Days
from dateline.mentions.timex.reading import (
    DAY,
    EARLY,
    EARLY_STARTS,
    FROM_NARRATIVE,
    FROM_PUBLICATION,
    MONTH,
    MONTH_STARTS,
    SEASON,
    YEAR,
    YEAR_FROM_PUBLICATION,
    Reading,
    Setting,
    early_part,
    located,
    rule,
    tense,
    unlocated,
)

_NAMED = re.compile(
    r"\s(?:Movement|Coalition|Brigades?|Alliance|Front|Party|Organi[sz]ation|Forces|Martyrs|Battalions?|Committee|Group"
    r"|Street|Square|Bridge|Hospital|University|Airport|Station|Mosque|Avenue|Road|Market|School|Revolution|Department"
    r"|Times|Telegraph|Mirror|Express|Mail|Post|Herald|Company|Stadium|District|City|Camp)\b",
    re.I,
)
_LEAD_IN = re.compile(
    r"\b(?:in|since|last|next|this|early|late|mid|until|till|by|from|to|between|and|of|during|before|after|through"
    r"|end|for|each|every|or|late-|mid-|throughout|around|about|past)[\s-]$",
    re.I,
)
_WEAK_LEAD_IN = re.compile(r"\b(?:by|from|to|between|and|of|before|after|for|or|around|about|past)\s$", re.I)
_YEAR_LEAD_IN = re.compile(
    r"\b(?:in|since|until|till|by|from|to|between|during|before|after|through|early|late|mid|year|throughout|around"
    r"|of|and|summer|winter|spring|autumn|fall|or|circa|back|elections?|war|for)[\s-]$|[(–—-]$",
    re.I,
)
_COUNTED = re.compile(
    r"\s(?:people|persons|men|women|children|troops|soldiers|police|officers|fighters|militants|rebels|civilians"
    r"|refugees|prisoners|families|houses|homes|others|dead|killed|wounded|injured|members|tonnes|tons|km|kilomet\w+"
    r"|miles|met(?:re|er)s|feet|dollars|euros|pounds|or more|villagers|students|workers|demonstrators|protesters)\b",
    re.I,
)
_TITLED = re.compile(r"\b[A-Z][a-z]+\s$")  # "Vision 2030": a name's number
_NUMBERED = re.compile(
    r"(?:\b(?:resolution|number|no\.?|than|least|most|some|nearly|almost|roughly|about|unit|flight|article|law|over"
    r"|up to|approximately)\s|[$£€.,#/])$",
    re.I,
)


_CENTURIES = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 4}


def _yearless(setting: Setting, match: re.Match[str], make: Callable[[int], Days | None], value: str) -> Reading | None:
    """A date whose year the publication day gives; `value` is the TIMEX3 value for when there is none."""
    today = setting.today
    if today is None:
        return unlocated("DATE", value)._replace(kind="day")
    options = [d for d in map(make, range(today.year - 4, today.year + 5)) if d]
    past = [d for d in options if d.first <= today]
    ahead = [d for d in options if d.last >= today]
    if not past or not ahead:
        return None
    found, following = past[-1], ahead[0]
    told = tense(setting, match.start(), match.end())
    shortly = (today - found.last).days > 300 and (following.first - today).days <= 14
    if told == "future" or (told is None and shortly):
        found = following
    return located(found, YEAR_FROM_PUBLICATION)._replace(yearless=True)


def _named(match: re.Match[str], setting: Setting) -> bool:
    """Whether the date is part of a name, such as a movement's or a street's."""
    follower = _NAMED.match(setting.text, match.end(), setting.end)
    return bool(follower) and setting.text[match.end() + 1 : match.end() + 2].isupper()


def _days(year: int, month: int, first: int, last: int | None) -> Days | None:
    if not calendar.valid(year, month, first):
        return None
    if last is None or last <= first or not calendar.valid(year, month, last):
        return calendar.day(date(year, month, first))
    a, b = date(year, month, first), date(year, month, last)
    return Days(a, b, "days", f"{a}/{b}")


def _number(text: str | None) -> int | None:
    return int(re.sub(r"\D", "", text)) if text else None


_VERB = re.compile(r"\s(?:be|have|not|also|still|never|yet|well|in\sfact)\b", re.I)
_KNOWN = {(9, 11): 2001, (10, 7): 2023, (1, 6): 2021, (7, 7): 2005, (11, 13): 2015}
_KNOWN_AS = re.compile(
    r"(?:,?\s(?:terror|terrorist|cross-border|surprise|deadly|suicide))?\s(?:attacks?|massacres?|assaults?|bombings?"
    r"|hijackings?|riots?|insurrection|incursion|raids?|plotters?)\b",
    re.I,
)


def _verb_or_noun(match: re.Match[str], setting: Setting) -> bool:
    """Whether "may" or "march" after a number is no month ("as many as 20 may have died")."""
    name = match["month"].lower()
    if name not in ("may", "march", "mar", "dec", "jan"):
        return False
    return match["month"].islower() or (
        name == "may" and bool(_VERB.match(setting.text, match.end("month"), setting.end))
    )


def _known(match: re.Match[str], setting: Setting, month: int, day: int) -> Reading | None:
    """A day that is known by its date alone, where what follows says so ("the 7 October attacks")."""
    year = _KNOWN.get((month, day))
    if year is None or setting.today is None or setting.today < date(year, month, day):
        return None
    if not _KNOWN_AS.match(setting.text, match.end(), setting.end):
        return None
    return located(calendar.day(date(year, month, day)), "inferred: the day known by this date")


def _date(match: re.Match[str], setting: Setting) -> Reading | None:
    """A day and month in either order, with or without its year, or a run of days of one month."""
    if _named(match, setting) or _verb_or_noun(match, setting):
        return None
    month, first, last = calendar.month_number(match["month"]), _number(match["day"]) or 0, _number(match["last"])
    if match["year"]:
        days = _days(calendar.year_number(match["year"]), month, first, last)
        return located(days) if days else None
    if not calendar.valid(2000, month, first):
        return None
    return _known(match, setting, month, first) or _yearless(
        setting, match, lambda year: _days(year, month, first, last), f"XXXX-{month:02d}-{first:02d}"
    )


def _iso(match: re.Match[str], _setting: Setting) -> Reading | None:
    days = _days(int(match["year"]), int(match["month"]), int(match["day"]), None)
    if days is None:
        return None
    if not match["hour"]:
        return located(days)
    moment = f"T{match['hour']}:{match['minute']}"
    return Reading("TIME", days.value + moment, days, kind="clock", moment=moment)


def _day_of_month(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "On the 23rd": of the month that the narrative has reached, else the latest such day up to publication."""
    number = _number(match["day"]) or 0
    around = setting.anchor[0] if setting.anchor else setting.today
    if around is None:
        return unlocated("DATE", f"XXXX-XX-{number:02d}")
    later = setting.anchor is None and number > around.day
    year, month = (around.year, around.month) if not later else calendar.shift_months(around, -1).timetuple()[:2]
    if not calendar.valid(year, month, number):
        return None
    return located(calendar.day(date(year, month, number)), FROM_NARRATIVE if setting.anchor else FROM_PUBLICATION)


_HOLIDAYS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "eve": (12, 31),
    "day": (1, 1),
}


def _holiday(match: re.Match[str], setting: Setting) -> Reading | None:
    words = re.sub(r"\s+", " ", match.group().lower())
    month, day = _HOLIDAYS[words if words in _HOLIDAYS else words.rsplit(" ", 1)[-1]]
    return _yearless(setting, match, lambda year: calendar.day(date(year, month, day)), f"XXXX-{month:02d}-{day:02d}")


def _september(_match: re.Match[str], _setting: Setting) -> Reading | None:
    return located(calendar.day(date(2001, 9, 11)))


def _numeric(match: re.Match[str], _setting: Setting) -> Reading | None:
    first, second, year = int(match["a"]), int(match["b"]), calendar.year_number(match["year"])
    if not 1900 <= year <= 2100:
        return None
    days = _days(year, second, first, None)
    basis = None if first > 12 or match["mark"] == "." else "inferred: day before month"
    if days is None:
        days, basis = _days(year, first, second, None), None
    return located(days, basis) if days else None


def _month(match: re.Match[str], setting: Setting) -> Reading | None:
    """A month with its year, or alone; "May" and "March" only where no verb, name or noun can be meant."""
    number, part = calendar.month_number(match["month"]), early_part(match["part"])
    if _named(match, setting):
        return None
    if match["year"]:
        days = calendar.month(calendar.year_number(match["year"]), number)
        return located(calendar.third(days, part) if part else days)
    if re.match(r"\sWar\b", setting.text[match.end() : match.end() + 5]):
        return None
    if not (part or _is_month(match, setting)) or (part and _verb_or_noun(match, setting)):
        return None

    def make(year: int) -> Days:
        whole = calendar.month(year, number)
        return calendar.third(whole, part) if part else whole

    return _yearless(setting, match, make, f"XXXX-{number:02d}")


def _is_month(match: re.Match[str], setting: Setting) -> bool:
    text, name = setting.text, match["month"]
    before = text[max(setting.start, match.start() - 14) : match.start()]
    weak = _WEAK_LEAD_IN.search(before)
    if weak and (len(name) < 5 or name.lower() in ("march", "april", "august")):
        named = re.match(r"\s[A-Z]", text[match.end() : match.end() + 2])
        if (named and not setting.text[setting.start : setting.end].isupper()) or name.lower() in ("jan", "mar", "dec"):
            return False  # "and Jan Novak", "by June Brown"
    if _LEAD_IN.search(before):
        return name[0].isupper() or name.lower() not in ("may", "march", "mar", "jan", "dec", "august")
    if not name[0].isupper() or (name.isupper() and len(name) > 1 and name.lower() in ("may", "march", "mar")):
        return False
    if len(name) < 5 and name.lower() not in ("may", "june", "july"):
        return False
    word = re.search(r"([\w’']+)\s$", before)
    if name.lower() in ("may", "march", "april", "june", "august"):
        follower = text[match.end() : match.end() + 2]
        plain = word is not None and word.group(1).islower() and word.group(1) not in ("a", "an")
        return plain and not (follower[:1] == " " and follower[1:].isupper()) and name.lower() != "may"
    return word is None or not word.group(1)[0].isupper() or word.start() == 0


def _year(match: re.Match[str], setting: Setting) -> Reading | None:
    text, part = setting.text, early_part(match["part"])
    before = text[max(setting.start, match.start() - 16) : match.start()]
    after = text[match.end() : match.end() + 2]
    led = bool(part or _YEAR_LEAD_IN.search(before))
    number = int(match["year"])
    if re.match(r"[%-]\d|[.,:/]\d|[°%]", after) or re.search(r"[\w-][-.,:/]$", before):
        return None
    if _NUMBERED.search(before) or _COUNTED.match(text, match.end(), setting.end) or _named(match, setting):
        return None
    if not led and _TITLED.search(before):
        return None
    if not led and not (1900 <= number <= 2099 and re.search(r"(?:^|[\s(,’'–—])$", before)):
        return None
    days = calendar.year(number)
    return located(calendar.third(days, part) if part else days)


def _years(match: re.Match[str], _setting: Setting) -> Reading | None:
    first = int(match["first"])
    last = int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
    if not 1500 <= first < last <= first + 150:
        return None
    return located(calendar.years(first, last - first + 1, f"{first}/{last}"), kind="range")


def _decade(match: re.Match[str], _setting: Setting) -> Reading | None:
    digits, part = re.sub(r"\D", "", match["decade"]), early_part(match["part"])
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    if first % 10 or (len(digits) == 2 and "'" not in match["decade"] and "’" not in match["decade"]):
        return None
    days = calendar.years(first, 10, f"{first // 10}")
    return located(calendar.third(days, part) if part else days)


def _century(match: re.Match[str], _setting: Setting) -> Reading | None:
    number, part = _CENTURIES.get(match["ordinal"].lower()) or _number(match["ordinal"]) or 0, early_part(match["part"])
    if not 1 <= number <= 22:
        return None
    days = calendar.years(max(number * 100 - 100, 1), 100, f"{number - 1:02d}")
    return located(calendar.third(days, part) if part else days)


def _season(match: re.Match[str], setting: Setting) -> Reading | None:
    name, part = match["season"].lower(), early_part(match["part"])
    if match["year"]:
        days = calendar.season(name, int(match["year"]))
        return located(calendar.third(days, part) if part else days)
    before = setting.text[max(setting.start, match.start() - 8) : match.start()]
    if not re.search(r"\b(?:in|by|since|during|until|over|through)\s$", before, re.I) or name == "fall":
        return None
    if re.match(r"\sof\b", setting.text[match.end() : match.end() + 4]):
        return None
    code = calendar.SEASONS[name][0]
    return _yearless(setting, match, lambda year: calendar.season(name, year), f"XXXX-{code}")


def _part_of_year(match: re.Match[str], setting: Setting) -> Reading | None:
    number, size = _ORDINALS[match["ordinal"].lower()], 3 if match["unit"].lower() == "quarter" else 6
    if number * size > 12 and match["ordinal"].lower() != "last":
        return None
    number = 12 // size if match["ordinal"].lower() == "last" else number
    letter = "Q" if size == 3 else "H"

    def make(year: int) -> Days:
        return calendar.months(year, (number - 1) * size + 1, size, f"{year:04d}-{letter}{number}")

    if match["year"]:
        return located(make(int(match["year"])))
    if size == 6:
        today = setting.today
        if not match["whole"]:
            return None
        shifted = today and today.year - (match["whole"].lower() == "last")
        return located(make(shifted), YEAR_FROM_PUBLICATION) if shifted else unlocated("DATE", "XXXX-H1")
    return _yearless(setting, match, make, f"XXXX-Q{number}")


_SHORT_YEAR = r"['’]\d\d(?!\d)|(?<=\b[a-z]{3}[ -])[3-9]\d(?!\d|[,.:]\d)|[3-9]\d(?!\d|[,.:]\d|\s[a-z])"
_RUN = rf"(?:\s?[-–—]\s?|\s(?:to|and|or)\s)(?P<last>{DAY})(?![\d:.]\d|\d)"

RULES = (
    rule("the", r"(?<=\bon\s)the (?P<day>(?:3[01]|[12]?\d)(?:st|nd|rd|th))(?=\s?(?:[.,;:)]|$))", _day_of_month),
    rule("christmas boxing new", r"(?:Christmas (?:Eve|Day)|Boxing Day|New Year['’]?s (?:Eve|Day))\b", _holiday),
    rule(
        "#",
        rf"(?P<day>{DAY}), (?:{DAY}, )?{DAY}{_RUN} (?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?",
        _date,
    ),
    rule("#", r"(?P<year>\d{4})/(?P<month>\d\d)/(?P<day>\d\d)(?!\d)(?P<hour>)", _iso),
    rule("#", r"9/11(?![/\d])", _september),
    rule(
        "#",
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)"
        r"(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)",
        _iso,
    ),
    rule("#", r"(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d|[./]\d)", _numeric),
    rule("#", r"(?P<a>\d\d)(?P<mark>[./])(?P<b>\d\d)(?P=mark)(?P<year>\d\d)(?!\d|[./]\d)", _numeric),
    rule(
        "# the",
        rf"(?:the )?(?P<day>{DAY})(?:{_RUN})?(?: of)?[ -](?:of )?(?P<month>{MONTH})"
        rf"(?:,?[ -](?:of )?(?P<year>{YEAR}|{_SHORT_YEAR}))?",
        _date,
    ),
    rule(
        MONTH_STARTS,
        rf"(?P<month>{MONTH}) (?:the )?(?P<day>{DAY})(?![\d:]|[,.]\d|%|(?<=\d)[a-z])(?:{_RUN})?"
        rf"(?:,? (?:of )?(?P<year>{YEAR}))?",
        _date,
    ),
    rule(
        f"{MONTH_STARTS} {EARLY_STARTS}",
        rf"(?:(?P<part>{EARLY})[ -](?:in )?)?(?P<month>{MONTH})"
        rf"(?:,?[ -](?:of |in )?(?P<year>{YEAR}))?",
        _month,
    ),
    rule("#", rf"(?P<first>{YEAR})[-–—/](?P<last>{YEAR}|\d\d)(?![\d-])", _years),
    rule(
        f"# {EARLY_STARTS} the",
        rf"(?:the )?(?:(?P<part>{EARLY})[ -]?(?:in )?)?(?:the )?"
        r"(?P<decade>(?:1[5-9]|20)\d0|['’]?[2-9]0)['’]?s\b",
        _decade,
    ),
    rule(
        f"# {EARLY_STARTS} the eighteenth nineteenth twentieth twenty",
        rf"(?:the )?(?:(?P<part>{EARLY})[ -])?(?:the )?"
        rf"(?P<ordinal>\d\d?(?:st|nd|rd|th)|{'|'.join(_CENTURIES)})[ -]century\b",
        _century,
    ),
    rule(f"# {EARLY_STARTS} year", rf"(?:(?P<part>{EARLY})[ -](?:in )?)?(?:the year )?(?P<year>{YEAR})(?!\w)", _year),
    rule(
        f"{SEASON[3:-1].replace('|', ' ')} {EARLY_STARTS} the",
        rf"(?:(?P<part>{EARLY})[ -](?:in )?)?(?:the )?"
        rf"(?P<season>{SEASON})(?:,? (?:of |in )?(?P<year>{YEAR}))?\b",
        _season,
    ),
    rule(
        "the first second third fourth #",
        r"(?:the )?(?P<ordinal>first|second|third|fourth|last|[1-4](?:st|nd|rd|th))[ -]"
        rf"(?P<unit>quarter|half)(?: of (?:(?P<year>{YEAR})|(?P<whole>this|last|the)(?: year)))?\b(?! final)",
        _part_of_year,
    ),
)
"""The rules of this kind, in no order that matters: at each word the longest expression wins."""
