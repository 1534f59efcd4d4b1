"""Importing a sheet: a dry run that says what each row would do, then all of it as one change."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from gui.jobs import Job, while_alive
from gui.session import Session
from gui.widgets import Combo, button, column, label, row, short_label
from register.book import Book
from register.changes import ChangeSet
from register.entities.risk import TIERS, Tier
from register.exchange.plan import ImportPlan, PlanRow, Verdict
from register.i18n import NC_, _, ngettext, translated
from register.progress import Progress

FILES = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt *.json"
MOST_SHOWN = 2_000
VERDICTS = {
    Verdict.NEW: NC_("import", "New"),
    Verdict.CHANGED: NC_("import", "Changed"),
    Verdict.SAME: NC_("import", "Same"),
    Verdict.PROBLEM: NC_("import", "Problem"),
}


class ImportDialog(QDialog):
    """Asks for a file, shows the plan of its import, and carries it out."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._path: Path | None = None
        self._plan: ImportPlan | None = None
        self._job: Job | None = None
        self.setWindowTitle(_("Import"))
        self.resize(900, 600)
        self._lay_out()

    # layout ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        whole = column(self, spacing=12, margin=20)
        head = row()
        self._file = label(_("Choose a spreadsheet, a CSV or a JSON file."), "", bold=True)
        head.addWidget(self._file, 1)
        head.addWidget(button(_("&Choose file…"), self._ask_which, "", "folder"))
        whole.addLayout(head)
        whole.addLayout(self._choices())
        self._message = label("", "problem")
        self._message.hide()
        whole.addWidget(self._message)
        self._summary = label("", "second")
        whole.addWidget(self._summary)
        self._rows = self._tree()
        whole.addWidget(self._rows, 1)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        self.import_button = button(_("&Import"), self.carry_out, "primary", "import")
        self.import_button.setEnabled(False)
        foot.addWidget(self.import_button)
        whole.addLayout(foot)

    def _choices(self) -> QHBoxLayout:
        bar = row()
        self._tier = Combo()
        for tier, text in TIERS.items():
            self._tier.addItem(translated(text), tier)
        self._tier.setCurrentIndex(self._tier.findData(Tier.CURRENT))
        self._tier.setAccessibleName(_("Ratings without a tier are"))
        self._tier.currentIndexChanged.connect(lambda _index: self._look())
        self._show = Combo()
        self._show.addItem(_("All rows"), None)
        for verdict, text in VERDICTS.items():
            self._show.addItem(translated(text), verdict)
        self._show.setAccessibleName(_("Rows shown"))
        self._show.currentIndexChanged.connect(lambda _index: self._fill())
        self._skip = QCheckBox(_("&Leave out rows with problems"))
        self._skip.toggled.connect(lambda _on: self._allow())
        bar.addWidget(short_label(_("Ratings without a tier are"), "second"))
        bar.addWidget(self._tier)
        bar.addWidget(self._show)
        bar.addStretch(1)
        bar.addWidget(self._skip)
        return bar

    def _tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(_("What each row would do"))
        tree.setHeaderLabels([_("Row"), _("Result"), _("Title"), _("What")])
        tree.setUniformRowHeights(True)
        tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        tree.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Interactive)
        for section, width in ((0, 70), (1, 100), (2, 320)):
            tree.setColumnWidth(section, width)
        return tree

    # the plan ----------------------------------------------------------------------------

    def _ask_which(self) -> None:
        sheets, others = _("Sheets"), _("All files")
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Import"), "", f"{sheets} ({FILES});;{others} (*)"
        )
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """Read a file and show what importing it would do."""
        self._path = path
        self._file.setText(path.name)
        self._look()

    def _look(self) -> None:
        if self._path is None or self._session.book is None:
            return
        self._stop()
        self._plan = None
        self._fill()
        self._summary.setText(_("Reading…"))
        work = partial(_plan, self._session.open_book, self._path, self._tier.currentData())
        job = self._session.run(work, silent=True)
        job.succeeded.connect(while_alive(self, partial(self._planned, job)))
        job.failed.connect(while_alive(self, partial(self._failed, job)))
        self._job = job

    def _planned(self, job: Job, plan: ImportPlan) -> None:
        if job is not self._job:
            return
        self._plan, self._job = plan, None
        parts = [plan.summary()]
        if plan.notes:
            notes = ngettext(
                "{count} note row skipped", "{count} note rows skipped", len(plan.notes)
            )
            parts.append(notes.format(count=len(plan.notes)))
        self._summary.setText(" · ".join(parts))
        self._fill()

    def _failed(self, job: Job, error: BaseException) -> None:
        if job is self._job:
            self._job = None
            self._summary.setText("")
            self._message.setText(str(error))
            self._message.show()

    def _fill(self) -> None:
        self._rows.clear()
        self._message.hide()
        self._allow()
        if self._plan is None:
            return
        for scale in self._plan.scales:
            if scale.words:
                self._rows.addTopLevelItem(QTreeWidgetItem(["", "", "", scale.line()]))
        wanted = self._show.currentData()
        for remark in self._plan.remarks:
            self._rows.addTopLevelItem(QTreeWidgetItem([remark.cell, "", "", remark.text]))
        shown = [line for line in self._plan.rows if wanted in {None, line.verdict}]
        self._rows.addTopLevelItems([_item(line) for line in shown[:MOST_SHOWN]])
        if len(shown) > MOST_SHOWN:
            rest = _("{count} more rows").format(count=len(shown) - MOST_SHOWN)
            self._rows.addTopLevelItem(QTreeWidgetItem(["", "", rest, ""]))

    def _allow(self) -> None:
        plan = self._plan
        ready = plan is not None and not plan.changes_nothing
        if plan is not None and plan.has_problems and not self._skip.isChecked():
            ready = False
        self.import_button.setEnabled(ready and not self._session.read_only)

    # carrying out ------------------------------------------------------------------------

    def carry_out(self) -> None:
        """Import what is shown, as one change that can be undone."""
        if self._plan is None:
            return
        work = partial(_apply, self._session.open_book, self._plan, self._skip.isChecked())
        job = self._session.run(work, _("Importing"), writes=True)
        job.succeeded.connect(partial(_tell, self._session, self._plan.summary()))
        self.accept()

    def done(self, result: int) -> None:
        self._stop()
        super().done(result)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None


def _plan(book: Book, path: Path, tier: Tier, progress: Progress) -> ImportPlan:
    from register.exchange.planning import plan_import
    from register.exchange.reading import read_workbook

    return plan_import(book, read_workbook(path, progress), tier=tier, progress=progress)


def _apply(book: Book, plan: ImportPlan, skip: bool, progress: Progress) -> ChangeSet | None:
    from register.exchange.applying import apply_import

    return apply_import(book, plan, progress, skip_problems=skip)


def _tell(session: Session, summary: str, _done: ChangeSet | None) -> None:
    session.tell(summary, _("Undo"), session.undo)


def _item(line: PlanRow) -> QTreeWidgetItem:
    remarks = [remark.text for remark in line.remarks]
    item = QTreeWidgetItem(
        [
            str(line.number),
            translated(VERDICTS[line.verdict]),
            line.title,
            remarks[0] if remarks else ", ".join(change.label for change in line.changes),
        ]
    )
    for change in line.changes:
        text = f"{change.before or '—'} → {change.after or '—'}"
        item.addChild(QTreeWidgetItem(["", "", change.label, text]))
    for text in remarks[1:]:
        item.addChild(QTreeWidgetItem(["", "", "", text]))
    return item
