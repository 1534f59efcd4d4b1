"""The table of a plan's steps: editors in its cells, moved by drag and by Alt with the arrows."""

from __future__ import annotations

from PySide6.QtCore import (
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDropEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from gui import theme
from gui.pages.cell_delegate import CellDelegate
from gui.pages.step_model import FIELDS, StepModel
from register.i18n import _

LEAST_ROW = 36
WIDTHS = {"position": 38, "phase": 84, "post": 84, "minutes": 64}


class StepTable(QTableView):
    """Shows every row at its full height; what is around it scrolls."""

    moved = Signal(int, int)  # from which row to which
    deleted = Signal()
    fitted = Signal()

    def __init__(self, model: StepModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps = model
        self.delegate = CellDelegate(FIELDS, self)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self._set_up()
        for changed in (model.modelReset, model.rowsInserted, model.dataChanged):
            changed.connect(self.fit)

    def settle(self) -> None:
        """Store what stands in an open editor."""
        editor = self.delegate.editor
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

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
        self.setFixedHeight(header + self.verticalHeader().length() + 4)
        self.fitted.emit()

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
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.deleted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(self.currentIndex())
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

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.DoubleClicked
            | trigger.EditKeyPressed
            | trigger.AnyKeyPressed
            | trigger.SelectedClicked
        )
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(theme.font(13))
        self.setAccessibleName(_("Steps"))
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setMinimumSectionSize(LEAST_ROW)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setMinimumSectionSize(36)
        for n, field in enumerate(FIELDS):
            if field.key in WIDTHS:
                header.resizeSection(n, WIDTHS[field.key])
            else:
                header.setSectionResizeMode(n, QHeaderView.ResizeMode.Stretch)
