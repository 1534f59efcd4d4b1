"""What program this is, what it stands on, and under which licences."""

from __future__ import annotations

from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

import resources
from gui import theme
from gui.dialogs.frame import Frame
from gui.widgets import button, label
from register.diagnostics import about_this_computer, versions
from register.i18n import _
from register.settings import data_folder

NAMED = ("Muster", "PySide6-Essentials", "SQLite", "Python")
LICENCE_FILES = (("Noto Sans SC", "fonts"), ("Tabler Icons", "icons"))
LICENCES = (
    ("Qt", "LGPL 3"),
    ("PySide6-Essentials", "LGPL 3"),
    ("Python", "PSF"),
    ("SQLite", "Public Domain"),
    ("matplotlib", "PSF"),
    ("numpy", "BSD 3-Clause"),
    ("pillow", "MIT-CMU"),
    ("reportlab", "BSD 3-Clause"),
    ("pypdfium2", "Apache 2.0, BSD 3-Clause"),
    ("python-calamine", "MIT"),
    ("platformdirs", "MIT"),
    ("pypinyin", "MIT"),
    ("xlsxwriter", "BSD 2-Clause"),
    ("sqlite-utils", "Apache 2.0"),
    ("Noto Sans SC", "SIL Open Font License 1.1"),
    ("Tabler Icons", "MIT"),
)
WIDTH = 460
TEXT_SIZE = QSize(640, 460)


class AboutDialog(Frame):
    """Versions, and where the program keeps its own files."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("About Muster"), "", parent)
        self.body.addWidget(label(_("Muster"), size=theme.TITLE, bold=True))
        self.body.addWidget(label(_("Risks, and what is ready for the day they happen.")))
        known = dict(versions())
        words = "  •  ".join(f"{name} {known[name]}" for name in NAMED)
        self.body.addWidget(label(words, "second"))
        folder = _("The program keeps its own files in {folder}").format(folder=data_folder())
        self.body.addWidget(label(folder, "second"))
        self.setMinimumWidth(WIDTH)
        self.add_buttons()
        copier = button(_("&Copy diagnostics"), self.copy_diagnostics, sign="copy")
        self.foot.insertWidget(0, copier)

    def copy_diagnostics(self) -> None:
        """Put the versions and the system on the clipboard; nothing of a register."""
        QApplication.clipboard().setText(_lines(about_this_computer()))


class LicencesDialog(Frame):
    """Which licences hold, and the texts of those that are shipped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        words = _("Muster stands on the work of others, used under these licences.")
        super().__init__(_("Licences"), words, parent)
        texts = [_lines(LICENCES), _installed()]
        for name, folder in LICENCE_FILES:
            file = resources.path(folder, "LICENSE")
            texts.append(f"{name}\n\n{file.read_text(encoding='utf-8')}")
        self.text = QPlainTextEdit("\n\n".join(texts))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Licences"))
        self.text.setMinimumSize(TEXT_SIZE)
        self.body.addWidget(self.text)
        self.add_buttons()


def _installed() -> str:
    """Return where the licence texts of the installed packages lie."""
    places = []
    for name, _licence in LICENCES:
        with suppress(PackageNotFoundError):
            files = distribution(name).files or []
            kept = [file for file in files if _is_licence(file.name)]
            places += [f"{name}: {file.locate()}" for file in kept[:1]]
    return "\n".join(places)


def _is_licence(name: str) -> bool:
    return name.upper().startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE"))


def _lines(pairs: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> str:
    return "\n".join(f"{name}: {text}" for name, text in pairs)
