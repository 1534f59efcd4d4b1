"""A risk at a glance: its sentence, its rating, and whether one is ready for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.forms.rating_panel import RatingPanel
from gui.pages.glance_panel import GlancePanel
from gui.pages.lines import LineList
from gui.pages.proposal_view import Suggestion
from gui.pages.readiness import TABLES, ready_lines
from gui.pages.sentence import risk_sentence
from gui.session import Session
from gui.widgets import label
from register.entities import RISK
from register.i18n import _


class RiskPanel(GlancePanel):
    """The first tab of a risk."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, RISK.table, *TABLES, parent=parent)
        self.sentence = label("", "second")
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.rating = RatingPanel(session, self)
        self.ready = LineList(session, _("Ready?"), parent=self)
        self.past = self.rating.past
        self._stack(self.sentence, self.rating, self.ready, self.past)

    def show_owner(self, owner: str | None) -> None:
        """Show another risk."""
        self.rating.show_owner(owner)
        super().show_owner(owner)

    def unsettled(self) -> str:
        """Store a rating that was begun."""
        return self.rating.unsettled()

    def typed(self) -> dict[str, str]:
        """Return a rating that was begun."""
        return self.rating.typed()

    def retype(self, texts: dict[str, str]) -> None:
        """Begin the rating again."""
        self.rating.retype(texts)

    def revert(self) -> None:
        """Forget a rating that was begun."""
        self.rating.revert()

    def choose(self, wanted: Suggestion) -> None:
        """Begin a rating that another tab suggests."""
        place = wanted.likelihood, wanted.impact
        self.rating.suggest(wanted.tier, place, wanted.why, wanted.method)

    def focus_field(self, _key: str) -> None:
        """Go to the rating that does not fit."""
        self.rating.focus_rating()

    def _show(self) -> None:
        risk = self.session.open_book.table(RISK).get(self.owner)
        self.sentence.setText(risk_sentence(risk) if risk else "")
        self.ready.show_lines(ready_lines(self.session, risk.id) if risk else ())
