"""Casualty figures: which number of persons was killed, wounded, abducted, ... in the words of one sentence.

A figure and a casualty word are paired by closeness and by voice: "killed four" looks right, "four were killed"
looks left. Numbers are ranges already (mentions/quantities.py); parts are never summed.
Rules of the contract, section "Figures"; who counts as a civilian: only whom a source calls so.
"""

import re

from msgspec import Struct

from dateline.incidents.scene import Scene
from dateline.model import Casualty, CasualtyKind, QuantityMention, Span, VictimStatus

WORDS: tuple[tuple[CasualtyKind, str], ...] = (
    (
        "killed_or_wounded",
        r"killed\s+(?:and|or)\s+(?:wounded|injured|hurt)|killing\s+(?:and|or)\s+(?:wounding|injuring)"
        r"|dead\s+(?:and|or)\s+(?:wounded|injured)|casualties",
    ),
    (
        "killed",
        r"shot\s+dead|shooting\s+dead|shot\s+and\s+killed|gunned\s+down|burn(?:ed|t)\s+alive|hacked\s+to\s+death"
        r"|beaten\s+to\s+death|stabbed\s+to\s+death|los(?:t|ing)\s+their\s+lives|lost\s+his\s+life|claim(?:ed|"
        r"ing)\s+the\s+li(?:f|v)es?\s+of"
        r"|death\s+toll|toll|kill(?:ed|ing|s)?|dead|died|dies|dying|slain|murder(?:ed|ing)|execut(?:ed|ing)|"
        r"massacr(?:ed|ing)"
        r"|behead(?:ed|ing)|assassinat(?:ed|ing|es)|slaughter(?:ed|ing)|martyred|lynched|perished|bodies|"
        r"corpses|deaths?|fatalities",
    ),
    (
        "wounded",
        r"wound(?:ed|ing|s)|injur(?:ed|ing|es|ies)|hurt|maimed|in\s+(?:a\s+)?(?:critical|serious|stable)\s+condition"
        r"|critically\s+ill|hospitali[sz]ed",
    ),
    ("missing", r"missing|unaccounted\s+for"),
    (
        "abducted",
        r"abduct(?:ed|ing|s)|kidnap(?:s|ped|ping)?|t(?:aken|ook|aking)\s+(?:\w+\s+)?hostage|hostages|"
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
    r"dead$|died$|dies$|dying$|slain$|hurt$|condition$|missing|bodies|corpses|deaths?$|fatalities|injuries|"
    r"casualties|hostages|perished|lives$|homeless|for$",
    re.IGNORECASE,
)
TOLL = re.compile(r"toll$", re.IGNORECASE)
PASSIVE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|got|left|reportedly|has|have|had)\s+(?:\w+ly\s+|also\s+|more\s+)?$",
    re.IGNORECASE,
)
STOP = re.compile(
    r"(?:was|were|are|is|be|been|being|have|has|had|on|in|at|by|when|as|who|that|which|dead|killed|wounded|"
    r"injured|hurt|died|and|or|near|outside|"
    r"inside|after|before|during|including|while|from|with|since|for|into|across|around|to|but|left|remain|"
    r"missing|said|abducted|kidnapped|taken|"
    r"arrested|detained|displaced|critically|seriously|some|so|early|late|last|this|monday|tuesday|wednesday|"
    r"thursday|friday|saturday|sunday|"
    r"yesterday|today|overnight|over|more|than|shot|lost|would|could|may|if|because|reported|among|were|begin|"
    r"began|moments|minutes|hours|days|weeks|months|years|under|amid|along)$",
    re.IGNORECASE,
)
GAP = re.compile(r"\s+(?:of\s+(?:an?\s+|the\s+|its\s+|their\s+)?)?|[-‐'’]|’s\s+|\.(?=[A-Za-z]\.)", re.IGNORECASE)
PART = re.compile(
    r"\b(?:including|among\s+them|among\s+whom|of\s+them|of\s+whom|of\s+which)\s*,?\s*(?:\w+\s+)?$",
    re.IGNORECASE,
)
OF_THEM = re.compile(r"\s+of\s+(?:them|whom|these|the\s+(?:dead|victims|wounded|injured))(?:\s+were)?\b", re.IGNORECASE)
SINGULAR = re.compile(r"\b(?P<art>an?|one|another)\s+(?P<np>(?:[\w'’.-]+\s+){0,4}?[\w'’-]+)$", re.IGNORECASE)
SINGULAR_RIGHT = re.compile(r"\s+(?P<art>an?|another)\s+(?P<np>[\w'’-]+(?:[ \n]+[\w'’-]+){0,4})", re.IGNORECASE)
TARGET_OF_SPEECH = re.compile(r"\b(?:accused|suspected|blamed|charged|convicted)\b", re.IGNORECASE)
NO_PERSONS = re.compile(
    r"[\s-]+(?:[\w-]+\s+)?(?:mornings?|days?|nights?|evenings?|afternoons?|occasions?|times|weeks?|months?|"
    r"years?|decades?|hours?|minutes?|countries|"
    r"cases|charges|counts|attacks|incidents|shots|bullets|rounds|rockets|missiles|bombs|shells|drones|houses|"
    r"homes|vehicles|cars|buildings|schools|"
    r"villages|towns|districts|positions|targets|tanks|aircraft)\b",
    re.IGNORECASE,
)
"""Nouns behind a number that count no persons."""
NEVER = re.compile(r"\b(?:not|never|nobody)\s+(?:been\s+)?$", re.IGNORECASE)


class Figure(Struct, frozen=True):
    """One figure as a sentence gives it: the row without its claim, the word that makes it a casualty, the sentence."""

    row: Casualty
    word: Span
    sentence: int


class _Found(Struct, frozen=True):
    start: int
    end: int
    kind: CasualtyKind


def find_figures(scene: Scene) -> tuple[Figure, ...]:
    """Every casualty figure of the page, in the order of the text."""
    return tuple(
        figure
        for number, sentence in enumerate(scene.document.sentences)
        if sentence.role != "caption"
        for figure in _in_sentence(scene, number)
    )


def _in_sentence(scene: Scene, number: int) -> list[Figure]:
    sentence = scene.document.sentences[number]
    found = [
        _Found(m.start(), m.end(), m.lastgroup)  # type: ignore[arg-type]
        for m in WORD.finditer(scene.text, sentence.start, sentence.end)
    ]
    if not found:
        return []
    numbers = scene.inside(scene.mentions.quantities, sentence.start, sentence.end)
    pairs = _pair(scene, found, numbers)
    rows = [_figure(scene, number, word, q) for word, q in pairs]
    taken = {q.start for _, q in pairs}
    rows += [_figure(scene, number, word, q) for word, q in _parts(scene, pairs, numbers, taken)]
    used = {word.start for word, _ in pairs}
    for word in found:
        if word.start not in used and (single := _single(scene, number, word)):
            rows.append(single)
    rows = [row for joint in rows for row in _none(joint)]
    return sorted(rows, key=lambda f: (f.row.evidence, f.row.kind))


def _pair(scene: Scene, found: list[_Found], numbers: list[QuantityMention]) -> list[tuple[_Found, QuantityMention]]:
    """Pair words and numbers one to one, the closest first."""
    costs = [
        (cost, word.start, q.start, word, q)
        for word in found
        for q in numbers
        if (cost := _cost(scene, word, q, found, numbers)) is not None
    ]
    pairs: list[tuple[_Found, QuantityMention]] = []
    words_taken: set[int] = set()
    numbers_taken: set[int] = set()
    for _, word_at, number_at, word, q in sorted(costs, key=lambda c: c[:3]):
        if word_at not in words_taken and number_at not in numbers_taken:
            pairs.append((word, q))
            words_taken.add(word_at)
            numbers_taken.add(number_at)
    return pairs


def _cost(
    scene: Scene, word: _Found, q: QuantityMention, found: list[_Found], numbers: list[QuantityMention]
) -> float | None:
    """How far a number is from a casualty word, in words; null where the two cannot belong together."""
    age = scene.text[q.end : q.end + 1] == "," and scene.text[max(0, q.start - 2) : q.start] == ", "
    if age or NO_PERSONS.match(scene.text, q.end):
        return None
    form = scene.text[word.start : word.end]
    right = q.start >= word.end
    between = scene.text[word.end : q.start] if right else scene.text[q.end : word.start]
    if q.start < word.end and word.start < q.end:
        return 0.0 if q.low == 0 else None
    size = len(between.split())
    if right:
        limit = 14 if TOLL.search(form) else 3
        if size > limit or (LEFT_ONLY.search(form) and not TOLL.search(form)) or re.search(r"[;:(]|\.\s", between):
            return None
        if not TOLL.search(form) and PASSIVE.search(scene.before(word.start, 0, 24)):
            return None
        if re.search(
            r"\b(?:in|on|by|at|near|during|after|when|as|from|since)\b", between, re.IGNORECASE
        ) and not TOLL.search(form):
            return None
        extra = 0.2 * size if TOLL.search(form) else size
    else:
        if size > 12 or (ACTIVE_ONLY.search(form) and not LEFT_ONLY.search(form)) or re.search(r"[;:]|\.\s", between):
            return None
        extra = size + 0.6 - (0.5 if PASSIVE.search(between) or LEFT_ONLY.search(form) else 0.0)
    crossed = sum(min(word.end, q.end) <= f.start < max(word.start, q.start) and f is not word for f in found)
    hurdles = sum(min(word.end, q.end) <= n.start < max(word.start, q.start) and n is not q for n in numbers)
    if q.low == 0 and word.kind in ("abducted", "detained", "displaced"):
        return None
    return extra + 7 * crossed + 3 * hurdles if extra + 7 * crossed < 14 else None


def _parts(
    scene: Scene, pairs: list[tuple[_Found, QuantityMention]], numbers: list[QuantityMention], taken: set[int]
) -> list[tuple[_Found, QuantityMention]]:
    """Numbers behind "including": a part that the page counts on its own, of the same kind as its total."""
    parts = []
    for q in numbers:
        counted_apart = PART.search(scene.before(q.start, 0, 32)) or OF_THEM.match(scene.text, q.end)
        if q.start in taken or not counted_apart:
            continue
        totals = [word for word, total in pairs if total.start < q.start]
        if totals:
            parts.append((totals[-1], q))
    return parts


def _figure(scene: Scene, number: int, word: _Found, q: QuantityMention) -> Figure:
    part = OF_THEM.match(scene.text, q.end)
    end, who = _who(scene, number, part.end() if part else q.end)
    first, last = min(q.start, word.start), max(q.end, word.end, end)
    span = (q.start, max(end, q.end)) if last - first > 160 else (first, last)
    row = Casualty(
        kind=word.kind,
        low=q.low,
        high=q.high,
        words=q.words,
        who=who,
        status=status_of(scene, who),
        claim=None,
        evidence=(span,),
    )
    return Figure(row=row, word=(word.start, word.end), sentence=number)


def _who(scene: Scene, number: int, start: int) -> tuple[int, str | None]:
    """Who was counted: the noun phrase right behind a number, and where it ends."""
    end, first = start, None
    for token in scene.tokens[number]:
        if token.start < start:
            continue
        gap = scene.text[end : token.start]
        if (
            not GAP.fullmatch(gap)
            or STOP.match(scene.text[token.start : token.end])
            or (first is not None and token.start - first > 70)
        ):
            break
        first = token.start if first is None else first
        end = token.end
    if first is None:
        return start, None
    who = scene.quote((first, end))
    return end, re.sub(r"^(?:of|other|others of|more)\s+", "", who) or None


def status_of(scene: Scene, who: str | None) -> VictimStatus:
    """Civilian only where the page says so; combatant where the noun names fighters or security forces."""
    if not who:
        return "unknown"
    if re.search(r"\b(?:civilians?|non-combatants?)\b", who, re.IGNORECASE):
        return "civilian"
    heads = scene.codebook.actors.heads
    for word in reversed(re.findall(r"[^\W\d_]+", who.lower())):
        if word in heads:
            return "combatant" if heads[word].status == "combatant" else "unknown"
    return "unknown"


def _single(scene: Scene, number: int, word: _Found) -> Figure | None:
    """One person without a number: "a soldier was killed", "killing a woman"."""
    if word.kind in ("displaced", "killed_or_wounded", "detained") or NEVER.search(scene.before(word.start, 0, 20)):
        return None
    sentence = scene.document.sentences[number]
    form = scene.text[word.start : word.end]
    if TOLL.search(form):
        return None
    passive = PASSIVE.search(scene.before(word.start, sentence.start, 24))
    if not passive and (m := SINGULAR_RIGHT.match(scene.text, word.end, sentence.end)):
        return _person(scene, number, word, m.start("art"), m.end("art"))
    if passive:
        left = scene.text[max(sentence.start, word.start - 70) : word.start]
        left = re.sub(r"\s+(?:was|has been|had been|is|being|got)\s+(?:\w+ly\s+|also\s+)?$", "", left)
        if m := SINGULAR.search(left):
            start = max(sentence.start, word.start - 70) + m.start("art")
            return _person(scene, number, word, start, start + len(m.group("art")))
    return None


def _person(scene: Scene, number: int, word: _Found, start: int, end: int) -> Figure | None:
    stop, who = _who(scene, number, end)
    if not who:
        return None
    heads = scene.codebook.actors.heads
    if not any(w in heads for w in re.findall(r"[^\W\d_]+", who.lower())):
        return None
    row = Casualty(
        kind=word.kind,
        low=1,
        high=1,
        words=scene.quote((start, end)),
        who=who,
        status=status_of(scene, who),
        claim=None,
        evidence=((min(start, word.start), max(stop, word.end)),),
    )
    return Figure(row=row, word=(word.start, word.end), sentence=number)


def _none(figure: Figure) -> list[Figure]:
    """ "No casualties" is killed 0 to 0 and wounded 0 to 0 (contract, Figures)."""
    row = figure.row
    if row.low != 0 or row.high != 0:
        return [figure]
    kinds: tuple[CasualtyKind, ...] = ("killed", "wounded") if row.kind == "killed_or_wounded" else (row.kind,)
    return [
        Figure(
            row=Casualty(
                kind=kind,
                low=0,
                high=0,
                words=row.words,
                who=None,
                status="unknown",
                claim=None,
                evidence=row.evidence,
            ),
            word=figure.word,
            sentence=figure.sentence,
        )
        for kind in kinds
    ]
