"""Ledgers for tests: each test that asks for `ledger` or `places` runs on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dateline.ledger import Ledger
from tests.conftest import skip_or_fail
from tests.ledger.places import Files, Schemas, database
from tests.ledger.told import NOON, V1

Opener = Callable[..., Ledger]


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time

    def move(self, **by: float) -> None:
        self.time += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return Files(tmp_path_factory.mktemp("blank"))


@pytest.fixture(scope="session")
def schemas() -> Iterator[Schemas | str]:
    """The PostgreSQL database, or why there is none: a fixture of a session that skips would be asked again."""
    try:
        with database() as url:
            yield Schemas(url)
    except OSError as error:
        yield str(error)


@pytest.fixture
def postgresql(schemas: Schemas | str) -> Schemas:
    """PostgreSQL alone, for what only it can do."""
    if isinstance(schemas, str):
        skip_or_fail(f"{schemas} (DATELINE_TEST_POSTGRES names another)")
    schemas.start()
    return schemas


@pytest.fixture(params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest) -> Files | Schemas:
    """Where fresh ledgers come from."""
    return request.getfixturevalue("files" if request.param == "sqlite" else "postgresql")


@pytest.fixture
def fresh(places: Files | Schemas, tmp_path: Path) -> Callable[[], str]:
    """Where a new empty ledger is, each time it is called."""
    return lambda: places.fresh(tmp_path)


@pytest.fixture
def open_ledger(clock: Clock) -> Iterator[Opener]:
    """Opens ledgers, and closes them after the test."""
    opened: list[Ledger] = []

    def opener(where: str, author: str = "Ann", **rest: object) -> Ledger:
        opened.append(Ledger.open(where, author=author, **{"clock": clock, "versions": V1, **rest}))
        return opened[-1]

    yield opener
    for one in opened:
        one.close()


@pytest.fixture
def where(fresh: Callable[[], str]) -> str:
    """Where the ledger of the test is."""
    return fresh()


@pytest.fixture
def ledger(where: str, open_ledger: Opener) -> Ledger:
    """An empty ledger, opened by Ann."""
    return open_ledger(where)


@pytest.fixture
def bob(ledger: Ledger, where: str, open_ledger: Opener) -> Ledger:  # noqa: ARG001 - it must be there
    """The same ledger, opened by Bob."""
    return open_ledger(where, "Bob")
