"""Cases as a table in a terminal: one line a case where there is room, two where the terminal is narrow."""

from collections.abc import Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.case import Case, Toll
from dateline.model import DateRange
from dateline.view import wording
from dateline.view.plain import one_line
from dateline.view.printing import printed

WIDE = 108
"""Columns from which each case stands on one line."""

SHORTEST = 8
"""Digits of a case's name that are shown at least."""

GRADES = {"confirmed": "green", "fair": "", "weak": "dim", "contested": "yellow", "discounted": "dim strike"}
STAGES = {"in progress": "cyan", "ready for review": "cyan", "signed off": "green", "stale": "yellow"}
OTHERS = ("killed_or_wounded", "missing", "abducted", "detained", "displaced")

def text(cases: Sequence[Case], width: int = 100, color: bool = False) -> str:
    """The table as lines no wider than `width` columns; nothing where there is no case."""
    if not cases:
        return ""
    names = short([case.id for case in cases])
    table = _wide(cases, names) if width >= WIDE else _narrow(cases, names)
    return printed(table, width, color)


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


def _wide(cases: Sequence[Case], names: dict[str, str]) -> RenderableType:
    table = _table()
    table.add_column("CASE", no_wrap=True)
    table.add_column("DATE", no_wrap=True)
    table.add_column("PLACE", ratio=4)
    table.add_column("TYPE", ratio=5)
    table.add_column("KILLED", justify="right", no_wrap=True)
    table.add_column("WOUNDED", justify="right", no_wrap=True)
    table.add_column("REPORTS", justify="right", no_wrap=True)
    table.add_column("GRADE", no_wrap=True)
    table.add_column("STAGE", max_width=16)
    for case in cases:
        harm = [_harm(case, "killed"), _harm(case, "wounded"), f"{len(case.tellings):,}"]
        table.add_row(names[case.id], days(case.date), _place(case), _kind(case), *harm, _grade(case), _stage(case))
    return _ruled(table)


def _narrow(cases: Sequence[Case], names: dict[str, str]) -> RenderableType:
    table = _table()
    table.add_column("DATE, CASE", no_wrap=True)
    table.add_column("PLACE, TYPE", ratio=1)
    table.add_column("KILLED", justify="right", no_wrap=True)
    table.add_column("WOUNDED", justify="right", no_wrap=True)
    table.add_column("GRADE", max_width=16)
    for case in cases:
        reports = Text(wording.counted(len(case.tellings), "report"), style="dim")
        stage = [_stage(case)] if case.desk.stage != "to do" or case.desk.assignee else []
        table.add_row(
            Text("\n").join([Text(days(case.date)), Text(names[case.id], style="dim")]),
            Text("\n").join([_place(case), _kind(case)]),
            _harm(case, "killed"),
            _harm(case, "wounded"),
            Text("\n").join([_grade(case), reports, *stage]),
        )
    return _ruled(table)


def _table() -> Table:
    return Table(box=None, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=True)


def _ruled(table: Table) -> RenderableType:
    """The table between two thin lines."""
    line = Rule(style="dim", characters="─")
    return Group(table, line)


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


def toll_range(toll: Toll) -> str:
    """What the figures of one kind come to: "4", "4–7", "20+", "some" where none is a number."""
    if toll.low is None and toll.high is None:
        return "some"
    if toll.high is None:
        return f"{toll.low:,}+"
    if toll.low is None:
        return f"≤{toll.high:,}"
    return f"{toll.low:,}" if toll.low == toll.high else f"{toll.low:,}–{toll.high:,}"


def _harm(case: Case, kind: str) -> Text:
    toll = next((one for one in case.tolls if one.kind == kind), None)
    if toll is None:
        return Text("–", style="dim")
    told = toll_range(toll)
    return Text(told, style="dim" if told in ("0", "some") else "bold red" if kind == "killed" else "red")


def _place(case: Case) -> Text:
    if case.place is None:
        return Text("place unknown", style="dim")
    land = wording.country(case.place.country)
    told = Text(one_line(case.place.name), style="bold")
    return told.append(f", {one_line(land)}", style="not bold") if land and land != case.place.name else told


def _kind(case: Case) -> Text:
    name = case.sub_event_type if case.sub_event_type != "Other" else case.event_type
    told = Text(name)
    tolls = {toll.kind: toll_range(toll) for toll in case.tolls}
    for kind in OTHERS:
        if kind in tolls:
            told.append(f" · {tolls[kind]} {kind.replace('_', ' ')}", style="red")
    if case.series:
        told.append(" · series", style="dim")
    if case.status != "happened":
        told.append(f" · {case.status}", style="yellow")
    return told


def _grade(case: Case) -> Text:
    return Text(case.grade.name, style=GRADES.get(case.grade.name, ""))


def _stage(case: Case) -> Text:
    desk = case.desk
    told = Text(desk.stage, style=STAGES.get(desk.stage, "dim"))
    if desk.assignee:
        told.append(f" · {one_line(desk.assignee)}", style="dim")
    if desk.disputes:
        told.append(" · disputed", style="yellow")
    return told
