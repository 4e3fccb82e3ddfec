"""Plain words of a report that no span covers, and that would so be taught as nothing.

Each finding is a warning: the word may stand for something else ("a tank wagon", "a wave of strikes").
"""

import re
from collections.abc import Iterator

from dateline.codebook import Codebook
from dateline.mentions.quantities import find_quantities
from dateline.model import Block, Span
from training.markup import TELLING, Level, Marked

Found = Iterator[tuple[int, Level, str]]

_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_TIME = re.compile(
    rf"\b(?:{_DAYS}|[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Tt]his (?:morning|afternoon|evening)"
    r"|(?:[Ll]ast|[Nn]ext) (?:night|week|month|year)|(?:[Aa]t|[Bb]y|[Bb]efore|[Aa]fter|[Tt]ill|[Uu]ntil) "
    r"(?:about )?(?:noon|midday|dawn|dusk|nightfall|midnight|sunset|sunrise|daybreak))\b(?!['’]s|-)"
)
_CUE = re.compile(r"\b(?:said|says|told|according to|denied|accused|blamed|confirmed)\b", re.I)
_PARTY = re.compile(
    r"\b(?:army|police|policemen|soldiers|troops|rebels|militants|gunmen|insurgents|guerrillas|militiamen|gendarmes"
    r"|peacekeepers|jihadists|terrorists|protesters|demonstrators)\b"
    r"(?!['’]?s? ?(?:post|station|van|car|truck|lorr|column|camp|patrol|check|vehicle|officer|chief|base|barracks|headq"
    r"|spokes|source|official|commander|convoy|uniform|line|academy|helicopter|jet|position))",
    re.I,
)
_WEAPON = re.compile(
    r"\b(?:rifles?|grenades?|mortars?|artillery|machine[ -]guns?|kalashnikovs?|pistols?|landmines?|tear gas"
    r"|live (?:rounds|ammunition)|rubber bullets|ammunition|explosives|petrol bombs?|machetes|howitzers)\b",
    re.I,
)
_NO_COUNT = re.compile(
    r"\(\d{1,3}\)"  # an age behind a name
    r"|,\s(?:aged\s)?\d{1,3}(?=[,.;:)])"
    r"|\b(?:aged|age|of about|(?:girl|boy|child|pupil|man|woman|son|daughter) of(?: about| perhaps| only)?)\s[\w-]+"
    r"|\b\d{1,2}[.:h]\d{2}\b(?:\s?(?:am|pm))?"  # a time of day
    r"|\b[A-Z]{3}\s\d{1,2}\s\d{2}\b",  # the day line of a telegram
)
"""Numbers that count nothing, though they may look like it."""


def findings(marked: Marked, _: Codebook) -> Found:
    """Every plain time, cue, number, party and weapon that lies in no span."""
    for block in marked.blocks:
        if block.role not in TELLING:
            continue
        for (start, end), letters, what in _plain(marked, block):
            if not any(m.letter in letters and m.start < end and start < m.end for m in marked.mentions):
                line = max((m.line for m in marked.mentions if m.start <= start), default=1)
                words = marked.text[start:end]
                advice = f"write {{{letters[0]}|…}}, or leave it if it is none"
                yield line, "warning", f"{words!r} (here or on the next lines) is not marked as a {what}; {advice}"


def _plain(marked: Marked, block: Block) -> Iterator[tuple[Span, str, str]]:
    """Words that look like something, with the letters that may mark them and their name."""
    text, start, end = marked.text, block.start, block.end
    yield from ((m.span(), "ts", "time") for m in _TIME.finditer(text, start, end))
    yield from ((m.span(), "cu", "cue") for m in _CUE.finditer(text, start, end))
    others = [m.span() for m in _NO_COUNT.finditer(text, start, end)]
    for number in find_quantities(text, start, end):
        is_other = any(a <= number.start and number.end <= b for a, b in others)
        if (number.low, number.high) != (1, 1) and not is_other:
            yield (number.start, number.end), "ntowsav", "number"
    if marked.head.get("negative") != "yes":  # figures of speech are what such pages are for
        yield from ((m.span(), "avnslupo", "party") for m in _PARTY.finditer(text, start, end))
        yield from ((m.span(), "wiavnslo", "weapon") for m in _WEAPON.finditer(text, start, end))
