"""The view of a page that the incident modules share: sentences, clauses, and the mentions inside a span."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Protocol, TypeVar

from dateline.codebook import Codebook
from dateline.codebook.phrases import Word, words
from dateline.model import Document, Mentions, Said, Sentence, Span

BREAK = re.compile(
    r"[;:–—](?!\s*\d)|\s-+\s(?!\d)|,?\s+(?:after|before|following|while|whereas|although|though|amid|but|"
    r"since|which|who|whose|where|when|"
    r"in response to|in retaliation for|in revenge for|as well as)\b|"
    r",\s+(?:and|as|in what|adding|including|leaving|killing|wounding|injuring)\b|"
    r"(?<=\w)\s+and\s+(?!(?-i:(?:[A-Z][\w’'-]+\s+){1,3})(?:was|were|has|have|had)\b)(?=(?:(?!said|says|told|"
    r"that)\w+\s+){0,3}(?:was|were|has|have|had|threatened|vowed|accused)\b)",
    re.IGNORECASE,
)
"""Where one clause ends and another begins; coarse on purpose, for the text may have lost its commas."""


class Spanned(Protocol):
    """Anything with a span in the page's text."""

    @property
    def start(self) -> int:
        """First offset."""

    @property
    def end(self) -> int:
        """Offset behind the last character."""


M = TypeVar("M", bound=Spanned)


class Scene:
    """A document with its mentions, said and codebook, and quick look-ups by span."""

    def __init__(self, document: Document, mentions: Mentions, said: Said, codebook: Codebook) -> None:
        self.document = document
        self.mentions = mentions
        self.said = said
        self.codebook = codebook
        self.text = document.page.text
        self.reports = {r.id: r for r in document.reports}

    @cached_property
    def clauses(self) -> tuple[tuple[Span, ...], ...]:
        """The clauses of each sentence, in the order of `document.sentences`."""
        return tuple(cut(self.text, s) for s in self.document.sentences)

    @cached_property
    def tokens(self) -> tuple[list[Word], ...]:
        """The words of each sentence, in the order of `document.sentences`."""
        return tuple(words(self.text, s.start, s.end) for s in self.document.sentences)

    @cached_property
    def told(self) -> dict[str, str]:
        """The sentences of each report as one text, by the report's id."""
        words: dict[str, list[str]] = {r: [] for r in self.reports}
        for s in self.document.sentences:
            words[s.report].append(self.text[s.start : s.end])
        return {report: " ".join(parts) for report, parts in words.items()}

    def inside(self, mentions: Sequence[M], start: int, end: int) -> list[M]:
        """The mentions that lie in a span; `mentions` must be in the order of the text."""
        first = bisect_left(mentions, start, key=lambda m: m.start)
        found = []
        for m in mentions[first:]:
            if m.start >= end:
                break
            if m.end <= end:
                found.append(m)
        return found

    def sentence_at(self, offset: int) -> int | None:
        """The index of the sentence that holds an offset, or null in furniture."""
        sentences = self.document.sentences
        i = bisect_left(sentences, offset + 1, key=lambda s: s.start) - 1
        return i if i >= 0 and sentences[i].start <= offset < sentences[i].end else None

    def quote(self, span: Span) -> str:
        """The page's words of a span, on one line."""
        return " ".join(self.text[span[0] : span[1]].split())

    def before(self, offset: int, floor: int, size: int = 40) -> str:
        """Up to `size` characters in front of an offset, lower case, on one line, not reaching before `floor`."""
        return re.sub(r"\s+", " ", self.text[max(floor, offset - size) : offset]).lower()

    def after(self, offset: int, ceiling: int, size: int = 40) -> str:
        """Up to `size` characters behind an offset, lower case, on one line, not reaching past `ceiling`."""
        return re.sub(r"\s+", " ", self.text[offset : min(ceiling, offset + size)]).lower()


def cut(text: str, sentence: Sentence) -> tuple[Span, ...]:
    """The clauses of a sentence: they cover it in order; a connective begins the clause that it joins."""
    edges = [sentence.start]
    edges += [m.start() for m in BREAK.finditer(text, sentence.start, sentence.end) if m.start() > sentence.start + 2]
    edges.append(sentence.end)
    return tuple((a, b) for a, b in pairwise(edges) if b > a)
