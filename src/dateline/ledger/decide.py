"""What people decide: each decision is an entry with an author and a reason, and each can be undone.

Every function here works within one writing transaction: it appends the entry and brings the present state up to it.
"""

from collections.abc import Iterable, Sequence
from typing import Any, get_args

import msgspec
from sqlalchemy import Connection, delete, select

from dateline.case import STAGES, Action, Body, Entry, Finding
from dateline.errors import UsageError
from dateline.ledger import archive, canonical, codings, find, findings, linking, present, replay, schema, shapes
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
    reason = _reason(reason, "reject") if action == "reject" else _plain(reason, "the reason")
    if action == "reject":
        for one in known:
            if one.property in replay.NEEDED:
                raise UsageError(
                    f"an incident needs a {one.property}: correct it, or reject the incident ({one.subject})"
                )
    made = []
    for one in known:
        page = _page(connection, one.reading)
        ids = _with_it(connection, page, one) if action == "accept" and one.property == "told" else (one.id,)
        made.append(journal.entry(action, Body(findings=ids), page=page, subject=one.subject, reason=reason))
    _refold(connection, journal, {entry.page or "" for entry in made})
    return made


def _with_it(connection: Connection, page: str, told: Finding) -> tuple[str, ...]:
    """An incident's `told`; where the program has taken it back, with all that it took back of it."""
    entries = archive.entries_of_pages(connection, [page])[page]
    if told.id in codings.stated(entries):
        return (told.id,)
    back = next((e for e in reversed(entries) if e.action == "retract" and told.id in e.body.findings), None)
    if back is None:
        return (told.id,)
    known = archive.findings(connection, back.body.findings)
    about = (id for id in back.body.findings if findings.incident_of(known[id]) == told.subject)
    return tuple(about)


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
    if old.property == "claim" and "about" in value:
        raise UsageError("what a claim is about cannot be corrected; reject it, and add one to the other incident")
    before = findings.value_of(old)
    if old.property == "place" and value.get("name", before["name"]) != before["name"]:
        before |= dict.fromkeys(("lat", "lon", "geonameid", "admin1"))  # those of another place
    whole = {**before, **value}
    new = _stated(connection, old.reading, Drawn(old.subject, old.property, whole, words, ""))
    if (new.value, new.evidence) == (old.value, old.evidence):
        raise UsageError(f"the correction of {name} says what is there already; accept it instead")
    reason = _plain(reason, "the reason")
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
    reading = find.digest(connection, schema.reading.c.id, reading, "reading")
    page = _page(connection, reading)
    key = canonical.name(page, "incident", journal.run.author, journal.seq + 1, incident.evidence)
    named = [*(row.claim for row in incident.casualties), *(row.claim for row in incident.participants)]
    claims = {name: name for name in named if name}
    own = (Drawn(key, p, v, e, "") for p, v, e in findings.incident_values(incident, incident.report, claims))
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
    try:
        shapes.check(drawn.property, drawn.value)
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise UsageError(f"this is no {drawn.property}: {error}") from None
    sides = [side for side in ("lat", "lon") if drawn.value.get(side) is not None]
    places = {side: canonical.degrees(float(drawn.value[side])) for side in sides}
    value = {**drawn.value, **places}
    canonical.refuse_floats(value)
    _plain(canonical.encode(value) if not _odd(value) else "\0", "the value")
    _referred(connection, reading, drawn)
    return findings.stored(msgspec.structs.replace(drawn, value=value), reading, replay.REVIEW)


def _referred(connection: Connection, reading: str, drawn: Drawn) -> None:
    """Raises UsageError where a value names a claim or report that its page does not have."""
    for field, property in (("claim", "claim"), ("report", "report")):
        name = drawn.value.get(field)
        if name is None:
            continue
        found, page = schema.finding, _page(connection, reading)
        query = (
            select(found.c.id)
            .join(schema.reading, schema.reading.c.id == found.c.reading)
            .where(schema.reading.c.page == page, found.c.subject == name, found.c.property == property)
        )
        if connection.execute(query.limit(1)).scalar() is None:
            raise UsageError(f"the page has no {property} with the key '{name}'")


def _odd(value: Any) -> bool:
    """Whether text in a value has no place in UTF-8."""
    if isinstance(value, dict):
        return any(map(_odd, value.values()))
    if isinstance(value, list | tuple):
        return any(map(_odd, value))
    return isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value)


def _plain(text: str | None, what: str) -> str | None:
    """Text that every store takes. Raises UsageError where it has NUL or half of a character pair."""
    if text is not None and ("\0" in text or "\\u0000" in text or _odd(text)):
        raise UsageError(f"{what} has a character that cannot be stored (NUL, or half of a pair); write it without")
    return text


def _reason(text: str | None, what: str) -> str:
    """A reason that says something. Raises UsageError where there is none."""
    if not (text or "").strip():
        raise UsageError(f"to {what} needs a reason: give --reason")
    return _plain(text, "the reason") or ""


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
    return _bind(connection, journal, "merge", (left, right), _reason(reason, "merge"))


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
    return _bind(connection, journal, "split", (keys, rest), _reason(reason, "split"))


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
    for some in archive.parts(seqs):
        connection.execute(delete(table).where(table.c.seq.in_(some)))
    rows = [{"key": key, "seq": entry.seq} for entry, bond in stand for key in sorted({*bond.left, *bond.right})]
    insert_all(connection, table, rows)
    touched = {key for entry in binding for key in (*entry.body.incidents, *entry.body.apart)}
    present.recompose(connection, journal, present.relink(connection, journal, touched))


def note(connection: Connection, journal: Journal, action: Action, name: str, text: str, reason: str | None) -> Entry:
    """Assign, comment on, move or sign off a case: it is said of all that the case holds."""
    case = find.case_id(connection, name)
    if action == "status" and text not in STAGES:
        raise UsageError(f"'{text}' is no stage that can be set; choose one of {', '.join(STAGES)}")
    if action == "sign_off":
        text = present.case(connection, case).digest
    if action == "comment" and not text.strip():
        raise UsageError("the comment is empty")
    text, reason = _plain(text, "the text") or "", _plain(reason, "the reason")
    held = present.members(connection, [case])[case]
    made = journal.entry(action, Body(incidents=held, text=text), subject=case, reason=reason)
    _noted(connection, journal, case)
    return made


def _noted(connection: Connection, journal: Journal, subject: str) -> None:
    """Bring the work on the cases of a telling, and those cases, up to the entries upon it."""
    journal.flush()
    entries = archive.entries_of_subjects(connection, [subject])
    work = [entry for entry in entries if entry.action in replay.WORK]
    for seqs in archive.parts(entry.seq for entry in work):
        connection.execute(delete(schema.note).where(schema.note.c.seq.in_(seqs)))
    stand = [entry for entry in replay.active(entries) if entry.action in replay.WORK]
    insert_all(connection, schema.note, [{"key": key, "seq": e.seq} for e in stand for key in e.body.incidents])
    keys = {key for entry in work for key in entry.body.incidents}
    present.recompose(connection, journal, present.cases_of(connection, keys))


# ---- undoing ---------------------------------------------------------------------------------------------------------
def undo(connection: Connection, journal: Journal, name: str, reason: str | None) -> Entry:
    """Make an entry count no more; undoing an undo makes it count again. Raises UsageError where it cannot be."""
    target = _entry(connection, find.digest(connection, schema.entry.c.id, name, "entry"))
    if target.body.carries is not None:  # it repeats a decision: that is what counts no more
        target = _entry(connection, target.body.carries)
    root = target
    while root.action == "undo":
        root = _entry(connection, root.body.target or "")
    if root.action not in UNDOABLE:
        raise UsageError(f"{name} states what the program found; reject its values instead")
    if target.action == "undo" and target.author == replay.MACHINE:
        raise UsageError(f"{name} is the program's own; merge the cases to have them as one again")
    beside = _beside(connection, target)
    if target.id in replay.undone(beside):
        by = next(e for e in reversed(beside) if e.body.target == target.id)
        raise UsageError(f"{name} is undone already, by {by.author} ({by.id[:12]}); to have it again, undo that")
    _nothing_rests_on(target, beside)
    made = journal.entry("undo", Body(target=target.id), page=target.page, subject=target.subject, reason=reason)
    if root.action in ("merge", "split"):
        if root.action == "merge" and root.author == replay.MACHINE:
            _hold(connection, journal, root)
        _rebind(connection, journal, root.subject or "")
    elif root.page is not None:
        _refold(connection, journal, [root.page])
    else:
        _noted(connection, journal, root.subject or "")
    return made


def _nothing_rests_on(target: Entry, beside: Sequence[Entry]) -> None:
    """Raises UsageError where a later decision is about the value that this one has brought."""
    if target.action not in ("correct", "add"):
        return
    brought = set(target.body.findings)
    for later in replay.active(beside):
        spoken = {*later.body.findings, later.body.replaces}
        if (
            later.seq > target.seq
            and later.author != replay.MACHINE
            and later.body.carries is None
            and spoken & brought
        ):
            told = f"{later.author}'s decision {later.id[:12]} rests on {target.id[:12]}"
            raise UsageError(f"{told}; undo that one first")


def _hold(connection: Connection, journal: Journal, merged: Entry) -> None:
    """Have a merge of the program among those that hold, or not, as the entries upon it say."""
    journal.flush()
    a, b = merged.body.incidents
    connection.execute(delete(schema.tie).where(schema.tie.c.a == a, schema.tie.c.b == b))
    stands = replay.ties(archive.entries_of_subjects(connection, [merged.subject or ""])).get((a, b))
    if stands is not None:
        insert_all(connection, schema.tie, [linking.row_of(stands)])


def _entry(connection: Connection, id: str) -> Entry:
    return archive.entries_by_id(connection, [id])[id]


def _beside(connection: Connection, entry: Entry) -> list[Entry]:
    """The entries among which one may have been undone."""
    if entry.page is not None:
        return archive.entries_of_pages(connection, [entry.page]).get(entry.page, [])
    return archive.entries_of_subjects(connection, [entry.subject or ""])
