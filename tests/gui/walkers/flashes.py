"""Does anything show itself on the screen as a window of its own before it stands in its page?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from gui.manual import Manual


class Flashes(QObject):
    """Listens to the whole program for windows that nobody meant to open."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.seen: set[str] = set()
        app.installEventFilter(self)

    def eventFilter(  # noqa: N802
        self, watched: QObject, event: QEvent
    ) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            meant = isinstance(watched, QDialog | QMainWindow | Manual)
            if watched.isWindow() and not meant and watched.windowType() is Qt.WindowType.Window:
                self.seen.add(f"{type(watched).__name__} is shown as a window")
        return False
