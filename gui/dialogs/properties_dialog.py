"""The register itself: its title, organisation and number prefix, saved field by field."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.dialogs.frame import Frame
from gui.forms.record_form import RecordForm
from gui.session import Session
from register.entities import ABOUT
from register.i18n import _


class PropertiesDialog(Frame):
    """A form over the one record about the register."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("Properties of the register"), "", parent)
        self.form = RecordForm(session, ABOUT, without=("trash_emptied", "language"))
        self.form.show_record(session.open_book.about)
        self.form.setMinimumWidth(460)
        self.body.addWidget(self.form)
        self.add_buttons()

    def reject(self) -> None:
        """Close, unless a field holds what does not fit."""
        if not self.form.unsettled():
            super().reject()
