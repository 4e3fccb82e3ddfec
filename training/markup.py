"""The corpus markup, text part: a report file → header, blocks, page text and marked spans with exact offsets.

`corpus/README.md` describes the markup for writers. Nothing stops at the first mistake: every problem is collected
with its file, its line and what to write instead. The rows below `---` are read by `table.py`.
"""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct

from dateline.model import Block, BlockRole, ReportKind, Span
from training.table import Note, Table, read_table

Level = Literal["error", "warning"]

LETTERS = {
    "i": "EVENT",
    "a": "ACTOR",
    "v": "VICTIM",
    "n": "NUMBER",
    "p": "PLACE",
    "t": "TIME",
    "w": "WEAPON",
    "o": "OBJECT",
    "s": "SOURCE",
    "c": "CUE",
    "q": "CONTENT",
    "l": "LINK",
    "f": "FACT",
    "u": "ISSUE",
}
"""Every letter of the markup, and the label that its spans get."""

KEYS = frozenset(
    "id region style published outlet agency dateline section authors country negative language note".split()
)
NEEDED = ("id", "region", "style", "published")
REGIONS = frozenset(
    "sahel west-africa central-africa great-lakes horn north-africa southern-africa levant iraq-iran gulf caucasus "
    "central-asia afghanistan-pakistan south-asia southeast-asia east-asia ukraine-russia europe andes central-america "
    "mexico caribbean brazil north-america oceania elsewhere".split()
)
STYLES = frozenset(
    "wire local live brief release ngo tabloid translated telegram roundup magazine broadcast interview".split()
)
ROLES = frozenset(get_args(BlockRole))
TELLING = frozenset(
    "headline standfirst paragraph subhead caption teaser_headline teaser_standfirst ranking_item".split()
)
RULE = re.compile(r"-{3,}\s*$")
_KEY = re.compile(r"([a-z][a-z _]*?)\s*:\s*(.*)$")
_ROLE = re.compile(r"([a-z]+(?:_[a-z]+)?):(?:\s+(.*)|)$")
_TAG = re.compile(r"\s*([a-z]\d*(?:\s*,\s*[a-z]\d*)*)\s*\|")
_STAMP = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?$")


class Problem(Struct, frozen=True, order=True):
    """One mistake or doubt: where it is, and what to do about it."""

    file: str
    line: int
    level: Level
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.level}: {self.message}"


class Mention(Struct, frozen=True):
    """One marked span of the page text; `id` is null where it is only a label (`{p|Paris}`)."""

    letter: str
    id: str | None
    start: int
    end: int
    line: int

    @property
    def span(self) -> Span:
        """The offsets alone."""
        return self.start, self.end


class Piece(Struct, frozen=True):
    """One report of the page: its id, its kind and the numbers of its blocks."""

    id: str
    kind: ReportKind
    blocks: tuple[int, ...]


class Marked(Struct, frozen=True):
    """A report file as it was read."""

    file: str
    head: dict[str, str]
    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    mentions: tuple[Mention, ...]
    table: Table
    problems: tuple[Problem, ...]

    def of(self, id: str) -> tuple[Mention, ...]:
        """The spans that carry this id, in the order of the text."""
        return tuple(m for m in self.mentions if m.id == id)

    def spans(self, id: str) -> tuple[Span, ...]:
        """The offsets of the spans that carry this id."""
        return tuple(m.span for m in self.of(id))

    def wordings(self, id: str) -> list[str]:
        """What the page calls an id, in the order of the text."""
        return [" ".join(self.text[m.start : m.end].split()) for m in self.of(id)]

    def words(self, id: str) -> str | None:
        """The page's fullest wording for an id; of several the first."""
        return max(self.wordings(id), key=len, default=None)

    def report_at(self, offset: int) -> str:
        """The id of the report that the text at this offset belongs to."""
        number = next((n for n, b in enumerate(self.blocks) if b.start <= offset < b.end), -1)
        return next((p.id for p in self.pieces if number in p.blocks), "r1")


def read_file(path: Path, root: Path | None = None) -> Marked:
    """Read one report file; its problems come with it."""
    name = path.relative_to(root).as_posix() if root and path.is_relative_to(root) else path.as_posix()
    return read(path.read_text("utf-8-sig"), name)


def read(source: str, file: str = "report") -> Marked:
    """Read the text of a report file."""
    lines = source.splitlines()
    problems: list[Problem] = []

    def wrong(line: int, message: str) -> None:
        problems.append(Problem(file, line, "error", message))

    blank = next((n for n, line in enumerate(lines) if not line.strip()), len(lines))
    rule = next((n for n, line in enumerate(lines) if RULE.match(line)), None)
    if rule is None:
        wrong(
            len(lines), "no line `---` between the page and its records; add one, with nothing below on a negative page"
        )
        rule = len(lines)
    head = _header(lines[: min(blank, rule)], wrong)
    raw = _blocks(lines, blank, rule)
    text, blocks, mentions = _page(raw, wrong)
    table = read_table(lines, rule + 1, wrong)
    return Marked(file, head, text, blocks, pieces(blocks), mentions, table, tuple(problems))


def _header(lines: list[str], wrong: Note) -> dict[str, str]:
    head: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        match = _KEY.match(line)
        if match is None or match[1] not in KEYS:
            wrong(number, f"header line not understood: {line!r}; the keys are {', '.join(sorted(KEYS))}")
        elif match[1] in head:
            wrong(number, f"`{match[1]}` stands twice in the header; drop one")
        else:
            head[match[1]] = match[2].strip()
    for key in NEEDED:
        if not head.get(key):
            wrong(1, f"the header has no `{key}:`; add it")
    _one_of(head, "region", REGIONS, wrong)
    _one_of(head, "style", STYLES, wrong)
    _one_of(head, "negative", frozenset({"yes", "no"}), wrong)
    stamp = head.get("published", "unknown")
    if stamp != "unknown" and not is_iso(stamp):
        wrong(1, f"published: {stamp!r} is no time; write 2021-03-15 or 2021-03-15T09:40, or unknown")
    return head


def is_iso(stamp: str) -> bool:
    """Whether this is an ISO day or minute that exists."""
    if not _STAMP.match(stamp):
        return False
    try:
        datetime.fromisoformat(stamp) if "T" in stamp else date.fromisoformat(stamp)
    except ValueError:
        return False
    return True


def _one_of(head: dict[str, str], key: str, legal: frozenset[str], wrong: Note) -> None:
    if head.get(key) and head[key] not in legal:
        wrong(1, f"{key}: {head[key]!r} is not one of: {', '.join(sorted(legal))}")


Raw = tuple[BlockRole, list[tuple[int, str]]]


def _blocks(lines: list[str], start: int, end: int) -> list[Raw]:
    """Lines to blocks: a paragraph runs to a blank line or a role, a led block over indented lines."""
    raw: list[Raw] = []
    is_open = is_led = False
    for number in range(start, end):
        line = lines[number].strip()
        led = _ROLE.match(line)
        if not line:
            is_open = False
        elif led and led[1] in ROLES:
            raw.append((led[1], [(number + 1, led[2] or "")]))  # type: ignore[arg-type]
            is_open = is_led = True
        elif is_open and (not is_led or lines[number][0].isspace()):
            raw[-1][1].append((number + 1, line))
        else:
            raw.append(("paragraph", [(number + 1, line)]))
            is_open, is_led = True, False
    return raw


class _Open(Struct):
    tags: list[str]
    start: int
    line: int


def _page(raw: list[Raw], wrong: Note) -> tuple[str, tuple[Block, ...], tuple[Mention, ...]]:
    out: list[str] = []
    blocks: list[Block] = []
    mentions: list[Mention] = []
    size = 0
    for role, lines in raw:
        if size:
            out.append("\n\n")
            size += 2
        clean, found = _spans(lines, size, wrong)
        if not clean:
            wrong(lines[0][0], f"the block `{role}:` is empty; write its words behind the colon")
            continue
        out.append(clean)
        blocks.append(Block(role, size, size + len(clean)))
        size += len(clean)
        mentions.extend(found)
    mentions.sort(key=lambda m: (m.start, -m.end))
    return "".join(out), tuple(blocks), tuple(mentions)


def _spans(lines: list[tuple[int, str]], base: int, wrong: Note) -> tuple[str, list[Mention]]:
    """One block without its marks, and its spans; a line that ends in `\\` keeps its break."""
    clean = ""
    stack: list[_Open] = []
    found: list[Mention] = []
    for n, (number, line) in enumerate(lines):
        if n:
            clean = clean[:-1].rstrip() + "\n" if clean.endswith("\\") else clean + " " * bool(clean)
        at = 0
        while at < len(line):
            char = line[at]
            if char == "{":
                tag = _TAG.match(line, at + 1)
                if tag is None:
                    wrong(number, f"`{line[at : at + 14]}…` opens no span; write {{a1|words}} or {{p|words}}")
                    at += 1
                    continue
                stack.append(_Open([t.strip() for t in tag[1].split(",")], base + len(clean), number))
                at = tag.end()
                continue
            if char == "}":
                if stack:
                    _close(stack.pop(), base, clean, found, wrong)
                else:
                    wrong(number, "`}` closes no span; delete it or add the opening {…|")
            else:
                clean += char
            at += 1
    for left in stack:
        wrong(left.line, f"{{{','.join(left.tags)}|… is not closed in its block; add `}}`")
    return clean.rstrip("\\ "), found


def _close(opened: _Open, base: int, clean: str, found: list[Mention], wrong: Note) -> None:
    start, end = opened.start, base + len(clean)
    words = clean[start - base :]
    if not words.strip():
        wrong(opened.line, f"{{{','.join(opened.tags)}|}} holds no words; fill or delete it")
        return
    if words != words.strip():
        wrong(opened.line, f"the span {words!r} begins or ends with a blank; move the blank out")
    for tag in opened.tags:
        if tag[0] not in LETTERS:
            wrong(opened.line, f"no span begins with the letter `{tag[0]}`; the letters are {' '.join(LETTERS)}")
            continue
        if tag in ("i", "q", "l", "f"):
            wrong(opened.line, f"{{{tag}|{words}}} needs a number that ties it to its record, as {{{tag}1|…}}")
        found.append(Mention(tag[0], tag if len(tag) > 1 else None, start, end, opened.line))


def pieces(blocks: tuple[Block, ...]) -> tuple[Piece, ...]:
    """The reports of a page: its story, then each teaser and each item of a list."""
    story = [n for n, b in enumerate(blocks) if not b.role.startswith(("teaser", "ranking"))]
    rest: list[tuple[ReportKind, list[int]]] = []
    has_title = True
    for n, block in enumerate(blocks):
        if block.role == "ranking_item":
            rest.append(("ranking", [n]))
        elif block.role.startswith("teaser"):
            begins = block.role == "teaser_section" or (block.role == "teaser_headline" and has_title)
            if begins or not rest or rest[-1][0] != "teaser":
                rest.append(("teaser", []))
                has_title = False
            rest[-1][1].append(n)
            has_title = has_title or block.role == "teaser_headline"
    numbered = [Piece("r1", "story", tuple(story))] if story else []
    return (*numbered, *(Piece(f"r{k}", kind, tuple(held)) for k, (kind, held) in enumerate(rest, 2)))
