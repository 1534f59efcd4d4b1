"""Editors in the cells of a table: each gets the one that its field needs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QRect,
    QRegularExpression,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QRegularExpressionValidator
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui import theme
from gui.colours import paint_shade
from gui.pages.cell_model import CellModel
from gui.tables.open_cell import EndEditHint, Index, OpenCell, is_begun, text_of
from gui.widgets import Combo
from register.entities.indicator import COLOUR_KIND
from register.fields import Choice, Field, Note, Number
from register.i18n import _

PAD = 10
ONE_LINE = 38  # the height of a row of one line
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ENDS = {
    Qt.Key.Key_Return: EndEditHint.NoHint,
    Qt.Key.Key_Enter: EndEditHint.NoHint,
    Qt.Key.Key_Tab: EndEditHint.EditNextItem,
    Qt.Key.Key_Backtab: EndEditHint.EditPreviousItem,
}


class CellDelegate(QStyledItemDelegate):
    """Makes the editor that a column needs; Enter stores, Shift+Enter begins a new line."""

    def __init__(
        self, fields: Sequence[Field], cell: OpenCell, parent: QObject | None = None
    ) -> None:
        """``fields``: of the columns; ``cell`` follows what is open."""
        super().__init__(parent)
        self._fields, self.cell = tuple(fields), cell

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.displayAlignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(0, 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.paint_ground(painter, option)
        if self._fields[index.column()].kind is COLOUR_KIND:
            self._paint_colour(painter, option.rect, index)
            return
        inside = QStyleOptionViewItem(option)
        inside.rect = option.rect.adjusted(0, PAD - 2, 0, 0)
        super().paint(painter, inside, index)
        self._paint_line(painter, option.rect)

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Draw what is behind a cell: whether its row is chosen, and the line below it."""
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.tokens().selection))
        self._paint_line(painter, option.rect)

    def _paint_colour(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Show a colour of warning as a chip, where the first line of a text stands."""
        model = index.model()
        if isinstance(model, CellModel) and index.row() < len(model.records):
            field = self._fields[index.column()]
            colour = getattr(model.records[index.row()], field.key)
            room = rect.adjusted(4, 0, -4, 0)
            room.setHeight(min(room.height(), ONE_LINE))
            if colour is not None:
                paint_shade(painter, room, colour)

    def _paint_line(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(QColor(theme.tokens().line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = self._fields[index.column()]
        editor: QWidget
        if isinstance(field.kind, Choice):
            editor = box = Combo(parent)
            box.addItems(["", *(field.kind.format(item) for item in field.kind.options)])
            # after what is posted: Qt closes the editor itself when Enter chose the value
            later = partial(QTimer.singleShot, 1, self, partial(self.cell.finish, box))
            box.activated.connect(lambda _index: later())
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
        return self.cell.opened(editor, index)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self.cell.closed(editor)
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if is_begun(editor):
            return
        if isinstance(editor, Combo):
            editor.setCurrentIndex(max(editor.findText(text), 0))
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
        self.cell.filled(editor)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        text = text_of(editor)
        if not model.setData(index, text):
            self.cell.refused(text)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        rect = option.rect
        high = max(rect.height() + 12, 34 if not isinstance(editor, QPlainTextEdit) else 64)
        editor.setGeometry(rect.left(), rect.top(), rect.width(), high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt leaves these keys to an editor of several lines, which would go elsewhere by Tab."""
        if (
            isinstance(watched, QPlainTextEdit)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _ENDS
            and not (event.key() in _ENTER and event.modifiers() & _SHIFT)
        ):
            self.cell.finish(watched, _ENDS[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)
