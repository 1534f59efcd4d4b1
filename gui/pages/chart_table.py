"""The numbers of a chart as a table, for the keyboard and for a reader of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gui import theme
from gui.tables.plain_table import Unsearched
from gui.widgets import tip
from register.i18n import _

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
LEAST = 60  # of a column, in pixels


@dataclass(frozen=True, slots=True)
class Cell:
    """A text; ``key``: what it leads to, where it leads anywhere."""

    text: str
    key: str = ""


@dataclass(frozen=True)
class Numbers:
    """``wide``: the columns that take the room that is left; they hold words."""

    headings: Sequence[str] = ()
    rows: Sequence[Sequence[Cell]] = ()
    wide: Sequence[int] = (0,)


class ChartModel(QAbstractTableModel):
    """Reads only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.numbers = Numbers()

    def show_numbers(self, numbers: Numbers) -> None:
        """Show other numbers."""
        self.beginResetModel()
        self.numbers = numbers
        self.endResetModel()

    def cell(self, index: Index) -> Cell:
        """Return what stands at an index."""
        return self.numbers.rows[index.row()][index.column()]

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.numbers.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.numbers.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        text = self.cell(index).text
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            heading = self.numbers.headings[index.column()]
            return _("{what}: {rest}").format(what=heading, rest=text) if heading else text
        return None

    def headerData(
        self, place: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if way is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.numbers.headings[place]
        return None


class ChartTable(Unsearched, QTableView):
    """Enter or a double click on a cell opens what it leads to."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_ = ChartModel(self)
        self.setModel(self.model_)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMinimumSize(320, 200)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(theme.scaled(LEAST))
        self.doubleClicked.connect(self._open)

    def show_numbers(self, numbers: Numbers) -> None:
        """Show other numbers and stay where one was, as far as that is left."""
        at = self.currentIndex()
        place = (at.row(), at.column()) if at.isValid() else (0, 0)
        self.model_.show_numbers(numbers)
        header = self.horizontalHeader()
        for n in range(len(numbers.headings)):
            wide = n in numbers.wide
            mode = (
                QHeaderView.ResizeMode.Stretch if wide else QHeaderView.ResizeMode.ResizeToContents
            )
            header.setSectionResizeMode(n, mode)
        if numbers.rows:
            row = min(place[0], len(numbers.rows) - 1)
            column = min(place[1], len(numbers.headings) - 1)
            self.setCurrentIndex(self.model_.index(row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and (key := self.model_.cell(index).key):
            self.opened.emit(key)
