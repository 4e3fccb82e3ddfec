"""Which number belongs to which casualty word, in the words of one sentence.

A figure and a word are paired by closeness and by voice: "killed four" looks right, "four were killed" looks left,
"the death of four" and "the toll rose to four" look right past their preposition. A second number joined to the first
by "and" shares its word: "killing eight officers and five agents".
"""

import re
from typing import NamedTuple

from msgspec import Struct

from dateline.incidents.scene import Scene
from dateline.model import CasualtyKind, QuantityMention

SOME = r"(?:(?:at\s+least|about|some|around|more\s+than)\s+)?[\w-]+\s+(?:[\w-]+\s+)?"
PEOPLE = (
    r"(?:people|men|women|girls|boys|children|students|pupils|schoolchildren|teachers|villagers|civilians|"
    r"residents|passengers|"
    r"workers|travellers|nuns|priests|engineers|tourists|fishermen|farmers|traders|soldiers|officers)\b"
)
"""What makes a seizure of people: "seized 11 students", not "seized 11 rifles"."""
WORDS: tuple[tuple[CasualtyKind, str], ...] = (
    (
        "killed_or_wounded",
        r"killed\s+(?:and|or)\s+(?:wounded|injured|hurt)|killing\s+(?:and|or)\s+(?:wounding|injuring)"
        r"|dead\s+(?:and|or)\s+(?:wounded|injured)|casualties",
    ),
    (
        "killed",
        r"shot\s+dead|shooting\s+dead|shoots?\s+dead|guns?\s+down|shot\s+and\s+killed|gunned\s+down|burn(?:ed|"
        r"t)\s+alive|hacked\s+to\s+death"
        r"|beaten\s+to\s+death|stabbed\s+to\s+death|los(?:t|ing)\s+their\s+lives|lost\s+his\s+life|claim(?:ed|"
        r"ing)\s+the\s+li(?:f|v)es?\s+of"
        r"|death\s+toll|toll|number\s+of\s+(?:people\s+|those\s+)?(?:dead|killed|deaths|fatalities)|martyrdom|lives"
        r"|kill(?:ed|ing|s)?|dead|died|dies|dying|slain|murder(?:ed|ing)|execut(?:ed|ing)|"
        r"massacr(?:ed|ing)"
        r"|behead(?:ed|ing)|assassinat(?:ed|ing|es)|slaughter(?:ed|ing)|martyred|lynched|neutrali[sz]ed|"
        r"eliminated|liquidated|perished|bodies|"
        r"corpses|deaths?|fatalities",
    ),
    (
        "wounded",
        r"wound(?:ed|ing|s)|injur(?:ed|ing|es|ies|y)|hurt|maimed|in\s+(?:a\s+)?(?:critical|serious|stable)\s+condition"
        r"|critically\s+ill|hospitali[sz]ed",
    ),
    ("missing", r"missing|unaccounted\s+for"),
    (
        "abducted",
        rf"(?:seiz(?:ed|es|ing)|snatch(?:ed|es|ing)|captur(?:ed|es|ing))(?=\s+{SOME}{PEOPLE})|abduct(?:ed|ing|s)|kidnap(?:s|ped|ping)?|t(?:aken|ook|aking)\s+(?:\w+\s+)?hostage|hostages|"
        r"held\s+captive|whisked\s+away"
        r"|t(?:aken|ook|aking)\s+captive",
    ),
    ("detained", r"arrest(?:ed|ing|s)|detain(?:ed|ing|s)|rounded\s+up|round(?:ing)?\s+up"),
    (
        "displaced",
        r"displac(?:ed|ing)|uproot(?:ed|ing)|fled\s+their\s+homes|homeless|forced\s+to\s+flee|fled|flee(?:ing)?",
    ),
)
WORD = re.compile("|".join(f"(?P<{kind}>\\b(?:{words})\\b)" for kind, words in WORDS), re.IGNORECASE)
ACTIVE_ONLY = re.compile(r"(?:ing|s)$|toll$|lives? of$|took hostage$", re.IGNORECASE)
LEFT_ONLY = re.compile(
    r"(?<!shot )(?<!shoot )(?<!shoots )(?<!shooting )dead$|died$|dies$|dying$|slain$|hurt$|condition$|missing|"
    r"bodies|corpses|deaths?$|fatalities|injuries|"
    r"casualties|hostages|perished|lives$|homeless|for$",
    re.IGNORECASE,
)
TOLL = re.compile(r"toll$|^number\s", re.IGNORECASE)
NOMINAL = re.compile(r"(?:deaths?|martyrdom|killing|injur(?:y|ies)|wounding|abduction|kidnapping)$", re.IGNORECASE)
"""Nouns that take their figure behind "of": "the death of nine"."""
CLAIMED_LIVES = re.compile(r"\bclaim(?:ed|ing|s)\b[^.;]{0,24}$", re.IGNORECASE)
SENTENCED = re.compile(r"\b(?:sentenc|condemn)\w+\b[^.;]{0,40}\bto\s+$", re.IGNORECASE)
PASSIVE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|got|left|reportedly|has|have|had)\s+(?:\w+ly\s+|also\s+|more\s+)?$",
    re.IGNORECASE,
)
BEING = re.compile(r"\b(?:was|were|been|being|be|is|are|got|left)\s+(?:\w+ly\s+|also\s+|more\s+)?$", re.IGNORECASE)
"""What makes a participle passive; "has killed four" is active."""
NO_PERSONS = re.compile(
    r"[\s-]+(?:[\w-]+\s+)?(?:mornings?|days?|nights?|evenings?|afternoons?|occasions?|times|weeks?|months?|"
    r"years?|decades?|hours?|minutes?|countries|"
    r"cases|charges|counts|attacks|incidents|shots|bullets|rounds|rockets|missiles|bombs|shells|drones|houses|"
    r"homes|vehicles|cars|buildings|schools|"
    r"villages|towns|districts|positions|targets|tanks|aircraft)\b",
    re.IGNORECASE,
)
"""Nouns behind a number that count no persons."""
PART = re.compile(
    r"\b(?:including|among\s+them|among\s+whom|of\s+them|of\s+whom|of\s+which)\s*,?\s*(?:\w+\s+)?$",
    re.IGNORECASE,
)
OF_THEM = re.compile(r"\s+of\s+(?:them|whom|these|the\s+(?:dead|victims|wounded|injured))(?:\s+were)?\b", re.IGNORECASE)
JOINED = re.compile(r"(?:\band|\bas well as|\balong with|\btogether with|\bplus)\s+(?:another\s+)?$", re.IGNORECASE)
PLACE_WORDS = re.compile(r"\b(?:in|on|by|at|near|during|after|when|as|from|since)\b", re.IGNORECASE)
TOLL_WORDS = 14
ACTIVE_WORDS = 3
PASSIVE_WORDS = 12
CROSSING = 7.0
HURDLE = 3.0
TOO_FAR = 14.0


class CasualtyWord(Struct, frozen=True):
    """A word that tells of casualties: its span and their kind."""

    start: int
    end: int
    kind: CasualtyKind


class Pair(NamedTuple):
    """A casualty word and its number; `part` where the number is counted within the total of the same source."""

    word: CasualtyWord
    number: QuantityMention
    part: bool = False


def casualty_words(scene: Scene, start: int, end: int) -> list[CasualtyWord]:
    """The casualty words of a sentence, but for "lives" that nothing claimed and a death that a court ordered."""
    found = []
    for m in WORD.finditer(scene.text, start, end):
        before = scene.text[max(start, m.start() - 60) : m.start()]
        form = m.group().lower()
        if (form == "lives" and not CLAIMED_LIVES.search(before)) or (form == "death" and SENTENCED.search(before)):
            continue
        found.append(CasualtyWord(m.start(), m.end(), m.lastgroup))  # type: ignore[arg-type]
    return found


def pairs(scene: Scene, found: list[CasualtyWord], numbers: list[QuantityMention]) -> list[Pair]:
    """Words and numbers one to one, the closest first; then parts, and numbers joined to a paired one."""
    costs = [
        (cost, word.start, q.start, word, q)
        for word in found
        for q in numbers
        if (cost := _cost(scene, word, q, found, numbers)) is not None
    ]
    taken: list[Pair] = []
    for _, _, _, word, q in sorted(costs, key=lambda c: c[:3]):
        if all(word is not p.word and q is not p.number for p in taken):
            taken.append(Pair(word, q))
    taken += _parts(scene, taken, numbers)
    return taken + _conjuncts(scene, taken, found, numbers)


def _cost(
    scene: Scene, word: CasualtyWord, q: QuantityMention, found: list[CasualtyWord], numbers: list[QuantityMention]
) -> float | None:
    """How far a number is from a casualty word, in words; null where the two cannot belong together."""
    if q.start < word.end and word.start < q.end:
        return 0.0 if q.low == 0 else None
    age = scene.text[q.end : q.end + 1] == "," and scene.text[max(0, q.start - 2) : q.start] == ", "
    if age or (NO_PERSONS.match(scene.text, q.end) and scene.text[word.start : word.end].lower() != "lives"):
        return None
    if q.low == 0 and word.kind in ("abducted", "detained", "displaced"):
        return None
    near = _right(scene, word, q) if q.start >= word.end else _left(scene, word, q)
    if near is None:
        return None
    first, last = min(word.end, q.end), max(word.start, q.start)
    crossed = sum(first <= f.start < last and f is not word for f in found)
    hurdles = sum(first <= n.start < last and n is not q for n in numbers)
    return near + CROSSING * crossed + HURDLE * hurdles if near + CROSSING * crossed < TOO_FAR else None


def _right(scene: Scene, word: CasualtyWord, q: QuantityMention) -> float | None:
    """The distance of a number behind its word: "killed four", "the death of four", "the toll rose to four"."""
    form, between = scene.text[word.start : word.end], scene.text[word.end : q.start]
    size = len(between.split())
    if re.search(r"[;:(]|\.\s", between):
        return None
    if TOLL.search(form):
        return 0.2 * size if size <= TOLL_WORDS else None
    if NOMINAL.search(form) and between.split() == ["of"]:
        return 0.5
    if size > ACTIVE_WORDS or LEFT_ONLY.search(form) or PLACE_WORDS.search(between):
        return None
    return None if BEING.search(scene.before(word.start, 0, 24)) else float(size)


def _left(scene: Scene, word: CasualtyWord, q: QuantityMention) -> float | None:
    """The distance of a number in front of its word: "four were killed", "four dead"."""
    form, between = scene.text[word.start : word.end], scene.text[q.end : word.start]
    size = len(between.split())
    if size > PASSIVE_WORDS or re.search(r"[;:]|\.\s", between) or TOLL.search(form):
        return None
    if ACTIVE_ONLY.search(form) and not LEFT_ONLY.search(form):
        return None
    return size + 0.6 - (0.5 if PASSIVE.search(between) or LEFT_ONLY.search(form) else 0.0)


def _parts(scene: Scene, taken: list[Pair], numbers: list[QuantityMention]) -> list[Pair]:
    """Numbers behind "including" or before "of them": a part that the page counts on its own, of its total's kind."""
    found: list[Pair] = []
    for q in numbers:
        if any(q is p.number for p in taken):
            continue
        totals = [p.word for p in taken if p.number.start < q.start]
        if totals and (PART.search(scene.before(q.start, 0, 32)) or OF_THEM.match(scene.text, q.end)):
            found.append(Pair(totals[-1], q, part=True))
    return found


def _conjuncts(
    scene: Scene, taken: list[Pair], found: list[CasualtyWord], numbers: list[QuantityMention]
) -> list[Pair]:
    """Numbers joined to a paired one that have no word of their own: they share its word."""
    more: list[Pair] = []
    for word, q, _ in taken:
        for other in numbers:
            if any(other is p.number for p in (*taken, *more)) or NO_PERSONS.match(scene.text, other.end):
                continue
            first, second = (q, other) if q.end <= other.start else (other, q)
            between = scene.text[first.end : second.start]
            parted = any(first.end <= f.start < second.start for f in found)
            if not parted and len(between.split()) <= 6 and JOINED.search(between):
                more.append(Pair(word, other))
    return more
