"""Publication: when a page was published, from what it shows, what its head says, and what its dateline gives.

A page that shows no stamp of its own is often dated all the same: by the sign-off of an agency, by its address, by a
dateline whose year stands elsewhere, or by the full date that an agency writes into its first sentence.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from dateline.model import Block, Published
from dateline.read import datelines, stamps
from dateline.read.lines import Meta
from dateline.read.reports import at_stamp

_ADDRESSED = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/-]?(?P<m>0?[1-9]|1[0-2]|[a-z]{3})[/-]?(?P<d>[0-2]\d|3[01]|[1-9])(?!\d)", re.IGNORECASE
)
_YEAR_AT = re.compile(r"/((?:19|20)\d\d)/")
_RIGHTS_YEAR = re.compile(r"(?:©|\(c\)|copyright)[^\d\n]{0,60}((?:19|20)\d\d)(?!\s?[-–]\s?\d)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[\w)”\"]{2})[.!?][”\"]?(?=\s+[A-Z“\"]|\s*$)")
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? $")
_NO_DATE = Published(start=None, end=None, precision="unknown", evidence=())


def find(text: str, blocks: tuple[Block, ...], meta: Meta, address: str = "") -> Published:
    """The time of publication: what the page shows, the stamp that its head confirms before all others.

    Else the timestamp above the story, the date line, a date in the dateline, what the head alone says, a timestamp
    below the story; and last what can be inferred from sign-off, address, dateline or first sentence.
    """
    said = stamps.iso(meta.published) if meta.published else None
    shown = _shown(text, blocks)
    stamp = next((s for s, _ in shown if said and _same_day(s.moment, said)), None)
    story = [b for b in blocks if b.role == "paragraph"]
    last = story[-1].start if story else len(text)
    if stamp is None:
        stamp = next((s for s, updated in shown if s.start < last and not (said and updated)), None)
    if stamp is not None:
        return _with_clock(text, blocks, stamp)
    opening = datelines.stamp(text, story[0].start, story[0].end) if story else None
    if opening is None and said:
        return _inferred(said, "the head of the page or its record, which its text does not repeat")
    stamp = opening or (shown[0][0] if shown else None) or _signed(text, blocks)
    if stamp is not None:
        return at_stamp(stamp, ((stamp.start, stamp.end),))
    return (
        _addressed(address)
        or _titled(text, blocks)
        or _completed(text, blocks, story, address)
        or _first_sentence(text, story)
        or _NO_DATE
    )


def _inferred(moment: str, basis: str) -> Published:
    """A time that the text does not give, and what it was taken from."""
    precision = "minute" if "T" in moment else "day"
    return Published(start=moment, end=moment, precision=precision, evidence=(), basis=f"inferred: {basis}")  # type: ignore[arg-type]


def _signed(text: str, blocks: tuple[Block, ...]) -> stamps.Stamp | None:
    """The stamp in the story's sign-off or in a byline: "Source: Agency 2021-03-03"."""
    signed = (b for b in blocks if b.role in ("signoff", "byline"))
    return next((stamp for b in signed for stamp in stamps.find(text, b.start, min(b.end, b.start + 200))), None)


def _addressed(address: str) -> Published | None:
    """The day that a page's address carries, as those of most news sites do: ".../2021/03/03/title"."""
    found = _ADDRESSED.search(address[:300])
    moment = stamps.iso(f"{found['d']} {_month(found['m'])} {found['y']}") if found else None
    return _inferred(moment, "the day in the page's address") if moment else None


def _titled(text: str, blocks: tuple[Block, ...]) -> Published | None:
    """The day that ends the title of a periodical's issue: "Situation report - 3 May 2021"."""
    for title in (b for b in blocks if b.role == "headline"):
        for stamp in stamps.find(text, title.start, title.end):
            joined = re.search(r"(?:[,:|(]|\s[-–—])\s?$", text[title.start : stamp.start])
            if joined and not text[stamp.end : title.end].strip(" )."):
                return replace(at_stamp(stamp, ((stamp.start, stamp.end),)), basis="inferred: the day in the title")
    return None


def _month(words: str) -> str:
    """A month as a stamp writes it: "03" is "mar"."""
    names = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    return names[int(words) - 1] if words.isdigit() else words


def _completed(text: str, blocks: tuple[Block, ...], story: list[Block], address: str) -> Published | None:
    """The day of a dateline that leaves out the year ("LOMÉ, May 3 (Agency)"), with the page's one year."""
    said = next((d for b in story[:3] if (d := datelines.at_start(text, b.start, b.end))), None)
    years = dict.fromkeys(_years(text, blocks, address))
    if said is None or said.day is None or len(years) != 1:
        return None
    year, where = next(iter(years)), next(_year_spans(text, blocks), None)
    start, end = said.day
    moment = stamps.iso(f"{text[start:end].strip(' ,.')}, {year}")
    if moment is None:
        return None
    evidence = ((start, end),) if where is None else ((start, end), where)
    return replace(
        _inferred(moment, "the dateline's day, in the year that the page gives elsewhere"), evidence=evidence
    )


def _years(text: str, blocks: tuple[Block, ...], address: str) -> Iterator[str]:
    yield from _YEAR_AT.findall(address[:300])
    yield from (text[start:end] for start, end in _year_spans(text, blocks))


def _year_spans(text: str, blocks: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
    """The years of the page's copyright notices; a range of years dates nothing."""
    for block in blocks:
        if block.role in ("legal", "signoff"):
            found = _RIGHTS_YEAR.search(text, block.start, min(block.end, block.start + 400))
            if found:
                yield found.span(1)


def _first_sentence(text: str, story: list[Block]) -> Published | None:
    """The full date with its weekday in the first sentence of an agency's report: "officials said Monday, May 3, 2021."

    Agencies write the day of the report so; without a dateline it may be any day of the past.
    """
    if not story or datelines.at_start(text, story[0].start, story[0].end) is None:
        return None
    stop = _SENTENCE.search(text, story[0].start + 60, min(story[0].end, story[0].start + 600))
    for stamp in stamps.find(text, story[0].start, stop.end() if stop else story[0].end):
        weekday = re.match(r"[A-Z][a-z]+day,? ", text[stamp.start : stamp.end])
        if weekday or _WEEKDAY.search(text[max(0, stamp.start - 12) : stamp.start]):
            found = at_stamp(stamp, ((stamp.start, stamp.end),))
            return replace(found, basis="inferred: the date that the report's first sentence gives with its weekday")
    return None


def _shown(text: str, blocks: tuple[Block, ...]) -> list[tuple[stamps.Stamp, bool]]:
    """The page's own stamps, timestamps before date lines; true where one is of an update."""
    found = []
    for role in ("timestamp", "date"):
        for block in blocks:
            if block.role == role:
                stamp = _chosen(text, block)
                if stamp:
                    label = text[max(block.start, stamp.start - 22) : stamp.start].lower()
                    found.append((stamp, "updat" in label or "modif" in label))
    return found


def _same_day(moment: str, other: str) -> bool:
    """True for the same day, or the one before or after, as head and page may count in different time zones."""
    return abs(date.fromisoformat(moment[:10]) - date.fromisoformat(other[:10])) <= timedelta(days=1)


def _chosen(text: str, block: Block) -> stamps.Stamp | None:
    """The stamp of a block; where it gives publication and update, the publication."""
    found = list(stamps.find(text, block.start, block.end))
    for stamp in found:
        before = text[max(block.start, stamp.start - 22) : stamp.start].lower()
        if "publish" in before or "posted" in before or "created" in before:
            return stamp
    return found[0] if found else None


def _with_clock(text: str, blocks: tuple[Block, ...], stamp: stamps.Stamp) -> Published:
    """The stamp itself, or a later stamp of the same day that gives the minute too."""
    if not stamp.precise:
        story = next((b.start for b in blocks if b.role == "paragraph"), len(text))
        for block in blocks:
            if block.role in ("timestamp", "date") and block.start < story:
                for other in stamps.find(text, block.start, block.end):
                    if other.precise and other.moment.startswith(stamp.moment):
                        return at_stamp(other, ((other.start, other.end),))
    return at_stamp(stamp, ((stamp.start, stamp.end),))
