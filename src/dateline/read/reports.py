"""Reports: the story, each teaser and each item of a ranking, with its own time of publication."""

import re

from dateline.model import Block, Evidence, Published, Report, ReportKind
from dateline.read import ages, furniture, stamps

STORY_ROLES = ("headline", "standfirst", "paragraph", "subhead", "caption")
_NUMBER = re.compile(r"#?\d{1,2}\s?[.)]?\s*")
_UNKNOWN = Published(start=None, end=None, precision="unknown", evidence=())
_TEASER = {
    "teaser_headline": "headline",
    "teaser_standfirst": "standfirst",
    "teaser_section": "section",
    "teaser_age": "age",
}


class _Draft:
    """A report in the making."""

    def __init__(self, kind: ReportKind) -> None:
        self.kind = kind
        self.headline: Block | None = None
        self.standfirst: Block | None = None
        self.age: Block | None = None
        self.blocks: list[int] = []


def split(
    text: str, blocks: tuple[Block, ...], published: Published
) -> tuple[tuple[Report, ...], tuple[str | None, ...]]:
    """The page's reports, the story first and then in the order of the text, and the owner of every block."""
    drafts = [*_story(text, blocks), *_beside(text, blocks)]
    owners: list[str | None] = [None] * len(blocks)
    reports = []
    for n, draft in enumerate(drafts, 1):
        for i in draft.blocks:
            owners[i] = f"r{n}"
        reports.append(_report(text, f"r{n}", draft, blocks, published))
    return tuple(reports), tuple(owners)


def _report(text: str, name: str, draft: _Draft, blocks: tuple[Block, ...], now: Published) -> Report:
    title = draft.headline
    anchor = title or blocks[draft.blocks[0]]
    return Report(
        id=name,
        kind=draft.kind,
        headline=quoted(text, title) if title else None,
        standfirst=quoted(text, draft.standfirst) if draft.standfirst else None,
        published=now if draft.kind == "story" else _published(text, draft.age, now),
        evidence=((anchor.start, anchor.end),),
    )


def quoted(text: str, block: Block) -> str:
    """The words of a block on one line."""
    return " ".join(furniture.shown(text[block.start : block.end]).split())


def _published(text: str, age: Block | None, now: Published) -> Published:
    if age is None:
        return _UNKNOWN
    evidence: Evidence = ((age.start, age.end),)
    said = ages.leading(text, age.start, age.end)
    if said:
        return ages.resolve(said, now, evidence)
    stamp = next(stamps.find(text, age.start, age.end), None)
    return at_stamp(stamp, evidence) if stamp else _UNKNOWN


def at_stamp(stamp: stamps.Stamp, evidence: Evidence) -> Published:
    """The publication time that a stamp gives."""
    precision = "minute" if stamp.precise else "day"
    found = Published(start=stamp.moment, end=stamp.moment, precision=precision, evidence=evidence)  # type: ignore[arg-type]
    if not stamp.guessed:
        return found
    return Published(
        start=stamp.moment,
        end=stamp.moment,
        precision=found.precision,
        evidence=evidence,
        basis="inferred: day before month",
    )


def _story(text: str, blocks: tuple[Block, ...]) -> list[_Draft]:
    """The story with its headline, standfirst, paragraphs and the captions that are not repeats."""
    if not any(b.role == "paragraph" for b in blocks):
        return []
    draft, seen = _Draft("story"), set()
    for i, block in enumerate(blocks):
        if block.role not in STORY_ROLES:
            continue
        if block.role == "caption":
            words = text[block.start : block.end]
            if words in seen:
                continue
            seen.add(words)
        draft.blocks.append(i)
        if block.role == "headline" and draft.headline is None:
            draft.headline = block
        if block.role == "standfirst" and draft.standfirst is None:
            draft.standfirst = block
    return [draft]


def _beside(text: str, blocks: tuple[Block, ...]) -> list[_Draft]:
    """Teasers and ranking items in the order of the text."""
    drafts: list[_Draft] = []
    run: list[int] = []
    ranked: _Draft | None = None
    names = {text[b.start : b.end].lower() for b in blocks if b.role in ("teaser_section", "section")}
    for i, block in enumerate(blocks):
        if block.role == "ranking_item":
            drafts += _teasers(blocks, run)
            run = []
            ranked = _ranked(text, i, block, ranked, names)
            if ranked is not None and (not drafts or ranked is not drafts[-1]):
                drafts.append(ranked)
        elif block.role == "teaser_age" and ranked is not None and not run:
            ranked.age = ranked.age or block
            ranked.blocks.append(i)
        elif block.role in _TEASER:
            ranked = None
            run.append(i)
        elif block.role not in ("byline", "credit", "caption"):
            ranked = None
            drafts += _teasers(blocks, run)
            run = []
    return drafts + _teasers(blocks, run)


def _ranked(text: str, i: int, block: Block, last: _Draft | None, names: set[str]) -> _Draft | None:
    """The report to which an item of a ranking belongs: a new one, or the one whose section label it is."""
    words = furniture.shown(text[block.start : block.end])
    if _NUMBER.fullmatch(words):
        return None
    label = furniture.is_section_name(words) or furniture.is_path(words) or words.lower() in names
    if last is not None and label:
        last.blocks.append(i)
        return last
    draft = _Draft("ranking")
    number = re.match(r"#?\d{1,2}\s?[.)]\s+", text[block.start : block.end])
    draft.headline = Block(role=block.role, start=block.start + (number.end() if number else 0), end=block.end)
    draft.blocks.append(i)
    return draft


def _teasers(blocks: tuple[Block, ...], run: list[int]) -> list[_Draft]:
    """The teasers of an unbroken run; parts that stand before its first headline lead in every teaser of it."""
    first = next((n for n, i in enumerate(run) if blocks[i].role == "teaser_headline"), None)
    if first is None:
        return []
    leading = {blocks[i].role for i in run[:first]}
    drafts = [_Draft("teaser")]
    for i in run:
        role = blocks[i].role
        if drafts[-1].headline is not None and (role == "teaser_headline" or role in leading):
            drafts.append(_Draft("teaser"))
        draft = drafts[-1]
        draft.blocks.append(i)
        if role == "teaser_headline":
            draft.headline = blocks[i]
        elif role == "teaser_standfirst":
            draft.standfirst = draft.standfirst or blocks[i]
        elif role == "teaser_age":
            draft.age = draft.age or blocks[i]
    return [d for d in drafts if d.headline is not None]
