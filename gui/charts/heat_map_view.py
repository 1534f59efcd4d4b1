"""The live heat map: one kept matplotlib figure, of which only what changed is drawn again.

Mouse and keyboard choose a cell; the figure itself knows nothing of Qt.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from gui import theme
from gui.charts.picture_view import DPI, PictureView, image_of, look_now
from gui.jobs import Job, Work, while_alive
from gui.widgets import tip
from register.charts.data import HeatMapData, Place, legible
from register.charts.live import LiveHeatMap

PLAIN = (720, 500)  # pixels in which the figure's texts have their own size
LEAST = (520, 350)  # pixels that it needs for that size
_STEPS = {
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class HeatMapView(PictureView):
    """Shows a heat map and tells which cell was chosen; Escape chooses none.

    The figure is built on a thread, for that takes longer than the window may stand still.
    ``words``: tells what stands in a cell, in lines, for who rests the mouse on it;
    ``run``: starts work on a thread.
    """

    chosen = Signal(object)  # Place, or None
    opened = Signal(object)  # Place: Enter or a double click

    def __init__(
        self,
        data: HeatMapData,
        words: Callable[[Place], str],
        run: Callable[[Work], Job],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._data, self._words, self._run = data, words, run
        self._is_building = self._is_stale = False
        self._place: Place | None = None
        self._live: LiveHeatMap | None = None
        self.setMinimumSize(360, 240)

    def sizeHint(self) -> QSize:
        return QSize(860, 600)

    @property
    def data(self) -> HeatMapData:
        """What is shown, with every movement."""
        return self._data

    @property
    def place(self) -> Place | None:
        """The chosen cell."""
        return self._place

    @property
    def is_drawn(self) -> bool:
        """Whether the picture shows the data, at the size that the view has."""
        return self._live is not None and not (self._is_building or self._settled.isActive())

    def show_data(self, data: HeatMapData) -> None:
        """Show other numbers; of the same method, only what changes is drawn again."""
        same = data.method == self._data.method
        self._data = data
        if self._place is not None:
            self._place = self._inside(*self._place)
        if self._live is None or not same:
            self._build()
            return
        self._draw()

    def choose(self, place: Place | None) -> None:
        """Mark a cell and tell it; None takes the mark away."""
        self._place = place
        self.setAccessibleDescription(self._words(place) if place else "")
        if self._data.moves and self._live is not None:
            self._draw()
        self.update()
        self.chosen.emit(place)

    # drawing -----------------------------------------------------------------------------

    def _build(self) -> None:
        self._is_stale = self._is_building
        if self._is_building:
            return
        self._is_building = True
        width, height = max(self.width(), 300), max(self.height(), 220)
        dpi = DPI * _growth(width, height)
        size, fine = (width / dpi, height / dpi), dpi * self.devicePixelRatioF()
        data, look = legible(self._data, self._place), look_now()
        job = self._run(lambda _progress: LiveHeatMap(data, look, size, fine))
        job.succeeded.connect(while_alive(self, self._built))
        job.finished.connect(while_alive(self, self._ended))

    def _built(self, live: LiveHeatMap) -> None:
        if self._is_stale:
            return
        self._live = live
        self._draw()

    def _ended(self) -> None:
        self._is_building = False
        if self._is_stale:
            self._build()

    def _draw(self) -> None:
        assert self._live is not None
        self._live.show(legible(self._data, self._place))
        self._take_picture()

    def _take_picture(self) -> None:
        assert self._live is not None
        width, height = self._live.pixel_size()
        pixels = self._live.pixels()
        self._image = image_of(pixels, width, height, self.devicePixelRatioF())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._live is None and not self._is_building:
            self._build()
        super().paintEvent(event)

    def _is_wanted(self) -> bool:
        return self._live is not None or self._is_building

    def _framed(self) -> QRectF | None:
        if self._place is None or self._live is None:
            return None
        return self._rect(self._place)

    def _enter(self) -> None:
        if self._place is None:
            self.choose(self._first())

    def _rect(self, place: Place) -> QRectF:
        assert self._live is not None
        left, bottom, width, height = self._live.map.extent(place)
        return QRectF(
            left * self.width(),
            (1 - bottom - height) * self.height(),
            width * self.width(),
            height * self.height(),
        )

    # input -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place is not None:
            self.choose(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place is not None:
            self.opened.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.choose(self._moved(step))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press()
        elif event.key() == Qt.Key.Key_Escape and self._place is not None:
            self.choose(None)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._place_at(QPointF(event.pos()))
            text = tip(self._words(place)) if place else ""
            area = self._rect(place).toRect() if place and self._live else self.rect()
            QToolTip.showText(event.globalPos(), text, self, area)
            return True
        return super().event(event)

    def _press(self) -> None:
        if self._place is None:
            self.choose(self._first())
        else:
            self.opened.emit(self._place)

    def _first(self) -> Place:
        """The cell to begin with: the worst one where risks stand."""
        method = self._data.method
        corner = len(method.likelihood), len(method.impact)
        return max(self._data.cells, key=lambda place: place[0] * place[1], default=corner)

    def _moved(self, step: tuple[int, int]) -> Place:
        if self._place is None:
            return self._first()
        return self._inside(self._place[0] + step[0], self._place[1] + step[1])

    def _inside(self, row: int, column: int) -> Place:
        method = self._data.method
        rows, columns = len(method.likelihood), len(method.impact)
        return min(max(row, 1), rows), min(max(column, 1), columns)

    def _place_at(self, point: QPointF) -> Place | None:
        if self._live is None:
            return None
        return self._live.map.place_at(point.x() / self.width(), 1 - point.y() / self.height())


def _growth(width: int, height: int) -> float:
    """Return how much larger texts are drawn: on a large picture, and as far as there is room."""
    wanted = max(theme.scaled(100) / 100, width / PLAIN[0], height / PLAIN[1])
    return max(0.8, min(wanted, width / LEAST[0], height / LEAST[1], 2.5))
