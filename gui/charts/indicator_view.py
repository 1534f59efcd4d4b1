"""The live chart of an indicator: the figure that is printed, drawn on a thread and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QSize, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.jobs import Job, Work, while_alive
from register.charts.drawing import Look
from register.charts.indicator_data import IndicatorData
from register.i18n import _
from register.scoring import words_in
from register.watching.shades import SHADES

DPI = 96
HEIGHT = 260
SETTLE_MS = 80


class IndicatorView(QWidget):
    """Shows one indicator over time; ``run``: starts work on a thread."""

    def __init__(self, run: Callable[[Work], Job], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self.data: IndicatorData | None = None
        self._image = QImage()
        self._is_building = self._is_stale = False
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._rebuild)
        self.setAccessibleName(_("Chart of the readings"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def is_drawn(self) -> bool:
        """Whether the picture shows the data, at the size that the view has."""
        waiting = self._is_building or self._settled.isActive()
        return not self._image.isNull() and not waiting

    def show_data(self, data: IndicatorData) -> None:
        """Show another course."""
        self.data = data
        self.setAccessibleDescription(_spoken(data))
        if self.isVisible():
            self._rebuild()
        else:
            self._image = QImage()

    def picture(self) -> QImage:
        """Return the picture as it is shown."""
        return self._image.copy()

    def sizeHint(self) -> QSize:
        return QSize(480, theme.scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, theme.scaled(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image.isNull() and not self._is_building:
            self._rebuild()
        painter = QPainter(self)
        painter.drawImage(QPointF(0, 0), self._image)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._image.isNull() or self._is_building:
            self._settled.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and not self._image.isNull():
            self._settled.start()

    # inside ------------------------------------------------------------------------------

    def _rebuild(self) -> None:
        self._is_stale = self._is_building
        if self._is_building or self.data is None:
            return
        self._is_building = True
        scale, fine = theme.scaled(100) / 100, self.devicePixelRatioF()
        dpi = DPI * scale * 1.12
        size = max(self.width(), 200) / dpi, max(self.height(), 120) / dpi
        data, look = self.data, _look()
        job = self._run(lambda _progress: _pixels(data, look, size, dpi * fine))
        job.succeeded.connect(while_alive(self, self._built))
        job.finished.connect(while_alive(self, self._ended))

    def _built(self, made: tuple[bytes, int, int]) -> None:
        pixels, width, height = made
        image = QImage(pixels, width, height, QImage.Format.Format_RGBA8888).copy()
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._image = image
        self.update()

    def _ended(self) -> None:
        self._is_building = False
        if self._is_stale:
            self._rebuild()


def _pixels(
    data: IndicatorData, look: Look, size: tuple[float, float], dpi: float
) -> tuple[bytes, int, int]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from register.charts.indicator import IndicatorChart

    figure = IndicatorChart(data, look, size).figure
    figure.set_dpi(dpi)
    canvas: Any = FigureCanvasAgg(figure)  # its calls have no types
    canvas.draw()
    width, height = canvas.get_width_height()
    return bytes(canvas.buffer_rgba()), width, height


def _spoken(data: IndicatorData) -> str:
    """Return the latest readings for those who hear the screen; the table has all of them."""
    parts = []
    for point in data.points[-12:]:
        word = words_in(SHADES[point.colour].words) if point.colour else ""
        parts.append(f"{point.day.isoformat()} {point.value:g} {word}".strip())
    return "; ".join(parts)


def _look() -> Look:
    colours = theme.tokens()
    return Look(colours.card, colours.text, colours.second, colours.line, colours.edge)
