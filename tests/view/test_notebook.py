import sys
from types import SimpleNamespace

import lxml.html

from dateline.model import CodedPage
from dateline.view import notebook
from dateline.view.html import page_html
from tests.view import invented


class Formatter:
    """Keeps what it is told, as an IPython formatter does."""

    def __init__(self) -> None:
        self.known = {}

    def for_type(self, kind, show):
        self.known[kind] = show


def test_in_a_notebook_a_coded_page_is_the_html_view_in_a_sandbox(monkeypatch):
    formatters = {"text/html": Formatter(), "text/plain": Formatter()}
    shell = SimpleNamespace(display_formatter=SimpleNamespace(formatters=formatters))
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))

    assert notebook.enable()
    written = formatters["text/html"].known[CodedPage](invented.coded())

    frame = lxml.html.fragment_fromstring(written)
    assert frame.tag == "iframe"
    assert frame.get("sandbox") == "allow-scripts"
    assert frame.get("srcdoc") == page_html(invented.coded())


def printed(depth: int) -> str:
    said = []
    notebook.sheet(invented.coded(), SimpleNamespace(text=said.append, stack=list(range(depth))), False)
    return said[0]


def test_without_html_the_reading_sheet_is_printed():
    assert "Shelling/artillery/missile attack" in printed(1)


def test_in_a_list_a_coded_page_is_short():
    assert printed(2) == "<CodedPage 'pages/gorno.txt'>"


def test_outside_a_notebook_nothing_happens(monkeypatch):
    monkeypatch.delitem(sys.modules, "IPython", raising=False)

    assert not notebook.enable()
