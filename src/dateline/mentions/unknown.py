"""Places that the gazetteer lacks, or that stand beside a facility's name: "the village of X", "X refugee camp in Y".

Such a place gets the point of what contains it, says so in its basis, and raises an issue where its own place is not
known at all. A spelling that folds to a known place of a country that the page names is taken for that place.
"""

import re
from typing import NamedTuple

from dateline.codebook import gazetteer as gz
from dateline.codebook.gazetteer import Entry, Gazetteer
from dateline.codebook.phrases import key, words
from dateline.mentions.place_words import DIRECTIONS, PLACE_BEFORE, TITLES
from dateline.model import Document, Issue, Place, PlaceMention, PlacePrecision, Sentence

ART = r"(?:[Aa]l|[Ee]l|[Aa]d|[Aa]n|[Aa]r|[Aa]s|[Aa]sh|[Aa]t|[Aa]z|[Ee]d|[Ee]s|[Ee]z)"
UPPER = r"[A-ZÀ-ÖØ-ÞĀŁŠŞŽİÇ]"
WORD = rf"(?:{ART}[- ])?(?:d['’])?{UPPER}[\w'’‘]*[\w]"
RUN = rf"(?P<name>{WORD}(?:[- ](?:(?:de|del|la|bin|ibn)[- ])?{WORD}){{0,3}})"
LOCALITY = "village|town|city|hamlet|settlement|township|locality|kibbutz|commune"
DISTRICT = "neighbou?rhood|district|subdistrict|sub-district|suburb|quarter|area|municipality|county|valley|island"
SITE = (
    r"(?:(?:international|military|refugee|displacement|IDP|border|air|naval|oil|gas|power|police|train|railway|bus|general|"
    r"central|teaching|children['’]s|maternity|university|main|grand|nuclear|army)\s+)*(?:airport|air\s?base|airbase|airfield|air\s?port|"
    r"base|camp|hospital|prison|jail|bridge|dam|checkpoint|crossing|mosque|church|monastery|market|refinery|"
    r"field|stadium|barracks|garrison|outpost|power plant|plant|terminal|university|school|palace|seaport|harbou?r)"
)
OF = re.compile(rf"\b(?P<kind>{LOCALITY}|{DISTRICT})s? of {RUN}")
BEFORE = re.compile(rf"(?<![\w-]){RUN} (?P<kind>(?i:{LOCALITY}|{DISTRICT}|{SITE}))\b")
PLACED = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Tt]owards?|[Aa]round|[Aa]t|[Bb]etween|close to|hit|struck|targeted|targeting|shelled|bombed|"
    rf"attacked|raided|captured|seized|retook|entered|stormed|reached|recaptured|hitting|striking) {RUN}"
)
ALSO = re.compile(rf"(?:, and |, | and ){RUN}")
ALONE = re.compile(rf"(?<![\w-]){RUN}(?=, | and )")
AWAY = re.compile(r",? (?:about |some |around |roughly )?\d[\d,.]*[ -]?(?:km|kilomet\w+|miles?)\b[^.;]{0,48}")
OWNER = re.compile(r".*['’]s? ")
COMMON_SITE = frozenset("school university church market plant field palace terminal base camp".split())
OWNING = re.compile(r"(?:['’]s?)?(?: [a-z-]+){0,4} ")
FACILITY = re.compile(SITE, re.IGNORECASE)
CONTAINED = re.compile(r"[^.;:]{0,12}?(?:,| in| near| outside| of| \()[^.;]{0,40}$")


class Frame(NamedTuple):
    """A place-like frame: the name's span, the span with its class word, and the precision that the words give."""

    start: int
    end: int
    outer_end: int
    precision: PlacePrecision
    kind: str


def unknown_places(
    document: Document, known: tuple[PlaceMention, ...], gazetteer: Gazetteer
) -> tuple[list[PlaceMention], tuple[Issue, ...]]:
    """Mentions of unknown places with the point of what contains them, and an issue for each that has none of its own."""
    text = document.page.text
    here = frozenset(m.place.country for m in known if m.place.country)
    found: list[PlaceMention] = []
    issues: list[Issue] = []
    last: PlaceMention | None = None
    report = ""
    for sentence in document.sentences:
        if sentence.report != report:
            last, report = None, sentence.report
        near = [m for m in known if m.start < sentence.end and m.end > sentence.start and m.place.country]
        for frame in _frames(text, sentence, near, gazetteer):
            container = _container(text, frame, near, last)
            mention, issue = _place(text, frame, container, here, gazetteer)
            if frame.kind == "" and issue and not _listed(text, frame, near):
                continue  # only a preposition stands before it, and nothing is spelt like it
            if issue and frame.precision == "site" and frame.kind in COMMON_SITE:
                continue  # bodies are named so too
            found.append(mention)
            issues += [issue] if issue else []
        placed = [m for m in near if not m.adjective]
        last = next((m for m in placed if m.place.precision != "country"), placed[0] if placed else last)
    return found, tuple(issues)


def _frames(text: str, sentence: Sentence, near: list[PlaceMention], gazetteer: Gazetteer) -> list[Frame]:
    frames: list[Frame] = []
    for pattern in (OF, BEFORE, PLACED, ALSO, ALONE):
        for m in pattern.finditer(text, sentence.start, sentence.end):
            start, end = _trim(text, *m.span("name"), gazetteer)
            kind = m.groupdict().get("kind") or ""
            if pattern is ALSO and not any(m.start() == x for x in (*(n.end for n in near), *(f.outer_end for f in frames))):
                continue
            if pattern is ALONE and not any(n.start - m.end("name") in (2, 5) and not n.adjective for n in near):
                continue
            if start >= end or any(f.start < end and start < f.outer_end for f in frames):
                continue
            frame = _frame(start, end, m.end() if pattern is BEFORE else end, kind)
            if _stands(text, frame, near, gazetteer, weak=pattern in (PLACED, ALSO, ALONE)):
                frames.append(frame)
    return sorted(frames)


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
        or tokens[0].normal in ("the", "a", "an", "on", "this", "its", "their", "and", "but", "when", "while", "after")
        or any(n.how == gz.ADJECTIVE for n in gazetteer.get(tokens[0].normal))
    ):
        tokens = tokens[1:]
    return (tokens[0].start, end) if tokens else (end, end)


def _stands(text: str, frame: Frame, near: list[PlaceMention], gazetteer: Gazetteer, *, weak: bool) -> bool:
    """Whether a frame names a place of its own that is not found yet."""
    tokens = words(text, frame.start, frame.end)
    if all(t.normal in gazetteer.words or t.normal in TITLES for t in tokens):
        return False
    over = [m for m in near if m.start < frame.end and m.end > frame.start]
    if frame.precision == "site":
        return not any(m.adjective or m.place.precision == "country" for m in over if m.end >= frame.end)
    if over:
        return False
    if not weak:
        return True
    return not any(t.normal in gazetteer.words or t.normal in gazetteer.persons for t in tokens)


def _listed(text: str, frame: Frame, near: list[PlaceMention]) -> bool:
    """Whether a known place stands right after a name and a comma, as what contains it."""
    after = next((m for m in near if m.start >= frame.end), None)
    if after is None or after.adjective:
        return False
    return bool(re.fullmatch(r",\s|\s\(", text[frame.end : after.start]) or AWAY.fullmatch(text, frame.end, after.start))


def _container(text: str, frame: Frame, near: list[PlaceMention], last: PlaceMention | None) -> PlaceMention | None:
    """What the text says contains the place: named in it, after it, before it; else the last place named before."""
    inside = [m for m in near if m.start >= frame.start and m.end <= frame.outer_end and not m.adjective]
    if inside:
        return inside[0]
    after = next((m for m in near if m.start >= frame.outer_end and not m.adjective), None)
    if after and CONTAINED.match(text[frame.outer_end : after.start]):
        return after
    before = next((m for m in reversed(near) if m.end <= frame.start), None)
    if before and OWNING.fullmatch(text, before.end, frame.start):
        return before
    return next((m for m in reversed(near) if m.end <= frame.start and not m.adjective), after) or last or before


def _place(
    text: str, frame: Frame, container: PlaceMention | None, here: frozenset[str], gazetteer: Gazetteer
) -> tuple[PlaceMention, Issue | None]:
    span = (frame.start, frame.outer_end)
    name = text[slice(*span)]
    known = (
        None
        if frame.precision == "site"
        else _respelt(text[frame.start : frame.end], frame, container, here, gazetteer)
    )
    if known:
        basis = f"inferred: taken for {known.name} by its spelling"
        place = Place(
            name,
            known.country,
            gazetteer.admin1_name(known),
            known.lat,
            known.lon,
            frame.precision,
            known.geonameid,
            (span,),
            basis,
        )
        return PlaceMention(*span, place), None
    if container is None:
        place = Place(
            name, None, None, None, None, frame.precision, None, (span,), "inferred: named place not in the gazetteer"
        )
        return PlaceMention(*span, place), Issue("place-unresolved", f"no place is known by the name {name}", (span,))
    c = container.place
    own = _exact(text[frame.start : frame.end], c, gazetteer) if frame.precision == "site" else None
    if own:
        basis = f"inferred: the point is that of {own.name}, for which it is named"
        place = Place(name, own.country, gazetteer.admin1_name(own), own.lat, own.lon, "site", None, (span,), basis)
        return PlaceMention(*span, place), None
    inside = container.start >= frame.start and container.end <= frame.outer_end
    told = frame.precision == "site" and 0 <= container.start - frame.outer_end < 40
    basis = f"inferred: named place not in the gazetteer; point is that of {c.name}"
    spans = (span,) if inside else (span, (container.start, container.end))
    place = Place(name, c.country, c.admin1, c.lat, c.lon, frame.precision, None, spans, basis)
    issue = (
        None
        if inside or told
        else Issue("place-unresolved", f"{name} is not in the gazetteer; placed at {c.name}", spans)
    )
    return PlaceMention(*span, place), issue


def _respelt(
    name: str, frame: Frame, container: PlaceMention | None, here: frozenset[str], gazetteer: Gazetteer
) -> Entry | None:
    """A known place that the name spells in another way, in what contains it or in a country that the page names."""
    candidates = [n for n in (*gazetteer.get(key(name)), *gazetteer.folded(key(name))) if n.entry.kind == gz.PLACE]
    division = container.place.admin1 if container else None
    country = container.place.country if container else None
    best: tuple[tuple[bool, int, int], Entry] | None = None
    for n in candidates:
        inside = gazetteer.admin1_name(n.entry) == division
        if n.entry.country != country and (country or n.entry.country not in here):
            continue
        if frame.precision == "district" and not inside:
            continue
        rank = (inside, -n.how, n.entry.population)
        if best is None or rank > best[0]:
            best = (rank, n.entry)
    return best[1] if best else None


def _exact(name: str, container: Place, gazetteer: Gazetteer) -> Entry | None:
    """The town of this very name in the container's country: "Jenin" of "Jenin refugee camp"."""
    towns = [
        n.entry
        for n in gazetteer.get(key(name))
        if n.entry.kind == gz.PLACE and n.entry.country == container.country
    ]
    return max(towns, key=lambda e: e.population, default=None)
