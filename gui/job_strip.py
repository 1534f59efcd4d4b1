"""What a long task says while it runs, with a way to stop it; stands in the status bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from gui.jobs import Job
from gui.widgets import icon_button, row, short_label
from register.i18n import _

BAR_WIDTH = 140


class JobStrip(QWidget):
    """Shows the task that was started last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        line = row(self, spacing=8)
        self.text = short_label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(BAR_WIDTH)
        self.bar.setAccessibleName(_("Progress"))
        self._stop = icon_button("stop", _("Stop"), self._cancel)
        for widget in (self.text, self.bar, self._stop):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def watch(self, job: Job) -> None:
        """Show a task until it has finished."""
        self._job = job
        self.text.setText(job.title)
        self.bar.setRange(0, 0)
        self._stop.setEnabled(True)
        self.show()
        job.progressed.connect(self._progressed)
        job.finished.connect(self._finished)

    def _progressed(self, done: int, total: int, note: str) -> None:
        if self._job is None:
            return
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(min(done, total))
        self.text.setText(note or self._job.title)

    def _finished(self) -> None:
        self._job = None
        self.hide()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._stop.setEnabled(False)
            self.text.setText(_("Stopping"))
