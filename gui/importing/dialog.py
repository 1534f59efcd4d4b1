"""Importing a file: file, sheet, columns and preview, then all of it as one change."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget

from gui.dropping import TakesFile
from gui.importing.file_step import FileStep
from gui.importing.mapping_step import MappingStep
from gui.importing.preview_step import PreviewStep
from gui.importing.sheet_step import SheetStep
from gui.importing.state import ImportState
from gui.importing.step import Step
from gui.keyed_dialog import KeyedDialog
from gui.scrolling import Pages, Sheet
from gui.session import Session
from gui.widgets import button, column, label, restyle, row, short_label
from register.book import Book
from register.changes import ChangeSet
from register.exchange.plan import ImportPlan
from register.i18n import _
from register.progress import Progress

SIZE = (1080, 640)


class ImportDialog(TakesFile, KeyedDialog):
    """Leads through the steps, and carries the import out."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("Import"), parent)
        self.setAcceptDrops(True)
        self._session = session
        self.state = ImportState(session.method())
        self.file = FileStep(session, self.state)
        self.sheet = SheetStep(session, self.state)
        self.columns = MappingStep(session, self.state)
        self.preview = PreviewStep(session, self.state)
        self._steps: tuple[Step, ...] = (self.file, self.sheet, self.columns, self.preview)
        self._names: list[QLabel] = []
        self._stack = Pages()
        for step in self._steps:
            self._stack.addWidget(step)
            step.changed.connect(self._allow)
        self.file.done.connect(self._file_read)
        self._lay_out()
        self.resize(*SIZE)
        self.go(self.file)

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self._steps[self._stack.currentIndex()]

    def look_at(self, path: Path) -> None:
        """Read a file, and go on to its sheets."""
        self.go(self.file)
        self.file.look_at(path)

    def go(self, step: Step) -> None:
        """Show a step."""
        if step is not self.step:
            self.step.leave()
        self._stack.setCurrentWidget(step)
        if step is not self.file:
            step.enter()
        self._show_place()
        self._allow()
        step.focus_start()

    def go_on(self) -> None:
        """Go to the next step; from the last one, import."""
        if not self.step.may_go_on():
            return
        if self.step is self.preview:
            self.carry_out()
        elif self.step is self.file and not self.file.is_read():
            self.file.look_at(Path(self.file.path.text().strip()))
        else:
            self.go(self._neighbour(1))

    def go_back(self) -> None:
        """Go to the step before."""
        self.go(self._neighbour(-1))

    def carry_out(self) -> None:
        """Import what is shown, as one change that can be undone."""
        plan = self.preview.plan
        if plan is None:
            return
        if plan.base != self._session.open_book.head.seq:  # somebody wrote since: look again
            self.preview.enter()
            return
        work = partial(_apply, self._session.open_book, plan, self.preview.skip.isChecked())
        job = self._session.run(work, _("Importing"), writes=True)
        job.succeeded.connect(partial(_tell, self._session, plan.summary()))
        self.accept()

    def done(self, result: int) -> None:
        for step in self._steps:
            step.leave()
        super().done(result)

    def take_file(self, path: Path) -> None:
        self.look_at(path)

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        whole = column(self, spacing=14, margin=20)
        places = row(spacing=10)
        words = (_("File"), _("Sheet and headings"), _("Columns"), _("Preview"))
        for n, text in enumerate(words, 1):
            if n > 1:
                places.addWidget(short_label("›", "second"))
            made = short_label(f"{n}  {text}", "place")
            self._names.append(made)
            places.addWidget(made)
        places.addStretch(1)
        self.about = label("", "second")
        self.about.setWordWrap(False)
        places.addWidget(self.about)
        whole.addLayout(places)
        whole.addWidget(Sheet(self._stack), 1)
        foot = row(spacing=12)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addStretch(1)
        self.back_button = button(_("&Back"), self.go_back, "", "left")
        self.next_button = button(_("&Next"), self.go_on, "primary")
        self.import_button = button(_("&Import"), self.go_on, "primary", "import")
        for made_button in (self.back_button, self.next_button, self.import_button):
            foot.addWidget(made_button)
        whole.addLayout(foot)

    def _neighbour(self, way: int) -> Step:
        if self.state.is_document:
            return self.preview if way > 0 else self.file
        return self._steps[self._stack.currentIndex() + way]

    def _file_read(self) -> None:
        if self.step is self.file:
            self.go(self._neighbour(1))

    def _show_place(self) -> None:
        now = self._stack.currentIndex()
        for n, made in enumerate(self._names):
            made.setProperty("role", "place-now" if n == now else "place")
            restyle(made)
        read = self.state.read
        self.about.setText(read.path.name if read is not None and now else "")
        is_last = self.step is self.preview
        self.back_button.setEnabled(now > 0)
        self.next_button.setVisible(not is_last)
        self.import_button.setVisible(is_last)
        (self.import_button if is_last else self.next_button).setDefault(True)

    def _allow(self) -> None:
        ready = self.step.may_go_on()
        self.next_button.setEnabled(ready)
        self.import_button.setEnabled(ready and self.step is self.preview)


def _apply(book: Book, plan: ImportPlan, skip: bool, progress: Progress) -> ChangeSet | None:
    from register.exchange.applying import apply_import

    return apply_import(book, plan, progress, skip_problems=skip)


def _tell(session: Session, summary: str, done: ChangeSet | None) -> None:
    if done is not None:
        session.tell(summary, _("Undo"), session.undo)
