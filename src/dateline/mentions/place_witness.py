"""Whether a known name, where it stands, names a place: rules that refuse it, and witnesses that speak for it.

Each rule of REFUSALS is one reason why the name is a person's, a body's or part of a longer name.
"""

import re
from typing import NamedTuple

from dateline.codebook import gazetteer as gz
from dateline.codebook.gazetteer import Gazetteer, Named
from dateline.codebook.phrases import Word
from dateline.mentions.place_words import (
    ADMIN_WORDS,
    ARTICLES,
    BODY_AFTER,
    DIRECTIONS,
    DISTRICT_WORDS,
    ILLNESS,
    OF_BODIES,
    PLACE_BEFORE,
    SAYS,
    STREETS,
    TITLES,
    TOWN_WORDS,
    WEAK_BEFORE,
    WEEKDAYS,
)

CLASS_WORDS = ADMIN_WORDS | DISTRICT_WORDS | TOWN_WORDS
VILLAGES = frozenset(("village", "villages", "hamlet", "hamlets"))
BIG, TOWN, HUGE, MILLION = 100_000, 5_000, 500_000, 1_000_000
HYPHENS = "-‐‑–"
COMPOUND = re.compile(
    rf"[{HYPHENS}](?:backed|led|based|aligned|allied|supported|sponsored|made|born|held|run|controlled|funded|supplied|"
    r"friendly|linked|affiliated|trained|installed|appointed|occupied|annexed|style|wide|bound|owned|administered|armed|"
    r"era|produced|built|flagged|registered|brokered|mediated|proxy|designated|imposed|focused)\b",
    re.IGNORECASE,
)
AGAINST = re.compile(rf"\b(?:anti|pro|non|ex|post|pre|trans)[{HYPHENS}]$", re.IGNORECASE)


class Style(NamedTuple):
    """How a stretch of text uses capitals: `flat` where they tell nothing (all upper or all lower case).

    `title` is true for headings that begin every word with a capital.
    """

    flat: bool
    upper: bool
    title: bool = False


class Around(NamedTuple):
    """A known name where it stands: the words of its sentence, which of them it takes, and what it may stand for.

    `follows` is true where another place's name stands right before it.
    """

    text: str
    tokens: list[Word]
    first: int
    size: int
    key: str
    named: tuple[Named, ...]
    style: Style
    gazetteer: Gazetteer
    follows: bool = False

    @property
    def start(self) -> int:
        """Where the name begins in the text."""
        return self.tokens[self.first].start

    @property
    def end(self) -> int:
        """Where the name ends in the text."""
        return self.tokens[self.first + self.size - 1].end

    @property
    def before(self) -> Word | None:
        """The word before the name, where no sign but a quotation mark or hyphen parts them."""
        if not self.first:
            return None
        word = self.tokens[self.first - 1]
        return word if self.text[word.end : self.start].strip(" \u00a0\n'’-\"“‘(") == "" else None

    @property
    def after(self) -> Word | None:
        """The next word of the sentence."""
        i = self.first + self.size
        return self.tokens[i] if i < len(self.tokens) else None

    @property
    def gap(self) -> str:
        """What stands between the name and the next word."""
        return self.text[self.end : self.after.start] if self.after else ""

    def capital(self, word: Word | None) -> bool:
        """Whether a word is written with a capital that sets it off from the words around it."""
        if word is None or not self.text[word.start].isupper():
            return False
        return not (self.text[self.start : self.end].isupper() and self.text[word.start : word.end].isupper())


def kinds_asked(a: Around) -> frozenset[int]:
    """The kinds of record that a class word beside the name asks for ("X province", "town of X")."""
    have = {n.entry.kind for n in a.named}
    word = a.after.normal if a.after and a.gap in (" ", "-") else ""
    if word not in CLASS_WORDS and a.before and a.before.normal == "of" and a.first >= 2:
        word = a.tokens[a.first - 2].normal
    if word in ADMIN_WORDS and have & {gz.ADMIN1, gz.REGION, gz.ADMIN2}:
        return frozenset({gz.ADMIN1, gz.REGION}) if have & {gz.ADMIN1, gz.REGION} else frozenset({gz.ADMIN2})
    if word in DISTRICT_WORDS and gz.ADMIN2 in have:
        return frozenset({gz.ADMIN2})
    if (
        word in VILLAGES
        and gz.ADMIN1 in have
        and any(n.entry.population >= 4 * TOWN for n in a.named if n.entry.kind == gz.PLACE)
    ):
        return frozenset({gz.ADMIN1})  # "a raid on Homs village": one in the province
    if word in TOWN_WORDS and gz.PLACE in have:
        return frozenset({gz.PLACE})
    before = a.tokens[a.first - 1] if a.first and gz.ADMIN1 in have and not a.style.flat else None
    if before and a.capital(before) and a.text[before.end : a.start] == " " and _contains_word(a, before):
        return frozenset({gz.ADMIN1})
    return frozenset()


def is_modifier(a: Around) -> bool:
    """Whether the name only modifies another word: "Iran-backed", "anti-Russia", "Israel-Hamas"."""
    if a.key in a.gazetteer.words and all(n.entry.kind == gz.PLACE for n in a.named):
        return False
    if COMPOUND.match(a.text, a.end) or AGAINST.search(a.text, max(0, a.start - 6), a.start):
        return True
    if a.after is None or a.after.start - a.end != 1 or a.text[a.end] not in HYPHENS or not a.capital(a.after):
        return False
    return not any(n.how != gz.ALTERNATE for n in a.gazetteer.get(a.after.normal))


def given_name(a: Around) -> bool:
    """A given name before a surname: "Jordan Henderson", "Paris Hilton"."""
    if a.size > 1 or a.key not in a.gazetteer.persons:
        return False
    if a.style.flat:
        return True
    if a.gap != " " or not a.capital(a.after) or a.after is None:
        return False
    if a.style.title and (a.named[0].entry.kind == gz.COUNTRY or a.named[0].entry.population >= MILLION):
        return False
    if a.before and a.before.normal in PLACE_BEFORE - WEAK_BEFORE:
        return False
    known = a.gazetteer.get(a.after.normal)
    return a.after.normal not in CLASS_WORDS and not any(
        n.how == gz.PRIMARY and n.entry.kind in (gz.COUNTRY, gz.ADMIN1) for n in known
    )


def titled(a: Around) -> bool:
    """A person's name after a title: "President Lincoln"."""
    if not a.first or a.style.flat:
        return False
    word = a.tokens[a.first - 1]
    if a.text[word.end : a.start] not in (" ", ". ") or word.normal not in TITLES or not a.capital(word):
        return False
    return a.named[0].entry.kind != gz.COUNTRY and not a.named[0].entry.capital


def runs_in(a: Around) -> bool:
    """The end of a longer name: an unknown capitalised word stands right before it ("Ahmed Manbij")."""
    if a.style.flat or a.style.title or a.first < 2 or a.follows or a.named[0].entry.kind == gz.COUNTRY:
        return False  # a sentence's first word is capitalised anyway
    word = a.tokens[a.first - 1]
    if a.text[word.end : a.start] not in (" ", "-") or not a.capital(word):
        return False
    if word.normal in DIRECTIONS | PLACE_BEFORE | TOWN_WORDS | TITLES | WEEKDAYS:
        return False
    if any(
        n.how in (gz.ADJECTIVE, gz.PRIMARY, gz.UPPER) and n.entry.kind != gz.PLACE for n in a.gazetteer.get(word.normal)
    ):
        return False
    return not _contains_word(a, word)


def _contains_word(a: Around, word: Word) -> bool:
    """Whether the word right before a division's name is a town in it by its spelling: "Qamishli Hasaka"."""
    divisions = {n.entry.number for n in a.named if n.entry.kind == gz.ADMIN1}
    return bool(divisions) and any(n.entry.admin1 in divisions for n in a.gazetteer.folded(word.normal))


def goes_on(a: Around) -> bool:
    """The beginning of a longer name: a small place's name before an unknown capitalised word ("Tal Hassan")."""
    top = a.named[0].entry
    if (
        a.style.flat
        or a.style.title
        or a.after is None
        or top.kind in (gz.COUNTRY, gz.REGION)
        or a.gap not in (" ", "-")
    ):
        return False
    if any(
        n.entry.population >= (BIG if n.entry.kind == gz.PLACE else 20 * BIG)
        for n in a.named
        if n.entry.kind != gz.ADMIN2 and n.how in (gz.PRIMARY, gz.UPPER)
    ):
        return False
    if a.after.normal in ARTICLES and a.first + a.size + 1 < len(a.tokens):
        name = a.tokens[a.first + a.size + 1]
        return name.start - a.after.end == 1 and a.capital(name)
    if not a.capital(a.after) or a.after.normal in CLASS_WORDS:
        return False
    beside = a.gazetteer.get(a.after.normal)
    if any(n.how == gz.PRIMARY and n.entry.kind != gz.PLACE for n in beside):
        return False
    divisions = {n.entry.number for n in beside if n.entry.kind == gz.ADMIN1}  # "Qamishli Hasaka": the comma is lost
    return not any(n.entry.admin1 in divisions for n in a.named)


def names_body(a: Around) -> bool:
    """Part of a body's name: "Washington Post", "Bank of Scotland"."""
    if a.style.flat:
        return False
    if (
        a.after
        and a.gap == " "
        and (a.after.normal in ILLNESS or (a.after.normal in BODY_AFTER and a.capital(a.after)))
    ):
        return True
    if a.before is None or a.before.normal != "of" or a.first < 2:
        return False
    head = a.tokens[a.first - 2]
    return head.normal in OF_BODIES and a.capital(head)


def speaks(a: Around) -> bool:
    """A person who says something: "Tyler said", "said Harris"; capitals and large cities speak for governments."""
    top = a.named[0].entry
    if top.kind not in (gz.PLACE, gz.ADMIN2) or top.capital or top.population >= MILLION:
        return False
    after = a.after.normal if a.after and a.gap == " " else ""
    return after in SAYS or bool(a.before and a.before.normal in SAYS and a.gap[:1] in ".,;")


def is_title(a: Around) -> bool:
    """A title, an article or a preposition that is also a village's name: "Gen.", "Al-", "FROM"."""
    return a.size == 1 and (a.key in TITLES or a.key in ARTICLES or a.key in PLACE_BEFORE)


def names_street(a: Around) -> bool:
    """A street's name: "Victoria Street"."""
    return bool(a.after and a.gap == " " and a.after.normal in STREETS and (a.style.flat or a.capital(a.after)))


def word_in_compound(a: Around) -> bool:
    """An everyday word or a body's name in a compound: "Hamas-run"."""
    return a.key in a.gazetteer.words and bool(COMPOUND.match(a.text, a.end))


REFUSALS = (is_title, word_in_compound, names_street, given_name, titled, runs_in, goes_on, names_body, speaks)


def witness(a: Around, kinds: frozenset[int], *, contains: bool) -> int:
    """How strongly its neighbourhood says that a name is a place: 3 certain, 2 likely, 1 and 0 need the page, -1 no.

    `contains` is true where the name stands after another place's name and a comma.
    """
    top = a.named[0]
    doubtful = a.key in a.gazetteer.words and top.how != gz.UPPER
    if kinds and not (doubtful and a.capital(a.after)):
        return 3
    if top.entry.kind in (gz.COUNTRY, gz.REGION) and top.how in (gz.PRIMARY, gz.UPPER) and not doubtful:
        return 3
    if contains and any(n.entry.kind in (gz.ADMIN1, gz.COUNTRY) for n in a.named):
        return 3
    people = max((n.entry.population // (1 if n.how in (gz.PRIMARY, gz.SPELLING) else 5) for n in a.named), default=0)
    placed = bool(a.before and a.before.normal in PLACE_BEFORE)
    strong = bool(placed and a.before and a.before.normal not in WEAK_BEFORE)
    if doubtful:
        return 1 if strong and people >= TOWN and a.gap.startswith(",") else -1
    person = a.size == 1 and a.key in a.gazetteer.persons
    if top.entry.kind == gz.ADMIN1 and people >= BIG and not person:
        return 2
    score = (2 if strong else 1 if placed else 0) + (2 if people >= HUGE else 1 if people >= BIG else 0)
    score += bool(a.before and a.before.normal in DIRECTIONS) + a.gap.startswith(",") + contains - person
    if a.before and a.before.normal == "the":
        score -= 2  # towns take no article
    if score <= 0:
        return 0 if a.size > 1 or people >= TOWN else -1
    return min(score, 3)
