"""What is printed of readings: the sheet on which they are collected, and the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from gui.lists.paper_dialog import PaperDialog
from gui.session import Session
from register.book import Book
from register.i18n import translated
from register.progress import Progress
from register.watching.calendar import Row


def ask_form(session: Session, window: QWidget) -> None:
    """Ask how the sheet is printed on which readings are collected."""
    from register.binder.reading_form import TITLE, ReadingForm, print_reading_form

    def make(book: Book, path: Path, tongue: str, _progress: Progress) -> None:
        print_reading_form(book, path, ReadingForm(language=tongue))

    PaperDialog(session, translated(TITLE), make, window).open()


def ask_calendar(
    session: Session, window: QWidget, month: date, wanted: Callable[[Row], bool]
) -> None:
    """Ask how the calendar of a month is printed; ``wanted``: which rows."""
    from register.binder.reading_calendar import TITLE, CalendarSheet, print_calendar

    def make(book: Book, path: Path, tongue: str, _progress: Progress) -> None:
        print_calendar(book, path, CalendarSheet(month=month, wanted=wanted, language=tongue))

    PaperDialog(session, translated(TITLE), make, window).open()
