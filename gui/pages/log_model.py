"""The log of a drill as a table that is edited in place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from drills.entities import LOG, LogEntry
from gui.forms.keeping import save_field
from gui.session import Session
from gui.widgets import tip
from register.errors import RegisterError
from register.fields import Text, clean
from register.i18n import translated

FIELDS = tuple(LOG.by_key[key] for key in ("at", "kind", "text", "by"))
TEXT = 2
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class LogModel(QAbstractTableModel):
    """Rows are entries in the order of their times."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.entries: list[LogEntry] = []
        self._one_day = True

    def show_drill(self, drill: str | None) -> None:
        """Read the log of a drill."""
        table = self.session.open_book.table(LOG)
        found = table.find(drill=drill) if drill else []
        found.sort(key=lambda entry: str(entry.at))
        if [item.id for item in found] == [item.id for item in self.entries] != []:
            self.entries = found  # an editor that is open stays so
            self.dataChanged.emit(self.index(0, 0), self.index(len(found) - 1, len(FIELDS) - 1))
            return
        self.beginResetModel()
        self.entries = found
        days = {entry.at.astimezone().date() for entry in self.entries if entry.at}
        self._one_day = len(days) < 2
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(FIELDS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and not self.session.read_only:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        field, entry = FIELDS[index.column()], self.entries[index.row()]
        text = field.text(entry)
        if role == Qt.ItemDataRole.DisplayRole:
            at = entry.at.astimezone() if entry.at else None
            short = field.key == "at" and self._one_day and at is not None
            return at.strftime("%H:%M:%S") if short and at else text
        if role == Qt.ItemDataRole.EditRole:
            return text
        return tip(text) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return translated(FIELDS[section].label)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        field, entry = FIELDS[index.column()], self.entries[index.row()]
        text = clean(str(value))[0] if isinstance(field.kind, Text) else str(value)
        if text == field.text(entry):
            return True
        try:
            changed = replace(entry, **{field.key: field.kind.parse(text)})
            for problem in LOG.problems(changed).values():
                raise RegisterError(problem)
            save_field(self.session, LOG, entry, field, getattr(changed, field.key))
        except RegisterError as error:
            self.session.complain(error)
            return False
        return True
