"""Who signs changes: asked once, changeable at any time."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from gui.dialogs.frame import Frame
from gui.session import Session
from gui.widgets import label
from register.fields import clean
from register.i18n import _

MOST = 100


class NameDialog(Frame):
    """Keeps a name in the settings and signs from now on with it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        words = _(
            "This name stands beside every change that you make, in the history and in print."
        )
        super().__init__(_("Sign changes as"), words, parent)
        self._session = session
        title = label(_("Your name"), "caption")
        self.name = QLineEdit(session.preferences.settings.signature())
        self.name.setMaxLength(MOST)
        self.name.setMinimumWidth(360)
        self.name.setAccessibleName(_("Your name"))
        title.setBuddy(self.name)
        self.body.addWidget(title)
        self.body.addWidget(self.name)
        self._ok = self.add_buttons(_("Sign with this name"), self.keep)
        self.name.textChanged.connect(lambda text: self._ok.setEnabled(bool(text.strip())))

    def keep(self) -> None:
        """Keep the name and close."""
        name = clean(self.name.text())[0].strip()
        if not name:
            return
        self._session.preferences.choose(name=name)
        if self._session.book is not None:
            self._session.book.by = name
        self.accept()
