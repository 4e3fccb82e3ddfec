"""Which visible lines are the story: trafilatura finds the main text, and its blocks are aligned to our lines."""

import logging
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from dateline.read.visible import HEADINGS, VisibleLine

MAX_CHARACTERS = 1_500_000
MAX_LINES = 20_000
MAX_ELEMENTS = 100_000
"""Larger pages go to `densest` at once: trafilatura's cost grows faster than their size."""

SHORT = 16
"""Letters up to which a block must be a whole line, as a short string stands in many places of a page."""

ALL_LINK = 0.85
"""Share of link text from which a line is a link; the rest is a label or a mark."""

RUNNING = frozenset(("p", "div", "blockquote", "li"))

TOO_MANY = etree.XPath(f"count(//*) > {MAX_ELEMENTS}")
MIN_BODY = 200
"""Letters of a story in linked data from which its absence from the visible text is worth mending."""

NOT_WORD = re.compile(r"[\W_]+")
MARKER = re.compile(r"(?:[-*•]|\d{1,3}\.)\s+|\|\s*")
PIECES = re.compile(r"(?<=[.!?…。])\s+|\s*\|\s*|\s{2,}")


def story_lines(tree: HtmlElement, lines: Sequence[VisibleLine]) -> tuple[list[bool], str]:
    """For each visible line whether it belongs to the story, and what went wrong on the way ("" for nothing).

    The tree is left as it was. Where trafilatura finds nothing, fails, or would take too long, the lines are
    chosen by their density of running text.
    """
    if _is_too_large(tree, lines):
        return densest(lines), "the page is too large for main-text extraction; its story was chosen by text density"
    try:
        blocks = _extract(tree)
    except Exception as error:  # the extractor meets whatever markup there is, and a page must never end in a traceback
        return densest(
            lines
        ), f"main-text extraction failed ({type(error).__name__}); the story was chosen by text density"
    kept = align([line.text for line in lines], blocks)
    for refine in REFINEMENTS:
        kept = refine(lines, kept)
    return (kept, "") if any(kept) else (densest(lines), "")


def is_shown(lines: Sequence[VisibleLine], body: Sequence[str]) -> bool:
    """Whether the visible lines hold the story of which the page's linked data give these paragraphs.

    Wordings differ a little, so a fifth of its sentences are enough; a body of a few words proves nothing.
    """
    sentences = [n for text in body for piece in PIECES.split(text) if len(n := normal(piece)) > SHORT]
    if sum(map(len, sentences)) < MIN_BODY:
        return True
    joined = "".join(normal(line.text) for line in lines)
    found = sum(sentence in joined for sentence in sentences[:100])
    return found * 5 >= min(len(sentences), 100)


def _is_too_large(tree: HtmlElement, lines: Sequence[VisibleLine]) -> bool:
    if len(lines) > MAX_LINES or sum(len(line.text) for line in lines) > MAX_CHARACTERS:
        return True
    return bool(TOO_MANY(tree))


def _extract(tree: HtmlElement) -> list[str]:
    # The fast mode skips the second opinion of other extractors, and recall mode the second try that short finds
    # set off: half the time, and no less exact.
    found = _extractor()(tree, fast=True, include_comments=False, favor_recall=True)
    text = getattr(found, "text", None)
    return text.split("\n") if text else []


@cache
def _extractor() -> Callable[..., object]:
    """trafilatura's extractor, loaded when the first page of markup comes: plain text does without its 0.3 s.

    It reports to the log what it does not find; here that is no news.
    """
    import trafilatura

    log = logging.getLogger("trafilatura")
    log.addHandler(logging.NullHandler())
    log.propagate = False
    return cast("Callable[..., object]", trafilatura.bare_extraction)


def normal(text: str) -> str:
    """Letters and digits alone, without case: the form in which extracted and visible text are compared."""
    return NOT_WORD.sub("", text).lower()


def align(lines: Sequence[str], blocks: Sequence[str]) -> list[bool]:
    """Which lines the extracted blocks cover, by half or more of their letters.

    A block may be a line, a part of one, or several joined; blocks come in the order of the page.
    """
    normals = [normal(line) for line in lines]
    starts = list(accumulate((len(n) for n in normals), initial=0))
    joined = "".join(normals)
    covered = [0] * len(lines)
    cursor = 0
    for block in blocks:
        for piece in _candidates(block, joined):
            at = _place(joined, starts, piece, cursor)
            if at < 0:
                continue
            cursor = at + len(piece)
            _cover(covered, starts, at, cursor)
    return [bool(n) and 2 * c >= len(n) for c, n in zip(covered, normals, strict=True)]


def _candidates(block: str, joined: str) -> list[str]:
    """The block as it is compared, or its sentences where the page holds it in no one piece."""
    whole = normal(block)
    if not whole or whole in joined:
        return [whole] if whole else []
    unmarked = normal(MARKER.sub("", block.strip(), count=1))
    if unmarked in joined:
        return [unmarked] if unmarked else []
    return [n for piece in PIECES.split(block) if (n := normal(piece))]


def _place(joined: str, starts: list[int], piece: str, cursor: int) -> int:
    """Where a piece stands, at or after the cursor if possible; -1 where it does not."""
    if len(piece) > SHORT:
        at = joined.find(piece, cursor)
        return at if at >= 0 else joined.find(piece)
    at = cursor
    for _ in range(50):
        at = joined.find(piece, at)
        if at < 0:
            return -1
        line = bisect_right(starts, at) - 1
        if starts[line] == at and starts[line + 1] == at + len(piece):
            return at
        at += 1
    return -1


def _cover(covered: list[int], starts: list[int], start: int, end: int) -> None:
    line = bisect_right(starts, start) - 1
    while line < len(covered) and starts[line] < end:
        covered[line] += max(0, min(end, starts[line + 1]) - max(start, starts[line]))
        line += 1


def without_links(lines: Sequence[VisibleLine], kept: Sequence[bool]) -> list[bool]:
    """A line that is nothing but a link, between paragraphs, leads to another story."""
    return [is_kept and line.linked < ALL_LINK for line, is_kept in zip(lines, kept, strict=True)]


def with_siblings(lines: Sequence[VisibleLine], kept: Sequence[bool]) -> list[bool]:
    """Running text in the very same surroundings as the kept text belongs to it: stories are cut by advertisements.

    Same surroundings are the same element with the same hints, of which three lines and a third of the words
    were kept already.
    """
    count: Counter[tuple[str, frozenset[str]]] = Counter()
    inside: Counter[tuple[str, frozenset[str]]] = Counter()
    total: Counter[tuple[str, frozenset[str]]] = Counter()
    sizes = [len(line.text.split()) for line in lines]
    for line, is_kept, size in zip(lines, kept, sizes, strict=True):
        place = (line.tag, line.hints)
        total[place] += size
        if is_kept:
            count[place] += 1
            inside[place] += size
    home = {place for place, n in count.items() if n >= 3 and inside[place] * 3 >= total[place] and place[0] in RUNNING}
    return [
        is_kept or (size >= 8 and line.linked < 0.4 and (line.tag, line.hints) in home)
        for line, is_kept, size in zip(lines, kept, sizes, strict=True)
    ]


def without_loose_headings(lines: Sequence[VisibleLine], kept: Sequence[bool]) -> list[bool]:
    """A heading with no kept text within three lines after it heads something else: comments, a list of links."""
    result = list(kept)
    for i, line in enumerate(lines):
        if result[i] and line.tag in HEADINGS:
            after = range(i + 1, min(i + 4, len(lines)))
            result[i] = any(kept[j] and lines[j].tag not in HEADINGS for j in after)
    return result


REFINEMENTS = (without_links, with_siblings, without_loose_headings)
"""What the extractor's answer gains from our lines, in this order; each takes the lines and gives the kept ones."""


def densest(lines: Sequence[VisibleLine]) -> list[bool]:
    """Choose story lines by density alone: long lines of few links, and the short ones between them.

    A line is running text from 15 words on where under a third of it is link text (boilerpipe's two features,
    Kohlschütter et al. 2010); up to two other lines between running text belong to it.
    """
    running = [len(line.text.split()) >= 15 and line.linked < 0.33 and line.tag not in HEADINGS for line in lines]
    kept = list(running)
    last = None
    for i, is_running in enumerate(running):
        if not is_running:
            continue
        if last is not None and i - last <= 3:
            kept[last:i] = [lines[j].linked < 0.5 for j in range(last, i)]
        last = i
    return kept
