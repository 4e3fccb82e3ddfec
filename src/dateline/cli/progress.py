"""A line on the terminal that tells how far a long run has come, how fast it goes, and how long it will take."""

import sys
import time
from collections import deque
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0  # seconds before a line appears
TICK = 0.1  # seconds between two looks of it
WINDOW = 30.0  # seconds over which the rate is taken: known pages go by faster than those that are coded
LOOKS = 1.0  # seconds between two points of the rate
MINUTE, HOUR, DAY = 60, 3600, 86400


class Bar:
    """The line of one run; draws nothing where it is not wanted. `total` is how many there are, where that is known."""

    def __init__(self, wanted: bool, total: int | None = None) -> None:
        self.wanted = wanted
        self.total = total
        self.start = self.last = time.monotonic()
        self.points = deque([(self.start, 0)])
        self.line: Progress | None = None

    def show(self, told: str, done: int) -> None:
        """Draw the line anew, not before the run has taken a while and not too often."""
        now = time.monotonic()
        if not self.wanted or now - self.start < PATIENCE or now - self.last < TICK:
            return
        self.last = now
        if self.line is None:
            self.line = drawn(self.total)
        rate = self.rate(now, done)
        left = remaining(self.total - done, rate) if self.total is not None else ""
        words = " · ".join(filter(None, (told, f"{rate:.1f} a second", left)))
        self.line.update(self.line.task_ids[0], completed=done, description=words)
        self.line.refresh()

    def rate(self, now: float, done: int) -> float:
        """How many a second of late."""
        if now - self.points[-1][0] > LOOKS:
            self.points.append((now, done))
        while len(self.points) > 2 and now - self.points[0][0] > WINDOW:
            self.points.popleft()
        then, before = self.points[0]
        return (done - before) / max(now - then, TICK)

    def hide(self) -> None:
        """Take the line away, so that a message has the terminal to itself."""
        if self.line is not None:
            self.line.stop()
            self.line = None


def remaining(count: int, rate: float) -> str:
    """The time that so many will take, in words; nothing where it cannot be said.

    >>> remaining(600, 2.0), remaining(600, 0.01), remaining(0, 2.0)
    ('5 min left', '16.7 h left', '')
    """
    if count <= 0 or rate <= 0:
        return ""
    seconds = count / rate
    if seconds < MINUTE:
        return f"{seconds:.0f} s left"
    if seconds < 2 * HOUR:
        return f"{seconds / MINUTE:.0f} min left"
    return f"{seconds / HOUR:.1f} h left" if seconds < 2 * DAY else f"{seconds / DAY:.1f} days left"


def drawn(total: int | None) -> "Progress":
    """A started progress line on standard error, without a thread of its own: worker processes may be forked."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(bar_width=20), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    line = Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
    line.add_task("", total=total)
    line.start()
    return line


@contextmanager
def progress(wanted: bool, total: int | None = None) -> Generator[Bar]:
    """A progress line for the time of a run."""
    bar = Bar(wanted and sys.stderr is not None and sys.stderr.isatty(), total)
    try:
        yield bar
    finally:
        bar.hide()


@contextmanager
def spinning() -> Generator[Callable[[str], None]]:
    """A sign of life for work of unknown length; what is being done can be told to it."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True)
    with console.status("") as status:
        yield lambda told: status.update(Text(told))
