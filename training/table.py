"""The corpus markup, record part: the rows below `---` → values of ids, incidents, claims, statements, issues.

A row begins with its id and a colon; its fields are divided by semicolons or by line ends. A value is written once,
behind the first use of its id or on a line of its own (`p1 = Djibo, BF`).
"""

import re
from collections.abc import Callable
from typing import get_args

from msgspec import Struct, field

from dateline.model import (
    ActorKind,
    CasualtyKind,
    Damage,
    IssueCode,
    LinkKind,
    SourceKind,
    Stance,
    StatementKind,
    Status,
    SubEventType,
    WeaponKind,
)

Note = Callable[[int, str], None]
Bounds = tuple[int | None, int | None]

SUB_EVENTS: dict[str, SubEventType] = {name.lower(): name for name in get_args(SubEventType)} | {
    "regains": "Government regains territory",
    "overtakes": "Non-state actor overtakes territory",
    "clash": "Armed clash",
    "excessive force": "Excessive force against protesters",
    "intervention": "Protest with intervention",
    "protest": "Peaceful protest",
    "riot": "Violent demonstration",
    "mob": "Mob violence",
    "chemical": "Chemical weapon",
    "air strike": "Air/drone strike",
    "shelling": "Shelling/artillery/missile attack",
    "ied": "Remote explosive/landmine/IED",
    "abduction": "Abduction/forced disappearance",
    "change": "Change to group/activity",
    "disrupted": "Disrupted weapons use",
    "base": "Headquarters or base established",
    "looting": "Looting/property destruction",
    "transfer": "Non-violent transfer of territory",
}
KINDS: dict[str, ActorKind] = {k.lower(): k for k in get_args(ActorKind)} | {
    k.lower().split("/")[0].split(" ")[0]: k for k in get_args(ActorKind)
}
ROLES = {"by": "perpetrator", "on": "target", "victim": "victim", "with": "other"}
LETTERS_OF = {"date": "t", "place": "p", "by": "a", "on": "av", "victim": "av", "with": "av", "object": "o"}
CASUALTIES = frozenset(get_args(CasualtyKind))
LINKS = frozenset(get_args(LinkKind))
_RANGE = r"\d+-\d+|\d+-|-\d+|\d+|\?"
_ROW = re.compile(r"([icfu]\d+)\s*:\s*(.*)$")
_VALUE = re.compile(r"([a-z]\d+)\s*=\s*(.+)$")
_USES = re.compile(r"([a-z]\d+(?:\s*,\s*[a-z]\d+)*)\s*(?:=\s*(.+?))?$")
_PER = re.compile(r"\s+per\s+(c\d+)$")
_COUNTED = re.compile(
    rf"(?:(?:(?P<id>n\d+)\s*(?:=\s*(?P<value>{_RANGE}))?|(?P<bare>{_RANGE})))?"
    r"(?:\s*of\s+(?P<who>[av]\d+))?(?:\s+(?P<status>civilian|combatant))?(?:\s+per\s+(?P<claim>c\d+))?$"
)
_WEAPON = re.compile(rf"(w\d+)\s*(?:=\s*([a-z ]+?))?(?:\s+(?:x\s*)?(?:(n\d+)\s*(?:=\s*({_RANGE}))?|({_RANGE})))?$")
_CLAIM = re.compile(
    r"(?:(?P<source>s\d+)\s*(?:=\s*(?P<kind>[a-z_]+)(?P<named>\s+named)?)?|outlet)\s+(?P<stance>[a-z_]+)\s+(?P<about>i\d+|nothing)$"
)
_LINK = re.compile(r"(i\d+)(?:\s+(l\d+))?$")
_INFERRED = re.compile(r"\s*\((inferred: [^)]+)\)$")


class Use(Struct, frozen=True):
    """Ids that a field points at, with the claim that says so."""

    keyword: str
    ids: tuple[str, ...]
    line: int
    claim: str | None = None


class Figure(Struct, frozen=True):
    """One casualty row: `bounds` is null where the page's own words give the range."""

    kind: CasualtyKind
    id: str | None
    bounds: Bounds | None
    who: str | None
    status: str
    claim: str | None
    line: int


class Armed(Struct, frozen=True):
    """One weapon row."""

    id: str
    number: str | None
    bounds: Bounds | None
    line: int


class When(Struct, frozen=True):
    """The date field: ids of times, or a written interval with what it is inferred from."""

    ids: tuple[str, ...]
    value: str | None
    basis: str | None
    line: int


class IncidentRow(Struct):
    """An incident as its row tells it; what the row leaves out has a default."""

    id: str
    line: int
    sub: SubEventType | None = None
    status: Status = "happened"
    main: bool = False
    count: Bounds | None = None
    count_id: str | None = None
    when: When | None = None
    uses: list[Use] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    weapons: list[Armed] = field(default_factory=list)
    links: list[tuple[LinkKind, str, str | None]] = field(default_factory=list)


class ClaimRow(Struct):
    """A claim as its row tells it; `source` is null where the outlet itself speaks."""

    id: str
    line: int
    source: str | None = None
    stance: Stance | None = None
    about: str | None = None
    target: str | None = None
    is_direct: bool = False


class OtherRow(Struct, frozen=True):
    """A statement (kind, subject, value) or an issue (code, message)."""

    id: str
    line: int
    parts: tuple[str, ...]


class Table(Struct):
    """All rows of a report; `values` holds what was written for an id, with its line."""

    incidents: list[IncidentRow] = field(default_factory=list)
    claims: list[ClaimRow] = field(default_factory=list)
    others: list[OtherRow] = field(default_factory=list)
    values: dict[str, tuple[str, int]] = field(default_factory=dict)


def read_table(lines: list[str], start: int, wrong: Note) -> Table:
    """Read the rows from line index `start` on."""
    table = Table()
    seen: set[str] = set()
    row: IncidentRow | ClaimRow | None = None
    for number in range(start, len(lines)):
        line = lines[number].split("#", 1)[0].strip()
        if "{" in line or "}" in line:
            wrong(number + 1, "a mark {…} stands below `---`; write the plain words")
        led = _ROW.match(line)
        if led:
            if led[1] in seen:
                wrong(number + 1, f"{led[1]} has two rows; join them, or number the second one anew")
            seen.add(led[1])
            row = _begin(led[1], led[2], number + 1, table, wrong)
            line = led[2] if row is not None else ""
        for part in (p.strip() for p in line.split(";")):
            if not part:
                continue
            value = _VALUE.match(part)
            if value and not _CLAIM.match(part):
                set_value(table, value[1], value[2], number + 1, wrong)
            elif isinstance(row, IncidentRow):
                _incident_field(row, part, number + 1, table, wrong)
            elif isinstance(row, ClaimRow):
                _claim_field(row, part, number + 1, table, wrong)
            else:
                wrong(number + 1, f"{part!r} belongs to no row; begin the row with its id, as `i1: Attack`")
    return table


def set_value(table: Table, id: str, value: str, line: int, wrong: Note) -> None:
    """File the value of an id; a second, different one is a mistake."""
    old = table.values.get(id)
    if old and old[0] != value.strip():
        wrong(line, f"{id} is {value.strip()!r} here and {old[0]!r} on line {old[1]}; write it once")
    table.values.setdefault(id, (value.strip(), line))


def _begin(id: str, rest: str, line: int, table: Table, wrong: Note) -> IncidentRow | ClaimRow | None:
    if id[0] == "i":
        table.incidents.append(IncidentRow(id, line, main=id == "i1"))
        return table.incidents[-1]
    if id[0] == "c":
        table.claims.append(ClaimRow(id, line))
        return table.claims[-1]
    parts = tuple(p.strip() for p in rest.split(";"))
    legal = get_args(StatementKind) if id[0] == "f" else get_args(IssueCode)
    if parts[0] not in legal or (id[0] == "f" and len(parts) != 3):
        form = "f1: deployment; subject; value" if id[0] == "f" else "u1: responsibility-unclaimed"
        wrong(line, f"the row of {id} is not understood; write `{form}` with one of: {', '.join(legal)}")
        return None
    table.others.append(OtherRow(id, line, parts))
    return None


def bounds(written: str) -> Bounds:
    """A written range as low and high.

    >>> bounds("12"), bounds("12-"), bounds("-60"), bounds("10-15"), bounds("?")
    ((12, 12), (12, None), (None, 60), (10, 15), (None, None))
    """
    if written == "?":
        return None, None
    low, dash, high = written.partition("-")
    if not dash:
        return int(low), int(low)
    return int(low) if low else None, int(high) if high else None


def _incident_field(row: IncidentRow, part: str, line: int, table: Table, wrong: Note) -> None:
    word, _, rest = part.partition(" ")
    rest = rest.strip()
    if part.lower() in SUB_EVENTS:
        if row.sub:
            wrong(line, f"{row.id} has two types; keep the higher in ACLED's order")
        row.sub = SUB_EVENTS[part.lower()]
    elif part in get_args(Status):
        row.status = part  # type: ignore[assignment]
    elif part in ("main", "background"):
        row.main = part == "main"
    elif word == "date":
        _date(row, rest, line, table, wrong)
    elif word in LETTERS_OF:
        _use(row, word, rest, line, table, wrong)
    elif word in CASUALTIES:
        _figure(row, word, rest, line, table, wrong)
    elif word == "weapon":
        _weapon(row, rest, line, table, wrong)
    elif word == "count":
        _count(row, rest, line, table, wrong)
    elif word in LINKS:
        link = _LINK.match(rest)
        if link is None:
            wrong(line, f"{part!r} is no link; write `{word} i2` or `{word} i2 l1`")
        else:
            row.links.append((word, link[1], link[2]))  # type: ignore[arg-type]
    else:
        wrong(line, f"{part!r} is neither a sub-event type of ACLED nor a field; see corpus/README.md, “Records”")


def _date(row: IncidentRow, rest: str, line: int, table: Table, wrong: Note) -> None:
    basis = _INFERRED.search(rest)
    rest = _INFERRED.sub("", rest)
    uses = _USES.match(rest)
    if row.when:
        wrong(line, f"{row.id} has two dates; name all its times in one, as `date t1, t2 = 2021-03-13`")
    if uses and all(i.strip()[0] == "t" for i in uses[1].split(",")):
        ids = tuple(i.strip() for i in uses[1].split(","))
        if uses[2]:
            set_value(table, ids[0], uses[2], line, wrong)
        row.when = When(ids, None, basis[1] if basis else None, line)
    elif (rest and not rest[0].isalpha()) or rest == "unknown":
        row.when = When((), rest, basis[1] if basis else None, line)
    else:
        wrong(
            line,
            f"date {rest!r} is not understood; write `date t1=2021-03-13` or `date 2021-03 (inferred: …)`",
        )


def _use(row: IncidentRow, word: str, rest: str, line: int, table: Table, wrong: Note) -> None:
    claim = _PER.search(rest)
    uses = _USES.match(_PER.sub("", rest))
    letters = LETTERS_OF[word]
    if uses is None or any(i.strip()[0] not in letters for i in uses[1].split(",")):
        wrong(line, f"`{word} {rest}` is not understood; write `{word} {letters[0]}1=…`, with the id of a marked span")
        return
    ids = tuple(i.strip() for i in uses[1].split(","))
    if uses[2]:
        for id in ids:
            set_value(table, id, uses[2], line, wrong)
    row.uses.append(Use(word, ids, line, claim[1] if claim else None))


def _figure(row: IncidentRow, word: str, rest: str, line: int, table: Table, wrong: Note) -> None:
    match = _COUNTED.match(rest)
    if match is None or not rest:
        wrong(
            line,
            f"`{word} {rest}` is no figure; write `{word} n1=12-`, then, if need be, `of v1 civilian per c1`",
        )
        return
    written = match["value"] or match["bare"]
    if match["id"] and match["value"]:
        set_value(table, match["id"], match["value"], line, wrong)
    status = match["status"] or "unknown"
    found = None if match["id"] else bounds(written or "?")
    row.figures.append(Figure(word, match["id"], found, match["who"], status, match["claim"], line))  # type: ignore[arg-type]


def _weapon(row: IncidentRow, rest: str, line: int, table: Table, wrong: Note) -> None:
    match = _WEAPON.match(rest)
    if match is None:
        wrong(line, f"`weapon {rest}` is not understood; write `weapon w1=car bomb` or `weapon w1=drone n2=3`")
        return
    if match[2]:
        set_value(table, match[1], match[2], line, wrong)
    if match[3] and match[4]:
        set_value(table, match[3], match[4], line, wrong)
    row.weapons.append(Armed(match[1], match[3], bounds(match[5]) if match[5] else None, line))


def _count(row: IncidentRow, rest: str, line: int, table: Table, wrong: Note) -> None:
    match = re.match(rf"(?:(n\d+)\s*(?:=\s*({_RANGE}))?|({_RANGE}))$", rest)
    if match is None:
        wrong(line, f"`count {rest}` is not understood; write `count 2-` or `count n3=3`")
        return
    if match[2]:
        set_value(table, match[1], match[2], line, wrong)
    row.count_id, row.count = match[1], bounds(match[3]) if match[3] else None


def _claim_field(row: ClaimRow, part: str, line: int, table: Table, wrong: Note) -> None:
    match = _CLAIM.match(part)
    if match:
        row.source, row.stance = match["source"], match["stance"]  # type: ignore[assignment]
        row.about = None if match["about"] == "nothing" else match["about"]
        if match["stance"] not in get_args(Stance):
            wrong(line, f"stance {match['stance']!r} is not one of: {', '.join(get_args(Stance))}")
        if match["kind"]:
            set_value(table, match["source"], match["kind"] + (" named" if match["named"] else ""), line, wrong)
    elif part.startswith("target "):
        row.target = part.removeprefix("target ").strip()
    elif part == "direct":
        row.is_direct = True
    else:
        wrong(line, f"{part!r} is no claim; write `c1: s1=police reports i1` (then `target a1`, `direct`)")


LEGAL: dict[str, frozenset[str]] = {
    "s": frozenset(get_args(SourceKind)),
    "w": frozenset(get_args(WeaponKind)),
    "o": frozenset(get_args(Damage)),
}
"""The values that ids of a letter may take, where the list is closed."""
