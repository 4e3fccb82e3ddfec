"""Figures that the reporter states with no source: claims by the page's own agency or outlet."""

import re
from typing import NamedTuple

from dateline.claims.drafts import Draft
from dateline.claims.speech import SPOKEN_ROLES
from dateline.codebook.sources import SourceBook
from dateline.model import Document, Sentence, Source, Span

CASUALTY = (
    r"(?:kill(?:s|ed|ing)?|dead|deaths?|died|wound(?:s|ed|ing)|injur(?:es|ed|ing|ies)|casualt(?:y|ies)|fatalit(?:y|ies)"
    r"|lives|slain|hurt|hospitali[sz]ed|kidnap(?:s|ped|ping)?|abduct(?:s|ed|ing)?|detain(?:s|ed|ing)?|arrest(?:s|ed|ing)?"
    r"|missing|displaced|bodies|execut(?:ed|ing)|murdered|hostages?|beheaded|massacred|captive"
    r"|come under (?:attack|fire)|been (?:attacked|targeted)|toll)"
)
STEMS = (  # one of these is in every casualty word: a quick test before the slow pattern
    "kill", "dead", "death", "died", "wound", "injur", "casualt", "fatalit", "lives", "slain", "hurt", "hospitali",
    "kidnap", "abduct", "detain", "arrest", "missing", "displaced", "bodies", "execut", "murdered", "hostage",
    "beheaded", "massacred", "captive", "come under", "been attacked", "been targeted", "toll",
)  # fmt: skip
PERSON = r"(?:man|woman|boy|girl|child|person|civilian|soldier|policeman|officer|student|worker|journalist|guard|baby)"
FIGURE = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?"
    rf"|scores|several|couple|an? (?=(?:[\w-]+ )?{PERSON}\b))"
)
BETWEEN = r"(?:[^\w.;:,]+[\w'’-]+)"
COUNTED = re.compile(
    rf"\b{FIGURE}{BETWEEN}{{0,7}}?[^\w.;:]+(?P<before>(?!\w+ing\b){CASUALTY})\b"
    rf"|\b(?P<after>{CASUALTY}){BETWEEN}{{0,4}}?[^\w.;:]+{FIGURE}",
    re.IGNORECASE,
)
NUMERAL = re.compile(rf"\b{FIGURE}\b", re.IGNORECASE)
UNIT = (
    r"(?:km|kilomet\w+|miles?|met(?:re|er)s?|years?|days?|hours?|months?|weeks?|minutes?|percent|per cent|p\.?m|a\.?m"
    r"|th|st|nd|rd)"
)
NOT_PERSONS = re.compile(
    r"\b(?:(?:19|20)\d\d|\d{1,2}:\d\d|one of|no one"
    rf"|(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|several)[ -]{UNIT}\b(?:[ -]old)?)",
    re.IGNORECASE,
)


class Unsourced(NamedTuple):
    """A casualty figure that no act of saying covers, with the clause that states it.

    `speaker` is who condemns the act with that figure, for pages that are themselves a statement.
    """

    place: int
    sentence: Sentence
    clause: Span
    speaker: Source | None = None


def casualty_figure(text: str, start: int, end: int) -> Span | None:
    """The span of a casualty word with the number of persons or attacks beside it, or null."""
    low = text[start:end].lower()
    if not any(stem in low for stem in STEMS):
        return None
    plain = NOT_PERSONS.sub(lambda m: "#" * len(m.group()), text[start:end])
    m = COUNTED.search(plain)
    if m is None:
        return None
    group = "before" if m.group("before") else "after"
    return start + m.start(group), start + m.end(group)


def unsourced_figures(
    document: Document, covered: dict[int, list[Draft]], violent: frozenset[str], book: SourceBook
) -> list[Unsourced]:
    """Every sentence of a violent report whose casualty figure nobody is quoted for."""
    found: list[Unsourced] = []
    text = document.page.text
    for place, sentence in enumerate(document.sentences):
        if sentence.role not in SPOKEN_ROLES or sentence.report not in violent:
            continue
        word = casualty_figure(text, sentence.start, sentence.end)
        if word is None or not _amid_violence(document, place, book):
            continue
        if any(_answers_for(d, word) for d in covered.get(place, ())):
            continue
        clause = _clause(text, sentence, [s for d in covered.get(place, ()) for s in d.cue], word)
        speaker = next((d.source for d in covered.get(place, ()) if d.stance == "condemns"), None)
        found.append(Unsourced(place, sentence, clause, speaker))
    return found


def _amid_violence(document: Document, place: int, book: SourceBook) -> bool:
    """The sentence, or a neighbouring one of its report, tells of violence."""
    sentences, text = document.sentences, document.page.text
    own = sentences[place]
    if book.other_cause(text[own.start : own.end]):
        return False
    near = [sentences[k] for k in (place, place - 1, place + 1) if 0 <= k < len(sentences)]
    return any(s.report == sentences[place].report and book.violence(text[s.start : s.end]) for s in near)


def _answers_for(draft: Draft, word: Span) -> bool:
    """Whether an act of saying gives the figure: set phrases and passives only name the act beside it."""
    inside = any(a <= word[0] and word[1] <= b for a, b in draft.content)
    if not inside or draft.stance in ("declines_comment", "cannot_verify"):
        return False
    if draft.stance == "claims_responsibility" and draft.frame not in ("clause", "tell"):
        return False
    return not draft.frame.startswith("passive") and draft.stance != "condemns"


def _clause(text: str, sentence: Sentence, cues: list[Span], word: Span) -> Span:
    """The sentence, or the part of it between the words of saying that holds the casualty word."""
    start, end = sentence.start, sentence.end
    for a, b in cues:
        if b <= word[0]:
            comma = text.find(",", b, word[0])
            start = max(start, comma + 1 if comma >= 0 else start)
        elif a >= word[1]:
            comma = text.rfind(",", word[1], a)
            end = min(end, comma if comma >= 0 else end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;"):
        end -= 1
    return start, end
