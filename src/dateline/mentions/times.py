"""Time expressions of news English: where they stand, the days they cover, and their TIMEX3 value.

Why own code: the libraries that parse dates (dateparser, dateutil) give a point in time for a string that is known to
be a date. A ledger needs the span in the running text, an interval with a precision ("last month" is a month, "since
October" runs to publication), an honest "unknown" where nothing can be counted from, and the TIMEX3 value by which
the field measures itself. That is what Dateline is for, so it is written here, by the conventions of TimeML 1.2.1.

The rules live in `timex/`, one module a kind. Here the longest expression at each word is kept, neighbours that make
one expression are joined ("10 pm on Thursday", "Thursday, 4 January", "between 3 March and 5 April"), "since" opens a
range up to publication, and the day that the narrative has reached is carried from sentence to sentence.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

from dateline.mentions.timex import absolute, lengths, relative
from dateline.mentions.timex.joining import Hit, joined, opened, placed
from dateline.mentions.timex.reading import Rule, Setting
from dateline.model import Document, Published, PublishedPrecision, Span, TimeMention

_WORD = re.compile(r"[A-Za-z]+|\d+")
_NO_PUBLICATION = Published(None, None, "unknown", ())


def _index(rules: tuple[Rule, ...]) -> dict[str, tuple[Rule, ...]]:
    filed: dict[str, list[Rule]] = {}
    for each in rules:
        for word in sorted(each.starts):
            filed.setdefault(word, []).append(each)
    return {word: tuple(some) for word, some in filed.items()}


_RULES = _index(relative.RULES + absolute.RULES + lengths.RULES)


def find_times(
    text: str, start: int, end: int, published: Published, anchor: tuple[str, str] | None = None
) -> list[TimeMention]:
    """The time expressions in one stretch of text, in order, resolved against its publication interval.

    `anchor` is the interval of days (ISO) that the narrative has reached; "the next day" and its like count from it.
    Where publication is itself an interval, an expression covers what it would mean at either end of it.
    """
    latest, earliest = _moment(published.end), _moment(published.start)
    found = list(_mentions(text, start, end, latest, anchor))
    if latest and earliest and earliest.date() != latest.date():
        others = {(m.start, m.end): m for m in _mentions(text, start, end, earliest, anchor)}
        found = [_widened(m, others.get((m.start, m.end))) for m in found]
    return found


def time_spans(text: str, start: int, end: int) -> list[Span]:
    """The spans of the time expressions alone, for those who must not read a date's digits as a count."""
    return [(m.start, m.end) for m in find_times(text, start, end, _NO_PUBLICATION)]


def find_all_times(document: Document) -> tuple[TimeMention, ...]:
    """The time expressions of every sentence, each against its own report's publication, with a running anchor."""
    published = {report.id: report.published for report in document.reports}
    text, found = document.page.text, []
    anchors: dict[str, tuple[str, str]] = {}
    for sentence in document.sentences:
        anchor = anchors.get(sentence.report)
        when = published.get(sentence.report, document.page.published)
        mentions = find_times(text, sentence.start, sentence.end, when, anchor)
        found += mentions
        told = [m for m in mentions if _moves_on(text, sentence.start, m)]
        if told and told[-1].first and told[-1].last:
            anchors[sentence.report] = (told[-1].first[:10], told[-1].last[:10])
    return tuple(found)


_SAYING = re.compile(r"\b(?:said|says|told|added|announced|reported|confirmed|stated)(?:\s\w+)?(?:\son)?\s$", re.I)


def _moves_on(text: str, start: int, mention: TimeMention) -> bool:
    """Whether a mention is a day of the narrative: one day, and not the day on which somebody spoke."""
    if mention.first is None or mention.precision not in ("day", "minute", "hour"):
        return False
    return not _SAYING.search(text[max(start, mention.start - 30) : mention.start])


def _moment(iso: str | None) -> datetime | None:
    """A publication bound as a moment; None where there is none, or no ISO date of an age that has news."""
    try:
        moment = datetime.fromisoformat(iso).replace(tzinfo=None) if iso else None
    except ValueError:
        return None
    return moment if moment and 1500 <= moment.year <= 2500 else None


def _mentions(
    text: str, start: int, end: int, now: datetime | None, anchor: tuple[str, str] | None
) -> Iterator[TimeMention]:
    told = (date.fromisoformat(anchor[0][:10]), date.fromisoformat(anchor[1][:10])) if anchor else None
    hits: list[Hit] = []
    setting = Setting(text, start, end, now, now is not None and (now.hour, now.minute) != (0, 0), told)
    position = start
    for word in _WORD.finditer(text, start, end):
        letters = word.group()
        rules = _RULES.get("#" if letters[0].isdigit() else letters.lower())
        if rules is None or word.start() < position:
            continue
        found = _hit_at(setting, word.start(), rules)
        if found is None:
            continue
        position = found.end
        hits.append(opened(setting, found))
        while len(hits) > 1 and (one := joined(setting, hits[-2], hits[-1])):
            hits[-2:] = [one]
        if hits[-1].reading.kind in ("day", "timed") and _moves_on(text, start, _mention(hits[-1])):
            days = hits[-1].reading.days
            setting = setting._replace(anchor=(days.first, days.last) if days else None)
    for hit in hits:
        yield _mention(placed(hits, hit, told))


def _hit_at(setting: Setting, at: int, rules: tuple[Rule, ...]) -> Hit | None:
    """The longest expression at a word that one of the rules for it reads."""
    if at > setting.start and setting.text[at - 1].isalnum():
        return None
    found = [(m.end(), -i, m, r) for i, r in enumerate(rules) if (m := r.pattern.match(setting.text, at, setting.end))]
    for stop, _, match, each in sorted(found, key=lambda m: m[:2], reverse=True):
        reading = each.read(match, setting) if stop > at else None
        if reading:
            return Hit(at, stop, reading)
    return None


_CLOCK = re.compile(r"T(\d\d):(\d\d)$")


def _mention(hit: Hit) -> TimeMention:
    reading, days = hit.reading, hit.reading.days
    if days is None:
        return TimeMention(hit.start, hit.end, None, None, "unknown", reading.type, reading.value)
    first, last, precision = days.first.isoformat(), days.last.isoformat(), days.precision
    clock = _CLOCK.search(reading.moment or "")
    if clock and first == last and clock[1] != "24":  # midnight may be either end of its day
        precision = "minute"
        first = last = f"{first}{clock.group()}"
    return TimeMention(hit.start, hit.end, first, last, precision, reading.type, reading.value, reading.basis)


def _widened(mention: TimeMention, other: TimeMention | None) -> TimeMention:
    """What a mention covers when publication lies anywhere between two days."""
    if other is None or not (mention.first and mention.last and other.first and other.last):
        return mention
    if (mention.first, mention.last) == (other.first, other.last):
        return mention
    first, last = min(mention.first, other.first)[:10], max(mention.last, other.last)[:10]
    size = (date.fromisoformat(last) - date.fromisoformat(first)).days
    precision: PublishedPrecision = "days" if size <= 31 else "months"
    return TimeMention(mention.start, mention.end, first, last, precision, mention.type, mention.value, mention.basis)
