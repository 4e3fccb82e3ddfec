"""Quotation spans: what stands between quotation marks, across the sentences of a paragraph.

A quotation that is not closed runs to the end of its paragraph and, by the custom of newspapers, goes on in the next
paragraph where that opens with a quotation mark again.
"""

import re
from typing import NamedTuple

from dateline.model import Evidence, Span

OPEN = {"“": "”", "„": "“”", "«": "»", '"': '"“”', "``": "''", "‘": "’", "'": "'"}
MARK = re.compile(r"``|''|[“”„«»\"‘’']")


class Quoted(NamedTuple):
    """One quotation: the span inside its marks, and whether its end is marked."""

    start: int
    end: int
    closed: bool


def quotations(text: str, start: int, end: int) -> list[Quoted]:
    """The quotations of one paragraph, in order, nested ones left inside the outer one."""
    found: list[Quoted] = []
    opened: re.Match[str] | None = None
    for m in MARK.finditer(text, start, end):
        mark = m.group()
        if opened is None:
            if mark in OPEN and _may_open(text, m, start):
                opened = m
        elif mark in OPEN[opened.group()] and _may_close(text, m, end):
            found.append(Quoted(opened.end(), m.start(), True))
            opened = None
    if opened is not None and opened.group() not in "'‘":
        found.append(Quoted(opened.end(), end, False))
    return [q for q in found if text[q.start : q.end].strip()]


def _may_open(text: str, m: re.Match[str], start: int) -> bool:
    """A straight mark opens where no letter stands before it and none of white space after it."""
    before = text[m.start() - 1] if m.start() > start else " "
    after = text[m.end() : m.end() + 1]
    if m.group() in "'‘":
        return not before.isalnum() and after.isalnum() and bool(re.search(r"[\w.,!?]['’](?!\w)", text[m.end() :]))
    return not before.isalnum() or m.group() not in '"'


def _may_close(text: str, m: re.Match[str], end: int) -> bool:
    """An apostrophe inside a word closes nothing."""
    if m.group() not in "'’":
        return True
    after = text[m.end()] if m.end() < end else " "
    return not after.isalnum()


def quoted_share(content: Evidence, quoted: list[Quoted]) -> float:
    """The share of the content's characters that stand in quotation marks."""
    total = sum(b - a for a, b in content)
    inside = sum(max(0, min(b, q.end) - max(a, q.start)) for a, b in content for q in quoted)
    return inside / total if total else 0.0


def within(span: Span, quoted: list[Quoted]) -> Quoted | None:
    """The quotation that holds the whole span, or none."""
    return next((q for q in quoted if q.start <= span[0] and span[1] <= q.end), None)
