"""The binder page: choose how it is printed, look at its pages, save the PDF.

The first pages are shown as soon as they are made; the whole follows behind.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTemporaryDir, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from gui.jobs import Job, while_alive
from gui.pdf_view import PdfView
from gui.session import Session
from gui.widgets import Combo, button, card, column, icon_button, label, row, short_label
from register.binder.context import BinderOptions, BinderReport
from register.book import Book
from register.changes import ChangeSet
from register.errors import StorageError
from register.files import whole_file
from register.i18n import LANGUAGES, _, current_language, ngettext, translated
from register.progress import Progress

FIRST_PAGES = 8
SETTLE_MS = 400
ZOOM = 1.2


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
        self._paper = self._choices({"A4": "A4", "Letter": "Letter"})
        self._language = self._choices(LANGUAGES)
        self._language.setCurrentIndex(self._language.findData(current_language()))
        self._holder, self._marking = self._line(), self._line()
        self._duplex = QCheckBox(_("Printed on both sides"))
        self._duplex.setChecked(True)
        self._duplex.toggled.connect(self._choose_again)
        self._parts = self._part_boxes()
        self.view = PdfView()
        self.view.setAccessibleName(_("Pages of the binder"))
        self.view.moved.connect(self._show_place)
        self._lay_out()
        session.changed.connect(self._changed)
        session.closed.connect(self._stop)

    # layout ------------------------------------------------------------------------------

    def _choices(self, items: dict[str, str]) -> Combo:
        box = Combo()
        for value, text in items.items():
            box.addItem(text, value)
        box.currentIndexChanged.connect(self._choose_again)
        return box

    def _line(self) -> QLineEdit:
        made = QLineEdit()
        made.setMaxLength(120)
        made.textEdited.connect(self._choose_again)
        return made

    def _part_boxes(self) -> dict[str, QCheckBox]:
        found = {}
        for section in self._session.catalog.sections:
            box = QCheckBox(translated(section.label))
            box.setChecked(True)
            box.toggled.connect(self._choose_again)
            found[section.key] = box
        return found

    def _lay_out(self) -> None:
        left, frame = card(margin=4)
        left.setFixedWidth(300)
        chosen = QWidget()
        chosen.setProperty("role", "sheet")
        options = column(chosen, margin=12)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(6)
        for name, widget in (
            (_("&Language"), self._language),
            (_("&Paper"), self._paper),
            (_("&Holder of this copy"), self._holder),
            (_("&Marking"), self._marking),
        ):
            form.addRow(name, widget)
            widget.setAccessibleName(name.replace("&", ""))
        options.addLayout(form)
        options.addWidget(self._duplex)
        options.addWidget(short_label(_("Parts"), "second"))
        for box in self._parts.values():
            options.addWidget(box)
        self._note = label("", "problem")
        self._note.hide()
        options.addWidget(self._note)
        options.addStretch(1)
        scroller = QScrollArea()  # every choice stays within reach on a low screen
        scroller.setWidget(chosen)
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        frame.addWidget(scroller, 1)
        self._save_button = button(_("Save PDF…"), self._ask_where, "primary", "download")
        self._save_button.setEnabled(False)
        foot = row(margin=12)
        foot.addWidget(self._save_button)
        frame.addLayout(foot)
        whole = row(self, spacing=16)
        whole.addWidget(left)
        whole.addWidget(self._reader(), 1)

    def _reader(self) -> QWidget:
        frame, inside = card(spacing=8, margin=8)
        bar = row()
        self._place = short_label("", "second")
        self._state = short_label("", "second")
        bar.addWidget(self._place)
        bar.addStretch(1)
        bar.addWidget(self._state)
        bar.addWidget(icon_button("zoom-out", _("Smaller"), lambda: self.view.zoom(1 / ZOOM)))
        bar.addWidget(icon_button("zoom-in", _("Larger"), lambda: self.view.zoom(ZOOM)))
        inside.addLayout(bar)
        inside.addWidget(self.view, 1)
        return frame

    # making ------------------------------------------------------------------------------

    def options(self) -> BinderOptions:
        """Return how the binder is to be made, as it is chosen here."""
        return BinderOptions(
            paper=self._paper.currentData(),
            language=self._language.currentData(),
            holder=self._holder.text().strip(),
            marking=self._marking.text().strip(),
            duplex=self._duplex.isChecked(),
            parts=frozenset(key for key, box in self._parts.items() if box.isChecked()),
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._settled.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._settled.stop()

    def _choose_again(self, *_value: object) -> None:
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
        self._state.setText(_("Making the pages…"))
        self._save_button.setEnabled(False)
        options = self.options()
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
            self.view.show_file(first)
            first.unlink()
        self._state.setText(_("{done} of {total} parts").format(done=done, total=total))

    def _finished(self, whole: Path, serial: int, report: BinderReport) -> None:
        if serial != self._serial:
            return
        self._made = whole
        self.view.show_file(whole)
        pages = ngettext("{count} page", "{count} pages", report.pages).format(count=report.pages)
        self._state.setText(pages)
        self.stated.emit(pages)
        self._save_button.setEnabled(True)
        text = _("The fonts lack these characters, printed as boxes: {characters}")
        self._note.setText(text.format(characters=" ".join(report.missing_glyphs)))
        self._note.setVisible(bool(report.missing_glyphs))

    def _failed(self, error: BaseException) -> None:
        self._state.setText("")
        self._session.complain(error)

    def _ended(self, job: Job) -> None:
        if self._job is job:
            self._job = None

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _show_place(self, page: int, count: int) -> None:
        self._place.setText(_("Page {page} of {total}").format(page=page, total=count))

    # saving ------------------------------------------------------------------------------

    def _ask_where(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, _("Save PDF"), "binder.pdf", "PDF (*.pdf)")
        if name:
            self.save(Path(name))

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
        self._session.tell(
            _("The binder was saved as “{name}”.").format(name=target.name),
            _("Open folder"),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(target.parent))),
        )


def _build(
    book: Book, whole: Path, first: Path, options: BinderOptions, progress: Progress
) -> BinderReport:
    """Make the first pages, then the whole, from one copy of the register."""
    from register.binder.build import build_binder

    with book.copy() as copy:
        build_binder(copy, first, replace(options, page_limit=FIRST_PAGES), progress)
        progress(0, 1)
        return build_binder(copy, whole, options, progress)
