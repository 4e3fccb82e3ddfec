"""Entries: the dated parts of a live report, each a time of day, often a title, and its text.

One live report is one story: its times are timestamps within it, its titles subheads. A list of teasers looks alike;
it gives ages, or stands on a page that does not call itself live, or has no running text under its times.
"""

import re

from msgspec import Struct

from dateline.read import stamps
from dateline.read.pieces import Piece

_LIVE = re.compile(
    r"^live\b|\blive(?:\s?blog)?\s?[:|–—-]|[:|–—-]\s?live$|\blive (?:updates?|blog|coverage|report)|\bas it happened\b"
    r"|\bminute by minute\b|\blatest updates\b|\bliveblog\b",
    re.IGNORECASE,
)
_ENDS = ("ranking_title", "list_title", "comments", "legal")
OPENING = 12
"""Pieces at the top of a page among which it calls itself live."""
LONGEST_TITLE = 25
LEAST_TEXT = 8
"""Words: a title has at most, the text of an entry at least so many."""


class Entries(Struct, frozen=True):
    """The half-open range of pieces that the entries take, and which of them are titles."""

    start: int
    end: int
    titles: frozenset[int]


def find(text: str, found: list[Piece]) -> Entries | None:
    """The entries of a live report; None where fewer than two times of day head running text."""
    live = any(_LIVE.search(text[p.start : p.end]) for p in found[:OPENING] if p.words <= 30)
    anchors = [i for i, piece in enumerate(found) if _anchors(text, piece, live)]
    if len(anchors) < 2:
        return None
    ends = [*anchors[1:], len(found)]
    entries = [(at, _end(found, at, end)) for at, end in zip(anchors, ends, strict=True)]
    told = [(at, end) for at, end in entries if any(_is_told(p) for p in found[at + 1 : end])]
    if len(told) < 2 or len(told) * 2 < len(entries):
        return None
    titles = frozenset(at + 1 for at, end in entries if end - at > 2 and _is_title(found[at + 1]))
    return Entries(start=told[0][0], end=told[-1][1], titles=titles)


def _anchors(text: str, piece: Piece, live: bool) -> bool:
    """True for a time of day; where the page is live, for an age and a date with its time too."""
    if piece.kind == "age":
        return live
    if piece.kind != "timestamp":
        return False
    stamp = next(stamps.find(text, piece.start, piece.end), None)
    return stamp is None or (live and stamp.precise)


def _end(found: list[Piece], start: int, end: int) -> int:
    """Where an entry ends: with its last running text before what follows a story."""
    stop = next((i for i in range(start + 1, end) if found[i].kind in _ENDS), end)
    return max((i + 1 for i in range(start, stop) if found[i].kind == "text"), default=start + 1)


def _is_told(piece: Piece) -> bool:
    """True for running text that the main-text extractor, where there was one, took for the story's."""
    return piece.kind == "text" and piece.sentence and piece.words >= LEAST_TEXT and piece.line.body is not False


def _is_title(piece: Piece) -> bool:
    """True for a line of a few words that is no sentence of the entry's text."""
    told = piece.sentence and piece.words >= LEAST_TEXT
    return piece.kind == "text" and piece.words <= LONGEST_TITLE and not told and piece.line.body is not False
