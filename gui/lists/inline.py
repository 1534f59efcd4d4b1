"""Editing one cell in the list: F2 or typing opens an input, Enter saves the one field.

Long texts and ratings are edited in the form beside the list.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from gui import theme
from gui.forms.keeping import save_field, save_given
from gui.session import Session
from gui.tables.delegates import CellDelegate
from gui.tables.open_cell import OpenCell, is_begun, text_of
from gui.tables.view import RecordView
from gui.widgets import Combo
from register.errors import FieldError, RegisterError
from register.fields import Choice, Field, Flag, Link, clean
from register.i18n import _, translated
from register.identifying.custom import CustomColumn, Given

Index = QModelIndex | QPersistentModelIndex
HEIGHT, LEAST_WIDTH = 34, 150


class InlineDelegate(CellDelegate):
    """Draws the cells of a list and edits those that can be edited there."""

    def __init__(self, session: Session, view: RecordView) -> None:
        super().__init__(view)
        self._session, self._view = session, view
        self.cell = OpenCell(view, view.records)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setPen(QPen(QColor(theme.tokens().accent), 1))
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -2, -2), 4, 4)
            painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = self._field(index)
        editor = self._combo(parent, field) if _is_picked(field) else QLineEdit(parent)
        editor.setAccessibleName(translated(field.label))
        return self.cell.opened(editor, index)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self.cell.closed(editor)
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        field, record = self._field(index), self._record(index)
        if record is None or is_begun(editor):
            return
        value = self._view.records.value(index.row(), field)
        if isinstance(editor, QComboBox):
            if isinstance(field.kind, Given) and editor.findData(value) < 0:
                editor.addItem(field.kind.format(value), value)  # what does not fit stays
            editor.setCurrentIndex(max(editor.findData(_data(value)), 0))
        elif isinstance(editor, QLineEdit):
            editor.setText(field.kind.format(value))
            editor.selectAll()
        self.cell.filled(editor)

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        if self._record(index) is None:
            return
        text = text_of(editor)
        try:
            self._save(index, text, editor)
        except RegisterError as error:
            self._session.complain(error)
            self.cell.refused(text)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        rect = option.rect
        width = max(rect.width(), LEAST_WIDTH)
        left = min(rect.left(), self._view.viewport().width() - width)
        top = rect.center().y() - HEIGHT // 2
        editor.setGeometry(QRect(max(left, 0), top, width, HEIGHT))

    # inside ------------------------------------------------------------------------------

    def _field(self, index: Index) -> Field:
        return self._view.records.fields[index.column()]

    def _record(self, index: Index) -> Any:
        return self._view.records.record(index.row())

    def _combo(self, parent: QWidget, field: Field) -> Combo:
        combo = Combo(parent)
        for text, value in self._options(field):
            combo.addItem(text, value)
        if isinstance(field.kind, Link):
            combo.setEditable(True)
            combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            completer = QCompleter(combo.model(), combo)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            combo.setCompleter(completer)
        # after what is posted: Qt closes the editor itself when Enter chose the value
        later = partial(QTimer.singleShot, 1, self, partial(self.cell.finish, combo))
        combo.activated.connect(lambda _place: later())
        return combo

    def _options(self, field: Field) -> list[tuple[str, Any]]:
        kind = field.kind
        empty: list[tuple[str, Any]] = [] if field.required else [("", None)]
        if isinstance(kind, Choice):
            return empty + [(kind.format(option), str(option)) for option in kind.options]
        if isinstance(kind, Given):
            return [("", ""), *((kind.format(word), word) for word in kind.words)]
        if isinstance(kind, Link):
            names = self._session.names(kind.target).in_order()
            return empty + [(name, record_id) for record_id, name in names]
        return [(kind.format(True), True), (kind.format(False), False)]

    def _parse(self, field: Field, text: str, editor: QWidget) -> Any:
        if not isinstance(field.kind, Link):
            return field.kind.parse(clean(text)[0])
        assert isinstance(editor, QComboBox)
        if editor.itemText(editor.currentIndex()) == text:
            return editor.currentData()
        found = [n for n in range(editor.count()) if _same(editor.itemText(n), text)]
        if len(found) != 1:
            sentence = _("“{text}” is not in the list; pick one from it.")
            raise FieldError(sentence.format(text=text))
        return editor.itemData(found[0])

    def _save(self, index: Index, text: str, editor: QWidget) -> None:
        """Store what was typed, if it is something else than before; raises RegisterError."""
        field, record, entity = self._field(index), self._record(index), self._view.records.entity
        held = self._view.records.value(index.row(), field)
        if not isinstance(field, CustomColumn):
            value = self._parse(field, text, editor)
            if value != held:
                save_field(self._session, entity, record, field, value)
        elif text != field.kind.format(held):
            given = field.kind.parse(clean(text)[0])
            save_given(self._session, entity, record, field, given)


def let_edit(session: Session, view: RecordView) -> OpenCell:
    """Let the cells of a list be edited, unless the register is only read; returns the open one."""
    delegate = InlineDelegate(session, view)
    view.setItemDelegate(delegate)
    if not session.read_only:
        triggers = QAbstractItemView.EditTrigger
        view.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed)
    return delegate.cell


def _is_picked(field: Field) -> bool:
    """Tell whether a field holds one of a few words or records."""
    kind = field.kind
    return isinstance(kind, Choice | Flag | Link) or (isinstance(kind, Given) and kind.is_chosen)


def _data(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
