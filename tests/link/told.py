"""Invented tellings from the short tables that the case files of linking use."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from msgspec import UNSET

from dateline.case import Case, Desk, Telling, Value
from dateline.link.compose import compose
from dateline.model import (
    Casualty,
    Claim,
    Count,
    DateRange,
    Incident,
    Participant,
    Place,
    Published,
    Source,
    Weapon,
)

CASES = Path(__file__).parent.parent / "cases" / "link"
TYPES = {"Armed clash": "Battles", "Attack": "Violence against civilians", "Other": "Strategic developments"}
PART = "inferred: of the kind of the total that it is part of"
KINDS = {
    "police": "police",
    "hospital": "medical",
    "medics": "medical",
    "army": "military",
    "ministry": "government",
    "witnesses": "witness",
    "monitors": "ngo",
    "militants": "armed_group",
}


def bound(value: Any) -> int | None:
    return None if value == "open" else value


def telling(n: int, raw: dict[str, Any]) -> Telling:
    """One telling from its short table; what the table leaves out is the same for all."""
    key = raw.get("key", f"t{n}")
    claims, said = [], []
    casualties, rows, values = [], [], []
    for row in raw.get("figures", []):
        claim = None
        if source := row.get("by"):
            claim = next((c.id for c in claims if c.source.name == source), None)
            if claim is None:
                claim = f"{key}-c{len(claims)}"
                claims.append(spoken(claim, key, {"by": source, "as": row.get("as")}))
        rows.append(f"{key}-f{len(rows)}")
        values.append(Value(rows[-1], "casualty", row.get("standing", "found"), "A. Reviewer"))
        casualties.append(
            Casualty(
                kind=row.get("kind", "killed"),
                low=bound(row.get("low", row.get("is"))),
                high=bound(row.get("high", row.get("is"))),
                words=row.get("words"),
                who=row.get("who"),
                status="unknown",
                claim=claim,
                evidence=((len(rows), len(rows) + 1),),
                basis=PART if row.get("part") else UNSET,
            )
        )
    for row in raw.get("claims", []):
        claims.append(spoken(f"{key}-c{len(claims)}", key, row))
    said = [f"{c.id}-f" for c in claims]
    values += [
        Value(f"{key}-{field}", field, "accepted" if field in raw.get("reviewed", []) else "found", "program")
        for field in ("date", "type", "status", "count", "place", "participant", "summary")
    ]
    at = raw.get("at", "2021-05-03T10:00")
    return Telling(
        key=key,
        page=raw.get("page", f"page-{key}"),
        reading=raw.get("page", f"page-{key}"),
        source=raw.get("source", f"{key}.txt"),
        outlet=raw.get("outlet"),
        agency=raw.get("agency"),
        headline=None,
        published=Published(at or None, at or None, "minute" if "T" in at else "day", ()),
        kind=raw.get("kind", "story"),
        incident=incident(key, raw, tuple(casualties)),
        claims=tuple(claims),
        values=tuple(values),
        rows=tuple(rows),
        said=tuple(said),
    )


def spoken(ident: str, about: str, row: dict[str, Any]) -> Claim:
    name = row.get("by")
    kind = row.get("as") or next((k for word, k in KINDS.items() if name and word in name.lower()), "government")
    source = Source(name or None, kind if name else "media", row.get("named", False), ())
    return Claim(ident, about, row.get("stance", "reports"), source, row.get("of"), (), (), "indirect", ((0, 1),))


def incident(key: str, raw: dict[str, Any], casualties: tuple[Casualty, ...]) -> Incident:
    sub = raw.get("type", "Armed clash")
    days = raw.get("days", ["2021-05-02", "2021-05-02"])
    days = days if len(days) == 2 else days * 2 or [None, None]
    count = raw.get("count", [1, 1])
    return Incident(
        id=key,
        report=f"{raw.get('page', key)}-r",
        main=raw.get("main", True),
        summary=raw.get("summary", f"Told by {key}."),
        event_type=TYPES.get(sub, "Explosions/Remote violence"),
        sub_event_type=sub,
        status=raw.get("status", "happened"),
        count=Count(bound(count[0]), bound(count[1])),
        date=DateRange(days[0], days[1], "day" if days[0] == days[1] else "days", ((0, 1),)),
        places=tuple(place(p) for p in raw.get("places", ["Varna"])),
        participants=tuple(party(p) for p in raw.get("people", [])),
        casualties=casualties,
        weapons=tuple(Weapon(w, w, None, None, ((0, 1),)) for w in raw.get("weapons", [])),
        objects=(),
        evidence=((0, 1),),
    )


PLACES = {
    "Varna": Place("Varna", "BG", "Varna", 43.217, 27.911, "locality", 1, ((0, 1),)),
    "Varna harbour": Place("Varna harbour", "BG", "Varna", 43.193, 27.908, "site", 2, ((0, 1),)),
    "Varna port": Place("Varna port", "BG", "Varna", 43.19, 27.92, "site", 6, ((0, 1),)),
    "Varna province": Place("Varna", "BG", "Varna", 43.2, 27.7, "admin1", 3, ((0, 1),)),
    "Burgas": Place("Burgas", "BG", "Burgas", 42.506, 27.468, "locality", 4, ((0, 1),)),
    "Bulgaria": Place("Bulgaria", "BG", None, 42.75, 25.5, "country", 5, ((0, 1),)),
}


def place(name: str) -> Place:
    return PLACES[name]


def party(row: list[str]) -> Participant:
    role, name, *actor = row
    return Participant(role, name, actor[0] if actor else None, None, None, ((0, 1),))  # type: ignore[arg-type]


def made(case: dict[str, Any]) -> Case:
    """The case that the tellings of a case file make."""
    return compose([telling(n, raw) for n, raw in enumerate(case["tellings"])], (), Desk())


def cases(*folders: str) -> list[Any]:
    """Every case of folders of case files as a parameter that is named by its file and by what it says."""
    found = []
    for path in sorted(path for folder in folders for path in CASES.joinpath(folder).glob("*.toml")):
        raw = tomllib.loads(path.read_text("utf-8"))
        found += [pytest.param(case, id=f"{path.stem}: {case['says']}") for case in raw["case"]]
    return found


def check_figures(case: Case, want: dict[str, Any]) -> None:
    """Holds the tolls and flags of a case against what a case file says."""
    held = {toll.kind: toll for toll in case.tolls}
    for kind in ("killed", "wounded"):
        for view, number in want.get(kind, {}).items():
            got = getattr(held[kind], view)
            assert got == (tuple(bound(n) for n in number) if view == "latest" else number), (view, held[kind])
    for flag in ("superseded", "part"):
        if flag in want:
            flagged = [f"{f.telling} {f.words or f.low}" for f in case.figures if getattr(f, flag)]
            assert flagged == want[flag]
    if "by" in want:
        assert want["by"] in held["killed"].why
