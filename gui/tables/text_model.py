"""A few records as a table of texts, each of them with its tip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.widgets import tip
from register.i18n import translated

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class TextModel(QAbstractTableModel):
    """A row is a record; a subclass says what stands in its cells."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        """``headings``: of the columns, not yet translated."""
        super().__init__(parent)
        self._headings = tuple(headings)
        self.records: list[Any] = []

    def text(self, record: Any, column: int) -> str:
        """Return what stands in a cell."""
        raise NotImplementedError

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        text = self.text(self.records[index.row()], index.column())
        return text if role == Qt.ItemDataRole.DisplayRole else tip(text)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return translated(self._headings[section])
        return None
