"""From a row to its reasons: the entries, the finding, the rule or model, the quoted words, the stored page."""

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from sqlalchemy import Connection, select

from dateline.case import Account, Because, Entry, Event, Explanation, Finding, Quote, Run, Telling
from dateline.errors import UsageError
from dateline.ledger import archive, find, findings, present, related, replay, schema
from dateline.ledger.replay import Held

AROUND = 160
"""Characters that are shown on either side of quoted words, at most."""

ENDS = re.compile(r"[.!?…][\"'”’»)]*\s|\n")


class Known(Struct, frozen=True):
    """What is read once for all tellings of a case."""

    entries: Mapping[str, Sequence[Entry]]
    findings: Mapping[str, Finding]
    runs: Mapping[str, Run]


def explain(connection: Connection, name: str) -> Explanation:
    """Why a case, a telling or a value is as it is; of a telling or value, that alone. Raises UsageError."""
    id, accounts, events = _told(connection, name)
    case = present.case(connection, id)
    return Explanation(case, accounts, events, related.related(connection, case))


def history(connection: Connection, name: str) -> list[Event]:
    """All that was ever done to a case, a telling or a value, in order. Raises UsageError."""
    _, accounts, whole = _told(connection, name)
    events = {e.entry: e for account in accounts for one in account.values for e in one.events}
    return sorted({**events, **{e.entry: e for e in whole}}.values(), key=lambda event: event.seq)


def _told(connection: Connection, name: str) -> tuple[str, tuple[Account, ...], tuple[Event, ...]]:
    """The case that a name leads to, the accounts that it asks for, and what was done to the case as a whole."""
    value = None
    try:
        key = find.telling_key(connection, name, "case, telling or value")
    except find.NotFound:
        value = find.digest(connection, schema.finding.c.id, name, "case, telling or value")
        key = _owner(connection, value)
    case = find.case_id(connection, key)
    tellings = present.tellings_of(connection, [case])[case]
    chosen = [one for one in tellings if one.key == key] if value or key != case else tellings
    known = _known(connection, tellings)
    accounts = tuple(_account(connection, one, known, value) for one in chosen)
    return case, accounts, tuple(_of_case(connection, tellings, known))


def _owner(connection: Connection, value: str) -> str:
    """The telling that a finding belongs to: its subject, or the incident that its claim is about."""
    one = archive.findings(connection, [value])[value]
    key = findings.incident_of(one)
    known = connection.execute(select(schema.telling.c.key).where(schema.telling.c.key == key)).scalar()
    if known is None:
        told = "is a value of the page, or of an incident that was rejected: see dateline issues --open"
        raise UsageError(f"{value[:16]} {told}")
    return str(known)


def _known(connection: Connection, tellings: Sequence[Telling]) -> Known:
    entries = archive.entries_of_pages(connection, {one.page for one in tellings})
    named = {id for some in entries.values() for id in archive.named(some)}
    keys = {one.key for one in tellings}
    upon = archive.entries_of_subjects(connection, keys)
    runs = archive.runs(connection, {e.run for some in entries.values() for e in some} | {e.run for e in upon})
    return Known(entries, archive.findings(connection, named), runs)


def _account(connection: Connection, told: Telling, known: Known, only: str | None) -> Account:
    entries = known.entries[told.page]
    held = replay.held(entries, known.findings)
    texts: dict[str, str] = {}
    rows = []
    for id in [value.finding for value in told.values] if only is None else [only]:
        one = held.get(id) or Held(known.findings[id], (0, 0), holds=False)  # what was taken back
        reading = one.finding.reading
        if reading not in texts:
            texts[reading] = archive.text(connection, reading)
        rows.append(_because(one, texts[reading], entries, known))
    page = connection.execute(
        select(schema.page.c.id, schema.page.c.source, schema.page.c.url, schema.page.c.retrieved_at).where(
            schema.page.c.id == told.page
        )
    ).one()
    return Account(
        telling=told.key,
        headline=told.headline,
        outlet=told.outlet or told.agency,
        published=told.published.start,
        source=page.url or page.source,
        page=page.id,
        reading=told.reading,
        retrieved_at=page.retrieved_at,
        values=tuple(rows),
    )


def _because(one: Held, text: str, entries: Sequence[Entry], known: Known) -> Because:
    id = one.finding.id
    upon = [entry for entry in entries if id in entry.body.findings or entry.body.replaces == id]
    targets = {entry.id for entry in upon}
    upon += [entry for entry in entries if entry.action == "undo" and entry.body.target in targets]
    gone = replay.undone(entries)
    return Because(
        subject=one.finding.subject,
        property=one.finding.property,
        value=replay.brief(one.finding),
        finding=id,
        reading=one.finding.reading,
        method=one.finding.method,
        standing=one.standing,
        by=one.by,
        quotes=tuple(quote(text, start, end) for start, end in one.finding.evidence),
        events=tuple(_event(entry, known, gone, id) for entry in sorted(upon, key=lambda entry: entry.seq)),
    )


def quote(text: str, start: int, end: int) -> Quote:
    """Words with the sentence around them, cut where it is long."""
    first = max((m.end() for m in ENDS.finditer(text, max(0, start - AROUND), start)), default=max(0, start - AROUND))
    last = ENDS.search(text, end, min(len(text), end + AROUND))
    until = last.end() if last else min(len(text), end + AROUND)
    if ENDS.match(text, end - 1):
        until = end
    return Quote(text[start:end], " ".join(text[first:until].split()), start, end)


def _of_case(connection: Connection, tellings: Sequence[Telling], known: Known) -> list[Event]:
    """What was done to a case as a whole: merges, splits, assignments, comments, signatures."""
    keys = [one.key for one in tellings]
    entries = [e for e in archive.entries_of_subjects(connection, keys) if e.page is None]
    for table in (schema.bond, schema.note):
        entries += [e for some in archive.entries_by_key(connection, table, keys).values() for e in some]
    every = sorted({entry.seq: entry for entry in entries}.values(), key=lambda entry: entry.seq)
    runs = {**known.runs, **archive.runs(connection, {e.run for e in every} - known.runs.keys())}
    gone = replay.undone(every)
    return [_event(entry, Known(known.entries, known.findings, runs), gone) for entry in every]


def _event(entry: Entry, known: Known, gone: Iterable[str], value: str | None = None) -> Event:
    run = known.runs[entry.run]
    return Event(
        entry=entry.id,
        seq=entry.seq,
        at=entry.recorded_at,
        author=entry.author,
        action=entry.action,
        what=_what(entry, known, value),
        reason=entry.reason,
        run=entry.run,
        version=f"{run.version}, codebook {run.codebook or '–'}, {run.model}",
        undone=entry.id in gone,
    )


def _what(entry: Entry, known: Known, value: str | None) -> str:
    """What an entry did, in words."""
    body = entry.body
    if entry.action in ("assert", "retract"):
        verb = "stated" if entry.action == "assert" else "taken back"
        return verb if value else f"{len(body.findings)} values {verb}"
    if entry.action == "correct":
        new = known.findings[body.findings[0]]
        return (
            f"corrected to {replay.brief(new)}"
            if value == body.replaces
            else f"put in the place of {str(body.replaces)[:12]}"
        )
    if entry.action in ("merge", "split"):
        left, right = (
            (body.incidents[:1], body.incidents[1:]) if body.score is not None else (body.incidents, body.apart)
        )
        likeness = f", likeness {body.score / 1000:.2f}" if body.score is not None else ""
        joint = "with" if entry.action == "merge" else "from"
        return f"{', '.join(left)} {joint} {', '.join(right)}{likeness}"
    if entry.action == "undo":
        return f"{str(body.target)[:12]} counts no more"
    return body.text or ""
