"""The title of the window: what is shown, the register, the program, and a mark while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from gui.forms.editor import Editor
from gui.places import BY_KEY
from register.changes import ChangeSet
from register.i18n import _, translated

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class Title(QObject):
    """Keeps the title true; the mark stands while a field holds what is not stored."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.mark)
        self._session.typed.connect(self._soon.start)
        self._session.changed.connect(self._heard)

    def show(self) -> None:
        """Say what is shown."""
        self._window.setWindowTitle(self.text())
        self.mark()

    def text(self) -> str:
        """Return the title as it should be."""
        book, place = self._session.book, self._window.place
        if book is None:
            return _("Muster")
        title = book.about.title or book.name
        if self._session.is_sample:
            title = _("{title} (sample)").format(title=title)
        title = title.replace("[*]", "[*][*]")
        if place not in BY_KEY:
            return _("{title} — Muster").format(title=title)
        name = translated(BY_KEY[place].label)
        return _("{name}[*] — {title} — Muster").format(name=name, title=title)

    def mark(self) -> None:
        """Mark the title while a field of the page holds what is not stored."""
        page = self._window.page
        editors = page.findChildren(Editor) if page is not None else []
        self._window.window().setWindowModified(any(item.pending() for item in editors))

    def _heard(self, done: ChangeSet) -> None:
        if done.touches("about"):
            self.show()
        self._soon.start()
