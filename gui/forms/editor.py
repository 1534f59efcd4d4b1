"""An editor for one field: a name above, an input, and a message below when it does not fit.

It commits when it is left or Enter is pressed; what does not fit stays as typed.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from gui import theme
from gui.forms.inputs import Line, Lines
from gui.session import Session
from gui.widgets import Combo, column, label, restyle, row
from register.errors import FieldError
from register.fields import Choice, Field, Text, clean
from register.i18n import ngettext, translated


class Editor(QWidget):
    """The base: subclasses make ``input`` and say how text gets in and out of it."""

    committed = Signal(object)  # the new value
    input: QWidget

    def __init__(self, session: Session, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.field = session, field
        self._shown = ""
        self._committing = False
        self._column = column(self, spacing=4)
        self._message = label("", "problem")
        self._message.hide()
        self._name = label(translated(field.label), "second")
        self._name.setFont(theme.font(theme.CAPTION))
        self._make()
        self._name.setBuddy(self.input)
        self.input.setObjectName(field.key)
        self.input.setAccessibleName(translated(field.label))
        self._column.addWidget(self._message)
        self.setFocusProxy(self.input)

    # what subclasses say -----------------------------------------------------------------

    def _make(self) -> None:
        """Make ``input`` and lay it out."""
        raise NotImplementedError

    def text(self) -> str:
        """Return what stands in the input."""
        raise NotImplementedError

    def put(self, text: str) -> None:
        """Put a text into the input."""
        raise NotImplementedError

    def parse(self, text: str) -> Any:
        """Return the value that a text means; raises FieldError."""
        return self.field.kind.parse(text)

    def format(self, value: Any) -> str:
        """Return the text of a value."""
        return self.field.kind.format(value)

    # what forms ask ----------------------------------------------------------------------

    def show_value(self, value: Any) -> None:
        """Show a stored value and forget what was typed."""
        self._shown = self.format(value)
        if self.text() != self._shown:
            self.put(self._shown)
        self.complain("")
        self.session.typed.emit()

    def pending(self) -> bool:
        """Tell whether the input holds something that is not stored."""
        return self.text() != self._shown

    def commit(self) -> None:
        """Hand on what was typed, if it fits."""
        if self._committing or not self.pending():
            return
        text = self.text()
        removed = 0
        if isinstance(self.field.kind, Text):
            text, removed = clean(text)
        try:
            value = self.parse(text)
        except FieldError as error:
            self.complain(str(error))
            return
        self._committing = True
        try:
            self.committed.emit(value)
        finally:
            self._committing = False
        if removed and not self.pending():
            self._say_removed(removed)

    def revert(self) -> None:
        """Put back what is stored."""
        self.put(self._shown)
        self.complain("")

    def complain(self, text: str) -> None:
        """Show beside the field why it cannot be saved; "" when it can."""
        self._message.setText(text)
        self._message.setVisible(bool(text))
        if self.input.property("wrong") != bool(text):
            self.input.setProperty("wrong", bool(text))
            restyle(self.input)

    @property
    def problem(self) -> str:
        """What the field complains of, or ""."""
        return self._message.text()

    def rename(self, text: str) -> None:
        """Show another name above the input."""
        self._name.setText(text)
        self.input.setAccessibleName(text)

    def set_enabled(self, on: bool) -> None:
        """Allow typing, or only reading."""
        self.input.setEnabled(on)

    def _say_removed(self, count: int) -> None:
        text = ngettext(
            "{count} control character was removed.",
            "{count} control characters were removed.",
            count,
        )
        self._message.setText(text.format(count=count))
        self._message.show()


class LineEditor(Editor):
    """Text, numbers and moments, on one line."""

    hint = ""

    def _make(self) -> None:
        self.input = self.line = Line(self)
        self.line.setPlaceholderText(self.hint)
        self.line.editingFinished.connect(self.commit)
        self.line.textChanged.connect(lambda _text: self.session.typed.emit())
        self.line.reverted.connect(self.revert)
        self._column.addWidget(self._name)
        self._line_row = row(spacing=4)
        self._line_row.addWidget(self.line)
        self._column.addLayout(self._line_row)

    def text(self) -> str:
        return self.line.text()

    def put(self, text: str) -> None:
        place = self.line.cursorPosition()
        self.line.setText(text)
        self.line.setCursorPosition(min(place, len(text)) if self.line.hasFocus() else 0)

    def set_enabled(self, on: bool) -> None:
        self.line.setReadOnly(not on)


class MomentEditor(LineEditor):
    """A day and a time."""

    hint = "2026-03-31 14:30"


class NoteEditor(Editor):
    """Text over several lines."""

    def _make(self) -> None:
        self.input = self.lines = Lines(self)
        self.lines.finished.connect(self.commit)
        self.lines.textChanged.connect(self.session.typed.emit)
        self.lines.reverted.connect(self.revert)
        self._column.addWidget(self._name)
        self._column.addWidget(self.lines)

    def text(self) -> str:
        return self.lines.toPlainText()

    def put(self, text: str) -> None:
        self.lines.setPlainText(text)

    def set_enabled(self, on: bool) -> None:
        self.lines.setReadOnly(not on)


class ChoiceEditor(Editor):
    """One of a few words."""

    def _make(self) -> None:
        self.input = self.combo = Combo(self)
        assert isinstance(self.field.kind, Choice)
        if not self.field.required:
            self.combo.addItem("")
        for option in self.field.kind.options:
            self.combo.addItem(self.field.kind.format(option))
        self.combo.activated.connect(lambda _index: self.commit())
        self._column.addWidget(self._name)
        self._column.addWidget(self.combo)

    def text(self) -> str:
        return self.combo.currentText()

    def put(self, text: str) -> None:
        self.combo.setCurrentIndex(self.combo.findText(text))


class FlagEditor(Editor):
    """Yes or no."""

    def _make(self) -> None:
        self.input = self.box = QCheckBox(translated(self.field.label))
        self.box.clicked.connect(lambda _on: self.commit())
        self._name.setText(" ")  # keeps the box level with the inputs beside it
        self._column.addWidget(self._name)
        self._column.addWidget(self.box)

    def text(self) -> str:
        return self.format(self.box.isChecked())

    def put(self, text: str) -> None:
        self.box.setChecked(bool(self.parse(text)))
