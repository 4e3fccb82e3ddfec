"""Plain text: a page as a scraper left it, cut into lines, with hard-wrapped paragraphs put together again."""

from itertools import pairwise

from dateline.model import Issue, PageRead
from dateline.read.assemble import assemble
from dateline.read.lines import Line, Meta, spans

NARROW, WIDE = 40, 100
"""Characters: hard-wrapped text breaks its lines between these widths."""
SLACK = 9
"""Characters that a wrapped line may fall short, as its width is that of the longest line."""


def read_text(text: str, *, id: str, source: str, meta: Meta | None = None, issues: tuple[Issue, ...] = ()) -> PageRead:
    """Read a page of plain text; the text stays as it is and all offsets point into it."""
    return assemble(text, cut_lines(text), meta, id=id, source=source, issues=issues)


def cut_lines(text: str) -> tuple[Line, ...]:
    """The lines of a plain text; the lines of one hard-wrapped paragraph count as one."""
    chunks = _chunks(text)
    widths = [_width(text, chunk) for chunk in chunks]
    # The page's own width decides on chunks of two lines, which say too little by themselves.
    page_width = max((w for w, c in zip(widths, chunks, strict=True) if w and len(c) > 2), default=None)
    joined: list[Line] = []
    for chunk, width in zip(chunks, widths, strict=True):
        if width is None and page_width and _fills(text, chunk, page_width):
            width = page_width
        joined += _unwrapped(text, chunk, width) if width else [Line(start, end) for start, end in chunk]
    return tuple(joined)


def _fills(text: str, chunk: list[tuple[int, int]], width: int) -> bool:
    """True where every line of a chunk but the last was broken because the next word did not fit."""
    pairs = pairwise(chunk)
    return len(chunk) > 1 and all(_full(text, line, after, width) for line, after in pairs)


def _full(text: str, line: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    word = len(text[after[0] : after[0] + 60].split(None, 1)[0])
    return width + 6 >= line[1] - line[0] and line[1] - line[0] + 1 + word > width - SLACK


def _chunks(text: str) -> list[list[tuple[int, int]]]:
    """Lines that no blank line separates."""
    chunks: list[list[tuple[int, int]]] = []
    last = None
    for start, end in spans(text):
        if last is None or _blank_between(text, last, start):
            chunks.append([])
        chunks[-1].append((start, end))
        last = end
    return chunks


def _blank_between(text: str, end: int, start: int) -> bool:
    return len(text[end:start].splitlines()) > 2 or text.count("\n", end, start) > 1


def _width(text: str, chunk: list[tuple[int, int]]) -> int | None:
    """The width at which a chunk was wrapped; None where its lines are lines of their own.

    Wrapped text fills its lines: the next word would not have fitted. And its lines end
    anywhere in a sentence, so that most lines after the first begin in lower case, unless all of it is in capitals.
    """
    if len(chunk) < 2:
        return None
    width = max(end - start for start, end in chunk)
    if not NARROW <= width <= WIDE:
        return None
    full = ends_open = runs_on = 0
    for line, after in pairwise(chunk):
        full += _full(text, line, after, width)
        ends_open += text[line[1] - 1] not in '.!?:”"’'
        runs_on += text[after[0]].islower()
    others = len(chunk) - 1
    if text[chunk[0][0] : chunk[-1][1]].isupper():
        return width if full >= 0.7 * others and ends_open >= 0.5 * others and others > 1 else None
    return width if full >= 0.7 * others and ends_open >= 0.5 * others and runs_on >= 0.5 * others else None


def _unwrapped(text: str, chunk: list[tuple[int, int]], width: int) -> list[Line]:
    """The paragraphs of a wrapped chunk: a new one begins at an indented line or after a line that ends short."""
    indents = [_indent(text, start) for start, _ in chunk]
    margin = min(indents[1:])
    lines: list[Line] = []
    for n, (start, end) in enumerate(chunk):
        fresh = n == 0
        if n:
            before_start, before_end = chunk[n - 1]
            indented = indents[n] > margin and indents[n] >= 2
            short = before_end - before_start < 0.6 * width and text[before_end - 1] in '.!?”"'
            fresh = indented or short
        if fresh:
            lines.append(Line(start, end))
        else:
            lines[-1] = Line(lines[-1].start, end)
    return lines


def _indent(text: str, start: int) -> int:
    """Blanks before a line's first word."""
    at = start
    while at and text[at - 1] in " \t\xa0\u3000":
        at -= 1
    return start - at
