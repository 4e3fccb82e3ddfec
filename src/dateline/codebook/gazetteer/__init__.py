"""The gazetteer: names of places → records, compiled by `tools/compile_gazetteer.py` and mapped into memory.

Populated places, divisions and countries come from GeoNames (CC BY 4.0) with ISO 3166 names; regions, adjectives and
country points are this project's own (`countries.toml`, `regions.toml`).
"""

import json
import mmap
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from dateline.codebook.gazetteer import layout
from dateline.codebook.gazetteer.fold import fold
from dateline.codebook.gazetteer.layout import (
    ADJECTIVE,
    ADMIN1,
    ADMIN2,
    AFTER_COMMA,
    ALTERNATE,
    COUNTRY,
    FOLDED,
    PLACE,
    PRIMARY,
    REGION,
    SPELLING,
    UPPER,
)
from dateline.errors import CodebookError

__all__ = [
    "ADJECTIVE",
    "ADMIN1",
    "ADMIN2",
    "AFTER_COMMA",
    "ALTERNATE",
    "COUNTRY",
    "FOLDED",
    "PLACE",
    "PRIMARY",
    "REGION",
    "SPELLING",
    "UPPER",
    "Entry",
    "Gazetteer",
    "Named",
    "open_gazetteer",
]

DATA = Path(__file__).parent / "data"


class Entry(NamedTuple):
    """One record of the gazetteer: degrees, persons, ISO country, numbers of the divisions it lies in."""

    number: int
    name: str
    kind: int
    precision: str
    country: str | None
    lat: float
    lon: float
    population: int
    geonameid: int | None
    admin1: int | None
    admin2: int | None
    capital: bool
    seat: bool


class Named(NamedTuple):
    """A record, and how a name stands for it: PRIMARY, SPELLING, ALTERNATE, ADJECTIVE, UPPER, AFTER_COMMA or FOLDED."""

    entry: Entry
    how: int


class Gazetteer:
    """Names of places and what they may stand for. Read-only; worker processes share its pages in memory.

    `words` and `persons` are keys that in news are usually an everyday word or a person's name.
    """

    def __init__(self, data: Path) -> None:
        try:
            meta = json.loads((data / "meta.json").read_text("utf-8"))
            self._trie = marisa_trie.Trie().mmap(str(data / "names.marisa"))
            self._offsets = _mapped(data / "offsets.bin").cast("I")
            self._postings = _mapped(data / "postings.bin").cast("I")
            self._rows = _mapped(data / "records.bin")
            self._strings = _mapped(data / "strings.bin")
        except (OSError, ValueError) as error:
            raise CodebookError(f"the gazetteer in {data} cannot be opened ({error}); compile it again") from error
        if meta["format"] != layout.FORMAT:
            raise CodebookError(f"the gazetteer in {data} has format {meta['format']}, not {layout.FORMAT}")
        self._countries: list[str | None] = [None, *meta["countries"]]
        self._data = data
        doubtful = tomllib.loads((Path(__file__).parent / "doubtful.toml").read_text("utf-8"))
        self.words = frozenset([*doubtful["words"].split(), *doubtful["phrases"]])
        self.persons = frozenset(doubtful["persons"].split())
        self._by_iso = {e.country: e for e in map(self.entry, range(len(meta["countries"]))) if e.country}
        self._capitals: dict[str, Entry] | None = None
        self.entry = lru_cache(maxsize=50_000)(self.entry)  # type: ignore[method-assign]

    def __len__(self) -> int:
        return len(self._rows) // layout.ROW.size

    def __reduce__(self) -> tuple[type["Gazetteer"], tuple[Path]]:
        return Gazetteer, (self._data,)

    def entry(self, index: int) -> Entry:
        """The record with this number."""
        lat, lon, population, gid, name, admin1, admin2, country, kind, flags = layout.ROW.unpack_from(
            self._rows, index * layout.ROW.size
        )
        size = self._strings[name]
        return Entry(
            index,
            str(self._strings[name + 1 : name + 1 + size], "utf-8"),
            kind,
            layout.PRECISION_CODES[flags >> layout.PRECISION_SHIFT],
            self._countries[country],
            lat / layout.SCALE,
            lon / layout.SCALE,
            population,
            gid or None,
            None if admin1 == layout.NONE else admin1,
            None if admin2 == layout.NONE else admin2,
            bool(flags & layout.CAPITAL),
            bool(flags & layout.SEAT),
        )

    def country(self, iso: str) -> Entry | None:
        """The record of a country, by its ISO 3166-1 alpha-2 code."""
        return self._by_iso.get(iso)

    def capital(self, iso: str) -> Entry | None:
        """The record of a country's capital, by the country's ISO 3166-1 alpha-2 code; of several the largest."""
        if self._capitals is None:
            flags = bytes(self._rows)[layout.ROW.size - 1 :: layout.ROW.size]
            marked = (self.entry(i) for i, flag in enumerate(flags) if flag & layout.CAPITAL)
            towns = sorted((e for e in marked if e.kind == PLACE), key=lambda e: e.population)
            self._capitals = {e.country: e for e in towns if e.country}
        return self._capitals.get(iso)

    def get(self, key: str) -> tuple[Named, ...]:
        """What a key (normal words joined by blanks, see `phrases.key`) may stand for, likeliest kinds first."""
        number = self._trie.get(key)
        return () if number is None else self._named(number)

    def longest(self, words: str) -> tuple[str, ...]:
        """The known names that `words` (normal words joined by blanks) begins with, longest first."""
        size = len(words)
        found: list[str] = [k for k in self._trie.prefixes(words) if len(k) == size or words[len(k)] == " "]
        found.reverse()
        return tuple(found)

    def folded(self, key: str) -> tuple[Named, ...]:
        """What a key may stand for by its folded spelling alone."""
        number = self._trie.get(layout.FOLD_MARK + fold(key))
        return () if number is None else self._named(number)

    def admin1_name(self, entry: Entry) -> str | None:
        """The name of the first-order division that a record is, or lies in."""
        if entry.kind == ADMIN1:
            return entry.name
        return None if entry.admin1 is None else self.entry(entry.admin1).name

    def _named(self, number: int) -> tuple[Named, ...]:
        postings = self._postings[self._offsets[number] : self._offsets[number + 1]]
        return tuple(Named(self.entry(p >> layout.HOW_BITS), p & layout.HOW_MASK) for p in postings)


def _mapped(path: Path) -> memoryview:
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


@lru_cache(maxsize=1)
def open_gazetteer() -> Gazetteer:
    """The gazetteer that ships with the program; raises CodebookError where its files are missing or damaged."""
    return Gazetteer(DATA)
