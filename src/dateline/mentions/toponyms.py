"""Which words of a page name places: known names, longest first, with the words around them as witnesses.

A name is taken at once where hardly anything else bears it (a country, a large city). A smaller place needs a witness:
a preposition or a word such as "town of" before it, "province" or a container after it, or a country that the page
names. Everyday words and personal names that are also towns need the strongest witnesses.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from dateline.codebook import gazetteer as gz
from dateline.codebook.gazetteer import Gazetteer, Named
from dateline.codebook.phrases import JOIN, Word, key, words
from dateline.mentions.place_witness import REFUSALS, Around, Style, is_modifier, is_title, kinds_asked, witness
from dateline.mentions.place_words import (
    ADMIN_WORDS,
    ARTICLES,
    CONNECTORS,
    DIRECTIONS,
    DISTRICT_WORDS,
    TOWN_WORDS,
    US_NOT_AFTER,
)
from dateline.mentions.resolve import Toponym

LISTED = re.compile(r"(?:, | and |, and | or )(?:(?:in|near|from|to) )?")
STATED = re.compile(r"[A-Z][a-z]+,\s$")  # after a capitalised word and a comma: "Fairview, Mich."
CONTAINS = re.compile(r",\s*|\s*\(")
LOOK_AHEAD = 7
LARGE = 500_000
TITLE_WORD = 4  # letters of a word that counts, and how many of them tell
ACRONYM = 4  # letters: in mixed text a shorter word in capitals is an abbreviation
PLURAL = 4  # letters that a name must have to be taken with an "s" that lost its apostrophe


class Spot(NamedTuple):
    """A possible place name: its toponym, and how strongly its neighbourhood says that it is one (0 to 3)."""

    toponym: Toponym
    witness: int
    adjective: bool


class _Found(NamedTuple):
    """A known name at a word: how many words it takes, letters to leave off its end, its key and candidates."""

    size: int
    cut: int
    key: str
    named: tuple[Named, ...]


def style_of(text: str) -> Style:
    """Whether capitals carry meaning in a stretch of text."""
    upper = sum(map(str.isupper, text))
    letters = upper + sum(map(str.islower, text))
    if letters < 12:
        return Style(False, False)
    return Style(upper > 0.7 * letters or upper == 0, upper > 0.7 * letters)


def spots(text: str, tokens: list[Word], gazetteer: Gazetteer) -> list[Spot]:
    """The possible place names of one sentence or heading, given its words, in order, none overlapping."""
    style = style_of(text[tokens[0].start : tokens[-1].end]) if tokens else Style(False, False)
    long = [text[t.start].isupper() for t in tokens if len(t.normal) >= TITLE_WORD]
    if not style.flat and len(long) >= TITLE_WORD and sum(long) >= 0.85 * len(long):
        style = style._replace(title=True)
    found: list[Spot] = []
    i = 0
    while i < len(tokens):
        if not _may_start(text, tokens, i, style):
            i += 1
            continue
        known = longest(text, tokens, i, gazetteer, style)
        if known is None:
            i += 1
            continue
        follows = bool(found and found[-1].toponym.end + 1 == tokens[i].start)
        around = Around(text, tokens, i, known.size, known.key, known.named, style, gazetteer, follows)
        spot = _judge(around, found[-1] if found else None, known.cut)
        if spot:
            found.append(spot)
        i += known.size if spot else _passed_over(around)
    return found


def _may_start(text: str, tokens: list[Word], i: int, style: Style) -> bool:
    t = tokens[i]
    if style.flat or text[t.start].isupper():
        return not text[t.start].isdigit()
    if t.normal not in ARTICLES or i + 1 >= len(tokens):
        return False
    after = tokens[i + 1]
    return after.start - t.end == 1 and text[after.start].isupper() and text[t.end] in "-‐‑–' "


def longest(text: str, tokens: list[Word], i: int, gazetteer: Gazetteer, style: Style) -> _Found | None:
    """The longest known name that begins at a word."""
    last = i + 1
    while last < min(len(tokens), i + LOOK_AHEAD) and _goes_on(text, tokens[last - 1], tokens[last], style):
        last += 1
    joined = " ".join(t.normal for t in tokens[i:last])
    for k in gazetteer.longest(joined):
        size = k.count(" ") + 1
        run = tokens[i : i + size]
        if not style.flat and not _capitals(text, run):
            continue
        if any("." in text[a.end : b.start] and len(a.normal) > 3 for a, b in pairwise(run)):
            continue
        if k == "us" and style.upper and (tokens[i - 1].normal in US_NOT_AFTER if i else last == 1):
            continue
        named = admissible(gazetteer.get(k), text[run[0].start : run[-1].end], style)
        if named:
            return _Found(size, 0, k, named)
    return _owner(tokens[i].normal, gazetteer)


def _goes_on(text: str, last: Word, word: Word, style: Style) -> bool:
    """Whether a word may go on with the name that the last one is part of."""
    gap = text[last.end : word.start]
    if not style.flat and not text[word.start].isupper() and word.normal not in CONNECTORS and gap == " ":
        return False
    return gap == " " or JOIN.fullmatch(gap) is not None


def _owner(word: str, gazetteer: Gazetteer) -> _Found | None:
    """A country or large city whose "s" lost its apostrophe: "Sudans army"."""
    if len(word) <= PLURAL or word[-1] != "s":
        return None
    named = tuple(
        n
        for n in gazetteer.get(word[:-1])
        if n.how == gz.PRIMARY and (n.entry.kind == gz.COUNTRY or n.entry.population >= LARGE)
    )
    return _Found(1, 1, word[:-1], named) if named and word[:-1] not in gazetteer.words else None


def _capitals(text: str, run: list[Word]) -> bool:
    last = text[run[-1].start].isupper() or text[run[-1].start - 1] in "'’‘ʼ`"  # Sana'a
    return last and all(text[t.start].isupper() or t.normal in CONNECTORS for t in run[:-1])


def admissible(named: tuple[Named, ...], surface: str, style: Style) -> tuple[Named, ...]:
    """Without abbreviations that the page does not write as such, and without villages for those that it does."""
    if surface.upper() == surface:
        short = tuple(n for n in named if n.how in (gz.UPPER, gz.AFTER_COMMA, gz.ADJECTIVE))
        return short if short or (not style.flat and len(surface) <= ACRONYM) else named
    return tuple(n for n in named if n.how != gz.UPPER)


def _judge(a: Around, last: Spot | None, cut: int) -> Spot | None:
    """The name as a spot, or null where a rule refuses it or nothing speaks for it."""
    contains = bool(last and last.toponym.end <= a.start and CONTAINS.fullmatch(a.text, last.toponym.end, a.start))
    if not contains and not STATED.search(a.text, max(0, a.start - 24), a.start):
        a = a._replace(named=tuple(n for n in a.named if n.how != gz.AFTER_COMMA))
    adjectives = tuple(n for n in a.named if n.how == gz.ADJECTIVE)
    end = a.end - cut + _full_stop(a)
    if adjectives:
        return Spot(Toponym(a.start, end, a.key, adjectives), 3, True)
    if not a.named:
        return None
    if is_modifier(a) and not is_title(a):
        return Spot(Toponym(a.start, end, a.key, a.named), 2, True)
    kinds = kinds_asked(a)
    if any(refuses(a) for refuses in REFUSALS):
        return None
    strength = witness(a, kinds, contains=contains)
    if last and last.witness >= 2 and not last.adjective and strength >= 0 and last.toponym.end < a.start:
        strength = min(strength + bool(LISTED.fullmatch(a.text, last.toponym.end, a.start)), 3)
    if strength < 0 or ((a.style.flat or a.style.title) and strength < 2):
        return None
    return Spot(Toponym(a.start, end, a.key, a.named, kinds), strength, False)


def _full_stop(a: Around) -> int:
    """One where the full stop after an abbreviation belongs to it ("U.S.", "Tex."), else none."""
    if not a.named or a.text[a.end : a.end + 1] != ".":
        return 0
    hows, surface = {n.how for n in a.named}, a.text[a.start : a.end]
    if gz.AFTER_COMMA in hows and not surface.isupper():
        return 1
    return int("." in surface and bool(hows & {gz.UPPER, gz.AFTER_COMMA}))


def _passed_over(a: Around) -> int:
    """How many words to pass over after a name that is no place: a given name takes its surname along."""
    if a.after and a.tokens[a.first].normal in a.gazetteer.persons and a.gap == " ":
        return a.size + a.capital(a.after)
    return a.size


def toponym_of(text: str, span: tuple[int, int], gazetteer: Gazetteer) -> Toponym:
    """The toponym of a span that is known to name a place; without candidates where the gazetteer lacks it."""
    tokens = words(text, *span)
    while len(tokens) > 1 and tokens[0].normal in ("the", "downtown"):
        tokens = tokens[1:]
    k = " ".join(t.normal for t in tokens)
    style = style_of(text[max(0, span[0] - 60) : span[1] + 60])
    named = admissible(gazetteer.get(k), text[tokens[0].start : span[1]], style) if tokens else ()
    kinds = _kinds_around(text, span, tokens, (k, named), gazetteer)
    if not named and len(tokens) > 1:
        named, kinds = _without_class(tokens, gazetteer)
    if not named and tokens and tokens[-1].normal.endswith("s") and len(tokens[-1].normal) > PLURAL:
        named = gazetteer.get(k[:-1])
    if not CONTAINS.search(text, max(0, span[0] - 2), span[0]):
        named = tuple(n for n in named if n.how != gz.AFTER_COMMA) or named
    if not named:
        named = gazetteer.folded(key(text[slice(*span)]))
    if not named and len(tokens) > 1:
        return _inside(text, tokens, span, gazetteer)
    return Toponym(*span, k, named, kinds)


def _kinds_around(
    text: str, span: tuple[int, int], tokens: list[Word], name: tuple[str, tuple[Named, ...]], gazetteer: Gazetteer
) -> frozenset[int]:
    before, after = words(text, max(0, span[0] - 24), span[0]), words(text, span[1], min(len(text), span[1] + 24))
    every = [*before, *tokens, *after]
    if not tokens:
        return frozenset()
    return kinds_asked(Around(text, every, len(before), len(tokens), *name, Style(False, False), gazetteer))


def _without_class(tokens: list[Word], gazetteer: Gazetteer) -> tuple[tuple[Named, ...], frozenset[int]]:
    """What a name stands for without its class word ("Rapides Parish") or its direction ("northern Syria")."""
    last = tokens[-1].normal
    if last in ADMIN_WORDS | DISTRICT_WORDS | TOWN_WORDS:
        named = gazetteer.get(" ".join(t.normal for t in tokens[:-1]))
        divisions = {gz.ADMIN2} if last in DISTRICT_WORDS else {gz.ADMIN1, gz.REGION}
        want = {gz.PLACE} if last in TOWN_WORDS else divisions
        return named, frozenset(want & {n.entry.kind for n in named})
    if tokens[0].normal in DIRECTIONS:
        return gazetteer.get(" ".join(t.normal for t in tokens[1:])), frozenset()
    return (), frozenset()


def _inside(text: str, tokens: list[Word], span: tuple[int, int], gazetteer: Gazetteer) -> Toponym:
    """The likeliest place named within a longer name ("Erbil International Airport")."""
    best: tuple[float, str, tuple[Named, ...]] = (0.0, key(text[slice(*span)]), ())
    for i in range(len(tokens)):
        known = longest(text, tokens, i, gazetteer, Style(False, False))
        if known and not (known.size == 1 and known.key in gazetteer.words | gazetteer.persons):
            people = max(n.entry.population for n in known.named)
            rank = people * (1.0 if known.named[0].how != gz.ALTERNATE else 0.1)
            best = max(best, (rank, known.key, known.named), key=lambda b: b[0])
    return Toponym(*span, *best[1:])
