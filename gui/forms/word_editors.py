"""Editors for one of a few words that depend on the record, or on a custom field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QWidget

from gui.forms.day_editor import DayEditor
from gui.forms.editor import ChoiceEditor, Editor, LineEditor, NoteEditor
from gui.session import Session
from gui.widgets import Combo
from register.entities.custom import CustomKind
from register.errors import FieldError
from register.fields import Day, Field
from register.identifying.custom import DOUBT, Given


class SomeChoiceEditor(ChoiceEditor):
    """One of those members of an enumeration that fit the record."""

    def offer(self, options: Iterable[Any], *, empty: bool) -> None:
        """Offer these only, and what stands there; ``empty``: or nothing."""
        texts = [self.field.kind.format(option) for option in options]
        wanted = list(dict.fromkeys([*([""] if empty else []), *texts]))
        if [self.combo.itemText(n) for n in range(self.combo.count())] == wanted:
            return
        now = self.text()
        self.combo.clear()
        self.combo.addItems(wanted)
        self.put(now)


class GivenEditor(Editor):
    """One of the words of a custom field; a stored text that is none of them is offered too."""

    def _make(self) -> None:
        kind = self.field.kind
        assert isinstance(kind, Given)
        self.input = self.combo = Combo(self)
        self.combo.addItems(["", *(kind.format(word) for word in kind.words)])
        self.combo.activated.connect(lambda _index: self.commit())
        self._column.addWidget(self._name)
        self._column.addWidget(self.combo)

    def text(self) -> str:
        return self.combo.currentText()

    def put(self, text: str) -> None:
        if self.combo.findText(text) < 0:
            self.combo.addItem(text)
        self.combo.setCurrentIndex(self.combo.findText(text))


class GivenDayEditor(DayEditor):
    """A day of a custom field, which is stored as text."""

    def _day(self) -> QDate:
        try:
            day = Day().parse(self.text().removeprefix(DOUBT))
        except FieldError:
            day = None
        return QDate(day.year, day.month, day.day) if day else QDate.currentDate()


def given_editor(session: Session, field: Field, parent: QWidget | None = None) -> Editor:
    """Return a new editor for a custom field."""
    kind = field.kind
    assert isinstance(kind, Given)
    if kind.is_chosen:
        return GivenEditor(session, field, parent)
    if kind.kind is CustomKind.DAY:
        return GivenDayEditor(session, field, parent)
    made = LineEditor if kind.kind is CustomKind.NUMBER else NoteEditor
    return made(session, field, parent)
