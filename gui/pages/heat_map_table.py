"""The heat map as a table: the same numbers for the keyboard and for a reader of the screen."""

from __future__ import annotations

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
from PySide6.QtGui import QColor, QFocusEvent, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gui import theme
from gui.levels import paint_pattern
from gui.pages.heat_map_words import places_title, risk_count, way_short, way_words
from gui.widgets import tip
from register.charts.data import HeatMapData, Place
from register.i18n import _
from register.scoring import Level, level_words, step_words

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
SWATCH = 16
ROW, COLUMN = 58, 78


class HeatMapModel(QAbstractTableModel):
    """Likelihood downwards from the highest, impact to the right, sums at the ends."""

    def __init__(self, data: HeatMapData, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.data_ = data

    def show_data(self, data: HeatMapData) -> None:
        """Show other numbers."""
        if data.method == self.data_.method:
            self.data_ = data
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.data_ = data
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.data_.method.likelihood) + 1

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.data_.method.impact) + 1

    def places(self, index: Index) -> list[Place]:
        """Return the cells that an index stands for: one, or all that it sums."""
        rows, columns = len(self.data_.method.likelihood), len(self.data_.method.impact)
        row, column = rows - index.row(), index.column() + 1
        return [
            (r, c)
            for r in (range(1, rows + 1) if row == 0 else (row,))
            for c in (range(1, columns + 1) if column > columns else (column,))
        ]

    def index_of(self, place: Place) -> QModelIndex:
        """Return where a cell stands."""
        return self.index(len(self.data_.method.likelihood) - place[0], place[1] - 1)

    def count(self, index: Index) -> int:
        """Return how many risks stand there."""
        cells = self.data_.cells
        return sum(cells[place].count for place in self.places(index) if place in cells)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        level = self._level(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index, level)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = self._words(index)
            return words if role == Qt.ItemDataRole.AccessibleTextRole else tip(words)
        if role == Qt.ItemDataRole.DecorationRole and level is not None:
            return _swatch(level)
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(theme.SMALL, bold=level is None or bool(self.count(index)))
        if level is None and role == Qt.ItemDataRole.BackgroundRole:
            return QColor(theme.tokens().sunk)
        if level is None and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def headerData(
        self, place: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return super().headerData(place, way, role)
        method = self.data_.method
        if way == Qt.Orientation.Horizontal:
            steps, value = method.impact, place + 1
        else:
            steps, value = method.likelihood, len(method.likelihood) - place
        if not 1 <= value <= len(steps):
            return _("Total")
        return f"{value}  {step_words(steps, value)}"

    def _level(self, index: Index) -> Level | None:
        places = self.places(index)
        method = self.data_.method
        row, column = places[0]
        return method.level(method.grid[row - 1][column - 1]) if len(places) == 1 else None

    def _text(self, index: Index, level: Level | None) -> str:
        count = str(self.count(index))
        if level is None:
            return count
        words = level_words(self.data_.method, level.key)
        way = way_short(self.data_, self.places(index))
        return "\n".join(part for part in (count, words, way) if part)

    def _words(self, index: Index) -> str:
        places = self.places(index)
        parts = [places_title(self.data_, places), risk_count(self.count(index))]
        parts.append(way_words(self.data_, places))
        return _(", ").join(part for part in parts if part)


class HeatMapTable(QTableView):
    """Enter or a double click opens what the current cell stands for."""

    chosen = Signal(object)  # list of places
    opened = Signal(object)

    def __init__(self, data: HeatMapData, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.numbers = HeatMapModel(data, self)
        self.setModel(self.numbers)
        self.setAccessibleName(_("Heat map as a table"))
        self.setAccessibleDescription(_("Rows are likelihood, columns are impact."))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(True)
        self.setIconSize(QSize(SWATCH, SWATCH))
        self.setMinimumSize(320, 240)
        for header, least in (
            (self.horizontalHeader(), theme.scaled(COLUMN)),
            (self.verticalHeader(), theme.dense(ROW)),
        ):
            header.setMinimumSectionSize(least)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
        self.selectionModel().currentChanged.connect(lambda *_places: self._tell())
        self.doubleClicked.connect(lambda _index: self._open())

    def show_data(self, data: HeatMapData) -> None:
        """Show other numbers."""
        self.numbers.show_data(data)

    def choose(self, place: Place | None) -> None:
        """Go to a cell; nothing is told."""
        self.selectionModel().blockSignals(True)
        self.setCurrentIndex(self.numbers.index_of(place) if place else ROOT)
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.numbers.index(0, self.numbers.columnCount() - 2))

    def _tell(self) -> None:
        if self.currentIndex().isValid():
            self.chosen.emit(self.numbers.places(self.currentIndex()))

    def _open(self) -> None:
        if self.currentIndex().isValid():
            self.opened.emit(self.numbers.places(self.currentIndex()))


def _swatch(level: Level) -> QIcon:
    """Return a level's colour and pattern, which stay true on a chosen cell."""
    ratio = 2
    made = QPixmap(SWATCH * ratio, SWATCH * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(QColor(level.colour))
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    area = made.rect().toRectF()
    area.setSize(area.size() / ratio)
    paint_pattern(painter, area, level)
    painter.setPen(QColor(theme.tokens().edge))
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.end()
    icon = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        icon.addPixmap(made, mode)
    return icon
