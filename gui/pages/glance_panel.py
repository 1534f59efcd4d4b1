"""What the first tabs of records have in common that show what one wants to know at a glance."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.session import Session, concerns
from gui.widgets import column
from register.changes import ChangeSet


class GlancePanel(QWidget):
    """Shows the record ``owner`` and reads it again whenever what it is made of changes."""

    def __init__(self, session: Session, *tables: str, parent: QWidget | None = None) -> None:
        """``tables``: what is shown comes from them."""
        super().__init__(parent)
        self.session, self._tables = session, tables
        self.owner: str | None = None
        self._lines = column(self, spacing=14)
        session.changed.connect(self._heard)

    def show_owner(self, owner: str | None) -> None:
        """Show another record."""
        self.owner = owner
        self._show()

    def unsettled(self) -> str:
        """Nothing is typed here."""
        return ""

    def revert(self) -> None:
        """Nothing to put back."""

    # inside ------------------------------------------------------------------------------

    def _stack(self, *parts: QWidget) -> None:
        """Put the parts below each other."""
        for part in parts:
            self._lines.addWidget(part)
        self._lines.addStretch(1)

    def _show(self) -> None:
        raise NotImplementedError

    def _heard(self, done: ChangeSet) -> None:
        if self.owner and concerns(done, *self._tables):
            self._show()
