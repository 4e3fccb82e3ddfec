"""What written values stand for: days as intervals, places in the gazetteer, kinds of actors, ranges of numbers."""

import calendar
import re
from datetime import date

from msgspec import Struct

from dateline.codebook import Codebook
from dateline.codebook.gazetteer import ADJECTIVE, Entry
from dateline.codebook.phrases import key
from dateline.mentions.quantities import find_quantities
from dateline.model import ActorKind, DatePrecision, PlacePrecision
from training.table import KINDS, Bounds

_DATE = re.compile(r"(\d{4}(?:-\d\d){0,2})(?:/(\d{4}(?:-\d\d){0,2}))?(?:\s+(day|days|week|month|months|year))?$")
_PLACE = re.compile(r"(near\s+)?(.*?)(?:\s*\((site|locality|district|admin1|region|country)\))?(?:\s+gn(\d+))?$")
_ISO = re.compile(r"[A-Z]{2}$")
_PREFERRED = ("locality", "admin1", "district", "region", "country", "site")
SINGLES = frozenset("a an another the his her".split())
_NONE = re.compile(r"(?:not (?:one|a single)|none|nobody|no[ -]one|neither)\b", re.I)
_SCORE = re.compile(r"(?:(?:nearly|almost|about|around|some|perhaps) )?(?:(?:a|one) )?score(?: of)?$", re.I)
_ODD = re.compile(r"(.+?)[ -]odd\b", re.I)
_MEN = frozenset("members fighters men gunmen militants guerrillas rebels troops soldiers commandos units".split())
_UNITS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_TEENS = [f"{n}teenth" for n in "thir four fif six seven eigh nine".split()]
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = {word: n for n, word in enumerate([*_UNITS, *_TEENS], 1)}
ORDINALS |= {tens[:-1] + "ieth": 10 * n for n, tens in enumerate(_TENS, 2)}
ORDINALS |= {f"{tens}-{unit}": 10 * n + k for n, tens in enumerate(_TENS, 2) for k, unit in enumerate(_UNITS[:9], 1)}
"""Ordinal words up to the ninety-ninth: the place that an act has in a series is the number of acts so far."""


class Interval(Struct, frozen=True):
    """Days from start to end, both null where unknown."""

    start: str | None
    end: str | None
    precision: DatePrecision


class Located(Struct, frozen=True):
    """A written place: what it says, and the gazetteer's record where one was found."""

    name: str
    country: str | None
    admin1: str | None
    precision: PlacePrecision
    entry: Entry | None
    is_near: bool


class ValueWrong(ValueError):
    """A value that cannot be read; the message says what to write."""


def interval(written: str) -> Interval:
    """The days of a written date.

    >>> interval("2021-02").end, interval("2021-03-13").precision, interval("2021-03-01/2021-03-14").precision
    ('2021-02-28', 'day', 'days')
    """
    if written.strip() == "unknown":
        return Interval(None, None, "unknown")
    match = _DATE.match(written.strip())
    if match is None:
        raise ValueWrong(f"{written!r} is no date; write 2021-03-13, 2021-03-01/2021-03-14, 2021-03 month or unknown")
    try:
        start, end = _edge(match[1], is_end=False), _edge(match[2] or match[1], is_end=True)
    except ValueError as error:
        raise ValueWrong(f"{written!r} holds a day that does not exist ({error})") from error
    if start > end:
        raise ValueWrong(f"{written!r} ends before it begins; put the earlier day first")
    return Interval(start.isoformat(), end.isoformat(), match[3] or _precision(match, start, end))  # type: ignore[arg-type]


def _edge(written: str, *, is_end: bool) -> date:
    parts = [int(p) for p in written.split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else (12 if is_end else 1)
    if len(parts) > 2:
        return date(year, month, parts[2])
    return date(year, month, calendar.monthrange(year, month)[1] if is_end else 1)


def _precision(match: re.Match[str], start: date, end: date) -> DatePrecision:
    if start == end:
        return "day"
    if match[2] is None:
        return "year" if len(match[1]) == 4 else "month"
    return "months" if len(match[1]) == 7 else "days"


def place(written: str | None, words: str, home: str | None, book: Codebook) -> Located:
    """A written place (`near Djibo, Sahel, BF (district) gn2361177`), or the page's words where nothing is written."""
    match = _PLACE.match((written or words).strip())
    if match is None:
        raise ValueWrong(f"{written!r} is no place; write `Djibo, BF` or `near Djibo, BF`")
    parts = [p.strip() for p in match[2].split(",") if p.strip()]
    country = parts.pop() if parts and _ISO.match(parts[-1]) else home
    is_near = bool(match[1])
    if not parts:
        entry = book.gazetteer.country(country or "")
        return Located(words, country, None, match[3] or "country", entry, is_near)  # type: ignore[arg-type]
    admin1 = parts[1] if len(parts) > 1 else None
    entry = _entry(parts[0], country, admin1, match[3], match[4], book)
    fallback = "district" if is_near else (entry.precision if entry else "locality")
    if entry is not None:
        country, admin1 = entry.country or country, book.gazetteer.admin1_name(entry) or admin1
    return Located(parts[0], country, admin1, match[3] or fallback, entry, is_near)  # type: ignore[arg-type]


def _entry(
    name: str, country: str | None, admin1: str | None, precision: str | None, gid: str | None, book: Codebook
) -> Entry | None:
    named = [n.entry for n in book.gazetteer.get(key(name)) if n.how != ADJECTIVE]
    if not named:
        named = [n.entry for n in book.gazetteer.folded(key(name))]
    if gid:
        return next((e for e in named if e.geonameid == int(gid)), None)
    held = [e for e in named if country is None or e.country in (country, None)]
    if admin1:
        wanted = key(admin1)
        held = [e for e in held if key(book.gazetteer.admin1_name(e) or "") == wanted] or held
    exact = [e for e in held if e.precision == precision]
    order = {p: n for n, p in enumerate(_PREFERRED)}
    return min(exact or held, key=lambda e: (e.country is None, order[e.precision], -e.population), default=None)


def countries(name: str, book: Codebook) -> list[str]:
    """The countries in which the gazetteer knows a place of this name, that of the largest first."""
    entries = [n.entry for n in book.gazetteer.get(key(name)) if n.how != ADJECTIVE]
    return list(dict.fromkeys(e.country for e in sorted(entries, key=lambda e: -e.population) if e.country))


def kind(written: str | None, words: str, book: Codebook) -> ActorKind | None:
    """The ACLED kind of a party: as written, else as the codebook knows its name or its noun.

    "Fighters of X" are of the kind of X where the codebook knows it, else of that of the noun before "of".
    """
    if written:
        short = written.lower()
        if short not in KINDS:
            legal = ", ".join(dict.fromkeys(KINDS.values()))
            raise ValueWrong(f"{written!r} is no kind of actor; write one of: {legal} (the first word is enough)")
        return KINDS[short]
    whole = re.sub(r"\s*\([^)]*\)$", "", words)
    known = actor(words, book) or actor(whole, book)
    if known:
        return book.actors.actors[known].kind
    head, _, owner = re.sub(r"['’]s?\b", "", whole).partition(" of ")
    nouns = head.split() if owner else whole.split()
    if owner and nouns and nouns[-1].lower() in _MEN and (known := actor(owner, book)):
        return book.actors.actors[known].kind
    for tail in (words.split(), whole.split(), nouns):
        found = next((k for n in (2, 1) if (k := book.actors.role_kind(key(" ".join(tail[-n:]))))), None)
        if found:
            return found
    return None


def party_kind(written: str | None, wordings: list[str], book: Codebook) -> ActorKind | None:
    """The kind of a party: as written, else that of its name, else that of another of its wordings."""
    if written:
        return kind(written, "", book)
    found = (kind(None, w, book) for w in (named(wordings, book) or "", *wordings))
    return next((k for k in found if k), None)


def actor(words: str, book: Codebook) -> str | None:
    """The id of the party that is known by exactly these words, or null."""
    bare = re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.I)
    uses = [u for u in book.actors.names.get(bare) if not u.weak]
    return uses[0].actor if len({u.actor for u in uses}) == 1 else None


def named(wordings: list[str], book: Codebook) -> str | None:
    """The name among the wordings of a party or a source: one that the codebook knows, else the longest proper name.

    Where there is no proper name, the longest wording. So "the same organisation" never outgrows "Islamic State".
    """
    known = [w for w in wordings if actor(w, book)]
    proper = [w for w in wordings if is_proper(w)]
    return max(known or proper or wordings, key=len, default=None)


def is_proper(words: str) -> bool:
    """Whether words hold a name: a capital that neither an article nor the beginning of a sentence accounts for.

    >>> is_proper("the Islamic State"), is_proper("The gunmen"), is_proper("POLICE SAY"), is_proper("M23")
    (True, False, False, True)
    """
    if words.isupper() and " " in words:
        return False
    first, *rest = re.sub(r"^(?:the|a|an|some|all)\s+", "", words, flags=re.I).split() or [""]
    if any(w[:1].isupper() for w in rest):
        return True
    return first[:1].isupper() and (not words.startswith(first) or not first[1:].islower())


def ordinal(words: str) -> int | None:
    """The place in a series that words give ("the fourth", "21st"), or null.

    >>> ordinal("the fourth"), ordinal("FIFTH"), ordinal("the 21st"), ordinal("twenty-third"), ordinal("a third")
    (4, 5, 21, 23, None)
    """
    bare = re.sub(r"^(?:the|its|his|her|their|our)\s+", "", words.strip().lower())
    digits = re.match(r"(\d+)(?:st|nd|rd|th)$", bare)
    return int(digits[1]) if digits else ORDINALS.get(bare)


def spoken(words: str) -> Bounds | None:
    """The range that number words give by the contract's rules, or null where they are no single number.

    >>> spoken("a score of"), spoken("thirty-odd"), spoken("not one"), spoken("both"), spoken("as many as seven")
    ((20, 20), (30, 30), (0, 0), (2, 2), (None, 7))
    """
    place = ordinal(words)
    if place is not None:
        return place, place
    if _NONE.match(words):
        return 0, 0
    if _SCORE.match(words):
        return 20, 20
    if key(words).split(" ")[0] == "both":
        return 2, 2
    if key(words) == "scores":
        return None, None
    odd = _ODD.match(words)
    words = odd[1] if odd else words
    found = find_quantities(words, 0, len(words), [])
    if len(found) == 1:
        return found[0].low, found[0].high
    if not found and key(words).split(" ")[0] in SINGLES:
        return 1, 1
    return None
