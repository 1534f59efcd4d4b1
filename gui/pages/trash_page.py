"""What was deleted and can be restored; emptying asks once, with a verb."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from gui.pages.page import Page
from gui.session import Session
from gui.widgets import button, card, label, row, tip
from register import trash
from register.changes import ChangeSet
from register.errors import RegisterError
from register.i18n import _, moment_text, ngettext, translated
from register.trash import Deletion

NAMED = 3


class TrashPage(Page):
    """Deletions, newest first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.session = session
        self._emptier = button(_("Empty trash…"), self._ask)
        self._restorer = button(_("Restore"), self.restore, "primary", "restore")
        super().__init__(_("Trash"), (self._emptier, self._restorer), parent)
        self._found: list[Deletion] = []
        self.list = QListWidget()
        self.list.setAccessibleName(_("Deletions"))
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self.list.itemActivated.connect(lambda _item: self.restore())
        self._nothing = label(_("Nothing has been deleted."), "second")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        frame, inside = card(margin=12)
        inside.addWidget(self._make_question())
        inside.addWidget(self.list, 1)
        inside.addWidget(self._nothing, 1)
        self.body.addWidget(frame, 1)
        session.changed.connect(self._heard)
        self.read()

    def restore(self) -> None:
        """Bring back what the chosen step deleted."""
        place = self.list.currentRow()
        if not 0 <= place < len(self._found):
            return
        self._attempt(partial(trash.restore, self.session.open_book, self._found[place].seq))

    def empty(self) -> None:
        """Clear the list."""
        self._question.hide()
        self._attempt(partial(trash.empty, self.session.open_book))

    def read(self) -> None:
        """Read the deletions."""
        self._found = trash.deletions(self.session.open_book)
        self.list.clear()
        for item in self._found:
            text = f"{self._names(item)}\n{moment_text(item.at)}  •  {item.who}"
            QListWidgetItem(text, self.list).setToolTip(tip(self._names(item)))
        self.list.setVisible(bool(self._found))
        self._nothing.setVisible(not self._found)
        count = len(self._found)
        text = ngettext(
            "{count} deletion can be restored", "{count} deletions can be restored", count
        )
        self.standing.setText(text.format(count=count))
        self._enable()

    def _make_question(self) -> QWidget:
        self._question = QWidget()
        line = row(self._question)
        words = _(
            "Deletions can no longer be restored from here, and files that only they used are "
            "removed. The texts stay in the history."
        )
        line.addWidget(label(words), 1)
        line.addWidget(button(_("Empty trash"), self.empty))
        line.addWidget(button(_("Keep"), self._question.hide, "quiet"))
        self._question.hide()
        return self._question

    def _ask(self) -> None:
        self._question.setVisible(bool(self._found))

    def _names(self, item: Deletion) -> str:
        tables = self.session.catalog.by_table
        names = [f"{translated(tables[t].label)} {title}" for t, _id, title in item.records[:NAMED]]
        more = len(item.records) - NAMED
        if more > 0:
            names.append(ngettext("{count} more", "{count} more", more).format(count=more))
        return ", ".join(names)

    def _attempt(self, act: Callable[[], object]) -> None:
        try:
            act()
        except RegisterError as error:
            self.session.complain(error)

    def _enable(self) -> None:
        writable = not self.session.read_only
        self._restorer.setEnabled(writable and self.list.currentRow() >= 0)
        self._emptier.setEnabled(writable and bool(self._found))

    def _heard(self, _done: ChangeSet) -> None:
        self.read()
