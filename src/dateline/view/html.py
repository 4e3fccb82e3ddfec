"""The coded page as one self-contained HTML file: the page at the left, the record at the right.

The file asks for nothing from a network and runs one script only, its own: a content security policy in the file
names the hashes of its style and its script and forbids all else (CSP Level 3). Text of the page goes in as text.
"""

import base64
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from importlib.resources import files

from msgspec import Struct, structs

from dateline.model import CodedPage
from dateline.view import wording
from dateline.view.html_build import node, words, write
from dateline.view.html_page import FILLED, PageSide, key
from dateline.view.html_record import RecordSide
from dateline.view.plain import one_line


class Entry(Struct, frozen=True):
    """One line of the index of several pages: its file, and what the page holds."""

    file: str
    headline: str
    source: str
    published: str
    incidents: int
    claims: int
    main: str = ""


def page_html(coded: CodedPage) -> str:
    """One coded page as a complete HTML document."""
    record = RecordSide(coded)
    page = PageSide(coded.page, record.marks)
    headline = one_line(coded.page.headline or "Page without a headline")
    present = {m.kind for m in record.marks if m.spans and m.kind in (*FILLED, "content")}
    switch = node(
        "div",
        "switch",
        node("input", "away", type="radio", name="pane", id="show-page"),
        node("label", "", "Page", for_="show-page"),
        node("input", "away", type="radio", name="pane", id="show-record", checked=""),
        node("label", "", "Record", for_="show-record"),
        role="group",
        aria_label="Show",
    )
    origin = node("p", "origin", words(coded.page.source))
    bar = node("header", "bar", node("p", "mark", "Dateline"), origin, switch)
    left = node("section", "pane page", key(present), page.element(), id="page", aria_label="The page")
    right = node("section", "pane rec", record.element(page.anchors), id="record", aria_label="The record")
    main = node("main", "", left, right)
    skip = node("a", "away skip", "Go to the record", href="#record")
    return document(f"{headline} — Dateline", write(skip) + write(bar) + write(main), "coded")


def index_html(entries: Sequence[Entry]) -> str:
    """A list that leads to the HTML files of several pages."""
    rows = []
    for entry in entries:
        link = node("a", "", words(entry.headline or "Page without a headline"), href=entry.file)
        counts = (("incident", entry.incidents), ("claim", entry.claims))
        cells = [node("td", "", link), node("td", "", words(entry.main or "none in the story"))]
        cells.append(node("td", "", words(entry.published)))
        for noun, number in counts:  # a narrow screen shows no heads of columns: the number brings its noun along
            unit = wording.counted(number, noun).partition(" ")[2]
            cells.append(node("td", "count", f"{number:,}", data_unit=unit))
        cells.append(node("td", "from", words(entry.source)))
        rows.append(node("tr", "", *cells))
    names = ("Page", "Main incident", "Published", "Incidents", "Claims", "Source")
    head = node("thead", "", node("tr", "", *(node("th", "", n, scope="col") for n in names)))
    title = node("h1", "", wording.counted(len(entries), "coded page"))
    body = node("main", "", title, node("table", "index", head, node("tbody", "", *rows)))
    bar = node("header", "bar", node("p", "mark", "Dateline"))
    return document("Coded pages — Dateline", write(bar) + write(body), "listing")


def entry(coded: CodedPage) -> Entry:
    """The line of the index for one page whose file has no name yet."""
    return Entry(
        file="",
        headline=coded.page.headline or "",
        source=coded.page.source,
        published=wording.published(coded.page.published),
        incidents=len(coded.incidents),
        claims=len(coded.claims),
        main=next((wording.in_short(i) for i in coded.incidents if i.main), ""),
    )


def placed(line: Entry, file: str) -> Entry:
    """The line of the index with its file's name."""
    return structs.replace(line, file=file)


def document(title: str, body: str, css: str) -> str:
    """A whole document with the style, the script and the policy that admits nothing else."""
    style, script = static("page.css"), static("page.js")
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest(style)}'; script-src 'sha256-{digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return (
        "<!doctype html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n"
        f'<body class="{css}">\n{body}\n<script>{script}</script>\n</body>\n</html>\n'
    )


@lru_cache
def static(name: str) -> str:
    """A file that ships beside this module."""
    return files("dateline.view").joinpath("static", name).read_text("utf-8")


def digest(text: str) -> str:
    """The SHA-256 of a style or script as a content security policy writes it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
