"""Casualty figures: who was killed, wounded, abducted, ... and how many, in the words of one sentence.

Numbers are ranges already (mentions/quantities.py) and pairing.py says which belongs to which word; parts are never
summed. Rules of the contract, section "Figures"; a civilian is only whom a source calls so.
"""

import re

from msgspec import UNSET, Struct

from dateline.incidents.pairing import OF_THEM, PASSIVE, TOLL, CasualtyWord, Pair, casualty_words, pairs
from dateline.incidents.scene import Scene
from dateline.model import Casualty, CasualtyKind, Sentence, Span, VictimStatus

STOP = re.compile(
    r"(?:also|was|were|are|is|be|been|being|have|has|had|on|in|at|by|when|as|who|that|which|dead|killed|wounded|"
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
SINGULAR = re.compile(r"\b(?P<art>an?|one|another|his|her)\s+(?P<np>(?:[\w'’.-]+\s+){0,4}?[\w'’-]+)$", re.IGNORECASE)
SINGULAR_RIGHT = re.compile(r"\s+(?P<art>an?|another|his|her)\s+(?P<np>[\w'’-]+(?:[ \n]+[\w'’-]+){0,4})", re.IGNORECASE)
TITLES = frozenset({"headline", "teaser_headline", "ranking_item"})
BARE_PERSON = re.compile(r"\W*(?P<who>(?:[\w’'-]+\s+){0,2}(?P<head>[A-Za-z’'-]+))\s+")
MANY_IN_ONE = frozenset(
    {"police", "people", "men", "women", "children", "army", "military", "militia", "crew", "family"}
)
NAMED = re.compile(
    r"(?P<name>(?:(?:Mr|Mrs|Ms|Dr|Mr\.|Mrs\.|Dr\.)\s+[A-Z][\w’'-]+|[A-Z][\w’'-]+(?:\s+(?:al-)?[A-Z][\w’'-]+){1,2}))"
    r"(?:,\s+(?:aged\s+)?\d{1,3},?)?$"
)
PART_OF_TOTAL = "inferred: of the kind of the total that it is part of"
NEVER = re.compile(r"\b(?:not|never|nobody)\s+(?:been\s+)?$", re.IGNORECASE)


class Figure(Struct, frozen=True):
    """One figure as a sentence gives it: the row without its claim, the word that makes it a casualty, the sentence."""

    row: Casualty
    word: Span
    sentence: int


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
    found = casualty_words(scene, sentence.start, sentence.end)
    if not found:
        return []
    numbers = scene.inside(scene.mentions.quantities, sentence.start, sentence.end)
    paired = pairs(scene, found, numbers)
    rows = [_figure(scene, number, pair) for pair in paired]
    used = {pair.word.start for pair in paired}
    singles = (_single(scene, number, word) for word in found if word.start not in used)
    rows += [single for single in singles if single is not None]
    return sorted((row for joint in rows for row in _none(joint)), key=lambda f: (f.row.evidence, f.row.kind))


def _figure(scene: Scene, number: int, pair: Pair) -> Figure:
    word, q = pair.word, pair.number
    of_them = OF_THEM.match(scene.text, q.end)
    end, who = _who(scene, number, of_them.end() if of_them else q.end)
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
        basis=PART_OF_TOTAL if pair.part else UNSET,
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


def _single(scene: Scene, number: int, word: CasualtyWord) -> Figure | None:
    """One person without a number: "a soldier was killed", "killing a woman"."""
    if word.kind in ("displaced", "killed_or_wounded", "detained") or NEVER.search(scene.before(word.start, 0, 20)):
        return None
    sentence = scene.document.sentences[number]
    form = scene.text[word.start : word.end]
    if TOLL.search(form):
        return None
    if sentence.role in TITLES and (bare := _bare(scene, sentence, word)):
        return _named(scene, number, word, bare)
    passive = PASSIVE.search(scene.before(word.start, sentence.start, 24))
    if not passive and (m := SINGULAR_RIGHT.match(scene.text, word.end, sentence.end)):
        return _person(scene, number, word, m.start("art"), m.end("art"))
    if passive:
        left = scene.text[max(sentence.start, word.start - 70) : word.start]
        left = re.sub(r"\s+(?:was|has been|had been|is|being|got)\s+(?:\w+ly\s+|also\s+)?$", "", left)
        if m := SINGULAR.search(left):
            start = max(sentence.start, word.start - 70) + m.start("art")
            return _person(scene, number, word, start, start + len(m.group("art")))
        if m := NAMED.search(left):
            start = max(sentence.start, word.start - 70) + m.start("name")
            return _named(scene, number, word, (start, start + len(m.group("name"))))
    return None


def _bare(scene: Scene, sentence: Sentence, word: CasualtyWord) -> Span | None:
    """The one whom a headline names as harmed without an article: "Town councillor killed"."""
    m = BARE_PERSON.fullmatch(scene.text, sentence.start, word.start)
    harmed = scene.text[word.start : word.end].lower().endswith(("ed", "dead", "slain", "hurt"))
    if m is None or not harmed or SINGULAR_RIGHT.match(scene.text, word.end, sentence.end):
        return None
    head = m["head"].lower()
    one = head in scene.codebook.actors.heads and not head.endswith("s") and head not in MANY_IN_ONE
    return m.span("who") if one else None


def _person(scene: Scene, number: int, word: CasualtyWord, start: int, end: int) -> Figure | None:
    stop, who = _who(scene, number, end)
    if not who:
        return None
    heads = scene.codebook.actors.heads
    if not any(w in heads for w in re.findall(r"[^\W\d_]+", who.lower())):
        return None
    evidence = (min(start, word.start), max(stop, word.end))
    return _one(number, word, scene.quote((start, end)), who, status_of(scene, who), evidence)


def _one(number: int, word: CasualtyWord, words: str, who: str, status: VictimStatus, evidence: Span) -> Figure:
    """The figure of one person, with the words that stand for the number."""
    row = Casualty(
        kind=word.kind,
        low=1,
        high=1,
        words=words,
        who=who,
        status=status,
        claim=None,
        evidence=(evidence,),
    )
    return Figure(row=row, word=(word.start, word.end), sentence=number)


def _named(scene: Scene, number: int, word: CasualtyWord, span: Span) -> Figure | None:
    """One person by name: "Mr Gault, 52, was shot dead"; not a group or a place that is written like a name."""
    groups = any(a.actor for a in scene.inside(scene.mentions.actors, *span))
    places = bool(scene.inside(scene.mentions.places, *span))
    if groups or places:
        return None
    who = scene.quote(span)
    return _one(number, word, who, who, "unknown", (span[0], word.end))


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
