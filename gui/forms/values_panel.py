"""What stands in one custom field, of whichever records it is a field.

The values of risks, of plans and of drills are kept apart, and each is typed as its field is.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from gui.forms.child_panel import ChildPanel
from gui.session import Session, concerns
from gui.widgets import column
from register.catalog import ValueTable
from register.changes import ChangeSet
from register.entities import CUSTOM_FIELD
from register.entity import AnyEntity
from register.identifying.custom import Given, kind_of


def values_of(session: Session, definition: str | None) -> ValueTable | None:
    """Return where the values of a custom field stand; None for one that is gone."""
    found = session.open_book.table(CUSTOM_FIELD).get(definition)
    return session.catalog.value_tables.get(str(found.entity)) if found else None


def typed(entity: AnyEntity, kind: Given) -> AnyEntity:
    """Return the entity of values as one whose texts are of this kind."""
    fields = (replace(item, kind=kind) if item.key == "text" else item for item in entity.fields)
    return replace(entity, fields=tuple(fields))


class ValuesPanel(QWidget):
    """The values of a custom field, each with the record that it stands in."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._owner: str | None = None
        self._lines = column(self)
        self.panels: dict[tuple[str, Given], ChildPanel] = {}
        session.changed.connect(self._heard)

    def show_owner(self, owner: str | None) -> None:
        """Show the values of another custom field."""
        self._owner = owner
        found = self._session.open_book.table(CUSTOM_FIELD).get(owner)
        held = values_of(self._session, owner)
        wanted = self._panel(held.entity, kind_of(found)) if held and found else None
        for panel in self.panels.values():
            panel.show_owner(owner if panel is wanted else None)
            panel.setVisible(panel is wanted)

    def unsettled(self) -> str:
        """Store what was typed; return the key of a field that does not fit, or ""."""
        return next((key for panel in self.panels.values() if (key := panel.unsettled())), "")

    def typed(self) -> dict[str, str]:
        """Return what is typed and is not stored, by record and field."""
        return next((texts for panel in self.panels.values() if (texts := panel.typed())), {})

    def retype(self, texts: dict[str, str]) -> None:
        """Put texts into the panel that is shown."""
        for panel in self.panels.values():
            if not panel.isHidden():
                panel.retype(texts)

    def revert(self) -> None:
        """Forget what was typed."""
        for panel in self.panels.values():
            panel.revert()

    # inside ------------------------------------------------------------------------------

    def _heard(self, done: ChangeSet) -> None:
        if concerns(done, CUSTOM_FIELD.table):
            self.show_owner(self._owner)

    def _panel(self, entity: AnyEntity, kind: Given) -> ChildPanel:
        key = entity.table, kind
        if key not in self.panels:
            self.panels[key] = ChildPanel(self._session, typed(entity, kind), "field")
            self._lines.addWidget(self.panels[key])
        return self.panels[key]
