"""Place resolution on news with coordinates: `python -m evaluation.benchmarks.geo`.

LGL and GeoVirus tune the resolver's weights; TR-News and GeoWebNews are the bench. Given the gold spans of a page, each
toponym with coordinates is resolved with the page as context. A toponym that names a country or a first-order division
is right where ours is that country or division; any other where ours lies within 161 km of the gold point. Those that
stay unresolved count as wrong everywhere, and as 20,039 km (half the Earth's girth) in the error figures.
"""

import argparse
import gzip
import json
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

from dateline.annotate import document
from dateline.codebook import gazetteer as gz
from dateline.codebook.gazetteer import Entry, Gazetteer, open_gazetteer
from dateline.codebook.phrases import key
from dateline.mentions.places import find_places, resolve_spans
from dateline.mentions.resolve import WEIGHTS, Choice, Weights, distance_km
from dateline.model import Block, Page, PageRead, Published, Report
from evaluation.paths import shared

FILES = {
    "lgl": "lgl.jsonl.gz",
    "geovirus": "geovirus.jsonl",
    "tr_news": "tr_news.jsonl",
    "geowebnews": "geowebnews.jsonl",
}
FARTHEST = 20_039.0
REGION_KM = 1500.0  # an area over several countries carries one point, wherever its maker put it
NOT_PLACES = {"Non_Toponym", "Literal_Expression", "Non_Lit_Expression"}
NOT_NAMES = {"Non_Toponym", "Literal_Expression", "Non_Lit_Expression", "Demonym", "Language", "Homonym"}


class Score(NamedTuple):
    """Figures of one collection: shares of toponyms, kilometres, area under the log-error curve."""

    toponyms: int
    unresolved: int
    country: float
    within_161: float
    within_161_by_point: float
    mean_km: float
    auc: float


def articles(name: str) -> Iterator[dict[str, Any]]:
    path = shared("data", "geo", FILES[name])
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for line in filter(None, data.decode("utf-8").split("\n")):
        yield json.loads(line)


class Nearest:
    """The country and first-order division of a point: that of the nearest town, by a grid of whole degrees."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.cells: dict[tuple[int, int], list[Entry]] = {}
        self.by_id: dict[int, Entry] = {}
        for i in range(len(gazetteer)):
            e = gazetteer.entry(i)
            if e.geonameid:
                self.by_id[e.geonameid] = e
            if e.kind == gz.PLACE:
                self.cells.setdefault((math.floor(e.lat), math.floor(e.lon)), []).append(e)

    def town(self, lat: float, lon: float) -> Entry | None:
        y, x = math.floor(lat), math.floor(lon)
        around = [e for i in range(-2, 3) for j in range(-2, 3) for e in self.cells.get((y + i, x + j), ())]
        return min(around, key=lambda e: distance_km(lat, lon, e.lat, e.lon), default=None)


def gold_country(toponym: dict[str, Any], gazetteer: Gazetteer, nearest: Nearest) -> str | None:
    """The ISO country of a gold toponym: by the collection's name or GeoNames id, else by the nearest town."""
    if toponym.get("country"):
        for n in gazetteer.get(key(toponym["country"])):
            if n.entry.kind == gz.COUNTRY:
                return n.entry.country
    if toponym.get("geonameid") in nearest.by_id:
        return nearest.by_id[toponym["geonameid"]].country
    town = nearest.town(toponym["lat"], toponym["lon"])
    return town.country if town else None


def contained(
    toponym: dict[str, Any], ours: Entry, country: str | None, gazetteer: Gazetteer, nearest: Nearest
) -> bool:
    """Whether a country or division is the one that gold means, whatever point either gives it."""
    code = toponym.get("fcode") or ""
    if ours.kind == gz.REGION and ours.country is None:
        return distance_km(toponym["lat"], toponym["lon"], ours.lat, ours.lon) <= REGION_KM
    if ours.kind == gz.COUNTRY and (code.startswith("PCL") or toponym.get("fclass") is None):
        return ours.country == country
    if ours.geonameid and ours.geonameid == toponym.get("geonameid"):
        return True
    if toponym.get("fclass") is None and ours.kind == gz.ADMIN1:
        town = nearest.town(toponym["lat"], toponym["lon"])
        return town is not None and town.admin1 == ours.number
    if code == "ADM1":
        name = gazetteer.admin1_name(ours)
        return (
            ours.country == country and name is not None and key(name) == key(toponym.get("admin1") or toponym["name"])
        )
    return False


def score(name: str, gazetteer: Gazetteer, nearest: Nearest, weights: Weights = WEIGHTS) -> Score:
    n = unresolved = country_right = right = by_point = 0
    errors: list[float] = []
    for article in articles(name):
        gold = [t for t in article["toponyms"] if t.get("lat") is not None and t.get("type") not in NOT_NAMES]
        spans = [(t["span"][0], t["span"][1]) for t in gold]
        for toponym, choice in zip(gold, resolve_spans(article["text"], spans, gazetteer, weights), strict=True):
            n += 1
            iso = gold_country(toponym, gazetteer, nearest)
            if choice is None:
                unresolved += 1
                errors.append(FARTHEST)
                continue
            km = distance_km(toponym["lat"], toponym["lon"], choice.entry.lat, choice.entry.lon)
            inside = contained(toponym, choice.entry, iso, gazetteer, nearest)
            country_right += choice.entry.country == iso or (inside and choice.entry.country is None)
            right += inside or km <= 161
            by_point += km <= 161
            errors.append(0.0 if inside else km)
    auc = sum(math.log(e + 1) for e in errors) / (math.log(FARTHEST + 1) * max(n, 1))
    return Score(n, unresolved, country_right / n, right / n, by_point / n, sum(errors) / n, auc)


def misses(name: str, gazetteer: Gazetteer, nearest: Nearest) -> Iterator[tuple[str, dict[str, Any], Choice | None]]:
    """Toponyms of a tuning collection that are placed wrong, with what was chosen."""
    for article in articles(name):
        gold = [t for t in article["toponyms"] if t.get("lat") is not None and t.get("type") not in NOT_NAMES]
        spans = [(t["span"][0], t["span"][1]) for t in gold]
        for toponym, choice in zip(gold, resolve_spans(article["text"], spans, gazetteer), strict=True):
            iso = gold_country(toponym, gazetteer, nearest)
            if choice and (
                contained(toponym, choice.entry, iso, gazetteer, nearest)
                or distance_km(toponym["lat"], toponym["lon"], choice.entry.lat, choice.entry.lon) <= 161
            ):
                continue
            yield article["id"], toponym, choice


class Tagging(NamedTuple):
    """Names found in running text against gold names: by the same last word, and by exact span."""

    precision: float
    recall: float
    f1: float
    exact_f1: float
    literal_recall: float


def page_read(text: str) -> PageRead:
    """A text as a page of one story and one paragraph."""
    unknown = Published(None, None, "unknown", ())
    blocks = (Block("paragraph", 0, len(text)),)
    page = Page("0", "benchmark", text, "en", unknown, (), None, None, (), None, None, None, blocks)
    return PageRead(page, (Report("r1", "story", None, None, unknown, ()),), ("r1",), ())


def tag(name: str, gazetteer: Gazetteer) -> Tagging:
    """Geotagging: names of places found in running text. Ours may be wider ("eastern Baghdad"), so the end decides."""
    found = right = exact = gold_n = recalled = literal = literal_right = 0
    for article in articles(name):
        gold = {tuple(t["span"]): t for t in article["toponyms"] if t.get("type") not in NOT_PLACES}
        ends = {end for _, end in gold}
        ours, _ = find_places(document(page_read(article["text"])), gazetteer)
        spans = [(m.start, m.end) for m in ours]
        found += len(spans)
        right += sum(any(s < e <= end for e in ends) for s, end in spans)
        exact += sum(span in gold for span in spans)
        gold_n += len(gold)
        for (_, end), t in gold.items():
            hit = any(s < end <= e for s, e in spans)
            recalled += hit
            if t.get("type", "Literal") == "Literal":
                literal, literal_right = literal + 1, literal_right + hit
    precision, recall = right / found, recalled / gold_n
    f1 = 2 * precision * recall / (precision + recall)
    return Tagging(precision, recall, f1, 2 * exact / (found + gold_n), literal_right / max(literal, 1))


HEADINGS = (
    "collection   toponyms unresolved country acc@161 by point mean km   AUC | tagging P     R    F1 exact F1 literal R"
)


def row(name: str, s: Score, t: Tagging) -> str:
    """One line of the table."""
    return (
        f"{name:12} {s.toponyms:8} {s.unresolved:10} {s.country:7.3f} {s.within_161:7.3f} {s.within_161_by_point:8.3f} "
        f"{s.mean_km:7.0f} {s.auc:5.3f} |     {t.precision:.3f} {t.recall:.3f} {t.f1:.3f}    {t.exact_f1:.3f}     "
        f"{t.literal_recall:.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("collections", nargs="*", default=list(FILES), help="lgl, geovirus, tr_news, geowebnews")
    parser.add_argument("--misses", action="store_true", help="list what went wrong (tuning collections only)")
    options = parser.parse_args()
    gazetteer = open_gazetteer()
    nearest = Nearest(gazetteer)
    print(HEADINGS)
    for name in options.collections:
        print(row(name, score(name, gazetteer, nearest), tag(name, gazetteer)))
        if options.misses and name in ("lgl", "geovirus"):
            for _, toponym, choice in misses(name, gazetteer, nearest):
                ours = choice and (choice.entry.name, choice.entry.country, choice.entry.kind)
                print(
                    "   ",
                    *(toponym.get(f) for f in ("text", "name", "admin1", "country", "fcode", "lat", "lon")),
                    ours,
                    sep=" | ",
                )


if __name__ == "__main__":
    main()
