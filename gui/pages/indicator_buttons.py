"""The plain buttons of the page of indicators: the library, and readings by the sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QPushButton

from gui.session import Session
from gui.widgets import button
from register.i18n import _


def indicator_buttons(session: Session) -> list[QPushButton]:
    """Return the buttons; what each needs is imported when it is pressed."""
    library = button(_("Add from the library…"), lambda: _pick(session, library), sign="category")
    sheets = QPushButton(_("Readings"))
    menu = QMenu(sheets)
    importer = menu.addAction(_("&Import readings…"), lambda: _import(session, sheets))
    menu.addAction(_("Reading &calendar…"), lambda: _calendar(session, sheets))
    menu.addAction(_("&Print reading form…"), lambda: _print(session, sheets))
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


def _print(session: Session, near: QPushButton) -> None:
    from gui.pages.reading_papers import ask_form

    ask_form(session, near.window())
