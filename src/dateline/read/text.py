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
    # The page's own width decides on what is left: short chunks, and pages that lost their blank lines.
    known = [w for w, c in zip(widths, chunks, strict=True) if w and len(c) > 2]
    page_width = max(known, default=None) or _page_width(text, chunks)
    joined: list[Line] = []
    for chunk, width in zip(chunks, widths, strict=True):
        if width is None and page_width is None:
            joined += [Line(start, end) for start, end in chunk]
        else:
            joined += _unwrapped(text, chunk, width) if width else _woven(text, chunk, page_width or WIDE)
    return tuple(joined)


def _page_width(text: str, chunks: list[list[tuple[int, int]]]) -> int | None:
    """The width at which a page was wrapped whose chunks mix wrapped paragraphs with lines of their own."""
    lines = [line for chunk in chunks for line in chunk]
    width = max((end - start for start, end in lines), default=0)
    pairs = [pair for chunk in chunks for pair in pairwise(chunk)]
    if not NARROW <= width <= WIDE or len(pairs) < 3:
        return None
    run_on = sum(_carries_on(text, line, after, width, False) for line, after in pairs)
    return width if run_on >= max(3, 0.3 * len(pairs)) else None


def _woven(text: str, chunk: list[tuple[int, int]], width: int) -> list[Line]:
    """The lines of a chunk, each joined to the one before where that was full and its sentence goes on."""
    indents = [_indent(text, start) for start, _ in chunk]
    margin = min(indents)
    lines: list[Line] = []
    inside = False
    for n, (start, end) in enumerate(chunk):
        indented = indents[n] > margin and indents[n] >= 2
        inside = n > 0 and not indented and _carries_on(text, chunk[n - 1], (start, end), width, inside)
        if inside:
            lines[-1] = Line(lines[-1].start, end)
        else:
            lines.append(Line(start, end))
    return lines


def _carries_on(text: str, line: tuple[int, int], after: tuple[int, int], width: int, inside: bool) -> bool:
    """True where a line goes on in the next: it is full, and the next begins in lower case or all is in capitals.

    `inside`: the line is known to be one of a paragraph's, so that its sentence may go on with a name.
    """
    if not _full(text, line, after, width):
        return False
    ends = text[line[1] - 1] in '.!?:”"'
    capitals = text[line[0] : line[1]].isupper() and text[after[0] : after[1]].isupper()
    opening = text[after[0] : after[1]].lstrip("“‘\"'([")
    return opening[:1].islower() or (inside and not ends) or (capitals and not ends)


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
