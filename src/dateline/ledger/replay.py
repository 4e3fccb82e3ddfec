"""The present state as a replay of entries: which findings hold, and what they make of a page. Pure functions.

An entry that has been undone counts no more, and an undo that has been undone neither. Of two decisions of people on
one thing the later holds; where two people differ, the dispute is kept beside it. A person's value stands before the
program's, and a newer coding never takes back what a person has said.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import msgspec
from msgspec import Struct, structs

from dateline.case import Action, Bond, Desk, Dispute, Entry, Finding, Note, Stage, Standing, Telling, Value
from dateline.ledger import findings as made
from dateline.model import Claim, Count, DateRange, Incident, Published, ReportKind

MACHINE = "dateline"
"""The author of what the program does by itself."""

NEEDED = frozenset(("type", "status"))
"""The properties without which a telling is none: they can be corrected, but rejected only with the whole incident."""

UNKNOWN_DATE = DateRange(None, None, "unknown", ())
UNPUBLISHED = Published(None, None, "unknown", ())
VERDICTS: dict[Action, Standing] = {"accept": "accepted", "reject": "rejected"}
WORK = frozenset(("assign", "comment", "status", "sign_off"))
"""The actions upon whole cases."""


class PageState(Struct, frozen=True):
    """What a page tells after all decisions, and the incidents on it that a person has rejected."""

    page: str
    tellings: tuple[Telling, ...]
    rejected: tuple[str, ...]


class Held(Struct):
    """One finding in the replay: its place in the order of telling, how it stands, and what each person says of it."""

    finding: Finding
    order: tuple[int, int]
    standing: Standing = "found"
    by: str = MACHINE
    says: dict[str, str] = msgspec.field(default_factory=dict)
    holds: bool = True


def undone(entries: Sequence[Entry]) -> frozenset[str]:
    """The ids of entries that do not count, because a standing undo names them."""
    gone: set[str] = set()
    for entry in reversed(entries):
        if entry.action == "undo" and entry.id not in gone:
            gone.add(entry.body.target or "")
    return frozenset(gone | {entry.id for entry in entries if entry.body.carries in gone})


def undoings(entries: Sequence[Entry]) -> list[Entry]:
    """The undoings that stand."""
    gone = undone(entries)
    return [entry for entry in entries if entry.action == "undo" and entry.id not in gone]


def active(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that have not been undone, undoings left out, in their order."""
    gone = undone(entries)
    return [entry for entry in entries if entry.id not in gone and entry.action != "undo"]


# ---- findings --------------------------------------------------------------------------------------------------------
def held(entries: Sequence[Entry], known: Mapping[str, Finding]) -> dict[str, Held]:
    """Every finding that somebody stands behind or has rejected, by its id, from the entries of one page."""
    state: dict[str, Held] = {}
    retracted: set[str] = set()
    counted = active(entries)
    for entry in counted:
        for number, id in enumerate(entry.body.findings):
            one = state.get(id)
            if one is None:
                one = state[id] = Held(known[id], (entry.seq, number))
            _apply(entry, one, state, retracted)
    kept = {id for id in retracted if state[id].standing == "accepted"} - _carried_on(counted)
    return {id: one for id, one in state.items() if id not in retracted or id in kept}


def _carried_on(entries: Sequence[Entry]) -> set[str]:
    """The findings whose acceptance is repeated for what a newer reading of the page has in their place."""
    last: dict[str, int] = {entry.body.carries: entry.seq for entry in entries if entry.body.carries}
    return {
        id
        for entry in entries
        if entry.action == "accept" and entry.seq < last.get(entry.body.carries or entry.id, 0)
        for id in entry.body.findings
    }


def _apply(entry: Entry, one: Held, state: dict[str, Held], retracted: set[str]) -> None:
    """What an entry does to one of its findings."""
    id, author = one.finding.id, entry.author
    if entry.action == "assert":
        retracted.discard(id)
    elif entry.action == "retract":
        retracted.add(id)
    elif entry.action in VERDICTS:
        one.standing, one.by = VERDICTS[entry.action], author
        one.holds = entry.action == "accept"
        one.says.pop(author, None)
        one.says[author] = f"{entry.action}s"
        if one.holds:
            _put_back(one, author, state)
    elif entry.action == "add":
        one.standing, one.by, one.holds = "added", author, True
        one.says[author] = "adds"
    elif entry.action == "correct":
        if entry.body.carries is None:  # a decision that is repeated says nothing new of its own value
            one.standing, one.by, one.holds = "corrected", author, True
            one.says[author] = "corrects"
        old = state.get(entry.body.replaces or "")
        if old is not None and old is not one:
            _replace(old, one, author, state)


def _put_back(one: Held, author: str, state: dict[str, Held]) -> None:
    """A value that is accepted after it was corrected takes its place again."""
    for other in state.values():
        if other is not one and other.order == one.order and other.standing == "corrected" and other.holds:
            other.standing, other.by, other.holds = "replaced", author, False
            other.says.pop(author, None)
            other.says[author] = "replaced by what it had replaced"


def _replace(old: Held, new: Held, author: str, state: dict[str, Held]) -> None:
    """A correction takes the place of a finding, and of an earlier correction of the same."""
    for other in state.values():  # of two who correct the same, the later counts
        if other.standing == "corrected" and other.order == old.order and other is not new and other is not old:
            other.standing, other.by, other.holds = "replaced", author, False
    new.order = old.order
    old.standing, old.by, old.holds = "replaced", author, False
    old.says.pop(author, None)
    old.says[author] = f"corrects ({new.finding.id[:8]}) to {brief(new.finding)}"


FOR = frozenset(("accepts", "adds", "corrects"))
"""What people say who stand behind a value; whoever says anything else says that it is wrong."""


def disputes(one: Held) -> tuple[Dispute, ...]:
    """Two people's decisions on a finding that cannot both hold."""
    if len({"for" if said in FOR else said for said in one.says.values()}) < 2:
        return ()
    about = f"{one.finding.property} {brief(one.finding)}"
    return (Dispute(about, tuple(one.says.items())),)


def brief(finding: Finding) -> str:
    """A finding's value in words."""
    value = made.value_of(finding)
    if finding.property == "told":
        return "main incident" if value["main"] else "background incident"
    if finding.property == "date":
        days = (value["start"],) if value["start"] == value["end"] else (value["start"], value["end"])
        return " to ".join(map(str, days)) if value["start"] else "unknown"
    if finding.property == "claim":
        return " ".join(filter(None, (value["source"]["name"], value["stance"], value["target"])))
    shown = [value.get(name) for name in ("sub_event_type", "role", "kind", "name", "status", "country", "summary")]
    if "low" in value:
        low, high = ("?" if number is None else str(number) for number in (value["low"], value["high"]))
        shown.append(low if low == high else f"{low} to {high}")
    return ", ".join(filter(None, shown)) or finding.value


# ---- pages -----------------------------------------------------------------------------------------------------------
def page_state(page: str, source: str, entries: Sequence[Entry], known: Mapping[str, Finding]) -> PageState:
    """What one page tells, from its entries and the findings that they name. Raises KeyError where one is lost."""
    by_subject: dict[str, list[Held]] = {}
    for one in sorted(held(entries, known).values(), key=lambda one: one.order):
        by_subject.setdefault(one.finding.subject, []).append(one)
    claims: dict[str, list[tuple[Held, Claim]]] = {}
    for rows in by_subject.values():
        for one in rows:
            if one.finding.property == "claim":
                said = made.claim(one.finding)
                claims.setdefault(said.about or "", []).append((one, said))
    tellings, rejected = [], []
    for subject, rows in by_subject.items():
        told = _one(rows, "told")
        if told is not None and {one.finding.property for one in rows} >= NEEDED:
            tellings.append(_telling(page, source, subject, told, by_subject, claims.get(subject, [])))
        elif any(one.finding.property == "told" for one in rows):
            rejected.append(subject)
    return PageState(page, tuple(tellings), tuple(rejected))


def _one(rows: Iterable[Held], property: str) -> Finding | None:
    """The value of a property that holds: a person's before the program's, the later before the earlier."""
    best: Held | None = None
    for one in rows:
        if one.finding.property == property and one.holds:
            if best is not None and best.standing != "found" and one.standing == "found":
                continue
            best = one
    return best.finding if best else None


def _telling(
    page: str,
    source: str,
    key: str,
    told: Finding,
    by_subject: Mapping[str, list[Held]],
    claims: Sequence[tuple[Held, Claim]],
) -> Telling:
    rows = by_subject[key]
    about = made.value_of(told)
    report = _one(by_subject.get(about["report"], ()), "report")
    of_page = by_subject.get(made.PAGE, ())
    masthead, published = _one(of_page, "masthead"), _one(of_page, "published")
    head = made.value_of(masthead) if masthead else {}
    report_value = made.value_of(report) if report else {}
    said = [(one, claim) for one, claim in claims if one.holds]
    values = [one for one in rows if one.finding.property != "link"] + [one for one, _ in claims]
    kind: ReportKind = report_value.get("kind", "story")
    return Telling(
        key=key,
        page=page,
        reading=told.reading,
        source=source,
        outlet=head.get("outlet"),
        agency=head.get("agency"),
        headline=report_value.get("headline"),
        published=_published(report_value, published),
        kind=kind,
        incident=_incident(key, told, rows),
        claims=tuple(claim for _, claim in said),
        values=tuple(Value(one.finding.id, one.finding.property, one.standing, one.by) for one in values),
        rows=tuple(one.finding.id for one in _rows(rows, "casualty")),
        said=tuple(one.finding.id for one, _ in said),
        disputes=tuple(dispute for one in values for dispute in disputes(one)),
    )


def _published(report: Mapping[str, object], of_page: Finding | None) -> Published:
    """The publication time of a report: a person's word on the page's, else its own, else the page's."""
    whole = UNPUBLISHED
    if of_page is not None:
        whole = msgspec.convert({**made.value_of(of_page), "evidence": of_page.evidence}, Published)
        if of_page.method == REVIEW and report.get("kind") == "story":
            return whole
    own = msgspec.convert(report["published"], Published) if "published" in report else UNPUBLISHED
    return own if own.start else whole


REVIEW = "review"
"""The method of what a person states."""


def _rows(rows: Iterable[Held], property: str) -> list[Held]:
    return [one for one in rows if one.finding.property == property and one.holds]


def _incident(key: str, told: Finding, rows: Sequence[Held]) -> Incident:
    about = made.value_of(told)
    types = made.value_of(_need(rows, "type"))
    count, date, summary = _one(rows, "count"), _one(rows, "date"), _one(rows, "summary")
    lists = {
        field: tuple(made.row(property, one.finding) for one in _rows(rows, property))
        for property, (field, _) in made.ROWS.items()
    }
    return Incident(
        id=key,
        report=about["report"],
        main=about["main"],
        summary=made.value_of(summary)["summary"] if summary else "",
        event_type=types["event_type"],
        sub_event_type=types["sub_event_type"],
        status=made.value_of(_need(rows, "status"))["status"],
        count=made.count(made.value_of(count)) if count else Count(None, None),
        date=made.date(date) if date else UNKNOWN_DATE,
        evidence=told.evidence,
        **lists,  # type: ignore[arg-type]
    )


def _need(rows: Iterable[Held], property: str) -> Finding:
    """A property that every incident has, the last that was stated where each was rejected."""
    found = _one(rows, property)
    if found is None:
        found = [one.finding for one in rows if one.finding.property == property][-1]
    return found


# ---- cases -----------------------------------------------------------------------------------------------------------
def desk(entries: Sequence[Entry]) -> Desk:
    """Where a case stands with people, from the entries upon its tellings."""
    state = Desk()
    for entry in active(entries):
        text = entry.body.text
        if entry.action == "assign":
            state = structs.replace(state, assignee=text or None)
        elif entry.action == "comment":
            state = structs.replace(state, notes=(*state.notes, Note(entry.author, text or "", entry.recorded_at)))
        elif entry.action == "status":
            stage: Stage = msgspec.convert(text, Stage)
            state = structs.replace(state, stage=stage, signed_by=None, signed_at=None, signed=None)
        elif entry.action == "sign_off":
            signed = {"signed_by": entry.author, "signed_at": entry.recorded_at, "signed": text}
            state = structs.replace(state, stage="signed off", **signed)
    return state


def bonds(entries: Sequence[Entry]) -> list[tuple[Entry, Bond]]:
    """People's word on linking, in order: their merges and splits, and merges of the program that they have undone."""
    gone = undone(entries)
    by_id = {entry.id: entry for entry in entries}
    counted = [entry for entry in entries if entry.id not in gone and entry.author != MACHINE]
    made = ((entry, bond(entry, by_id.get(entry.body.target or ""))) for entry in counted)
    return [(entry, bond) for entry, bond in made if bond is not None]


def bond(entry: Entry, target: Entry | None = None) -> Bond | None:
    """A person's word on linking in one entry; `target` is the entry that it undoes, if it undoes any."""
    body = entry.body
    if entry.action in ("merge", "split"):
        return Bond(body.incidents, body.apart, entry.action == "merge")
    if entry.action == "undo" and target is not None and target.action == "merge" and target.author == MACHINE:
        return Bond(target.body.incidents[:1], target.body.incidents[1:], False)
    return None


def bond_disputes(said: Iterable[tuple[Entry, Bond | None]]) -> dict[str, list[Dispute]]:
    """Where the last words of two people on one pair of tellings differ, by the first of the pair."""
    words: dict[tuple[str, str], dict[str, bool]] = {}
    for entry, one in said:
        for a, b in product(one.left, one.right) if one else ():
            words.setdefault((min(a, b), max(a, b)), {})[entry.author] = one.together if one else False
    found: dict[str, list[Dispute]] = {}
    for (a, b), by in sorted(words.items()):
        if len(set(by.values())) > 1:
            says = tuple((author, "one case" if together else "two cases") for author, together in sorted(by.items()))
            found.setdefault(a, []).append(Dispute(f"{a} and {b}", says))
            found.setdefault(b, []).append(Dispute(f"{a} and {b}", says))
    return found


def ties(entries: Sequence[Entry]) -> dict[tuple[str, str], Entry]:
    """The merges of the program that hold, by their two tellings."""
    found = {}
    for entry in active(entries):
        if entry.action == "merge" and entry.author == MACHINE:
            a, b = entry.body.incidents
            found[a, b] = entry
    return found
