"""Times that lie on no day of their own: lengths, repetitions, clock times, parts of the day, now, then and soon.

A clock time and a part of the day are `moment`s; the front joins them to the day that stands beside them.
"""

import re

from dateline.mentions.timex import calendar
from dateline.mentions.timex.reading import (
    COUNT,
    COUNT_STARTS,
    PART,
    UNIT,
    UNITS,
    WEEKDAY,
    Reading,
    Setting,
    rule,
    unlocated,
)

_ABOUT = (
    r"(?:about|around|nearly|almost|roughly|approximately|some|more than|less than|fewer than|at least|at most|over"
    r"|up to|under|as many as|as long as|only|just over|just under|an estimated|no more than|another|an additional)"
)
_ABOUT_STARTS = "about around nearly almost roughly approximately more less fewer at over up under as only just no some"
_OPENERS = re.compile(
    r"\b(?:for|in|of|within|after|over|take|takes|took|many|last|lasted|spent|spend|during|through|by|past|recent"
    r"|with|only|just|about)\s$",
    re.I,
)
_SEQUELS = re.compile(r"\s(?:of|after|before|to come|on end|long|into|since|now|when)\b|[.,;]", re.I)
_SETS = {
    "daily": "P1D",
    "nightly": "P1D",
    "hourly": "PT1H",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "yearly": "P1Y",
    "annual": "P1Y",
    "annually": "P1Y",
}
_REFS = {
    "now": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "recently": "PAST_REF",
    "soon": "FUTURE_REF",
}


def _length(match: re.Match[str], setting: Setting) -> Reading | None:
    unit, words = calendar.unit_name(match["unit"]), match["count"]
    single = words.lower().strip() in ("a", "an", "one", "some")
    plural = match["unit"].lower().endswith("s") or match["unit"].lower() == "centuries"
    if unit == "quarter" or (unit == "second" and not plural and not words.isdigit()):
        return None  # "a quarter of the force", "a second blast"
    if re.match(r"\sWar\b", setting.text[match.end() : match.end() + 5]):
        return None
    if single and re.search(r"-(?:long|old)$", match.group(), re.I):
        return None  # the article is the noun's: "a month-long siege"
    if single and plural and words.lower() not in ("some"):
        return None
    number = calendar.amount(words)
    if (match["half"] or match["mid"]) and number is not None:
        number += 0.5
    return unlocated("DURATION", calendar.duration(number, unit))


def _half(match: re.Match[str], _setting: Setting) -> Reading | None:
    return unlocated("DURATION", calendar.duration(0.5, calendar.unit_name(match["unit"])))


def _plural(match: re.Match[str], setting: Setting) -> Reading | None:
    before = setting.text[max(setting.start, match.start() - 10) : match.start()]
    after = _SEQUELS.match(setting.text, match.end(), setting.end)
    if not (_OPENERS.search(before) or after):
        return None
    return unlocated("DURATION", calendar.duration(None, calendar.unit_name(match["unit"])))


def _long(match: re.Match[str], _setting: Setting) -> Reading | None:
    unit = calendar.unit_name(match["unit"])
    number = None if match["unit"].lower().endswith("s") else 1
    return unlocated("DURATION", calendar.duration(number, unit))


def _each(match: re.Match[str], _setting: Setting) -> Reading | None:
    what = match["what"].lower()
    if re.fullmatch(WEEKDAY, what, re.I):
        return unlocated("SET", f"XXXX-WXX-{calendar.weekday_number(what) + 1}")
    if re.fullmatch(PART, what, re.I):
        return unlocated("SET", f"XXXX-XX-XXT{calendar.DAY_PARTS[what]}")
    count = calendar.amount(match["count"]) if match["count"] else 1
    return unlocated("SET", calendar.duration(2 if match["other"] else count, calendar.unit_name(what)))


def _is_name(match: re.Match[str], setting: Setting) -> bool:
    """Whether a word with a capital is a newspaper's name ("Apple Daily", "told Dawn") and not just in capitals."""
    text = setting.text
    if not match.group()[0].isupper() or text[setting.start : setting.end].isupper():
        return False
    first = not text[setting.start : match.start()].strip(" \"“”'‘([-–—")
    return not first or text[match.end() : match.end() + 2].strip()[:1].isupper()


def _set(match: re.Match[str], setting: Setting) -> Reading | None:
    if _is_name(match, setting):
        return None
    return unlocated("SET", _SETS[match.group().lower()])


def _weekdays(match: re.Match[str], _setting: Setting) -> Reading | None:
    return unlocated("SET", f"XXXX-WXX-{calendar.weekday_number(match['name']) + 1}")


def _ref(match: re.Match[str], _setting: Setting) -> Reading | None:
    word = match.group().lower()
    return unlocated("DATE", _REFS[word])


def _present(_match: re.Match[str], _setting: Setting) -> Reading | None:
    return unlocated("DATE", "PRESENT_REF")


def _past(_match: re.Match[str], _setting: Setting) -> Reading | None:
    return unlocated("DATE", "PAST_REF")


def _future(_match: re.Match[str], _setting: Setting) -> Reading | None:
    return unlocated("DATE", "FUTURE_REF")


def _moment(moment: str, kind: str = "clock") -> Reading:
    return Reading("TIME", f"XXXX-XX-XX{moment}", kind="part" if kind == "part" else "clock", moment=moment)


def _clock(match: re.Match[str], _setting: Setting) -> Reading | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower()[:1]
    if half and hour > 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59:
        return None
    return _moment(f"T{hour:02d}:{minute:02d}")


def _oclock(match: re.Match[str], _setting: Setting) -> Reading | None:
    number = calendar.amount(match["hour"])
    if number is None or number > 24:
        return None
    hour = int(number)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
    return _moment(f"T{hour:02d}:{'30' if match['past'] else '00'}")


def _named_hour(match: re.Match[str], setting: Setting) -> Reading | None:
    word = match["word"].lower()
    if word == "dawn" and match.start() == match.start("word") and _is_name(match, setting):
        return None
    if word in ("noon", "midday"):
        return _moment("T12:00")
    if word == "midnight":
        return _moment("T24:00")
    return _moment(f"T{calendar.DAY_PARTS[word]}", "part")


def _part(match: re.Match[str], _setting: Setting) -> Reading | None:
    if match["part"][:1].isupper() and not match["part"].isupper():
        return None  # "the Morning Post"
    return _moment(f"T{calendar.DAY_PARTS[match['part'].lower()]}", "part")


def _early_hours(_match: re.Match[str], _setting: Setting) -> Reading | None:
    return _moment("TMO", "part")


def _night(match: re.Match[str], setting: Setting) -> Reading | None:
    before = setting.text[max(setting.start, match.start() - 5) : match.start()].lower()
    return _part(match, setting) if re.search(r"\b(?:at|by|all)\s$", before) else None


_HALF = r"(?P<half>[ap]\.m\.|[ap]\.?m\b)"
_ZONE = r"(?: ?(?:\(?(?:GMT|UTC|BST|CET|EET|EST|EDT|ET|PT|PST|PDT|IST|MSK)\)?|local(?: time)?|hours|hrs|h)\b(?: time)?)"
_TIMES = r"(?:once|twice|(?:three|four|five|several) times)"

RULES = (
    rule(
        f"{COUNT_STARTS} {_ABOUT_STARTS}",
        rf"(?:{_ABOUT} )?(?P<count>{COUNT}(?: (?:more|consecutive|straight|full|long|whole))?)"
        rf"[ -](?P<mid>and[ -]a[ -]half[ -])?(?P<unit>{UNIT})(?P<half> and a half)?(?:[ -](?:long|old)\b)?(?!\w|-)",
        _length,
    ),
    rule(f"half {_ABOUT_STARTS}", rf"(?:{_ABOUT} )?half (?:an?|the) (?P<unit>hour|day|year|century|decade)\b", _half),
    rule(
        "seconds minutes hours days nights weeks months years decades centuries weekends",
        rf"(?P<unit>{UNITS})(?!\w|['’-])",
        _plural,
    ),
    rule(
        "day week month year decade hour century days weeks months years decades hours centuries weeklong yearlong "
        "monthlong daylong",
        rf"(?P<unit>{UNIT})-?(?:long|old)\b",
        _long,
    ),
    rule(
        "every each once twice three four five several",
        rf"(?:{_TIMES} )?(?:every|each) (?P<other>other )?(?P<count>{COUNT} )?"
        rf"(?P<what>{UNIT}|{WEEKDAY}|{PART})\b(?! time)",
        _each,
    ),
    rule("once twice three four five several", rf"{_TIMES} an? (?P<what>{UNIT})\b(?P<other>)(?P<count>)", _each),
    rule(" ".join(_SETS), rf"(?:{'|'.join(sorted(_SETS, key=len, reverse=True))})\b", _set),
    rule("mondays tuesdays wednesdays thursdays fridays saturdays sundays", r"(?P<name>\w+day)s\b", _weekdays),
    rule(" ".join(_REFS), rf"(?:{'|'.join(_REFS)})\b", _ref),
    rule("at these the", r"(?:at present|at the moment|these days|the present(?: day| time)?|right now)\b", _present),
    rule(
        "the long in",
        r"(?:the (?:recent |distant )?past(?=[.,;:?!”\")]| (?:and|but|as|has|have|is|was|when|by|it|he|she|they)\b|$)"
        r"|long ago\b|in recent times\b)",
        _past,
    ),
    rule("the", r"the (?:near |foreseeable |immediate |distant )?future\b", _future),
    rule("#", rf"(?P<hour>\d\d?)(?:[:.](?P<minute>\d\d))? ?{_HALF}{_ZONE}?", _clock),
    rule("#", rf"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::\d\d)?(?![\d:])(?P<half>)(?:{_ZONE})?", _clock),
    rule("#", rf"(?P<hour>[01]?\d|2[0-4])[.:h]?(?P<minute>[0-5]\d){_ZONE}(?P<half>)", _clock),
    rule("#", r"(?<=\bat\s)(?!19|20)(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?!\d|[,.]\d)(?P<half>)", _clock),
    rule(
        "half # one two three four five six seven eight nine ten eleven twelve",
        rf"(?P<past>half past )?(?P<hour>\d\d?|[a-z]+) o['’]?clock(?: {_HALF})?",
        _oclock,
    ),
    rule(
        "noon midday midnight dawn dusk daybreak sunrise sunset nightfall just around shortly",
        r"(?:(?:just|shortly) (?:before|after) |around )?"
        r"(?P<word>noon|midday|midnight|dawn|dusk|daybreak|sunrise|sunset|nightfall)\b"
        rf"{_ZONE}?",
        _named_hour,
    ),
    rule(
        "the early late mid",
        rf"(?:the (?:(?:early|late|mid)[ -])?|(?:early|late|mid)[ -])(?P<part>{PART})(?: hours)?\b",
        _part,
    ),
    rule("the early small", r"(?:the )?(?:early|small) hours\b", _early_hours),
    rule("night", r"(?P<part>night)\b", _night),
)
"""The rules of this kind, in no order that matters: at each word the longest expression wins."""
