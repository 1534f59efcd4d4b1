"""A table whose cells are edited in place: the log of a drill, the steps of a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from gui import theme
from gui.pages.cell_delegate import CellDelegate
from gui.pages.cell_model import CellModel
from gui.tables.open_cell import CellText, OpenCell
from gui.tables.plain_table import PlainTable
from register.fields import Field

LEAST_ROW = 36
TRIGGER = QAbstractItemView.EditTrigger


class CellTable(PlainTable):
    """Enter or typing edits a cell, Del deletes the chosen row."""

    deleted = Signal()

    def __init__(
        self,
        model: CellModel,
        fields: Sequence[Field],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        """``fields``: of the columns; ``name``: what the rows are."""
        super().__init__(model, name, parent)
        self.cell, self.cell_fields = OpenCell(self, model), {field.key for field in fields}
        self.setItemDelegate(CellDelegate(fields, self.cell, self))
        self.setEditTriggers(TRIGGER.DoubleClicked | TRIGGER.EditKeyPressed | TRIGGER.AnyKeyPressed)
        self.setFont(theme.font(13))
        self.verticalHeader().setMinimumSectionSize(LEAST_ROW)

    def typed(self) -> dict[str, str]:
        """Return what stands in an open cell and is not stored, by record and field."""
        found = self.cell.typed()
        return {found.key: found.text} if found else {}

    def retype(self, texts: Mapping[str, str]) -> None:
        """Put a text into its cell again."""
        for found in CellText.found(texts):
            if found.field in self.cell_fields:
                self.cell.retype(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.deleted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_cell()
        else:
            super().keyPressEvent(event)

    def _open_cell(self) -> None:
        closed = self.state() is not QAbstractItemView.State.EditingState
        if closed and self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(self.currentIndex())

    def _set_widths(self, fields: Sequence[Field], widths: Mapping[str, int]) -> None:
        """A field that has no width of its own takes the room that is left."""
        header = self.horizontalHeader()
        for n, field in enumerate(fields):
            if field.key in widths:
                header.resizeSection(n, widths[field.key])
            else:
                header.setSectionResizeMode(n, QHeaderView.ResizeMode.Stretch)
