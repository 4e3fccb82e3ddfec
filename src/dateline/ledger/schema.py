"""The tables of a ledger, one schema for SQLite and PostgreSQL.

The first part is append-only: triggers on both stores refuse UPDATE, DELETE and TRUNCATE. The second part, whose names
begin with `now_`, is the present state, kept for speed: it may be dropped and built anew from the first at any time.
"""

from typing import Any

from sqlalchemy import (
    DDL,
    REAL,
    BigInteger,
    CheckConstraint,
    Column,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    event,
)
from sqlalchemy.schema import ExecutableDDLElement
from sqlalchemy.types import TypeDecorator

VERSION = 1
"""The version of this schema; a program refuses a ledger whose version is higher."""


class Digest(TypeDecorator[str]):
    """A SHA-256, hexadecimal in Python and 32 bytes in the store: half the size, and there are millions."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        """To the store."""
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """From the store."""
        return None if value is None else bytes(value).hex()


Real: Any = Double().with_variant(REAL, "sqlite")
Name: Any = Text().with_variant(Text(collation="C"), "postgresql")  # compared by code points, like SQLite's
Number = BigInteger().with_variant(Integer, "sqlite")
metadata = MetaData()

schema_version = Table(
    "schema_version",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("since", Text, nullable=False),
    sqlite_strict=True,
)
run = Table(
    "run",
    metadata,
    Column("id", Text, primary_key=True),
    Column("command", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("codebook", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("started_at", Text, nullable=False),
    sqlite_strict=True,
)
page = Table(
    "page",
    metadata,
    Column("id", Digest, primary_key=True),  # of the bytes before compression
    Column("source", Text, nullable=False),
    Column("url", Text),
    Column("retrieved_at", Text),
    Column("meta", Text),  # what came beside the bytes: the other fields of a JSON record or feed item
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),  # zlib
    Column("run", Text, ForeignKey("run.id"), nullable=False),
    sqlite_strict=True,
)
reading = Table(  # the canonical text that one version of the program made of a page; evidence points into it
    "reading",
    metadata,
    Column("id", Digest, primary_key=True),
    Column("page", Digest, ForeignKey("page.id"), nullable=False),
    Column("text", LargeBinary, nullable=False),  # UTF-8, zlib
    sqlite_strict=True,
)
finding = Table(
    "finding",
    metadata,
    Column("id", Digest, primary_key=True),
    Column("reading", Digest, ForeignKey("reading.id"), nullable=False),
    Column("subject", Text, nullable=False),
    Column("property", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("method", Text, nullable=False),
    sqlite_strict=True,
)
ACTIONS = "assert retract merge split accept reject correct add assign comment status sign_off undo".split()
entry = Table(
    "entry",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=False),
    Column("id", Digest, nullable=False, unique=True),
    Column("action", Text, CheckConstraint(f"action IN ({', '.join(map(repr, ACTIONS))})"), nullable=False),
    Column("page", Digest, ForeignKey("page.id")),
    Column("subject", Text),
    Column("body", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("run", Text, ForeignKey("run.id"), nullable=False),
    Column("reason", Text),
    Column("recorded_at", Text, nullable=False),
    sqlite_strict=True,
)
Index("entry_by_page", entry.c.page, entry.c.seq)
Index("entry_by_subject", entry.c.subject, entry.c.seq)

coding = Table(  # which versions have coded a page: what makes `add` idempotent
    "coding",
    metadata,
    Column("page", Digest, ForeignKey("page.id"), nullable=False),
    Column("run", Text, ForeignKey("run.id"), nullable=False),
    Column("versions", Text, nullable=False),
    PrimaryKeyConstraint("page", "versions"),
    sqlite_strict=True,
)
rejection = Table(
    "rejection",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("run", Text, ForeignKey("run.id"), nullable=False),
    Column("source", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    sqlite_strict=True,
)
APPEND_ONLY = (schema_version, run, page, reading, finding, entry, coding, rejection)

# ---- the present state ---------------------------------------------------------------------------------------------
telling = Table(
    "now_telling",
    metadata,
    Column("key", Name, primary_key=True),
    Column("page", Digest, nullable=False),
    Column("case_id", Text, nullable=False),
    sqlite_strict=True,
)
Index("now_telling_by_page", telling.c.page)
Index("now_telling_by_case", telling.c.case_id)

told = Table(  # what a telling says: beside its place among the cases, which changes more often
    "now_told",
    metadata,
    Column("key", Text, primary_key=True),
    Column("traits", LargeBinary, nullable=False),
    Column("record", LargeBinary, nullable=False),
    sqlite_strict=True,
)
block = Table(  # where linking looks for tellings that may be the same; a block is named by a hash
    "now_block",
    metadata,
    Column("block", Number, nullable=False),
    Column("key", Text, nullable=False),
    sqlite_strict=True,
)
Index("now_block_by_block", block.c.block)
Index("now_block_by_key", block.c.key)

pair = Table(  # pairs of tellings that are alike enough to be one case; each stands here both ways round
    "now_pair",
    metadata,
    Column("a", Text, nullable=False),
    Column("b", Text, nullable=False),
    Column("score", Real, nullable=False),
    sqlite_strict=True,
)
Index("now_pair_by_a", pair.c.a)
Index("now_pair_by_b", pair.c.b)
tie = Table(  # the merges that hold, with the entry that made each
    "now_tie",
    metadata,
    Column("a", Text, nullable=False),
    Column("b", Text, nullable=False),
    Column("entry", Digest, nullable=False),
    Column("score", Integer, nullable=False),
    Column("why", Text, nullable=False),
    PrimaryKeyConstraint("a", "b"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
Index("now_tie_by_b", tie.c.b)

bond = Table(  # people's merges and splits, by each telling that they speak of
    "now_bond",
    metadata,
    Column("key", Text, nullable=False),
    Column("seq", Number, nullable=False),
    PrimaryKeyConstraint("key", "seq"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
note = Table(  # people's work on cases, by each telling that the case held
    "now_note",
    metadata,
    Column("key", Text, nullable=False),
    Column("seq", Number, nullable=False),
    PrimaryKeyConstraint("key", "seq"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
casefile = Table(
    "now_case",
    metadata,
    Column("id", Text, primary_key=True),
    Column("first", Text),
    Column("last", Text),
    Column("country", Text),
    Column("admin1", Text),
    Column("place", Name),
    Column("lat", Real),
    Column("lon", Real),
    Column("event_type", Text, nullable=False),
    Column("sub_event_type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("killed_low", Number),
    Column("killed_high", Number),
    Column("reports", Integer, nullable=False),
    Column("grade", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("assignee", Text),
    Column("disputed", Integer, nullable=False),
    Column("wide", Integer, nullable=False),  # whether it speaks of other cases: a series, a vague mention
    Column("record", LargeBinary, nullable=False),
    sqlite_strict=True,
)
SEARCHED = (
    "first id last country admin1 place event_type sub_event_type status killed_low killed_high reports grade stage "
    "assignee disputed wide"
).split()
Index("now_case_searched", *(casefile.c[name] for name in SEARCHED))  # any filter reads this and not the records
Index("now_case_by_country", casefile.c.country, casefile.c.first, casefile.c.id)
Index("now_case_by_type", casefile.c.sub_event_type, casefile.c.first, casefile.c.id)
Index("now_case_by_event", casefile.c.event_type, casefile.c.first, casefile.c.id)
Index("now_case_by_place", casefile.c.place, casefile.c.first, casefile.c.id)
Index("now_case_by_killed", casefile.c.killed_low, casefile.c.first, casefile.c.id)
Index("now_case_by_stage", casefile.c.stage, casefile.c.first, casefile.c.id)
Index("now_case_by_width", casefile.c.wide, casefile.c.country, casefile.c.first)
Index("now_case_by_grade", casefile.c.grade, casefile.c.first, casefile.c.id)

party = Table(  # who took part in a case: folded names and codebook ids
    "now_party",
    metadata,
    Column("name", Text, nullable=False),
    Column("case_id", Text, nullable=False),
    PrimaryKeyConstraint("name", "case_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
Index("now_party_by_case", party.c.case_id)

built = Table(  # which version of the rules derived the present state
    "now_built",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    sqlite_strict=True,
)
PRESENT = (telling, told, block, pair, tie, bond, note, casefile, party)


def _ddl(statement: str) -> ExecutableDDLElement:
    made: ExecutableDDLElement = DDL(statement)  # type: ignore[no-untyped-call]
    return made


def _guard(table: Table) -> None:
    """Triggers that refuse to change what was written."""
    for verb in ("UPDATE", "DELETE"):
        made = _ddl(
            f"CREATE TRIGGER {table.name}_no_{verb.lower()} BEFORE {verb} ON {table.name} "
            f"BEGIN SELECT RAISE(ABORT, '{table.name} is append-only'); END"
        )
        event.listen(table, "after_create", made.execute_if(dialect="sqlite"))
    made = _ddl(
        f"CREATE TRIGGER {table.name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table.name} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    event.listen(table, "after_create", made.execute_if(dialect="postgresql"))


event.listen(
    metadata,
    "before_create",
    _ddl(
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME; END $$"
    ).execute_if(dialect="postgresql"),
)
for _table in APPEND_ONLY:
    _guard(_table)
