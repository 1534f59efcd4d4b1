"""The plain buttons of the page of indicators: the library, and readings by the sheet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from gui.session import Session
from gui.widgets import button
from register.book import Book
from register.i18n import _, translated
from register.progress import Progress


def indicator_buttons(session: Session) -> list[QPushButton]:
    """Return the buttons; what each needs is imported when it is pressed."""
    library = button(_("Add from the library…"), lambda: _pick(session, library), sign="category")
    sheets = QPushButton(_("Readings"))
    menu = QMenu(sheets)
    importer = menu.addAction(_("&Import readings…"), lambda: _import(session, sheets))
    menu.addAction(_("Reading &calendar…"), lambda: _calendar(session, sheets))
    menu.addAction(_("&Print reading form…"), lambda: ask_form(session, sheets.window()))
    sheets.setMenu(menu)
    for part in (library, importer):
        part.setEnabled(not session.read_only)
    return [sheets, library]


def _pick(session: Session, near: QPushButton) -> None:
    from gui.dialogs.indicator_library import IndicatorLibrary

    IndicatorLibrary(session, near.window()).open()


def _import(session: Session, near: QPushButton) -> None:
    from gui.pages.reading_paste import ask_file

    ask_file(session, near.window())


def _calendar(session: Session, near: QPushButton) -> None:
    from gui.pages.reading_calendar import ReadingCalendar

    ReadingCalendar(session, near.window()).open()


def ask_form(session: Session, window: QWidget) -> None:
    """Ask how the sheet is printed on which readings are collected."""
    from gui.lists.paper_dialog import PaperDialog
    from register.binder.reading_form import TITLE

    PaperDialog(session, translated(TITLE), _make_form, window).open()


def _make_form(book: Book, path: Path, tongue: str, _progress: Progress) -> None:
    from register.binder.reading_form import ReadingForm, print_reading_form

    print_reading_form(book, path, ReadingForm(language=tongue))
