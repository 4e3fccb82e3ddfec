"""Making a ledger's tables, and bringing those of an older program up to date, a copy of the old ones being kept."""

from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Connection, insert, inspect, select, text

from dateline.errors import LedgerError
from dateline.ledger import rebuild, schema
from dateline.ledger.store import Store

Step = Callable[[Connection], None]
STEPS: Mapping[int, Step] = {}
"""What brings a ledger from a version of the schema to the next one; the present state is always built anew."""


def prepare(
    store: Store, now: str, *, create: bool = True, steps: Mapping[int, Step] = STEPS, version: int = schema.VERSION
) -> None:
    """Make the tables where there are none, and migrate older ones; a newer ledger is refused. Raises LedgerError."""
    with store.reading() as connection:
        found = _version(connection)
    if found == version:
        return
    if found is None:
        if not create:
            raise LedgerError(
                f"{store.name} is no ledger yet; add pages first: dateline add PAGE --ledger {store.name}"
            )
        _create(store, now, version)
        return
    if found > version:
        raise LedgerError(
            f"{store.name} was written by a newer Dateline (schema {found}, this one knows {version}); "
            "update Dateline to open it. Nothing was changed."
        )
    _migrate(store, now, steps, version)


def _version(connection: Connection) -> int | None:
    """The version of a ledger's schema; null where there are no tables."""
    if not inspect(connection).has_table(schema.schema_version.name):
        there = set(inspect(connection).get_table_names())
        alien = sorted(there & {table.name for table in (*schema.APPEND_ONLY, *schema.PRESENT)})
        if alien:
            told = f"the store has a table {alien[0]} of another program and is no ledger; give another database"
            raise LedgerError(told)
        return None
    number: int | None = connection.execute(
        select(schema.schema_version.c.number).order_by(schema.schema_version.c.number.desc()).limit(1)
    ).scalar()
    return number


def _create(store: Store, now: str, version: int) -> None:
    with store.writing() as connection:
        if _version(connection) is None:  # nobody was faster
            schema.metadata.create_all(connection)
            connection.execute(insert(schema.schema_version), [{"number": version, "since": now}])


def _migrate(store: Store, now: str, steps: Mapping[int, Step], version: int) -> None:
    """All steps in one transaction, after a copy was made; of two programs at once, one migrates."""
    with store.reading() as connection:
        before = _version(connection)
    _back_up(store, before or 0)
    with store.writing() as connection:
        number = _version(connection) or 0
        while number < version:
            steps[number](connection)
            number += 1
            connection.execute(insert(schema.schema_version), [{"number": number, "since": now}])
        schema.metadata.drop_all(connection, [*schema.PRESENT, schema.built])
        schema.metadata.create_all(connection, [*schema.PRESENT, schema.built])
        rebuild.build(connection)


def backup_name(store: Store, version: int) -> str:
    """Where the copy of an older ledger is kept: a file beside it, or a schema of the database."""
    if store.is_sqlite:
        return f"{store.url.database}.v{version}.backup"
    return f"dateline_backup_v{version}"


def _back_up(store: Store, version: int) -> None:
    name = backup_name(store, version)
    if store.is_sqlite:
        if Path(name).exists():
            return  # an earlier start made it and was stopped before it had migrated
        draft = f"{name}.part"
        Path(draft).unlink(missing_ok=True)
        with store.engine.execution_options(bare=True).connect() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (draft,))
        Path(draft).rename(name)
        return
    with store.writing() as connection:
        if name in inspect(connection).get_schema_names():
            return
        connection.execute(text(f'CREATE SCHEMA "{name}"'))
        for table in schema.APPEND_ONLY:
            connection.execute(text(f'CREATE TABLE "{name}"."{table.name}" AS TABLE "{table.name}"'))
