"""Run every benchmark, one after another, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Return 1 when a benchmark fails."""
    failed = 0
    for path in sorted(HERE.glob("bench_*.py")):
        done = subprocess.run(
            [sys.executable, "-m", f"tests.benchmarks.{path.stem}"],
            cwd=HERE.parents[1],
            check=False,
        )
        failed |= done.returncode
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
