"""Collects Python's garbage on the window's thread only.

Python collects on whichever thread happens to allocate; a QObject in a reference cycle would then
die on a worker, and Qt would stop its timers from the wrong thread.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1_000


class Collector(QObject):
    """Takes the place of Python's own collections while it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that has reached its threshold."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [n for n in range(3) if counts[n] > thresholds[n]]
        if due:
            gc.collect(max(due))

    def settle(self) -> None:
        """Leave what exists now, the program itself, out of every later collection."""
        gc.collect()
        gc.freeze()

    def stop(self) -> None:
        """Let Python collect as it likes again."""
        self._timer.stop()
        gc.enable()
