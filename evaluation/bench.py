"""The measurements of evaluation/RESULTS.md in one run: `make bench`. Each is a command of its own as well.

The two that measure up to a million incidents, `evaluation.benchmarks.link_scale` and `ledger_scale`, take long and are
run by hand.
"""

import subprocess
import sys

STEPS = (
    "evaluation.gold",
    "evaluation.benchmarks.html_pages",
    "evaluation.benchmarks.geo",
    "evaluation.benchmarks.time_platinum",
    "evaluation.benchmarks.polnear",
    "evaluation.benchmarks.muc4",
    "evaluation.benchmarks.isaf",
    "evaluation.benchmarks.wad",
    "evaluation.benchmarks.case2021",
    "evaluation.benchmarks.link_gold",
    "evaluation.benchmarks.gva",
    "evaluation.benchmarks.ecbplus",
    "evaluation.benchmarks.faults",
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
