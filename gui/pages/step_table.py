"""The table of a plan's steps: editors in its cells, moved by drag and by Alt with the arrows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from gui.pages.fitted_table import FittedTable
from gui.pages.step_model import FIELDS, StepModel
from register.i18n import _

WIDTHS = {"position": 38, "phase": 84, "post": 84, "minutes": 64}


class StepTable(FittedTable):
    """Its rows can be moved."""

    moved = Signal(int, int)  # from which row to which

    def __init__(self, model: StepModel, parent: QWidget | None = None) -> None:
        super().__init__(model, FIELDS, _("Steps"), WIDTHS, parent)
        self.steps = model
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)

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
        self.drop(
            self.currentIndex().row(), place + below if place >= 0 else len(self.steps.records)
        )
        event.setDropAction(Qt.DropAction.IgnoreAction)  # the rows have moved already
        event.accept()

    def drop(self, row: int, before: int) -> None:
        """Move a row before another one, as a drag that ended there."""
        to = before - 1 if before > row else before
        self.moved.emit(row, min(to, len(self.steps.records) - 1))
