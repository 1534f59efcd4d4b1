"""A plan at a glance: its steps on a line of time and in a table, and what it is tied to."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from drills.entities import DRILL, DRILL_PLAN
from gui.charts.time_line import Mark, TimeLine, span_text
from gui.pages.lines import LineList
from gui.pages.plan_calls import CALLS, caller_lines, decision_lines
from gui.pages.readiness import TABLES, drill_line, drills_of, risk_lines, team_lines
from gui.pages.step_model import FIELDS, StepModel
from gui.pages.step_table import StepTable
from gui.session import Session, concerns
from gui.tables.open_cell import CELL
from gui.widgets import button, column, icon_button, label, row
from register.changes import ChangeSet
from register.entities import PLAN_RISK, PLAN_TEAM, RISK, STEP, TEAM, PlanStep
from register.entities.plan import Phase
from register.i18n import _

ACTION = next(n for n, field in enumerate(FIELDS) if field.key == "action")


class PlanPanel(QWidget):
    """The first tab of a plan."""

    counted = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._plan: str | None = None
        self.model = StepModel(session, self)
        self.table = StepTable(self.model)
        self.time_line = TimeLine()
        self.risks = LineList(session, _("Answers these risks"), _("No risk is linked."))
        self.teams = LineList(session, _("Calls these teams"), _("No team is called."))
        self.drills = LineList(session, _("Rehearsed by"), _("It was never drilled."))
        self.callers = LineList(session, _("Called for by these indicators"))
        self.decisions = LineList(session, _("What was decided about it"))
        self.table.moved.connect(self.move_step)
        self.table.deleted.connect(self.remove)
        self.time_line.chosen.connect(self._choose)
        self._lay_out()
        selection = self.table.selectionModel()
        selection.currentChanged.connect(lambda _now, _old: self._row_chosen())
        session.changed.connect(self._heard)

    def show_owner(self, plan: str | None) -> None:
        """Show another plan."""
        self._plan = plan
        self.model.show_owner(plan)
        self._show()

    def unsettled(self) -> str:
        """Store what stands in an open cell; return CELL when it does not fit."""
        return "" if self.table.cell.settle() else CELL

    def revert(self) -> None:
        """Forget what stands in an open cell."""
        self.table.cell.forget()

    def typed(self) -> dict[str, str]:
        """Return what stands in an open cell and is not stored."""
        return self.table.typed()

    def retype(self, texts: dict[str, str]) -> None:
        """Put a text into its cell again."""
        self.table.retype(texts)

    def add(self) -> None:
        """Begin a new step in the last row, once the open cell is stored."""
        if not self.table.cell.settle():
            return
        index = self.model.index(len(self.model.records), ACTION)
        self.table.setCurrentIndex(index)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.edit(index)

    def remove(self) -> None:
        """Delete the chosen step, with a way back."""
        place = self.table.currentIndex().row()
        if 0 <= place < len(self.model.records) and not self.session.read_only:
            self.session.delete(STEP, [self.model.records[place].id])

    def move_step(self, place: int, to: int) -> None:
        """Move a step, and keep it chosen."""
        if not 0 <= place < len(self.model.records):
            return
        step, at = self.model.records[place].id, self.table.currentIndex().column()
        if self.model.move(place, to):
            self.table.setCurrentIndex(self.model.index(self.model.row_of(step), max(at, 0)))

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        lines = column(self, spacing=12)
        lines.addWidget(self.time_line)
        bar = row()
        self._adder = button(_("Add step"), self.add, sign="add")
        bar.addWidget(self._adder)
        bar.addStretch(1)
        self._tools = [
            icon_button("up", _("Move up (Alt+Up)"), lambda: self._shift(-1)),
            icon_button("down", _("Move down (Alt+Down)"), lambda: self._shift(1)),
            icon_button("trash", _("Delete"), self.remove),
        ]
        for tool in self._tools:
            bar.addWidget(tool)
        lines.addLayout(bar)
        lines.addWidget(self.table)
        hint = _("Enter edits a cell, Tab goes on; drag a row, or press Alt with the arrows.")
        lines.addWidget(label(hint, "caption"))
        for links in (self.risks, self.teams, self.drills, self.callers, self.decisions):
            lines.addWidget(links)
        lines.addStretch(1)

    def _show(self) -> None:
        book, plan = self.session.open_book, self._plan
        self.time_line.show_marks(marks_of(self.model.records))
        self._adder.setEnabled(plan is not None and not self.session.read_only)
        self._row_chosen()
        self.counted.emit(len(self.model.records))
        if plan is None:
            return
        risks = book.table(PLAN_RISK).find(plan=plan)
        teams = book.table(PLAN_TEAM).find(plan=plan)
        self.risks.show_lines(risk_lines(self.session, [link.risk for link in risks]))
        self.teams.show_lines(team_lines(book, [link.team for link in teams]))
        self.drills.show_lines([drill_line(item) for item in reversed(drills_of(book, plan))])
        self.callers.show_lines(caller_lines(book, plan))
        self.decisions.show_lines(decision_lines(book, plan))

    def _shift(self, by: int) -> None:
        place = self.table.currentIndex().row()
        self.move_step(place, place + by)

    def _choose(self, step: str) -> None:
        self.table.setCurrentIndex(self.model.index(self.model.row_of(step), ACTION))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row_chosen(self) -> None:
        place = self.table.currentIndex()
        on = 0 <= place.row() < len(self.model.records) and not self.session.read_only
        for tool in self._tools:
            tool.setEnabled(on)
        if place.isValid():
            self._bring_into_view()

    def _bring_into_view(self) -> None:
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea) and (inner := area.widget()) is not None:
            rect = self.table.visualRect(self.table.currentIndex())
            at = self.table.viewport().mapTo(inner, rect.center())
            area.ensureVisible(at.x(), at.y(), 0, rect.height())

    def _heard(self, done: ChangeSet) -> None:
        if self._plan is None:
            return
        if concerns(done, STEP.table):
            self.model.refresh()
        tables = (STEP.table, RISK.table, TEAM.table, DRILL.table, DRILL_PLAN.table)
        if concerns(done, *tables, *TABLES, *CALLS):
            self._show()


def marks_of(steps: Iterable[PlanStep]) -> list[Mark]:
    """Return the steps that have a target for the line of time, by phase."""
    words = _("{position} within {time}: {action}")
    phases = [*Phase, None]
    timed = [step for step in steps if step.minutes is not None]
    return [
        Mark(
            step.id,
            STEP.by_key["phase"].text(step),
            step.minutes or 0,
            str(step.position),
            words.format(
                position=step.position, time=span_text(step.minutes or 0), action=step.action
            ),
        )
        for step in sorted(timed, key=lambda step: phases.index(step.phase))
    ]
