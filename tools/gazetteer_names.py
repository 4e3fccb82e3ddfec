"""How the gazetteer's compiler reads names: which are worth keeping, which are spellings of one another."""

import re
import unicodedata

from dateline.codebook.gazetteer import layout
from dateline.codebook.gazetteer.fold import fold
from dateline.codebook.phrases import key

LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’‘`\u02bb-\u02bf \-.,()/&\d\u0300-\u036f]+")
CLASS_WORDS = (
    "governorate province region oblast state department district county parish prefecture krai republic division "
    "municipality canton commune subdistrict regency territory district raion borough city emirate voivodeship"
)
CLASS_NAME = re.compile(
    rf"(?:The |Province of |State of |County of |District of )?(.+?)(?: ({'|'.join(CLASS_WORDS.split())}))",
    re.IGNORECASE,
)
INNER = re.compile(
    r"(?<=[a-z\u00e0-\u024f\u1e00-\u1eff])['’‘`\u02bb-\u02bf](?=[a-z\u00e0-\u024f\u1e00-\u1eff])|\B['’‘`\u02bb-\u02bf]"
)
ASIA_AFRICA_EXCEPT = frozenset({"TR", "VN"})


class Record:
    """One line of the gazetteer while it is being put together."""

    def __init__(self, kind: int, name: str, at: tuple[float, float], country: str = "") -> None:
        self.kind, self.name, self.country = kind, name, country
        self.lat, self.lon = at
        self.population = 0
        self.geonameid = 0
        self.admin1: Record | None = None
        self.admin2: Record | None = None
        self.flags = 0
        self.precision = layout.PRECISIONS[kind]
        self.names: dict[str, int] = {}  # key → how it names the record
        self.index = -1
        self.code = ""  # GeoNames' code of a division: country and numbers, joined by full stops
        self.classes = ""  # its names as the source has them, with their class words

    def add(self, name: str, how: int) -> None:
        k = key(name)
        for spelling in dict.fromkeys((k, key(INNER.sub("", name)))):  # "Ra's al 'Ayn" is "Ras al Ayn" too
            if spelling and how < self.names.get(spelling, 99):
                self.names[spelling] = how


SHORT_FORMS = (("saint ", "st "), ("st ", "saint "), ("sainte ", "ste "), ("mount ", "mt "), ("fort ", "ft "))


def short_forms(names: dict[str, int]) -> dict[str, int]:
    """The names with "St." for "Saint" and the like, each standing for its place as the full form does."""
    more = {}
    for k, how in names.items():
        for full, short in SHORT_FORMS:
            if k.startswith(full) and how in (layout.PRIMARY, layout.SPELLING, layout.ALTERNATE):
                more[short + k[len(full) :]] = how
    return {**more, **names}


def skeleton(name: str) -> str:
    """What two spellings of one name share: the consonants of the folded key."""
    return re.sub(r"[aiu]", "", fold(key(name)))


def latin(name: str) -> bool:
    return bool(LATIN.fullmatch(name))


def usable_alternate(name: str) -> bool:
    """Alternates worth keeping: Latin script, capitalised, no airport code, no bare word of two letters."""
    if not latin(name) or len(name) < 3 or (not name[0].isupper() and not name.startswith(("al-", "el-", "'"))):
        return False
    return not (name.isupper() and len(name) <= 4)


def plain(name: str) -> str:
    flat = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[‘’ʻʼ`]", "'", flat).replace("ı", "i").strip("'")


def without_class(name: str) -> tuple[str, bool]:
    """A division's name without "Province" and the like, and whether there was such a word."""
    m = CLASS_NAME.fullmatch(name)
    return (m.group(1), True) if m else (name, False)


def english_name(name: str, aliases: list[str], country: str, continent: str) -> str:
    """The name of a division as English news writes it: the one that stands before an English class word."""
    for alias in aliases:
        base, classed = without_class(alias)
        if classed and latin(base) and base.isascii():
            return base
    base = without_class(name)[0]
    return plain(base) if continent in ("AS", "AF") and country not in ASIA_AFRICA_EXCEPT else base
