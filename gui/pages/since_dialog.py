"""What changed since the last committee: on the screen, each line a way to its record, or as PDF."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from gui.dialogs.frame import Frame
from gui.forms.kinds import editor_for
from gui.jobs import while_alive
from gui.lists.sending import Sending, open_folder
from gui.session import Session
from gui.widgets import button, label
from register.book import Book
from register.fields import Day, Field
from register.i18n import N_, _, ngettext, today, translated
from register.progress import Progress
from register.since import Part, changed_since

MEMORY = "committee"
QUARTER = timedelta(days=90)
MOST = 300
SIZE = (880, 580)
DAY = Field("since", N_("Day of the last committee"), Day(), required=True)
RECORD = Qt.ItemDataRole.UserRole


class SinceDialog(Frame):
    """Reads on a thread; the day is remembered."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        words = _("What changed after a day: press Enter on a line to go to its record.")
        super().__init__(_("What changed since the last committee"), words, parent)
        self._session = session
        self.day = _remembered(session)
        self.editor = editor_for(session, DAY)
        self.editor.show_value(self.day)
        self.editor.committed.connect(self.choose)
        self._said = label("", "caption")
        self.tree = self._make_tree()
        self.body.addWidget(self.editor)
        self.body.addWidget(self._said)
        self.body.addWidget(self.tree, 1)
        self.add_buttons()
        self.foot.insertWidget(0, button(_("&Save PDF…"), self.save, "", "download"))
        self.resize(*SIZE)
        self._read()

    def choose(self, day: date | None) -> None:
        """Show what changed after another day, and remember it."""
        if day is None:
            self.editor.complain(_("Name a day like 2026-03-31."))
            return
        self.day = day
        self.editor.show_value(day)
        self._session.preferences.remember(MEMORY, day.isoformat())
        self._read()

    def save(self) -> None:
        """Ask for a file, then print to it."""
        self.editor.commit()
        sending = Sending(self._session, self)
        name = _("What changed since {day}").format(day=self.day.isoformat())
        sending.ask_pages(_("Save PDF"), name, self.write)

    def write(self, path: Path) -> None:
        """Print what is shown to a PDF, off this thread."""
        book, day = self._session.open_book, self.day

        def work(_progress: Progress) -> None:
            from register.binder.since_pdf import print_since

            with book.copy() as copy:
                print_since(copy, path, day)

        job = self._session.run(work, _("Making the pages…"))
        text = _("“{name}” was saved.").format(name=path.name)
        act = partial(open_folder, path.parent)
        job.succeeded.connect(lambda _none: self._session.tell(text, _("Show the folder"), act))

    # inside ------------------------------------------------------------------------------

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(_("What changed"))
        tree.setHeaderLabels([_("No."), _("Title"), _("What happened")])
        tree.header().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        tree.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        tree.setColumnWidth(0, 110)
        tree.setColumnWidth(1, 330)
        tree.setMinimumHeight(220)
        tree.itemActivated.connect(self._open)
        return tree

    def _read(self) -> None:
        book, day = self._session.open_book, self.day
        self._said.setText(_("Reading…"))

        def work(_progress: Progress) -> list[Part]:
            return _parts(book, day)

        job = self._session.run(work)
        job.succeeded.connect(while_alive(self, partial(self._show, day)))

    def _show(self, day: date, parts: list[Part]) -> None:
        if day != self.day:
            return
        self.tree.clear()
        for part in parts:
            if part.rows:
                self._add(part)
        self.tree.expandAll()
        none = [translated(part.label) for part in parts if not part.rows]
        text = _("Nothing under: {parts}").format(parts=_(", ").join(none)) if none else ""
        self._said.setText(text)

    def _add(self, part: Part) -> None:
        top = QTreeWidgetItem([f"{translated(part.label)}  {len(part.rows)}"])
        self.tree.addTopLevelItem(top)
        top.setFirstColumnSpanned(True)
        for row in part.rows[:MOST]:
            item = QTreeWidgetItem([row.number, row.title, row.words])
            item.setData(0, RECORD, (row.table, row.record))
            top.addChild(item)
        if (rest := len(part.rows) - MOST) > 0:
            text = ngettext("and {count} more", "and {count} more", rest).format(count=rest)
            top.addChild(QTreeWidgetItem(["", text, ""]))

    def _open(self, item: QTreeWidgetItem) -> None:
        place = item.data(0, RECORD)
        if place:
            self.accept()
            self._session.show_record(*place)


def _parts(book: Book, day: date) -> list[Part]:
    with book.copy() as copy:
        return changed_since(copy, day)


def _remembered(session: Session) -> date:
    with suppress(ValueError):
        return date.fromisoformat(session.preferences.state(MEMORY))
    return today() - QUARTER
