"""What was deleted and can be restored; emptying asks once, with a verb."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import compress

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from gui.pages.page import Page
from gui.session import Session
from gui.widgets import button, card, label, row, tip
from register import trash
from register.changes import ChangeSet
from register.errors import RegisterError
from register.i18n import _, current_language, moment_text, ngettext, translated
from register.trash import Deleted, Deletion

NAMED = 3
AT_ONCE = 3_000  # deleted rows that are looked at without a thread


class TrashPage(Page):
    """Deletions, newest first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.session = session
        self._emptier = button(_("Empty trash…"), self._ask)
        self._restorer = button(_("Restore"), self.restore, "primary", "restore")
        super().__init__(_("Trash"), (self._emptier, self._restorer), parent)
        self._found: list[Deletion] = []
        self._unused = (0, 0)  # contents that no record holds, and their bytes
        self._stale = True
        self.list = QListWidget()
        self.list.setAccessibleName(_("Deletions"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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

    def restore(self) -> None:
        """Bring back what the chosen step deleted."""
        place = self.list.currentRow()
        if self.session.read_only or not 0 <= place < len(self._found):
            return
        chosen = self._found[place]
        if self._attempt(partial(trash.restore, self.session.open_book, chosen.seq)):
            text = _("Restored: {what}").format(what=self._names(chosen))
            self.session.tell(text, _("Undo"), self.session.undo)

    def empty(self) -> None:
        """Clear the list, and remove the contents that only it held."""
        self._question.hide()
        if self._attempt(partial(trash.empty, self.session.open_book)):
            self.session.tell(_("The trash is empty."))
        self.focus_start()

    def read(self) -> None:
        """Read the deletions: at once, or on a thread if they are many."""
        self._stale, book = False, self.session.open_book
        if trash.rows_deleted(book) <= AT_ONCE:
            self._show(trash.deletions(book))
            return
        job = self.session.run(partial(trash.deletions, book))
        job.succeeded.connect(self._show)

    def focus_start(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # inside ------------------------------------------------------------------------------

    def _show(self, found: list[Deletion]) -> None:
        place = self.list.currentRow()
        self._found = found
        self.list.clear()
        for item in found:
            lines = [self._names(item), self._held(item), f"{moment_text(item.at)}  •  {item.who}"]
            text = "\n".join(line for line in lines if line)
            QListWidgetItem(text, self.list).setToolTip(tip(self._names(item, len(item.records))))
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self.list.setCurrentRow(min(max(place, 0), len(found) - 1))
        self._unused = trash.unused_files(self.session.open_book)
        self._show_standing()
        self._enable()

    def _show_standing(self) -> None:
        count, (files, size) = len(self._found), self._unused
        text = ngettext(
            "{count} deletion can be restored", "{count} deletions can be restored", count
        )
        parts = [text.format(count=count)]
        if files:
            kept = ngettext("{count} file is kept for it", "{count} files are kept for it", files)
            parts.append(f"{kept.format(count=files)} ({size_text(size)})")
        self.standing.setText("  •  ".join(parts))

    def _make_question(self) -> QWidget:
        self._question = QWidget()
        line = row(self._question, spacing=12)
        self._words = label("")
        line.addWidget(self._words, 1)
        self._keeper = button(_("Keep"), self._keep, "quiet")
        line.addWidget(button(_("Empty trash"), self.empty))
        line.addWidget(self._keeper)
        self._question.hide()
        return self._question

    def _ask(self) -> None:
        count, (files, size) = len(self._found), self._unused
        words = [
            ngettext(
                "{count} deletion can then no longer be restored from here.",
                "{count} deletions can then no longer be restored from here.",
                count,
            ).format(count=count),
            ngettext(
                "The content of {count} file ({size}) is removed for good; not even undo brings "
                "it back.",
                "The contents of {count} files ({size}) are removed for good; not even undo brings "
                "them back.",
                files,
            ).format(count=files, size=size_text(size)),
            _("The texts stay in the history."),
        ]
        wanted = (bool(count), bool(files), True)
        self._words.setText(" ".join(compress(words, wanted)))
        self._question.show()
        self._keeper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        self._question.hide()
        self.focus_start()

    def _names(self, item: Deletion, most: int = NAMED) -> str:
        names = [self._name(record) for record in item.records[:most]]
        more = len(item.records) - most
        if more > 0:
            names.append(ngettext("{count} more", "{count} more", more).format(count=more))
        return ", ".join(names)

    def _name(self, record: Deleted) -> str:
        kind = translated(self.session.catalog.by_table[record.table].label)
        title = f"{kind} {record.title}".strip()
        if not record.owner:
            return title
        return _("{part} (of {owner})").format(part=title, owner=record.owner)

    def _held(self, item: Deletion) -> str:
        """Say in one line what went with the records."""
        tables = self.session.catalog.by_table
        parts = (f"{translated(tables[table].plural)} {count}" for table, count in item.held)
        held = ", ".join(parts)
        return _("With it: {parts}").format(parts=held) if held else ""

    def _attempt(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except RegisterError as error:
            self.session.complain(error)
            return False
        return True

    def _enable(self) -> None:
        writable = not self.session.read_only
        self._restorer.setEnabled(writable and self.list.currentRow() >= 0)
        self._emptier.setEnabled(writable and (bool(self._found) or self._unused[0] > 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._question.isVisible():
            self._keep()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.read()

    def _heard(self, _done: ChangeSet) -> None:
        self._question.hide()
        self._stale = True
        if self.isVisible():
            self.read()


def size_text(size: int) -> str:
    """Return a number of bytes as the reader's language writes it."""
    return QLocale(current_language()).formattedDataSize(size, 1)
