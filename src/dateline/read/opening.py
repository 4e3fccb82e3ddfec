"""The opening of a page: headline, standfirst and what stands with them above the story."""

import re

from dateline.codebook.phrases import key
from dateline.model import BlockRole
from dateline.read import furniture, wording
from dateline.read.lines import Meta
from dateline.read.pieces import Piece, numbered

FAR = 40
"""Pieces above the story in which a headline is looked for."""
_SHOUTS = ("breaking", "live", "exclusive", "updated", "update", "just in", "developing", "watch", "new", "alert")
_LABELS = ("section", "date", "timestamp", "navigation", "byline", "promotion")
"""Kinds of the labels that stand above a headline."""
Roles = dict[int, BlockRole]


def headline(text: str, found: list[Piece], stop: int, meta: Meta) -> int | None:
    """The piece that is the story's headline among those before `stop`, or None."""
    first = max(0, stop - FAR) if not meta.headline else 0
    candidates = [i for i in range(first, stop) if _may_be(found[i]) and not numbered(text, found[i])]
    candidates = _without_releases(text, found, candidates)
    if not candidates:
        return None
    if meta.headline:
        wanted = key(meta.headline)
        named = [i for i in candidates if _same(wanted, key(text[found[i].start : found[i].end]))]
        if named:
            return next((i for i in named if found[i].line.tag == "h1"), named[0])
    tops = [i for i in candidates if found[i].line.tag == "h1" and found[i].words > 1]
    if tops:
        return tops[-1]
    run = max(_runs(candidates, found), key=lambda r: _fit(r, found, stop))
    return _pick(run, found)


def _without_releases(text: str, found: list[Piece], candidates: list[int]) -> list[int]:
    """The candidates but for the labels of press offices ("14th BRIGADE - MEDIA RELEASE"), if others are left."""
    others = [i for i in candidates if not furniture.is_release(text[found[i].start : found[i].end])]
    return others or candidates


def _may_be(piece: Piece) -> bool:
    return piece.kind == "text" and piece.words <= 40 and piece.end - piece.start <= 300


def _same(wanted: str, got: str) -> bool:
    """Equal, or one begins with the other (a site's name is often added in the head)."""
    return got == wanted or (len(got) > 20 and (wanted.startswith(got) or got.startswith(wanted)))


def _runs(candidates: list[int], found: list[Piece]) -> list[list[int]]:
    """Neighbouring candidates belong together; captions, credits and promotions may stand between them."""
    runs: list[list[int]] = []
    for i in candidates:
        between = found[runs[-1][-1] + 1 : i] if runs else []
        listed = bool(runs) and runs[-1][0] > 0 and found[runs[-1][0] - 1].kind in ("ranking_title", "list_title")
        apart = listed and any(p.gap for p in found[runs[-1][-1] + 1 : i + 1])
        if runs and not apart and all(p.kind in ("caption", "credit", "promotion") for p in between):
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _fit(run: list[int], found: list[Piece], stop: int) -> tuple[int, int]:
    """How well a run looks like headline and standfirst: named by what follows, near the story, not a list."""
    score = max(4 if 4 <= found[i].words <= 25 or (found[i].words > 25 and not found[i].sentence) else 3 for i in run)
    score -= 3 if all(found[i].words < 2 or (found[i].sentence and found[i].words > 25) for i in run) else 0
    after = run[-1] + 1
    while after < stop and found[after].kind in ("caption", "credit", "promotion", "navigation"):
        after += 1
    score += 3 if after < stop and found[after].kind in ("timestamp", "byline", "date") else 0
    score += 2 if after >= stop else 0
    score -= 4 if len(run) > 5 else 0
    score += 2 if run[0] == 0 and found[0].words >= 5 else 0
    score -= 5 if after < stop and found[after].kind == "age" else 0
    before = found[run[0] - 1].kind if run[0] else "text"
    score -= 3 if before in ("ranking_title", "list_title", "number") else 0
    return score, run[0]


def _pick(run: list[int], found: list[Piece]) -> int | None:
    """The headline of a run: its first piece of four words or more, else the first of two."""
    good = [i for i in run if found[i].words >= 4] or [i for i in run if found[i].words >= 2] or run
    plain = [i for i in good if not found[i].sentence]
    first = run[0]
    if not plain and found[first].words >= 2 and not found[first].sentence:
        return first
    return (plain or good)[0]


def assign(text: str, found: list[Piece], stop: int, top: int | None) -> Roles:
    """Roles for the pieces from the headline down to the story, and for the labels just above the headline."""
    roles: Roles = {}
    if top is None:
        top = stop
    for i in range(top, stop):
        roles[i] = _below(text, found, i, top, roles)
    above = top - 1
    while above >= 0 and found[above].kind in _LABELS:
        above -= 1
    kicker = above if top < stop and above == top - 1 and above >= 0 and _is_kicker(text, found, above) else None
    if kicker is not None:
        words = text[found[kicker].start : found[kicker].end].strip(" :!").lower()
        roles[kicker] = "navigation" if words in _SHOUTS else "section"
        above -= 1
        while above >= 0 and found[above].kind in _LABELS:
            above -= 1
    labels = range(above + 1, top if kicker is None else kicker)
    menu = _is_menu(text, [found[i] for i in labels if found[i].kind == "section"]) or _is_listed(found, labels)
    for i in labels:
        roles[i] = _label(text, found[i], menu and not _is_chosen(text, found, labels, i))
    return roles


def _is_listed(found: list[Piece], labels: range) -> bool:
    """True where the labels end a site's list of links: five short lines or more, one below the other."""
    short = 0
    for i in reversed(range(max(0, labels.start - 5), labels.stop)):
        if found[i].words > 3 or found[i].kind not in ("text", "section", "navigation"):
            break
        short += found[i].whole and found[i].kind != "navigation"
    return short > 4


def _is_menu(text: str, sections: list[Piece]) -> bool:
    """True for a site's list of sections; a path to the page has few, and those of one desk."""
    names = [text[p.start : p.end].strip(" |·•").lower() for p in sections]
    desks = {wording.DESKS[name] for name in names if name in wording.DESKS}
    return len(names) > 4 or (len(names) > 2 and len(desks) > 1) or len(desks - {"news"}) > 1


def _is_chosen(text: str, found: list[Piece], labels: range, i: int) -> bool:
    """True for the last section below a menu where it comes once more or stands apart: it is the page's own."""
    sections = [j for j in labels if found[j].kind == "section"]
    if i not in sections:
        return False
    words = [text[found[j].start : found[j].end].lower() for j in sections]
    again = words[-1] in words[:-1] and len(set(words)) == len(words) - 1
    return i == sections[-1] and (again or (i == labels[-1] and found[i].gap and not found[i - 1].gap))


def _is_kicker(text: str, found: list[Piece], i: int) -> bool:
    """True for a short line directly above the headline that is no item of a list."""
    before = found[i - 1].kind if i else "navigation"
    return (
        _may_be(found[i])
        and found[i].words <= 4
        and not numbered(text, found[i])
        and before not in ("text", "ranking_title", "list_title", "number", "age")
    )


def _label(text: str, piece: Piece, menu: bool) -> BlockRole:
    if piece.kind == "timestamp":
        clocked = ":" in text[piece.start : piece.end]
        return "timestamp" if clocked else "date"
    if piece.kind == "section":
        return "navigation" if menu else "section"
    return piece.kind if piece.kind in ("date", "byline", "promotion") else "navigation"


_KEPT = (
    "date",
    "section",
    "timestamp",
    "byline",
    "caption",
    "credit",
    "promotion",
    "navigation",
    "legal",
    "comments",
)


def _below(text: str, found: list[Piece], i: int, top: int, roles: Roles) -> BlockRole:
    """The role of a piece between headline and story."""
    piece = found[i]
    if i == top:
        return "headline"
    if piece.kind in _KEPT:
        return piece.kind  # type: ignore[return-value]
    if piece.kind == "age":
        return "timestamp"
    if piece.kind == "signoff":
        return "byline"
    if piece.kind != "text":
        return "navigation"
    if key(text[piece.start : piece.end]) == key(text[found[top].start : found[top].end]):
        return "headline"
    if piece.repeated:
        return "caption" if piece.words >= 6 else "navigation"
    if _is_signed(text, found, i, top):
        return "byline"
    if piece.words <= 3:
        return "byline" if "timestamp" in _near(found, i) and _capitals(text, piece) else "navigation"
    captioned = i + 1 < len(found) and found[i + 1].kind == "credit"
    if piece.line.body is None and piece.sentence and furniture.is_pictured(text[piece.start : piece.end]):
        captioned = True
    named = any(role in ("byline", "standfirst") for role in roles.values())
    return "caption" if captioned or (named and piece.sentence) else "standfirst"


def _is_signed(text: str, found: list[Piece], i: int, top: int) -> bool:
    """True for the writers' names without "By", below a headline that does not give every word a capital."""
    title = [w for w in text[found[top].start : found[top].end].split() if len(w) > 3]
    plain = sum(w[0].islower() for w in title)
    words = text[found[i].start : found[i].end]
    joined = re.search(r"[,|•·]| (?:and|in|at|from|for) ", words)
    return plain >= 2 and joined is not None and not found[i].sentence and furniture.is_names(words)


def _near(found: list[Piece], i: int) -> set[str]:
    return {found[j].kind for j in (i - 1, i + 1) if 0 <= j < len(found)}


def _capitals(text: str, piece: Piece) -> bool:
    words = text[piece.start : piece.end].split()
    labels = ("this", "news", "the", "of", "and", "more", "share", "read", "photo", "video", "for", "release")
    return len(words) >= 2 and all(w[:1].isupper() and w.lower() not in labels for w in words)
