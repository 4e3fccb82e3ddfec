"""The present state of a ledger, in tables of its own for speed: tellings, their cases, and who took part.

It is a function of the entries alone: `rebuild` makes it anew from them, and gives the same rows.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct, structs
from sqlalchemy import Connection, bindparam, delete, select, update

from dateline import link
from dateline.case import Case, Dispute, Entry, Telling, Tie, Traits
from dateline.ledger import archive, linking, replay, schema
from dateline.ledger.archive import chunks
from dateline.ledger.journal import Journal, insert_all
from dateline.ledger.replay import PageState

_pack = msgspec.msgpack.Encoder().encode
_telling = msgspec.msgpack.Decoder(Telling)
_case = msgspec.msgpack.Decoder(Case)
LONGEST = 200
"""Characters of a name that it can be searched by: indexes take no more."""

MOST = 10**15
"""The highest number of people that can be searched for; a store's integers end somewhere."""


def take(connection: Connection, journal: Journal, states: Sequence[PageState], *, linked: bool = True) -> None:
    """Bring the present state up to what some pages now tell; unlinked, each new telling is a case of its own, and
    those that are there are looked at again."""
    old = _old(connection, [state.page for state in states])
    new = {telling.key: (telling, link.traits(telling)) for state in states for telling in state.tellings}
    gone = old.keys() - new.keys()
    fresh = {key: traits for key, (_, traits) in new.items() if key not in old or old[key][1] != traits}
    touched = linking.forget(connection, gone | (fresh.keys() & old.keys()))
    cases = {key: case for key, (case, _) in old.items()}
    _replace(connection, new, gone, cases)
    changed = {*cases.values(), *(cases.get(key, key) for key in new)}
    paired = fresh if linked else {key: traits for key, traits in fresh.items() if key in old}
    linking.pair_up(connection, paired)
    changed |= relink(connection, journal, touched | gone | paired.keys())
    recompose(connection, journal, changed)


def states(connection: Connection, pages: Iterable[str], until: str | None = None) -> list[PageState]:
    """What pages tell, replayed from their entries, those up to a time if one is given."""
    pages = sorted(set(pages))
    entries = archive.entries_of_pages(connection, pages, until)
    known = archive.findings(connection, {id for some in entries.values() for id in archive.named(some)})
    sources = archive.sources(connection, pages)
    return [replay.page_state(page, sources[page], entries.get(page, ()), known) for page in pages]


def members(connection: Connection, cases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The keys of the tellings of cases, sorted."""
    table = schema.telling
    found: dict[str, list[str]] = {}
    for some in chunks(cases):
        for case, key in connection.execute(select(table.c.case_id, table.c.key).where(table.c.case_id.in_(some))):
            found.setdefault(case, []).append(key)
    return {case: tuple(sorted(keys)) for case, keys in found.items()}


def cases_of(connection: Connection, keys: Iterable[str]) -> set[str]:
    """The cases that some tellings are in, as far as they are there."""
    table = schema.telling
    found: set[str] = set()
    for some in chunks(keys):
        found.update(connection.execute(select(table.c.case_id).where(table.c.key.in_(some))).scalars())
    return found


def case(connection: Connection, id: str) -> Case:
    """The case with this id, which must be there."""
    table = schema.casefile
    return case_of(connection.execute(select(table.c.record).where(table.c.id == id)).scalar_one())


def relink(connection: Connection, journal: Journal, touched: Iterable[str]) -> set[str]:
    """Group anew whatever is connected with some tellings; gives the ids of all cases that may have changed."""
    journal.flush()  # what people said is read back from the entries
    touched = set(touched)
    if not touched:
        return set()
    reach = linking.reach(connection, touched)
    grouping = link.cluster(reach.traits, reach.scores, reach.bonds)
    linking.retie(connection, journal, {*reach.traits, *touched}, grouping.ties)
    return _move(connection, grouping.cases)


def _old(connection: Connection, pages: Iterable[str]) -> dict[str, tuple[str, Traits]]:
    """The tellings that the state has of pages: their case and traits by key."""
    table = schema.telling
    cases = {}
    for some in chunks(pages):
        rows = connection.execute(select(table.c.key, table.c.case_id).where(table.c.page.in_(some)))
        cases.update({row.key: row.case_id for row in rows})
    traits = linking.traits_of(connection, cases)
    return {key: (case, traits[key]) for key, case in cases.items()}


def _replace(
    connection: Connection,
    new: Mapping[str, tuple[Telling, Traits]],
    gone: set[str],
    cases: Mapping[str, str],
) -> None:
    """Put tellings in the place of those that are there."""
    for some in chunks(gone | (new.keys() & cases.keys())):
        for table in (schema.telling, schema.told):
            connection.execute(delete(table).where(table.c.key.in_(some)))
    store(connection, new, cases)


def store(connection: Connection, tellings: Mapping[str, tuple[Telling, Traits]], cases: Mapping[str, str]) -> None:
    """Put new tellings into their tables, each under its case; without one it is a case of its own."""
    places, said = [], []
    for key, (telling, traits) in sorted(tellings.items()):
        places.append({"key": key, "page": telling.page, "case_id": cases.get(key, key)})
        said.append({"key": key, "traits": _pack(traits), "record": _pack(telling)})
    insert_all(connection, schema.telling, places)
    insert_all(connection, schema.told, said)


def _move(connection: Connection, groups: Sequence[Sequence[str]]) -> set[str]:
    """Put tellings under the cases that they now form; gives the cases that any of them left or is in."""
    table = schema.telling
    wanted = {key: group[0] for group in groups for key in group}
    moves = []
    for some in chunks(wanted):
        for key, case in connection.execute(select(table.c.key, table.c.case_id).where(table.c.key.in_(some))):
            moves.append((key, case, wanted[key]))
    move(connection, [one for one in moves if one[1] != one[2]])
    return {case for _, old, new in moves for case in (old, new)}


def move(connection: Connection, moves: Sequence[tuple[str, str, str]]) -> None:
    """Put tellings from one case under another: key, old case, new case."""
    if moves:
        table = schema.telling
        changed = update(table).where(table.c.key == bindparam("telling")).values(case_id=bindparam("case"))
        connection.execute(changed, [{"telling": key, "case": new} for key, _, new in moves])


# ---- cases -----------------------------------------------------------------------------------------------------------
def recompose(connection: Connection, journal: Journal | None, cases: Iterable[str]) -> None:
    """Derive cases anew from their tellings; a case without tellings goes."""
    if journal is not None:
        journal.flush()  # decisions are read back from the entries
    for some in chunks(cases):
        tellings = tellings_of(connection, some)
        connection.execute(delete(schema.casefile).where(schema.casefile.c.id.in_(some)))
        connection.execute(delete(schema.party).where(schema.party.c.case_id.in_(some)))
        made = composed(tellings, beside(connection, tellings))
        insert_all(connection, schema.casefile, case_rows(made, tellings))
        insert_all(connection, schema.party, [row for case in made for row in party_rows(case)])


def tellings(connection: Connection, keys: Iterable[str]) -> dict[str, Telling]:
    """Tellings by their keys, as the present state has them."""
    table = schema.told
    found = {}
    for some in chunks(keys):
        for key, record in connection.execute(select(table.c.key, table.c.record).where(table.c.key.in_(some))):
            found[key] = _telling.decode(record)
    return found


def tellings_of(connection: Connection, cases: Iterable[str]) -> dict[str, list[Telling]]:
    """The tellings of cases, by case, in the order of their keys."""
    table, told = schema.telling, schema.told
    found: dict[str, list[Telling]] = {}
    query = select(table.c.case_id, told.c.record).join(told, told.c.key == table.c.key).order_by(table.c.key)
    for some in chunks(cases):
        for case, record in connection.execute(query.where(table.c.case_id.in_(some))):
            found.setdefault(case, []).append(_telling.decode(record))
    return found


class Beside(Struct, frozen=True):
    """What belongs to tellings beside what they tell: work on their cases, merges that hold, and disputes, by key."""

    entries: Mapping[str, Sequence[Entry]]
    ties: Mapping[str, Sequence[Tie]]
    disputes: Mapping[str, Sequence[Dispute]]


def composed(tellings: Mapping[str, Sequence[Telling]], beside: Beside) -> list[Case]:
    """Cases from their tellings, and from what people decided on them."""
    made = []
    for _, some in sorted(tellings.items()):
        keys = [telling.key for telling in some]
        ties = [tie for key in keys for tie in beside.ties.get(key, ())]
        upon = {entry.seq: entry for key in keys for entry in beside.entries.get(key, ())}
        desk = replay.desk([entry for _, entry in sorted(upon.items())])
        disputes = [d for one in some for d in (*one.disputes, *beside.disputes.get(one.key, ()))]
        if disputes:
            desk = structs.replace(desk, disputes=tuple(dict.fromkeys(disputes)))
        made.append(staged(link.compose(some, ties, desk)))
    return made


def beside(connection: Connection, tellings: Mapping[str, Sequence[Telling]]) -> Beside:
    """What the present state has beside the tellings of cases."""
    keys = [telling.key for some in tellings.values() for telling in some]
    entries = archive.entries_by_key(connection, schema.note, keys)
    joined = [telling.key for some in tellings.values() if len(some) > 1 for telling in some]
    return Beside(entries, _ties(connection, joined), _bond_disputes(connection, keys))


def staged(case: Case) -> Case:
    """A case whose signature has lapsed where its content has changed since."""
    desk = case.desk
    if desk.stage == "signed off" and desk.signed != case.digest:
        return structs.replace(case, desk=structs.replace(desk, stage="stale"))
    return case


def _ties(connection: Connection, keys: Iterable[str]) -> dict[str, list[Tie]]:
    """The merges that hold, by their first telling."""
    table = schema.tie
    found: dict[str, list[Tie]] = {}
    for some in chunks(keys):
        for row in connection.execute(select(table).where(table.c.a.in_(some)).order_by(table.c.a, table.c.b)):
            found.setdefault(row.a, []).append(Tie(row.a, row.b, row.score, row.why))
    return found


def _bond_disputes(connection: Connection, keys: Iterable[str]) -> dict[str, list[Dispute]]:
    """Where one person has joined what another has parted, by telling."""
    entries = {e.seq: e for some in archive.entries_by_key(connection, schema.bond, keys).values() for e in some}
    if len(entries) < 2:
        return {}
    targets = archive.entries_by_id(connection, [e.body.target for e in entries.values() if e.body.target])
    ordered = [entry for _, entry in sorted(entries.items())]
    return replay.bond_disputes([(e, replay.bond(e, targets.get(e.body.target or ""))) for e in ordered])


def case_rows(cases: Iterable[Case], tellings: Mapping[str, Sequence[Telling]]) -> list[dict[str, Any]]:
    """Cases as rows that can be searched."""
    return [_case_row(case, any(link.scope(one) is not None for one in tellings[case.id])) for case in cases]


def _case_row(case: Case, wide: bool) -> dict[str, Any]:
    killed = next((toll for toll in case.tolls if toll.kind == "killed"), None)
    place = case.place
    return {
        "id": case.id,
        "first": case.date.start,
        "last": case.date.end,
        "country": place.country if place else None,
        "admin1": folded(place.admin1) if place and place.admin1 else None,
        "place": folded(place.name) if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "event_type": case.event_type,
        "sub_event_type": case.sub_event_type,
        "status": case.status,
        "killed_low": _number(killed.low) if killed else None,
        "killed_high": _number(killed.high) if killed else None,
        "reports": len(case.tellings),
        "grade": case.grade.name,
        "stage": case.desk.stage,
        "assignee": case.desk.assignee,
        "disputed": int(bool(case.desk.disputes)),
        "wide": int(wide),
        "record": _pack(case),
    }


def _number(value: int | None) -> int | None:
    return None if value is None else min(value, MOST)


def party_rows(case: Case) -> list[dict[str, str]]:
    """Who took part in a case: folded names and ids of the codebook."""
    names = {folded(one.name) for one in case.participants} | {one.actor for one in case.participants if one.actor}
    return [{"name": name, "case_id": case.id} for name in sorted(names)]


def folded(name: str) -> str:
    """A name without case and accents, as it is searched for, cut where it is very long."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name[:LONGEST]) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())[:LONGEST]


def case_of(packed: bytes) -> Case:
    """A case from its row's record."""
    return _case.decode(packed)


def telling_of(packed: bytes) -> Telling:
    """A telling from its row's record."""
    return _telling.decode(packed)
