"""The source book: nouns that make a source, verbs of saying, set phrases, and what marks speech as about violence.

The tables are in `sources.toml`, written from the usage of news agencies; this module reads and checks them.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import get_args

from msgspec import Struct

from dateline.codebook.phrases import PhraseTable
from dateline.errors import CodebookError
from dateline.model import SourceKind, Stance

FILE = "sources.toml"
FRAMES = (
    "clause", "tell", "object", "blame", "accuse", "attribute", "suspect", "hold", "reject", "act", "cite", "appeal",
)  # fmt: skip
SIDES = ("left", "right", "by", "self", "page")


class SourceNoun(Struct, frozen=True):
    """A noun that makes a phrase a source: its kind, if it decides that against other words, if it is a name."""

    kind: SourceKind
    decides: bool
    proper: bool


class Verb(Struct, frozen=True):
    """One form of a verb of saying, with the stance it takes unless the content says otherwise."""

    lemma: str
    form: str
    stance: Stance
    frame: str
    participle: bool
    needs: str = ""


class SetPhrase(Struct, frozen=True):
    """A set phrase of saying ("according to", "declined to comment") as a regular expression."""

    pattern: re.Pattern[str]
    stance: Stance
    side: str
    anchors: frozenset[str]


class Grammar(Struct, frozen=True):
    """Closed word lists that bound noun phrases."""

    verbs: frozenset[str]
    participles: frozenset[str]
    adverbs: frozenset[str]
    time_nouns: frozenset[str]


class SourceBook(Struct, frozen=True):
    """All tables about who says things and how."""

    nouns: PhraseTable[SourceNoun]
    heads: frozenset[str]
    acronyms: frozenset[str]
    persons: frozenset[str]
    bodies: frozenset[str]
    crowds: frozenset[str]
    verbs: dict[str, Verb]
    phrases: tuple[SetPhrase, ...]
    cue_words: frozenset[str]
    nouns_of_saying: frozenset[str]
    evidence: frozenset[str]
    long_names: re.Pattern[str]
    unclaimed: re.Pattern[str]
    unclaimed_anchors: frozenset[str]
    strong_stems: re.Pattern[str]
    harm_stems: re.Pattern[str]
    other_stems: re.Pattern[str]
    grammar: Grammar

    def violence(self, text: str) -> int:
        """How many words of organised violence a text holds."""
        return len(self.strong_stems.findall(text.lower()))

    def harm(self, text: str) -> bool:
        """Whether a text speaks of violence or of harm to persons or things."""
        low = text.lower()
        return bool(self.strong_stems.search(low) or self.harm_stems.search(low))

    def other_cause(self, text: str) -> bool:
        """Whether a text speaks of disease or disaster, whose victims are not those of violence."""
        return bool(self.other_stems.search(text.lower()))


def compile_phrase(words: str) -> str:
    """A phrase in the file's notation as a regular expression over words that white space or hyphens part.

    >>> bool(re.fullmatch(compile_phrase("declined to (publicly) comment|say"), "declined to comment"))
    True
    """
    parts: list[str] = []
    for piece in words.split():
        if piece == "*":
            parts.append(r"(?:[\w'’-]+,?\s+){0,3}?")
            continue
        optional = piece.startswith("(") and piece.endswith(")")
        choices = "|".join(re.escape(w) for w in piece.strip("()").split("|"))
        parts.append(f"(?:(?:{choices})\\s+)?" if optional else f"(?:{choices})\\s+")
    return _drop_last_gap(parts)


def _drop_last_gap(parts: list[str]) -> str:
    """Join the pieces; the last word needs no white space after it, wherever optional words follow."""
    tail: list[str] = []
    while parts and parts[-1].endswith("\\s+)?"):
        tail.append(parts.pop().removeprefix("(?:").removesuffix("\\s+)?"))
    if not parts:
        raise CodebookError(f"{FILE}: a set phrase needs a word that is not optional")
    body = "".join(parts).removesuffix("\\s+")
    for piece in reversed(tail):
        body += f"(?:\\s+{piece})?"
    return body


@lru_cache(maxsize=1)
def load_sources() -> SourceBook:
    """The source book that ships with the program; raises CodebookError where the file is damaged."""
    data = Path(__file__).with_name(FILE).read_text(encoding="utf-8")
    try:
        raw = tomllib.loads(data)
        return _book(raw)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError, re.error) as error:
        raise CodebookError(f"{FILE} cannot be read as the source book: {error!r}") from error


def _book(raw: dict[str, dict[str, list[str]]]) -> SourceBook:
    nouns = [*_nouns(raw["kinds"], decides=True), *_nouns(raw["roles"], decides=False)]
    refer = raw["references"]
    grammar = raw["grammar"]
    verbs = _verbs(raw["verbs"])  # type: ignore[arg-type]
    phrases = _phrases(raw["phrases"])  # type: ignore[arg-type]
    nouns_of_saying = frozenset(raw["nouns_of_saying"]["words"])
    return SourceBook(
        nouns=PhraseTable(nouns),
        acronyms=frozenset(phrase.lower() for phrase, noun in nouns if noun.proper and phrase.isupper()),
        heads=frozenset(phrase.lower().split()[-1] for phrase, _ in nouns),
        persons=frozenset(refer["person"]),
        bodies=frozenset(refer["body"]),
        crowds=frozenset(refer["crowd"]),
        verbs=verbs,
        phrases=phrases,
        cue_words=nouns_of_saying.union(verbs, *(p.anchors for p in phrases)),
        nouns_of_saying=nouns_of_saying,
        evidence=frozenset(raw["texts"]["evidence"]),
        long_names=_names(phrase for phrase, noun in nouns if noun.proper and " " in phrase),
        unclaimed=_any([compile_phrase(w) for w in raw["unclaimed"]["words"]]),
        unclaimed_anchors=_anchors(raw["unclaimed"]["words"]),
        strong_stems=_stems(raw["relevance"]["strong"]),
        harm_stems=_stems(raw["relevance"]["harm"]),
        other_stems=_stems(raw["relevance"]["other"]),
        grammar=Grammar(
            verbs=frozenset(grammar["verbs"]),
            participles=frozenset(grammar["participles"]),
            adverbs=frozenset(grammar["adverbs"]),
            time_nouns=frozenset(grammar["time_nouns"]),
        ),
    )


def _nouns(table: dict[str, list[str]], *, decides: bool) -> list[tuple[str, SourceNoun]]:
    found: list[tuple[str, SourceNoun]] = []
    for kind, phrases in table.items():
        if kind not in get_args(SourceKind):
            raise CodebookError(f"{FILE}: {kind!r} is no kind of source")
        for phrase in phrases:
            proper = phrase != phrase.lower()
            noun = SourceNoun(kind=kind, decides=decides, proper=proper)  # type: ignore[arg-type]
            found.append((phrase, noun))
            if not proper and not phrase.endswith("s"):
                found.append((plural(phrase), noun))
    return found


def plural(phrase: str) -> str:
    """The regular plural of a phrase's last word.

    >>> plural("news agency"), plural("rebel")
    ('news agencies', 'rebels')
    """
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        return phrase[:-1] + "ies"
    return phrase + "s"


def _verbs(table: dict[str, dict[str, str]]) -> dict[str, Verb]:
    found: dict[str, Verb] = {}
    for lemma, row in table.items():
        if row["stance"] not in get_args(Stance) or row["frame"] not in FRAMES:
            raise CodebookError(f"{FILE}: verb {lemma!r} has an unknown stance or frame")
        for form in row["forms"].split():
            found[form] = Verb(
                lemma=lemma,
                form=form,
                stance=row["stance"],  # type: ignore[arg-type]
                frame=row["frame"],
                participle=form.endswith("ing"),
                needs=row.get("needs", ""),
            )
    return found


def _phrases(rows: list[dict[str, object]]) -> tuple[SetPhrase, ...]:
    found: list[SetPhrase] = []
    for row in rows:
        if row["stance"] not in get_args(Stance) or row["source"] not in SIDES:
            raise CodebookError(f"{FILE}: a set phrase has an unknown stance or side: {row}")
        words: list[str] = row["words"]  # type: ignore[assignment]
        pattern = _any([compile_phrase(w) for w in words])
        found.append(
            SetPhrase(pattern=pattern, stance=row["stance"], side=row["source"], anchors=_anchors(words))  # type: ignore[arg-type]
        )
    return tuple(found)


def _anchors(phrases: list[str]) -> frozenset[str]:
    """For each phrase the words of its longest obligatory part: without one of them it cannot match."""
    anchors: set[str] = set()
    for phrase in phrases:
        pieces = [p.split("|") for p in phrase.split() if p != "*" and not p.startswith("(")]
        anchors.update(max(pieces, key=lambda words: min(len(w) for w in words)))
    return frozenset(anchors)


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + r")\b", re.IGNORECASE)


def _names(phrases: Iterable[str]) -> re.Pattern[str]:
    """Names as they are written, the longest first, with any white space between their words."""
    ordered = sorted(phrases, key=lambda p: (-len(p), p))
    return re.compile(r"\b(?:" + "|".join(re.escape(p).replace("\\ ", r"\s+") for p in ordered) + r")\b")


def _stems(stems: list[str]) -> re.Pattern[str]:
    choices = "|".join(re.escape(s) for s in stems)
    return re.compile(rf"\b(?:{choices})")
