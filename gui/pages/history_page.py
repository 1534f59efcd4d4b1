"""The whole history: who changed what and when; its chain can be verified."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.pages.history_filter import HistoryFilter
from gui.pages.history_panel import HistoryPanel
from gui.pages.page import Page
from gui.session import Session
from gui.widgets import button, card
from register import history
from register.changes import ChangeSet
from register.history import Broken, Wanted
from register.i18n import _, ngettext
from register.progress import Progress


class HistoryPage(Page):
    """Steps at the left, what the chosen one changed at the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.session = session
        self._verify = button(_("Verify the chain"), self.verify, sign="check-circle")
        super().__init__(_("History"), (self._verify,), parent)
        frame, inside = card(margin=12)
        self.panel = HistoryPanel(session, across=True)
        self.filter = HistoryFilter(session)
        self.filter.changed.connect(self.panel.narrow)
        inside.addWidget(self.filter)
        inside.addWidget(self.panel, 1)
        self.body.addWidget(frame, 1)
        session.changed.connect(self._heard)
        self._show_standing()

    def focus_start(self) -> None:
        self.panel.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self) -> None:
        self.filter.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.text.selectAll()

    def narrow(self, wanted: object) -> None:
        if isinstance(wanted, Wanted):
            self.filter.put(wanted)

    def verify(self) -> None:
        """Recompute the chain on a copy, off this thread."""
        book = self.session.open_book

        def work(progress: Progress) -> Broken | None:
            with book.copy() as copy:
                return history.verify(copy.reader(), progress)

        self._verify.setEnabled(False)
        job = self.session.run(work, _("Verifying the history"))
        job.succeeded.connect(self._verified)
        job.finished.connect(self._may_verify)

    def _may_verify(self) -> None:
        self._verify.setEnabled(True)

    def _verified(self, broken: Broken | None) -> None:
        head = self.session.open_book.head
        if broken is None:
            text = _("The history holds, from its first step to its head {head}.")
            self.session.tell(text.format(head=head.short))
        else:
            text = _("The history is broken at step {seq}; check the register.")
            self.session.tell(text.format(seq=broken.seq))

    def _heard(self, _done: ChangeSet) -> None:
        self._show_standing()
        self.filter.read_people()

    def _show_standing(self) -> None:
        head = self.session.open_book.head
        steps = ngettext("{count} step", "{count} steps", head.seq).format(count=head.seq)
        text = _("{steps}  •  head {head}  •  nothing here can be changed or removed")
        self.standing.setText(text.format(steps=steps, head=head.short))
