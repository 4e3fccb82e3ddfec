"""Put what is laid out for a terminal into text, the same whatever the environment says."""

from io import StringIO

from rich.console import Console, RenderableType

NARROWEST = 40
"""Columns that a sheet has at least."""


def printed(laid_out: RenderableType, width: int, color: bool = False) -> str:
    """The lines of a sheet, none wider than `width` columns, with or without colour codes."""
    stream = StringIO()
    console = Console(
        file=stream,
        width=max(NARROWEST, width),
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    console.print(laid_out)
    return "\n".join(line.rstrip() for line in stream.getvalue().split("\n"))
