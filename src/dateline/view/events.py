"""Lists in a terminal: what was done to a case, rejected pages, open issues, faults, and how cases differ."""

import re
from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.case import Change, Event, Fault, PageIssue, Rejection
from dateline.view.plain import one_line
from dateline.view.printing import printed

SHORT = 12
"""Digits of the names of entries and values that are shown: enough to undo by."""

DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
MACHINE = "dateline"
KINDS = {"new": "green", "gone": "red", "changed": "", "merged": "cyan", "split": "cyan"}
SIGNS = {"new": "+", "gone": "−", "changed": "~", "merged": "⊃", "split": "⊂"}


def at(time: str) -> str:
    """A time of the ledger to the minute: "2026-03-04 15:48"."""
    return one_line(time[:16].replace("T", " "))


def event_line(event: Event) -> Text:
    """One entry: when, who, what, why; struck out where it counts no more."""
    line = Text()
    line.append(f"{at(event.at)}  ", style="dim")
    line.append(one_line(event.author), style="" if event.author == MACHINE else "bold cyan")
    line.append(f"  {event.action.replace('_', ' ')}", style="bold")
    if event.what:
        line.append(f"  {DIGEST.sub(lambda m: m.group()[:SHORT], one_line(event.what))}")
    if event.reason:
        line.append(f"  “{one_line(event.reason)}”", style="italic")
    if event.undone:
        line.stylize("strike")
        line.append("  undone", style="yellow")
    line.append(f"  entry {event.entry[:SHORT]}", style="dim")
    return line


def history_text(events: Sequence[Event], width: int = 100, color: bool = False) -> str:
    """All events in order; the version of the program stands where it changes."""
    lines: list[RenderableType] = []
    version = ""
    for event in events:
        if event.version != version:
            version = event.version
            note = "" if lines else "; times in UTC"
            lines.append(Text(f"dateline {one_line(version)}{note}", style="dim"))
        lines.append(Padding(event_line(event), (0, 0, 0, 2)))
    return printed(Group(*lines), width, color) if lines else ""


def rejections_text(rejections: Sequence[Rejection], width: int = 100, color: bool = False) -> str:
    """Each rejected page with its reason."""
    rows = [(f"{at(one.recorded_at)}", one.source, reason(one)) for one in rejections]
    return _listed(rows, width, color)


def reason(rejection: Rejection) -> str:
    """Why a page was rejected, without the page's name where the reason begins with it."""
    return rejection.reason.removeprefix(f"{rejection.source}: ").removeprefix(rejection.source).strip()


def issues_text(issues: Sequence[PageIssue], width: int = 100, color: bool = False) -> str:
    """What the codings left open, under the page that it is about."""
    return _listed([(one.code, one.source, one.message) for one in issues], width, color)


def faults_text(faults: Sequence[Fault], width: int = 100, color: bool = False) -> str:
    """Each fault: where, and what."""
    lines = (Text().append(f"✗ {one_line(one.where)}", style="red").append(f": {one_line(one.what)}") for one in faults)
    return printed(Group(*lines), width, color)


def changes_text(changes: Sequence[Change], width: int = 100, color: bool = False) -> str:
    """Each case that differs, with the fields that do."""
    return printed(Group(*map(_change, changes)), width, color) if changes else ""


def _change(change: Change) -> RenderableType:
    head = Text()
    head.append(f"{SIGNS[change.kind]} {change.kind}", style=KINDS[change.kind] or "bold")
    names = [" + ".join(id[:SHORT] for id in ids) for ids in (change.before, change.after) if ids]
    head.append(f"  {' → '.join(dict.fromkeys(names))}")
    head.append(f"  {one_line(change.summary)}", style="dim")
    table = Table.grid(padding=(0, 2, 0, 0))
    for name, old, new in change.fields:
        table.add_row(
            Text(name.replace("_", " "), style="dim"),
            Text(one_line(old) or "–", style="red"),
            Text("→", style="dim"),
            Text(one_line(new) or "–", style="green"),
        )
    return Group(head, Padding(table, (0, 0, 0, 4))) if change.fields else head


def _listed(rows: Iterable[tuple[str, str, str]], width: int, color: bool) -> str:
    """Rows of a label, a source and words; a source is named once for those that follow each other."""
    lines: list[RenderableType] = []
    last = None
    for label, source, words in rows:
        if source != last:
            lines.append(Text(one_line(source), style="bold"))
            last = source
        line = Text().append(f"{one_line(label)}  ", style="dim").append(one_line(words))
        lines.append(Padding(line, (0, 0, 0, 2)))
    return printed(Group(*lines), width, color) if lines else ""
