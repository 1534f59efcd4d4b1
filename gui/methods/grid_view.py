"""A method's matrix as large as one likes to read it: steps at both sides, levels by name.

Each cell has its level's colour, pattern and word; where there is no room for the word, the
levels are named below, as everywhere.
"""

from __future__ import annotations

from itertools import product

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui import theme
from gui.levels import paint_pattern
from gui.matrix import place_text
from gui.widgets import tip
from register.i18n import _
from register.scoring import Level, Method, Step, level_words, step_words

GAP, CORNER, PAD = 3, 6, 5
LEAST_CELL, MOST_CELL, HEIGHT = 34, 116, 42
MOST_WORDS, TITLE, FOOT = 112, 20, 46
Place = tuple[int, int]  # likelihood, impact


class GridView(QWidget):
    """Shows the levels that a method gives to likelihood and impact."""

    def __init__(self, method: Method, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.method = method
        self._falling: set[Place] = set()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Rating matrix"))

    def show_method(self, method: Method, falling: set[Place] | None = None) -> None:
        """Show a method; ``falling``: the cells to be outlined as wrong."""
        self.method, self._falling = method, falling or set()
        self.updateGeometry()
        self.update()

    def place_words(self, place: Place) -> str:
        """Return a cell in words: its steps and its level."""
        level = level_words(self.method, self.method.grid[place[0] - 1][place[1] - 1])
        text = f"{place_text(self.method, *place)}: {level}"
        if place in self._falling:
            return _("{cell}; the level falls here").format(cell=text)
        return text

    def minimumSizeHint(self) -> QSize:
        columns = len(self.method.impact)
        return QSize(self._left() + columns * (theme.scaled(LEAST_CELL) + GAP), self._whole())

    def sizeHint(self) -> QSize:
        columns = len(self.method.impact)
        width = self._left() + columns * (self._wanted() + GAP)
        return QSize(width, self._whole())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in self.places():
            self._paint_cell(painter, place)
        self._paint_scales(painter)
        self._paint_over(painter)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.place_at(QPointF(event.pos()))
            words = tip(self.place_words(place)) if place else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def places(self) -> list[Place]:
        """Return every cell."""
        rows, columns = self.method.size
        return [*product(range(1, rows + 1), range(1, columns + 1))]

    def place_at(self, point: QPointF) -> Place | None:
        """Return the cell at a point of the widget."""
        return next((place for place in self.places() if self.cell(place).contains(point)), None)

    def cell(self, place: Place) -> QRectF:
        """Return where a cell is drawn."""
        side, high = self._side() + GAP, theme.scaled(HEIGHT) + GAP
        top = theme.scaled(TITLE) + (len(self.method.likelihood) - place[0]) * high
        left = self._left() + (place[1] - 1) * side
        return QRectF(left, top + 1, self._side(), theme.scaled(HEIGHT))

    # inside ------------------------------------------------------------------------------

    def _whole(self) -> int:
        rows = len(self.method.likelihood)
        return theme.scaled(TITLE + FOOT) + rows * (theme.scaled(HEIGHT) + GAP)

    def _side(self) -> int:
        room = (self.width() - self._left()) // max(len(self.method.impact), 1) - GAP
        return min(max(room, theme.scaled(LEAST_CELL)), theme.scaled(MOST_CELL))

    def _wanted(self) -> int:
        metrics = QFontMetrics(theme.font(theme.CAPTION, bold=True))
        words = [level_words(self.method, level.key) for level in self.method.levels]
        widest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return min(max(widest + 4 * PAD, theme.scaled(64)), theme.scaled(MOST_CELL))

    def _left(self) -> int:
        metrics = QFontMetrics(theme.font(theme.CAPTION))
        steps = self.method.likelihood
        words = [self._step_text(steps, n) for n in range(1, len(steps) + 1)]
        widest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return min(widest, theme.scaled(MOST_WORDS)) + 12

    def _step_text(self, steps: tuple[Step, ...], value: int) -> str:
        return f"{value} {step_words(steps, value)}".strip()

    def _level(self, place: Place) -> Level:
        return self.method.level(self.method.grid[place[0] - 1][place[1] - 1])

    def _paint_cell(self, painter: QPainter, place: Place) -> None:
        level, cell = self._level(place), self.cell(place)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(level.colour))
        painter.drawRoundedRect(cell, CORNER, CORNER)
        paint_pattern(painter, cell.adjusted(2, 2, -2, -2), level)
        self._paint_word(painter, cell, level)

    def _paint_word(self, painter: QPainter, cell: QRectF, level: Level) -> None:
        """The word stands on its level's plain colour, clear of the pattern."""
        painter.setFont(theme.font(theme.CAPTION, bold=True))
        text = level_words(self.method, level.key)
        metrics = painter.fontMetrics()
        wide = metrics.horizontalAdvance(text) + 2
        if wide > cell.width():
            return
        wide = int(min(wide + 2 * PAD, cell.width()))
        back = QRectF(0, 0, wide, metrics.height())
        back.moveCenter(cell.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(level.colour))
        painter.drawRoundedRect(back, CORNER, CORNER)
        painter.setPen(QColor(level.text_colour))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_scales(self, painter: QPainter) -> None:
        colours = theme.tokens()
        painter.setFont(theme.font(theme.CAPTION, bold=True))
        painter.setPen(QColor(colours.second))
        top = QRectF(0, 0, self.width(), theme.scaled(TITLE))
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(top, start, _("Likelihood"))
        right = self.cell((1, len(self.method.impact))).right()
        foot = QRectF(0, 0, right, theme.scaled(TITLE))
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, _("Impact"))
        painter.setFont(theme.font(theme.CAPTION))
        painter.setPen(QColor(colours.text))
        wrapped = Qt.TextFlag.TextWordWrap
        for n in range(1, len(self.method.likelihood) + 1):
            cell = self.cell((n, 1))
            area = QRectF(0, cell.top(), self._left() - 8, cell.height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | wrapped
            painter.drawText(area, flags, self._step_text(self.method.likelihood, n))
        has_room = self._has_room()
        for n in range(1, len(self.method.impact) + 1):
            cell = self.cell((1, n))
            area = QRectF(cell.left() - 1, cell.bottom() + 3, cell.width() + 2, theme.scaled(FOOT))
            text = self._step_text(self.method.impact, n) if has_room else str(n)
            flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter | wrapped
            painter.drawText(area, flags, text)

    def _has_room(self) -> bool:
        """Tell whether the steps of impact can be written out under their columns."""
        metrics = QFontMetrics(theme.font(theme.CAPTION))
        steps = range(1, len(self.method.impact) + 1)
        parts = [p for n in steps for p in self._step_text(self.method.impact, n).split()]
        return max((metrics.horizontalAdvance(part) for part in parts), default=0) <= self._side()

    def _paint_over(self, painter: QPainter) -> None:
        """Outline the cells that are wrong."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for place in self._falling:
            cell = self.cell(place).adjusted(1, 1, -1, -1)
            painter.setPen(QPen(QColor("#FFFFFF"), 5))
            painter.drawRoundedRect(cell, CORNER, CORNER)
            painter.setPen(QPen(QColor("#1E2428"), 3, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(cell, CORNER, CORNER)
