"""The calendar of readings as a table: a row for each indicator, a column for each week of a month.

Every cell has its sign and its words; the tip tells each reading of the week.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from gui import theme
from gui.icons import icon
from gui.tables.plain_table import PlainTable
from gui.widgets import tip
from register.entities import INDICATOR
from register.i18n import _
from register.watching.calendar import WEEK, Mark, Row, State, weeks_of
from register.watching.calendar_words import cell_words, mark_words, standing, week_words

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NAME, COLLECTOR, WEEKS = 0, 1, 2
ROW, LEAST, NAME_WIDTH, COLLECTOR_WIDTH, SIGN = 52, 110, 250, 110, 16
_ICONS = {
    State.TAKEN: "check",
    State.TAKEN_LATE: "check",
    State.MISSED: "close",
    State.DUE: "clock",
    State.LATE: "error",
    State.COMING: "calendar",
}


class CalendarModel(QAbstractTableModel):
    """The rows of a month; ``names``: of the people who collect, by id."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()
        self.weeks: Sequence[date] = ()
        self._names: dict[str, str] = {}
        self._today = date.min

    def show_rows(
        self, month: date, rows: Sequence[Row], names: dict[str, str], today: date
    ) -> None:
        """Show other rows, or another month."""
        self.beginResetModel()
        self.rows, self.weeks = rows, weeks_of(month)
        self._names, self._today = names, today
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else WEEKS + len(self.weeks)

    def marks(self, index: Index) -> list[Mark]:
        """Return the readings of a cell."""
        if index.column() < WEEKS:
            return []
        return self.rows[index.row()].week(self.weeks[index.column() - WEEKS])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = self._words(index)
            return words if role == Qt.ItemDataRole.AccessibleTextRole else tip(words)
        if role == Qt.ItemDataRole.BackgroundRole and self._is_now(index.column()):
            return QColor(theme.tokens().sunk)
        return _look(standing(self.marks(index)), role)

    def headerData(
        self, place: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if way != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if place < WEEKS:
            return _("Indicator") if place == NAME else _("Collected by")
        return "\n".join(week_words(self.weeks[place - WEEKS], self._today))

    def _is_now(self, column: int) -> bool:
        """Tell whether a column is the week of today."""
        return column >= WEEKS and timedelta() <= self._today - self.weeks[column - WEEKS] < WEEK

    def _text(self, index: Index) -> str:
        row = self.rows[index.row()]
        if index.column() == NAME:
            return INDICATOR.title(row.indicator)
        if index.column() == COLLECTOR:
            return self._names.get(row.collector or "", "")
        lines = cell_words(row.indicator, self.marks(index))
        return "\n".join(line for line in lines if line)

    def _words(self, index: Index) -> str:
        """Return each reading of a week in a line."""
        if index.column() < WEEKS:
            return self._text(index)
        item = self.rows[index.row()].indicator
        return "\n".join(mark_words(item, mark) for mark in self.marks(index))


class CalendarTable(PlainTable):
    """A click or Enter on a cell opens the indicator of its row."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.calendar = CalendarModel()
        super().__init__(self.calendar, _("Readings by week"), parent)
        self.calendar.setParent(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setWordWrap(True)
        self.setShowGrid(True)
        self.setIconSize(QSize(theme.scaled(SIGN), theme.scaled(SIGN)))
        self.verticalHeader().setDefaultSectionSize(theme.dense(ROW))
        self.clicked.connect(lambda _index: self._open())
        self.calendar.modelReset.connect(self._set_widths)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.calendar.index(0, NAME))

    def _open(self) -> None:
        if self.currentIndex().isValid():
            self.opened.emit(self.calendar.rows[self.currentIndex().row()].indicator.id)

    def _set_widths(self) -> None:
        header = self.horizontalHeader()
        header.setMinimumSectionSize(theme.scaled(LEAST))
        for n in range(self.calendar.columnCount()):
            wide = header.ResizeMode.Stretch if n >= WEEKS else header.ResizeMode.Interactive
            header.setSectionResizeMode(n, wide)
        header.resizeSection(NAME, theme.scaled(NAME_WIDTH))
        header.resizeSection(COLLECTOR, theme.scaled(COLLECTOR_WIDTH))


def _look(state: State | None, role: int) -> Any:
    """Return the font, the sign and the colour of a state."""
    if role == Qt.ItemDataRole.FontRole:
        return theme.font(theme.SMALL, bold=state in (State.LATE, State.DUE))
    if state is not None and role == Qt.ItemDataRole.DecorationRole:
        return icon(_ICONS[state], _colour(state), theme.scaled(SIGN))
    if state is not None and role == Qt.ItemDataRole.ForegroundRole:
        return QColor(_colour(state))
    return None


def _colour(state: State) -> str:
    """Return the colour of a state in the theme in force."""
    colours = theme.tokens()
    found = {State.LATE: colours.problem, State.DUE: colours.warning, State.COMING: colours.second}
    found |= {State.MISSED: colours.second}
    return found.get(state, colours.text)
