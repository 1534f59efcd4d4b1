"""What pasting rows would do, row by row and cell by cell; then all of it as one step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QTreeWidget, QTreeWidgetItem, QWidget

from gui.dialogs.frame import Frame
from gui.session import Session
from gui.widgets import label
from register.book import Book
from register.changes import ChangeSet
from register.entity import AnyEntity
from register.exchange.plan import ImportPlan, PlanRow, Verdict
from register.fields import Field
from register.i18n import NC_, _, ngettext, translated
from register.progress import Progress

VERDICTS = {
    Verdict.NEW: NC_("import", "New"),
    Verdict.CHANGED: NC_("import", "Changed"),
    Verdict.SAME: NC_("import", "Same"),
    Verdict.PROBLEM: NC_("import", "Problem"),
}
MOST_SHOWN = 2_000
SIZE = (860, 560)


class PasteDialog(Frame):
    """Shows a plan once it is made, and carries it out."""

    def __init__(
        self,
        session: Session,
        entity: AnyEntity,
        text: str,
        fields: Sequence[Field],
        parent: QWidget,
    ) -> None:
        """``text``: what was copied; ``fields``: what the list shows."""
        words = _("Rows match by number, else by title or name; empty cells take nothing away.")
        super().__init__(_("Paste rows"), words, parent)
        self._session = session
        self.plan: ImportPlan | None = None
        self.summary = label(_("Reading…"), "second")
        self.rows = self._make_rows()
        self.skip = QCheckBox(_("&Leave out rows with problems"))
        self.skip.toggled.connect(lambda _on: self._allow())
        for widget in (self.summary, self.rows, self.skip):
            self.body.addWidget(widget, 1 if widget is self.rows else 0)
        self.verb = self.add_buttons(_("&Paste"), self.carry_out)
        self.resize(*SIZE)
        self._allow()
        job = session.run(partial(_plan, session.open_book, entity, text, fields), silent=True)
        job.succeeded.connect(self._planned)
        job.failed.connect(self._failed)

    def carry_out(self) -> None:
        """Write what is shown, as one step that can be undone."""
        if self.plan is None:
            return
        session = self._session
        work = partial(_apply, session.open_book, self.plan, self.skip.isChecked())
        job = session.run(work, _("Pasting"), writes=True)
        job.succeeded.connect(partial(_tell, session, self.plan.summary()))
        self.accept()

    # inside ------------------------------------------------------------------------------

    def _make_rows(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(_("What each row would do"))
        tree.setHeaderLabels([_("Row"), _("Result"), _("Title"), _("What")])
        tree.setUniformRowHeights(True)
        tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        for section, width in ((0, 80), (1, 100), (2, 260)):
            tree.setColumnWidth(section, width)
        return tree

    def _planned(self, plan: ImportPlan) -> None:
        self.plan = plan
        parts = [plan.summary()]
        if plan.notes:
            notes = ngettext(
                "{count} note row skipped", "{count} note rows skipped", len(plan.notes)
            )
            parts.append(notes.format(count=len(plan.notes)))
        self.summary.setText(" · ".join(parts))
        remarks = [QTreeWidgetItem([r.cell, "", "", r.text]) for r in plan.remarks]
        items = [_item(line) for line in plan.rows[:MOST_SHOWN]]
        self.rows.addTopLevelItems([*remarks, *items])
        for item, line in zip(items, plan.rows, strict=False):
            item.setExpanded(line.verdict is not Verdict.SAME)
        if len(plan.rows) > MOST_SHOWN:
            rest = _("{count} more rows").format(count=len(plan.rows) - MOST_SHOWN)
            self.rows.addTopLevelItem(QTreeWidgetItem(["", "", rest, ""]))
        self._allow()

    def _failed(self, error: BaseException) -> None:
        self.summary.setText(str(error))

    def _allow(self) -> None:
        plan = self.plan
        self.skip.setVisible(plan is not None and plan.has_problems)
        ready = plan is not None and not plan.changes_nothing
        if plan is not None and plan.has_problems and not self.skip.isChecked():
            ready = False
        self.verb.setEnabled(ready)


def _plan(
    book: Book, entity: AnyEntity, text: str, fields: Sequence[Field], progress: Progress
) -> ImportPlan:
    from register.exchange.clip import read_clip
    from register.exchange.pasting import plan_paste

    return plan_paste(book, entity, read_clip(text), fields, progress)


def _apply(book: Book, plan: ImportPlan, skip: bool, progress: Progress) -> ChangeSet | None:
    from register.exchange.pasting import apply_paste

    return apply_paste(book, plan, progress, skip_problems=skip)


def _tell(session: Session, summary: str, done: ChangeSet | None) -> None:
    if done is not None:
        session.tell(summary, _("Undo"), session.undo)


def _item(line: PlanRow) -> QTreeWidgetItem:
    item = QTreeWidgetItem([str(line.number), translated(VERDICTS[line.verdict]), line.title, ""])
    for remark in line.remarks:
        item.addChild(QTreeWidgetItem([remark.cell, "", "", remark.text]))
    for change in line.changes:
        text = f"{change.before or '—'} → {change.after or '—'}"
        item.addChild(QTreeWidgetItem(["", "", change.label, text]))
    return item
