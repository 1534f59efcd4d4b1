"""The matrix while it is edited: cells are painted by mouse, and by keys alone.

Arrows move, 1 to 4 set a level, Space takes the next one; a mouse paints with the level chosen.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.methods.grid_view import CORNER, GridView, Place
from register.scoring import Method

_MOVES = {
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Left: (0, -1),
}


class GridEditor(GridView):
    """Asks for other levels; who listens decides what comes of it."""

    wanted = Signal(int, int, str, int)  # likelihood, impact, level, number of the stroke

    def __init__(self, method: Method, parent: QWidget | None = None) -> None:
        super().__init__(method, parent)
        self.brush = ""  # the level that the mouse paints with, "" for the next one
        self._at: Place = (1, 1)
        self._stroke = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(False)

    @property
    def at(self) -> Place:
        """The cell that the keys change."""
        rows, columns = self.method.size
        return min(self._at[0], rows), min(self._at[1], columns)

    def go(self, place: Place) -> None:
        """Go to a cell, and say what it is."""
        self._at = place
        self.setAccessibleDescription(self.place_words(place))
        self.update()

    def show_method(self, method: Method, falling: set[Place] | None = None) -> None:
        super().show_method(method, falling)
        if method.grid:
            self.setAccessibleDescription(self.place_words(self.at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        number = event.key() - Qt.Key.Key_1
        if key in _MOVES and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.go(self._moved(_MOVES[key]))
        elif key is Qt.Key.Key_Space:
            self._ask(self.at, "")
        elif 0 <= number < len(self.method.levels):
            self._ask(self.at, self.method.levels[number].key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position())
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self.go(place)
            self._ask(place, self.brush)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Painting goes on where the mouse is drawn; a click alone takes the next level."""
        place = self.place_at(event.position())
        if place is not None and self.brush and place != self.at:
            self.go(place)
            self.wanted.emit(*place, self.brush, self._stroke)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # inside ------------------------------------------------------------------------------

    def _moved(self, step: Place) -> Place:
        rows, columns = self.method.size
        likelihood, impact = self.at
        return (
            min(max(likelihood + step[0], 1), rows),
            min(max(impact + step[1], 1), columns),
        )

    def _ask(self, place: Place, key: str) -> None:
        self._stroke += 1
        self.wanted.emit(*place, key or self._next(place), self._stroke)

    def _next(self, place: Place) -> str:
        levels = self.method.levels
        rank = levels.index(self._level(place))
        return levels[(rank + 1) % len(levels)].key

    def _paint_over(self, painter: QPainter) -> None:
        super()._paint_over(painter)
        colours = theme.tokens()
        ink = colours.accent if self.hasFocus() else colours.edge
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(ink), 3 if self.hasFocus() else 1.5))
        painter.drawRoundedRect(self.cell(self.at).adjusted(-1.5, -1.5, 1.5, 1.5), CORNER, CORNER)
