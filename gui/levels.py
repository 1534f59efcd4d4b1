"""Levels of risk on the screen: word, pattern and colour, as the rating method says.

Nothing here decides what level a rating has.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.session import Session
from register.i18n import _
from register.scoring import Level, Method, Pattern, words_in

_CHIP_HEIGHT, _PATTERN_WIDTH = 24, 22


def chip_height() -> int:
    """Return how high a chip is."""
    return theme.scaled(_CHIP_HEIGHT)


def _pattern_width() -> int:
    return theme.scaled(_PATTERN_WIDTH)


def level_of(method: Method, key: str | None) -> Level | None:
    """Return the method's level of that key, None when not rated or unknown."""
    return next((level for level in method.levels if level.key == key), None)


def level_in(session: Session, record: object, key: str = "current_level") -> Level | None:
    """Return the level that a record holds, as the method of its rating shows it."""
    return level_of(method_in(session, record, key), getattr(record, key))


def method_in(session: Session, record: object, key: str = "current_level") -> Method:
    """Return the method that a level of a record is from; one that names none governs."""
    named = key.removesuffix("level") + "method"
    return session.method_of(getattr(record, named)) if hasattr(record, named) else session.method()


def level_text(level: Level | None) -> str:
    """Return a level's word for the reader."""
    return words_in(level.words) if level else _("Not rated")


def paint_chip(painter: QPainter, rect: QRect, level: Level | None) -> None:
    """Draw a level as a chip: pattern at the start, then the word."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    path = QPainterPath()
    path.addRoundedRect(outline, outline.height() / 2, outline.height() / 2)
    pen = QPen(QColor(theme.tokens().edge), 1)
    if level is None:
        pen.setStyle(Qt.PenStyle.DashLine)
    else:
        painter.fillPath(path, QColor(level.colour))
        painter.setClipPath(path)
        paint_pattern(painter, outline.adjusted(0, 0, _pattern_width() - outline.width(), 0), level)
        painter.setClipping(False)
    painter.setPen(pen)
    painter.drawPath(path)
    _paint_word(painter, rect, level)
    painter.restore()


def _paint_word(painter: QPainter, rect: QRect, level: Level | None) -> None:
    colour = level.text_colour if level else theme.tokens().second
    patterned = level is not None and level.pattern is not Pattern.NONE
    room = rect.adjusted(_pattern_width() + 4 if patterned else 10, 0, -8, 0)
    painter.setFont(theme.font(theme.CAPTION, bold=level is not None))
    painter.setPen(QColor(colour))
    text = painter.fontMetrics().elidedText(
        level_text(level), Qt.TextElideMode.ElideRight, room.width()
    )
    centred = Qt.AlignmentFlag.AlignVCenter | (
        Qt.AlignmentFlag.AlignLeft if patterned else Qt.AlignmentFlag.AlignHCenter
    )
    painter.drawText(room, centred, text)


def paint_pattern(painter: QPainter, area: QRectF, level: Level) -> None:
    """Draw a level's pattern over an area that has its colour already."""
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(QColor(level.hatch_colour), 1.2))
    if level.pattern is Pattern.DOTS:
        _paint_dots(painter, area)
    elif level.pattern in (Pattern.STRIPES, Pattern.CROSSES):
        _paint_stripes(painter, area, both=level.pattern is Pattern.CROSSES)
    painter.restore()


def _paint_dots(painter: QPainter, area: QRectF) -> None:
    step = 4.5
    for n in range(int(area.width() / step) + 1):
        for m in range(int(area.height() / step) + 1):
            painter.drawPoint(QPointF(area.left() + 3 + n * step, area.top() + 3 + m * step))


def _paint_stripes(painter: QPainter, area: QRectF, *, both: bool) -> None:
    step, height = 6.0, area.height()
    for n in range(int((area.width() + height) / step) + 1):
        left = area.left() - height + n * step
        bottom, top = area.bottom(), area.top()
        painter.drawLine(QPointF(left, bottom), QPointF(left + height, top))
        if both:
            painter.drawLine(QPointF(left, top), QPointF(left + height, bottom))


def chip_width(method: Method) -> int:
    """Return the width that holds every level's word."""
    metrics = QFontMetrics(theme.font(theme.CAPTION, bold=True))
    words = [level_text(level) for level in (*method.levels, None)]
    return max(metrics.horizontalAdvance(word) for word in words) + _pattern_width() + 16


class Chip(QWidget):
    """A level as a widget."""

    def __init__(self, method: Method, key: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_level(method, key)

    def show_level(self, method: Method, key: str | None) -> None:
        """Show another level."""
        self._level = level_of(method, key)
        self._width = chip_width(method)
        self.setAccessibleName(level_text(self._level))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._width, chip_height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self._level)
        painter.end()
