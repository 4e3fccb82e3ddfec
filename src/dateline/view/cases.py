"""Cases as a table in a terminal: one line a case where there is room, two where the terminal is narrow."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from rich.box import Box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from dateline import link
from dateline.case import Case
from dateline.model import DateRange
from dateline.view import wording
from dateline.view.plain import one_line
from dateline.view.printing import printed

KINDS: tuple[Literal["killed", "wounded"], ...] = ("killed", "wounded")
Figures = Literal["range", "acled", "ucdp", "latest"]

WIDE = 116
"""Columns from which each case stands on one line."""

SHORTEST = 8
"""Digits of a case's name that are shown at least."""

GRADES = {"confirmed": "green", "fair": "", "weak": "dim", "contested": "yellow", "discounted": "dim strike"}
STAGES = {"in progress": "cyan", "ready for review": "cyan", "signed off": "green", "stale": "yellow"}
OTHERS = ("killed_or_wounded", "missing", "abducted", "detained", "displaced")

RULED = Box("    \n    \n ── \n    \n    \n    \n    \n    \n", ascii=False)
"""Nothing but a thin line under the headings."""

TAKEN, TAKEN_NARROW = 80, 46
"""Columns that are taken by all but place and type."""

STAGE = 11
"""Columns of a stage; a longer one goes over two lines."""


def text(cases: Sequence[Case], width: int = 100, color: bool = False, figures: Figures = "range") -> str:
    """The table as lines no wider than `width` columns; nothing where there is no case.

    `figures` says which figures are shown: the whole range, or what one codebook or the latest report has.
    """
    if not cases:
        return ""
    names = short([case.id for case in cases])
    if width >= WIDE:
        return printed(_wide(cases, names, (width - TAKEN) * 11 // 20, figures), width, color)
    return printed(_narrow(cases, names, width, figures), width, color)


def line(case: Case) -> str:
    """How a case stands, in one line."""
    harm = [f"{kind} {_harm(case, kind, 'range').plain}" for kind in KINDS if _harm(case, kind, "range").plain != "–"]
    reports = wording.counted(len(case.tellings), "report")
    where = _place(case).plain
    told = (
        f"case {case.id[:SHORTEST]}: {days(case.date)}",
        where,
        case.sub_event_type,
        *harm,
        reports,
        case.desk.stage,
    )
    return one_line(", ".join(" ".join(part.split()) for part in told))


def short(ids: Sequence[str]) -> dict[str, str]:
    """The beginnings of names by which they can be told apart, all of one length."""
    length = SHORTEST
    while len({id[:length] for id in ids}) < len(set(ids)):
        length += 1
    return {id: id[:length] for id in ids}


def counted(shown: int, count: int) -> str:
    """How many cases there are, and how many of them are shown."""
    if shown == count:
        return wording.counted(count, "case") if count else "no case fits"
    return f"showing {shown:,} of {count:,} cases"


def _wide(cases: Sequence[Case], names: dict[str, str], room: int, figures: Figures) -> RenderableType:
    table = _table()
    table.add_column("CASE", no_wrap=True)
    table.add_column("DATE", no_wrap=True)
    table.add_column("PLACE", ratio=1)
    table.add_column("TYPE", width=room)
    table.add_column("KILLED", justify="right", no_wrap=True)
    table.add_column("WOUNDED", justify="right", no_wrap=True)
    table.add_column("REPORTS", justify="right", no_wrap=True)
    table.add_column("GRADE", no_wrap=True)
    table.add_column("STAGE", max_width=STAGE)
    for case in cases:
        where, reports = _place(case), Text(f"{len(case.tellings):,}")
        harm = (_harm(case, "killed", figures), _harm(case, "wounded", figures), reports)
        table.add_row(names[case.id], days(case.date), where, _kind(case, room), *harm, _grade(case), _stage(case))
    return table


def _narrow(cases: Sequence[Case], names: dict[str, str], width: int, figures: Figures) -> RenderableType:
    table = _table()
    table.add_column("DATE, CASE", no_wrap=True)
    table.add_column("PLACE, TYPE", ratio=1)
    table.add_column("KILLED", justify="right", no_wrap=True)
    table.add_column("WOUNDED", justify="right", no_wrap=True)
    table.add_column("GRADE", max_width=STAGE)
    for case in cases:
        reports = Text(wording.counted(len(case.tellings), "report"), style="dim")
        stage = [_stage(case)] if case.desk.stage != "to do" or case.desk.assignee else []
        table.add_row(
            Text("\n").join([Text(days(case.date)), Text(names[case.id], style="dim")]),
            Text("\n").join([_place(case), _kind(case, width - TAKEN_NARROW)]),
            _harm(case, "killed", figures),
            _harm(case, "wounded", figures),
            Text("\n").join([_grade(case), reports, *stage]),
        )
    return table


def _table() -> Table:
    table = Table(box=RULED, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), expand=True)
    table.header_style = table.border_style = "dim"
    return table


# ---- cells -----------------------------------------------------------------------------------------------------------
def days(value: DateRange) -> str:
    """The days of a case in few letters: "4 Mar 2019", "1–2 Feb 2022", "Oct 2022"."""
    if value.start is None or value.end is None:
        known = value.start or value.end
        return f"{'from' if value.start else 'to'} {known}" if known else "undated"
    try:
        first, last = date.fromisoformat(value.start), date.fromisoformat(value.end)
    except ValueError:
        return one_line(f"{value.start}–{value.end}")
    if value.precision in ("month", "year"):
        return f"{first:%b} {first.year}" if value.precision == "month" else str(first.year)
    if first == last:
        return f"{first.day} {first:%b} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {last:%b} {last.year}"
    if first.year == last.year:
        return f"{first.day} {first:%b} –\n{last.day} {last:%b} {last.year}"
    return f"{first.day} {first:%b} {first.year} –\n{last.day} {last:%b} {last.year}"


def toll_range(low: int | None, high: int | None) -> str:
    """Figures of one kind: "4", "4–7", "20+", "≤60", "some" where none is a number.

    >>> toll_range(4, 7), toll_range(20, None)
    ('4–7', '20+')
    """
    if low is None and high is None:
        return "some"
    if high is None:
        return f"{low:,}+"
    if low is None:
        return f"≤{high:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def _harm(case: Case, kind: Literal["killed", "wounded"], figures: Figures) -> Text:
    toll = next((one for one in case.tolls if one.kind == kind), None)
    if figures == "range":
        told = toll_range(toll.low, toll.high) if toll else None
    else:
        told = _by_rule(getattr(link.view(case, figures), kind), figures)
    if told is None:
        return Text("–", style="dim")
    return Text(told, style="dim" if told in ("0", "some") else "bold red" if kind == "killed" else "red")


def _by_rule(told: link.Reported | None, figures: Figures) -> str | None:
    """The figures as one codebook has them: ACLED's one number, UCDP's best with its range, the latest range."""
    if told is None:
        return None
    if figures == "acled":
        return f"{told.best:,}"
    span = toll_range(told.low, told.high)
    return span if figures == "latest" or told.low == told.high else f"{told.best:,} ({span})"


def _place(case: Case) -> Text:
    if case.place is None:
        return Text("place unknown", style="dim")
    land = wording.country(case.place.country)
    told = Text(one_line(case.place.name), style="bold")
    return told.append(f", {one_line(land)}", style="not bold") if land and land != case.place.name else told


def _kind(case: Case, room: int) -> Text:
    """The type, and what else there is to say: harm without a column of its own, a series, what did not happen."""
    name = case.sub_event_type if case.sub_event_type != "Other" else case.event_type
    tolls = {toll.kind: toll_range(toll.low, toll.high) for toll in case.tolls}
    marks = [(f"{tolls[kind]} {kind.replace('_', ' ')}", "red") for kind in OTHERS if kind in tolls]
    marks += [("series", "dim")] if case.series else []
    marks += [(case.status, "yellow")] if case.status != "happened" else []
    told = Text(broken(name, room))
    for mark, style in marks:
        line = told.plain.rsplit("\n", 1)[-1]
        told.append(" · " if len(line) + len(mark) + 3 <= room else "\n", style="dim").append(mark, style=style)
    return told


def broken(name: str, room: int) -> str:
    """A name over as many lines as it takes; unlike a terminal's own, they may end at a slash too.

    >>> broken("Shelling/artillery/missile attack", 22)
    'Shelling/artillery/\\nmissile attack'
    """
    lines = [""]
    for part in re.findall(r"[^ /]+[ /]*", name):
        if lines[-1] and len(lines[-1] + part.rstrip()) > room:
            lines.append("")
        lines[-1] += part
    return "\n".join(line.rstrip() for line in lines)


def _grade(case: Case) -> Text:
    return Text(case.grade.name, style=GRADES.get(case.grade.name, ""))


def _stage(case: Case) -> Text:
    desk = case.desk
    told = Text(desk.stage, style=STAGES.get(desk.stage, "dim"))
    if desk.assignee:
        told.append(f"\n{one_line(desk.assignee)}", style="dim")
    if desk.disputes:
        told.append("\ndisputed", style="yellow")
    return told
