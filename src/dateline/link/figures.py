"""The figures of a case: every row of every telling, which are parts of a larger one, and which a later one replaces.

No row is dropped. A row is *current* where it is no part and its source has given no later one; tolls are made of the
current rows alone.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from msgspec import UNSET, Struct
from msgspec.structs import replace

from dateline.case import Figure, Standing, Telling
from dateline.codebook.phrases import words
from dateline.link.numbers import bounds
from dateline.link.sources import name_of, published, voice
from dateline.model import Claim, SourceKind

EVERYBODY = frozenset(
    "people persons person others other victims lives dead bodies individuals more souls humans".split()
)
# Groups that are seldom all whom an act hit: who they are is said beside a total.
FEW = frozenset(
    "child women woman girl boy baby infant toddler minor pupil student mother elderly journalist reporter doctor "
    "nurse medic paramedic foreigner tourist commander general colonel leader imam priest teacher bomber".split()
)
SMALL = frozenset("a an the one two three four five six seven eight nine ten some of their his her its".split())
IRREGULAR = {"children": "child", "babies": "baby", "men": "man", "policemen": "policeman", "gunmen": "gunman"}
REVIEWED: tuple[Standing, ...] = ("accepted", "corrected", "added")


class Row(Struct, frozen=True):
    """One figure with what the rules compare: its voice, whom it counts, its time, and if its page makes it a part."""

    figure: Figure
    voice: str
    group: str
    first: str
    last: str
    report: str
    told_part: bool

    @property
    def number(self) -> bool:
        """True where the figure has a number, not words such as "dozens" alone."""
        return self.figure.low is not None or self.figure.high is not None


def find_rows(tellings: Sequence[Telling]) -> tuple[Row, ...]:
    """Every figure of the tellings, in their order, with its flags; what one source repeats in a report is one row."""
    if not any(telling.incident.casualties for telling in tellings):
        return ()
    kept: dict[tuple[Any, ...], Row] = {}
    for telling in tellings:
        _add_rows(telling, kept)
    kinds: dict[str, list[Row]] = {}
    for row in kept.values():
        kinds.setdefault(row.figure.kind, []).append(row)
    return tuple([row for alike in kinds.values() for row in _flagged(alike)])


def _add_rows(telling: Telling, kept: dict[tuple[Any, ...], Row]) -> None:
    casualties = telling.incident.casualties
    if not casualties:
        return
    claims = {claim.id: claim for claim in telling.claims}
    standings = {value.finding: value.standing for value in telling.values}
    first, last = published(telling)
    report = f"{telling.page} {telling.reading} {telling.incident.report}"
    own = name_of(telling)
    findings = telling.rows if len(telling.rows) == len(casualties) else ("",) * len(casualties)
    for casualty, finding in zip(casualties, findings, strict=True):
        claim = claims.get(casualty.claim) if casualty.claim else None
        speaker = voice(claim, telling)
        who = group(casualty.who)
        source, kind = _named(claim, own)
        figure = Figure(
            kind=casualty.kind,
            low=casualty.low,
            high=casualty.high,
            words=casualty.words,
            who=casualty.who,
            status=casualty.status,
            source=source,
            source_kind=kind,
            telling=telling.key,
            page=telling.page,
            published=telling.published.end or telling.published.start,
            evidence=casualty.evidence,
            finding=finding,
            standing=standings.get(finding, "found"),
            superseded=False,
        )
        row = Row(figure, speaker, who, first, last, report, casualty.basis is not UNSET)
        vague = casualty.words if not row.number else None
        same = (report, speaker, casualty.kind, casualty.low, casualty.high, vague, who, casualty.status)
        kept[same] = _joined(kept[same], row) if same in kept else row


def _named(claim: Claim | None, own: str | None) -> tuple[str | None, SourceKind | None]:
    if claim is None:
        return own, "media" if own else None
    if claim.source.name is None and claim.source.kind == "media":
        return own, "media"
    return claim.source.name, claim.source.kind


def _joined(row: Row, twin: Row) -> Row:
    """One row for two that say the same in one report; a person's finding leads, the other stays listed."""
    a, b = row.figure, twin.figure
    if b.standing in REVIEWED and a.standing not in REVIEWED:
        a, b = b, a
    evidence = tuple(dict.fromkeys((*a.evidence, *b.evidence)))
    also = tuple(sorted({*a.also, *b.also, b.finding} - {a.finding, ""}))
    return replace(row, figure=replace(a, evidence=evidence, also=also), told_part=row.told_part and twin.told_part)


@lru_cache(maxsize=50_000)
def group(who: str | None) -> str:
    """Whom a figure counts, as groups are compared; empty for everybody.

    >>> group("three children") == group("Children"), group("people"), group(None)
    (True, '', '')
    """
    if who is None:
        return ""
    found = [word.normal for word in words(who)]
    if not EVERYBODY.isdisjoint(found):
        return ""
    return " ".join(singular(word) for word in found if not word.isdigit() and word not in SMALL)


def singular(word: str) -> str:
    """A noun without its plural ending, well enough to compare groups."""
    known = IRREGULAR.get(word)
    return known or (word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word)


def _flagged(alike: list[Row]) -> list[Row]:
    """The rows of one kind with `part` and `superseded` set."""
    parted = [_with(row, part=True) if any(rule(row, alike) for rule in PARTS) else row for row in alike]
    if len(parted) == 1:
        return parted
    newest: dict[str, dict[tuple[Any, ...], Row]] = {}  # of rows that are alike to the rules the last one is enough
    for row in parted:
        held = newest.setdefault(row.voice, {})
        alike_to_rules = (row.group, row.figure.part, row.number)
        if alike_to_rules not in held or held[alike_to_rules].first < row.first:
            held[alike_to_rules] = row
    return [
        _with(row, superseded=True) if any(supersedes(later, row) for later in newest[row.voice].values()) else row
        for row in parted
    ]


def _with(row: Row, **flags: bool) -> Row:
    return replace(row, figure=replace(row.figure, **flags))


# ---- which rows are parts ------------------------------------------------------------------------------------------
def told_as_a_part(row: Row, alike: Sequence[Row]) -> bool:  # noqa: ARG001
    """A page that says "including three children" or "four of them" makes that figure a part of its total."""
    return row.told_part


def group_beside_a_total(row: Row, alike: Sequence[Row]) -> bool:
    """A figure for a group is a part where the same source also counts everybody, and counts at least as many."""
    return bool(row.group) and any(
        other.voice == row.voice and not other.group and not other.told_part and _reaches(other, row) for other in alike
    )


def few_among_many(row: Row, alike: Sequence[Row]) -> bool:
    """Children, women, journalists or one leader are a part where another source counts more people as a whole."""
    if FEW.isdisjoint(row.group.split()):
        return False
    mine = bounds(row.figure.low, row.figure.high, row.figure.words)
    return any(
        not other.group
        and not other.told_part
        and bounds(other.figure.low, other.figure.high, other.figure.words).lower > mine.upper
        for other in alike
    )


PARTS: tuple[Callable[[Row, Sequence[Row]], bool], ...] = (told_as_a_part, group_beside_a_total, few_among_many)


def _reaches(whole: Row, part: Row) -> bool:
    if whole.figure.high is None:
        return True
    return whole.figure.high >= bounds(part.figure.low, part.figure.high, part.figure.words).lower


# ---- which rows are superseded -------------------------------------------------------------------------------------
def later_report(later: Row, earlier: Row) -> bool:
    """The later figure is in a report that was published after the earlier one for certain."""
    return bool(earlier.last) and later.first > earlier.last


def same_source(later: Row, earlier: Row) -> bool:
    """Both are of one source: the same name, or the own words of the same agency or outlet."""
    return later.voice == earlier.voice


def comparable_group(later: Row, earlier: Row) -> bool:
    """Both count the same group, or the later one counts everybody and the earlier one is no part of a total."""
    return later.group == earlier.group or not (earlier.figure.part or later.group or later.figure.part)


def no_vaguer(later: Row, earlier: Row) -> bool:
    """A number is not replaced by words such as "dozens"."""
    return later.number or not earlier.number


SUPERSEDES: tuple[Callable[[Row, Row], bool], ...] = (later_report, same_source, comparable_group, no_vaguer)


def supersedes(later: Row, earlier: Row) -> bool:
    """True where a later figure takes the place of an earlier one of its kind; every condition must hold."""
    return all(rule(later, earlier) for rule in SUPERSEDES)
