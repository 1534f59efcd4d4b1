"""Printing something of the register on pages of its own: in which language, and to where."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QWidget

from gui.dialogs.frame import Frame
from gui.jobs import while_alive
from gui.lists.sending import Sending
from gui.session import Session
from gui.widgets import Combo, button, label
from register.book import Book
from register.i18n import LANGUAGES, _, current_language
from register.progress import Progress

Sizes = list[tuple[float, float]]
Make = Callable[[Book, Path, str, Progress], object]
"""Writes a PDF of a copy of the register to a path, in a language; for a worker."""


class PaperDialog(Frame):
    """Asks for the language; the printer or the file is asked for next."""

    def __init__(self, session: Session, title: str, make: Make, parent: QWidget) -> None:
        super().__init__(_("Print: {title}").format(title=title), "", parent)
        self._session, self._title, self._make, self._window = session, title, make, parent
        self.tongue = Combo()
        for key, name in LANGUAGES.items():
            self.tongue.addItem(name, key)
        self.tongue.setCurrentIndex(self.tongue.findData(current_language()))
        self.tongue.setAccessibleName(_("Language of the print"))
        caption = label(_("&Language"), "second")
        caption.setBuddy(self.tongue)
        self.body.addWidget(caption)
        self.body.addWidget(self.tongue)
        self.verb = self.add_buttons(_("P&rint…"), self.print)
        self.foot.insertWidget(0, button(_("&Save PDF…"), self.save, "", "download"))

    def save(self) -> None:
        """Ask for the file, then write it."""
        make, tongue = self._make, str(self.tongue.currentData())
        sending = Sending(self._session, self._window)
        self.accept()

        def write(path: Path) -> None:
            sending.write(path, lambda book, progress: make(book, path, tongue, progress))

        sending.ask_pages(_("Save PDF"), self._title, write)

    def print(self) -> None:
        """Make the pages on a thread and ask for the printer."""
        make, tongue = self._make, str(self.tongue.currentData())
        session, window, title = self._session, self._window, self._title
        self.accept()
        book = session.open_book
        job = session.run(
            lambda progress: pages_of(book, lambda copy, path: make(copy, path, tongue, progress)),
            _("Making the pages…"),
        )
        job.succeeded.connect(while_alive(window, partial(ask_printer, session, window, title)))


def pages_of(book: Book, make: Callable[[Book, Path], object]) -> tuple[bytes, Sizes]:
    """Return what is made of a copy of the book as PDF, and the sizes of its pages."""
    from gui.pdf import PdfFile

    with TemporaryDirectory(prefix="muster-") as folder, book.copy() as copy:
        path = Path(folder) / "print.pdf"
        make(copy, path)
        data = path.read_bytes()
    with PdfFile(data) as pdf:
        return data, pdf.sizes


def ask_printer(session: Session, window: QWidget, title: str, made: tuple[bytes, Sizes]) -> None:
    """Open the system's dialog for pages that were made."""
    from gui import printing

    data, sizes = made
    printing.ask_printer(session, window, data, title, sizes)
