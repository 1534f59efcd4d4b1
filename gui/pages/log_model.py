"""The log of a drill as a table that is edited in place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Qt

from drills.entities import LOG
from gui.forms.keeping import save_field
from gui.pages.cell_model import CellModel
from gui.session import Session
from gui.tables.open_cell import Index
from register.errors import RegisterError
from register.fields import Field

FIELDS = tuple(LOG.by_key[key] for key in ("at", "kind", "text", "by"))
TEXT = 2


class LogModel(CellModel):
    """Rows are entries in the order of their times."""

    open_keys = tuple(field.key for field in FIELDS)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, FIELDS, parent)
        self._one_day = True

    def read(self, owner: str) -> list[Any]:
        found = self.session.open_book.table(LOG).find(drill=owner)
        days = {entry.at.astimezone().date() for entry in found if entry.at}
        self._one_day = len(days) < 2
        return sorted(found, key=lambda entry: str(entry.at))

    def text(self, record: Any, field: Field) -> str:
        return field.text(record)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Of entries of one day only the times are shown."""
        is_shown_time = (
            role == Qt.ItemDataRole.DisplayRole and self.fields[index.column()].key == "at"
        )
        if is_shown_time and self._one_day and self.session.book is not None:
            at = self.records[index.row()].at
            return at.astimezone().strftime("%H:%M:%S") if at else ""
        return super().data(index, role)

    def put(self, record: Any, field: Field, text: str) -> None:
        changed = replace(record, **{field.key: field.kind.parse(text)})
        for problem in LOG.problems(changed).values():
            raise RegisterError(problem)
        save_field(self.session, LOG, record, field, getattr(changed, field.key))
