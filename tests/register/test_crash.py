"""A short run of the crash harness; ``python -m tests.crash --rounds 10000`` is the long one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="the harness forks")
@pytest.mark.parametrize("mode", ["save", "import", "upgrade", "snapshot"])
def test_nothing_acknowledged_is_lost_when_the_process_is_killed(mode: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash", "--rounds", "12", "--mode", mode],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "12 rounds" in done.stdout
    assert " 0 lost, 0 damaged" in done.stdout
