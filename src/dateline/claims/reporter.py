"""Figures that the reporter states with no source: claims by the page's own agency or outlet."""

import re
from typing import NamedTuple

from dateline.claims.drafts import Draft
from dateline.claims.speech import SPOKEN_ROLES
from dateline.codebook.sources import SourceBook
from dateline.model import Document, Mentions, Sentence, Span

CASUALTY = re.compile(
    r"\b(?:kill(?:s|ed|ing)?|dead|deaths?|died|wound(?:s|ed|ing)|injur(?:es|ed|ing|ies)|casualt\w+|fatalit\w+|lives|slain|hurt|hospitali[sz]ed"
    r"|kidnap\w*|abduct\w*|captur\w+|detain\w*|arrest\w*|missing|displac\w+|bodies|execut(?:ed|ing)|murdered|hostages?|beheaded|massacred|come under attack|been attacked)\b",
    re.IGNORECASE,
)
FIGURE = re.compile(
    r"\b(?:\d[\d,.]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    r"|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|scores|several|many|couple)\b",
    re.IGNORECASE,
)
NUMBER_ONLY = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b")
TITLES = ("headline", "standfirst", "subhead")


class Unsourced(NamedTuple):
    """A casualty figure that no act of saying covers, with the clause that states it."""

    place: int
    sentence: Sentence
    clause: Span


def casualty_figure(text: str, start: int, end: int, mentions: Mentions) -> Span | None:
    """The span of the casualty word in a stretch that also holds a number, or null."""
    word = CASUALTY.search(text, start, end)
    if word is None:
        return None
    counted = any(start <= q.start and q.end <= end for q in mentions.quantities)
    plain = NUMBER_ONLY.sub(lambda m: " " * len(m.group()), text[start:end])
    near = plain[max(0, word.start() - start - 90) : word.end() - start + 60]
    return word.span() if (counted or FIGURE.search(near)) and FIGURE.search(near) else None


def unsourced_figures(
    document: Document, mentions: Mentions, covered: dict[int, list[Draft]], violent: frozenset[str], book: SourceBook
) -> list[Unsourced]:
    """Every sentence of a violent report whose casualty figure nobody is quoted for."""
    found: list[Unsourced] = []
    text = document.page.text
    for place, sentence in enumerate(document.sentences):
        if sentence.role not in SPOKEN_ROLES or sentence.report not in violent:
            continue
        word = casualty_figure(text, sentence.start, sentence.end, mentions)
        if word is None or not (book.strong.search(text, sentence.start, sentence.end) or _beside_strong(document, place, book)):
            continue
        if any(_answers_for(d, word) for d in covered.get(place, ())):
            continue
        clause = _clause(text, sentence, [s for d in covered.get(place, ()) for s in d.cue], word)
        found.append(Unsourced(place, sentence, clause))
    return found


def _beside_strong(document: Document, place: int, book: SourceBook) -> bool:
    """A neighbouring sentence of the same report tells of violence."""
    sentences, text = document.sentences, document.page.text
    near = [sentences[k] for k in (place - 1, place + 1) if 0 <= k < len(sentences)]
    return any(s.report == sentences[place].report and book.strong.search(text, s.start, s.end) for s in near)


def _answers_for(draft: Draft, word: Span) -> bool:
    """Whether an act of saying gives the figure: set phrases and passives only name the act beside it."""
    inside = any(a <= word[0] and word[1] <= b for a, b in draft.content)
    if not inside or draft.stance in ("declines_comment", "cannot_verify", "claims_responsibility"):
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
