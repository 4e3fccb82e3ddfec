"""Case files of the read stage: arrays of tables that a researcher can edit."""

import tomllib
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent.parent / "cases" / "read"


def cases(name: str) -> list[Any]:
    """The cases of one file."""
    found = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    assert found, f"{name}.toml holds no case"
    return list(found)
