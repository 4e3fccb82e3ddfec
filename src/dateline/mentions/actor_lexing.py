"""A sentence cut into the things that names of parties are made of: known names, heads, nations, describing words."""

import re
from collections.abc import Iterator
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from dateline.codebook.actors import Actor, ActorBook, Lexeme, NameUse, Reach, Tag
from dateline.codebook.phrases import Match, PhraseTable, Word, words
from dateline.model import PlaceMention, Sentence

T = TypeVar("T")
Case = Literal["normal", "title", "upper"]

HYPHENS = frozenset({"-", "‐", "\u2011"})
APOSTROPHES = frozenset({"'", "’", "‘", "ʼ", "`", "´"})
DASH = re.compile(r"\s[-‐‑–—]|[-‐‑–—]\s")
SHORT_ACRONYM = 4
MAJORITY = 0.6
TITLE_SHARE = 0.9
TITLE_WORDS = 5
CAPITAL_TAGS: frozenset[Tag] = frozenset({"nation", "state", "people"})


class Item(Struct, frozen=True):
    """A known phrase in a sentence: token numbers from first to last, and what it can be."""

    first: int
    last: int
    names: tuple[NameUse, ...] = ()
    lexemes: tuple[Lexeme, ...] = ()

    def get(self, tag: Tag) -> Lexeme | None:
        """What the phrase is as such a thing, or null."""
        return next((x for x in self.lexemes if x.tag == tag), None)


class Named(Struct, frozen=True):
    """A name of the codebook in a sentence, as token numbers, and the actor it stands for on this page."""

    first: int
    last: int
    actor: Actor


class Cut(Struct, frozen=True):
    """A sentence, its tokens, and the item that covers each token."""

    text: str
    tokens: list[Word]
    case: Case
    names: tuple[Item, ...]
    weak: tuple[Item, ...]
    items: tuple[Item, ...]
    places: dict[int, tuple[int, PlaceMention]]

    def gap(self, i: int) -> str:
        """What stands between token `i` and the next, or the empty text at the ends.

        The last full stop of an abbreviation such as "U.S." belongs to the word.
        """
        if i < 0 or i + 1 >= len(self.tokens):
            return ""
        start, end, _ = self.tokens[i]
        gap = self.text[end : self.tokens[i + 1].start]
        if gap[:1] == "." and end - start == 1 and self.text[start - 1] == "." and len(gap) > 1:
            return gap[1:]
        return gap

    def normal(self, i: int) -> str:
        """Token `i` in normal form, or the empty text outside the sentence."""
        return self.tokens[i].normal if 0 <= i < len(self.tokens) else ""

    def surface(self, first: int, last: int) -> str:
        """The page's words from token `first` to token `last`."""
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def capital(self, i: int) -> bool:
        """Whether token `i` begins with a capital letter."""
        return self.text[self.tokens[i].start].isupper()


def cut(text: str, sentence: Sentence, book: ActorBook) -> Cut:
    """Cut one sentence; its places are still empty."""
    tokens = words(text, sentence.start, sentence.end)
    case = letter_case(text, tokens)
    first_at = {t.start: i for i, t in enumerate(tokens)}
    last_at = {t.end: i for i, t in enumerate(tokens)}
    strong, weak = [], []
    for match in _search(book.names, book.names_reach, text, tokens):
        first, last = first_at[match.start], last_at[match.end]
        if DASH.search(text, match.start, match.end):
            continue  # "NAIROBI, Kenya - Police said"
        surfaces = [text[t.start : t.end] for t in tokens[first : last + 1]]
        uses = [u for u in match.values if _spelt(u, surfaces, case)]
        if uses and any(u.weak or _doubtful(u, case) for u in uses):
            weak.append(Item(first, last, tuple(uses)))
        elif uses:
            strong.append(Item(first, last, tuple(uses)))
    items = []
    for phrase in _search(book.lexicon, book.lexicon_reach, text, tokens):
        first, last = first_at[phrase.start], last_at[phrase.end]
        lexemes = tuple(x for x in phrase.values if _allowed(x, text, tokens, first, last, case))
        if lexemes:
            items.append(Item(first, last, lexemes=lexemes))
    return Cut(text, tokens, case, tuple(strong), tuple(weak), tuple(items), {})


def with_places(c: Cut, places: dict[int, PlaceMention]) -> Cut:
    """The sentence with its places; `places` holds the page's place names by the offset of their end."""
    found: dict[int, tuple[int, PlaceMention]] = {}
    for i, token in enumerate(c.tokens):
        place = places.get(token.end)
        if place is None or place.adjective:
            continue
        first = next((k for k in range(i, -1, -1) if c.tokens[k].start <= place.start), i)
        if c.tokens[first].start == place.start:
            found[i] = (first, place)
    return replace(c, places=found) if found else c


def _search(table: PhraseTable[T], reach: Reach, text: str, tokens: list[Word]) -> Iterator[Match[T]]:
    """All phrases of a table, which is asked only where its words stand; that saves most of the time."""
    i, size = 0, len(tokens)
    while i < size:
        if tokens[i].normal not in reach.starts:
            i += 1
            continue
        end = i + 1
        while end < size and tokens[end].normal in reach.words:
            end += 1
        yield from table.find(text, tokens[i:end])
        i = end


def letter_case(text: str, tokens: list[Word]) -> Case:
    """Whether a sentence is set in normal letters, in capitals, or with capitals on all long words."""
    long_words = [text[t.start : t.end] for t in tokens if t.end - t.start >= SHORT_ACRONYM]
    letters = [w for w in long_words if w.isalpha()]
    if len(letters) < 3:
        alone = text[tokens[0].start : tokens[-1].end] if tokens else ""
        return "upper" if len(tokens) > 2 and alone.isupper() else "normal"
    if sum(w.isupper() for w in letters) > MAJORITY * len(letters):
        return "upper"
    capitals = sum(w[0].isupper() for w in letters)
    return "title" if capitals >= TITLE_SHARE * len(letters) and len(letters) >= TITLE_WORDS else "normal"


def _spelt(use: NameUse, surfaces: list[str], case: Case) -> bool:
    """Whether the capitals of a name stand where the codebook has them."""
    if use.acronym:
        same = surfaces[0] == use.acronym
        titled = len(use.acronym) >= SHORT_ACRONYM and surfaces[0] == use.acronym.capitalize()
        return same or (titled and not use.weak)
    if case == "upper" or len(use.capitals) != len(surfaces):
        return True
    return all(s[0].isupper() or not c for c, s in zip(use.capitals, surfaces, strict=True))


def _doubtful(use: NameUse, case: Case) -> bool:
    """Whether capitals prove nothing: a short acronym in a text set in capitals."""
    return case == "upper" and use.acronym is not None and len(use.acronym) < SHORT_ACRONYM


def _allowed(x: Lexeme, text: str, tokens: list[Word], first: int, last: int, case: Case) -> bool:
    """Whether the letters allow a lexeme: nations and peoples are capitalised, and "us" is no state."""
    surface = text[tokens[first].start : tokens[last].end]
    if x.tag not in CAPITAL_TAGS or case == "upper":
        return True
    if last == first and len(surface) == 2:
        return surface.isupper() or x.tag == "people"
    return surface[0].isupper()


def spaced(gap: str) -> bool:
    """Whether nothing but white space, and no empty line, stands in a gap between words."""
    return gap == " " or (gap.isspace() and gap.count("\n") < 2)


def is_ordinal(word: str) -> bool:
    """Whether a word is an ordinal in figures, as in "the 4th Armoured Division"."""
    return bool(re.fullmatch(r"\d+(st|nd|rd|th)", word))
