"""Fresh, empty ledgers in no time: made once for each store, then copied (SQLite) or emptied (PostgreSQL).

The PostgreSQL database sorts text by the rules of a language where the server can do that, as most do by default: a
ledger must not depend on how its store sorts.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy.engine import make_url

from dateline.ledger import Ledger, schema

SERVER = os.environ.get("DATELINE_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")


class Files:
    """SQLite ledgers, each a file of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made = 0
        self.blank = folder / "blank.db"
        Ledger.open(str(self.blank)).close()

    def fresh(self, folder: Path) -> str:
        """A new empty ledger in a folder."""
        self.made += 1
        path = folder / f"ledger{self.made}.db"
        shutil.copy(self.blank, path)
        return str(path)

    def start(self) -> None:
        """Nothing is to be emptied."""


class Schemas:
    """PostgreSQL ledgers, each in a schema of one database; those of a test before are emptied and used again."""

    def __init__(self, database: str) -> None:
        self.database = database
        self.ready: list[str] = []
        self.used = 0

    def start(self) -> None:
        """Begin a test: everything may be used again."""
        self.used = 0

    def fresh(self, _folder: Path) -> str:
        """An empty ledger."""
        if self.used == len(self.ready):
            self.ready.append(self._made(f"ledger{self.used + 1}"))
        else:
            self._empty(f"ledger{self.used + 1}")
        self.used += 1
        return self.ready[self.used - 1]

    def bare(self, name: str) -> str:
        """A schema without tables, and the URL of a ledger in it."""
        with connect(self.database) as connection:
            connection.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")
            connection.execute(f"CREATE SCHEMA {name}")
        options = {"options": f"-csearch_path={name}"}
        return make_url(self.database).update_query_dict(options).render_as_string(hide_password=False)

    def _made(self, name: str) -> str:
        url = self.bare(name)
        Ledger.open(url).close()
        return url

    def _empty(self, name: str) -> None:
        """Delete all rows, which the triggers forbid to everybody but a superuser who turns them off."""
        tables = [table.name for table in (*schema.PRESENT, *reversed(schema.APPEND_ONLY)) if table.name != VERSIONS]
        with connect(self.database) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute("".join(f"DELETE FROM {name}.{table};" for table in tables))


VERSIONS = schema.schema_version.name


def connect(url: str) -> Any:
    """A plain connection that commits each statement."""
    import psycopg

    return psycopg.connect(url, autocommit=True, connect_timeout=5)


@contextmanager
def database() -> Iterator[str]:
    """A database for some tests on the server, dropped afterwards. Raises OSError where there is no server."""
    try:
        import psycopg

        server = connect(SERVER)
    except Exception as error:
        raise OSError(
            f"no PostgreSQL server answers at {make_url(SERVER).render_as_string()}: {str(error).splitlines()[0]}"
        ) from error
    name = f"dateline_test_{os.getpid()}"
    made = f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"
    try:
        server.execute(f"{made} LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C.UTF-8'")
    except psycopg.Error:  # a server without ICU
        server.execute(made)
    server.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
    try:
        yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    finally:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
        server.close()
