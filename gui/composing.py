"""While an input method composes, the keys belong to it: nothing is submitted, closed or moved.

Some input methods hand on the keys that choose among their candidates.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)


class ComposingGuard(QObject):
    """Stands before whatever has the focus, and keeps keys from it while one composes."""

    _is_composing = False  # of the class: Qt asks also while Python takes the window apart

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)
        self._moved(None, app.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._is_composing = bool(event.preeditString())
        elif self._is_composing and event.type() in _KEYS:
            event.accept()  # else it would be offered to shortcuts, or to the widget around
            return True
        return False

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        self._is_composing = False
        if old is not None:
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)
