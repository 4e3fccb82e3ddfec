"""Datelines: the words before a report's first sentence, which say from where and by whom it comes.

"Mosul — ", "KISUMU (Reuters) - ", "TAIZ, Yemen, March 9 (Xinhua) -- ", "MOSCOW, December 5. /TASS/. "
"""

import re

from msgspec import Struct

from dateline.read import stamps
from dateline.read.agencies import agencies_in
from dateline.read.lines import visible_from

# Possessive: a name is taken whole or not at all, so that no line makes the match try its parts again and again.
_NAME = r"[A-ZÀ-Þ][\w.’'\-]*+"
_INNER = r"(?:(?:de|la|el|al|of|the|and|du|el-|al-|es)\s)?"
_LAND = rf"(?:, {_NAME}(?: {_NAME}){{0,2}}| \([A-Z][A-Za-z .]{{1,30}}\)(?=,))?"
_PLACE = rf"(?P<place>{_NAME}(?:[ /]{_INNER}{_NAME}){{0,4}}{_LAND})"
_DAY = r"(?P<day>,? (?:(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][A-Za-z]{2,8})(?:,? \d{2,4})?))?"
_VOICE = r"\((?P<bracket>[^()]{2,60})\)|/(?P<slashed>[A-Z][\w ]{1,20})/\.?"
_DASH = rf"(?:\s?,?\s?(?:{_VOICE})\s?(?:--?|[—–:－])?|\s?[—－]|\s(?:--|–|-)(?=\s)|\s?:)"
# A sentence begins after it; what goes on in lower case is an aside within a sentence.
_START = re.compile(rf"{_PLACE}{_DAY}\.?{_DASH}\s*(?=[A-Z\d“\"‘'\[À-Þ])")
_WITHIN = re.compile(
    r"(?<=\s)(?P<place>[A-Z][A-Z’'\-]{2,}(?:[ /][A-Z][A-Z’'\-]+){0,3}(?:, [A-Z][a-z]+)?)" rf"{_DAY} (?:{_VOICE})"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATED = re.compile(rf",? (?:{_MONTH}\.? \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{2,4}})?)$", re.IGNORECASE)
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
    """The place of a dateline as it is usually written, its span in the text, and the agency in its bracket."""

    place: str
    start: int
    end: int
    agency: str | None


def at_start(text: str, start: int, end: int) -> Dateline | None:
    """The dateline with which a paragraph begins.

    >>> at_start("KISUMU (Reuters) - Two people were killed on Monday.", 0, 53).place
    'Kisumu'
    """
    start = visible_from(text, start, end)
    found = _START.match(text, start, min(end, start + REACH))
    if not found:
        return None
    after = text[found.end() : min(end, found.end() + 80)]
    if not any(c.islower() for c in after) and not (found["bracket"] or found["slashed"] or found["day"]):
        return None  # in a text of capitals they say nothing
    return _read(found, end)


def within(text: str, start: int, end: int) -> Dateline | None:
    """A dateline in capitals with a known agency that stands further on, as in pages that lost their line breaks."""
    for found in _WITHIN.finditer(text, start, min(end, start + 600)):
        said = _read(found, end)
        if said and agencies_in(found["bracket"] or found["slashed"]):
            return said
    return None


def stamp(text: str, start: int, end: int) -> stamps.Stamp | None:
    """The full date within a dateline: "LIMA, 9 NOV 84 (EFE) -- "."""
    found = next(stamps.find(text, start, min(end, start + 90)), None)
    if found is None:
        return None
    head, after = text[start : found.start], text[found.end : found.end + 30]
    named = not head.strip() or re.fullmatch(r"(?:[A-ZÀ-Þ][\w’'.-]*[ ,/]*){1,9}(?:\([A-Z][A-Za-z .]{1,30}\), )?", head)
    return found if named and re.match(r"\s?(?:\([^)]{2,60}|--?|[—–:])", after) else None


def _read(found: re.Match[str], end: int) -> Dateline | None:
    place = _DATED.sub("", found["place"])
    bracket = found["bracket"] or found["slashed"]
    agencies = agencies_in(bracket) if bracket else ()
    voice = agencies[0] if agencies else bracket if bracket and _looks_like_agency(bracket) else None
    words = re.findall(r"[\w’'.\-]+", place)
    if not words or words[0].lower() in _NOT_PLACES or end - found.end() < 20:
        return None
    if not agencies and not _is_place_alone(place, len(words), found.group().rstrip(), voice if bracket else ""):
        return None
    at = found.start("place")
    return Dateline(place=cased(place), start=at, end=at + len(place), agency=voice)


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
