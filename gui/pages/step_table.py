"""The table of a plan's steps: editors in its cells, moved by drag and by Alt with the arrows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from gui.pages.cell_table import TRIGGER, CellTable
from gui.pages.step_model import FIELDS, StepModel
from register.i18n import _

EDITOR_ROOM = 30  # by which the editor of a long text is higher than a row of one line
WIDTHS = {"position": 38, "phase": 84, "post": 84, "minutes": 64}
_WAYS = {
    QAbstractItemDelegate.EndEditHint.EditNextItem: 1,
    QAbstractItemDelegate.EndEditHint.EditPreviousItem: -1,
}


class StepTable(CellTable):
    """Shows every row at its full height; what is around it scrolls."""

    moved = Signal(int, int)  # from which row to which
    fitted = Signal()

    def __init__(self, model: StepModel, parent: QWidget | None = None) -> None:
        super().__init__(model, FIELDS, _("Steps"), parent)
        self.steps = model
        self._set_up()
        for changed in (model.modelReset, model.rowsInserted, model.dataChanged):
            changed.connect(self.fit)

    def close_editor(self) -> None:
        """Forget what stands in an open editor."""
        if self.delegate.editor is not None:
            self.closeEditor(
                self.delegate.editor, QAbstractItemDelegate.EndEditHint.RevertModelCache
            )

    def fit(self, *_what: object) -> None:
        """Give every row the height of its text, and the table that of its rows."""
        self.resizeRowsToContents()
        header = self.horizontalHeader().sizeHint().height()
        room = EDITOR_ROOM if self.delegate.editor is not None else 0
        self.setFixedHeight(header + self.verticalHeader().length() + 4 + room)
        self.fitted.emit()

    def edit(self, index: Any, *how: Any) -> Any:
        """Open an editor, with room for it below the last row."""
        opened = super().edit(index, *how)
        if self.delegate.editor is not None:
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        row = self.currentIndex().row()
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(row, row + step)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if event.source() is not self:
            return
        place = self.rowAt(int(event.position().y()))
        below = self.dropIndicatorPosition() == (QAbstractItemView.DropIndicatorPosition.BelowItem)
        self.drop(self.currentIndex().row(), place + below if place >= 0 else len(self.steps.steps))
        event.setDropAction(Qt.DropAction.IgnoreAction)  # the rows have moved already
        event.accept()

    def drop(self, row: int, before: int) -> None:
        """Move a row before another one, as a drag that ended there."""
        to = before - 1 if before > row else before
        self.moved.emit(row, min(to, len(self.steps.steps) - 1))

    # inside ------------------------------------------------------------------------------

    def _next_cell(self, at: QModelIndex, way: int) -> QModelIndex:
        columns = len(FIELDS)
        place = at.row() * columns + at.column() + way
        while 0 <= place < self.steps.rowCount() * columns:
            found = self.steps.index(place // columns, place % columns)
            if found.flags() & Qt.ItemFlag.ItemIsEditable:
                return found
            place += way
        return QModelIndex()

    def _set_up(self) -> None:
        self.setEditTriggers(self.editTriggers() | TRIGGER.SelectedClicked)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setMinimumSectionSize(36)
        self._set_widths(FIELDS, WIDTHS)
