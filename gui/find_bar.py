"""A line to find text in pages; it shows when it is asked for, and Escape puts it away."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.widgets import icon_button, row, short_label
from register.i18n import _

SETTLE_MS = 250


class FindBar(QWidget):
    """Tells what is looked for, and shows how often it was found."""

    wanted = Signal(str)  # the text, "" when the search has ended
    stepped = Signal(int)  # to the next place (1) or the one before (-1)

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Find in the pages"))
        self.line.setAccessibleName(_("Find in the pages"))
        self.count = short_label("", "second")
        self._asked = ""
        self._soon = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._soon.timeout.connect(self._ask)
        self.line.textChanged.connect(lambda _text: self._soon.start())
        line = row(self, spacing=8)
        line.addWidget(self.line, 1)
        line.addWidget(self.count)
        for sign, text, act in (
            ("up", _("Place before (Shift+Enter)"), lambda: self.stepped.emit(-1)),
            ("down", _("Next place (Enter)"), lambda: self.stepped.emit(1)),
            ("close", _("End the search (Esc)"), self.end),
        ):
            line.addWidget(icon_button(sign, text, act))
        self.hide()

    def begin(self) -> None:
        """Show the line, with what was looked for last."""
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        self._ask()

    def end(self) -> None:
        """Put the line away."""
        self._soon.stop()
        self._asked = ""
        self.hide()
        self.wanted.emit("")

    def show_count(self, current: int, count: int, whole: bool) -> None:
        """Show the place gone to, from 1, and how many there are; ``whole``: there are no more."""
        if count:
            text = _("{current} of {count}").format(current=current, count=count)
            self.count.setText(text if whole else f"{text}…")
        else:
            self.count.setText(_("Not found") if whole and self._asked else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
            self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        self._soon.stop()
        text = self.line.text().strip()
        if text != self._asked:
            self._asked = text
            self.wanted.emit(text)
