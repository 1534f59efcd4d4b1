"""What the groups of verbs of one window share: the window and the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.session import Session


class Verbs(QObject):
    """A group of verbs; each is a method of the name that the menus give it."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
