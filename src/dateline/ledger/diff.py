"""How the cases of two ledgers, or of one at two times, differ. Pure: cases in, changes out."""

from collections.abc import Iterable, Mapping

from dateline.case import Case, Change, Toll
from dateline.model import DateRange, Place


def changes(before: Iterable[Case], after: Iterable[Case]) -> list[Change]:
    """Cases that are new, gone, merged, split or changed, matched by the tellings that they share."""
    old = {case.id: case for case in before}
    new = {case.id: case for case in after}
    home = {key: case.id for case in new.values() for key in case.tellings}
    was = {key: case.id for case in old.values() for key in case.tellings}
    fresh = (case for _, case in sorted(new.items()) if was.keys().isdisjoint(case.tellings))
    found = [Change("new", (), (case.id,), case.summary, ()) for case in fresh]
    for id in sorted(old):
        to = tuple(sorted({home[key] for key in old[id].tellings if key in home}))
        if not to:
            found.append(Change("gone", (id,), (), old[id].summary, ()))
        elif len(to) > 1:
            found.append(Change("split", (id,), to, old[id].summary, ()))
        else:
            found += _moved(old, new[to[0]], id, was)
    return found


def _moved(old: Mapping[str, Case], now: Case, id: str, was: Mapping[str, str]) -> list[Change]:
    """What became of a case that is one case still."""
    sources = tuple(sorted({was[key] for key in now.tellings if key in was}))
    if len(sources) > 1:
        return [Change("merged", sources, (now.id,), now.summary, ())] if id == sources[0] else []
    fields = tuple((name, a, b) for name, a, b in _fields(old[id], now) if a != b)
    return [Change("changed", (id,), (now.id,), now.summary, fields)] if fields else []


def _fields(old: Case, new: Case) -> Iterable[tuple[str, str, str]]:
    """The fields of both in words."""
    yield "type", old.sub_event_type, new.sub_event_type
    yield "status", old.status, new.status
    yield "date", _date(old.date), _date(new.date)
    yield "place", _place(old.place), _place(new.place)
    kinds = dict.fromkeys(toll.kind for case in (old, new) for toll in case.tolls)
    for kind in kinds:
        yield kind, _toll(old, kind), _toll(new, kind)
    yield "participants", _parties(old), _parties(new)
    yield "weapons", ", ".join(old.weapons), ", ".join(new.weapons)
    yield "grade", old.grade.name, new.grade.name
    yield "reports", str(len(old.tellings)), str(len(new.tellings))
    yield "stage", old.desk.stage, new.desk.stage
    yield "assignee", old.desk.assignee or "", new.desk.assignee or ""


def _date(date: DateRange) -> str:
    if date.start is None:
        return "unknown"
    return date.start if date.start == date.end else f"{date.start} to {date.end}"


def _place(place: Place | None) -> str:
    return "unknown" if place is None else ", ".join(filter(None, (place.name, place.country)))


def _toll(case: Case, kind: str) -> str:
    toll: Toll | None = next((one for one in case.tolls if one.kind == kind), None)
    if toll is None:
        return ""
    return "/".join("?" if number is None else str(number) for number in (toll.low, toll.best, toll.high))


def _parties(case: Case) -> str:
    return ", ".join(f"{one.name} ({one.role})" for one in case.participants)
