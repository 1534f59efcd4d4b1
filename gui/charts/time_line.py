"""Steps that have a target on a line of time: of a plan by phase, of an escalation by colour.

Minutes stand closer the later they are, so that the first hour and the third day both show.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui import theme
from gui.widgets import tip
from register.i18n import _

LANE, FOOT, DOT, NAME, EDGE = 24, 20, 9.0, 104, 14
_TICKS = (0, 5, 15, 30, 60, 120, 240, 480, 1440, 2880, 4320, 10080, 20160, 43200, 129600, 525600)


@dataclass(frozen=True, slots=True)
class Mark:
    """A step on the line; ``lane``: the words before its lane; ``sign``: what stands in the dot."""

    id: str
    lane: str
    minutes: int
    sign: str
    words: str


class TimeLine(QWidget):
    """Shows steps that have a target; pressing one chooses it."""

    chosen = Signal(str)  # the id of a mark

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: list[Mark] = []
        self._lanes: list[str] = []
        self.setAccessibleName(_("Time line of the steps"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show other steps; the lanes stand as their first marks do."""
        self._marks = list(marks)
        self._lanes = list(dict.fromkeys(mark.lane for mark in marks))
        self.setAccessibleDescription("; ".join(mark.words for mark in marks))
        self.setVisible(bool(marks))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, max(len(self._lanes), 1) * LANE + FOOT)

    def minimumSizeHint(self) -> QSize:
        return QSize(NAME + 120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.CAPTION))
        self._paint_ticks(painter)
        self._paint_lanes(painter)
        for mark, place in self._places():
            self._paint_mark(painter, mark, place)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (mark := self._mark_at(event.position())) is not None:
            self.chosen.emit(mark.id)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self._mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip(mark.words) if mark else "", self)
            return True
        return super().event(event)

    # inside ------------------------------------------------------------------------------

    @property
    def _most(self) -> int:
        return max([mark.minutes for mark in self._marks], default=0) or 1

    def _across(self, minutes: int) -> float:
        room = self.width() - NAME - 2 * EDGE
        share = math.log1p(minutes / 10) / math.log1p(self._most / 10)
        return float(NAME + EDGE + room * share)

    def _places(self) -> list[tuple[Mark, QPointF]]:
        """Where each mark stands; those that would cover each other move a little right."""
        taken: dict[int, float] = {}
        found = []
        for mark in sorted(self._marks, key=lambda item: item.minutes):
            lane = self._lanes.index(mark.lane)
            across = self._across(mark.minutes)
            across = min(max(across, taken.get(lane, 0.0)), self.width() - DOT - 1)
            taken[lane] = across + 2 * DOT + 1
            found.append((mark, QPointF(across, lane * LANE + LANE / 2)))
        return found

    def _mark_at(self, point: QPointF) -> Mark | None:
        for mark, place in reversed(self._places()):
            away = place - point
            if math.hypot(away.x(), away.y()) <= DOT + 1:
                return mark
        return None

    def _paint_ticks(self, painter: QPainter) -> None:
        colours = theme.tokens()
        bottom, last = len(self._lanes) * LANE, -1.0
        for minutes in (tick for tick in _TICKS if tick <= self._most):
            across = self._across(minutes)
            text = span_text(minutes)
            half = painter.fontMetrics().horizontalAdvance(text) / 2 + 4
            if across - half < last:
                continue
            last = across + half
            painter.setPen(QColor(colours.line))
            painter.drawLine(QPointF(across, 0), QPointF(across, bottom))
            painter.setPen(QColor(colours.third))
            left = min(across - half, self.width() - 2 * half)
            room = QRectF(left, bottom, 2 * half, FOOT)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_lanes(self, painter: QPainter) -> None:
        colours = theme.tokens()
        for n, lane in enumerate(self._lanes):
            painter.setPen(QColor(colours.second))
            room = QRectF(0, n * LANE, NAME, LANE)
            text = painter.fontMetrics().elidedText(lane, Qt.TextElideMode.ElideRight, NAME - 4)
            start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, start, text)
            middle = n * LANE + LANE / 2
            painter.setPen(QColor(colours.line))
            painter.drawLine(QPointF(NAME, middle), QPointF(self.width(), middle))

    def _paint_mark(self, painter: QPainter, mark: Mark, place: QPointF) -> None:
        colours = theme.tokens()
        painter.setPen(QPen(QColor(colours.card), 1.5))
        painter.setBrush(QColor(colours.accent))
        painter.drawEllipse(place, DOT, DOT)
        painter.setPen(QColor(colours.on_accent))
        painter.setFont(theme.font(11, bold=True))
        box = QRectF(place.x() - DOT, place.y() - DOT, 2 * DOT, 2 * DOT)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.sign)


def span_text(minutes: int) -> str:
    """Return minutes as people say them: "45 min", "1 h 30", "3 d"."""
    if minutes < 60:
        return _("{count} min").format(count=minutes)
    hours, rest = divmod(minutes, 60)
    if hours >= 48 and not rest and not hours % 24:
        return _("{count} d").format(count=hours // 24)
    text = _("{count} h").format(count=hours)
    return f"{text} {rest:02}" if rest else text
