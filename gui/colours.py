"""The four colours of warning on the screen: word, pattern and colour, as levels are shown."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.levels import chip_height, paint_chip
from register.entities.indicator import Colour
from register.i18n import _
from register.scoring import Level, Pattern, words_in
from register.watching.shades import SHADES

_AROUND = 38  # what a chip needs beside its word


def shade_of(colour: Colour | None) -> Level:
    """Return how a colour looks; none has its own word, and the ground of a card."""
    if colour is not None:
        return SHADES[colour]
    words = {"en": _("No warning"), "zh_CN": _("No warning")}
    return Level("none", words, theme.tokens().card, Pattern.NONE)


def shade_words(colour: Colour | None) -> str:
    """Return the word for a colour."""
    return words_in(shade_of(colour).words)


def shade_width() -> int:
    """Return the width that holds the word of every colour."""
    metrics = QFontMetrics(theme.font(theme.CAPTION, bold=True))
    words = [shade_words(colour) for colour in (*Colour, None)]
    return max(metrics.horizontalAdvance(word) for word in words) + theme.scaled(_AROUND)


def paint_shade(painter: QPainter, room: QRect, colour: Colour | None) -> None:
    """Draw a colour as a chip at the start of a room, in the middle of its height."""
    width = min(shade_width(), room.width())
    top = room.center().y() - chip_height() // 2 + 1
    paint_chip(painter, QRect(room.left(), top, width, chip_height()), shade_of(colour))


class ColourChip(QWidget):
    """A colour as a widget."""

    def __init__(self, colour: Colour | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_colour(colour)

    def show_colour(self, colour: Colour | None) -> None:
        """Show another colour."""
        self.colour = colour
        self.setAccessibleName(shade_words(colour))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(shade_width(), chip_height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, self.rect(), shade_of(self.colour))
        painter.end()
