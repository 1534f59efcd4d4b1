"""Sends a list or the register out of the window: spreadsheet, CSV, JSON or PDF.

The folder is remembered; the message about what was written offers to open it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.lists.showing import Showing
from gui.session import Session
from register.book import Book
from register.i18n import _, translated
from register.progress import Progress

FOLDER = "export.folder"
SHEET, TABLE = ("xlsx", "*.xlsx"), ("csv", "*.csv")
DOCUMENT, PAGES = ("json", "*.json"), ("pdf", "*.pdf")
Kind = tuple[str, str]


class Sending:
    """Asks for a file and writes it on a thread."""

    def __init__(self, session: Session, window: QWidget) -> None:
        self._session, self._window = session, window

    def export_list(self, shown: Showing) -> QFileDialog:
        """Ask where, then write what a list shows."""
        name = translated(shown.entity.plural)
        return self._ask(_("Export list"), name, (SHEET, TABLE), partial(self.write_list, shown))

    def export_book(self) -> QFileDialog:
        """Ask where, then write the whole register."""
        name = self._session.open_book.about.title or _("Register")
        return self._ask(_("Export register"), name, (SHEET, DOCUMENT), self.write_book)

    def print_list(self, shown: Showing, paper: str) -> QFileDialog:
        """Ask where, then print what a list shows as PDF."""
        name = translated(shown.entity.plural)
        return self._ask(_("Print list"), name, (PAGES,), partial(self.write_pages, shown, paper))

    def write_list(self, shown: Showing, path: Path) -> None:
        """Write what a list shows to .xlsx or .csv."""

        def work(book: Book, progress: Progress) -> None:
            from register.exchange.exporting import export_records

            records = list(shown.records(book))
            export_records(book, path, (shown.entity, records, shown.fields), progress)

        self.write(path, work)

    def write_book(self, path: Path) -> None:
        """Write the whole register to .xlsx or .json."""

        def work(book: Book, progress: Progress) -> None:
            from register.exchange.exporting import export_book

            export_book(book, path, None, progress)

        self.write(path, work)

    def write_pages(self, shown: Showing, paper: str, path: Path) -> None:
        """Print what a list shows on lying pages."""

        def work(book: Book, progress: Progress) -> None:
            make_pages(shown, paper, path, book, progress)

        self.write(path, work)

    def ask_pages(self, title: str, name: str, act: Callable[[Path], None]) -> QFileDialog:
        """Ask where a PDF is to be saved, and remember the folder."""

        def keep(path: Path) -> None:
            self._session.preferences.remember(FOLDER, str(path.parent))
            act(path)

        return self._ask(title, name, (PAGES,), keep)

    def write(self, path: Path, work: Callable[[Book, Progress], object]) -> None:
        """Let ``work`` write a file from a copy of the register, on a thread, and say so."""
        book = self._session.open_book

        def job(progress: Progress) -> None:
            with book.copy() as copy:
                work(copy, progress)

        self._session.preferences.remember(FOLDER, str(path.parent))
        done = self._session.run(job, _("Exporting"))
        done.succeeded.connect(lambda _none: self._say(path))

    # inside ------------------------------------------------------------------------------

    def _say(self, path: Path) -> None:
        text = _("“{name}” was written.").format(name=path.name)
        self._session.tell(text, _("Open folder"), partial(open_folder, path.parent))

    def _ask(
        self, title: str, name: str, kinds: tuple[Kind, ...], act: Callable[[Path], None]
    ) -> QFileDialog:
        dialog = QFileDialog(self._window, title, self._folder())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        filters = {f"{_kind_words()[ending]} ({mask})": ending for ending, mask in kinds}
        dialog.setNameFilters(list(filters))
        dialog.setDefaultSuffix(kinds[0][0])
        dialog.filterSelected.connect(lambda text: dialog.setDefaultSuffix(filters[text]))
        dialog.selectFile(f"{file_name(name)}.{kinds[0][0]}")
        dialog.fileSelected.connect(lambda text: act(Path(text)))
        dialog.open()
        return dialog

    def _folder(self) -> str:
        kept = self._session.preferences.state(FOLDER)
        if kept and Path(kept).is_dir():
            return kept
        path = self._session.open_book.path
        return str(path.parent if path is not None else Path.home())


def make_pages(shown: Showing, paper: str, path: Path, book: Book, progress: Progress) -> None:
    """Write what a list shows to a PDF with lying pages; for a worker with a copy."""
    from register.binder.list_pdf import ListPrint, print_list

    wanted = ListPrint(
        entity=shown.entity,
        fields=shown.fields,
        rowids=shown.rowids,
        note=shown.note,
        paper=paper,
    )
    print_list(book, path, wanted, progress)


def open_folder(folder: Path) -> None:
    """Show a folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def file_name(text: str) -> str:
    """Return a text without what a file cannot be called."""
    return "".join(" " if c in '<>:"/\\|?*' or ord(c) < 32 else c for c in text).strip()


def _kind_words() -> dict[str, str]:
    return {
        "xlsx": _("Spreadsheet"),
        "csv": _("CSV table"),
        "json": _("JSON"),
        "pdf": _("PDF"),
    }
