"""Beside the story: teasers, rankings, comments and other furniture, above and below it.

An age ("3 hours ago") anchors a teaser; headline, standfirst and section stand in its group, before it on most
pages and after it on some. A ranking goes from its title to the next furniture.
"""

from typing import Literal

from msgspec.structs import replace

from dateline.model import BlockRole
from dateline.read import furniture
from dateline.read.opening import Roles
from dateline.read.pieces import Piece, numbered

_ANCHORS = ("age", "timestamp", "date")
_PARTS = ("text", "section", "age", "timestamp", "date", "number", "teaser")
Mode = Literal["free", "list", "ranking", "comments"]


def assign(text: str, found: list[Piece], start: int, end: int) -> Roles:
    """Roles for the pieces of a range that is not part of the story."""
    return _Walk(text, _labelled(text, found, start, end), below=start > 0).over(start, end)


def _labelled(text: str, found: list[Piece], start: int, end: int) -> list[Piece]:
    """The pieces, those read as sections that stand where a site puts its own section names.

    Sites name sections after regions and topics that no list holds. One stands between a teaser's words and its age;
    it is one word, or it comes again; and the same words are a section wherever else they stand alone.
    """
    words = [text[p.start : p.end].strip().lower() for p in found]
    short = {i for i, p in enumerate(found) if p.kind == "text" and p.words <= 3 and not p.sentence}
    inner = {i for i in short if 0 < i < len(found) - 1}
    slots = {i for i in inner if found[i - 1].kind == "text" and found[i + 1].kind in _ANCHORS}
    names = {words[i] for i in slots if found[i].words == 1 or sum(words[j] == words[i] for j in short) > 1}
    labels = {i for i in short if words[i] in names and start <= i < end}
    return [replace(p, kind="section") if i in labels else p for i, p in enumerate(found)]


class _Walk:
    """One pass over a range of pieces: a mode, and the group of teaser parts that is still open."""

    def __init__(self, text: str, found: list[Piece], below: bool) -> None:
        self.text = text
        self.found = found
        self.roles: Roles = {}
        self.mode: Mode = "free"
        self.group: list[int] = []
        self.items = 0
        self.numbers = False
        self.first = below
        self.above = not below

    def over(self, start: int, end: int) -> Roles:
        for i in range(start, end):
            self._step(i)
        self._flush()
        return self.roles

    def _step(self, i: int) -> None:
        piece = self.found[i]
        if piece.kind in ("ranking_title", "list_title", "comments"):
            self._title(i)
        elif piece.kind not in _PARTS:
            self._furniture(i)
        elif self.mode == "ranking" and self._ranked(i):
            pass
        elif self.mode == "comments" and self._commented(piece):
            self.roles[i] = "comments"
        else:
            if self.mode in ("ranking", "comments"):
                self.mode = "free"
            self.group.append(i)

    def _title(self, i: int) -> None:
        self._flush()
        kind = self.found[i].kind
        self.items, self.numbers = 0, False
        if kind == "comments":
            self.roles[i], self.mode = "comments", "comments"
        elif kind == "ranking_title":
            self.roles[i], self.mode = "ranking_title", "ranking"
        else:
            self.roles[i], self.mode = "navigation", "list"

    def _furniture(self, i: int) -> None:
        kind = self.found[i].kind
        between = self.mode == "comments" and self.found[i].words <= 12 and kind in ("promotion", "navigation")
        if not between and not (self.mode == "ranking" and kind in ("credit", "caption", "byline")):
            self._flush()
            self.mode = "list" if self.mode == "list" and kind not in ("legal",) else "free"
        self.roles[i] = "comments" if between and self._later_comments(i) else kind  # type: ignore[assignment]

    def _later_comments(self, i: int) -> bool:
        """True where the comments go on right after this line."""
        return i + 1 < len(self.found) and self.found[i + 1].kind == "comments"

    def _ranked(self, i: int) -> bool:
        """Take a piece as part of the ranking; false where the ranking has ended before it."""
        piece = self.found[i]
        counted = piece.kind == "number" or numbered(self.text, piece)
        if piece.kind in _ANCHORS:
            self.roles[i] = "teaser_age"
            return self.items > 0
        previous = self.found[i - 1].kind
        if piece.kind != "section" and not counted and self.numbers and previous != "number":
            return False
        if (piece.sentence and piece.words > 25) or (piece.kind == "text" and self.items >= 20):
            return False
        self.numbers = self.numbers or counted
        self.items += piece.kind == "text"
        self.roles[i] = "ranking_item"
        return True

    def _commented(self, piece: Piece) -> bool:
        """True for what readers wrote, and for their names and times."""
        return piece.sentence or piece.words <= 3 or piece.kind in _ANCHORS

    def _flush(self) -> None:
        """Give the open group its roles."""
        group, self.group = self._without_menu(self.group), []
        if not group:
            return
        first, self.first = self.first, False
        anchors = [i for i in group if self.found[i].kind in _ANCHORS]
        if anchors and any(self.found[i].kind == "text" for i in group):
            for unit, forward in _units(self.found, group):
                self._unit(unit, forward)
        else:
            self._unaged(group, first)

    def _without_menu(self, group: list[int]) -> list[int]:
        """The group without its menus: two section labels one after the other belong to no teaser."""
        labels = {i for i in group if self.found[i].kind == "section"}
        menu = {i for i in labels if i + 1 in labels or i - 1 in labels}
        self.roles.update((i, "navigation") for i in group if i in menu)
        return [i for i in group if i not in menu]

    def _unit(self, unit: list[int], forward: bool) -> None:
        """Roles of one teaser: the headline, then the standfirst, are the two lines next to the age."""
        if not any(self.found[i].kind in _ANCHORS for i in unit):
            self._unaged(unit, False)
            return
        texts = [i for i in unit if self.found[i].kind in ("text", "teaser")]
        names = {i for i in texts if self._is_name(i)}
        texts = [i for i in texts if i not in names]
        for i in unit:
            kind = self.found[i].kind
            if kind == "section":
                self.roles[i] = "teaser_section" if texts else self._path(i)
            elif kind in _ANCHORS:
                self.roles[i] = "teaser_age" if texts else "timestamp"
            else:
                self.roles[i] = "byline" if i in names else "navigation"
        pair = texts[:2] if forward else texts[-2:]
        others = texts[2:] if forward else texts[:-2]
        for i in others:
            self.roles[i] = "teaser_headline" if self.found[i].heading else self._left(i, False)
        if pair:
            self.roles[pair[0]] = "teaser_headline"
        for i in pair[1:]:
            self.roles[i] = "teaser_standfirst"

    def _is_name(self, i: int) -> bool:
        """True for an author's name inside a teaser: two or three capitalised words after its headline."""
        piece = self.found[i]
        words = self.text[piece.start : piece.end].split()
        return 2 <= len(words) <= 3 and all(w[:1].isupper() and w.isalpha() for w in words) and i > 0

    def _unaged(self, group: list[int], first: bool) -> None:
        """A group without an age: headlines are teasers, a sentence after one is its standfirst."""
        open_headline = False
        for i in group:
            piece = self.found[i]
            listed = self.mode == "list" or not first or len(group) > 1
            if piece.kind == "teaser" or (piece.kind == "text" and self._headline(piece, listed)):
                self.roles[i], open_headline = "teaser_headline", True
            elif piece.kind == "text" and open_headline and piece.sentence and piece.words <= 60:
                self.roles[i], open_headline = "teaser_standfirst", False
            elif piece.kind == "section":
                self.roles[i] = "teaser_section" if open_headline else self._path(i)
            elif piece.kind in _ANCHORS:
                self.roles[i] = "timestamp"
            else:
                self.roles[i] = self._left(i, first)

    def _path(self, i: int) -> BlockRole:
        """A section label of no teaser: the page's own path where it stands above the story, else a menu."""
        piece = self.found[i]
        return "section" if self.above and furniture.is_path(self.text[piece.start : piece.end]) else "navigation"

    def _headline(self, piece: Piece, listed: bool) -> bool:
        if piece.repeated or not listed or not 4 <= piece.words <= 30:
            return False
        opening = self.text[piece.start]
        if self.above and self.mode == "free" and _is_masthead(self.text[piece.start : piece.end]):
            return False
        return not opening.islower() and opening not in "[(" and (not piece.sentence or self.mode == "list")

    def _left(self, i: int, first: bool) -> BlockRole:
        """What no rule claims: a note on the author right after the story, else a line of the site."""
        piece = self.found[i]
        if piece.sentence or self.text[piece.start] == "[":
            return "signoff" if first else "promotion"
        return "navigation"


def _is_masthead(words: str) -> bool:
    """True for words in capitals, as offices and outlets set their names above what they publish."""
    return sum(map(str.isupper, words)) >= 4 * sum(map(str.islower, words))


def _units(found: list[Piece], group: list[int]) -> list[tuple[list[int], bool]]:
    """The teasers of a group, each with whether its age leads it."""
    kinds = [found[i].kind for i in group]
    text_at = kinds.index("text")
    leads = any(kind in _ANCHORS for kind in kinds[:text_at]) and not any(kind in _ANCHORS for kind in kinds[-1:])
    if leads:
        return [(unit, True) for unit in _split_before(found, group)]
    return [(unit, False) for unit in _split_after(found, group)]


def _split_after(found: list[Piece], group: list[int]) -> list[list[int]]:
    """Units that end with their age, or with the section after it where the last one does."""
    trailing = found[group[-1]].kind == "section"
    units: list[list[int]] = [[]]
    aged = False
    for i in group:
        kind = found[i].kind
        if aged and kind not in _ANCHORS and not (trailing and kind == "section"):
            units.append([])
            aged = False
        units[-1].append(i)
        aged = aged or kind in _ANCHORS
    return units


def _split_before(found: list[Piece], group: list[int]) -> list[list[int]]:
    """Units that begin with their age, or with the section before it."""
    units: list[list[int]] = [[]]
    for i in group:
        has_text = any(found[j].kind == "text" for j in units[-1])
        leads = found[i].kind in _ANCHORS or (found[i].kind == "section" and found[group[0]].kind == "section")
        if has_text and leads:
            units.append([])
        units[-1].append(i)
    return units
