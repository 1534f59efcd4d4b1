"""Lets Enter press the button that has the focus, as Space does; Qt leaves that to some desktops."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def press_focused(window: QWidget, event: QKeyEvent) -> bool:
    """Press the button that has the focus, if the key is Enter; tell whether one was pressed.

    To be asked by a window for a key that came to nothing inside it.
    """
    button = window.focusWidget()
    if event.key() not in _ENTER or event.modifiers() not in _PLAIN or event.isAutoRepeat():
        return False
    if not isinstance(button, QPushButton | QToolButton) or not button.isEnabled():
        return False
    button.click()
    return True
