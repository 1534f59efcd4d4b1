"""The live chart of an indicator: the figure that is printed, drawn on a thread and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QImage, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui import theme
from gui.charts.picture_view import DPI, PictureView, image_of, look_now
from gui.jobs import Job, Work, while_alive
from gui.widgets import tip
from register.charts.drawing import Look
from register.charts.indicator_data import Event, IndicatorData
from register.i18n import _
from register.scoring import words_in
from register.watching.shades import SHADES

HEIGHT, FOR_KIND = 250, 12  # more for each kind of event, which the legend names
NEAR = 9  # how far from the marks of a day their tip still shows
SPOKEN = 12  # the latest readings and events that are read out; the lists have all of them
Places = list[tuple[float, tuple[Event, ...]]]


class IndicatorView(PictureView):
    """Shows one indicator over time; ``run``: starts work on a thread."""

    def __init__(self, run: Callable[[Work], Job], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self.data: IndicatorData | None = None
        self._places: Places = []
        self._is_building = self._is_stale = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # nothing in it can be chosen
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
        self.updateGeometry()
        if self.isVisible():
            self._build()
        else:
            self._image = QImage()

    def words_at(self, x: float) -> str:
        """Return in lines what happened at a place, from the left of the view; or nothing."""
        near = [
            (abs(share * self.width() - x), events)
            for share, events in self._places
            if abs(share * self.width() - x) <= theme.scaled(NEAR)
        ]
        if not near:
            return ""
        _far, events = min(near, key=lambda pair: pair[0])
        return "\n".join(f"{event.day.isoformat()}  {event.words}" for event in events)

    def sizeHint(self) -> QSize:
        return QSize(480, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull() and not self._is_building:
            self._build()
        super().paintEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.words_at(event.pos().x())
            QToolTip.showText(event.globalPos(), tip(words), self)
            return True
        return super().event(event)

    # inside ------------------------------------------------------------------------------

    def _height(self) -> int:
        kinds = {event.kind for event in self.data.happened} if self.data else ()
        return theme.scaled(HEIGHT + FOR_KIND * len(kinds))

    def _is_wanted(self) -> bool:
        return not self._image.isNull() or self._is_building

    def _build(self) -> None:
        self._is_stale = self._is_building
        if self._is_building or self.data is None:
            return
        self._is_building = True
        scale, fine = theme.scaled(100) / 100, self.devicePixelRatioF()
        dpi = DPI * scale * 1.12
        size = max(self.width(), 200) / dpi, max(self.height(), 120) / dpi
        data, look = self.data, look_now()
        job = self._run(lambda _progress: _pixels(data, look, size, dpi * fine))
        job.succeeded.connect(while_alive(self, self._built))
        job.finished.connect(while_alive(self, self._ended))

    def _built(self, made: tuple[bytes, int, int, Places]) -> None:
        pixels, width, height, self._places = made
        self._image = image_of(pixels, width, height, self.devicePixelRatioF())
        self.update()

    def _ended(self) -> None:
        self._is_building = False
        if self._is_stale:
            self._build()


def _pixels(
    data: IndicatorData, look: Look, size: tuple[float, float], dpi: float
) -> tuple[bytes, int, int, Places]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from register.charts.indicator import IndicatorChart

    chart = IndicatorChart(data, look, size)
    figure = chart.figure
    figure.set_dpi(dpi)
    canvas: Any = FigureCanvasAgg(figure)  # its calls have no types
    canvas.draw()
    width, height = canvas.get_width_height()
    return bytes(canvas.buffer_rgba()), width, height, chart.places


def _spoken(data: IndicatorData) -> str:
    """Return the latest readings and events for those who hear the screen."""
    parts = []
    for point in data.points[-SPOKEN:]:
        word = words_in(SHADES[point.colour].words) if point.colour else ""
        parts.append(f"{point.day.isoformat()} {point.value:g} {word}".strip())
    parts += [f"{event.day.isoformat()} {event.words}" for event in data.happened[-SPOKEN:]]
    return "; ".join(parts)
