"""Codes the gold pages, scores them, and checks the floors: `python -m evaluation.gold [--verbose]`."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from dateline import codebook
from dateline.pipeline import code_page
from evaluation.paths import ROOT, shared


def main() -> int:
    """Score every gold page and return the scorer's exit status."""
    gold = shared("gold")
    book = codebook.load()
    with tempfile.TemporaryDirectory() as folder:
        coded = Path(folder) / "coded.jsonl"
        with coded.open("wb") as out:
            for page in sorted((gold / "pages").glob("*.txt")):
                out.write(msgspec.json.encode(code_page(page.read_bytes(), str(page), book)) + b"\n")
        command = [sys.executable, str(gold / "score.py"), str(gold / "dev"), str(coded), *sys.argv[1:]]
        floors = ROOT / "evaluation" / "floors.json"
        return subprocess.call(
            [*command, "--floors", str(floors)] if json.loads(floors.read_text("utf-8")) else command
        )


if __name__ == "__main__":
    sys.exit(main())
