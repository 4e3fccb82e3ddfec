"""Where the measured data lies: the shared folder beside the repository."""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


def shared(*parts: str) -> Path:
    """A path in the shared folder; ends the program with a message where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        sys.exit(f"{'/'.join(parts)} is not in the folder 'shared' beside the repository: this measurement needs it.")
    return path
