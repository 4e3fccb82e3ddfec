"""Which words of a page name places: known names, longest first, with the words around them as witnesses.

A name is taken at once where hardly anything else bears it (a country, a large city). A smaller place needs a witness:
a preposition or a word such as "town of" before it, "province" or a container after it, or a country that the page
names. Everyday words and personal names that are also towns need the strongest witnesses.
"""

import re
from typing import NamedTuple

from dateline.codebook import gazetteer as gz
from dateline.codebook.gazetteer import Gazetteer, Named
from dateline.codebook.phrases import JOIN, Word, key, words
from dateline.mentions.resolve import Toponym

ADMIN_WORDS = frozenset(
    "province provinces governorate governorates state states region oblast department prefecture krai emirate canton".split()
)
DISTRICT_WORDS = frozenset("district districts county subdistrict parish raion municipality township sub-district".split())
TOWN_WORDS = frozenset("city town village port suburb hamlet capital settlement townlet".split())
PLACE_BEFORE = frozenset(
    "in near at from to around outside towards toward inside into across between of over through throughout within "
    "reach reached leave left entering approaching surrounding neighbouring neighboring off via besieged".split()
)
WEAK_BEFORE = frozenset("of to from by with for on and".split())
DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern upper lower greater downtown mid rural outer inner old "
    "north-eastern north-western south-eastern south-western".split()
)
TITLES = frozenset(
    "mr mrs ms dr prof president minister general gen col colonel maj major capt captain lt lieutenant sgt sergeant cpl pvt "
    "sheikh imam ayatollah king queen prince princess sir lord lady senator sen rep gov governor mayor judge justice "
    "ambassador secretary commander spokesman spokeswoman spokesperson pope bishop father sister brother rev chief officer "
    "agent inspector detective sheriff coach chairman director professor premier chancellor".split()
)
BODY_AFTER = frozenset(
    "post times herald tribune gazette journal news daily observer guardian telegraph star sun globe mirror chronicle review "
    "agency television tv radio bank united fc football club league team cup university college school institute inc corp "
    "corporation ltd company group press media center centre foundation association society council brigade brigades division "
    "battalion army front movement party forum conference agreement accord accords treaty protocol declaration process "
    "airways airlines motors bros".split()
)
WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december".split()
)
OF_BODIES = frozenset("bank church duke duchess prince princess archbishop order lord earl house sons".split())
COMPOUND = re.compile(r"[-‐‑–](?:backed|led|based|aligned|allied|supported|sponsored|made|born|held|run|controlled|funded|supplied|friendly|linked|affiliated|trained|installed|appointed|occupied|annexed|style|wide|bound|owned|administered|armed|era|produced|built|flagged|registered)\b", re.IGNORECASE)
AGAINST = re.compile(r"(?:anti|pro|non|ex|post|pre)[-‐‑–]$", re.IGNORECASE)
US_NOT_AFTER = frozenset("for with to of let told help give join tell between among and on from at is".split())
LISTED = re.compile(r"(?:, | and |, and | or )(?:(?:in|near|from|to) )?")
ARTICLES = frozenset("al el ad an ar as ash at az ed er es ez".split())
CONNECTORS = ARTICLES | frozenset("of the de del la las los le les du da do dos and y sur en am der den di e s l d i".split())
LOOK_AHEAD = 7
BIG, TOWN = 100_000, 5_000
NUMBERED = re.compile(r"\d")


class Spot(NamedTuple):
    """A possible place name: its toponym, and how strongly its neighbourhood says that it is one (0 to 3)."""

    toponym: Toponym
    witness: int
    adjective: bool


class Style(NamedTuple):
    """How a stretch of text uses capitals: `flat` where they tell nothing (all upper or all lower case)."""

    flat: bool
    upper: bool


def style_of(text: str) -> Style:
    """Whether capitals carry meaning in a stretch of text."""
    letters = [c for c in text if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    if len(letters) < 12:
        return Style(False, False)
    return Style(upper > 0.7 * len(letters) or upper == 0, upper > 0.7 * len(letters))


def spots(text: str, start: int, end: int, gazetteer: Gazetteer) -> list[Spot]:
    """The possible place names of one sentence or heading, in order, none overlapping."""
    tokens = words(text, start, end)
    style = style_of(text[start:end])
    found: list[Spot] = []
    i = 0
    while i < len(tokens):
        size = 0
        if _may_start(text, tokens, i, style):
            size, named, k = _longest(text, tokens, i, gazetteer, style)
            if size:
                spot = _judge(text, tokens, i, size, (k, named), found, gazetteer, style)
                if spot:
                    found.append(spot)
                else:
                    size = size if size > 1 else 0
        i += size or 1
    return found


def _may_start(text: str, tokens: list[Word], i: int, style: Style) -> bool:
    t = tokens[i]
    if style.flat or text[t.start].isupper():
        return not NUMBERED.match(text[t.start])
    if t.normal not in ARTICLES or i + 1 >= len(tokens):
        return False
    after = tokens[i + 1]
    return after.start - t.end == 1 and text[after.start].isupper() and text[t.end] in "-‐‑–' "


def _longest(
    text: str, tokens: list[Word], i: int, gazetteer: Gazetteer, style: Style
) -> tuple[int, tuple[Named, ...], str]:
    """The longest known name that begins at a word: number of words, candidates, key."""
    last = i + 1
    while last < min(len(tokens), i + LOOK_AHEAD) and JOIN.fullmatch(text, tokens[last - 1].end, tokens[last].start):
        last += 1
    joined = " ".join(t.normal for t in tokens[i:last])
    for k in gazetteer.longest(joined):
        size = k.count(" ") + 1
        run = tokens[i : i + size]
        if not style.flat and not _capitals(text, run):
            continue
        if any("." in text[a.end : b.start] and len(a.normal) > 3 for a, b in zip(run, run[1:], strict=False)):
            continue
        if k == "us" and style.upper and (tokens[i - 1].normal in US_NOT_AFTER if i else i + 1 == len(tokens)):
            continue
        named = _admissible(gazetteer.get(k), text[run[0].start : run[-1].end], style)
        if named:
            return size, named, k
    return 0, (), ""


def _capitals(text: str, run: list[Word]) -> bool:
    return text[run[-1].start].isupper() and all(text[t.start].isupper() or t.normal in CONNECTORS for t in run)


def _admissible(named: tuple[Named, ...], surface: str, style: Style) -> tuple[Named, ...]:
    """Without abbreviations that the page does not write as such."""
    if surface.upper() == surface:
        return named
    return tuple(n for n in named if n.how != gz.UPPER)


def _judge(  # noqa: PLR0913 - one decision over one name and its neighbourhood
    text: str,
    tokens: list[Word],
    i: int,
    size: int,
    what: tuple[str, tuple[Named, ...]],
    before: list[Spot],
    gazetteer: Gazetteer,
    style: Style,
) -> Spot | None:
    k, named = what
    first, last = tokens[i], tokens[i + size - 1]
    prev = tokens[i - 1] if i and text[tokens[i - 1].end : first.start].strip(" \u00a0'’-\"“‘(") == "" else None
    nxt = tokens[i + size] if i + size < len(tokens) else None
    gap_after = text[last.end : nxt.start] if nxt else ""
    after_comma = bool(
        before and before[-1].toponym.end <= first.start and re.fullmatch(r",\s*|\s*\(", text[before[-1].toponym.end : first.start])
    )
    if not after_comma:
        named = tuple(n for n in named if n.how != gz.AFTER_COMMA)
    if any(n.how == gz.ADJECTIVE for n in named):
        named = tuple(n for n in named if n.how == gz.ADJECTIVE)
        return Spot(Toponym(first.start, last.end, k, named), 3, True)
    if not named:
        return None
    if COMPOUND.match(text, last.end) or AGAINST.search(text, max(0, first.start - 5), first.start) or _paired(text, last.end, nxt, gazetteer):
        return Spot(Toponym(first.start, last.end, k, named), 2, True)
    kinds = _kinds(prev, nxt, gap_after, tokens, i, named)
    spot = Toponym(first.start, last.end, k, named, kinds)
    if _is_person(text, tokens, i, size, gazetteer, style, named) and not kinds:
        return None
    if not style.flat and _runs_in(text, tokens, i, gazetteer, named):
        return None
    if prev and prev.normal == "of" and i >= 2 and tokens[i - 2].normal in OF_BODIES and text[tokens[i - 2].start].isupper():
        return None
    if _goes_on(text, tokens, i + size, gazetteer, style, named):
        return None
    joined = bool(before and before[-1].witness >= 2 and not before[-1].adjective and LISTED.fullmatch(text, before[-1].toponym.end, first.start))
    witness = _witness(k, named, kinds, prev, nxt, gap_after, after_comma, size, gazetteer)
    if joined and witness >= 0:
        witness = min(witness + 1, 3)
    if not style.flat and nxt and gap_after == " " and nxt.normal in BODY_AFTER and text[nxt.start].isupper():
        return None
    if witness < 0 or (style.flat and witness < 2):
        return None
    return Spot(spot, witness, False)


def _paired(text: str, end: int, nxt: Word | None, gazetteer: Gazetteer) -> bool:
    """Whether a name is the first half of a pair with something that is no place: "Israel-Hamas"."""
    if nxt is None or nxt.start - end != 1 or text[end] not in "-‐‑–" or not text[nxt.start].isupper():
        return False
    return not any(n.how != gz.ALTERNATE for n in gazetteer.get(nxt.normal))


def _goes_on(
    text: str, tokens: list[Word], after: int, gazetteer: Gazetteer, style: Style, named: tuple[Named, ...]
) -> bool:
    """Whether a small place's name runs on into an unknown capitalised word, so that it is a longer, other name."""
    kind = named[0].entry.kind
    if style.flat or after >= len(tokens) or kind in (gz.COUNTRY, gz.REGION):
        return False
    if kind != gz.ADMIN2 and named[0].entry.population >= (BIG if kind == gz.PLACE else 20 * BIG):
        return False
    nxt = tokens[after]
    if text[tokens[after - 1].end : nxt.start] not in (" ", "-"):
        return False
    if nxt.normal in ARTICLES and after + 1 < len(tokens) and tokens[after + 1].start - nxt.end == 1:
        return text[tokens[after + 1].start].isupper()
    if not text[nxt.start].isupper():
        return False
    return nxt.normal not in ADMIN_WORDS | DISTRICT_WORDS | TOWN_WORDS and not any(
        n.how == gz.PRIMARY and n.entry.kind != gz.PLACE for n in gazetteer.get(nxt.normal)
    )


def _kinds(
    prev: Word | None, nxt: Word | None, gap: str, tokens: list[Word], i: int, named: tuple[Named, ...]
) -> frozenset[int]:
    """The kinds of record that a class word beside the name asks for ("X province", "town of X")."""
    have = {n.entry.kind for n in named}
    word = nxt.normal if nxt and gap in (" ", "-") else ""
    if not word and prev and prev.normal == "of" and i >= 2:
        word = tokens[i - 2].normal
    if word in ADMIN_WORDS and have & {gz.ADMIN1, gz.REGION, gz.ADMIN2}:
        return frozenset({gz.ADMIN1, gz.REGION}) if have & {gz.ADMIN1, gz.REGION} else frozenset({gz.ADMIN2})
    if word in DISTRICT_WORDS and gz.ADMIN2 in have:
        return frozenset({gz.ADMIN2})
    if word in TOWN_WORDS and gz.PLACE in have:
        return frozenset({gz.PLACE})
    return frozenset()


def _is_person(  # noqa: PLR0913
    text: str, tokens: list[Word], i: int, size: int, gazetteer: Gazetteer, style: Style, named: tuple[Named, ...]
) -> bool:
    """Whether a name is rather part of a person's or a body's name: a title or another capitalised name beside it."""
    if style.flat:
        return tokens[i].normal in gazetteer.persons
    prev, nxt = (tokens[i - 1] if i else None), (tokens[i + size] if i + size < len(tokens) else None)
    followed = bool(nxt and text[tokens[i + size - 1].end : nxt.start] == " " and text[nxt.start].isupper())
    if size == 1 and followed and nxt and tokens[i].normal in gazetteer.persons:
        return nxt.normal not in ADMIN_WORDS | DISTRICT_WORDS | TOWN_WORDS
    if prev and text[prev.end : tokens[i].start] in (" ", ". ") and prev.normal in TITLES and text[prev.start].isupper():
        return named[0].entry.kind != gz.COUNTRY and not named[0].entry.capital
    return False


def _runs_in(text: str, tokens: list[Word], i: int, gazetteer: Gazetteer, named: tuple[Named, ...]) -> bool:
    """Whether an unknown capitalised word stands right before a name, so that it is the end of a longer, other name."""
    prev = tokens[i - 1] if i > 1 else None  # a sentence's first word is capitalised anyway
    if prev is None or named[0].entry.kind == gz.COUNTRY:
        return False
    if text[prev.end : tokens[i].start] not in (" ", "-") or not text[prev.start].isupper():
        return False
    p = prev.normal
    if p in DIRECTIONS or p in PLACE_BEFORE or p in TOWN_WORDS or p in TITLES or p in WEEKDAYS:
        return False
    return not any(n.how in (gz.ADJECTIVE, gz.PRIMARY, gz.UPPER) and n.entry.kind != gz.PLACE for n in gazetteer.get(p))


def _witness(  # noqa: PLR0913, C901 - the witnesses, one after the other
    k: str,
    named: tuple[Named, ...],
    kinds: frozenset[int],
    prev: Word | None,
    nxt: Word | None,
    gap_after: str,
    after_comma: bool,
    size: int,
    gazetteer: Gazetteer,
) -> int:
    """How strongly a name's neighbourhood says that it is a place: 3 certain, 2 likely, 1 needs the page, below 0 no."""
    top = named[0]
    doubtful = size == 1 and k in gazetteer.words and top.how != gz.UPPER
    person = size == 1 and k in gazetteer.persons
    if kinds:
        return 3
    best = max((n.entry.population // (1 if n.how == gz.PRIMARY else 5) for n in named), default=0)
    if top.entry.kind in (gz.COUNTRY, gz.REGION) and top.how in (gz.PRIMARY, gz.UPPER) and not doubtful:
        return 3
    placed = bool(prev and prev.normal in PLACE_BEFORE)
    strong = bool(placed and prev and prev.normal not in WEAK_BEFORE)
    if after_comma and any(n.entry.kind in (gz.ADMIN1, gz.COUNTRY) for n in named):
        return 3
    if doubtful:
        return 1 if strong and best >= TOWN and gap_after.startswith(",") else -1
    if top.entry.kind == gz.ADMIN1 and best >= BIG and not person:
        return 2
    score = (2 if strong else 1 if placed else 0) + (2 if best >= 5 * BIG else 1 if best >= BIG else 0)
    if prev and prev.normal in DIRECTIONS:
        score += 1
    if gap_after.startswith(",") and nxt:
        score += 1
    if after_comma:
        score += 1
    if person:
        score -= 1
    if score <= 0:
        return 0 if size > 1 or best >= TOWN else -1
    return min(score, 3)


def toponym_of(text: str, span: tuple[int, int], gazetteer: Gazetteer) -> Toponym:
    """The toponym of a span that is known to name a place; without candidates where the gazetteer lacks it."""
    start, end = span
    tokens = words(text, start, end)
    while len(tokens) > 1 and tokens[0].normal in ("the", "downtown"):
        tokens = tokens[1:]
    k = " ".join(t.normal for t in tokens)
    after = words(text, end, min(len(text), end + 24))
    before = words(text, max(0, start - 24), start)
    named = gazetteer.get(k)
    kinds = _kinds(before[-1] if before else None, after[0] if after else None, text[end : after[0].start] if after else "", [*before, *tokens], len(before), named)
    if not named and len(tokens) > 1:
        last = tokens[-1].normal
        if last in ADMIN_WORDS | DISTRICT_WORDS | TOWN_WORDS:
            named = gazetteer.get(" ".join(t.normal for t in tokens[:-1]))
            have = {n.entry.kind for n in named}
            want = {gz.PLACE} if last in TOWN_WORDS else {gz.ADMIN2} if last in DISTRICT_WORDS else {gz.ADMIN1, gz.REGION}
            kinds = frozenset(want & have)
        elif tokens[0].normal in DIRECTIONS:
            named = gazetteer.get(" ".join(t.normal for t in tokens[1:]))
    if not named and tokens and tokens[-1].normal.endswith("s") and len(tokens[-1].normal) > 4:
        named = gazetteer.get(k[:-1])
    before_text = text[max(0, start - 2) : start]
    if "," not in before_text and "(" not in before_text:
        named = tuple(n for n in named if n.how != gz.AFTER_COMMA) or named
    if not named:
        named = gazetteer.folded(key(text[start:end]))
    if not named and len(tokens) > 1:
        return _inside(text, tokens, (start, end), gazetteer)
    return Toponym(start, end, k, named, kinds)


def _inside(text: str, tokens: list[Word], span: tuple[int, int], gazetteer: Gazetteer) -> Toponym:
    """The likeliest place named within a longer name ("Erbil International Airport")."""
    best: tuple[float, str, tuple[Named, ...]] = (0.0, "", ())
    for i in range(len(tokens)):
        size, named, k = _longest(text, tokens, i, gazetteer, Style(False, False))
        if size and not (size == 1 and (k in gazetteer.words or k in gazetteer.persons)):
            rank = max(n.entry.population for n in named) * (1.0 if named[0].how != gz.ALTERNATE else 0.1)
            best = max(best, (rank, k, named), key=lambda b: b[0])
    return Toponym(*span, best[1] or key(text[span[0] : span[1]]), best[2])
