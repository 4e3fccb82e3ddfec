"""Places that the gazetteer lacks, or that stand beside a facility's name: "the village of X", "X refugee camp in Y".

Such a place gets the point of what contains it, says so in its basis, and raises an issue where its own place is not
known at all. A spelling that folds to a known place of a country that the page names is taken for that place.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from dateline.codebook import gazetteer as gz
from dateline.codebook.gazetteer import Entry, Gazetteer
from dateline.codebook.phrases import key
from dateline.mentions.containers import FAR_KM
from dateline.mentions.place_frames import DISTRICT, LOCALITY, Frame, place_frames
from dateline.mentions.resolve import distance_km
from dateline.model import Document, Issue, Place, PlaceMention, Span

CONTAINED = re.compile(r"[^.;:]{0,12}?(?:,| in| near| outside| of| \()[^.;]{0,40}$")
COMMON_SITE = frozenset("school university church market plant field palace terminal base camp".split())
OWNING = re.compile(
    r"(?:['’]s?)?(?: (?:the|of|in|and|[a-z]*(?:north|south|east|west|central)[a-z-]*|coastal|border|port|capital|remote"
    r"|rural|restive|troubled|mining|market|main|second|largest|state|region|province|district|area|town|city"
    r"|village)){0,4} "
)
BESIDE = re.compile(r",\s|\s\(")
WITHIN = re.compile(r",? in (?:the )?(?:[a-z]+ ){0,3}")
AWAY = re.compile(r",? (?:about |some |around |roughly )?\d[\d,.]*[ -]?(?:km|kilomet\w+|miles?)\b[^.;]{0,48}")
CLASS = re.compile(rf" (?:{LOCALITY}|{DISTRICT})$", re.IGNORECASE)
BEFORE_NAME = re.compile(r"(?:[A-Z][\w'’-]+|\b(?:Mr|Mrs|Dr))\.? $")
SHORTEST = 4
LIST = frozenset((", ", " and ", ", and "))


def unknown_places(
    document: Document, known: tuple[PlaceMention, ...], gazetteer: Gazetteer, names: Sequence[Span] = ()
) -> tuple[list[PlaceMention], tuple[Issue, ...]]:
    """Mentions of unknown places with the point of what contains them, and an issue for each without its own.

    `names` are spans that name something else, which no place may overlap.
    """
    text = document.page.text
    here = frozenset(m.place.country for m in known if m.place.country)
    found: list[tuple[PlaceMention, Issue | None]] = []
    last: PlaceMention | None = None
    report = ""
    for sentence in document.sentences:
        if sentence.report != report:
            last, report = None, sentence.report
        near = [m for m in known if m.start < sentence.end and m.end > sentence.start and m.place.country]
        kept: list[tuple[PlaceMention, Issue | None]] = []
        for frame in reversed(place_frames(text, sentence, near, gazetteer)):
            if any(s < frame.outer_end and frame.start < e for s, e in names):
                continue
            about = sorted([*near, *(m for m, _ in kept)], key=lambda m: m.start)
            mention, issue = _place(text, frame, _container(text, frame, about, last), here, gazetteer)
            if issue is None or _borne_out(text, frame, near, kept[-1][0] if kept else None):
                kept.append((mention, issue))
        found += reversed(kept)
        placed = [m for m in near if not m.adjective]
        last = next((m for m in placed if m.place.precision != "country"), placed[0] if placed else last)
    mentions = [mention for mention, _ in found]
    taken = [*names, *((m.start, m.end) for m in (*known, *mentions))]
    mentions += [m for mention in mentions for m in _again(document, mention, taken, gazetteer)]
    return mentions, tuple(issue for _, issue in found if issue)


def _again(
    document: Document, mention: PlaceMention, taken: list[Span], gazetteer: Gazetteer
) -> Iterator[PlaceMention]:
    """The same place where its report names it again, now without the words that told what it is."""
    name = CLASS.sub("", mention.place.name)
    if mention.place.precision == "site" or len(name) < SHORTEST or not _is_own(name, gazetteer):
        return
    text = document.page.text
    for m in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-]| [A-Z])", text):
        free = not any(s < m.end() and m.start() < e for s, e in taken)
        told = any(s.start <= m.start() and m.end() <= s.end for s in document.sentences)
        if free and told and not BEFORE_NAME.search(text, max(0, m.start() - 24), m.start()):
            place = structs.replace(mention.place, name=name, evidence=(m.span(), *mention.place.evidence))
            yield PlaceMention(*m.span(), place)


def _is_own(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is no everyday word and no person's, so that it means the same place everywhere on the page."""
    parts = key(name).split(" ")
    return not all(p in gazetteer.words for p in parts) and not (len(parts) == 1 and parts[0] in gazetteer.persons)


def _borne_out(text: str, frame: Frame, near: list[PlaceMention], following: PlaceMention | None) -> bool:
    """Whether the words say that a name is a place's though nothing known is spelt like it."""
    if frame.precision == "site":
        return frame.kind not in COMMON_SITE  # bodies are named so too
    if frame.kind:
        return True
    if following and text[frame.end : following.start] in LIST:
        return True
    return _listed(text, frame, near, following)


def _listed(text: str, frame: Frame, near: list[PlaceMention], following: PlaceMention | None) -> bool:
    """Whether a known place stands right after a name and a comma, as what contains it."""
    after = next((m for m in near if m.start >= frame.end), None)
    if following and following.place.precision == "district" and WITHIN.fullmatch(text, frame.end, following.start):
        return True
    if after is None or after.adjective:
        return False
    return any(p.fullmatch(text, frame.end, after.start) for p in (BESIDE, AWAY, WITHIN))


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
    own = _exact(text[frame.start : frame.end], here, gazetteer) if frame.precision == "site" else None
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
        if not inside and (frame.precision == "district" or _is_far(n.entry, container)):
            continue
        rank = (inside, -n.how, n.entry.population)
        if best is None or rank > best[0]:
            best = (rank, n.entry)
    return best[1] if best else None


def _is_far(entry: Entry, container: PlaceMention | None) -> bool:
    """Whether a place lies too far from the division that is said to contain it."""
    c = container.place if container else None
    if c is None or c.lat is None or c.lon is None or c.precision not in ("admin1", "district"):
        return False
    return distance_km(entry.lat, entry.lon, c.lat, c.lon) > FAR_KM


def _exact(name: str, here: frozenset[str], gazetteer: Gazetteer) -> Entry | None:
    """The town of this very name in a country that the page names: "Jenin" of "Jenin refugee camp"."""
    towns = [n.entry for n in gazetteer.get(key(name)) if n.entry.kind == gz.PLACE and n.entry.country in here]
    return max(towns, key=lambda e: e.population, default=None)
