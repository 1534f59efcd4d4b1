"""The user's settings: each is kept, and takes effect, when it is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QWidget

from gui.commands import plain
from gui.dialogs.frame import Frame
from gui.menus import DENSITY_WORDS, THEME_WORDS
from gui.preferences import ZOOMS
from gui.session import Session
from gui.widgets import Combo, button, label, row
from register import settings
from register.fields import clean
from register.i18n import LANGUAGES, N_, _, current_language, translated

MOST = 100
WIDTH = 520
MOTIONS = {"": N_("As the system"), "none": N_("Reduced: nothing moves by itself")}


class Chooser(Protocol):
    """Who puts in force what is chosen here."""

    def choose_theme(self, key: str) -> None: ...
    def choose_density(self, key: str) -> None: ...
    def choose_zoom(self, key: str) -> None: ...
    def choose_motion(self, key: str) -> None: ...
    def choose_language(self, key: str) -> None: ...
    def show_settings(self) -> None: ...


class SettingsDialog(Frame):
    """Name, language, look, and the folder of snapshots."""

    def __init__(self, session: Session, chooser: Chooser, parent: QWidget | None = None) -> None:
        super().__init__(_("Settings"), "", parent)
        self._session, self._do = session, chooser
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._add_name()
        self.language = self._add_choice(_("&Language"), LANGUAGES, current_language(), self._speak)
        self._add_looks()
        self._add_folder()
        self.setMinimumWidth(WIDTH)
        self.add_buttons()

    def keep_name(self) -> None:
        """Keep the name and sign with it from now on."""
        name = clean(self.name.text())[0].strip()
        if name and name != self._session.preferences.settings.name:
            self._session.preferences.choose(name=name)
            if self._session.book is not None:
                self._session.book.by = name

    def keep_folder(self, folder: str) -> None:
        """Keep the folder of snapshots; "" stands for the program's own."""
        self._session.preferences.choose(snapshots=folder)
        self._show_folder()

    # inside ------------------------------------------------------------------------------

    def _add(self, text: str, control: QWidget) -> None:
        words = label(text)
        words.setWordWrap(False)
        words.setBuddy(control)
        control.setAccessibleName(plain(text))
        place = self._grid.rowCount()
        self._grid.addWidget(words, place, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(control, place, 1)

    def _add_name(self) -> None:
        self.name = QLineEdit(self._session.preferences.settings.signature())
        self.name.setMaxLength(MOST)
        self.name.editingFinished.connect(self.keep_name)
        self._add(_("&Name that signs changes"), self.name)

    def _add_looks(self) -> None:
        state, do = self._session.preferences.state, self._do
        sizes = {str(zoom): _("{percent} %").format(percent=zoom) for zoom in ZOOMS}
        zoom = str(self._session.preferences.zoom)
        themes, densities, motions = _shown(THEME_WORDS), _shown(DENSITY_WORDS), _shown(MOTIONS)
        density = state("density", "calm")
        add = self._add_choice
        self.theme = add(_("&Theme"), themes, state("theme", "system"), do.choose_theme)
        self.density = add(_("&Density"), densities, density, do.choose_density)
        self.zoom = add(_("Text &size"), sizes, zoom, do.choose_zoom)
        self.motion = add(_("&Motion"), motions, state("motion"), do.choose_motion)

    def _add_choice(
        self, text: str, words: Mapping[str, str], now: str, choose: Callable[[str], object]
    ) -> Combo:
        made = Combo()
        for key, shown in words.items():
            made.addItem(shown, key)
        made.setCurrentIndex(max(made.findData(now), 0))
        made.activated.connect(lambda place: choose(str(made.itemData(place))))
        self._add(text, made)
        return made

    def _add_folder(self) -> None:
        self.folder = QLineEdit()
        self.folder.setReadOnly(True)
        self._add(_("&Folder of snapshots"), self.folder)
        ways = row()
        ways.addWidget(button(_("&Choose…"), self._ask_folder, sign="folder"))
        self._own = button(_("Use the &program’s own"), lambda: self.keep_folder(""))
        ways.addWidget(self._own)
        ways.addStretch(1)
        self._grid.addLayout(ways, self._grid.rowCount(), 1)
        self._show_folder()

    def _show_folder(self) -> None:
        chosen = self._session.preferences.settings.snapshots
        self.folder.setText(chosen or str(settings.data_folder() / "snapshots"))
        self.folder.setCursorPosition(0)
        self._own.setEnabled(bool(chosen))

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, _("Folder of snapshots"), self.folder.text())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda text: self.keep_folder(str(Path(text))))
        dialog.open()

    def _speak(self, key: str) -> None:
        """Speak another language; this dialog too, by opening anew."""
        self._do.choose_language(key)
        self.accept()
        self._do.show_settings()


def _shown(words: Mapping[str, str]) -> dict[str, str]:
    """Return marked words of a menu as they stand outside of one."""
    return {key: plain(translated(text)) for key, text in words.items()}
