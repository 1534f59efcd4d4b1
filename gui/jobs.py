"""Long work off the window's thread, with progress and a way to stop.

Signals of a job arrive on the thread that made it, whatever is connected to them.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from register.errors import Cancelled, RegisterError
from register.progress import Progress

log = logging.getLogger(__name__)
Work = Callable[[Progress], Any]


class Job(QObject):
    """One task on a thread of its own; it deletes itself when it has finished."""

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)  # a RegisterError, or the error of a bug
    cancelled = Signal()
    finished = Signal()
    _reported = Signal(str, object)

    def __init__(self, work: Work, title: str = "", *, writes: bool = False) -> None:
        """``title`` is shown beside the progress; ``writes``: saving waits until it is done."""
        super().__init__()
        self.title = title
        self.writes = writes
        self._work = work
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="job", daemon=True)
        self._reported.connect(self._deliver)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def cancel(self) -> None:
        """Ask the work to stop at its next report of progress."""
        self._stopping.set()

    def wait(self, seconds: float) -> None:
        """Wait until the thread has ended, at most so long; for closing."""
        self._thread.join(seconds)

    def _progress(self, done: int, total: int, note: str = "") -> None:
        if self._stopping.is_set():
            raise Cancelled
        self._report("progressed", (done, total, note))

    def _run(self) -> None:
        try:
            result = self._work(self._progress)
        except Cancelled:
            self._report("cancelled", None)
        except RegisterError as error:
            self._report("failed", error)
        except Exception as error:  # noqa: BLE001 - the one place a worker's fault crosses threads
            log.error("a task failed: %s", type(error).__name__)  # noqa: TRY400 - no content in logs
            self._report("failed", error)
        else:
            self._report("succeeded", result)

    def _report(self, what: str, value: object) -> None:
        try:
            self._reported.emit(what, value)
        except RuntimeError:  # the window has gone before the work was done
            log.info("a task ended after the window")

    def _deliver(self, what: str, value: Any) -> None:
        if what == "progressed":
            self.progressed.emit(*value)
            return
        if what == "cancelled":
            self.cancelled.emit()
        elif what == "failed":
            self.failed.emit(value)
        else:
            self.succeeded.emit(value)
        self._work = _done
        self.finished.emit()
        self._thread.join()  # it has spoken its last word; Qt may delete nobody who still speaks
        self.deleteLater()


def while_alive(owner: QObject, act: Callable[..., object]) -> Callable[..., None]:
    """Return ``act`` as a slot that does nothing once ``owner`` is gone.

    Qt disconnects bound methods by itself, but neither partials nor lambdas.
    """

    def slot(*args: object) -> None:
        if isValid(owner):
            act(*args)

    return slot


def _done(_progress: Progress) -> None:
    """Stand in for work that is over, so that what it held can go."""
