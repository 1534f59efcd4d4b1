"""The live heat map: one kept matplotlib figure, of which only what changed is drawn again.

Mouse and keyboard choose a cell; the figure itself knows nothing of Qt.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from gui import theme
from gui.widgets import tip
from register.charts.data import HeatMapData, Place
from register.charts.drawing import DARK, LIGHT, Look
from register.charts.live import LiveHeatMap

DPI = 96
SETTLE_MS = 80
_STEPS = {
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class HeatMapView(QWidget):
    """Shows a heat map and tells which cell was chosen."""

    chosen = Signal(object)  # Place

    def __init__(self, data: HeatMapData, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = data
        self._place: Place | None = None
        self._live: LiveHeatMap | None = None
        self._image = QImage()
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._rebuild)
        self.setMinimumSize(520, 380)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        return QSize(860, 600)

    @property
    def data(self) -> HeatMapData:
        """What is shown."""
        return self._data

    def show_data(self, data: HeatMapData) -> None:
        """Show other numbers; of the same method, only what changes is drawn again."""
        same = data.method == self._data.method
        self._data = data
        if self._live is None or not same:
            self._rebuild()
            return
        self._live.show(data)
        self._take_picture()

    def choose(self, place: Place) -> None:
        """Mark a cell and tell it."""
        self._place = place
        self.update()
        self.chosen.emit(place)

    def picture(self) -> QImage:
        """Return the picture as it is shown."""
        return self._image.copy()

    # drawing -----------------------------------------------------------------------------

    def _look(self) -> Look:
        return DARK if theme.is_dark() else LIGHT

    def _rebuild(self) -> None:
        size = max(self.width(), 300) / DPI, max(self.height(), 220) / DPI
        dpi = DPI * self.devicePixelRatioF()
        self._live = LiveHeatMap(self._data, self._look(), size, dpi)
        self._take_picture()

    def _take_picture(self) -> None:
        assert self._live is not None
        width, height = self._live.pixel_size()
        pixels = self._live.pixels()
        image = QImage(pixels, width, height, QImage.Format.Format_RGBA8888).copy()
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._live is None:
            self._rebuild()
        painter = QPainter(self)
        painter.drawImage(QPointF(0, 0), self._image)
        if self._place is not None:
            pen = QPen(QColor(theme.tokens().accent), 3)
            painter.setPen(pen)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(self._rect(self._place), 8, 8)
        painter.end()

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._live is not None:
            self._settled.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._live is not None:
            self._settled.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place is not None:
            self.choose(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None and event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        self.choose(self._moved(step or (0, 0)))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._place_at(QPointF(event.pos()))
            cell = self._data.cells.get(place) if place else None
            QToolTip.showText(event.globalPos(), tip(" ".join(cell.numbers)) if cell else "", self)
            return True
        return super().event(event)

    def _moved(self, step: tuple[int, int]) -> Place:
        method = self._data.method
        row, column = self._place or (len(method.likelihood), 1)
        if self._place is not None:
            row, column = row + step[0], column + step[1]
        rows, columns = len(method.likelihood), len(method.impact)
        return min(max(row, 1), rows), min(max(column, 1), columns)

    def _place_at(self, point: QPointF) -> Place | None:
        if self._live is None:
            return None
        return self._live.map.place_at(point.x() / self.width(), 1 - point.y() / self.height())
