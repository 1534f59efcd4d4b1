"""What program this is, and what it stands on."""

from __future__ import annotations

import platform

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.dialogs.frame import Frame
from gui.widgets import label
from register import settings
from register.i18n import _


class AboutDialog(Frame):
    """Versions, licences, and where the program keeps its own files."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("About Muster"), "", parent)
        self.body.addWidget(label(_("Muster"), size=theme.TITLE, bold=True))
        self.body.addWidget(label(_("Risks, and what is ready for the day they happen.")))
        versions = f"Qt {qVersion()}  •  PySide6 {PySide6.__version__}  •  Python {platform.python_version()}"
        self.body.addWidget(label(versions, "second"))
        words = _(
            "Qt is used under the LGPL 3; Noto Sans SC under the SIL Open Font License; the icons are Tabler’s, under the MIT licence."
        )
        self.body.addWidget(label(words, "second"))
        folder = _("The program keeps its own files in {folder}").format(
            folder=settings.data_folder()
        )
        self.body.addWidget(label(folder, "second"))
        self.setMinimumWidth(460)
        self.add_buttons()
