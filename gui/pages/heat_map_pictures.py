"""Takes the heat map out of the window: to the clipboard, or as .png, .svg or .pdf."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.lists.sending import open_folder
from gui.session import Session
from register.charts.data import HeatMapData
from register.i18n import _
from register.progress import Progress

FOLDER = "pictures.folder"
KINDS = {"PNG (*.png)": "png", "SVG (*.svg)": "svg", "PDF (*.pdf)": "pdf"}


def copy_picture(session: Session, picture: QImage) -> None:
    """Put a picture on the clipboard."""
    QGuiApplication.clipboard().setImage(picture)
    session.tell(_("The picture is on the clipboard."))


def ask_where(session: Session, window: QWidget, data: HeatMapData) -> QFileDialog:
    """Ask for a file, then write the map to it."""
    dialog = QFileDialog(window, _("Save picture"), _folder(session))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(KINDS))
    dialog.setDefaultSuffix("png")
    dialog.filterSelected.connect(lambda text: dialog.setDefaultSuffix(KINDS[text]))
    dialog.selectFile(f"{_('heat-map')}.png")
    dialog.fileSelected.connect(lambda text: save_picture(session, data, Path(text)))
    dialog.open()
    return dialog


def save_picture(session: Session, data: HeatMapData, path: Path) -> None:
    """Write the map to a .png, .svg or .pdf on a thread; the folder is remembered."""

    def work(_progress: Progress) -> None:
        from register.charts.drawing import save_figure
        from register.charts.heatmap import HeatMap

        save_figure(HeatMap(data).figure, path)

    session.preferences.remember(FOLDER, str(path.parent))
    job = session.run(work, _("Saving the picture"))
    text = _("The picture was saved as “{name}”.").format(name=path.name)
    act = partial(open_folder, path.parent)
    job.succeeded.connect(lambda _none: session.tell(text, _("Open folder"), act))


def _folder(session: Session) -> str:
    kept = session.preferences.state(FOLDER)
    if kept and Path(kept).is_dir():
        return kept
    path = session.open_book.path
    return str(path.parent if path is not None else Path.home())
