"""Blocks: the page's lines with their roles, in four steps: cut, find the story, then its head, then the rest."""

import re

from dateline.model import Block, BlockRole
from dateline.read import beside, entries, opening, pieces, stamps, zone
from dateline.read.agencies import agency_named
from dateline.read.lines import Line, Meta, trimmed
from dateline.read.opening import Roles
from dateline.read.pieces import Piece

_SIGNED = re.compile(
    r"(?:\s?(?:--?|[–—])\s?(?P<dashed>[A-Z][\w./’' ]{1,40}?)\.?"
    r"|\s?[(\[](?P<bracketed>[A-Z][\w./’' \-]{1,40})[)\]]"
    r"|\s?[■▪●◆□]"
    r"|\sSource:?\s(?P<source>[A-Z][\w ]{1,40}?)(?P<and> and agencies)?"
    r"|(?<=[.!?”\"])\s+(?P<plain>[A-Z][\w ]{1,30}))\s*$"
)
_PICTURE = re.compile(
    r"\s?(?P<credit>\((?:[A-Z][\w ./&’'-]{1,40}(?: Photo| Pictures?| Images?|/[A-Z][\w ’'.-]+| and [Aa]gencies)"
    r"|(?:File )?(?:Photo|Picture|Image)\b[^()]{0,60})\))\s+(?=[A-Z“\"])"
)
_UPDATED = re.compile(r"\s?\((?:updated|modified)[^()]{3,40}\)", re.IGNORECASE)
_FIRST_SENTENCE = re.compile(r"(?<=[a-z\d”\"’)]{2})[.!?][”\"’]?\s+(?=[A-Z“\"])")


def assign(text: str, lines: tuple[Line, ...], meta: Meta | None = None) -> tuple[Block, ...]:
    """Cut the lines into blocks and give each its role; the blocks cover the lines in order."""
    meta = meta or Meta()
    found = pieces.pieces(text, lines)
    roles: Roles = {}
    span = zone.story(text, found)
    live = entries.find(text, found)
    if live is not None:
        span = live.start, max(live.end, span[1] if span else 0)
    if span is None:
        roles = beside.assign(text, found, 0, len(found))
        top = opening.headline(text, found, len(found), meta) if meta.headline else None
        if top is not None:
            roles[top] = "headline"
    else:
        start, top = _with_headline(text, found, span, meta)
        roles.update(opening.assign(text, found, start, top))
        roles.update(_inside(found, start, span[1]))
        roles.update((i, "subhead") for i in sorted(live.titles if live else ()) if start <= i < span[1])
        first = min(roles, default=start)
        roles.update(beside.assign(text, found, 0, first))
        roles.update(beside.assign(text, found, span[1], len(found)))
    blocks = [Block(role=roles[i], start=p.start, end=p.end) for i, p in enumerate(found)]
    return tuple(_refined(text, blocks))


def _with_headline(text: str, found: list[Piece], span: tuple[int, int], meta: Meta) -> tuple[int, int | None]:
    """The story's first piece and its headline; a headline that ends in ? or ! may stand first in the zone."""
    start, end = span
    top = opening.headline(text, found, start, meta)
    if top is None and start + 1 < end and start == 0:
        first, after = found[0], found[1]
        asks = text[first.end - 1] in "?!" and first.words <= 20 and zone.prose(after)
        if asks or (first.words <= 20 and after.gap and zone.opens_with_dateline(text, after)):
            return 1, 0
    return start, top


_KEPT = ("timestamp", "byline", "caption", "credit", "promotion", "comments", "ranking_title", "legal", "signoff")


def _inside(found: list[Piece], start: int, end: int) -> Roles:
    """Roles within the story's zone."""
    roles: Roles = {}
    listed = False
    for i in range(start, end):
        piece = found[i]
        listed = (listed or piece.kind in ("list_title", "ranking_title")) and not zone.prose(piece)
        role: BlockRole
        if piece.kind == "text" and piece.line.body:
            role = "subhead" if piece.line.tag in zone.HEADINGS else "paragraph"
        elif zone.prose(piece) and piece.line.body is None:
            role = "paragraph"
        elif piece.kind == "text":
            role = _inset(found, i, end, listed)
        elif piece.kind == "date":
            role = "timestamp"
        elif piece.kind == "teaser":
            role = "teaser_headline"
        elif piece.kind == "age":
            role = "teaser_age" if i > start and roles[i - 1] == "teaser_headline" else "timestamp"
        else:
            role = piece.kind if piece.kind in _KEPT else "navigation"  # type: ignore[assignment]
        roles[i] = role
    return roles


def _inset(found: list[Piece], i: int, end: int, listed: bool) -> BlockRole:
    """A line of few words between paragraphs: a subhead, a caption, a link to another story, or part of the text."""
    piece = found[i]
    after = found[i + 1] if i + 1 < end else None
    if after is not None and after.kind == "credit":
        return "caption"
    if piece.repeated:
        return "caption" if piece.words >= 6 else "navigation"
    if piece.line.body is False:
        return "teaser_headline" if 4 <= piece.words <= 30 else "navigation"
    if listed or (after is not None and after.kind == "age"):
        return "teaser_headline" if piece.words >= 4 else "navigation"
    if after is None or piece.words > 14 or piece.open_ended:
        return "paragraph"
    return "subhead"


# ---- parts that stand within a paragraph -----------------------------------------------------------------------------
def _refined(text: str, blocks: list[Block]) -> list[Block]:
    """Labels that scraping left at the first paragraph's start or the last one's end become blocks of their own."""
    story = [i for i, b in enumerate(blocks) if b.role == "paragraph"]
    if not story:
        return blocks
    ending = _ending(text, blocks[story[-1]])
    opening = _opening(text, blocks, story[0]) if len(ending) == 1 or story[0] != story[-1] else []
    if story[0] == story[-1] and len(ending) == 1:
        ending = []
    out: list[Block] = []
    for i, block in enumerate(blocks):
        if i == story[-1] and len(ending) > 1:
            whole = _opening(text, [*blocks[:i], ending[0]], i) if i == story[0] else [ending[0]]
            out += [*whole, ending[1]]
        elif i == story[0] and opening:
            out += opening
        else:
            out.append(block)
    return out


def _opening(text: str, blocks: list[Block], i: int) -> list[Block]:
    """ "Tuesday 12 May 2020 The headline AFP The story …": time, repeated headline and agency before the text."""
    at, end = blocks[i].start, blocks[i].end
    parts: list[Block] = []
    stamp = stamps.leading(text, at, end)
    again = _UPDATED.match(text, stamp.end, end) if stamp else None
    stop = again.end() if again else stamp.end if stamp else at
    if stamp and text[stop : stop + 1].isspace() and _begins(text, stop, end):
        at = _next(text, stop, end)
        parts.append(Block(role="timestamp", start=stamp.start, end=stop))
    title = next((b for b in blocks[:i] if b.role == "headline"), None)
    words = text[title.start : title.end] if title else ""
    if words and text.startswith(words, at) and _begins(text, at + len(words), end, ".:"):
        stop = at + len(words) + (text[at + len(words)] in ".:")
        parts.append(Block(role="headline", start=at, end=stop))
        at = _next(text, stop, end)
        sign = re.compile(r"(?:By )?([A-Z]{2,6}|[A-Z]\w+)\s+(?=[A-Z“\"])").match(text, at, min(end, at + 40))
        if sign and agency_named(sign[1]):
            parts.append(Block(role="byline", start=at, end=sign.end(1)))
            at = sign.end()
    pictured = _pictured(text, at, end)
    at = _next(text, pictured[-1].end, end) if pictured else at
    return [*parts, *pictured, Block(role="paragraph", start=at, end=end)]


def _pictured(text: str, at: int, end: int) -> list[Block]:
    """A caption with its bracketed credit before the text, and the standfirst that stands before the caption."""
    credit = _PICTURE.search(text, at + 20, min(end, at + 700))
    if not credit or end - credit.end() < 200:
        return []
    parts = []
    sentence = _FIRST_SENTENCE.search(text, at, credit.start("credit"))
    if sentence:
        start, stop = trimmed(text, at, sentence.end())
        parts.append(Block(role="standfirst", start=start, end=stop))
        at = sentence.end()
    start, stop = trimmed(text, at, credit.start("credit"))
    if start < stop:
        parts.append(Block(role="caption", start=start, end=stop))
    return [*parts, Block(role="credit", start=credit.start("credit"), end=credit.end("credit"))]


def _begins(text: str, at: int, end: int, skip: str = "") -> bool:
    """True where a sentence of some length begins after this point."""
    while at < end and (text[at].isspace() or text[at] in skip):
        at += 1
    return end - at > 60 and not text[at].islower()


def _next(text: str, at: int, end: int) -> int:
    return trimmed(text, at, end)[0]


def _ending(text: str, block: Block) -> list[Block]:
    """The last paragraph, and the sign-off at its end where there is one ("… the ministry said. – Reuters")."""
    for found in _SIGNED.finditer(text, max(block.start + 40, block.end - 60), block.end):
        if found.end() != block.end:
            continue
        named = found["dashed"] or found["bracketed"] or found["plain"]
        if named and not agency_named(named):
            continue
        if found["source"] and not (found["and"] or agency_named(found["source"])):
            continue
        start, end = trimmed(text, found.start(), block.end)
        stop = trimmed(text, block.start, start)[1]
        return [Block(role="paragraph", start=block.start, end=stop), Block(role="signoff", start=start, end=end)]
    return [block]
