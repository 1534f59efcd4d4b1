"""A running task inside a dialog: what it does, how far it is, and a way to stop it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from gui.jobs import Job, Work, while_alive
from gui.session import Session
from gui.widgets import button, label, row
from register.i18n import _


class TaskBar(QWidget):
    """Runs one task at a time; a new one stops the one before."""

    succeeded = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._job: Job | None = None
        line = row(self, spacing=12)
        self.text = label("", "second")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        self.bar.setAccessibleName(_("Progress"))
        line.addWidget(self.text, 1)
        line.addWidget(self.bar)
        line.addWidget(button(_("S&top"), self._stop_asked, "", "stop"))
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing jumps when a task begins
        self.setSizePolicy(policy)
        self.hide()

    @property
    def is_running(self) -> bool:
        """Whether a task runs."""
        return self._job is not None

    def start(self, work: Work, words: str) -> None:
        """Run ``work`` on a thread; the signals tell how it ends."""
        self.stop()
        self.text.setText(words)
        self.bar.setRange(0, 0)
        job = self._session.run(work, silent=True)
        job.progressed.connect(while_alive(self, partial(self._progressed, job)))
        for told, signal in ((job.succeeded, self.succeeded), (job.failed, self.failed)):
            told.connect(while_alive(self, partial(self._ended, job, signal.emit)))
        self._job = job
        self.show()

    def stop(self) -> None:
        """Stop the task, if one runs, and forget what it would have said."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.hide()

    def _stop_asked(self) -> None:
        self.stop()
        self.stopped.emit()

    def _progressed(self, job: Job, done: int, total: int, note: str) -> None:
        if job is self._job:
            self.bar.setRange(0, max(total, 1))
            self.bar.setValue(min(done, total))
            self.text.setText(note or self.text.text())

    def _ended(self, job: Job, tell: object, value: object) -> None:
        if job is self._job and callable(tell):
            self._job = None
            self.hide()
            tell(value)
