"""One line to log with: the time is put at the first key, Enter stores, the focus stays."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from drills.entities import LOG, LogEntry, LogKind
from drills.entities.drill import LOG_KINDS
from gui.forms.inputs import Line
from gui.forms.keeping import add_record
from gui.session import Session
from gui.widgets import Combo, column, label, row
from register.entity import new_id
from register.errors import RegisterError
from register.fields import clean
from register.i18n import _, now, translated


class TypingLine(Line):
    """Tells of the first key, that of an input method too, and of Alt with a digit."""

    begun = Signal()
    numbered = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_1
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and 0 <= digit < len(LogKind):
            self.numbered.emit(digit)
            return
        if event.text() and event.text().isprintable():
            self.begun.emit()
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.preeditString() or event.commitString():
            self.begun.emit()
        super().inputMethodEvent(event)


class QuickLine(QWidget):
    """Adds entries to the log of one drill."""

    stored = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._drill: str | None = None
        self._at: datetime | None = None
        self.kind = Combo()
        for kind in LogKind:
            self.kind.addItem(translated(LOG_KINDS[kind]), kind)
        self.kind.setAccessibleName(translated(LOG.by_key["kind"].label))
        self.line = TypingLine()
        self.line.setAccessibleName(_("New log entry"))
        self.line.setPlaceholderText(_("What happened?"))
        self.line.begun.connect(self._stamp)
        self.line.textChanged.connect(self._forget_when_empty)
        self.line.returnPressed.connect(self.store)
        self.line.numbered.connect(self.kind.setCurrentIndex)
        self.line.reverted.connect(self.clear)
        self._lay_out()
        self.clear()

    def show_drill(self, drill: str | None) -> None:
        """Log to another drill."""
        self._drill = drill
        self.clear()
        self.setEnabled(drill is not None and not self.session.read_only)

    def store(self) -> bool:
        """Store what stands in the line; returns whether nothing is left in it."""
        text = clean(self.line.text())[0].strip()
        if not text or self._drill is None:
            return True
        entry = LogEntry(
            id=new_id(),
            drill=self._drill,
            at=self._at or now(),
            kind=self.kind.currentData(),
            text=text,
            by=self.session.open_book.by,
        )
        try:
            add_record(self.session, LOG, entry)
        except RegisterError as error:
            self._say(str(error), "problem")
            return False
        self.clear()
        self.stored.emit()
        return True

    def clear(self) -> None:
        """Forget what stands in the line."""
        self.line.clear()
        self.kind.setCurrentIndex(self.kind.findData(LogKind.NOTE))
        self._forget_when_empty("")

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        lines = column(self, spacing=4)
        typing = row(spacing=8)
        typing.addWidget(self.kind)
        typing.addWidget(self.line, 1)
        lines.addLayout(typing)
        self._note = label("", "caption")
        lines.addWidget(self._note)

    def _stamp(self) -> None:
        if self._at is None and not self.line.isReadOnly():
            self._at = now()
            time = f"{self._at.astimezone():%H:%M:%S}"
            text = _("{time} put at the first key  •  Enter saves  •  Alt+1 to Alt+7: kind")
            self._say(text.format(time=time), "caption")

    def _forget_when_empty(self, text: str) -> None:
        if not text:
            self._at = None
            hint = _("The time is put at the first key  •  Enter saves  •  Alt+1 to Alt+7: kind")
            self._say(hint, "caption")

    def _say(self, text: str, role: str) -> None:
        self._note.setProperty("role", role)
        self._note.style().polish(self._note)
        self._note.setText(text)
