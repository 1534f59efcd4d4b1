"""The few records that belong to one record, as a small table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.session import Session
from gui.tables.columns import shown_text
from gui.widgets import tip
from register.entity import AnyEntity
from register.fields import Field
from register.i18n import translated

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class ChildModel(QAbstractTableModel):
    """The records of ``entity`` whose field ``link`` holds the owner's id."""

    def __init__(
        self, session: Session, entity: AnyEntity, link: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.entity, self.link = session, entity, link
        self.fields = [
            f
            for f in entity.fields
            if f.in_table and not f.hidden and f.key not in (link, "position")
        ]
        self.records: list[Any] = []

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

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), self.fields[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._text(index.row(), self.fields[index.column()]))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        text = translated(self.fields[section].label)
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        return tip(text) if role == Qt.ItemDataRole.ToolTipRole else None

    def _text(self, row: int, field: Field) -> str:
        return " ".join(shown_text(self.session, field, self.records[row]).split())
