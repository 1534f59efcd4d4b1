"""Printing a list: on which paper, then by the system's printer or into a file."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from gui.dialogs.frame import Frame
from gui.jobs import while_alive
from gui.lists.paper_dialog import ask_printer, pages_of
from gui.lists.sending import Sending, make_pages
from gui.lists.showing import Showing
from gui.session import Session
from gui.widgets import Combo, button, label
from register.i18n import N_, _, translated

PAPER = "print.paper"
PAPERS = {"A4": N_("A4, landscape"), "A3": N_("A3, landscape")}


class PrintListDialog(Frame):
    """Asks for the paper; the printer or the file is asked for next."""

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
        self.verb = self.add_buttons(_("P&rint…"), self.print)
        self.foot.insertWidget(0, button(_("&Save PDF…"), self.go_on, "", "download"))

    def go_on(self) -> None:
        """Remember the paper and ask for the file."""
        paper = self._keep_paper()
        self.accept()
        Sending(self._session, self._window).print_list(self._shown, paper)

    def print(self) -> None:
        """Remember the paper, make the pages on a thread and ask for the printer."""
        paper = self._keep_paper()
        self.accept()
        session, window = self._session, self._window
        book, shown = session.open_book, self._shown
        job = session.run(
            lambda progress: pages_of(
                book, lambda copy, path: make_pages(shown, paper, path, copy, progress)
            ),
            _("Making the pages…"),
        )
        title = translated(self._shown.entity.plural)
        job.succeeded.connect(while_alive(window, partial(ask_printer, session, window, title)))

    def _keep_paper(self) -> str:
        paper = str(self.paper.currentData() or "A4")
        self._session.preferences.remember(PAPER, paper)
        return paper
