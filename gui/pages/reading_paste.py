"""Takes many readings at once: rows from the clipboard, or a spreadsheet; both with a preview."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.lists.paste_dialog import PlanDialog, Wanted
from gui.session import Session
from register.book import Book
from register.changes import ChangeSet
from register.entities import INDICATOR, Indicator
from register.exchange.plan import ImportPlan
from register.i18n import _
from register.progress import Progress

FOLDER = "readings.folder"


def paste_readings(session: Session, indicator: Indicator, window: QWidget) -> PlanDialog | None:
    """Show what the rows on the clipboard would do to an indicator's readings."""
    text = QGuiApplication.clipboard().text()
    if not text.strip():
        session.tell(_("The clipboard holds no rows; copy day, value and note in a spreadsheet."))
        return None
    book = session.open_book
    wanted = Wanted(
        title=_("Paste readings: {title}").format(title=INDICATOR.title(indicator)),
        words=_(
            "Each row is a day, a value and a note; a reading of a day that is known is changed."
        ),
        verb=_("&Take readings"),
        doing=_("Taking readings"),
        plan=partial(_plan_text, book, text, indicator),
        apply=partial(_apply, book),
    )
    return _opened(session, wanted, window)


def ask_file(session: Session, window: QWidget) -> QFileDialog:
    """Ask for a spreadsheet of readings, then show what it would do."""
    dialog = QFileDialog(window, _("Import readings"), session.preferences.state(FOLDER))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([_("Spreadsheets (*.xlsx *.xls *.ods *.csv)"), _("All files (*)")])
    dialog.fileSelected.connect(lambda name: import_readings(session, Path(name), window))
    dialog.open()
    return dialog


def import_readings(session: Session, path: Path, window: QWidget) -> PlanDialog:
    """Show what the readings in a file would do."""
    session.preferences.remember(FOLDER, str(path.parent))
    book = session.open_book
    wanted = Wanted(
        title=_("Import readings: {name}").format(name=path.name),
        words=_("The columns are indicator (number or name), day, value and note."),
        verb=_("&Take readings"),
        doing=_("Taking readings"),
        plan=partial(_plan_file, book, path),
        apply=partial(_apply, book),
    )
    return _opened(session, wanted, window)


def _opened(session: Session, wanted: Wanted, window: QWidget) -> PlanDialog:
    dialog = PlanDialog(session, wanted, window)
    dialog.open()
    return dialog


def _plan_text(book: Book, text: str, indicator: Indicator, progress: Progress) -> ImportPlan:
    from register.exchange.clip import read_clip
    from register.watching.rows import plan_readings

    return plan_readings(book, read_clip(text), indicator, progress)


def _plan_file(book: Book, path: Path, progress: Progress) -> ImportPlan:
    from register.exchange.reading import read_workbook
    from register.watching.rows import plan_readings

    return plan_readings(book, read_workbook(path, progress), progress=progress)


def _apply(book: Book, plan: ImportPlan, skip: bool, progress: Progress) -> ChangeSet | None:
    from register.watching.rows import apply_readings

    return apply_readings(book, plan, progress, skip_problems=skip)
