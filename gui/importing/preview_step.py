"""The last step: what each row would do, before anything is written."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox

from gui.importing.plan_view import PlanView
from gui.importing.state import ImportState
from gui.importing.step import Step
from gui.importing.task_bar import TaskBar
from gui.session import Session
from gui.widgets import column, label, row
from register.book import Book
from register.exchange.mapping import ColumnMapping
from register.exchange.plan import ImportPlan
from register.exchange.workbook import Workbook
from register.i18n import _
from register.progress import Progress


class PreviewStep(Step):
    """Plans the import on a thread, and shows the plan."""

    def __init__(self, session: Session, state: ImportState) -> None:
        super().__init__(session, state)
        self.plan: ImportPlan | None = None
        self.summary = label("", bold=True)
        self.problem = label("", "problem")
        self.view = PlanView()
        self.skip = QCheckBox(_("&Leave out rows with problems"))
        self.skip.toggled.connect(lambda _on: self.changed.emit())
        self.task = TaskBar(session)
        self.task.succeeded.connect(self._planned)
        self.task.failed.connect(self._failed)
        self.task.stopped.connect(lambda: self._say(_("Stopped; go back and try again.")))
        whole = column(self, spacing=10)
        whole.addWidget(self.summary)
        whole.addWidget(self.problem)
        whole.addWidget(self.view, 1)
        foot = row()
        foot.addWidget(self.skip)
        foot.addWidget(self.task, 1)
        whole.addLayout(foot)

    def enter(self) -> None:
        self.plan = None
        self.view.show_plan(None)
        self.skip.setChecked(False)
        self._say("")
        book, state = self.session.open_book, self.state
        work = partial(_plan, book, state.workbook, state.mapping())
        self.task.start(work, _("Comparing with the register"))
        self.changed.emit()

    def leave(self) -> None:
        self.task.stop()

    def may_go_on(self) -> bool:
        plan = self.plan
        if plan is None or plan.changes_nothing or self.session.read_only:
            return False
        return self.skip.isChecked() or not plan.has_problems

    def focus_start(self) -> None:
        self.view.tree.setFocus()

    # inside ------------------------------------------------------------------------------

    def _planned(self, plan: ImportPlan) -> None:
        self.plan = plan
        self.view.show_plan(plan)
        self.skip.setVisible(plan.has_problems)
        self._say(plan.summary())
        if self.session.read_only:
            self._complain(
                _("Open for reading only: {reason}").format(reason=self.session.read_only)
            )
        elif plan.has_problems:
            self._complain(
                _(
                    "Nothing is imported while rows have problems: mend the sheet, or leave them out."
                )
            )
        self.changed.emit()

    def _failed(self, error: BaseException) -> None:
        self._say("")
        self._complain(str(error))
        self.changed.emit()

    def _complain(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _say(self, text: str) -> None:
        self.summary.setText(text)
        self._complain("")
        self.skip.setVisible(self.plan is not None and self.plan.has_problems)


def _plan(book: Book, workbook: Workbook, mapping: ColumnMapping, progress: Progress) -> ImportPlan:
    from register.exchange.planning import plan_mapped

    return plan_mapped(book, workbook, mapping, progress)
