"""Cases, claims and casualties as Arrow tables, for pandas (`to_pandas()`) and polars (`from_arrow`)."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from dateline.case import Case, Toll
from dateline.errors import LedgerError, UsageError

if TYPE_CHECKING:
    import pyarrow as pa

PART = 5_000
"""Cases in a batch."""

Row = dict[str, Any]
TEXT, NUMBER, REAL, YES = "text", "number", "real", "yes"

CASES = {
    "case": TEXT,
    "first": TEXT,
    "last": TEXT,
    "date_precision": TEXT,
    "country": TEXT,
    "admin1": TEXT,
    "place": TEXT,
    "lat": REAL,
    "lon": REAL,
    "place_precision": TEXT,
    "geonameid": NUMBER,
    "event_type": TEXT,
    "sub_event_type": TEXT,
    "status": TEXT,
    "series": YES,
    "killed_lowest": NUMBER,
    "killed_low": NUMBER,
    "killed_best": NUMBER,
    "killed_high": NUMBER,
    "wounded_lowest": NUMBER,
    "wounded_low": NUMBER,
    "wounded_best": NUMBER,
    "wounded_high": NUMBER,
    "participants": TEXT,
    "weapons": TEXT,
    "reports": NUMBER,
    "outlets": TEXT,
    "grade": TEXT,
    "stage": TEXT,
    "assignee": TEXT,
    "disputed": YES,
    "summary": TEXT,
}
CLAIMS = {
    "case": TEXT,
    "claim": TEXT,
    "stance": TEXT,
    "source": TEXT,
    "source_kind": TEXT,
    "target": TEXT,
    "published": TEXT,
    "telling": TEXT,
    "page": TEXT,
    "finding": TEXT,
}
CASUALTIES = {
    "case": TEXT,
    "kind": TEXT,
    "low": NUMBER,
    "high": NUMBER,
    "words": TEXT,
    "who": TEXT,
    "status": TEXT,
    "source": TEXT,
    "source_kind": TEXT,
    "published": TEXT,
    "superseded": YES,
    "part": YES,
    "standing": TEXT,
    "telling": TEXT,
    "page": TEXT,
    "finding": TEXT,
}


def table(name: str, cases: Iterable[Case]) -> "pa.Table":
    """The table with this name over some cases. Raises UsageError for another name, LedgerError without pyarrow."""
    if name not in TABLES:
        raise UsageError(f"there is no table '{name}'; ask for one of {', '.join(TABLES)}")
    try:
        import pyarrow as pa
    except ModuleNotFoundError:
        raise LedgerError("tables need pyarrow: pip install 'dateline[tables]'") from None
    columns, rows = TABLES[name]
    types = {TEXT: pa.string(), NUMBER: pa.int64(), REAL: pa.float64(), YES: pa.bool_()}
    schema = pa.schema([(column, types[kind]) for column, kind in columns.items()])
    batches = [pa.RecordBatch.from_pylist(some, schema=schema) for some in _parts(cases, rows)]
    return pa.Table.from_batches(batches, schema=schema)


def _parts(cases: Iterable[Case], rows: Callable[[Case], Iterator[Row]]) -> Iterator[list[Row]]:
    part: list[Row] = []
    for case in cases:
        part.extend(rows(case))
        if len(part) >= PART:
            yield part
            part = []
    if part:
        yield part


def _case(case: Case) -> Iterator[Row]:
    place = case.place
    where = {n: getattr(place, n) for n in ("country", "admin1", "lat", "lon", "geonameid")} if place else {}
    yield {
        "case": case.id,
        "first": case.date.start,
        "last": case.date.end,
        "date_precision": case.date.precision,
        **where,
        "place": place.name if place else None,
        "place_precision": place.precision if place else None,
        "event_type": case.event_type,
        "sub_event_type": case.sub_event_type,
        "status": case.status,
        "series": case.series,
        **_toll("killed", case.tolls),
        **_toll("wounded", case.tolls),
        "participants": "; ".join(f"{one.role}: {one.name}" for one in case.participants),
        "weapons": "; ".join(case.weapons),
        "reports": len(case.tellings),
        "outlets": "; ".join(case.outlets),
        "grade": case.grade.name,
        "stage": case.desk.stage,
        "assignee": case.desk.assignee,
        "disputed": bool(case.desk.disputes),
        "summary": case.summary,
    }


def _toll(kind: str, tolls: Iterable[Toll]) -> Row:
    for toll in tolls:
        if toll.kind == kind:
            return {f"{kind}_{side}": getattr(toll, side) for side in ("lowest", "low", "best", "high")}
    return {}


def _claims(case: Case) -> Iterator[Row]:
    for voice in case.voices:
        yield {"case": case.id, **{name: getattr(voice, name) for name in CLAIMS if name != "case"}}


def _casualties(case: Case) -> Iterator[Row]:
    for figure in case.figures:
        yield {"case": case.id, **{name: getattr(figure, name) for name in CASUALTIES if name != "case"}}


TABLES: dict[str, tuple[dict[str, str], Callable[[Case], Iterator[Row]]]] = {
    "cases": (CASES, _case),
    "claims": (CLAIMS, _claims),
    "casualties": (CASUALTIES, _casualties),
}
