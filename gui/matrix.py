"""The small matrix of a rating method, painted from the same values as everything else."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.levels import paint_pattern
from register.i18n import _
from register.scoring import Method, step_words

GAP, MARGIN = 3, 22
Place = tuple[int, int]  # likelihood, impact


class MatrixView(QWidget):
    """Shows where a risk stands, and lets a cell be picked by mouse or arrow keys."""

    picked = Signal(int, int)  # likelihood, impact

    def __init__(self, method: Method, cell: int = 30, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._method, self._side = method, cell
        self._before: Place | None = None
        self._after: Place | None = None
        self._chosen: Place | None = None
        self._counts: Mapping[Place, int] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Rating matrix"))

    def show_method(self, method: Method) -> None:
        """Show another method's grid."""
        self._method = method
        self.updateGeometry()
        self.update()

    def show_movement(self, before: Place | None, after: Place | None) -> None:
        """Mark where the risk stands, and where it is expected to go."""
        self._before, self._after = before, after
        self.update()

    def show_counts(self, counts: Mapping[Place, int]) -> None:
        """Write how many risks stand in each cell."""
        self._counts = counts
        self.update()

    def choose(self, place: Place | None) -> None:
        """Frame a cell."""
        self._chosen = place
        self.update()

    def sizeHint(self) -> QSize:
        step = self._side + GAP
        return QSize(
            MARGIN + len(self._method.impact) * step, MARGIN + len(self._method.likelihood) * step
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.CAPTION))
        self._paint_cells(painter)
        self._paint_scales(painter)
        self._paint_marks(painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for likelihood in range(1, len(self._method.likelihood) + 1):
            for impact in range(1, len(self._method.impact) + 1):
                if self._cell(likelihood, impact).contains(event.position()):
                    self.picked.emit(likelihood, impact)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: (1, 0),
            Qt.Key.Key_Down: (-1, 0),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Left: (0, -1),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        likelihood, impact = self._chosen or (1, 1)
        likelihood = min(max(likelihood + step[0], 1), len(self._method.likelihood))
        impact = min(max(impact + step[1], 1), len(self._method.impact))
        self.picked.emit(likelihood, impact)

    # inside ------------------------------------------------------------------------------

    def _cell(self, likelihood: int, impact: int) -> QRectF:
        step = self._side + GAP
        top = (len(self._method.likelihood) - likelihood) * step
        return QRectF(MARGIN + (impact - 1) * step, top + 1, self._side, self._side)

    def _paint_cells(self, painter: QPainter) -> None:
        for likelihood, keys in enumerate(self._method.grid, 1):
            for impact, key in enumerate(keys, 1):
                level = self._method.level(key)
                cell = self._cell(likelihood, impact)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(level.colour))
                painter.drawRoundedRect(cell, 6, 6)
                paint_pattern(painter, cell.adjusted(2, 2, -2, -2), level)
                if count := self._counts.get((likelihood, impact)):
                    painter.setPen(QColor(level.text_colour))
                    painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(count))
        if self._chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.tokens().text), 2))
            painter.drawRoundedRect(self._cell(*self._chosen).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_scales(self, painter: QPainter) -> None:
        painter.setPen(QColor(theme.tokens().third))
        centre = Qt.AlignmentFlag.AlignCenter
        for n in range(1, len(self._method.likelihood) + 1):
            cell = self._cell(n, 1)
            painter.drawText(QRectF(0, cell.top(), MARGIN - 4, self._side), centre, str(n))
        for n in range(1, len(self._method.impact) + 1):
            cell = self._cell(1, n)
            painter.drawText(
                QRectF(cell.left(), cell.bottom() + 2, self._side, MARGIN - 4), centre, str(n)
            )

    def _paint_marks(self, painter: QPainter) -> None:
        before = self._cell(*self._before).center() if self._before else None
        after = self._cell(*self._after).center() if self._after else None
        dark, light = QColor("#1E2428"), QColor("#FFFFFF")
        if before and after and before != after:
            painter.setPen(QPen(light, 4))
            painter.drawLine(before, after)
            painter.setPen(QPen(dark, 2))
            painter.drawLine(before, after)
        if after:
            self._dot(painter, after, dark, light)
        if before:
            self._dot(painter, before, light, dark)

    def _dot(self, painter: QPainter, at: QPointF, fill: QColor, edge: QColor) -> None:
        painter.setPen(QPen(edge, 2))
        painter.setBrush(fill)
        painter.drawEllipse(at, 7, 7)


def place_text(method: Method, likelihood: int, impact: int) -> str:
    """Return a cell in words: "Likely × Major"."""
    words = step_words(method.likelihood, likelihood), step_words(method.impact, impact)
    return " × ".join(words)
