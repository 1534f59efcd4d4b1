"""How the score of one tier went over time, as a small line; its levels are its points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui import theme
from gui.levels import level_of, level_text, paint_pattern
from gui.widgets import tip
from register.i18n import _
from register.scoring import Method

HEIGHT, EDGE, DOT = 64, 14, 6.0


@dataclass(frozen=True, slots=True)
class Point:
    """One assessment: its day, score and level."""

    day: date
    score: float
    level: str


class SparkLine(QWidget):
    """Shows points in order of their days."""

    def __init__(self, method: Method, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._method = method
        self._points: tuple[Point, ...] = ()
        self.setAccessibleName(_("Course of the score"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_points(self, method: Method, points: Sequence[Point]) -> None:
        """Show another course."""
        self._method = method
        self._points = tuple(sorted(points, key=lambda point: point.day))
        self.setAccessibleDescription("; ".join(map(self._words, self._points)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = self._places()
        painter.setPen(QPen(QColor(theme.tokens().edge), 1.6))
        for (start, _one), (end, _two) in pairwise(places):
            painter.drawLine(start, end)
        for place, point in places:
            self._paint_point(painter, place, point)
        self._paint_days(painter)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            near = [p for at, p in self._places() if abs(at.x() - event.pos().x()) < 2 * DOT]
            QToolTip.showText(event.globalPos(), tip("; ".join(map(self._words, near))), self)
            return True
        return super().event(event)

    # inside ------------------------------------------------------------------------------

    def _words(self, point: Point) -> str:
        level = level_text(level_of(self._method, point.level))
        return f"{point.day.isoformat()} {point.score:g} {level}"

    def _places(self) -> list[tuple[QPointF, Point]]:
        if not self._points:
            return []
        first, last = self._points[0].day, self._points[-1].day
        span = max((last - first).days, 1)
        top = _highest(self._method)
        wide, high = self.width() - 2 * EDGE, HEIGHT - 18 - 2 * (DOT + 2)
        return [
            (
                QPointF(
                    EDGE + wide * (point.day - first).days / span,
                    DOT + 2 + high * (1 - min(point.score / top, 1)),
                ),
                point,
            )
            for point in self._points
        ]

    def _paint_point(self, painter: QPainter, place: QPointF, point: Point) -> None:
        level = level_of(self._method, point.level)
        painter.setPen(QPen(QColor(theme.tokens().edge), 1))
        painter.setBrush(QColor(level.colour if level else theme.tokens().card))
        painter.drawEllipse(place, DOT, DOT)
        if level:
            half = DOT * 0.7
            inside = QRectF(place.x() - half, place.y() - half, 2 * half, 2 * half)
            paint_pattern(painter, inside, level)

    def _paint_days(self, painter: QPainter) -> None:
        if not self._points:
            return
        painter.setFont(theme.font(theme.CAPTION))
        painter.setPen(QColor(theme.tokens().third))
        foot = QRectF(0, HEIGHT - 18, self.width(), 18)
        first, last = self._points[0].day, self._points[-1].day
        start, end = first.isoformat(), last.isoformat()
        if painter.fontMetrics().horizontalAdvance(f"{start} {end}") > self.width():
            start, end = start[2:7], end[2:7]  # the year's last digits and the month
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, start)
        if last != first:
            painter.drawText(foot, Qt.AlignmentFlag.AlignRight, end)


def _highest(method: Method) -> float:
    """Return the score at the top of the line; of LEC twice where the last band starts."""
    if method.lec is not None:
        return 2 * method.lec.bands[-1].start
    rows, columns = method.size
    return method.formula.score(rows, columns) if method.formula else max(rows * columns, 1)
