"""The findings of one check as a list of any length, those that are waived at its end."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from gui.tables.plain_table import Unsearched
from gui.widgets import tip
from register.catalog import Finding
from register.checking import waived_text
from register.entities import Waiver
from register.i18n import _

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROW = 36


@dataclass(frozen=True, slots=True)
class Row:
    """A finding, and the waiver that silences it, if any."""

    finding: Finding
    waiver: Waiver | None = None

    def text(self) -> str:
        """Return one line."""
        if self.waiver is None:
            return self.finding.text
        return _("Waived: {finding}").format(finding=self.finding.text)

    def long_text(self) -> str:
        """Return everything there is to say."""
        if self.waiver is None:
            return self.finding.text
        return waived_text(self.finding, self.waiver)


class CheckedModel(QAbstractListModel):
    """The rows of one check."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show_rows(self, rows: list[Row]) -> None:
        """Show others."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | QSize | None:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows[index.row()].text()
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(200, ROW)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.rows[index.row()].long_text())
        return None


class CheckedView(Unsearched, QListView):
    """Enter or a double click opens a row."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)
