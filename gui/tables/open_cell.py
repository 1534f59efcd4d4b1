"""The cell of a table that is open: what is typed there is stored, or stands there again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QTimer,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from gui.widgets import restyle

CELL = "cell"  # what holds the reader back, where it is no field of the record
Index = QModelIndex | QPersistentModelIndex
EndEditHint = QAbstractItemDelegate.EndEditHint


@dataclass(frozen=True, slots=True)
class CellText:
    """What was typed into a field of a record; ``record`` "": of one that is not stored yet."""

    record: str
    field: str
    text: str

    @property
    def key(self) -> str:
        """What the text is kept under beside those of fields, which have no slash in their keys."""
        return f"{self.record}/{self.field}"

    @classmethod
    def found(cls, texts: Mapping[str, str]) -> list[CellText]:
        """Return those of some kept texts that belong to cells."""
        parts = [(*key.partition("/"), text) for key, text in texts.items()]
        return [cls(record, field, text) for record, slash, field, text in parts if slash]


class Cells(Protocol):
    """A model that knows its cells by record and field."""

    def name_of(self, index: Index) -> tuple[str, str]:
        """Return the id of the record of a cell, and the key of its field."""

    def place_of(self, record: str, field: str) -> QModelIndex:
        """Return where a cell is, an index that is not valid where it is not shown."""


class OpenCell(QObject):
    """Follows the inputs that the delegate of a table opens, one at a time."""

    def __init__(self, view: QAbstractItemView, cells: Cells) -> None:
        super().__init__(view)
        self.editor: QWidget | None = None
        self._view, self._cells = view, cells
        self._name = ("", "")  # of the cell whose input is open: its record and field
        self._shown = ""  # what stood in it before one typed
        self._waiting: CellText | None = None  # what was typed, until its input is open again
        self._is_wrong = False  # what waits, because it does not fit
        assert isinstance(cells, QAbstractItemModel)
        cells.modelAboutToBeReset.connect(self._keep)

    # what delegates tell -----------------------------------------------------------------

    def opened(self, editor: QWidget, index: Index) -> QWidget:
        """An input was made for a cell; returns it."""
        self.editor, self._name = editor, self._cells.name_of(index)
        return editor

    def filled(self, editor: QWidget) -> None:
        """What is stored was put into an input."""
        self._shown = text_of(editor)

    def closed(self, editor: QWidget) -> None:
        """An input goes."""
        if editor is self.editor:
            self.editor = None

    def refused(self, text: str) -> None:
        """What was typed does not fit."""
        if text != self._shown:
            self._wait(CellText(*self._name, text), is_wrong=True)

    def finish(self, editor: QWidget, hint: EndEditHint = EndEditHint.NoHint) -> None:
        """Store what stands in an input and close it, unless it is closed already."""
        if editor is self.editor:
            self._view.commitData(editor)
        if editor is self.editor:  # else the table was read again, which closed it
            self._view.closeEditor(editor, hint)

    # what pages ask ----------------------------------------------------------------------

    def settle(self) -> bool:
        """Store what stands in the open input, if there is one; tell whether it fitted."""
        self._again()
        if self.editor is not None:
            self.finish(self.editor)
        return self._waiting is None

    def forget(self) -> None:
        """Close the input, if one is open, and forget what stands in it."""
        self._waiting = None
        if self.editor is not None:
            self._view.closeEditor(self.editor, EndEditHint.RevertModelCache)

    def typed(self) -> CellText | None:
        """Return what was typed and is not stored."""
        if self._waiting is not None:
            return self._waiting
        if self.editor is None or text_of(self.editor) == self._shown:
            return None
        return CellText(*self._name, text_of(self.editor))

    def retype(self, typed: CellText) -> None:
        """Open the input of a cell with what was typed there."""
        self._wait(typed, is_wrong=False)

    # inside ------------------------------------------------------------------------------

    def _keep(self) -> None:
        """Keep what is typed while the table is read again, for that closes the input."""
        if self._waiting is None and (typed := self.typed()):
            self._wait(typed, is_wrong=False)

    def _wait(self, typed: CellText, *, is_wrong: bool) -> None:
        self._waiting, self._is_wrong = typed, is_wrong
        QTimer.singleShot(0, self, self._again)

    def _again(self) -> None:
        """Open the input again with what was typed, so that nothing is lost."""
        waiting, self._waiting = self._waiting, None
        if waiting is None or self.editor is not None:  # one types anew, there or elsewhere
            return
        index = self._cells.place_of(waiting.record, waiting.field)
        if not index.isValid():
            return
        self._view.setCurrentIndex(index)
        self._view.edit(index)
        line = _written(self.editor)
        if isinstance(line, QLineEdit):
            line.setText(waiting.text)
            line.setModified(True)
        elif isinstance(line, QPlainTextEdit):
            line.setPlainText(waiting.text)
            line.document().setModified(True)
        if line is not None and self._is_wrong:
            line.setProperty("wrong", True)
            restyle(line)


def is_begun(editor: QWidget) -> bool:
    """Tell whether one has typed into an input since it was filled."""
    line = _written(editor)
    if isinstance(line, QPlainTextEdit):
        return line.document().isModified()
    return line is not None and line.isModified()


def text_of(editor: QWidget) -> str:
    """Return what stands in an input."""
    if isinstance(editor, QComboBox):
        return editor.currentText()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""


def _written(editor: QWidget | None) -> QLineEdit | QPlainTextEdit | None:
    """Return the part of an input that one types into, if it has one."""
    line = editor.lineEdit() if isinstance(editor, QComboBox) else editor
    return line if isinstance(line, QLineEdit | QPlainTextEdit) else None
