"""The files kept with one record: add, save elsewhere, remove."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QWidget

from gui.icons import icon
from gui.session import Session, concerns
from gui.widgets import button, column, label, row
from register import attachments
from register.changes import ChangeSet
from register.entities import ATTACHMENT, Attachment
from register.entity import AnyEntity
from register.errors import RegisterError
from register.i18n import _, current_language, moment_text


class AttachmentPanel(QWidget):
    """Shows the files of a record of ``entity``."""

    counted = Signal(int)

    def __init__(self, session: Session, entity: AnyEntity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.entity = session, entity
        self._owner: str | None = None
        self._files: list[Attachment] = []
        lines = column(self)
        bar = row()
        self._adder = button(_("Add file…"), self._ask_file, sign="attach")
        self._saver = button(_("Save as…"), self._ask_target, "quiet")
        self._remover = button(_("Remove"), self.remove, "quiet")
        for widget in (self._adder, self._saver, self._remover):
            bar.addWidget(widget)
        bar.addStretch(1)
        lines.addLayout(bar)
        self._empty = label(_("No files are kept with this record."), "second")
        lines.addWidget(self._empty)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Attachments"))
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        lines.addWidget(self.list, 1)
        session.changed.connect(self._heard)

    def show_owner(self, owner: str | None) -> None:
        """Show another record's files."""
        self._owner = owner
        self._read()

    def unsettled(self) -> str:
        """Nothing waits here."""
        return ""

    def revert(self) -> None:
        """Nothing to put back."""

    def add(self, source: Path) -> None:
        """Copy a file into the register, off the window's thread."""
        book, owner = self.session.open_book, self._owner
        assert owner is not None
        work = partial(attachments.attach, book, self.entity, owner, source)
        self.session.run(work, _("Attaching"), writes=True)

    def save_as(self, target: Path) -> None:
        """Write the chosen file elsewhere."""
        chosen = self._chosen()
        if chosen is None:
            return
        try:
            attachments.save_as(self.session.open_book, chosen, target)
        except RegisterError as error:
            self.session.complain(error)
        else:
            self.session.tell(_("“{name}” was saved.").format(name=target.name))

    def remove(self) -> None:
        """Take the chosen file out of the register."""
        chosen = self._chosen()
        if chosen is not None:
            self.session.delete(ATTACHMENT, [chosen.id])

    # inside ------------------------------------------------------------------------------

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, _("Add file"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.add(Path(name)))
        dialog.open()

    def _ask_target(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        dialog = QFileDialog(self, _("Save file as"), str(Path.home()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(Path(chosen.name).name)
        dialog.fileSelected.connect(lambda name: self.save_as(Path(name)))
        dialog.open()

    def _chosen(self) -> Attachment | None:
        place = self.list.currentRow()
        return self._files[place] if 0 <= place < len(self._files) else None

    def _read(self) -> None:
        table = self.session.open_book.table(ATTACHMENT)
        self._files = table.find(record=self._owner) if self._owner else []
        self.list.clear()
        locale = QLocale(current_language())
        for item in self._files:
            size = locale.formattedDataSize(item.size or 0, 1)
            text = f"{item.name}\n{size}  •  {moment_text(item.added_at)}"
            QListWidgetItem(icon("file"), text, self.list)
        self.list.setVisible(bool(self._files))
        self._empty.setVisible(not self._files)
        self._enable()
        self.counted.emit(len(self._files))

    def _enable(self) -> None:
        chosen, writable = self._chosen() is not None, not self.session.read_only
        self._adder.setEnabled(writable and self._owner is not None)
        self._saver.setEnabled(chosen)
        self._remover.setEnabled(chosen and writable)

    def _heard(self, done: ChangeSet) -> None:
        if self._owner is not None and concerns(done, ATTACHMENT.table):
            self._read()
