"""The register itself: its title, organisation, number prefix and language, saved field by field."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui import theme
from gui.dialogs.frame import Frame
from gui.forms.keeping import save_field
from gui.forms.record_form import RecordForm
from gui.session import Session
from gui.widgets import Combo, label
from register.entities import ABOUT
from register.errors import RegisterError
from register.i18n import LANGUAGES, _


class PropertiesDialog(Frame):
    """A form over the one record about the register."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("Properties of the register"), "", parent)
        self._session = session
        self.form = RecordForm(session, ABOUT, without=("trash_emptied", "language"))
        self.form.show_record(session.open_book.about)
        self.form.setMinimumWidth(460)
        self.body.addWidget(self.form)
        self.language = self._make_language()
        self.add_buttons()

    def _make_language(self) -> Combo:
        """Return the choice of the language in which scripts speak of the register."""
        words = label(_("&Language"), "second")
        words.setFont(theme.font(theme.CAPTION))
        made = Combo()
        for key, name in LANGUAGES.items():
            made.addItem(name, key)
        made.setCurrentIndex(made.findData(self._session.open_book.about.language))
        made.setAccessibleName(_("Language"))
        made.setEnabled(not self._session.read_only)
        made.activated.connect(lambda place: self._speak(str(made.itemData(place))))
        words.setBuddy(made)
        self.body.addWidget(words)
        self.body.addWidget(made)
        return made

    def _speak(self, key: str) -> None:
        about = self._session.open_book.about
        try:
            save_field(self._session, ABOUT, about, ABOUT.by_key["language"], key)
        except RegisterError as error:
            self._session.complain(error)

    def reject(self) -> None:
        """Close, unless a field holds what does not fit."""
        if not self.form.unsettled():
            super().reject()
