"""Weapons that a page names, with their numbers: "at least two rockets", "a car bomb", "Shahed drones".

Only nouns that name a weapon count; that an "air strike" is flown by aircraft or that gunmen carry guns is for the
incident rules to infer.
"""

from msgspec import Struct

from dateline.codebook.phrases import Word, words
from dateline.codebook.weapons import WeaponBook, WeaponName
from dateline.mentions.actor_lexing import letter_case
from dateline.model import Document, QuantityMention, Span, Weapon, WeaponMention

ONE = frozenset({"a", "an", "the", "one", "another", "this", "that", "single"})
ARTICLE_WITHIN = 4
_VERBAL = "to would will could can may might must should they we not who"
VERBAL = frozenset(_VERBAL.split())
UNITS = frozenset({"mm", "kg", "pound", "ton", "tonne", "millimetre", "millimeter", "kilogram"})
GENERIC = frozenset({"shell", "shells", "round", "rounds", "fire", "barrage", "projectile", "projectiles", "bombs"})
UNCOUNTED = frozenset({"rocket", "missile", "mortar", "artillery", "drone", "grenade", "tank", "firearm"})


class _Found(Struct, frozen=True):
    """A weapon's name in a sentence, as token numbers from first to last."""

    first: int
    last: int
    name: WeaponName


def find_weapons(
    document: Document,
    book: WeaponBook,
    quantities: tuple[QuantityMention, ...],
    sentences: list[list[Word]] | None = None,
) -> tuple[WeaponMention, ...]:
    """The weapons named on a page, in the order of its text; `sentences` are its words, where they are known."""
    text = document.page.text
    mentions: list[WeaponMention] = []
    ends = {q.end: q for q in quantities}
    if sentences is None:
        sentences = [words(text, s.start, s.end) for s in document.sentences]
    for tokens in sentences:
        found = _joined(_names(text, tokens, book), text, tokens)
        kept = [f for f in found if _is_weapon(f, tokens, book)]
        floors = [0, *(f.last + 1 for f in kept)]  # a description ends where the name before it does
        mentions.extend(_mention(f, floor, text, tokens, book, ends) for f, floor in zip(kept, floors, strict=False))
    return tuple(mentions)


def _names(text: str, tokens: list[Word], book: WeaponBook) -> list[_Found]:
    """The names in a sentence that are weapons where they stand."""
    place = {t.start: i for i, t in enumerate(tokens)}
    stop = {t.end: i for i, t in enumerate(tokens)}
    case = None
    kept = []
    for match in book.names.find(text, tokens):
        first, last = place[match.start], stop[match.end]
        surface = text[match.start : match.end]
        name = _right_case(surface, match.values)
        if name is None or _is_other_thing(name, surface, tokens, (first, last), book):
            continue
        case = case or letter_case(text, tokens)
        named = case == "normal" and first > 0 and not name.model and surface[0].isupper()
        if not named or name.plural:
            kept.append(_Found(first, last, name))
    return kept


def _is_weapon(found: _Found, tokens: list[Word], book: WeaponBook) -> bool:
    """Whether the sentence allows such a weapon: no rockets in space, no lone stones without violence."""
    if found.name.kind == "rocket" and any(t.normal in book.space for t in tokens):
        return False
    everyday = found.first == found.last and tokens[found.first].normal in book.everyday
    return not everyday or any(t.normal in book.violence for t in tokens)


def _right_case(surface: str, names: tuple[WeaponName, ...]) -> WeaponName | None:
    """The name that the letters allow: models need their capitals, and "Shell" inside a sentence is a company."""
    for name in names:
        if not name.model:
            return name
        if surface.upper() == surface or surface[0].isupper() == name.form[0].isupper():
            acronym = name.form.rstrip("s").isupper() and name.form.rstrip("s").isalpha()
            if not acronym or surface.rstrip("s").isupper():
                return name
    return None


def _is_other_thing(name: WeaponName, surface: str, tokens: list[Word], place: Span, book: WeaponBook) -> bool:
    """Whether a word is a namesake here: a water tank, the oil company Shell, missile defences."""
    first, last = place
    before = tokens[first - 1].normal if first else ""
    after = tokens[last + 1].normal if last + 1 < len(tokens) else ""
    if before in VERBAL and not name.plural and not name.model:
        return True
    if before in book.not_after[name.kind] or after in book.not_before[name.kind]:
        return True
    if after in book.defences or surface == "Shell":
        return True
    if name.kind == "aircraft" and name.form == "bombers":
        return before in {"suicide", "the", "two", "three", "four", "five", "six", "of", "", "female", "would"}
    return name.kind == "helicopter" and after in {"crash", "crashed", "accident", "carrying", "pilot"}


def _joined(found: list[_Found], text: str, tokens: list[Word]) -> list[_Found]:
    """Neighbouring names as one: a model and its noun ("Katyusha" + "rockets")."""
    joined: list[_Found] = []
    for item in found:
        last = joined[-1] if joined else None
        if last and last.last + 1 == item.first and _gap(text, tokens, last.last) in {" ", "-", "\u00a0"}:
            generic = tokens[item.last].normal in GENERIC
            kind = last.name.kind if generic else item.name.kind
            name = WeaponName(kind, item.name.form, last.name.model, item.name.plural, item.name.mass)
            joined[-1] = _Found(last.first, item.last, name)
        else:
            joined.append(item)
    return joined


def _gap(text: str, tokens: list[Word], i: int) -> str:
    """What stands between token `i` and the next."""
    return text[tokens[i].end : tokens[i + 1].start]


def _mention(
    found: _Found, floor: int, text: str, tokens: list[Word], book: WeaponBook, ends: dict[int, QuantityMention]
) -> WeaponMention:
    first = _with_description(found.first, floor, text, tokens, book, ends)
    start, end = tokens[first].start, tokens[found.last].end
    low, high = _count(found, first, text, tokens, book, ends)
    name = text[start:end]
    if not found.name.model:
        name = name.lower()
    weapon = Weapon(found.name.kind, " ".join(name.split()), low, high, ((start, end),))
    return WeaponMention(start, end, weapon)


def _with_description(
    first: int, floor: int, text: str, tokens: list[Word], book: WeaponBook, ends: dict[int, QuantityMention]
) -> int:
    """The first token of the name with its describing words ("short-range ballistic missile"), `floor` at the least."""
    while first > floor and tokens[first - 1].end not in ends:
        compound = _gap(text, tokens, first - 1) == " " and _ends_compound(text, tokens, first - 1, book)
        if compound and first - 2 >= floor:
            first -= 2
        elif _describes(text, tokens, first - 1, book):
            first -= 1
        else:
            break
    return first


def _describes(text: str, tokens: list[Word], i: int, book: WeaponBook) -> bool:
    """Whether token `i` belongs to the weapon's name behind it: "guided", "122mm", "laser-", "155-" before "mm"."""
    word, gap = tokens[i].normal, _gap(text, tokens, i)
    if gap == " ":
        return word in book.describing or (word.endswith("mm") and word[:1].isdigit())
    return gap == "-" and (word in book.joined or (word.isdigit() and tokens[i + 1].normal in UNITS))


def _ends_compound(text: str, tokens: list[Word], i: int, book: WeaponBook) -> bool:
    """Whether a token ends a hyphened description, as "range" in "short-range"."""
    return i > 0 and tokens[i].normal in book.joined and _compound(text, tokens, i - 1)


def _compound(text: str, tokens: list[Word], i: int) -> bool:
    """Whether a token is tied to the next one by a hyphen."""
    return i + 1 < len(tokens) and _gap(text, tokens, i) == "-"


def _count(
    found: _Found,
    first: int,
    text: str,
    tokens: list[Word],
    book: WeaponBook,
    ends: dict[int, QuantityMention],
) -> tuple[int | None, int | None]:
    """How many pieces the words before the name speak of; null where they do not count."""
    following = tokens[found.last + 1].normal if found.last + 1 < len(tokens) else ""
    modifier = following in book.acts and not found.name.plural
    for i in range(first - 1, max(-1, first - 1 - ARTICLE_WITHIN), -1):
        if "," in _gap(text, tokens, i) or "." in _gap(text, tokens, i):
            break
        if tokens[i].end in ends:
            if modifier:
                return None, None
            quantity = ends[tokens[i].end]
            return quantity.low, quantity.high
        if tokens[i].normal in ONE:
            single = not found.name.plural and not (modifier and found.name.kind in UNCOUNTED)
            return (1, 1) if single else (None, None)
        described = tokens[i].normal in book.describing or (i > 0 and _compound(text, tokens, i - 1))
        if not (described or text[tokens[i].start].isupper() or _compound(text, tokens, i)):
            break
    return None, None
