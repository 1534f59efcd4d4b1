"""A few fields and the buttons that do something with them, such as recording a review.

Nothing is stored before a button is pressed; what was begun for one record is kept while others
are looked at, and through closing and kill.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from gui.begun import Given
from gui.forms.editor import Editor
from gui.forms.kinds import editor_for
from gui.session import Session
from gui.widgets import button, column, label, row
from register.errors import RegisterError
from register.fields import Field, Note

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verb:
    """A button of the form; ``act`` is given the values by field key, and may refuse."""

    text: str
    act: Callable[[Values], object]
    role: str = ""
    sign: str = ""


class DeedForm(QWidget):
    """Fields over buttons; Ctrl+Enter presses the first one."""

    done = Signal()

    def __init__(
        self,
        session: Session,
        fields: Sequence[Field],
        verbs: Sequence[Verb],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.values: Values = {}
        self._name = (type(self).__name__, *(field.key for field in fields))
        self._key = ""
        self._fresh: Values = {}
        self.editors: dict[str, Editor] = {}
        self.buttons: list[QPushButton] = []
        self._problem = label("", "problem")
        self._lay_out(fields, verbs)
        session.begun.asked.connect(self._say_seen)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, partial(self._press, verbs[0]))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_for(self, key: str, **values: Any) -> None:
        """Show the form for a record: what was begun for it, else these values."""
        self._say_seen()
        again = key == self._key
        self._key, self._fresh = key, dict(values)
        given = self.session.begun.of((*self._name, key))
        self.values = dict(values)
        for name, editor in self.editors.items():
            if name in given.values:
                self.values[name] = editor.field.kind.from_sql(given.values[name])
            editor.set_enabled(not self.session.read_only)
            if again and editor.pending():  # it does not fit, or one types there
                continue
            editor.show_value(self.values.get(name, editor.field.empty))
            if name in given.texts:
                editor.put(given.texts[name])
        for made in self.buttons:
            made.setEnabled(not self.session.read_only)
        self.complain("")

    def complain(self, text: str) -> None:
        """Say below the fields why nothing was done."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def focus_first(self) -> None:
        """Put the cursor into the first field that is empty."""
        editors = list(self.editors.values())
        first = next((editor for editor in editors if not editor.text()), editors[0])
        first.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_field(self, key: str) -> None:
        """Put the cursor into one field."""
        if key in self.editors:
            self.editors[key].input.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was begun: the page of this form may go before it is looked at again."""
        self._say()
        super().hideEvent(event)

    # inside ------------------------------------------------------------------------------

    def _lay_out(self, fields: Sequence[Field], verbs: Sequence[Verb]) -> None:
        lines = column(self, spacing=10)
        grid = QGridLayout()
        lines.addLayout(grid)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        place = 0
        for field in fields:
            wide = isinstance(field.kind, Note)
            place += place % 2 if wide else 0
            editor = self.editors[field.key] = editor_for(self.session, field, self)
            editor.committed.connect(partial(self._take, field.key))
            across = 2 if wide else 1
            grid.addWidget(editor, place // 2, place % 2, 1, across, Qt.AlignmentFlag.AlignTop)
            place += across
        lines.addWidget(self._problem)
        foot = row(spacing=8)
        for verb in verbs:
            made = button(verb.text, partial(self._press, verb), verb.role, verb.sign)
            self.buttons.append(made)
            foot.addWidget(made)
        foot.addStretch(1)
        lines.addLayout(foot)

    def _take(self, key: str, value: Any) -> None:
        self.values[key] = value
        self.editors[key].show_value(value)
        self.complain("")

    def _say_seen(self) -> None:
        if self.isVisible():
            self._say()

    def _say(self) -> None:
        """Say what stands here that no button has done anything with."""
        if not self._key:
            return
        values, texts = {}, {}
        for name, editor in self.editors.items():
            value = self.values.get(name, editor.field.empty)
            if editor.pending():
                texts[name] = editor.text()
            elif value != self._fresh.get(name, editor.field.empty):
                values[name] = editor.field.kind.to_sql(value)
        self.session.begun.put((*self._name, self._key), Given(values, texts))

    def _press(self, verb: Verb) -> None:
        if self.session.read_only:
            return
        for key, editor in self.editors.items():
            editor.commit()
            if editor.pending():
                self.focus_field(key)
                return
        key, self._key = self._key, ""  # what is stored shows the form again, and empty
        self.session.begun.put((*self._name, key), Given())
        try:
            verb.act(dict(self.values))
        except RegisterError as error:
            self._key = key
            self.complain(str(error))
            return
        self.done.emit()


def needed(values: Mapping[str, Any], key: str) -> str:
    """Return a text that was given, without what stands around it."""
    return str(values.get(key) or "").strip()
