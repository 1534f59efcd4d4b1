"""Editing one cell in the list: F2 or typing opens an input, Enter saves the one field.

Long texts and ratings are edited in the form beside the list.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from gui import theme
from gui.drafts import DETAILS, Draft
from gui.forms.keeping import save_field, save_given
from gui.session import Session
from gui.tables.delegates import CellDelegate
from gui.tables.view import RecordView
from gui.widgets import Combo, restyle
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
        self._editor: QWidget | None = None
        self._place = QPersistentModelIndex()  # of the input that is open
        self._shown = ""  # what stood in it before one typed
        self._waiting: Draft | None = None  # what was typed, until its input is open again
        self._is_wrong = False  # what waits, because it does not fit
        view.records.modelAboutToBeReset.connect(self._keep)

    def settle(self) -> bool:
        """Store what stands in the open input, if there is one; tell whether it fitted."""
        self._again()
        if self._editor is not None:
            self._done(self._editor)
        return self._waiting is None

    def forget(self) -> None:
        """Close the input, if one is open, and forget what stands in it."""
        self._waiting = None
        if self._editor is not None:
            self.closeEditor.emit(self._editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)

    def typed(self) -> list[Draft]:
        """Return what was typed and is not stored."""
        if self._waiting is not None:
            return [self._waiting]
        editor, place = self._editor, self._place
        if editor is None or not place.isValid() or _text(editor) == self._shown:
            return []
        return [self._draft(place, _text(editor))]

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
        self._editor, self._place = editor, QPersistentModelIndex(index)
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if editor is self._editor:
            self._editor = None
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        field, record = self._field(index), self._record(index)
        line = _line_of(editor)
        if record is None or (line is not None and line.isModified()):  # one types there
            return
        value = self._view.records.value(index.row(), field)
        if isinstance(editor, QComboBox):
            if isinstance(field.kind, Given) and editor.findData(value) < 0:
                editor.addItem(field.kind.format(value), value)  # what does not fit stays
            editor.setCurrentIndex(max(editor.findData(_data(value)), 0))
        elif isinstance(editor, QLineEdit):
            editor.setText(field.kind.format(value))
            editor.selectAll()
        self._shown = _text(editor)

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        if self._record(index) is None:
            return
        text = _text(editor)
        try:
            self._save(index, text, editor)
        except RegisterError as error:
            self._session.complain(error)
            self._waiting, self._is_wrong = self._draft(index, text), True
            QTimer.singleShot(0, self._view, self._again)

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
        later = partial(QTimer.singleShot, 1, self, partial(self._done, combo))
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

    def _done(self, editor: QWidget) -> None:
        if editor is not self._editor:
            return
        self.commitData.emit(editor)
        if editor is self._editor:  # else the list was read again, which closed it
            self.closeEditor.emit(editor)

    def _draft(self, place: Index, text: str) -> Draft:
        record, table = self._record(place), self._view.records.entity.table
        return Draft(table, record.id, DETAILS, {self._field(place).key: text})

    def _keep(self) -> None:
        """Keep what is typed while the list is read again, for that closes the input."""
        if self._waiting is None and (typed := self.typed()):
            self._waiting, self._is_wrong = typed[0], False
            QTimer.singleShot(0, self._view, self._again)

    def _again(self) -> None:
        """Open the input again with what was typed, so that nothing is lost."""
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            return
        ((key, text),) = waiting.texts.items()
        records = self._view.records
        columns = [field.key for field in records.fields]
        row = records.row_of(waiting.record)
        if row < 0 or key not in columns:
            return
        index = records.index(row, columns.index(key))
        self._view.setCurrentIndex(index)
        if self._view.indexWidget(index) is not None:  # it is open: one types there anew
            return
        self._view.edit(index)
        line = _line_of(self._view.indexWidget(index))
        if line is not None:
            line.setText(text)
            line.setModified(True)
            line.setProperty("wrong", self._is_wrong)
            restyle(line)


def let_edit(session: Session, view: RecordView) -> InlineDelegate:
    """Let the cells of a list be edited, unless the register is only read; returns what does it."""
    cells = InlineDelegate(session, view)
    view.setItemDelegate(cells)
    if not session.read_only:
        triggers = QAbstractItemView.EditTrigger
        view.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed)
    return cells


def _is_picked(field: Field) -> bool:
    """Tell whether a field holds one of a few words or records."""
    kind = field.kind
    return isinstance(kind, Choice | Flag | Link) or (isinstance(kind, Given) and kind.is_chosen)


def _data(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


def _line_of(editor: QWidget | None) -> QLineEdit | None:
    line = editor.lineEdit() if isinstance(editor, QComboBox) else editor
    return line if isinstance(line, QLineEdit) else None


def _text(editor: QWidget) -> str:
    if isinstance(editor, QComboBox):
        return editor.currentText()
    return editor.text() if isinstance(editor, QLineEdit) else ""


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
