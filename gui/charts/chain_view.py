"""A chain of risks as a small graph: causes above, the risk itself, what falls below.

Each risk shows its number, its title and its current level by word, colour and pattern.
"""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui import theme
from gui.levels import level_in, level_text, paint_pattern
from gui.session import Session
from gui.tables.delegates import wrapped
from gui.widgets import tip
from register.entities import RISK, Risk
from register.i18n import _
from register.identifying.cascade import Chain

MOST = 30
ACROSS, GAP, BETWEEN, BAND = 3, 10, 26, 20
HEIGHT, ARROW = 78, 5.0


class ChainView(QWidget):
    """Shows a chain; pressing a risk opens it. What it says stands in a list beside it too."""

    chosen = Signal(str)  # the id of a risk

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chain = Chain((), {}, ())
        self._centre = ""
        self._rows: list[list[Risk]] = []
        self.setAccessibleName(_("Chain of risks"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def show_chain(self, chain: Chain, centre: str) -> None:
        """Show another chain around the risk ``centre``."""
        self._chain, self._centre = chain, centre
        self._rows = []
        places = chain.places
        ordered = sorted(chain.risks, key=lambda risk: (places[risk.id], risk.number))
        for _place, layer in groupby(ordered, key=lambda risk: places[risk.id]):
            risks = list(layer)
            self._rows += [risks[n : n + ACROSS] for n in range(0, len(risks), ACROSS)]
        self.setAccessibleDescription("; ".join(map(self._words, ordered)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, len(self._rows) * (self._height() + BETWEEN))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def boxes(self) -> dict[str, QRectF]:
        """Return where each risk stands, by its id."""
        width = min((self.width() - (ACROSS - 1) * GAP) / ACROSS, theme.scaled(190))
        found = {}
        for n, risks in enumerate(self._rows):
            whole = len(risks) * width + (len(risks) - 1) * GAP
            left = (self.width() - whole) / 2
            top = n * (self._height() + BETWEEN) + 2
            for m, risk in enumerate(risks):
                found[risk.id] = QRectF(left + m * (width + GAP), top, width, self._height())
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        boxes = self.boxes()
        for cause, effect in self._chain.links:
            self._paint_link(painter, boxes[cause], boxes[effect])
        for risk in self._chain.risks:
            self._paint_risk(painter, boxes[risk.id], risk)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        risk = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and risk is not None:
            self.chosen.emit(risk.id)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            risk = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip(self._words(risk)) if risk else "", self)
            return True
        return super().event(event)

    # inside ------------------------------------------------------------------------------

    def _height(self) -> int:
        return theme.scaled(HEIGHT)

    def _at(self, place: QPointF) -> Risk | None:
        boxes = self.boxes()
        return next((r for r in self._chain.risks if boxes[r.id].contains(place)), None)

    def _words(self, risk: Risk) -> str:
        level = level_text(level_in(self._session, risk))
        return f"{RISK.title(risk)}: {level}"

    def _paint_link(self, painter: QPainter, cause: QRectF, effect: QRectF) -> None:
        start, end = (
            QPointF(cause.center().x(), cause.bottom()),
            QPointF(effect.center().x(), effect.top()),
        )
        painter.setPen(QPen(QColor(theme.tokens().edge), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        path = QPainterPath(start)
        bend = (end.y() - start.y()) / 2
        path.cubicTo(start + QPointF(0, bend), end - QPointF(0, bend), end - QPointF(0, ARROW))
        painter.drawPath(path)
        painter.setBrush(QColor(theme.tokens().edge))
        points = [end, end + QPointF(-ARROW, -2 * ARROW), end + QPointF(ARROW, -2 * ARROW)]
        painter.drawPolygon(QPolygonF(points))

    def _paint_risk(self, painter: QPainter, box: QRectF, risk: Risk) -> None:
        colours = theme.tokens()
        is_centre = risk.id == self._centre
        path = QPainterPath()
        path.addRoundedRect(box, 8, 8)
        painter.fillPath(path, QColor(colours.selection if is_centre else colours.card))
        self._paint_level(painter, box, path, risk)
        pen = QPen(QColor(colours.accent if is_centre else colours.edge), 2 if is_centre else 1)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        self._paint_title(painter, box, risk)

    def _paint_level(self, painter: QPainter, box: QRectF, path: QPainterPath, risk: Risk) -> None:
        """Draw number and level on a band at the head of the box."""
        level = level_in(self._session, risk)
        band = QRectF(box.left(), box.top(), box.width(), theme.scaled(BAND))
        colour = theme.tokens().second
        painter.save()
        painter.setClipPath(path)
        if level is not None:
            painter.fillRect(band, QColor(level.colour))
            paint_pattern(painter, QRectF(band.right() - 16, band.top(), 16, band.height()), level)
            colour = level.text_colour
        painter.restore()
        painter.setPen(QColor(colour))
        painter.setFont(theme.font(theme.CAPTION - 1, bold=True))
        words = f"{risk.number}  {level_text(level)}".strip()
        room = band.adjusted(8, 0, -18, 0)
        cut = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, cut)

    def _paint_title(self, painter: QPainter, box: QRectF, risk: Risk) -> None:
        painter.setFont(theme.font(theme.CAPTION))
        painter.setPen(QColor(theme.tokens().text))
        metrics = painter.fontMetrics()
        room = box.adjusted(8, theme.scaled(BAND) + 3, -6, -4)
        top = room.top()
        most = max(int(room.height() // metrics.height()), 1)
        for text in wrapped(risk.title, int(room.width()), most, theme.CAPTION):
            painter.drawText(QPointF(room.left(), top + metrics.ascent()), text)
            top += metrics.height()
