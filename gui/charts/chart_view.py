"""A chart in the window: drawn on a thread at the size it has, with parts that can be chosen.

Mouse and keyboard choose a part; the figure itself knows nothing of Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from matplotlib.backends.backend_agg import FigureCanvasAgg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QToolTip, QWidget

from gui import theme
from gui.charts.picture_view import DPI, PictureView, image_of, look_now
from gui.jobs import Job, Work, while_alive
from gui.widgets import tip
from register.charts.board import Board, Spot
from register.charts.drawing import Look

LEAST_GROWTH, MOST_GROWTH = 0.8, 2.5
CORNER = 5
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
}
Draw = Callable[[Look, tuple[float, float]], Board]
"""Draws a chart in a look at a size in inches."""


class ChartView(PictureView):
    """``run`` starts work on a thread; Escape chooses nothing."""

    corner, margin = CORNER, 1
    chosen = Signal(object)  # QRectF of the part in the view, or None
    opened = Signal(str)  # the key of a part: Enter or a click
    drawn = Signal()

    def __init__(self, run: Callable[[Work], Job], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._draw: Draw | None = None
        self._least = (1.0, 1.0)  # points
        self._growth = 1.0
        self._asked = self._built_for = 0
        self._spots: list[Spot] = []
        self._points = (1.0, 1.0)
        self._place = -1

    @property
    def is_drawn(self) -> bool:
        """Whether the picture shows what was asked for, at the size that the view has."""
        return self._built_for == self._asked > 0 and not self._settled.isActive()

    @property
    def spot(self) -> Spot | None:
        """The chosen part."""
        return self._spots[self._place] if 0 <= self._place < len(self._spots) else None

    @property
    def spots(self) -> list[Spot]:
        """The parts that can be chosen."""
        return list(self._spots)

    def show_chart(self, draw: Draw, least: tuple[float, float], *, other: bool = False) -> None:
        """Show a chart that needs so many points; ``other``: it is not the one shown before."""
        self._draw, self._least = draw, least
        if other:
            self._image, self._spots = QImage(), []
            self.choose(-1)
        self.fit(self.parentWidget())
        self._build()

    def fit(self, around: QWidget | None) -> None:
        """Take the height that the texts need at the width which the view will have."""
        room = (around.width() if around else self.width()) * 72 / DPI
        wanted = max(theme.scaled(100) / 100, LEAST_GROWTH)
        self._growth = max(LEAST_GROWTH, min(wanted, room / self._least[0], MOST_GROWTH))
        scale = self._growth * DPI / 72
        self.setMinimumWidth(round(self._least[0] * LEAST_GROWTH * DPI / 72))
        self.setMinimumHeight(round(self._least[1] * scale))

    def choose(self, place: int) -> None:
        """Mark a part by its place and tell it; -1 takes the mark away."""
        self._place = place
        spot = self.spot
        self.setAccessibleDescription(spot.words if spot else "")
        self.update()
        self.chosen.emit(self._rect(spot) if spot else None)

    # drawing -----------------------------------------------------------------------------

    def _build(self) -> None:
        if self._draw is None:
            return
        self._asked += 1
        dpi = DPI * self._growth
        size = max(self.width(), 100) / dpi, max(self.height(), 80) / dpi
        draw, look, fine = self._draw, look_now(), dpi * self.devicePixelRatioF()
        asked, ratio = self._asked, self.devicePixelRatioF()

        def work(_progress: object) -> tuple[int, QImage, Board]:
            board = draw(look, size)
            return asked, _image(board, fine, ratio), board

        self._run(work).succeeded.connect(while_alive(self, self._built))

    def _built(self, made: tuple[int, QImage, Board]) -> None:
        asked, image, board = made
        if asked != self._asked:
            return
        self._built_for, self._image = asked, image
        self._spots, self._points = board.spots, (board.width, board.height)
        if self._place >= len(self._spots):
            self.choose(-1)
        self.update()
        self.drawn.emit()

    def _is_wanted(self) -> bool:
        return bool(self._asked)

    def _framed(self) -> QRectF | None:
        spot = self.spot
        return self._rect(spot) if spot is not None else None

    def _enter(self) -> None:
        if self.spot is None and self._spots:
            self.choose(0)

    def _rect(self, spot: Spot) -> QRectF:
        across, down = self.width() / self._points[0], self.height() / self._points[1]
        area = spot.area
        top = (self._points[1] - area.bottom - area.height) * down
        return QRectF(area.left * across, top, area.width * across, area.height * down)

    # input -------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(860, 480)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (place := self._place_at(event.position())) >= 0:
            self.choose(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        spot = self.spot
        if spot is not None and self._place_at(event.position()) == self._place:
            self.opened.emit(spot.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        spot = self.spot
        if step is not None and self._spots:
            first = 0 if step > 0 else len(self._spots) - 1
            place = self._place + step if spot else first
            self.choose(min(max(place, 0), len(self._spots) - 1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and spot:
            self.opened.emit(spot.key)
        elif event.key() == Qt.Key.Key_Escape and spot:
            self.choose(-1)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._place_at(QPointF(event.pos()))
            words = tip(self._spots[place].words) if place >= 0 else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _place_at(self, point: QPointF) -> int:
        for place, spot in enumerate(self._spots):
            if self._rect(spot).contains(point):
                return place
        return -1


class ChartScroll(QScrollArea):
    """Around a chart, which scrolls downwards where the window is low."""

    def __init__(self, view: ChartView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.setWidget(view)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.chosen.connect(self._follow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.view.fit(self)
        super().resizeEvent(event)

    def _follow(self, area: QRectF | None) -> None:
        if area is not None:
            middle = area.center().toPoint()
            self.ensureVisible(middle.x(), middle.y(), 0, round(area.height() / 2) + CORNER)


def _image(board: Board, dpi: float, ratio: float) -> QImage:
    """Return the figure as a picture; for a thread."""
    board.figure.set_dpi(dpi)
    canvas = cast(Any, FigureCanvasAgg(board.figure))  # its calls have no types
    canvas.draw()
    width, height = canvas.get_width_height()
    return image_of(canvas.buffer_rgba(), width, height, ratio)
