"""Quantities: every count of persons, things or acts as a range, with the words that give it.

The rule for each wording is the contract's section on figures: "at least four" is 4 and open, "more than 100" is 101
and open, "up to 60" is at most 60, "about 30" is 30, "dozens" is open on both sides and keeps its words. Numbers that
count nothing are left out: dates and times, money, shares, measures, ages, ordinals, scores, names of models and laws.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dateline.mentions.numerals import NUMBER, NUMBER_STARTS, SCALES, value
from dateline.mentions.times import find_all_times, time_spans
from dateline.mentions.timex.reading import MONTH
from dateline.model import Document, QuantityMention, Span

_VAGUE = (
    r"(?:(?:many|several|a\sfew|few|countless)\s)?"
    r"(?:(?:tens|hundreds)\sof\s(?:thousands|millions)|hundreds|thousands|millions|dozens"
    r"|scores(?=\s(?:of|more|were|are|killed|wounded|injured|dead|others|feared|missing)\b))"
    r"|(?:several|many|a\sfew|a\scouple\sof|few)\s(?:dozen|hundred|thousand|million)\b"
    r"|a\s(?:(?:large|small|growing|significant|unknown|unspecified|undisclosed|great)\s)?(?:number|handful)\sof"
    r"|an\s(?:unknown|unspecified|undetermined|undisclosed)\snumber\sof"
    r"|large\snumbers\sof|a\sfew|several|many|numerous|multiple|countless"
)
_CASUALTY = r"(?:casualt(?:y|ies)|injur(?:y|ies)|deaths?|fatalit(?:y|ies)|victims?|loss\sof\slife|wounded)"
_HARMED = r"(?:killed|hurt|injured|wounded|harmed|dead|died)"
_NONE = (
    rf"(?:no|without(?:\s(?:causing|any|inflicting))?|zero)(?=\s(?:(?:civilian|military|human|serious|known|reported|immediate)\s)?{_CASUALTY}\b)"
    rf"|(?:no\sone|nobody|none|no\s(?:civilians?|people|soldiers|troops|personnel|passengers|residents))"
    rf"(?=\s(?:of\s[\w\s]{{1,30}}\s|in\s[\w\s]{{1,30}}\s|inside\s|aboard\s)?"
    rf"(?:was|were|has\sbeen|had\sbeen|have\sbeen|is|are)\s(?:reported\s|believed\s|immediately\s|seriously\s)?"
    rf"{_HARMED}\b)"
)
_SINGLE = (
    rf"a\s(?:lone|single)\b|another\b(?!\s(?:{NUMBER}|few|several|many|couple|day|time|way|reason|matter|round)\b)"
)
_JOIN = r"(?:\s?[-–—]\s?|\s(?:to|or|and)\s)"
_CORE = re.compile(
    rf"(?P<none>{_NONE})|(?P<single>{_SINGLE})|(?P<vague>{_VAGUE})\b"
    rf"|(?P<low>{NUMBER})(?:(?P<join>{_JOIN})(?P<high>{NUMBER})(?![\w]))?",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+|\d+")
_OTHER_STARTS = (
    "many several few countless tens hundreds thousands millions dozens scores an large numerous multiple no without "
    "zero nobody none another"
)
_STARTS = NUMBER_STARTS | frozenset(_OTHER_STARTS.split())

_AT_LEAST = r"at\sleast|as\sfew\sas|no\s(?:fewer|less)\sthan|not\s(?:fewer|less)\sthan|a\sminimum\sof|minimum"
_MORE = (
    r"(?:well\s|far\s|many\s)?(?:more|greater|higher)\sthan|(?:well\s|just\s|slightly\s)?over|upwards?\sof|"
    r"in\sexcess\sof"
    r"|exceed(?:s|ed|ing)?|topp?(?:s|ed|ing)|surpass(?:es|ed|ing)?|above|north\sof|(?:well\s)?beyond"
)
_AT_MOST = r"as\smany\sas|up\sto|(?:no|not)\smore\sthan|at\s(?:the\s)?most|a\smaximum\sof|maximum"
_LESS = r"(?:fewer|less)\sthan|under|below|just\sshort\sof"
_ABOUT = (
    r"(?:just\s)?about|around|some|nearly|almost|roughly|approximately|an\sestimated|estimated|close\sto|circa"
    r"|perhaps|another|an\sadditional|additional|a\sfurther|(?:the|these|those|all)(?=\s$)"
)
_BEFORE = re.compile(
    rf"(?<![\w-])(?:(?P<at_least>{_AT_LEAST})|(?P<at_most>{_AT_MOST})|(?P<more>{_MORE})|(?P<less>{_LESS})"
    rf"|(?P<between>between)|(?P<from>(?:anywhere\s)?from)|(?P<about>{_ABOUT}))\s(?:a\s(?=$))?$",
    re.I,
)
_AFTER = re.compile(
    r"(?P<open>\+|\sor\smore\b|-plus\b|\splus\b|\sand\s(?:counting|more|above)\b)|(?P<so>\sor\sso\b)"
    r"|(?P<others>\s(?:more|others?)\b(?!\sthan\b))",
    re.I,
)
_CHANGE = re.compile(
    r"\b(?:rose|rises?|rising|increas\w+|climb\w*|jump\w*|grew|grow\w*|up|down|fell|revis\w+|rais\w+|lower\w*|went)"
    r"(?:\s\w+){0,3}\s$",
    re.I,
)

# What stands before or after a number that counts no persons, things or acts.
_NOT_AFTER = re.compile(
    r"\ban?\s(?:\w+\s)?(?:man|woman|boy|girl|child|youth|father|mother|widow|teacher|farmer|driver|student|"
    r"pensioner)\sof\s$|"
    r"(?:[$£€¥₹#@№+/]|\b(?:US|C|A|NZ|HK)\$|\b(?:Rs|USD|EUR|GBP|AUD|PKR|TL|N|R)\.?)\s?$|\w[-‑–./:,]$|[-–−]$"
    r"|\b(?:resolutions?|articles?|chapter|section|route|highway|flight|boeing|airbus|channel|room|gate|terminal|block"
    r"|phase|type|mark|mk|class|version|number|nos?|page|pp?|task\sforce|law|decree|protocol|amendment|psalm|apollo"
    r"|interstate|unit|brigade|battalion|regiment|kalashnikov|area|sector|camp|group\sof|aged?|ages|formula|part"
    r"|volume|level|size|magnitude|season|episode|covid|act|bill|order|days?|weeks?|point|force|line)\.?\s?$"
    rf"|\b{MONTH}\s$|\b(?:one|1)\sin\s$",
    re.I,
)
_CURRENCY = (
    r"dollars?|euros?|pounds?|rupees?|rubles?|roubles?|lira|dinars?|shekels?|riyals?|rials?|pesos?|francs?|naira|yen"
    r"|yuan|hryvnias?|cents?|birr|shillings?|usd|eur|gbp"
)
_MEASURE = (
    r"km²?|kms|kph|km/h|mph|kilomet(?:re|er)s?|kilos?|kilogram(?:me)?s?|kgs?|grams?|g|miles?|met(?:re|er)s?|m|mm|cm"
    r"|centimet(?:re|er)s?|millimet(?:re|er)s?|feet|foot|ft|inch(?:es)?|yards?|acres?|hectares?|tonnes?|tons?|lbs?"
    r"|lit(?:re|er)s?|barrels|gallons?|degrees?|knots?|megawatts?|mw|kilotons?|megabytes?|gb|calib(?:re|er)"
    r"|percentage|points?|nautical|square|cubic|volts?|seats?(?=\sin\b)"
)
_NOT_BEFORE = re.compile(
    rf"\s(?!may\b){MONTH}\s|[-\s](?:thirds?|quarters?|halves|fifths?)\b|\s?(?:%|°|per\s?cent\b|pct\b|percent\b)|[-\s\u00a0](?:(?:square|cubic|nautical)\s)?(?:{_CURRENCY}|{_MEASURE})\b"
    rf"|(?:{_MEASURE})\b|(?:st|nd|rd|th|s|d)\b|[-\s]years?[-\s]olds?\b|[./:,]\d|/|[a-z]*\d|-[a-z]{{2,}}|-\d"
    r"|\s(?:a\.?m|p\.?m|o'clock|gmt|utc|hrs)\b",
    re.I,
)
_NOT_ONE = re.compile(
    r"['’-]|\sin\s(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b|\s(?:another|day|time|point|side|"
    r"hand|way|thing|can|could|should|must|might|would|has\sto|reason|step"
    r"|that|which|who|whose|such|and\sonly|side|by\sone)\b",
    re.I,
)
_PRONOUN = re.compile(
    r"\b(?:no|any|some|every|this|that|which|the|each|only|new|as|for|the\sonly|big|first|last|one\sby)\s$", re.I
)
_HOW = re.compile(r"\b(?:how|so|too|as|not|the)\s$", re.I)
_MILLIONS = re.compile(
    r"\s(?!(?:away|from|deep|high|long|wide|tall|north|south|east|west|below|above|off|of|to|in|and|or)\b)[a-z]{3,}"
)
_NAMED_AGE = re.compile(r"[A-Z][\w’'-]+,?\s\(?$")


class _Bound(NamedTuple):
    """What the words before a number make of it, and where they begin."""

    start: int
    kind: str


def find_quantities(text: str, start: int, end: int, taken: Sequence[Span] | None = None) -> list[QuantityMention]:
    """The quantities in one stretch of text, in order; ranges by the contract's section "Figures".

    `taken` are spans whose numbers are spoken for, usually the time expressions; they are looked up where not given.
    """
    if taken is None:
        taken = time_spans(text, start, end)
    found: list[QuantityMention] = []
    position = start
    for word in _WORD.finditer(text, start, end):
        at, letters = word.start(), word.group()
        if at < position or not (letters[0].isdigit() or letters.lower() in _STARTS):
            continue
        match = None if at > start and text[at - 1].isalnum() else _CORE.match(text, at, end)
        if match is None:
            continue
        position = max(match.end(), word.end())
        if not any(s < match.end() and match.start() < e for s, e in taken):
            found.extend(_mentions(text, start, end, match, found[-1].end if found else start))
    return found


def find_all_quantities(document: Document, times: Sequence[Span] | None = None) -> tuple[QuantityMention, ...]:
    """The quantities of all sentences of a document; `times` are the spans of its time expressions, where known."""
    if times is None:
        times = [(t.start, t.end) for t in find_all_times(document)]
    text, found = document.page.text, []
    for sentence in document.sentences:
        taken = [s for s in times if s[0] < sentence.end and sentence.start < s[1]]
        found.extend(find_quantities(text, sentence.start, sentence.end, taken))
    return tuple(found)


def _mentions(text: str, start: int, end: int, match: re.Match[str], floor: int) -> list[QuantityMention]:
    if match["none"]:
        return [_mention(text, match.start(), match.end(), 0, 0)]
    if match["vague"]:
        return _vague(text, start, end, match, floor)
    if match["single"]:
        each_other = re.search(r"\bone\s$", text[max(start, match.start() - 4) : match.start()], re.I)
        return [] if each_other else [_mention(text, match.start(), match.end(), 1, 1)]
    low, high = value(match["low"]), value(match["high"]) if match["high"] else None
    stop = match.end()
    if high is not None and low < high:
        low *= _shared_scale(match["low"], low, match["high"])
    bound = _bound(text, start, match.start(), floor)
    if high is not None and not _is_range(text, match, low, high, bound):
        return _apart(text, start, end, match, floor)
    if not _counts(text, start, end, match, bound) or low != int(low) or (high or 0) != int(high or 0):
        return []
    after = _AFTER.match(text, stop, end)
    if after:
        stop = after.end()
    if bound.kind == "less" and text[bound.start : bound.start + 5].lower() in ("under", "below"):
        bound = bound if re.match(r"\s[a-z]", text[stop : stop + 2]) else _Bound(match.start(), "")
    lowest, highest = _range(int(low), None if high is None else int(high), bound.kind)
    if after and after["open"]:
        highest = None
    return [_mention(text, bound.start, stop, lowest, highest)]


def _mention(text: str, start: int, end: int, low: int | None, high: int | None) -> QuantityMention:
    return QuantityMention(start, end, low, high, text[start:end])


def _vague(text: str, start: int, end: int, match: re.Match[str], floor: int) -> list[QuantityMention]:
    if match["vague"].lower() in ("many", "few") and _HOW.search(text[max(start, match.start() - 8) : match.start()]):
        return []
    bound = _bound(text, start, match.start(), floor)
    after = _AFTER.match(text, match.end(), end)
    stop = after.end() if after and after["others"] else match.end()
    words = match["vague"]
    if words.lower().endswith(" of"):  # the phrase is "a number", the noun follows "of"
        stop = match.end() - 3
    return [_mention(text, bound.start, stop, None, None)]


def _bound(text: str, start: int, at: int, floor: int) -> _Bound:
    """The modifiers before a number, read outwards; the first that bounds the number decides."""
    kind, begin = "", at
    while True:
        left = max(start, floor, begin - 24)
        before = _BEFORE.search(text[left:begin])
        if before is None:
            return _Bound(begin, kind)
        name = before.lastgroup or ""
        if before.group().lower().strip() in ("the", "these", "those", "all"):
            return _Bound(begin, kind)
        if name == "from" and _CHANGE.search(text[max(start, left + before.start() - 40) : left + before.start()]):
            return _Bound(begin, kind or "from")
        begin = left + before.start()
        kind = kind if kind and kind != "about" else name


def _is_range(text: str, match: re.Match[str], low: float, high: float, bound: _Bound) -> bool:
    join = match["join"].strip().lower()
    if bound.kind == "from" and text[bound.start : bound.start + 4].lower() != "from":
        return False  # "rose from 4 to 6" holds two counts
    if join == "and":
        return bound.kind == "between" and low < high
    return low < high


def _apart(text: str, start: int, end: int, match: re.Match[str], floor: int) -> list[QuantityMention]:
    """Two numbers that only look like a range ("20 and 30"); a dash between them makes a score or a code."""
    if match["join"].strip() in ("-", "–", "—"):
        return []
    found: list[QuantityMention] = []
    first = _CORE.match(text, match.start("low"), match.end("low"))
    if first:
        found += _mentions(text, start, end, first, floor)
    second = _CORE.match(text, match.start("high"), match.end("high"))
    if second:
        found += _mentions(text, start, end, second, match.end("low"))
    return found


def _shared_scale(low: str, number: float, high: str) -> int:
    """What "1-2 million" leaves out: the scale word that stands after the second number only."""
    scale = re.search(r"\b(?:thousand|million|billion)$", high, re.I)
    if scale is None or re.search(r"[a-z]$", low, re.I):
        return 1
    size = SCALES[scale.group().lower()]
    return size if number < value(high) / size else 1


def _range(low: int, high: int | None, kind: str) -> tuple[int | None, int | None]:
    if high is not None:
        return low, high
    if kind == "at_least":
        return low, None
    if kind == "more":
        return low + 1, None
    if kind == "at_most":
        return None, low
    if kind == "less":
        return None, low - 1
    return low, low


def _counts(text: str, start: int, end: int, match: re.Match[str], bound: _Bound) -> bool:
    """Whether the number counts something, by what stands right before and after it."""
    before = text[max(start, match.start() - 24) : match.start()]
    outside = text[max(start, bound.start - 6) : bound.start].lower()
    if outside.endswith(("aged ", "ages ")) or _NOT_AFTER.search(before) or _NOT_BEFORE.match(text, match.end(), end):
        return False
    words = match["low"].lower()
    if words in ("one", "zero"):
        return words == "one" and not (_NOT_ONE.match(text, match.end(), end) or _PRONOUN.search(before))
    if re.search(r"\dm$", words) and not _MILLIONS.match(text, match.end(), end):
        return False
    if words.isdigit():
        if len(words) > 7 or (len(words) > 1 and words[0] == "0"):
            return False
        following = text[match.end() : min(match.end() + 1, end)]
        if match.start() == start and re.match(r"[.)]\s", text[match.end() : match.end() + 2]):
            return False  # the number of an item in a list
        if before[-1:] + following in ("()", "[]"):
            return False  # a note's mark, or a number in words said again in digits
        if following in ("", ",", ")", ".", ";") and int(words) < 110 and not bound.kind and _NAMED_AGE.search(before):
            return False
    return True
