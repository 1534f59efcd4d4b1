"""The few records that belong to one record, as a small table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt

from gui.session import Session
from gui.tables.columns import shown_text
from gui.tables.text_model import TextModel
from gui.widgets import tip
from register.entity import AnyEntity


class ChildModel(TextModel):
    """The records of ``entity`` whose field ``link`` holds the owner's id."""

    def __init__(
        self, session: Session, entity: AnyEntity, link: str, parent: QObject | None = None
    ) -> None:
        fields = [
            f
            for f in entity.fields
            if f.in_table and not f.hidden and f.key not in (link, "position")
        ]
        super().__init__([f.label for f in fields], parent)
        self.session, self.entity, self.link = session, entity, link
        self.fields = fields

    def show_owner(self, owner: str | None) -> None:
        """Read the records of another owner, or the same one's again."""
        self.beginResetModel()
        table = self.session.open_book.table(self.entity)
        found = table.find(**{self.link: owner}) if owner else []
        if "position" in self.entity.by_key:
            found.sort(key=lambda record: record.position or 0)
        elif "at" in self.entity.by_key:
            found.sort(key=lambda record: str(record.at))
        self.records = found
        self.endResetModel()

    def row_of(self, record_id: str) -> int:
        """Return a record's row, or -1."""
        return next((n for n, item in enumerate(self.records) if item.id == record_id), -1)

    def text(self, record: Any, column: int) -> str:
        return " ".join(shown_text(self.session, self.fields[column], record).split())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(super().headerData(section, orientation) or "")
        return super().headerData(section, orientation, role)
