"""The steps of a warning order as a line of time, the latest below."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from gui.colours import ColourChip
from gui.icons import pixmap
from gui.session import Session
from gui.widgets import clear, column, label, row, short_label
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
        made = QWidget()
        lines = column(made, spacing=2)
        head = row(spacing=8)
        sign = short_label()
        sign.setPixmap(pixmap(SIGNS[step.deed] if step.deed else "clock"))
        deed = short_label(translated(DONE[step.deed]) if step.deed else "")
        deed.setProperty("role", "strong")
        parts: Iterable[QWidget] = (sign, deed, ColourChip(step.level))
        for part in parts:
            head.addWidget(part)
        head.addStretch(1)
        who = " · ".join(part for part in (step.by, moment_text(step.at)) if part)
        head.addWidget(short_label(who, "caption"))
        lines.addLayout(head)
        if step.reason:
            why = label(step.reason, "second")
            why.setContentsMargins(26, 0, 0, 0)
            lines.addWidget(why)
        return made
