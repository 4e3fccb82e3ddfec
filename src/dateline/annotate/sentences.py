"""Sentences of a page's reports, with offsets, by punctuation and a short list of abbreviations.

News pages arrive without their commas, in upper case, hard-wrapped, or with quotation marks after the full stop, so
the rule is small: a sentence ends at . ? ! (and closing marks) when white space and something that can begin a
sentence follow, unless the full stop belongs to an abbreviation or an initial.
"""

import re

from dateline.model import BlockRole, Document, PageRead, Sentence, Span

TOLD: frozenset[BlockRole] = frozenset(
    {
        "headline",
        "standfirst",
        "paragraph",
        "subhead",
        "caption",
        "teaser_headline",
        "teaser_standfirst",
        "ranking_item",
    }
)
"""Block roles that can tell of an incident; everything else on a page is furniture or metadata."""

END = re.compile(r"[.?!…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[\w])|\n\s*\n")
OPENING = re.compile(r"[\"'“‘«(\[]*")
ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|rev|hon|st|gen|lt|col|sgt|cpl|capt|cmdr|maj|brig|adm|pvt|gov|sen|rep|pres|supt|insp"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tue|wed|thu|fri|sat|vs|etc|e\.g|i\.e|cf|approx|est|inc|ltd"
    r"|co|corp|dept|div|jr|sr|no|nos|art|a\.m|p\.m|km|ft|bn|mil)|\b[a-z]|(?:\b[a-z]\.)+[a-z])\.$",
    re.IGNORECASE,
)
CLOSES_SENTENCE = re.compile(r"(?:\b(?:a\.m|p\.m|inc|ltd|corp|etc|km|ft|jr|sr)|\b(?:[A-Z]\.)+[A-Z])\.$", re.IGNORECASE)
STARTER = re.compile(r"(?:The|A|An|In|On|At|It|He|She|They|We|But|And|This|That|There|However|Meanwhile|Its|His|Her)\b")


def document(seen: PageRead) -> Document:
    """Cut every block that can tell something into sentences."""
    page = seen.page
    sentences = [
        Sentence(start=a, end=b, block=number, role=block.role, report=owner)
        for number, (block, owner) in enumerate(zip(page.blocks, seen.owners, strict=True))
        if owner is not None and block.role in TOLD
        for a, b in split(page.text, block.start, block.end)
    ]
    return Document(page=page, reports=seen.reports, sentences=tuple(sentences))


def split(text: str, start: int, end: int) -> list[Span]:
    """The spans of the sentences in `text[start:end]`, without surrounding white space."""
    found: list[Span] = []
    begin = start
    for stop in END.finditer(text, start, end):
        if _is_boundary(text, begin, stop):
            _keep(found, text, begin, stop.end())
            begin = stop.end()
    _keep(found, text, begin, end)
    return found


def _is_boundary(text: str, begin: int, stop: re.Match[str]) -> bool:
    if stop.group().isspace():
        return True
    follows = text[stop.end() : stop.end() + 24].lstrip()
    first = OPENING.sub("", follows, count=1)[:1]
    if first.islower():
        return False
    if stop.group()[0] != "." or stop.group()[1:2] in ("?", "!", "."):
        return True
    head = text[max(begin, stop.start() - 14) : stop.start() + 1]
    if not ABBREVIATION.search(head):
        return True
    return bool(CLOSES_SENTENCE.search(head) and STARTER.match(follows))


def _keep(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))
