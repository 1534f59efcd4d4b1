"""What every command says: lines on stdout, faults and progress on stderr."""

from __future__ import annotations

import sys
import time

from register.progress import Progress, silent

SECONDS_BETWEEN = 0.2


def say(text: str) -> None:
    """Write a line on stdout."""
    sys.stdout.write(text + "\n")


def complain(text: str) -> None:
    """Write a line on stderr."""
    sys.stderr.write(text + "\n")


def progress() -> Progress:
    """Return a progress that writes on stderr when that is a terminal."""
    return _Meter() if sys.stderr.isatty() else silent


class _Meter:
    def __init__(self) -> None:
        self._last = 0.0

    def __call__(self, done: int, total: int, note: str = "") -> None:
        if done < total and time.monotonic() - self._last < SECONDS_BETWEEN:
            return
        self._last = time.monotonic()
        end = "\r" if done < total else "\r\x1b[K"
        sys.stderr.write(f"{note or ''} {done}/{total}\x1b[K{end}")
        sys.stderr.flush()
