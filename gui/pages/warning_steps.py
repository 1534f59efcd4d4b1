"""The steps of a warning order as a line of time, the latest below."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.pages.order_entry import entry
from gui.session import Session
from gui.widgets import clear, column, label
from register.entities import WARNING_STEP, WarningStep
from register.entities.warning import WarningDeed
from register.i18n import NC_, _, moment_text, translated

DONE = {
    WarningDeed.PROPOSE: NC_("warning", "Proposed"),
    WarningDeed.ISSUE: NC_("warning", "Issued"),
    WarningDeed.ADJUST: NC_("warning", "Adjusted"),
    WarningDeed.LIFT: NC_("warning", "Lifted"),
    WarningDeed.DECLINE: NC_("warning", "Declined"),
}
SIGNS = {
    WarningDeed.PROPOSE: "clock",
    WarningDeed.ISSUE: "bell",
    WarningDeed.ADJUST: "edit",
    WarningDeed.LIFT: "check",
    WarningDeed.DECLINE: "close",
}


class WarningSteps(QWidget):
    """Shows what was done with one order."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lines = column(self, spacing=8)

    def show_order(self, order: str | None) -> None:
        """Show the steps of another order."""
        steps = self._session.open_book.table(WARNING_STEP).find(warning=order) if order else []
        clear(self._lines)
        for step in steps:
            self._lines.addWidget(self._step(step))
        if order and not steps:
            self._lines.addWidget(label(_("Nothing was done with it yet."), "second"))

    def _step(self, step: WarningStep) -> QWidget:
        words = translated(DONE[step.deed]) if step.deed else ""
        signed = " · ".join(part for part in (step.by, moment_text(step.at)) if part)
        sign = SIGNS[step.deed] if step.deed else "clock"
        return entry(sign, words, step.level, signed, step.reason)
