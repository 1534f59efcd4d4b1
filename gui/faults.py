"""Faults of the program itself: a name that log, notice and report share, and no flood of notices.

A fault in painting comes again with every picture; one notice in ten seconds says how many.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from gui.environment import fault_id
from gui.notice import Notice
from register.i18n import _, ngettext

QUIET_S = 10.0


class Faults(QObject):
    """Turns faults into notices, one at a time."""

    def __init__(
        self,
        tell: Callable[[Notice], object],
        report: Callable[[BaseException], object],
        parent: QObject | None = None,
    ) -> None:
        """``report`` is offered with each notice."""
        super().__init__(parent)
        self._tell, self._report = tell, report
        self._last = -QUIET_S
        self._unseen = 0

    def show(self, error: BaseException) -> None:
        """Tell of a fault, unless one was told a moment ago."""
        now = time.monotonic()
        if now - self._last < QUIET_S:
            self._unseen += 1
            return
        text = _("The program made a mistake ({kind}, {name}); nothing was changed.")
        text = text.format(kind=type(error).__name__, name=fault_id(error))
        if self._unseen:
            more = ngettext(
                "{count} more since the last.", "{count} more since the last.", self._unseen
            )
            text = f"{text} {more.format(count=self._unseen)}"
        self._last, self._unseen = now, 0
        act = partial(self._report, error)
        self._tell(Notice(text, problem=True, verb=_("Save a report…"), act=act))
