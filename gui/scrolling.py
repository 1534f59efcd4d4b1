"""Room for large texts on small screens: what does not fit scrolls, and nothing is cut off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QStackedWidget, QWidget

from gui.widgets import Ear

LEAST = QSize(160, 100)


class Pages(QStackedWidget):
    """Pages of which only the one that is shown asks for room."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _place: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        shown: QWidget | None = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else QSize(0, 0)


class Sheet(QScrollArea):
    """Fills its room with a widget; where that needs more, it scrolls."""

    def __init__(self, inside: QWidget | None = None, parent: QWidget | None = None) -> None:
        """``inside`` may be held later, once it is made in the ``viewport()``."""
        super().__init__(parent)
        self._inside = inside
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(self.focusPolicy().NoFocus)
        if inside is not None:
            self.hold(inside)

    def hold(self, inside: QWidget) -> None:
        """Fill the room with a widget."""
        if not inside.property("role"):
            inside.setProperty("role", "sheet")
        self._inside = inside
        self.setWidget(inside)
        inside.installEventFilter(Ear(self, self._heard))

    def sizeHint(self) -> QSize:
        return super().sizeHint() if self._inside is None else self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return LEAST if self._inside is None else self._inside.minimumSizeHint().boundedTo(LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wanted_height(self, width: int) -> int:
        """Return how high the widget would like to be at a width."""
        layout = self._inside.layout() if self._inside is not None else None
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return self.sizeHint().height()

    # inside ------------------------------------------------------------------------------

    def _fit(self) -> None:
        inside: QWidget | None = self.widget()
        if inside is None:  # it goes
            return
        room = self.viewport().size()
        width = max(room.width(), inside.minimumSizeHint().width())
        inside.resize(width, max(room.height(), _least_height(inside, width)))

    def _heard(self, _inside: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return False


def _least_height(widget: QWidget, width: int) -> int:
    shown: QWidget | None = widget.currentWidget() if isinstance(widget, Pages) else widget
    layout: QLayout | None = shown.layout() if shown is not None else None
    if layout is not None and layout.hasHeightForWidth():
        return layout.totalMinimumHeightForWidth(width)
    return widget.minimumSizeHint().height()
