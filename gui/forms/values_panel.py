"""What stands in one custom field, of whichever records it is a field.

The values of risks, of plans and of drills are kept apart; the panel shows those that fit.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.forms.child_panel import ChildPanel
from gui.session import Session
from gui.widgets import column
from register.catalog import ValueTable
from register.entities import CUSTOM_FIELD


def values_of(session: Session, definition: str | None) -> ValueTable | None:
    """Return where the values of a custom field stand; None for one that is gone."""
    found = session.open_book.table(CUSTOM_FIELD).get(definition)
    return session.catalog.value_tables.get(str(found.entity)) if found else None


class ValuesPanel(QWidget):
    """The values of a custom field, each with the record that it stands in."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lines = column(self)
        self.panels: dict[str, ChildPanel] = {}

    def show_owner(self, owner: str | None) -> None:
        """Show the values of another custom field."""
        held = values_of(self._session, owner)
        table = held.entity.table if held else ""
        if held and table not in self.panels:
            self.panels[table] = ChildPanel(self._session, held.entity, "field")
            self._lines.addWidget(self.panels[table])
        for name, panel in self.panels.items():
            panel.show_owner(owner if name == table else None)
            panel.setVisible(name == table)

    def unsettled(self) -> str:
        """Store what was typed; return the key of a field that does not fit, or ""."""
        return next((key for panel in self.panels.values() if (key := panel.unsettled())), "")

    def revert(self) -> None:
        """Forget what was typed."""
        for panel in self.panels.values():
            panel.revert()
