"""Sentences → windows of word pieces with exact offsets: overlapping at sentence ends, with nothing cut off.

A window holds sentences of one report only. Where its headline is not among them, the headline comes first as context.
Every sentence has a home, the window in which most text stands around it: there it is read.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from training.data import Piece

CONTEXT = 24
"""Word pieces of a headline that later windows of its report begin with."""

WordPiece = tuple[int, int, int]
"""A word piece: its number in the vocabulary and its offsets."""
Tokenise = Callable[[str], list[WordPiece]]


class Vocabulary(Struct, frozen=True):
    """What windows need of a tokenizer; `joins` says whether a piece continues the word before it."""

    tokenise: Tokenise
    joins: Callable[[int], bool]
    first: int
    last: int


class Window(Struct, frozen=True):
    """A run of sentences: word pieces, their offsets, the sentence each belongs to (-1: none) and which begin words."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    sentences: tuple[int, ...]
    begins: tuple[bool, ...]
    home: frozenset[int]

    def words(self) -> list[tuple[int, int]]:
        """The first and the last word piece of every word of its sentences."""
        found: list[tuple[int, int]] = []
        for at, begins in enumerate(self.begins):
            if self.sentences[at] < 0:
                continue
            if begins or not found:
                found.append((at, at))
            else:
                found[-1] = (found[-1][0], at)
        return found

    def pieces_of(self, start: int, end: int) -> tuple[int, int] | None:
        """The first and the last word piece of a span, null where the window holds nothing of it."""
        inside = [
            n
            for n, (a, b) in enumerate(self.offsets)
            if self.sentences[n] >= 0 and a < end and start < b  # context and marks belong to no sentence
        ]
        return (inside[0], inside[-1]) if inside else None


class _Unit(Struct, frozen=True):
    sentence: int
    pieces: tuple[WordPiece, ...]


def vocabulary(path: Path) -> Vocabulary:
    """The vocabulary of a tokenizer file, without any limit of length."""
    tokenizer = unlimited(path)
    joining = frozenset(number for piece, number in tokenizer.get_vocab().items() if piece.startswith("##"))

    def tokenise(text: str) -> list[WordPiece]:
        encoded = tokenizer.encode(text, add_special_tokens=False)
        return [(id, a, b) for id, (a, b) in zip(encoded.ids, encoded.offsets, strict=True)]

    return Vocabulary(tokenise, joining.__contains__, tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))


def unlimited(path: Path) -> Any:
    """The tokenizer of a file without its limit of length and its padding."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def windows(text: str, pieces: Sequence[Piece], vocab: Vocabulary, size: int = 256, overlap: int = 64) -> list[Window]:
    """All windows of a text, report by report in the order of their first sentences."""
    reports: dict[str, list[int]] = {}
    for number, piece in enumerate(pieces):
        reports.setdefault(piece.report, []).append(number)
    found: list[Window] = []
    for numbers in reports.values():
        room = size - 2
        units = [u for n in numbers for u in _units(text, pieces[n], n, vocab, room - CONTEXT - 1)]
        title = next((u for u in units if pieces[u.sentence].is_title), None)
        runs = _runs(units, room, overlap, title)
        homes = _homes(units, runs)
        found += [
            _window(units[a:b], title if title not in units[a:b] else None, vocab, home)
            for (a, b), home in zip(runs, homes, strict=True)
        ]
    return found


def _units(text: str, piece: Piece, number: int, vocab: Vocabulary, most: int) -> list[_Unit]:
    """A sentence as units that fit a window: one, unless it is as long as a page."""
    shifted = [(i, a + piece.start, b + piece.start) for i, a, b in vocab.tokenise(text[piece.start : piece.end])]
    return [_Unit(number, tuple(shifted[at : at + most])) for at in range(0, len(shifted), most)]


def _runs(units: Sequence[_Unit], room: int, overlap: int, title: _Unit | None) -> list[tuple[int, int]]:
    """Which units each window holds: as many as fit, beginning with the last few of the window before."""
    runs: list[tuple[int, int]] = []
    begin = 0
    while begin < len(units):
        left = room if begin == 0 or title is None else room - min(CONTEXT, len(title.pieces)) - 1
        end = begin
        while end < len(units) and len(units[end].pieces) <= left:
            left -= len(units[end].pieces)
            end += 1
        runs.append((begin, end))
        if end == len(units):
            break
        back, shared = end, 0
        while back > begin + 1 and shared + len(units[back - 1].pieces) <= overlap:
            back -= 1
            shared += len(units[back].pieces)
        begin = back if _fits(units, back, end, room - CONTEXT - 1) else end
    return runs


def _fits(units: Sequence[_Unit], begin: int, end: int, room: int) -> bool:
    """Whether a window that repeats units still has room for the next one."""
    return sum(len(u.pieces) for u in units[begin : end + 1]) <= room


def _homes(units: Sequence[_Unit], runs: Sequence[tuple[int, int]]) -> list[frozenset[int]]:
    """For each window the sentences that are read in it; parts of an overlong sentence are read where they are."""
    homes: list[set[int]] = [set() for _ in runs]
    for at, unit in enumerate(units):
        best, most = 0, -1.0
        for number, (a, b) in enumerate(runs):
            if a <= at < b:
                before = float("inf") if a == 0 else sum(len(u.pieces) for u in units[a:at])
                after = float("inf") if b == len(units) else sum(len(u.pieces) for u in units[at + 1 : b])
                if min(before, after) > most:
                    best, most = number, min(before, after)
        homes[best].add(unit.sentence)
    return [frozenset(home) for home in homes]


def _window(units: Sequence[_Unit], title: _Unit | None, vocab: Vocabulary, home: frozenset[int]) -> Window:
    rows: list[tuple[int, tuple[int, int], int, bool]] = [(vocab.first, (0, 0), -1, True)]
    if title:
        rows += [(i, (a, b), -1, True) for i, a, b in title.pieces[:CONTEXT]]
        rows.append((vocab.last, (0, 0), -1, True))
    for unit in units:
        for at, (i, a, b) in enumerate(unit.pieces):
            rows.append((i, (a, b), unit.sentence, at == 0 or not vocab.joins(i)))
    rows.append((vocab.last, (0, 0), -1, True))
    ids, offsets, sentences, begins = zip(*rows, strict=True)
    return Window(ids, offsets, sentences, begins, home)
