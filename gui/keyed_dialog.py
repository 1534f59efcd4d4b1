"""What every dialog does with Tab and Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from gui.enter_key import press_focused
from gui.reading_order import is_tab, pass_focus


class KeyedDialog(QDialog):
    """Tab goes through it as one reads it, Enter presses the button that has the focus."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if is_tab():
            return pass_focus(self, forward=forward)
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_focused(self, event):
            super().keyPressEvent(event)
