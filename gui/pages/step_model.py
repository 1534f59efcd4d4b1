"""The steps of a plan as a table that is edited in place; its last row makes a new step."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from gui import theme
from gui.forms.keeping import add_record, save_field
from gui.session import Session
from gui.widgets import tip
from register.book import Book
from register.entities import STEP, PlanStep
from register.entities.plan import Phase
from register.entity import new_id
from register.errors import RegisterError
from register.fields import Field, Text, clean
from register.i18n import N_, _, translated

FIELDS = tuple(STEP.by_key[key] for key in ("position", "phase", "action", "post", "minutes"))
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class StepModel(QAbstractTableModel):
    """Rows are steps in their order; a change is stored when a cell is left."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.steps: list[PlanStep] = []
        self._plan: str | None = None

    # reading -----------------------------------------------------------------------------

    def show_plan(self, plan: str | None) -> None:
        """Show the steps of another plan."""
        self.beginResetModel()
        self._plan = plan
        self.steps = self._read()
        self.endResetModel()

    def refresh(self) -> None:
        """Read again; what is being edited stays open where its row stays."""
        steps = self._read()
        old, new = [step.id for step in self.steps], [step.id for step in steps]
        if old == new:
            self.steps = steps
            last = self.index(len(steps), self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        elif new[:-1] == old:
            self.beginInsertRows(ROOT, len(new), len(new))  # the row typed into became the step
            self.steps = steps
            self.endInsertRows()
            self.dataChanged.emit(self.index(len(old), 0), self.index(len(new), 0))
        else:
            self.show_plan(self._plan)

    def row_of(self, step: str) -> int:
        """Return the row of a step, -1 when it is not there."""
        return next((n for n, item in enumerate(self.steps) if item.id == step), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.steps) + self._draft_rows

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(FIELDS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.session.read_only:
            return flags
        if index.row() < len(self.steps):
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if FIELDS[index.column()].key != "position" and (
            index.row() < len(self.steps) or FIELDS[index.column()].key == "action"
        ):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        field = FIELDS[index.column()]
        if index.row() >= len(self.steps):
            return self._draft_text(field, role)
        text = field.text(self.steps[index.row()])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return text
        return tip(text) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        label = FIELDS[section].label
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(translated(label))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        short = {"position": N_("No."), "minutes": N_("Minutes")}
        return translated(short.get(FIELDS[section].key, label))

    # writing -----------------------------------------------------------------------------

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        field = FIELDS[index.column()]
        text = clean(str(value))[0] if isinstance(field.kind, Text) else str(value)
        try:
            if index.row() >= len(self.steps):
                return self._add(text)
            step = self.steps[index.row()]
            if field.text(step) == text:
                return True
            changed = replace(step, **{field.key: field.kind.parse(text)})
            for problem in STEP.problems(changed).values():
                raise RegisterError(problem)
            save_field(self.session, STEP, step, field, getattr(changed, field.key))
        except RegisterError as error:
            self.session.complain(error)
            return False
        return True

    def move(self, row: int, to: int) -> bool:
        """Move a step to another place; returns whether anything moved."""
        inside = range(len(self.steps))
        if row not in inside or to not in inside or row == to:
            return False
        steps = list(self.steps)
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

    # inside ------------------------------------------------------------------------------

    @property
    def _draft_rows(self) -> int:
        return 1 if self._plan and not self.session.read_only else 0

    def _read(self) -> list[PlanStep]:
        table = self.session.open_book.table(STEP)
        found = table.find(plan=self._plan) if self._plan else []
        return sorted(found, key=lambda step: step.position or 0)

    def _draft_text(self, field: Field, role: int) -> Any:
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(theme.tokens().third)
        if field.key != "action" or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        return _("New step…")

    def _add(self, text: str) -> bool:
        if not text:
            return False
        place = max((step.position or 0 for step in self.steps), default=0) + 1
        phase = self.steps[-1].phase if self.steps else Phase.HANDLING
        step = PlanStep(id=new_id(), plan=self._plan, position=place, phase=phase, action=text)
        for problem in STEP.problems(step).values():
            raise RegisterError(problem)
        add_record(self.session, STEP, step)
        return True
