"""Place-like frames: where the words say that a name is a place's, whether or not the gazetteer knows it.

"The village of X", "X refugee camp", "shelling hit X", "X and Y in Z": each pattern finds a capitalised run.
"""

import re
from typing import NamedTuple

from dateline.codebook import gazetteer as gz
from dateline.codebook.gazetteer import Gazetteer
from dateline.codebook.phrases import words
from dateline.mentions.place_words import DIRECTIONS, PLACE_BEFORE, TITLES
from dateline.model import PlaceMention, PlacePrecision, Sentence

ART = (  # "as", "at" and "an" with a blank are words of English
    r"(?:(?:[Aa]l|[Ee]l|[Aa]d|[Aa]n|[Aa]r|[Aa]s|[Aa]sh|[Aa]t|[Aa]z|[Ee]d|[Ee]s|[Ee]z)-"
    r"|(?:[Aa]l|[Ee]l|Ad|Ar|Ash|Az|Ed|Es|Ez) )"
)
UPPER = r"[A-ZÀ-ÖØ-ÞĀŁŠŞŽİÇ]"
WORD = rf"{ART}?(?:d['’])?{UPPER}[\w'’‘]*[\w]"
RUN = rf"(?P<name>{WORD}(?:[- ](?:(?:de|del|la|bin|ibn)[- ])?{WORD}){{0,3}})"
LOCALITY = "village|town|city|hamlet|settlement|locality|kibbutz|commune"
DISTRICT = (
    "neighbou?rhood|district|subdistrict|sub-district|suburb|quarter|area|municipality|county|valley|island|slum"
    "|shantytown|township"
)
SITE = (
    r"(?:(?:international|military|refugee|displacement|IDP|border|air|naval|oil|gas|power|police|train|railway|bus|general|"
    r"central|teaching|children['’]s|maternity|university|main|grand|nuclear|army)\s+)*(?:airport|air\s?base|airbase|airfield|air\s?port|"
    r"base|camp|hospital|prison|jail|bridge|dam|checkpoint|crossing|mosque|church|monastery|market|refinery|"
    r"field|stadium|barracks|garrison|outpost|power plant|plant|terminal|university|school|palace|seaport|harbou?r"
    r"|hotel|restaurant|shopping (?:mall|centre|center)|mall|station|synagogue|temple|shrine|clinic)"
)
OF = re.compile(rf"\b(?P<kind>{LOCALITY}|{DISTRICT})s? of {RUN}")
BEFORE = re.compile(rf"(?<![\w-]){RUN} (?P<kind>(?i:{LOCALITY}|{DISTRICT}|{SITE}))\b")
APPOSED = re.compile(
    rf"(?<![\w-]){RUN}, (?:an?|another|the|one) (?:(?!(?:in|of|from|at|near|the|who)\b)[a-z]+[ -]){{0,3}}?"
    rf"(?P<kind>{LOCALITY}|{DISTRICT})\b"
    r"(?= (?:in|of|near|on|outside|about|some|with|where|located|just|\d))"
)
CAMP = re.compile(
    rf"\b(?P<kind>Camp|FOB|COP|Forward Operating Base|Combat Outpost|Naval Air Station|Naval Base|Joint Base) {RUN}"
)
PLACED = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Tt]owards?|[Aa]round|[Aa]t|[Bb]etween|close to|hit|struck|targeted|targeting|"
    r"shelled|took|left|controlled|besieged|overran|liberated|recaptur\w+|fled|"
    r"bombed|"
    rf"attacked|raided|captured|seized|retook|entered|stormed|reached|recaptured|hitting|striking) {RUN}"
)
ALSO = re.compile(rf"(?:, and |, | and ){RUN}")
ALONE = re.compile(rf"(?<![\w-]){RUN}(?=, | and )")
LONG, TITLE_SHARE = 4, 0.85
KIND = re.compile(
    rf"\b(?:{LOCALITY}|{DISTRICT}|camp|base|air|hospital|prison|jail|bridge|dam|check|crossing|mosque|church|monaster|market"
    r"|refiner|field|stadium|barracks|garrison|outpost|plant|terminal|univ|power|school|palace|port|seaport|harbo|FOB|COP"
    r"|hotel|restaurant|shopping|mall|station|synagogue|temple|shrine|clinic|bus|train)",
    re.IGNORECASE,
)
CLASSED = 4  # of the patterns ask for a class word
PATTERNS = (OF, BEFORE, APPOSED, CAMP, PLACED, ALSO, ALONE)
OWNER = re.compile(r".*['’]s? ")
FACILITY = re.compile(SITE, re.IGNORECASE)
OPENERS = frozenset(("the", "a", "an", "on", "this", "its", "their", "and", "but", "when", "while", "after"))


class Frame(NamedTuple):
    """A place-like frame: the name's span, the span with its class word, and the precision that the words give."""

    start: int
    end: int
    outer_end: int
    precision: PlacePrecision
    kind: str


def place_frames(text: str, sentence: Sentence, near: list[PlaceMention], gazetteer: Gazetteer) -> list[Frame]:
    """The place-like frames of a sentence that hold no known place yet, in order; `near` are the known places of it."""
    frames: list[Frame] = []
    flat = _capitals_tell_nothing(text, sentence)
    some = PATTERNS if KIND.search(text, sentence.start, sentence.end) else PATTERNS[CLASSED:]
    for pattern in some if near else some[:-1]:
        for m in pattern.finditer(text, sentence.start, sentence.end):
            if not _joins(pattern, m, near, frames) or (flat and pattern is not BEFORE):
                continue
            start, end = _trim(text, *m.span("name"), gazetteer)
            if pattern is PLACED:  # a town and its province with no comma between them
                end = next((n.start - 1 for n in near if start < n.start < end and text[n.start - 1] == " "), end)
            if flat:
                start = next((n.start for n in near if n.end == end and not n.adjective), end)
            if start >= end or any(f.start < end and start < f.outer_end for f in frames):
                continue
            if pattern is CAMP:
                frame = Frame(m.start(), end, end, "site", m["kind"].lower() + " of")
            else:
                frame = _frame(start, end, m.end() if pattern is BEFORE else end, m.groupdict().get("kind") or "")
            if _stands(text, frame, near, gazetteer):
                frames.append(frame)
    return sorted(frames)


def _capitals_tell_nothing(text: str, sentence: Sentence) -> bool:
    """Whether a heading begins every longer word with a capital, so that only the gazetteer tells names from words."""
    long = [w for w in text[sentence.start : sentence.end].split() if len(w) >= LONG]
    return len(long) >= LONG and sum(w[0].isupper() for w in long) >= TITLE_SHARE * len(long)


def _joins(pattern: re.Pattern[str], m: re.Match[str], near: list[PlaceMention], frames: list[Frame]) -> bool:
    """Whether a name that only stands in a list stands beside a place."""
    if pattern is ALSO:
        return m.start() in {*(n.end for n in near), *(f.outer_end for f in frames)}
    if pattern is ALONE:
        return any(n.start - m.end("name") in (2, 5) and not n.adjective for n in near)
    return True


def _frame(start: int, end: int, outer_end: int, kind: str) -> Frame:
    lower = kind.lower()
    if lower and FACILITY.fullmatch(lower):
        return Frame(start, end, outer_end, "site", lower)
    if re.fullmatch(DISTRICT, lower):
        return Frame(start, end, outer_end, "district", lower)
    return Frame(start, end, end, "locality", lower)


def _trim(text: str, start: int, end: int, gazetteer: Gazetteer) -> tuple[int, int]:
    """A capitalised run without the words before it that are no part of a name ("On Tuesday", "President")."""
    owner = OWNER.match(text, start, end)
    tokens = words(text, owner.end() if owner else start, end)
    while tokens and (
        tokens[0].normal in PLACE_BEFORE
        or tokens[0].normal in TITLES
        or tokens[0].normal in DIRECTIONS
        or tokens[0].normal in OPENERS
        or any(n.how == gz.ADJECTIVE for n in gazetteer.get(tokens[0].normal))
    ):
        tokens = tokens[1:]
    return (tokens[0].start, end) if tokens else (end, end)


def _stands(text: str, frame: Frame, near: list[PlaceMention], gazetteer: Gazetteer) -> bool:
    """Whether a frame names a place of its own that is not found yet."""
    tokens = words(text, frame.start, frame.end)
    if all(t.normal in gazetteer.words or t.normal in TITLES for t in tokens):
        return False
    over = [m for m in near if m.start < frame.end and m.end > frame.start]
    if frame.precision == "site":
        return not any(m.adjective or m.place.precision == "country" for m in over if m.end >= frame.end)
    if over:
        return False
    if frame.kind:
        return True
    return not any(t.normal in gazetteer.words or t.normal in gazetteer.persons for t in tokens)
