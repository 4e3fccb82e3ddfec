"""What people decide: each decision is an entry with an author and a reason, and each can be undone.

Every function here works within one writing transaction: it appends the entry and brings the present state up to it.
"""

from collections.abc import Iterable, Sequence
from typing import Any, get_args

import msgspec
from sqlalchemy import Connection, delete, select

from dateline.case import Action, Body, Entry, Finding
from dateline.errors import UsageError
from dateline.ledger import archive, canonical, find, findings, present, replay, schema
from dateline.ledger.findings import Drawn
from dateline.ledger.journal import Journal, insert_all
from dateline.model import Evidence, Incident

UNDOABLE = frozenset(get_args(Action)) - {"assert", "retract"}


# ---- values ----------------------------------------------------------------------------------------------------------
def judge(
    connection: Connection, journal: Journal, action: Action, names: Sequence[str], reason: str | None
) -> list[Entry]:
    """Accept or reject findings, each an entry. Raises UsageError where one is none or cannot be rejected alone."""
    known = _findings(connection, names)
    if action == "reject":
        for one in known:
            if one.property in ("type", "status"):
                raise UsageError(
                    f"an incident needs a {one.property}: correct it, or reject the incident ({one.subject})"
                )
    made = []
    for one in known:
        page = _page(connection, one.reading)
        made.append(journal.entry(action, Body(findings=(one.id,)), page=page, subject=one.subject, reason=reason))
    _refold(connection, journal, {entry.page or "" for entry in made})
    return made


def correct(
    connection: Connection,
    journal: Journal,
    name: str,
    value: dict[str, Any],
    evidence: Evidence | None,
    reason: str | None,
) -> Entry:
    """Put a person's value in the place of a finding. Fields that `value` leaves out stay as they are."""
    old = _findings(connection, [name])[0]
    words = old.evidence if evidence is None else evidence
    whole = {**findings.value_of(old), **value}
    new = _stated(connection, old.reading, Drawn(old.subject, old.property, whole, words, ""))
    if (new.value, new.evidence) == (old.value, old.evidence):
        raise UsageError(f"the correction of {name} says what is there already; accept it instead")
    journal.findings([new])
    body = Body(findings=(new.id,), replaces=old.id)
    page = _page(connection, old.reading)
    made = journal.entry("correct", body, page=page, subject=old.subject, reason=reason)
    _refold(connection, journal, [page])
    return made


def add(connection: Connection, journal: Journal, telling: str, drawn: Drawn, reason: str | None) -> Entry:
    """Add a row to a list of an incident: a place, participant, casualty, weapon, object or claim.

    The subject of `drawn` is not looked at: it is the telling, or for a claim a new name.
    """
    key = find.telling_key(connection, telling)
    if drawn.property not in (*findings.ROWS, "claim"):
        lists = ", ".join((*findings.ROWS, "claim"))
        raise UsageError(f"'{drawn.property}' is no list of an incident; add one of {lists}")
    told = present.tellings(connection, [key])[key]
    subject, value = key, drawn.value
    if drawn.property == "claim":
        value = {**value, "about": key}
        subject = canonical.name(told.page, "claim", value, drawn.evidence, journal.run.author)
    new = _stated(connection, told.reading, msgspec.structs.replace(drawn, subject=subject, value=value))
    journal.findings([new])
    made = journal.entry("add", Body(findings=(new.id,)), page=told.page, subject=subject, reason=reason)
    _refold(connection, journal, [told.page])
    return made


def add_incident(
    connection: Connection, journal: Journal, reading: str, incident: Incident, reason: str | None
) -> Entry:
    """Add an incident that the program did not find; its evidence points into a reading of the page."""
    page = _page(connection, reading)
    key = canonical.name(page, "incident", journal.run.author, journal.seq + 1, incident.evidence)
    own = (Drawn(key, p, v, e, "") for p, v, e in findings.incident_values(incident, incident.report, {}))
    stated = [_stated(connection, reading, drawn) for drawn in own]
    journal.findings(stated)
    body = Body(findings=tuple(one.id for one in stated))
    made = journal.entry("add", body, page=page, subject=key, reason=reason)
    _refold(connection, journal, [page])
    return made


def _stated(connection: Connection, reading: str, drawn: Drawn) -> Finding:
    """A person's finding: a value of the right shape, and evidence that lies in the text. Raises UsageError."""
    text = archive.text(connection, reading)
    for start, end in drawn.evidence:
        if not 0 <= start < end <= len(text):
            raise UsageError(f"the words {start} to {end} are not in the text, which has {len(text):,} characters")
    value = {
        k: canonical.degrees(v) if k in ("lat", "lon") and isinstance(v, float) else v for k, v in drawn.value.items()
    }
    try:
        canonical.refuse_floats(value)
        made = findings.stored(msgspec.structs.replace(drawn, value=value), reading, replay.REVIEW)
        findings.check(made)
    except (msgspec.ValidationError, TypeError, KeyError) as error:
        raise UsageError(f"this is no {drawn.property}: {error}") from None
    return made


def _findings(connection: Connection, names: Iterable[str]) -> list[Finding]:
    ids = [find.digest(connection, schema.finding.c.id, name, "value") for name in names]
    known = archive.findings(connection, ids)
    return [known[id] for id in ids]


def _page(connection: Connection, reading: str) -> str:
    found: str = connection.execute(select(schema.reading.c.page).where(schema.reading.c.id == reading)).scalar_one()
    return found


def _refold(connection: Connection, journal: Journal, pages: Iterable[str]) -> None:
    journal.flush()
    present.take(connection, journal, present.states(connection, pages))


# ---- cases -----------------------------------------------------------------------------------------------------------
def merge(connection: Connection, journal: Journal, names: Sequence[str], reason: str | None) -> Entry:
    """Make some cases one. Raises UsageError where they are one already."""
    cases = list(dict.fromkeys(find.case_id(connection, name) for name in names))
    if len(cases) < 2:
        raise UsageError(f"{' and '.join(names)} are one case already")
    members = present.members(connection, cases)
    left = members[cases[0]]
    right = tuple(sorted(key for case in cases[1:] for key in members[case]))
    return _bind(connection, journal, "merge", (left, right), reason)


def split(connection: Connection, journal: Journal, names: Sequence[str], reason: str | None) -> Entry:
    """Take tellings out of their case, together. Raises UsageError where none or nothing would be left."""
    keys = tuple(sorted({find.telling_key(connection, name) for name in names}))
    cases = {find.case_id(connection, key) for key in keys}
    if len(cases) > 1:
        raise UsageError(
            f"{' and '.join(names)} are of different cases ({', '.join(sorted(cases))}); split one at a time"
        )
    rest = tuple(key for key in present.members(connection, cases)[cases.pop()] if key not in keys)
    if not rest:
        raise UsageError(f"{' and '.join(names)} are the whole case; leave at least one telling in it")
    return _bind(connection, journal, "split", (keys, rest), reason)


def _bind(
    connection: Connection,
    journal: Journal,
    action: Action,
    sides: tuple[tuple[str, ...], tuple[str, ...]],
    reason: str | None,
) -> Entry:
    left, right = sides
    made = journal.entry(action, Body(incidents=left, apart=right), subject=left[0], reason=reason)
    _rebind(connection, journal, left[0])
    return made


def _rebind(connection: Connection, journal: Journal, subject: str) -> None:
    """Bring people's words on linking, and what is linked, up to the entries upon a telling."""
    journal.flush()
    entries = archive.entries_of_subjects(connection, [subject])
    binding = [e for e in entries if e.action in ("merge", "split", "undo")]
    seqs = [entry.seq for entry in binding]
    stand = replay.bonds(binding)
    table = schema.bond
    connection.execute(delete(table).where(table.c.seq.in_(seqs)))
    rows = [{"key": key, "seq": entry.seq} for entry, bond in stand for key in sorted({*bond.left, *bond.right})]
    insert_all(connection, table, rows)
    touched = {key for entry in binding for key in (*entry.body.incidents, *entry.body.apart)}
    present.recompose(connection, journal, present.relink(connection, journal, touched))


def note(connection: Connection, journal: Journal, action: Action, name: str, text: str, reason: str | None) -> Entry:
    """Assign, comment on, move or sign off a case."""
    case = find.case_id(connection, name)
    if action == "status" and text not in replay.STAGES:
        raise UsageError(f"'{text}' is no stage that can be set; choose one of {', '.join(replay.STAGES)}")
    if action == "sign_off":
        text = present.digest_of(connection, case)
    if action == "comment" and not text.strip():
        raise UsageError("the comment is empty")
    made = journal.entry(action, Body(text=text), subject=case, reason=reason)
    present.recompose(connection, journal, [case])
    return made


# ---- undoing ---------------------------------------------------------------------------------------------------------
def undo(connection: Connection, journal: Journal, name: str, reason: str | None) -> Entry:
    """Make an entry count no more; undoing an undo makes it count again. Raises UsageError where it cannot be."""
    target = _entry(connection, find.digest(connection, schema.entry.c.id, name, "entry"))
    root = target
    while root.action == "undo":
        root = _entry(connection, root.body.target or "")
    if root.action not in UNDOABLE:
        raise UsageError(f"{name} states what the program found; reject its values instead")
    beside = _beside(connection, target)
    if target.id in replay.undone(beside):
        by = next(e for e in reversed(beside) if e.body.target == target.id)
        raise UsageError(f"{name} is undone already, by {by.author} ({by.id[:12]}); to have it again, undo that")
    made = journal.entry("undo", Body(target=target.id), page=target.page, subject=target.subject, reason=reason)
    if root.action in ("merge", "split"):
        if root.action == "merge" and root.author == replay.MACHINE:
            a, b = root.body.incidents
            connection.execute(delete(schema.tie).where(schema.tie.c.a == a, schema.tie.c.b == b))
        _rebind(connection, journal, root.subject or "")
    elif root.page is not None:
        _refold(connection, journal, [root.page])
    else:
        journal.flush()
        present.recompose(connection, journal, [find.case_id(connection, root.subject or "")])
    return made


def _entry(connection: Connection, id: str) -> Entry:
    return archive.entries_by_id(connection, [id])[id]


def _beside(connection: Connection, entry: Entry) -> list[Entry]:
    """The entries among which one may have been undone."""
    if entry.subject is not None:
        return archive.entries_of_subjects(connection, [entry.subject])
    return archive.entries_of_pages(connection, [entry.page or ""]).get(entry.page or "", [])
