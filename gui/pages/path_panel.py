"""An escalation path at a glance: who is told by when, its steps, and what follows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from gui.charts.time_line import Mark, TimeLine, span_text
from gui.forms.keeping import save_field
from gui.forms.kinds import editor_for
from gui.pages.glance_panel import GlancePanel
from gui.pages.lines import Line, LineList, State
from gui.pages.record_cells import RecordModel, RecordTable
from gui.session import Session, concerns
from gui.tables.open_cell import CELL, CellText
from gui.widgets import button, icon_button, label, row
from register.changes import ChangeSet
from register.entities import (
    ESCALATION_STEP,
    INDICATOR,
    PERSON,
    WARNING,
    EscalationStep,
    WarningOrder,
)
from register.entities.indicator import Colour
from register.entities.warning import WarningStatus
from register.entity import new_id
from register.errors import RegisterError
from register.i18n import N_, _
from register.watching.escalation import steps_of
from register.watching.orders import OPEN
from register.watching.words import last_text

KEYS = ("colour", "person", "role", "within", "channel")
FIELDS = tuple(ESCALATION_STEP.by_key[key] for key in KEYS)
MESSAGE = ESCALATION_STEP.by_key["message"]
WIDTHS = {"colour": 96, "person": 92, "within": 62, "channel": 78}
TABLES = (ESCALATION_STEP, INDICATOR, PERSON, WARNING)


class StepsModel(RecordModel):
    """The steps of one path, by colour and then by minutes."""

    draft_key = "role"
    open_keys = KEYS
    short = {"within": N_("Minutes")}

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, ESCALATION_STEP, "path", FIELDS, parent)
        self.draft_words = _("New step…")

    def read(self, owner: str) -> list[Any]:
        return steps_of(self.session.open_book, owner)

    def fresh(self, text: str) -> EscalationStep:
        """A new step begins where the last one does."""
        colour = self.records[-1].colour if self.records else Colour.BLUE
        return EscalationStep(id=new_id(), path=self.owner, colour=colour, role=text)


class PathPanel(GlancePanel):
    """The first tab of an escalation path."""

    counted = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, *(entity.table for entity in TABLES), parent=parent)
        self._shown, self._leaving = "", False
        self.model = StepsModel(session, self)
        self.table = RecordTable(self.model, WIDTHS)
        self.time_line = TimeLine()
        self.adder = button(_("Add step"), self.add, sign="add")
        self.remover = icon_button("trash", _("Delete"), self.remove)
        self.message = editor_for(session, MESSAGE)
        self.message.committed.connect(self._keep_message)
        nothing = _("No indicator follows this path; choose it on the tab “Details” of one.")
        self.indicators = LineList(session, _("Followed by these indicators"), nothing)
        self.orders = LineList(session, _("Warning orders that follow it now"))
        self.table.deleted.connect(self.remove)
        self.time_line.chosen.connect(self._choose)
        self.table.selectionModel().currentChanged.connect(lambda *_places: self._choice())
        self._lay_out()

    def show_owner(self, owner: str | None) -> None:
        """Show another path."""
        self.model.show_owner(owner)
        super().show_owner(owner)

    def unsettled(self) -> str:
        """Store what stands in an open cell and in the message; return what does not fit."""
        if not self.table.cell.settle():
            return CELL
        self.message.commit()
        return MESSAGE.key if self.message.pending() else ""

    def revert(self) -> None:
        """Forget what stands in an open cell and what does not fit."""
        self.table.cell.forget()
        self._choice()

    def typed(self) -> dict[str, str]:
        """Return what stands in an open cell and in the message and is not stored."""
        texts, step = self.table.typed(), self._chosen()
        if step is not None and self.message.pending():
            texts[CellText(step.id, MESSAGE.key, "").key] = self.message.text()
        return texts

    def retype(self, texts: dict[str, str]) -> None:
        """Put texts into their places again."""
        self.table.retype(texts)
        for found in CellText.found(texts):
            if found.field == MESSAGE.key:
                self.table.setCurrentIndex(self.model.place_of(found.record, KEYS[0]))
                self.message.put(found.text)

    def focus_field(self, _key: str) -> None:
        """Go to the message, which does not fit."""
        self.message.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self) -> None:
        """Begin a new step in the last row, once the open cell is stored."""
        if not self.table.cell.settle():
            return
        index = self.model.index(len(self.model.records), self.model.column_of("role"))
        self.table.setCurrentIndex(index)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.edit(index)

    def remove(self) -> None:
        """Delete the chosen step, with a way back."""
        step = self._chosen()
        if step is not None and not self.session.read_only:
            self.session.delete(ESCALATION_STEP, [step.id])

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        bar = row()
        bar.addWidget(self.adder)
        bar.addStretch(1)
        bar.addWidget(self.remover)
        self._lines.addWidget(self.time_line)
        self._lines.addLayout(bar)
        hint = _("Enter edits a cell, Tab goes on; a step names a person or a role.")
        caption = label(hint, "caption")
        self._stack(self.table, caption, self.message, self.indicators, self.orders)

    def _show(self) -> None:
        book, owner = self.session.open_book, self.owner
        self.time_line.show_marks(marks_of(self.session, self.model.records))
        self.adder.setEnabled(owner is not None and not self.session.read_only)
        self._choice()
        self.counted.emit(len(self.model.records))
        followers = book.table(INDICATOR).find(path=owner) if owner else []
        self.indicators.show_lines(
            Line("indicator", INDICATOR.title(item), last_text(item), State.PLAIN,
                 INDICATOR.table, item.id)
            for item in followers
        )  # fmt: skip
        orders = book.table(WARNING).find(path=owner) if owner else []
        self.orders.show_lines(_order_line(order) for order in orders if order.status in OPEN)

    def _chosen(self) -> EscalationStep | None:
        place = self.table.currentIndex().row()
        return self.model.records[place] if 0 <= place < len(self.model.records) else None

    def _choice(self) -> None:
        """Show the message of the chosen step; that of the one before is stored."""
        step = self._chosen()
        if self._shown != (step.id if step else "") and not self._leaving:
            self._leaving = True
            self.message.commit()
            self._leaving = False
        self.remover.setEnabled(step is not None and not self.session.read_only)
        self.message.setVisible(step is not None)
        if step is not None:
            self.message.show_value(step.message)
            self.message.set_enabled(not self.session.read_only)
        self._shown = step.id if step else ""

    def _keep_message(self, text: str) -> None:
        """Store the message of the step that was shown, which may no longer be the chosen one."""
        step = next((one for one in self.model.records if one.id == self._shown), None)
        if step is None:
            return
        try:
            save_field(self.session, ESCALATION_STEP, step, MESSAGE, text)
        except RegisterError as error:
            self.session.complain(error)

    def _choose(self, step: str) -> None:
        place = next((n for n, item in enumerate(self.model.records) if item.id == step), -1)
        self.table.setCurrentIndex(self.model.index(place, self.model.column_of("role")))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _heard(self, done: ChangeSet) -> None:
        if self.owner and concerns(done, ESCALATION_STEP.table, PERSON.table):
            self.model.refresh()
        super()._heard(done)


def marks_of(session: Session, steps: Iterable[EscalationStep]) -> list[Mark]:
    """Return the steps that have a time for the line of time, by colour."""
    names = session.names(PERSON.table)
    words = _("{position} within {time}: {action}")
    return [
        Mark(
            step.id,
            ESCALATION_STEP.by_key["colour"].text(step),
            step.within,
            str(n),
            words.format(
                position=n, time=span_text(step.within), action=names.text(step.person) or step.role
            ),
        )
        for n, step in enumerate(steps, 1)
        if step.within is not None
    ]


def _order_line(order: WarningOrder) -> Line:
    issued = order.status is WarningStatus.ISSUED
    word = WARNING.by_key["status"].text(order)
    state = State.SOON if issued else State.PLAIN
    return Line("bell", WARNING.title(order), word, state, WARNING.table, order.id)
