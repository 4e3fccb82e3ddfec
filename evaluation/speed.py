"""Speed and cost: `python -m evaluation.speed`. Never part of a test, for a busy machine would fail it.

Pages are the invented fixture pages of the tests (with `--gold` the annotated pages where they are at hand), repeated.
Figures are pages a second with one and with two workers in the same run, the ratio of the two, the time of a whole
command on one page, peak memory of that command, and the size of what an installation needs.
"""

import resource
import subprocess
import sys
import time
from pathlib import Path

from dateline import batch, codebook
from dateline.config import Config
from dateline.read import archive
from evaluation.paths import ROOT, shared

PAGES = 400
FOLDERS = {"--gold": lambda: shared("gold", "pages")}


def pages(folder: Path) -> list[str]:
    """Paths of at least PAGES pages: those of a folder, again and again."""
    found = sorted(str(p) for p in folder.iterdir() if p.suffix in (".txt", ".html"))
    return (found * (PAGES // len(found) + 1))[:PAGES]


def rate(paths: list[str], workers: int) -> float:
    """Pages a second, the start of the workers included."""
    start = time.perf_counter()
    style = batch.Style(format="jsonl")
    count = sum(1 for _ in batch.code_all(archive.inputs(paths, Config()), style, workers))
    return count / (time.perf_counter() - start)


def command_seconds(page: str) -> tuple[float, float]:
    """Wall seconds of `dateline code PAGE` from start to end, best of three, and its peak memory in MB."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        command = [sys.executable, "-m", "dateline", "code", page, "--format", "json"]
        subprocess.run(command, check=True, capture_output=True)
        best = min(best, time.perf_counter() - start)
    return best, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000


def main() -> None:
    """Print the figures."""
    folder = next((find() for flag, find in FOLDERS.items() if flag in sys.argv), ROOT / "tests" / "pages")
    paths = pages(folder)
    codebook.load()
    rate(paths[:20], 1)
    seconds, peak = command_seconds(paths[0])
    one, two = rate(paths, 1), rate(paths, 2)
    print(f"pages: {len(paths)} (those of {folder.name}/, repeated)")
    print(f"one worker        {one:7.1f} pages/s")
    print(f"two workers       {two:7.1f} pages/s   {two / one:.2f} x one worker")
    print(f"one page, command {seconds:7.2f} s to the end of the command")
    print(f"peak memory       {peak:7.0f} MB of that command")


if __name__ == "__main__":
    main()
