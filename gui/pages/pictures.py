"""Takes a chart out of the window: to the clipboard, as .png, .svg or .pdf, or to a printer.

A file is drawn anew, by a function that is called on a thread; matplotlib is loaded by then.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.lists.paper_dialog import PaperDialog
from gui.lists.sending import open_folder
from gui.session import Session
from register.book import Book
from register.i18n import _
from register.progress import Progress

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from register.binder.chart_pdf import ChartPaper

FOLDER = "pictures.folder"
KINDS = {"PNG (*.png)": "png", "SVG (*.svg)": "svg", "PDF (*.pdf)": "pdf"}
Draw = Callable[[], "Figure"]


def copy_picture(session: Session, picture: QImage) -> None:
    """Put a picture on the clipboard."""
    QGuiApplication.clipboard().setImage(picture)
    session.tell(_("The picture is on the clipboard."))


def ask_where(session: Session, window: QWidget, name: str, draw: Draw) -> QFileDialog:
    """Ask for a file, called ``name`` at first, then write the chart to it."""
    dialog = QFileDialog(window, _("Save picture"), _folder(session))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(KINDS))
    dialog.setDefaultSuffix("png")
    dialog.filterSelected.connect(lambda text: dialog.setDefaultSuffix(KINDS[text]))
    dialog.selectFile(f"{name}.png")
    dialog.fileSelected.connect(lambda text: save_picture(session, draw, Path(text)))
    dialog.open()
    return dialog


def save_picture(session: Session, draw: Draw, path: Path) -> None:
    """Write the chart to a .png, .svg or .pdf on a thread; the folder is remembered."""

    def work(_progress: Progress) -> None:
        from register.charts.drawing import save_figure

        save_figure(draw(), path)

    session.preferences.remember(FOLDER, str(path.parent))
    job = session.run(work, _("Saving the picture"))
    text = _("The picture was saved as “{name}”.").format(name=path.name)
    act = partial(open_folder, path.parent)
    job.succeeded.connect(lambda _none: session.tell(text, _("Open folder"), act))


def print_picture(
    session: Session, window: QWidget, title: str, make: Callable[[], ChartPaper]
) -> PaperDialog:
    """Ask for language and printer or file, then print what ``make`` describes."""

    def write(book: Book, path: Path, tongue: str, _progress: Progress) -> None:
        from register.binder.chart_pdf import print_chart

        print_chart(book, path, tongue, make())

    dialog = PaperDialog(session, title, write, window)
    dialog.open()
    return dialog


def _folder(session: Session) -> str:
    kept = session.preferences.state(FOLDER)
    if kept and Path(kept).is_dir():
        return kept
    path = session.open_book.path
    return str(path.parent if path is not None else Path.home())
