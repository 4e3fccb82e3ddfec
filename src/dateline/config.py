"""The one frozen configuration, made at the edge and passed in; nothing else reads the environment."""

import getpass
import os

from msgspec import Struct

VERSION = "0.1.0"
"""The program's version, stamped on every record."""

MEGABYTE = 1_000_000

LEDGER = "dateline.db"
"""The ledger of a folder in which no other is named."""


class Config(Struct, frozen=True):
    """Limits and switches of a run.

    Sizes are bytes, times seconds. `workers` 0 means one for each core.
    """

    workers: int = 0
    max_page_bytes: int = 64 * MEGABYTE
    fetch_timeout: float = 20.0
    fetch_max_bytes: int = 32 * MEGABYTE
    fetch_max_redirects: int = 5
    allow_private: bool = False

    def worker_count(self) -> int:
        """The number of worker processes to start, at least one."""
        if self.workers > 0:
            return self.workers
        return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def ledger_name(given: str | None = None) -> str:
    """The ledger that is meant: the one given, else the one that DATELINE_LEDGER names, else that of this folder."""
    return given if given is not None else os.environ.get("DATELINE_LEDGER") or LEDGER


def author_name(given: str | None = None) -> str:
    """Who acts: the name given, else the one in DATELINE_AUTHOR, else the login name; empty where none is known."""
    named = given if given is not None else os.environ.get("DATELINE_AUTHOR")
    if named is not None:
        return named.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a system without a login
        return ""
