"""Files that are dropped on a window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent


class TakesFile:
    """Mixed into a widget that accepts drops: it takes one file of this computer."""

    def take_file(self, path: Path) -> None:
        """Do what a dropped file is for."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_file(event)
        if path is not None:
            event.setDropAction(Qt.DropAction.CopyAction)  # the file stays where it is
            event.accept()
            self.take_file(path)


def _dropped_file(event: QDropEvent) -> Path | None:
    """Return the one local file that is dropped, or None."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile() or urls[0].host():
        return None
    return Path(urls[0].toLocalFile())
