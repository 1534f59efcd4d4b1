"""The snapshots of a register: what each would take back, and restoring one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from gui.dialogs.frame import Frame
from gui.dialogs.loss_view import LossView
from gui.jobs import Job, while_alive
from gui.session import Session
from gui.widgets import beside, column, label
from register import backup, losing
from register.backup import Snapshot
from register.errors import RegisterError
from register.i18n import N_, _, current_language, moment_text, translated
from register.losing import Loss, State
from register.progress import Progress

REASONS = {
    "open": N_("when it was opened"),
    "import": N_("before an import"),
    "restore": N_("before a restore"),
    "upgrade": N_("before an upgrade"),
    "bulk": N_("before a bulk edit"),
    "timed": N_("while it was open"),
    "closed": N_("when it was closed"),
    "daily": N_("once a day"),
    "asked": N_("asked for"),
}
SIZE = (900, 600)


def describe(item: Snapshot) -> str:
    """Return why a snapshot was made and how large it is."""
    size = QLocale(current_language()).formattedDataSize(item.size, 1)
    return f"{translated(REASONS.get(item.reason, item.reason))}  •  {size}"


class SnapshotsDialog(Frame):
    """Lists snapshots, newest first; ``chosen`` gives the one to restore."""

    chosen = Signal(object)  # Snapshot

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        words = _("The register goes back to the snapshot; the file as it is now stays beside it.")
        super().__init__(_("Restore from backup"), words, parent)
        self._session, self._path = session, path
        self._found: list[Snapshot] = []
        self._now: State | str | None = None
        self._job: Job | None = None
        self.list = QListWidget()
        self.list.setAccessibleName(_("Snapshots"))
        self.view = LossView(session.catalog)
        self._loss = self.view.steps
        self._lay_out()
        self._ok = self.add_buttons(_("&Go back"), self._take)
        self._ok.setEnabled(False)
        self._fill()
        self.list.currentRowChanged.connect(self._preview)
        self.resize(*SIZE)
        if self._found:
            self.list.setCurrentRow(0)
            self.list.setFocus()

    def done(self, result: int) -> None:
        self._stop()
        super().done(result)

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        split = beside(self.list, self.view)
        split.setStretchFactor(1, 1)
        split.setSizes([300, 560])
        self._aside = label(
            _("The replaced file is kept as “{name}”; open it to come back.").format(
                name=f"{self._path.name}.before-…"
            ),
            "second",
        )
        lines = column(spacing=10)
        lines.addWidget(split, 1)
        lines.addWidget(self._aside)
        self.body.addLayout(lines, 1)

    def _fill(self) -> None:
        book = self._session.book
        try:
            self._found = backup.snapshots(book) if book else backup.snapshots_of(self._path)
        except RegisterError as error:
            self.view.say(str(error))
            return
        for item in self._found:
            QListWidgetItem(f"{moment_text(item.at)}\n{describe(item)}", self.list)
        if not self._found:
            self.view.say(_("There are no snapshots of this register yet."))

    def _preview(self, place: int) -> None:
        """Read on a thread what the snapshot would take back."""
        self._stop()
        self._ok.setEnabled(False)
        if not 0 <= place < len(self._found):
            return
        item = self._found[place]
        when = moment_text(item.at)
        self._ok.setText(_("&Go back to {when}").format(when=when))
        self.view.begin(when, describe(item))
        job = self._session.run(partial(self._read, item), silent=True)
        job.succeeded.connect(while_alive(self, partial(self._show, job)))
        job.failed.connect(while_alive(self, partial(self._show_failed, job)))
        self._job = job

    def _read(self, item: Snapshot, progress: Progress) -> Loss:
        """Compare a snapshot with the register, which is read once; runs on a worker."""
        session = self._session
        if self._now is None:
            self._now = losing.present(session.book, self._path, session.catalog, progress)
        return losing.loss(item, self._now, session.catalog, progress)

    def _show(self, job: Job, found: Loss) -> None:
        if job is self._job:
            self._job = None
            self.view.show_loss(found)
            self._ok.setEnabled(True)

    def _show_failed(self, job: Job, error: BaseException) -> None:
        if job is self._job:
            self._job = None
            self.view.say(str(error))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _take(self) -> None:
        place = self.list.currentRow()
        if 0 <= place < len(self._found):
            self.chosen.emit(self._found[place])
            self.accept()
