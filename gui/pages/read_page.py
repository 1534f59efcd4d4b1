"""A page of what is found by reading the whole register, beside the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from gui.pages.page import Page
from gui.session import Session
from register.book import Book
from register.changes import ChangeSet
from register.progress import Progress

SOON_MS = 200


class ReadPage(Page):
    """Reads the register again, on a thread, when it changed and is looked at."""

    def __init__(
        self,
        session: Session,
        title: str,
        buttons: Sequence[QPushButton] = (),
        parent: QWidget | None = None,
    ) -> None:
        self.session = session
        super().__init__(title, buttons, parent)
        self._stale, self._reading = True, False
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._read)
        session.changed.connect(self._heard)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    # for who derives from it -------------------------------------------------------------

    def _reader(self) -> Callable[[Book, Progress], Any]:
        """Return what is done, on a thread, with a copy of the register."""
        raise NotImplementedError

    def _show_read(self, found: Any) -> None:
        """Show what that gave."""
        raise NotImplementedError

    # inside ------------------------------------------------------------------------------

    def _read(self) -> None:
        if self._reading or self.session.book is None:
            return
        self._stale, self._reading = False, True
        book, reader = self.session.book, self._reader()

        def work(progress: Progress) -> Any:
            with book.copy() as copy:
                return reader(copy, progress)

        job = self.session.run(work)
        job.succeeded.connect(self._show_read)
        job.finished.connect(self._read_done)

    def _read_done(self) -> None:
        self._reading = False
        if self._stale and self.isVisible():
            self._soon.start()

    def _heard(self, _done: ChangeSet) -> None:
        self._stale = True
        if self.isVisible():
            self._soon.start()
