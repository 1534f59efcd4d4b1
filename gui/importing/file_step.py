"""The first step: which file, chosen, dropped or typed; it is read on a thread."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit

from gui import theme
from gui.icons import pixmap
from gui.importing.state import ImportState, ReadFile
from gui.importing.step import Step
from gui.importing.task_bar import TaskBar
from gui.session import Session
from gui.widgets import button, card, column, label, row, short_label
from register.i18n import _

FILES = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt *.json"
FOLDER = "import.folder"


class FileStep(Step):
    """Asks for the file; ``done`` says that it was read and one may go on at once."""

    done = Signal()

    def __init__(self, session: Session, state: ImportState) -> None:
        super().__init__(session, state)
        self.path = QLineEdit()
        self.path.setPlaceholderText(_("Path of a spreadsheet, CSV or JSON file"))
        self.path.setClearButtonEnabled(True)
        self.path.textChanged.connect(lambda _text: self.changed.emit())
        self.problem = label("", "problem")
        self.task = TaskBar(session)
        self.task.succeeded.connect(self._was_read)
        self.task.failed.connect(self._failed)
        self.task.stopped.connect(self.changed.emit)
        self._lay_out()

    def may_go_on(self) -> bool:
        return bool(self.path.text().strip()) and not self.task.is_running

    def focus_start(self) -> None:
        self.path.setFocus()

    def leave(self) -> None:
        self.task.stop()

    def is_read(self) -> bool:
        """Tell whether the file that is named is the one that was read."""
        read = self.state.read
        return read is not None and read.path == Path(self.path.text().strip())

    def look_at(self, path: Path) -> None:
        """Read a file."""
        self.path.setText(str(path))
        self.problem.setText("")
        self.session.preferences.remember(FOLDER, str(path.parent))
        self.task.start(partial(ReadFile, path), _("Reading “{file}”").format(file=path.name))
        self.changed.emit()

    def ask(self) -> QFileDialog:
        """Open the dialog that chooses a file."""
        dialog = QFileDialog(self, _("Import"), self._folder())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{_('Sheets')} ({FILES})", _("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.look_at(Path(name)))
        dialog.open()
        return dialog

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        whole = column(self, spacing=12)
        frame, inside = card(spacing=12, margin=32)
        frame.setProperty("role", "drop")
        sign = short_label()
        sign.setPixmap(pixmap("import", theme.tokens().accent, size=36))
        words = label(_("Drop a file here, or choose one."), size=theme.HEADING, bold=True)
        kinds = label(_(".xlsx, .xls, .ods, .csv or .json, up to 50 MB"), "second")
        inside.addStretch(1)
        for item in (sign, words, kinds):
            item.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        chooser = button(_("&Choose file…"), self.ask, "", "folder")
        inside.addWidget(sign, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(words)
        inside.addWidget(kinds)
        inside.addWidget(chooser, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(1)
        whole.addWidget(frame, 1)
        line = row(spacing=12)
        name = short_label(_("&Path"), "second")
        name.setBuddy(self.path)
        self.path.setAccessibleName(_("Path"))
        line.addWidget(name)
        line.addWidget(self.path, 1)
        whole.addLayout(line)
        whole.addWidget(self.problem)
        whole.addWidget(self.task)

    def _folder(self) -> str:
        kept = self.session.preferences.state(FOLDER)
        return kept if kept and Path(kept).is_dir() else str(Path.home())

    def _was_read(self, read: ReadFile) -> None:
        self.state.take(read)
        self.changed.emit()
        self.done.emit()

    def _failed(self, error: BaseException) -> None:
        self.problem.setText(str(error))
        self.changed.emit()
