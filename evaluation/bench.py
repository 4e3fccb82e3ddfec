"""Every measurement of evaluation/RESULTS.md in one run: `make bench`. Each is a command of its own as well."""

import subprocess
import sys

STEPS = (
    "evaluation.gold",
    "evaluation.benchmarks.html_pages",
    "evaluation.benchmarks.geo",
    "evaluation.benchmarks.time_platinum",
    "evaluation.benchmarks.polnear",
    "evaluation.speed",
)


def main() -> int:
    """Run the steps in order; a failing one does not hide the others."""
    failed = 0
    for step in STEPS:
        print(f"\n== python -m {step}", flush=True)
        failed |= subprocess.call([sys.executable, "-m", step])
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
