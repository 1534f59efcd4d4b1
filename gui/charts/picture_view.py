"""What every live chart shares: a picture drawn beside the window, with one part framed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFocusEvent, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui import theme
from register.charts.drawing import Look

DPI = 96
SETTLE_MS = 80
_KEYED = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class PictureView(QWidget):
    """Shows a picture and draws it anew when its size or the palette has settled.

    Who derives from it says how it is built, whether there is one, and what is framed.
    """

    corner, margin = 8, 2  # of the frame, in pixels

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._build)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def picture(self) -> QImage:
        """Return the picture as it is shown."""
        return self._image.copy()

    # for who derives from it -------------------------------------------------------------

    def _build(self) -> None:
        """Draw the picture, on a thread where that takes long."""
        raise NotImplementedError

    def _is_wanted(self) -> bool:
        """Tell whether there is a picture to draw anew."""
        raise NotImplementedError

    def _framed(self) -> QRectF | None:
        """Return where the chosen part stands, if parts can be chosen."""
        return None

    def _enter(self) -> None:
        """Choose something, for the keyboard has come here."""

    # events ------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawImage(QPointF(0, 0), self._image)
        colours, ring, corner = theme.tokens(), theme.ring(), self.corner
        if (framed := self._framed()) is not None:
            out = self.margin
            frame = framed.adjusted(-out, -out, out, out)
            painter.setPen(QPen(QColor(colours.card), 2 * ring + 2))
            painter.drawRoundedRect(frame, corner, corner)
            painter.setPen(QPen(QColor(colours.accent if self.hasFocus() else colours.text), ring))
            painter.drawRoundedRect(frame, corner, corner)
        elif self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), ring))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), corner, corner)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_wanted():
            self._settled.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._is_wanted():
            self._settled.start()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _KEYED:
            self._enter()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def image_of(pixels: memoryview | bytes, width: int, height: int, ratio: float) -> QImage:
    """Return RGBA pixels of matplotlib as a picture of a screen with so many pixels a point."""
    image = QImage(pixels, width, height, QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(ratio)
    return image


def look_now() -> Look:
    """Return the colours in which a chart is drawn under the theme in force."""
    colours = theme.tokens()
    return Look(colours.card, colours.text, colours.second, colours.line, colours.edge)
