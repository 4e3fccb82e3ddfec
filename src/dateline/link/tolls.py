"""Tolls: what the competing figures of one kind come to, by the rules of ACLED, of UCDP, and of the latest report.

An *estimate* is one current figure, or the sum of the sides that one source counts in one report ("three soldiers and
five militants"). Nothing else is added up.
"""

from collections.abc import Sequence
from typing import Literal, get_args

from msgspec import Struct

from dateline.case import Case, Figure, Toll
from dateline.link.choose import ALONE, most, narrow
from dateline.link.figures import REVIEWED, Row
from dateline.link.numbers import Bounds, bounds
from dateline.model import CasualtyKind, SourceKind

ViewName = Literal["acled", "ucdp", "latest"]
KINDS: tuple[CasualtyKind, ...] = get_args(CasualtyKind)
PARTIES: frozenset[SourceKind | None] = frozenset({"military", "armed_group", "politician"})
AUTHORITY: tuple[frozenset[SourceKind | None], ...] = (
    frozenset({"ngo", "intergovernmental", "medical"}),
    frozenset({"police", "government"}),
    frozenset({"media", "witness"}),
)
SIDES: dict[str, str] = {
    word: name
    for name, held in (
        ("forces", "soldier trooper troop policeman police officer guard gendarme serviceman paramilitary peacekeeper"),
        ("fighters", "militant fighter rebel insurgent gunman jihadist terrorist attacker assailant militiaman bomber"),
        ("civilians", "civilian villager resident worshipper farmer passenger shopper bystander worker"),
    )
    for word in held.split()
}
DAY = 10  # the characters of an ISO day


class Estimate(Struct, frozen=True):
    """One source's number for a whole kind, and what the rules look at."""

    figures: tuple[Figure, ...]
    bounds: Bounds
    open: bool
    voice: str
    first: str
    last: str
    source_kind: SourceKind | None
    reviewed: bool


def tolls(rows: Sequence[Row]) -> tuple[Toll, ...]:
    """The toll of every kind that has figures, in the order of the kinds."""
    if not rows:
        return ()
    kinds: dict[CasualtyKind, list[Row]] = {}
    for row in rows:
        kinds.setdefault(row.figure.kind, []).append(row)
    return tuple([_toll(kind, kinds[kind]) for kind in KINDS if kind in kinds])


def _toll(kind: CasualtyKind, rows: Sequence[Row]) -> Toll:
    current = [row for row in rows if not (row.figure.superseded or row.figure.part)]
    estimates = _estimates(current or [row for row in rows if not row.figure.superseded])
    if len(estimates) == 1:
        return _sole(kind, rows, estimates, only_parts=not current)
    standing = _standing(estimates)
    counted = [e for e in standing if not e.bounds.vague] or standing
    lower = [e.bounds.lower for e in counted if not e.bounds.ceiling] or [e.bounds.lower for e in counted]
    chosen, by = narrow(standing, BEST, lambda e: e.bounds.lower)
    best, low, high = chosen.bounds.lower, min(lower), max(e.bounds.upper for e in estimates)
    return Toll(
        kind=kind,
        lowest=min(e.bounds.lower for e in counted),
        low=min(low, best),
        best=best,
        high=max(high, best),
        latest=_latest(estimates),
        why=_why(estimates, rows, chosen, by, only_parts=not current),
    )


def _sole(kind: CasualtyKind, rows: Sequence[Row], estimates: list[Estimate], *, only_parts: bool) -> Toll:
    """The toll of the one estimate that there is, as the rules would have it, without asking them."""
    sole = estimates[0]
    lower, upper = sole.bounds.lower, sole.bounds.upper
    why = _why(estimates, rows, sole, ALONE, only_parts=only_parts)
    return Toll(kind, lower, lower, lower, upper, _range(estimates), why)


def _estimates(rows: Sequence[Row]) -> list[Estimate]:
    """The current figures, where a source's sides are added up and its other groups stand by themselves."""
    if len(rows) == 1:
        return [_estimate(rows)]
    found: list[Estimate] = []
    done: set[int] = set()
    for row in rows:
        if id(row) in done:
            continue
        sides = _sides_beside(row, rows)
        done.update(id(r) for r in sides)
        found.append(_estimate(sides))
    return found


def _sides_beside(row: Row, rows: Sequence[Row]) -> list[Row]:
    """The row, and with it the other sides that its source counts in the same report where each is counted once."""
    if _side(row) is None:
        return [row]
    told = [r for r in rows if r.voice == row.voice and r.report == row.report]
    sides = [_side(r) for r in told]
    return told if None not in sides and len(set(sides)) == len(sides) else [row]


def _side(row: Row) -> str | None:
    return next((SIDES[word] for word in row.group.split() if word in SIDES), None)


def _estimate(rows: Sequence[Row]) -> Estimate:
    first = rows[0]
    figures = tuple(row.figure for row in rows)
    total = bounds(first.figure.low, first.figure.high, first.figure.words)
    if len(figures) > 1:
        each = [bounds(f.low, f.high, f.words) for f in figures]
        lower, upper = sum(b.lower for b in each), sum(b.upper for b in each)
        total = Bounds(lower, upper, any(b.vague for b in each), any(b.ceiling for b in each))
    return Estimate(
        figures=figures,
        bounds=total,
        open=None in [f.high for f in figures],
        voice=first.voice,
        first=first.first,
        last=first.last,
        source_kind=first.figure.source_kind,
        reviewed=all([f.standing in REVIEWED for f in figures]),
    )


def _standing(estimates: list[Estimate]) -> list[Estimate]:
    """Without the reports of no casualties that a later report, which counts some, has overtaken."""
    if len(estimates) == 1:
        return estimates
    counted = max((e.first for e in estimates if e.bounds.lower), default="")
    return [e for e in estimates if e.bounds.upper or not e.last or e.last >= counted]


def _latest(estimates: Sequence[Estimate]) -> tuple[int | None, int | None]:
    """The figures of the latest report as one range; a report with words alone gives way to one with numbers."""
    numbers = [e for e in estimates if not e.bounds.vague] or estimates
    return _range(most(numbers, lambda e: e.last))


def _range(latest: Sequence[Estimate]) -> tuple[int | None, int | None]:
    if latest[0].bounds.vague:
        return None, None
    lows = [e.bounds.lower for e in latest if not e.bounds.ceiling]
    opened = any([e.open for e in latest])
    return min(lows, default=None), None if opened else max([e.bounds.upper for e in latest])


# ---- UCDP's best: the bids are narrowed in this order --------------------------------------------------------------
def reviewed_figures(left: Sequence[Estimate]) -> list[Estimate]:
    """Figures that a person accepted, corrected or added stand before what only the program found."""
    return [e for e in left if e.reviewed]


def numbers_before_words(left: Sequence[Estimate]) -> list[Estimate]:
    """A number stands before words such as "dozens" and before a mere upper bound ("up to 60")."""
    return [e for e in left if not (e.bounds.vague or e.bounds.ceiling)]


def sources_outside_the_fight(left: Sequence[Estimate]) -> list[Estimate]:
    """Armies, armed groups, politicians and nameless voices give way to everybody else."""
    return [e for e in left if e.source_kind not in PARTIES and e.source_kind != "unnamed"]


def settled_tolls(left: Sequence[Estimate]) -> list[Estimate]:
    """A figure gives way where others of a later day exist: first tolls are seldom the last."""
    latest = max(e.first[:DAY] for e in left)
    return [e for e in left if not e.last or e.last[:DAY] >= latest]


def most_authoritative(left: Sequence[Estimate]) -> list[Estimate]:
    """Medical staff, the United Nations and monitors; then police and government; then media and witnesses."""
    for kinds in AUTHORITY:
        held = [e for e in left if e.source_kind in kinds]
        if held:
            return held
    return []


def latest_figures(left: Sequence[Estimate]) -> list[Estimate]:
    """The figures published last."""
    return most(left, lambda e: e.last)


def most_voices(left: Sequence[Estimate]) -> list[Estimate]:
    """The number that most different sources give."""
    voices: dict[int, set[str]] = {}
    for e in left:
        voices.setdefault(e.bounds.lower, set()).add(e.voice)
    return most(left, lambda e: len(voices[e.bounds.lower]))


def middle_of_equals(left: Sequence[Estimate]) -> list[Estimate]:
    """Among equals the middle one, of an even number the lower: neither a stray part nor an outlier."""
    numbers = sorted({e.bounds.lower for e in left})
    return [e for e in left if e.bounds.lower == numbers[(len(numbers) - 1) // 2]]


BEST = (
    reviewed_figures,
    numbers_before_words,
    sources_outside_the_fight,
    settled_tolls,
    most_authoritative,
    latest_figures,
    most_voices,
    middle_of_equals,
)


# ---- in words ------------------------------------------------------------------------------------------------------
def _why(estimates: Sequence[Estimate], rows: Sequence[Row], chosen: Estimate, by: str, *, only_parts: bool) -> str:
    count = sum([len(e.figures) for e in estimates])
    said = f"{_number(count, 'figure')} of {_number(len({e.voice for e in estimates}), 'source')}"
    old = parts = 0
    if len(rows) > count:
        old = sum(row.figure.superseded for row in rows)
        parts = 0 if only_parts else sum(row.figure.part and not row.figure.superseded for row in rows)
    if old:
        said += f", {old} superseded"
    if parts:
        said += f", {_number(parts, 'part')} left out"
    if only_parts:
        said += ", all of them parts of a total that is not known"
    if len(chosen.figures) > 1:
        said += ", the sides counted together"
    source = f" ({chosen.figures[0].source})" if chosen.figures[0].source else ""
    rule = "the only one" if by == ALONE else by
    return f"{said}; best: {rule}{source}."


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


# ---- for exporters and the command line ----------------------------------------------------------------------------
class Reported(Struct, frozen=True):
    """The reported number of people of one kind: lower bound, best value, upper bound (null is open or unknown)."""

    low: int | None
    best: int | None
    high: int | None


class View(Struct, frozen=True):
    """The killed and wounded of a case as one codebook counts them; null where it has no number for them."""

    killed: Reported | None
    wounded: Reported | None


def view(case: Case, name: ViewName) -> View:
    """The killed and wounded of a case by ACLED's rule, by UCDP's, or of the latest report.

    ACLED knows no wounded and writes 0 where no deaths are reported.
    """
    held = {toll.kind: toll for toll in case.tolls}
    killed, wounded = held.get("killed"), held.get("wounded")
    if name == "acled":
        lowest = killed.lowest if killed else 0
        return View(Reported(lowest, lowest, lowest), None)
    return View(_reported(killed, name), _reported(wounded, name))


def _reported(toll: Toll | None, name: ViewName) -> Reported | None:
    if toll is None:
        return None
    if name == "ucdp":
        return Reported(toll.low, toll.best, toll.high)
    low, high = toll.latest
    return Reported(low, high if low is None else low, high)
