"""A table edited in place that shows every row at its full height; what is around it scrolls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QWidget

from gui.pages.cell_model import CellModel
from gui.pages.cell_table import TRIGGER, CellTable
from register.fields import Field

EDITOR_ROOM = 30  # by which the editor of a long text is higher than a row of one line
_WAYS = {
    QAbstractItemDelegate.EndEditHint.EditNextItem: 1,
    QAbstractItemDelegate.EndEditHint.EditPreviousItem: -1,
}


class FittedTable(CellTable):
    """Tab leads from cell to cell of those that can be edited."""

    fitted = Signal()

    def __init__(
        self,
        model: CellModel,
        fields: Sequence[Field],
        name: str,
        widths: Mapping[str, int],
        parent: QWidget | None = None,
    ) -> None:
        """``widths``: of the columns by key; one that has none takes the room that is left."""
        super().__init__(model, fields, name, parent)
        self._cells = model
        self.setEditTriggers(self.editTriggers() | TRIGGER.SelectedClicked)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setMinimumSectionSize(36)
        self._set_widths(fields, widths)
        for changed in (model.modelReset, model.rowsInserted, model.dataChanged):
            changed.connect(self.fit)
        self.horizontalHeader().geometriesChanged.connect(self.fit)

    def fit(self, *_what: object) -> None:
        """Give every row the height of its text, and the table that of its rows."""
        self.resizeRowsToContents()
        header = self.horizontalHeader().sizeHint().height()
        room = EDITOR_ROOM if self.cell.editor is not None else 0
        self.setFixedHeight(header + self.verticalHeader().length() + 4 + room)
        self.fitted.emit()

    def edit(self, index: Any, *how: Any) -> Any:
        """Open an editor, with room for it below the last row."""
        opened = super().edit(index, *how)
        if self.cell.editor is not None:
            self.fit()
        return opened

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close an editor; Tab leads on to the next cell that can be edited, Shift+Tab back."""
        way = _WAYS.get(hint, 0)
        at = self.currentIndex()
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint if way else hint)
        self.fit()
        if way and (target := self._next_cell(at, way)).isValid():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setCurrentIndex(target)
            self.edit(target)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    # inside ------------------------------------------------------------------------------

    def _next_cell(self, at: QModelIndex, way: int) -> QModelIndex:
        columns = self._cells.columnCount()
        place = at.row() * columns + at.column() + way
        while 0 <= place < self._cells.rowCount() * columns:
            found = self._cells.index(place // columns, place % columns)
            if found.flags() & Qt.ItemFlag.ItemIsEditable:
                return found
            place += way
        return QModelIndex()
