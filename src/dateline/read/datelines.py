"""Datelines: the words before a report's first sentence, which say from where and by whom it comes.

"Mosul — ", "KISUMU (Reuters) - ", "TAIZ, Yemen, March 9 (Xinhua) -- ", "MOSCOW, December 5. /TASS/. "
"""

import re

from msgspec import Struct

from dateline.model import Span
from dateline.read import stamps
from dateline.read.agencies import agencies_in
from dateline.read.lines import visible_from

# Possessive: a name is taken whole or not at all, so that no line makes the match try its parts again and again.
_NAME = r"[A-ZÀ-Þ][\w.’'\-]*+"
_INNER = r"(?:(?:de|del|do|da|dos|des|la|las|los|le|el|al|of|the|and|du|el-|al-|es)\s)?"
_LAND = rf"(?:, {_NAME}(?: {_INNER}{_NAME}){{0,3}}| \([A-Z][A-Za-z .]{{1,30}}\)(?=,)){{0,2}}"
_PLACE = rf"(?P<place>{_NAME}(?:[ /]{_INNER}{_NAME}){{0,4}}{_LAND})"
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,? )?"
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DATE = rf"{_WEEKDAY}(?i:{_MONTHS}\.? \d{{1,2}}|\d{{1,2}} {_MONTHS})(?:,? \d{{2,4}})?"
_DAY = rf"(?P<day>,? {_DATE})?"
_VOICE = r"\((?P<bracket>[^()]{2,60})\)|/(?P<slashed>[A-Z][\w ]{1,20})/\.?"
_DASH = rf"(?:\s?,?\s?(?:{_VOICE})\s?(?:--?|[—–:－])?|\s?[—－]|\s(?:--|–|-)(?=\s)|\s?:)"
# A sentence begins after it; what goes on in lower case is an aside within a sentence.
_TEXT = r"\s*(?=[A-Z\d“\"‘'\[À-Þ])"
_START = re.compile(rf"{_PLACE}{_DAY}\.?{_DASH}{_TEXT}")
# What the date alone makes a dateline: "(Lomé, May 3, 2021) – ", "LOMÉ, 3 May 2021. ", "Lomé, May 3, Coast News -- ",
# "Lomé (AFP) 3 May 2021 – ".
_DATED_STARTS = tuple(
    re.compile(pattern + _TEXT)
    for pattern in (
        rf"\({_PLACE}(?P<day>,? {_DATE})\)\s?(?:--?|[—–:－])",
        rf"{_PLACE}(?P<day>,? {_DATE})(?:\.|:|\s?--?(?=\s)|\s?[—–－])",
        rf"{_PLACE}(?P<day>, {_DATE}),? (?P<bracket>{_NAME}(?: {_NAME}){{0,3}})\s(?:--?|[—–－])",
        rf"{_PLACE} ?\((?P<bracket>[^()]{{2,60}})\),?(?P<day> {_DATE})(?:\.|:|\s?(?:--?|[—–－]))",
        rf"{_PLACE} ?\((?P<bracket>{_NAME}(?: {_NAME}){{0,2}})(?P<day>,? {_DATE})\)\s?(?:--?|[—–:－])?",
    )
)
_WITHIN = re.compile(
    r"(?<=\s)(?P<place>[A-Z][A-Z’'\-]{2,}(?:[ /][A-Z][A-Z’'\-]+){0,3}(?:, [A-Z][a-z]+)?)" rf"{_DAY} (?:{_VOICE})"
)
_DATED = re.compile(rf",? (?:{_DATE}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$|(?<=\w\w)\.$")
_OPENERS = """
the a an in on at for by update live breaking exclusive analysis opinion video watch photos editorial note read
correction clarification factbox timeline explainer profile roundup urgent interview feature new also monday tuesday
wednesday thursday friday saturday sunday advertisement q background related
"""
_NOT_PLACES = frozenset(_OPENERS.split())
_INNER_WORDS = re.compile(r"(?<=[ \-])(?:Au|De|Du|La|Es|Of|The|And|Al|Del|Des|Sur)(?=[ \-])")
REACH = 160
"""Characters within which a dateline ends."""


class Dateline(Struct, frozen=True):
    """The place of a dateline as it is usually written, its span in the text, the agency in its bracket, its day."""

    place: str
    start: int
    end: int
    agency: str | None
    day: Span | None = None


def at_start(text: str, start: int, end: int) -> Dateline | None:
    """The dateline with which a paragraph begins.

    >>> at_start("KISUMU (Reuters) - Two people were killed on Monday.", 0, 53).place
    'Kisumu'
    """
    start = visible_from(text, start, end)
    for pattern in (*_DATED_STARTS, _START):
        found = pattern.match(text, start, min(end, start + REACH))
        said = _checked(text, found, end) if found else None
        if said:
            return said
    return None


def _checked(text: str, found: re.Match[str], end: int) -> Dateline | None:
    voice = _group(found, "bracket") or _group(found, "slashed")
    after = text[found.end() : min(end, found.end() + 80)]
    if not any(c.islower() for c in after) and not (voice or found["day"]):
        return None  # in a text of capitals they say nothing
    return _read(found, end)


def _group(found: re.Match[str], name: str) -> str | None:
    """A named group, None where it is empty or the pattern has none of that name."""
    return found[name] if name in found.re.groupindex else None


def within(text: str, start: int, end: int) -> Dateline | None:
    """A dateline in capitals with a known agency that stands further on, as in pages that lost their line breaks."""
    for found in _WITHIN.finditer(text, start, min(end, start + 600)):
        said = _read(found, end)
        if said and agencies_in(found["bracket"] or found["slashed"]):
            return said
    return None


def stamp(text: str, start: int, end: int) -> stamps.Stamp | None:
    """The full date within a dateline: "LIMA, 9 NOV 84 (EFE) -- "."""
    said = at_start(text, start, end)
    if said and said.day:
        within_day = next(stamps.find(text, *said.day), None)
        if within_day:
            return within_day
    found = next(stamps.find(text, start, min(end, start + 90)), None)
    if found is None:
        return None
    head, after = text[start : found.start], text[found.end : found.end + 30]
    if head.split(" ", 1)[0].lower() in _NOT_PLACES:
        return None
    named = not head.strip() or re.fullmatch(r"(?:[A-ZÀ-Þ][\w’'.-]*[ ,/]*){1,9}(?:\([A-Z][A-Za-z .]{1,30}\), )?", head)
    return found if named and re.match(r"\s?(?:\([^)]{2,60}|--?|[—–:])", after) else None


def _read(found: re.Match[str], end: int) -> Dateline | None:
    place = _DATED.sub("", found["place"])
    bracket = _group(found, "bracket") or _group(found, "slashed")
    agencies = agencies_in(bracket) if bracket else ()
    voice = agencies[0] if agencies else bracket if bracket and _looks_like_agency(bracket) else None
    words = re.findall(r"[\w’'.\-]+", place)
    if not words or words[0].lower() in _NOT_PLACES or end - found.end() < 20:
        return None
    alone = found["day"] or _is_place_alone(place, len(words), found.group().rstrip(), voice if bracket else "")
    if not agencies and not alone:
        return None
    at = found.start("place")
    day = _trimmed_day(found) if found["day"] else None
    return Dateline(place=cased(place), start=at, end=at + len(place), agency=voice, day=day)


def _trimmed_day(found: re.Match[str]) -> Span:
    """The span of a dateline's date, without the comma before it."""
    start, end = found.span("day")
    return start + len(found["day"]) - len(found["day"].lstrip(", ")), end


def _is_place_alone(place: str, words: int, head: str, voice: str | None) -> bool:
    """True where a dateline shows without a known agency: by its capitals, or by a dash after few words.

    `voice` is what stands in its bracket, None where that is no name, "" where there is no bracket.
    """
    if place.split(",")[0].isupper():
        return words <= 3 or not head.endswith(":")
    if voice != "":
        return voice is not None and voice.isupper() and "," in place
    return head[-1] in "—－–-" and words <= 4


def _looks_like_agency(bracket: str) -> bool:
    """True for one short capitalised name, as brackets in datelines hold."""
    words = bracket.split()
    return 1 <= len(words) <= 3 and all(w[0].isupper() for w in words) and not any(c.isdigit() for c in bracket)


def cased(place: str) -> str:
    """Place words in capitals as they are usually written.

    >>> cased("PORT-AU-PRINCE, Haiti"), cased("GOMA, DR Congo")
    ('Port-au-Prince, Haiti', 'Goma, DR Congo')
    """
    parts = place.split(",")
    titled = [p.title() if p.isupper() and (n == 0 or len(p.strip()) > 3) else p for n, p in enumerate(parts)]
    return _INNER_WORDS.sub(lambda m: m.group().lower(), ",".join(titled))
