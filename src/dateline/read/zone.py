"""The story's zone: where among the pieces of a page its running text lies.

Plain text: the run of pieces with the largest sum, sentences counting for and furniture against it (maximum
subsequence segmentation, Pasternack and Roth 2009). Markup: from the first to the last line that the main-text
extractor kept.
"""

from dateline.read import datelines, furniture
from dateline.read.pieces import Piece

_AGAINST = {
    "age": -25,
    "number": -10,
    "ranking_title": -60,
    "list_title": -60,
    "comments": -150,
    "legal": -40,
    "promotion": -2,
    "caption": -2,
    "credit": -2,
    "navigation": -2,
    "section": -4,
    "byline": -2,
    "timestamp": -2,
    "date": -2,
    "signoff": -2,
    "teaser": -2,
}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DECKS = frozenset(("standfirst", "deck", "dek", "subtitle", "subheadline", "subheading", "subhead", "strapline"))
LONG = 30
"""Words from which a piece without a final full stop is running text all the same."""


def prose(piece: Piece) -> bool:
    """True for running text: a sentence, or a piece too long for anything else."""
    return piece.kind == "text" and (piece.sentence or piece.words >= LONG) and not piece.repeated


def opens_with_dateline(text: str, piece: Piece) -> bool:
    """True where a paragraph begins with a dateline: "Mosul — ", "KISUMU (Reuters) - "."""
    return piece.words > 8 and datelines.at_start(text, piece.start, piece.end) is not None


def story(text: str, found: list[Piece]) -> tuple[int, int] | None:
    """The half-open range of pieces from the story's first paragraph to its last; None where there is no story."""
    if any(p.line.body is not None for p in found):
        return _marked(text, found)
    zone = _heaviest([_weight(p) for p in found])
    if zone is None or _is_teaser(found, zone):
        return None
    start = _without_head(text, found, zone)
    return (start, _with_list(found, zone[1])) if start < zone[1] else None


def _marked(text: str, found: list[Piece]) -> tuple[int, int] | None:
    """The zone in a page of markup; headings before its first text are the page's titles."""
    kept = [i for i, p in enumerate(found) if p.line.body and p.kind == "text"]
    titles = (i for i in kept if found[i].line.tag not in HEADINGS and not found[i].line.hints & _DECKS)
    first = next(titles, None)
    if first is None:
        return None
    start = _without_head(text, found, (first, kept[-1] + 1))
    return (start if start <= kept[-1] else first, kept[-1] + 1)


def _weight(piece: Piece) -> int:
    if piece.kind != "text":
        return _AGAINST[piece.kind]
    if prose(piece):
        return min(piece.words, 80)
    return -2 if piece.repeated else -6


def _heaviest(weights: list[int]) -> tuple[int, int] | None:
    """The range with the largest sum, the first of equals; None where nothing counts for a story."""
    best, best_range, running, start = 0, None, 0, 0
    for i, weight in enumerate(weights):
        if running <= 0:
            running, start = 0, i
        running += weight
        if running > best:
            best, best_range = running, (start, i + 1)
    return best_range


def _with_list(found: list[Piece], end: int) -> int:
    """The end of the story with the items of a list that its last sentence opens."""
    while (
        0 < end < len(found) and found[end].kind == "text" and found[end].open_ended and found[end - 1].kind == "text"
    ):
        end += 1
    return end


def _is_teaser(found: list[Piece], zone: tuple[int, int]) -> bool:
    """True where the only sentences are those of a list of teasers, as on a front page."""
    inside = sum(prose(p) for p in found[zone[0] : zone[1]])
    after = [p.kind for p in found[zone[1] : zone[1] + 2]]
    return inside == 1 and "age" in after and sum(p.kind == "age" for p in found) > 1


def _without_head(text: str, found: list[Piece], zone: tuple[int, int]) -> int:
    """Where the story begins once a standfirst that ends in a full stop is left to the head.

    Such a sentence shows by what follows within a few pieces: the time, the byline, or a paragraph with a dateline.
    """
    sentences, start = 0, zone[0]
    for i in range(zone[0], min(zone[1], zone[0] + 10)):
        piece = found[i]
        if piece.kind in ("byline", "timestamp", "date") and _rest(found, i + 1, zone[1]):
            start = i + 1
        if piece.kind == "text":
            if opens_with_dateline(text, piece):
                start = i
                break
            sentences += 1
            if sentences > 2 or piece.words > 60:
                break
    while start < zone[1] and not _tells(text, found, start, zone[1]):
        start += 1
    return start


def _tells(text: str, found: list[Piece], i: int, end: int) -> bool:
    """True for a piece with which a story can begin: running text that is not what a picture above it shows.

    Markup tells captions from paragraphs itself.
    """
    piece = found[i]
    if (
        piece.line.body is None
        and prose(piece)
        and furniture.is_pictured(text[piece.start : min(piece.end, piece.start + 400)])
    ):
        return not _rest(found, i + 1, end)
    return prose(piece) or bool(piece.line.body and piece.kind == "text")


def _rest(found: list[Piece], start: int, end: int) -> bool:
    """True where enough running text follows for a story of its own."""
    return sum(p.words for p in found[start:end] if prose(p)) >= 20
