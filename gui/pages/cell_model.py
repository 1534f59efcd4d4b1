"""A few records as a table that is edited in place; its last row may make a new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from gui import theme
from gui.session import Session
from gui.widgets import tip
from register.errors import RegisterError
from register.fields import Field, Text, clean
from register.i18n import translated

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class CellModel(QAbstractTableModel):
    """A change is stored when a cell is left; a subclass says what is read and stored."""

    draft_key = ""  # of the field whose text in the last row makes a new record
    draft_words = ""  # what stands there
    open_keys: tuple[str, ...] = ()  # of the fields that can be edited

    def __init__(
        self, session: Session, fields: Sequence[Field], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.fields = session, tuple(fields)
        self.records: list[Any] = []
        self.owner: str | None = None

    # what subclasses say -----------------------------------------------------------------

    def read(self, owner: str) -> list[Any]:
        """Return the records that belong to the owner."""
        raise NotImplementedError

    def text(self, record: Any, field: Field) -> str:
        """Return what stands in a cell."""
        raise NotImplementedError

    def put(self, record: Any, field: Field, text: str) -> None:
        """Store what was typed; raises RegisterError."""
        raise NotImplementedError

    def make(self, text: str) -> None:
        """Store a new record; raises RegisterError."""
        raise NotImplementedError

    # reading -----------------------------------------------------------------------------

    def show_owner(self, owner: str | None) -> None:
        """Show the records of another owner."""
        self.beginResetModel()
        self.owner = owner
        self.records = self.read(owner) if owner else []
        self.endResetModel()

    def refresh(self) -> None:
        """Read again; what is being edited stays open where its row stays."""
        records = self.read(self.owner) if self.owner else []
        old, new = [item.id for item in self.records], [item.id for item in records]
        if old == new:
            self.records = records
            if rows := self.rowCount():
                last = self.index(rows - 1, self.columnCount() - 1)
                self.dataChanged.emit(self.index(0, 0), last)
        elif new[:-1] == old and self.draft_rows:
            self.beginInsertRows(ROOT, len(new), len(new))  # the row typed into became the record
            self.records = records
            self.endInsertRows()
            self.dataChanged.emit(self.index(len(old), 0), self.index(len(new), 0))
        else:
            self.show_owner(self.owner)

    def name_of(self, index: Index) -> tuple[str, str]:
        """Return the id of the record of a cell, "" for the last row, and the key of its field."""
        row, key = index.row(), self.fields[index.column()].key
        return self.records[row].id if row < len(self.records) else "", key

    def place_of(self, record: str, field: str) -> QModelIndex:
        """Return where a cell is, an index that is not valid where it is not shown."""
        ids = [*(item.id for item in self.records), *[""] * self.draft_rows]
        keys = [item.key for item in self.fields]
        if record not in ids or field not in keys:
            return QModelIndex()
        return self.index(ids.index(record), keys.index(field))

    def column_of(self, key: str) -> int:
        """Return the column of a field."""
        return next(n for n, field in enumerate(self.fields) if field.key == key)

    @property
    def draft_rows(self) -> int:
        """Return how many rows wait for a new record."""
        return 1 if self.draft_key and self.owner and not self.session.read_only else 0

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.records) + self.draft_rows

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.fields)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid() or self.session.read_only:
            return flags
        key = self.fields[index.column()].key
        is_draft = index.row() >= len(self.records)
        if key == self.draft_key if is_draft else key in self.open_keys:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.session.book is None:  # the table outlives the register
            return None
        field = self.fields[index.column()]
        if index.row() >= len(self.records):
            return self._draft_data(field, role)
        text = self.text(self.records[index.row()], field)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return text
        return tip(text) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        text = translated(self.fields[section].label)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(text)
        return text if role == Qt.ItemDataRole.DisplayRole else None

    # writing -----------------------------------------------------------------------------

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        field = self.fields[index.column()]
        text = clean(str(value))[0] if isinstance(field.kind, Text) else str(value)
        try:
            if index.row() >= len(self.records):
                if text:
                    self.make(text)
                return bool(text)
            record = self.records[index.row()]
            if self.text(record, field) != text:
                self.put(record, field, text)
        except RegisterError as error:
            self.session.complain(error)
            return False
        return True

    # inside ------------------------------------------------------------------------------

    def _draft_data(self, field: Field, role: int) -> Any:
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(theme.tokens().third)
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.draft_words if field.key == self.draft_key and role in shown else None
