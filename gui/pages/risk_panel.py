"""A risk at a glance: its sentence, its rating, and whether one is ready for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.forms.rating_panel import RatingPanel
from gui.pages.lines import LineList
from gui.pages.readiness import TABLES, ready_lines
from gui.pages.sentence import risk_sentence
from gui.session import Session, concerns
from gui.widgets import column, label
from register.changes import ChangeSet
from register.entities import RISK
from register.i18n import _


class RiskPanel(QWidget):
    """The first tab of a risk."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._risk_id: str | None = None
        self.sentence = label("", "second")
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.rating = RatingPanel(session)
        self.ready = LineList(session, _("Ready?"))
        self.past = self.rating.past
        lines = column(self, spacing=14)
        for widget in (self.sentence, self.rating, self.ready, self.past):
            lines.addWidget(widget)
        lines.addStretch(1)
        session.changed.connect(self._heard)

    def show_owner(self, risk_id: str | None) -> None:
        """Show another risk."""
        self._risk_id = risk_id
        self.rating.show_owner(risk_id)
        self._show()

    def unsettled(self) -> str:
        """Store a rating that was begun."""
        return self.rating.unsettled()

    def revert(self) -> None:
        """Forget a rating that was begun."""
        self.rating.revert()

    def focus_field(self, _key: str) -> None:
        """Go to the rating that does not fit."""
        self.rating.focus_rating()

    def _show(self) -> None:
        risk = self.session.open_book.table(RISK).get(self._risk_id)
        self.sentence.setText(risk_sentence(risk) if risk else "")
        self.ready.show_lines(ready_lines(self.session, risk.id) if risk else ())

    def _heard(self, done: ChangeSet) -> None:
        if self._risk_id and concerns(done, RISK.table, *TABLES):
            self._show()
