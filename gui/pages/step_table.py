"""The table of a plan's steps: editors in its cells, moved by drag and by Alt with the arrows."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRegularExpression,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPalette,
    QRegularExpressionValidator,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui import theme
from gui.pages.step_model import FIELDS, StepModel
from gui.widgets import Combo
from register.fields import Choice, Note, Number
from register.i18n import _

LEAST_ROW = 36
WIDTHS = {"position": 38, "phase": 84, "post": 84, "minutes": 64}
PAD = 10
Index = QModelIndex | QPersistentModelIndex


class StepDelegate(QStyledItemDelegate):
    """Makes the editor that a column needs; Enter stores, Shift+Enter begins a new line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.editor: QWidget | None = None

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.displayAlignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        if index.row() >= len(index.model().steps):  # type: ignore[attr-defined]
            colour = QColor(theme.tokens().third)
            option.palette.setColor(QPalette.ColorRole.Text, colour)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(0, 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.tokens().selection))
        inside = QStyleOptionViewItem(option)
        inside.rect = rect.adjusted(0, PAD - 2, 0, 0)
        super().paint(painter, inside, index)
        painter.setPen(QColor(theme.tokens().line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = FIELDS[index.column()]
        editor: QWidget
        if isinstance(field.kind, Choice):
            editor = box = Combo(parent)
            box.addItems(["", *(field.kind.format(item) for item in field.kind.options)])
            box.activated.connect(lambda _index: self._finish(box))
        elif isinstance(field.kind, Note):
            editor = QPlainTextEdit(parent)
            editor.setTabChangesFocus(True)
        else:
            editor = line = QLineEdit(parent)
            line.setMaxLength(getattr(field.kind, "limit", 7))
            if isinstance(field.kind, Number):
                digits = QRegularExpression(r"\d{0,6}|1000000")
                line.setValidator(QRegularExpressionValidator(digits, line))
        editor.setAccessibleName(_(field.label))
        self.editor = editor
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if editor is self.editor:
            self.editor = None
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, Combo):
            editor.setCurrentIndex(max(editor.findText(text), 0))
        elif isinstance(editor, QPlainTextEdit) and not editor.document().isModified():
            editor.setPlainText(text)
            editor.selectAll()
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, Combo):
            model.setData(index, editor.currentText())
        elif isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        rect = option.rect
        high = max(rect.height(), 34 if not isinstance(editor, QPlainTextEdit) else 64)
        editor.setGeometry(rect.left(), rect.top(), rect.width(), high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(watched, QPlainTextEdit)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self._finish(watched)
            return True
        return super().eventFilter(watched, event)

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)


class StepTable(QTableView):
    """Shows every row at its full height; what is around it scrolls."""

    moved = Signal(int, int)  # from which row to which
    deleted = Signal()
    fitted = Signal()

    def __init__(self, model: StepModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps = model
        self.delegate = StepDelegate(self)
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
