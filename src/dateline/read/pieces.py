"""Pieces: lines cut into the parts that they hold, each with what its words say of it.

"date 2022-02-14 World / Africa" is a date and a section, "Soldiers at a post. Picture: AGENCY/Name" a caption
and a credit. What joins two parts (a bar, a dash) stays with the part before it, so pieces leave no gap.
"""

import re
from collections import Counter

from msgspec import Struct

from dateline.read import ages, datelines, furniture, stamps
from dateline.read.furniture import Kind
from dateline.read.lines import Line, trimmed

_JOINT = re.compile(r"\s[|•·–—-]{1,2}\s|\s{2,}|[|•·]|\s(?=(?:published|updated|posted|last updated)\b)", re.IGNORECASE)
_SKIP = re.compile(r"[\s|•·,;:–—()\-]*")
_CLOCK = re.compile(
    r"(?:updated |at )?(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4}T?)?(?![\w:.])", re.IGNORECASE
)
# "16:42 GMT - A title": the time that heads an entry of a live report, and what follows it on its line.
_ENTRY = re.compile(
    r"(?P<clock>(?:(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?(?i:[ap]\.?m\b\.?))?|1?\d\.[0-5]\d\s?(?i:[ap]\.?m\b\.?))"
    r"(?:\s\(?(?:GMT|UTC|[A-Z]{2,3}T)(?:\s?[+-]\d{1,2})?\)?)?)"
    r"(?:\s?[-–—:|]\s+|\s{2,}|\s(?=[A-ZÀ-Þ“\"]))(?=\S+\s+\S)"
)
_CREDIT_AT = re.compile(
    r"[\[(][^\[\]()]{2,80}[\])]\s*$|(?<![\w-])(?:(?i:(?:file )?(?:picture|photo|photograph|image|pic|credit|courtesy)s?"
    r"(?: (?:credit|by|courtesy(?: of)?|source))?)\s?[:/|]|(?i:photo|picture|image) (?:by|courtesy of) (?=[A-Z])"
    r"|(?:AFP|AP|EPA|REUTERS|Reuters|Getty Images|EFE|Xinhua|Anadolu)(?: PHOTO)?\s?/\s?"
    r"|via (?:REUTERS|Reuters|AP|AFP|Getty)\b|©\s?)",
)
_SIDE_LINK = re.compile(
    r"(?:read(?: also| more| next| this)?|also read|related(?: story| article| stories)?|see also|more|watch(?: also)?"
    r"|recommended|don['’]t miss)\s?(?:[:|»>–]|\s-)\s?(?=\S)",
    re.IGNORECASE,
)
_END = re.compile(
    r"[.!?…。؟।][\"”’'»)\]\s■▪●◆□]*$"
    r"|[.!?][\"”’]?\s*(?:[-–—]{1,3}\s?[A-Z]|[(\[][A-Z])[\w ./’'-]{1,40}[)\].]*$"
)
_NUMBERED = re.compile(r"#?\d{1,2}\s?[.)]\s")
_WORDS = re.compile(r"\S+")
_TITLES = ("h1", "h2", "h3")
Part = tuple[int, int, Kind]
# kind | words of class and id that give it | words of text up to which they do
_HINTED: tuple[tuple[Kind, frozenset[str], int], ...] = (
    ("comments", frozenset(("comments", "disqus", "commentlist", "respond")), 400),
    ("byline", frozenset(("byline", "author", "authors")), 14),
    ("credit", frozenset(("credit", "credits")), 20),
    ("section", frozenset(("breadcrumb", "breadcrumbs", "kicker")), 8),
    ("promotion", frozenset(("newsletter", "subscribe", "promo", "advert", "advertisement", "paywall", "donate")), 60),
    ("navigation", frozenset(("share", "sharing", "social", "menu", "navbar")), 12),
)
_CAPTIONS = frozenset(("caption", "figcaption", "wp-caption-text", "image-caption", "photo-caption"))
BARRED_WORDS = 4
"""So few words between bars on a dated line are a label, whatever they are."""
MANY, AROUND = 20_000, 1000
"""Lines: of a page with more, such as an index of links, the lines so far from the main text are navigation."""
LONGEST_CUT = 500
"""Characters: a longer line is running text and is not cut into labels."""


class Piece(Struct, frozen=True, gc=False):
    """A line or a part of one. `gap`: a blank line stands before it; `whole`: it is not part of a longer line;
    `repeated`: the page has the same line more than once; `open_ended`: what it says begins or goes on in another line.
    """

    start: int
    end: int
    kind: Kind
    line: Line
    gap: bool
    words: int
    sentence: bool
    whole: bool = True
    repeated: bool = False
    open_ended: bool = False

    @property
    def heading(self) -> bool:
        """True where the piece reads like a headline: some words and no full stop."""
        return self.kind == "text" and 3 <= self.words <= 35 and not self.sentence


def _tells(text: str, start: int, end: int) -> bool:
    """True for what ends like a sentence or begins with a dateline."""
    if _END.search(text, max(start, end - 60), end):
        return True
    return end - start > 60 and datelines.at_start(text, start, end) is not None


def _repeats(text: str, lines: tuple[Line, ...]) -> list[bool]:
    """Which lines the page repeats as furniture and captions are: at once, or as a line that is no sentence.

    Paragraphs that come again further on are those of a second copy of the story, and stay what they are.
    """
    shown = ["" if n.body or not 25 < n.end - n.start <= 1000 else text[n.start : n.end] for n in lines]
    times = Counter(shown)
    at_once = [bool(s) and s in shown[max(0, i - 2) : i] + shown[i + 1 : i + 3] for i, s in enumerate(shown)]
    return [at_once[i] or (bool(s) and times[s] > 1 and not _END.search(s)) for i, s in enumerate(shown)]


def numbered(text: str, piece: Piece) -> bool:
    """True for an item of a numbered list: "1. A headline"."""
    return bool(_NUMBERED.match(text, piece.start, piece.end))


def pieces(text: str, lines: tuple[Line, ...]) -> list[Piece]:
    """Cut every line; repeated lines are marked from their first occurrence on."""
    repeats = _repeats(text, lines)
    found: list[Piece] = []
    last, live = 0, sum(1 for n in lines if _ENTRY.match(text, n.start, n.end)) > 1
    near = _near_story(lines)
    for i, (line, repeated) in enumerate(zip(lines, repeats, strict=True)):
        gap = text.count("\n", last, line.start) > 1
        last = line.end
        parts = (live and _entry(text, line)) or _cut(text, line) if i in near else [_menu(line)]
        for start, end, kind in parts:
            words = sum(1 for _ in _WORDS.finditer(text, start, min(end, start + 2000)))
            found.append(
                Piece(
                    start=start,
                    end=end,
                    kind=kind,
                    line=line,
                    gap=gap and start == line.start,
                    words=words,
                    sentence=words >= 3 and (kind == "text" and _tells(text, start, end)),
                    whole=start == line.start and end == line.end,
                    repeated=repeated,
                    open_ended=text[end - 1] in ",;:–—-" or text[start].islower() or text[start] in "[(",
                )
            )
    return found


def _menu(line: Line) -> Part:
    return line.start, line.end, "navigation"


def _near_story(lines: tuple[Line, ...]) -> range:
    """The lines that are looked at: all, but on a page of more than MANY lines only those around its main text."""
    kept = [i for i, line in enumerate(lines) if line.body] if len(lines) > MANY else []
    return range(kept[0] - AROUND, kept[-1] + AROUND + 1) if kept else range(len(lines))


_TRUSTED = ("byline", "timestamp", "date", "credit", "signoff", "legal", "promotion", "comments", "age")
"""Kinds that words alone can give a line that the main-text extractor kept."""
LONGEST_LABELS = 180
"""Characters: a longer line is no row of labels."""


def _entry(text: str, line: Line) -> list[Part]:
    """ "16:42 - A title" is a time and what happened then; nothing for other lines."""
    found = _ENTRY.match(text, line.start, line.end)
    if not found or _marked(text, line) not in (None, "text"):
        return []
    clock, rest = found.end("clock"), (found.end(), line.end)
    return _joined(text, [(line.start, clock, "timestamp"), (*rest, furniture.kind(text, *rest))], line.end)


def _cut(text: str, line: Line) -> list[Part]:
    start, end = line.start, line.end
    kind = _marked(text, line) or furniture.kind(text, start, end)
    if line.body and kind not in _TRUSTED and kind != "text" and line.tag != "figcaption":
        return [(start, end, "text")]
    if kind in ("text", "caption", "section", "signoff", "byline") and end - start <= LONGEST_CUT:
        for way in (_labels, _side_link) if line.body else (_labels, _side_link, _captioned):
            parts = way(text, start, end, kind)
            if len(parts) > 1:
                return _joined(text, parts, end)
    return [(start, end, kind)]


def _marked(text: str, line: Line) -> Kind | None:
    """What the markup says by itself; the names of classes count only outside the main text."""
    if line.tag == "h1":
        return "text"
    if line.tag == "figcaption" or (line.hints & _CAPTIONS and line.tag not in _TITLES):
        return "caption"
    if line.tag == "nav":
        return "navigation"
    words = furniture.shown(text[line.start : min(line.end, line.start + 300)])
    if line.tag == "time" and any(c.isdigit() for c in words):
        return "age" if ages.leading(words, 0, len(words)) else "timestamp"
    if line.body is not False or line.tag in _TITLES:
        return None
    size = len(words.split())
    for kind, names, longest in _HINTED:
        if line.hints & names and size <= longest:
            if kind == "byline" and not furniture.is_byline(f"By {words.removeprefix('By ')}"):
                continue
            return kind
    return None


def _joined(text: str, parts: list[Part], end: int) -> list[Part]:
    """The parts without gaps between them: each runs up to the next one."""
    stops = [*(p[0] for p in parts[1:]), end]
    return [(*trimmed(text, p[0], stop), p[2]) for p, stop in zip(parts, stops, strict=True)]


def _labels(text: str, start: int, end: int, kind: Kind) -> list[Part]:
    """A line of labels only: date, section, byline, age, reading time in any order; else nothing."""
    if kind not in ("text", "byline", "section", "signoff") or end - start > LONGEST_LABELS:
        return []
    dated = next(stamps.find(text, start, end), None) is not None
    if kind == "text" and not dated and not _JOINT.search(text, start, end) and not _label_leads(text, start, end):
        return []  # one label alone would have been known as such
    parts: list[Part] = []
    at = start
    while True:
        skipped = _SKIP.match(text, at, end)
        at = skipped.end() if skipped else at
        if at >= end:
            return parts
        part = _label(text, at, end, dated)
        if part is None or len(parts) > 8:
            return []
        parts.append(part)
        at = part[1]


def _label_leads(text: str, start: int, end: int) -> bool:
    """True where a line begins with an age or a time of day, which wants no joint behind it."""
    return bool(ages.leading(text, start, end) or _CLOCK.match(text, start, end))


def _label(text: str, at: int, end: int, dated: bool) -> Part | None:
    """The label with which a stretch begins, if it begins with one; on a dated line names are labels too."""
    age = ages.leading(text, at, end)
    if age:
        return (at, age.end, "age")
    stamp = stamps.leading(text, at, end)
    if stamp:
        label = text[at : at + 5].lower()
        return (at, stamp.end, "date" if label == "date " and not stamp.precise else "timestamp")
    clock = _CLOCK.match(text, at, end)
    if clock:
        return (at, clock.end(), "timestamp")
    for stop in _stops(text, at, end):
        words = furniture.shown(text[at:stop])
        if furniture.is_path(words) or furniture.is_section_name(words):
            return (at, stop, "section")
        if furniture.is_byline(words):
            return (at, stop, "byline")
        if furniture.kind(text, at, stop) == "navigation":
            return (at, stop, "navigation")
    for stop in _stops(text, at, end) if dated else ():
        kind = furniture.beside_date(furniture.shown(text[at:stop]).strip(",;:-–— "))
        if kind:
            return (at, stop, kind)
    if dated and "|" in text[max(0, at - 3) : end]:
        bar = text.find("|", at, end)
        stop = trimmed(text, at, end if bar < 0 else bar)[1]
        if len(text[at:stop].split()) <= BARRED_WORDS:
            return (at, stop, "navigation")
    return None


def _stops(text: str, at: int, end: int) -> list[int]:
    """Where a label may end: at a joint, before a date, at the end of the line; the nearest first."""
    stops = {m.start() for m in _JOINT.finditer(text, at + 1, end)} | {end}
    stops |= {s.start for s in stamps.find(text, at + 1, end)}
    ends = (trimmed(text, at, stop)[1] for stop in sorted(stops))
    return [stop for stop in ends if stop > at][:6]


def _side_link(text: str, start: int, end: int, kind: Kind) -> list[Part]:
    """ "READ ALSO: a headline" is a label and a teaser."""
    found = _SIDE_LINK.match(text, start, end)
    if not found or kind != "text" or len(text[found.end() : end].split()) < 4:
        return []
    if _END.search(text, max(start, end - 60), end) and len(text[start:end].split()) > 20:
        return []
    return [(start, found.end(), "navigation"), (found.end(), end, "teaser")]


def _captioned(text: str, start: int, end: int, kind: Kind) -> list[Part]:
    """A caption with its credit at the end; the credit is at most the last 110 characters."""
    if kind not in ("text", "caption", "signoff"):
        return []
    for found in _CREDIT_AT.finditer(text, max(start + 12, end - 110), end):
        credit = furniture.shown(text[found.start() : end])
        wrapped = credit[:1] in "[(" and (
            "/" in credit or (" " in credit and re.search(r"photo|picture|image|file|handout", credit, re.IGNORECASE))
        )
        if (wrapped or furniture.is_credit(credit)) and len(text[start : found.start()].split()) >= 3:
            # A caption tells what is seen; what tells what was said is a paragraph before the credit of a picture.
            said = re.search(r"[“”\"]|\bsaid\b", text[start : found.start()])
            return [(start, found.start(), "text" if said else "caption"), (found.start(), end, "credit")]
    return []
