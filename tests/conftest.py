"""What every test may use: the invented fixture pages, and the shared folder where it is present."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STRICT = os.environ.get("DATELINE_CI") == "1"


def skip_or_fail(reason: str) -> None:
    """Skip with a reason, or fail where the run is one in which nothing may be missing."""
    if STRICT:
        pytest.fail(f"{reason}, and DATELINE_CI=1 allows no skip")
    pytest.skip(reason)


def shared_path(*parts: str) -> Path:
    """A path in the shared folder beside the repository; the test skips where it is absent."""
    path = ROOT.parent.joinpath("shared", *parts)
    if not path.exists():
        skip_or_fail(f"shared/{'/'.join(parts)} is absent")
    return path
