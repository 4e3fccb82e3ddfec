"""Show a coded page in a notebook: the HTML view in a frame of its own, the reading sheet where there is no HTML.

IPython asks for these by the name of the type, so that `model.py` knows nothing of views (IPython's
`DisplayFormatter`, `for_type_by_name`).
"""

import sys
from html import escape
from typing import Any

from dateline.model import CodedPage

HEIGHT = 640  # CSS pixels: a page beside its record without leaving the notebook


def enable() -> bool:
    """Teach the running IPython to show coded pages; tells whether there was one."""
    running = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if running is None:
        return False
    formatters = running.display_formatter.formatters
    formatters["text/html"].for_type(CodedPage, frame)
    formatters["text/plain"].for_type(CodedPage, sheet)
    return True


def frame(coded: CodedPage) -> str:
    """The HTML view in a sandboxed frame: its style, script and text stay apart from the notebook."""
    from dateline.view.html import page_html

    return (
        f'<iframe sandbox="allow-scripts" title="Coded page" width="100%" height="{HEIGHT}" '
        f'style="border:1px solid #8888" srcdoc="{escape(page_html(coded))}"></iframe>'
    )


def sheet(coded: CodedPage, printer: Any, cycle: bool) -> None:
    """The reading sheet as plain text, for IPython's printer; inside a list the name of the page alone."""
    from dateline.view.terminal import text

    inside = cycle or len(printer.stack) > 1  # one of several in a list or a dict
    printer.text(f"<CodedPage {coded.page.source!r}>" if inside else text(coded, 100))
