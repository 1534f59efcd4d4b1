"""The window itself: its place on the screen, and a plain page until it is filled.

It is painted before the rest of the program is imported, so it needs next to nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow

from gui.enter_key import press_focused
from gui.preferences import Preferences

FIRST_SIZE = (1280, 800)
LEAST_SIZE = (980, 600)
TITLE_BAR = 32  # room for the frame that the desktop adds


class Shell(QMainWindow):
    """Holds the main window, once there is one; it closes when that agrees."""

    painted = Signal()  # once, after the first time

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self._inside: QMainWindow | None = None
        self._was_painted = False
        self.setWindowTitle("Muster")
        self.setMinimumSize(*LEAST_SIZE)
        self._restore_geometry()

    def fill(self, inside: QMainWindow) -> None:
        """Show the main window in here, under its title."""
        inside.setWindowFlags(Qt.WindowType.Widget)
        inside.windowTitleChanged.connect(self.setWindowTitle)
        self.setWindowTitle(inside.windowTitle())
        self.setCentralWidget(inside)
        self._inside = inside

    def closeEvent(self, event: QCloseEvent) -> None:
        state = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self._preferences.remember("geometry", state)
        if self._inside is not None and not self._inside.close():
            event.ignore()
            return
        self._preferences.flush()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_focused(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def _restore_geometry(self) -> None:
        state = self._preferences.state("geometry")
        if not state or not self.restoreGeometry(QByteArray.fromBase64(state.encode("ascii"))):
            screen = self.screen().availableSize()
            width, height = screen.width(), screen.height() - TITLE_BAR
            self.resize(min(FIRST_SIZE[0], width), min(FIRST_SIZE[1], height))
