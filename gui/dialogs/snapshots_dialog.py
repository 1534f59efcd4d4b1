"""The snapshots of a register: what each would take back, and restoring one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from gui.dialogs.frame import Frame
from gui.session import Session
from gui.widgets import label
from register import backup, shelf
from register.backup import Snapshot
from register.errors import RegisterError
from register.i18n import N_, _, current_language, moment_text, ngettext, translated
from register.progress import Progress

REASONS = {
    "open": N_("when it was opened"),
    "import": N_("before an import"),
    "restore": N_("before a restore"),
    "upgrade": N_("before an upgrade"),
    "bulk": N_("before a bulk edit"),
    "asked": N_("asked for"),
}


class SnapshotsDialog(Frame):
    """Lists snapshots, newest first; ``chosen`` gives the one to restore."""

    chosen = Signal(object)  # Snapshot

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        words = _("The register goes back to the snapshot; the file as it is now stays beside it.")
        super().__init__(_("Restore from backup"), words, parent)
        self._session, self._path = session, path
        self._found: list[Snapshot] = []
        self.list = QListWidget()
        self.list.setAccessibleName(_("Snapshots"))
        self.list.setMinimumSize(480, 240)
        self._loss = label("", "second")
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._loss)
        self._ok = self.add_buttons(_("Restore this snapshot"), self._take)
        self._fill()
        self.list.currentRowChanged.connect(self._preview)
        self.list.setCurrentRow(0 if self._found else -1)
        self._ok.setEnabled(bool(self._found))

    def _fill(self) -> None:
        book = self._session.book
        try:
            self._found = backup.snapshots(book) if book else backup.snapshots_of(self._path)
        except RegisterError as error:
            self._loss.setText(str(error))
            return
        locale = QLocale(current_language())
        for item in self._found:
            why = translated(REASONS.get(item.reason, item.reason))
            size = locale.formattedDataSize(item.size, 1)
            QListWidgetItem(f"{moment_text(item.at)}  •  {why}  •  {size}", self.list)
        if not self._found:
            self._loss.setText(_("There are no snapshots of this register yet."))

    def _preview(self, place: int) -> None:
        """Read on a thread how many steps are later than the snapshot."""
        book = self._session.book
        if book is None or not 0 <= place < len(self._found):
            return
        path, catalog, head = self._found[place].path, self._session.catalog, book.head.seq

        def work(_progress: Progress) -> tuple[int, int]:
            with shelf.read_copy(path, catalog) as copy:
                return place, head - copy.head.seq

        job = self._session.run(work, silent=True)
        job.succeeded.connect(self._say)
        job.failed.connect(self._say_failed)

    def _say_failed(self, error: RegisterError) -> None:
        self._loss.setText(str(error))

    def _say(self, found: tuple[int, int]) -> None:
        place, steps = found
        if place != self.list.currentRow():
            return
        text = ngettext(
            "{count} later step would no longer be in the register.",
            "{count} later steps would no longer be in the register.",
            steps,
        )
        self._loss.setText(text.format(count=steps))

    def _take(self) -> None:
        place = self.list.currentRow()
        if 0 <= place < len(self._found):
            self.chosen.emit(self._found[place])
            self.accept()
