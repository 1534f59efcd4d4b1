"""A link to another record: searched by typing, with a way to make a new one on the spot."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QCompleter

from gui.forms.editor import Editor
from gui.forms.keeping import add_named
from gui.widgets import Combo, Ear, button, tip
from register.errors import FieldError, RegisterError
from register.fields import Link
from register.i18n import _, translated


class LinkEditor(Editor):
    """A combo box over the records of the linked table, filled when it is first entered."""

    def _make(self) -> None:
        kind = self.field.kind
        assert isinstance(kind, Link)
        self.target = self.session.catalog.by_table[kind.target]
        self._value: str | None = None
        self._filled = False
        self.input = self.combo = Combo(self)
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.activated.connect(self._picked)
        line = self.combo.lineEdit()
        assert line is not None
        line.editingFinished.connect(self.commit)
        line.textChanged.connect(lambda _text: self.session.typed.emit())
        ear = Ear(self, self._entered)
        line.installEventFilter(ear)
        self.combo.installEventFilter(ear)
        self._adder = button("", self.add_new, "quiet", "add")
        self._adder.hide()
        for widget in (self._name, self.combo, self._adder):
            self._column.addWidget(widget)

    def text(self) -> str:
        return self.combo.currentText()

    def put(self, text: str) -> None:
        self.combo.setEditText(text)
        self.combo.setToolTip(tip(text))
        line = self.combo.lineEdit()
        if line is not None:
            line.setCursorPosition(0)

    def format(self, value: Any) -> str:
        return self.session.names(self.target.table).path(value)

    def show_value(self, value: Any) -> None:
        self._value = value
        self._filled = False
        super().show_value(value)

    def parse(self, text: str) -> str | None:
        """Return the id of the one record with this name."""
        wanted = text.strip().casefold()
        if not wanted:
            return None
        known = self.session.names(self.target.table)
        for names in (known.paths(), known.all()):
            found = [key for key, name in names.items() if name.casefold() == wanted]
            if found:
                break
        if len(found) == 1:
            return found[0]
        if found:
            raise FieldError(
                _("Several are called “{text}”; pick one from the list.").format(text=text)
            )
        self._offer(text)
        raise FieldError(
            _("There is no {kind} “{text}”; pick one from the list or add it.").format(
                kind=translated(self.target.label).lower(), text=text
            )
        )

    def complain(self, text: str) -> None:
        super().complain(text)
        if not text:
            self._adder.hide()

    def add_new(self) -> None:
        """Make a record with the name that was typed, and link to it."""
        try:
            record_id = add_named(self.session, self.target, self.text().strip())
        except RegisterError as error:
            self.complain(str(error))
            return
        self._adder.hide()
        self.committed.emit(record_id)

    def fill(self) -> None:
        """Offer every record of the linked table."""
        if self._filled:
            return
        self._filled = True
        text = self.text()
        self.combo.blockSignals(True)
        self.combo.clear()
        self.combo.addItem("", None)
        for record_id, name in self.session.names(self.target.table).in_order():
            self.combo.addItem(name, record_id)
        self.combo.setCurrentIndex(self.combo.findData(self._value) if self._value else 0)
        self.combo.setEditText(text)
        self.combo.blockSignals(False)
        completer = QCompleter(self.combo.model(), self.combo)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.combo.setCompleter(completer)

    def _entered(self, _watched: QObject, event: QEvent) -> bool:
        entered = event.type() == QEvent.Type.MouseButtonPress
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            # its own list gives the focus back before it says which row was chosen
            entered = event.reason() is not Qt.FocusReason.PopupFocusReason
        if entered:
            self.fill()
        return False

    def _offer(self, text: str) -> None:
        if self.target.unchanging or len(self.target.display) > 2:
            return
        self._adder.setText(_("Add “{text}”").format(text=text.strip()))
        self._adder.show()

    def _picked(self, index: int) -> None:
        value = self.combo.itemData(index)
        if value == self._value:
            self.show_value(value)
            return
        self.committed.emit(value)
