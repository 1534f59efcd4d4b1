"""The two days between which the heat map shows movements: an earlier one, and a later or today."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.forms.day_editor import DayEditor
from gui.session import Session
from gui.widgets import label, row
from register.fields import Day, Field
from register.i18n import N_, _, today

AGO = timedelta(days=90)
WIDTH = 12  # characters
SINCE = Field("since", N_("From the day"), Day())
UNTIL = Field("until", N_("To the day"), Day())


class _Inline(DayEditor):
    """A day whose name stands before it, not above."""

    def __init__(self, session: Session, field: Field, empty: str = "") -> None:
        super().__init__(session, field)
        self._name.hide()
        self.line.setPlaceholderText(empty or self.hint)
        self.line.setFixedWidth(self.line.fontMetrics().horizontalAdvance("0" * WIDTH) + 16)


class HeatMapDays(QWidget):
    """``changed`` tells of each choice; the earlier day is kept before the later one."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.since: date = today() - AGO
        self.until: date | None = None
        self.first = _Inline(session, SINCE)
        self.last = _Inline(session, UNTIL, _("today"))
        line = row(self, spacing=6)
        for text, editor in ((_("from"), self.first), (_("to"), self.last)):
            name = label(text, "second")
            name.setBuddy(editor.line)
            line.addWidget(name)
            line.addWidget(editor)
        self.first.committed.connect(lambda day: self._take(day or today() - AGO, self.until))
        self.last.committed.connect(lambda day: self._take(self.since, day))
        self._show()

    def state(self) -> dict[str, str]:
        """Return what is chosen, as plain data; a day that is as at first is left out."""
        since = "" if self.since == today() - AGO else self.since.isoformat()
        return {"since": since, "until": self.until.isoformat() if self.until else ""}

    def put(self, state: dict[str, object]) -> None:
        """Choose what a state says; nothing is told."""
        self.since = _day(state.get("since")) or today() - AGO
        self.until = _day(state.get("until"))
        if self.since >= (self.until or today()):
            self.since, self.until = today() - AGO, None
        self._show()

    # inside ------------------------------------------------------------------------------

    def _take(self, since: date, until: date | None) -> None:
        if since >= (until or today()):
            asked = self.first if since != self.since else self.last
            asked.complain(_("The first day must be before the other."))
            return
        self.since, self.until = since, until
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.first.show_value(self.since)
        self.last.show_value(self.until)


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None
