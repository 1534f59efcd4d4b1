"""The steps of a plan as a table that is edited in place; its last row makes a new step."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.pages.record_cells import RecordModel
from gui.session import Session
from register.book import Book
from register.entities import STEP, PlanStep
from register.entities.plan import Phase
from register.errors import RegisterError
from register.i18n import N_, _

FIELDS = tuple(STEP.by_key[key] for key in ("position", "phase", "action", "post", "minutes"))
Index = QModelIndex | QPersistentModelIndex


class StepModel(RecordModel):
    """Rows are steps in their order, which can be dragged to another place."""

    draft_key = "action"
    open_keys = ("phase", "action", "post", "minutes")
    short = {"position": N_("No."), "minutes": N_("Minutes")}

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, STEP, "plan", FIELDS, parent)
        self.draft_words = _("New step…")

    def read(self, owner: str) -> list[PlanStep]:
        return sorted(super().read(owner), key=lambda step: step.position or 0)

    def fresh(self, text: str) -> PlanStep:
        place = max((step.position or 0 for step in self.records), default=0) + 1
        phase = self.records[-1].phase if self.records else Phase.HANDLING
        made: PlanStep = super().fresh(text)
        return replace(made, position=place, phase=phase)

    def row_of(self, step: str) -> int:
        """Return the row of a step, -1 when it is not there."""
        return next((n for n, item in enumerate(self.records) if item.id == step), -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = super().flags(index)
        if index.row() < len(self.records) and not self.session.read_only:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def move(self, row: int, to: int) -> bool:
        """Move a step to another place; returns whether anything moved."""
        inside = range(len(self.records))
        if row not in inside or to not in inside or row == to:
            return False
        steps: list[Any] = list(self.records)
        steps.insert(to, steps.pop(row))
        places = enumerate(steps, 1)
        moved = [replace(step, position=n) for n, step in places if step.position != n]

        def work(book: Book) -> None:
            book.table(STEP).save_all(moved)

        try:
            self.session.write(N_("Move a step"), work)
        except RegisterError as error:
            self.session.complain(error)
            return False
        return True
