"""Printing a list: on which paper, then into which file."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.dialogs.frame import Frame
from gui.lists.sending import Sending
from gui.lists.showing import Showing
from gui.session import Session
from gui.widgets import Combo, label
from register.i18n import N_, _, translated

PAPER = "print.paper"
PAPERS = {"A4": N_("A4, landscape"), "A3": N_("A3, landscape")}


class PrintListDialog(Frame):
    """Asks for the paper; the file is asked for next."""

    def __init__(self, session: Session, shown: Showing, parent: QWidget) -> None:
        words = _("The list is printed as it is shown, with its columns and its filter.")
        super().__init__(_("Print list"), words, parent)
        self._session, self._shown, self._window = session, shown, parent
        self.paper = Combo()
        for key, text in PAPERS.items():
            self.paper.addItem(translated(text), key)
        self.paper.setCurrentIndex(self.paper.findData(session.preferences.state(PAPER, "A4")))
        self.paper.setAccessibleName(_("Paper"))
        name = label(_("&Paper"), "second")
        name.setBuddy(self.paper)
        self.body.addWidget(name)
        self.body.addWidget(self.paper)
        self.body.addWidget(label(shown.note, "caption"))
        self.add_buttons(_("&Save PDF…"), self.go_on)

    def go_on(self) -> None:
        """Remember the paper and ask for the file."""
        paper = str(self.paper.currentData() or "A4")
        self._session.preferences.remember(PAPER, paper)
        self.accept()
        Sending(self._session, self._window).print_list(self._shown, paper)
