"""The binder page: choose how it is made, look at its pages, print them or save the PDF.

The first pages are shown as soon as they are made; the whole follows behind.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTemporaryDir, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QShowEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.jobs import Job, while_alive
from gui.lists.sending import Sending, file_name, open_folder
from gui.pages.binder_options import BinderChoices
from gui.pdf_reader import PdfReader
from gui.printing import ask_printer
from gui.session import Session
from gui.widgets import beside, button, card, column, icon_button, row
from register.binder.context import BinderOptions, BinderReport
from register.book import Book
from register.changes import ChangeSet
from register.errors import StorageError
from register.files import whole_file
from register.i18n import _, ngettext, today
from register.progress import Progress

FIRST_PAGES = 8
SETTLE_MS = 400
SPLIT = "binder.split"
NARROW = 230


class BinderPage(QWidget):
    """Options at the left, the pages exactly as they will be printed at the right."""

    stated = Signal(str)  # one line that says how things stand

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._folder = QTemporaryDir()
        self._job: Job | None = None
        self._stale = True
        self._serial = 0
        self._made: Path | None = None
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._make)
        self.choices = BinderChoices(session)
        self.choices.changed.connect(self._choose_again)
        self.reader = PdfReader(_("Pages of the binder"))
        self.view = self.reader.view
        self._lay_out()
        session.changed.connect(self._changed)
        session.closed.connect(self._stop)

    # layout ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left, inside = card(margin=4)
        left.setMinimumWidth(NARROW)
        inside.addWidget(self.choices, 1)
        self._print_button = button(_("Pr&int…"), self.print_pages, "primary", "print")
        self._save_button = button(_("&Save PDF…"), self.ask_where, "", "download")
        foot = column(margin=12)
        foot.addWidget(self._print_button)
        line = row()
        line.addWidget(self._save_button, 1)
        self._open_button = icon_button("external-link", _("Open in a PDF reader"), self.open_copy)
        line.addWidget(self._open_button)
        foot.addLayout(line)
        inside.addLayout(foot)
        self._allow(False)
        self._split = beside(left, self.reader)
        self._split.setStretchFactor(1, 1)
        kept = self._session.preferences.state(SPLIT)
        width = int(kept) if kept.isdecimal() else 270
        self._split.setSizes([width, 1000])
        self._split.splitterMoved.connect(self._keep_split)
        row(self, spacing=0).addWidget(self._split)

    def _keep_split(self, *_place: int) -> None:
        self._session.preferences.remember(SPLIT, str(self._split.sizes()[0]))

    def _allow(self, ready: bool) -> None:
        for made in (self._print_button, self._save_button, self._open_button):
            made.setEnabled(ready)

    # making ------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._settled.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._settled.stop()

    def _choose_again(self) -> None:
        self._stale = True
        if self.isVisible():
            self._settled.start()

    def _changed(self, _done: ChangeSet) -> None:
        self._choose_again()

    def _make(self) -> None:
        if self._session.book is None:
            return
        self._stop()
        self._stale = False
        self._made = None
        self._serial += 1
        self.reader.state.setText(_("Making the pages…"))
        self._allow(False)
        options = self.choices.options()
        first = Path(self._folder.path()) / f"first-{self._serial}.pdf"
        whole = Path(self._folder.path()) / f"whole-{self._serial}.pdf"
        book = self._session.open_book
        job = self._session.run(partial(_build, book, whole, first, options), silent=True)
        job.progressed.connect(while_alive(self, partial(self._progressed, first, self._serial)))
        job.succeeded.connect(while_alive(self, partial(self._finished, whole, self._serial)))
        job.failed.connect(self._failed)
        self._job = job
        job.finished.connect(while_alive(self, partial(self._ended, job)))

    def _progressed(self, first: Path, serial: int, done: int, total: int, _note: str) -> None:
        if serial != self._serial:
            return
        if first.exists():
            self.reader.show_file(first)
            first.unlink()
        self.reader.state.setText(_("{done} of {total} parts").format(done=done, total=total))

    def _finished(self, whole: Path, serial: int, report: BinderReport) -> None:
        if serial != self._serial:
            return
        self._made = whole
        self.reader.show_file(whole)
        pages = ngettext("{count} page", "{count} pages", report.pages).format(count=report.pages)
        self.reader.state.setText("")
        self.stated.emit(pages)
        self._allow(True)
        text = _("The fonts lack these characters, printed as boxes: {characters}")
        self.choices.note.setText(text.format(characters=" ".join(report.missing_glyphs)))
        self.choices.note.setVisible(bool(report.missing_glyphs))

    def _failed(self, error: BaseException) -> None:
        self.reader.state.setText("")
        self._session.complain(error)

    def _ended(self, job: Job) -> None:
        if self._job is job:
            self._job = None

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def find_text(self) -> None:
        """Find a text in the pages."""
        self.reader.finder.begin()

    # giving out --------------------------------------------------------------------------

    def print_pages(self) -> QPrintDialog | None:
        """Ask for the printer, then print the pages that are shown."""
        if self._made is None:
            self._session.tell(_("The pages are still being made; print them in a moment."))
            return None
        name, sizes = self._suggested(), self.reader.sizes
        return ask_printer(self._session, self.window(), self._made.read_bytes(), name, sizes)

    def ask_where(self) -> QFileDialog:
        """Ask for the file, then save the pages that are shown."""
        sending = Sending(self._session, self.window())
        return sending.ask_pages(_("Save PDF"), self._suggested(), self.save)

    def save(self, target: Path) -> None:
        """Write the pages that are shown to a file, whole or not at all."""
        if self._made is None:
            return
        try:
            with whole_file(target) as temporary:
                shutil.copyfile(self._made, temporary)
        except StorageError as error:
            self._session.complain(error)
            return
        text = _("The binder was saved as “{name}”.").format(name=target.name)
        self._session.tell(text, _("Open folder"), partial(open_folder, target.parent))

    def open_copy(self) -> None:
        """Show the pages in the system's reader, as a copy that bears the register's name."""
        if self._made is None:
            return
        copy = Path(self._folder.path()) / f"{self._suggested()}.pdf"
        shutil.copyfile(self._made, copy)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            self._session.tell(_("This computer has no program for PDF files; save the PDF."))

    def _suggested(self) -> str:
        title = self._session.open_book.about.title or _("Binder")
        return file_name(f"{title} {today().isoformat()}")


def _build(
    book: Book, whole: Path, first: Path, options: BinderOptions, progress: Progress
) -> BinderReport:
    """Make the first pages, then the whole, from one copy of the register."""
    from register.binder.build import build_binder

    with book.copy() as copy:
        build_binder(copy, first, replace(options, page_limit=FIRST_PAGES), progress)
        progress(0, 1)
        return build_binder(copy, whole, options, progress)
