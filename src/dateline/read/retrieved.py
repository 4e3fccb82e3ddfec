"""When a page was retrieved: ISO 8601 in UTC, to the second."""

import os
from datetime import UTC, datetime
from typing import IO


def now() -> str:
    """The present moment."""
    return _written(datetime.now(UTC))


def of_file(stream: IO[bytes]) -> str | None:
    """When an open file was last written, the nearest that a file says; None for a stream that is no file."""
    try:
        return _written(datetime.fromtimestamp(os.fstat(stream.fileno()).st_mtime, UTC))
    except (OSError, ValueError, OverflowError):
        return None


def from_text(value: object) -> str | None:
    """The moment that a record or an archive gives; without a zone it is taken as UTC. None where it is none.

    >>> from_text("2021-03-02T10:00:00.25+02:00"), from_text("2021-03-02 08:00:00"), from_text("yesterday")
    ('2021-03-02T08:00:00Z', '2021-03-02T08:00:00Z', None)
    """
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
        return _written(moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return None


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.year >= 1000 else moment.isoformat()[:19] + "Z"
