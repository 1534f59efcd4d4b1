"""The register beside another file of it: the steps that only one of the two has."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from gui.dialogs.frame import Frame
from gui.jobs import while_alive
from gui.session import Session
from gui.step_words import kind_text
from gui.widgets import Combo, label
from register.book import Book
from register.comparing import Apart, apart
from register.history import Entry
from register.i18n import _, moment_text, ngettext
from register.progress import Progress

SIZE = (860, 560)


class CompareDialog(Frame):
    """Shows how each of some files and the open register came apart."""

    def __init__(
        self, session: Session, files: Sequence[Path], parent: QWidget | None = None
    ) -> None:
        words = _(
            "Two files of one register share its history up to the moment they came apart; "
            "below stand the steps that only one of them has. Nothing is changed here."
        )
        super().__init__(_("Compare with another file"), words, parent)
        self._session = session
        self.files = Combo()
        self.files.setAccessibleName(_("Other file"))
        for path in files:
            self.files.addItem(path.name, path)
        self.files.currentIndexChanged.connect(lambda _place: self._look())
        self.said = label("", bold=True)
        self.tree = self._make_tree()
        name = label(_("Other file"), "second")
        name.setBuddy(self.files)
        self.body.addWidget(name)
        self.body.addWidget(self.files)
        self.body.addWidget(self.said)
        self.body.addWidget(self.tree, 1)
        self.add_buttons()
        self.resize(*SIZE)
        self._look()

    # inside ------------------------------------------------------------------------------

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(_("Steps that only one file has"))
        tree.setHeaderLabels([_("When"), _("Who"), _("What")])
        tree.header().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        tree.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        tree.setColumnWidth(0, 200)
        tree.setColumnWidth(1, 130)
        return tree

    def _look(self) -> None:
        path = self.files.currentData()
        if path is None:
            return
        self.tree.clear()
        self.said.setText(_("Reading…"))
        job = self._session.run(partial(_apart, self._session.open_book, path), silent=True)
        job.succeeded.connect(while_alive(self, partial(self._show, path)))
        job.failed.connect(while_alive(self, partial(self._say, path)))

    def _say(self, path: Path, error: BaseException) -> None:
        if path == self.files.currentData():
            self.said.setText(str(error))

    def _show(self, path: Path, found: Apart) -> None:
        if path != self.files.currentData():
            return
        if not (found.here_count or found.there_count):
            self.said.setText(_("Both files hold the same."))
            return
        text = ngettext("{count} step is in both.", "{count} steps are in both.", found.shared)
        self.said.setText(text.format(count=found.shared))
        self._add(_("Only in the open register"), found.here, found.here_count)
        self._add(_("Only in the other file"), found.there, found.there_count)
        self.tree.expandAll()

    def _add(self, title: str, entries: Sequence[Entry], count: int) -> None:
        top = QTreeWidgetItem([f"{title}  {count}"])
        self.tree.addTopLevelItem(top)
        top.setFirstColumnSpanned(True)
        for entry in entries:
            top.addChild(QTreeWidgetItem([moment_text(entry.at), entry.who, kind_text(entry)]))


def _apart(book: Book, path: Path, progress: Progress) -> Apart:
    return apart(book, path, progress)
