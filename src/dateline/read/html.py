"""HTML: markup to the text that a reader sees, line by line, with what markup and main-text extraction say of each."""

from lxml.html import HtmlElement
from msgspec import Struct, structs

from dateline.errors import PageRejected
from dateline.model import Issue, PageRead
from dateline.read.assemble import assemble
from dateline.read.decode import repair
from dateline.read.head import read_head
from dateline.read.lines import Line, Meta
from dateline.read.linked_data import read_body
from dateline.read.markup import parse
from dateline.read.story import is_shown, story_lines
from dateline.read.visible import VisibleLine, visible_lines


class Visible(Struct, frozen=True):
    """A page of markup as it is seen: canonical text, its lines, what its head says, and what was repaired."""

    text: str
    lines: tuple[Line, ...]
    meta: Meta
    issues: tuple[Issue, ...]


def read_html(
    markup: str, *, id: str, source: str, meta: Meta | None = None, issues: tuple[Issue, ...] = ()
) -> PageRead:
    """Read a page of markup. What `meta` says, from a record that holds the markup, goes before the page's head.

    Raises PageRejected where the markup shows no text.
    """
    seen = visible_page(markup)
    return assemble(seen.text, seen.lines, _joined(seen.meta, meta), id=id, source=source, issues=issues + seen.issues)


def visible_page(markup: str) -> Visible:
    """The canonical text of some markup: its visible lines, white space collapsed, one line feed between them.

    Raises PageRejected where the markup shows no text.
    """
    tree, repaired = parse(markup)
    meta = read_head(tree)
    shown = _shown(tree)
    body = [] if is_shown(shown, paragraphs := read_body(tree)) else paragraphs
    if body:
        shown, kept = _with_body(shown, body, meta.headline)
        trouble = "the story stands in the page's linked data alone; it was added to the text that the page shows"
    elif shown:
        kept, trouble = story_lines(tree, shown)
    else:
        raise PageRejected(
            "the page shows no text without its scripts; save it from a browser as it is displayed, or give its text"
        )
    text, lines = _laid_out(shown, kept)
    issues = [Issue("markup-repaired", reason) for reason in (repaired, trouble) if reason]
    text, issue = repair(text)
    if issue:
        issues.append(issue)
    return Visible(text, lines, meta, tuple(issues))


def _shown(tree: HtmlElement) -> list[VisibleLine]:
    """The lines seen; where there are none, those for browsers without scripts or frames."""
    shown = visible_lines(tree) or visible_lines(tree, fallback=True)
    if shown and all(line.tag == "noframes" for line in shown):  # the parser hands its content on as it stands
        inner, _ = parse("\n".join(line.text for line in shown))
        return visible_lines(inner) or shown
    return shown


def _with_body(shown: list[VisibleLine], body: list[str], headline: str | None) -> tuple[list[VisibleLine], list[bool]]:
    """The lines with the story that scripts would have put there: under the page's <h1>, or else at its top."""
    at = next((i + 1 for i, line in enumerate(shown) if line.tag == "h1"), 0)
    added = [VisibleLine(text, "p", frozenset(("articlebody",)), 0.0) for text in body]
    if headline and not at:
        added.insert(0, VisibleLine(headline, "h1", frozenset(("headline",)), 0.0))
    kept = [
        at <= i < at + len(added) and (line.tag != "h1") for i, line in enumerate([*shown[:at], *added, *shown[at:]])
    ]
    return [*shown[:at], *added, *shown[at:]], kept


def _laid_out(shown: list[VisibleLine], kept: list[bool]) -> tuple[str, tuple[Line, ...]]:
    lines: list[Line] = []
    at = 0
    for line, body in zip(shown, kept, strict=True):
        lines.append(Line(at, at + len(line.text), line.tag, body, line.hints))
        at += len(line.text) + 1
    return "\n".join(line.text for line in shown), tuple(lines)


def _joined(head: Meta, record: Meta | None) -> Meta:
    """The record's values, and the head's where the record is silent."""
    if record is None:
        return head
    given = {name: value for name, value in structs.asdict(record).items() if value}
    return structs.replace(head, **given)
