"""What the program's dialogs share: words, a body, a verb button, and Escape to close."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from gui.reading_order import pass_focus
from gui.widgets import button, column, label, row
from register.i18n import _


class Frame(QDialog):
    """A dialog that is opened with open(), so that the program goes on behind it."""

    def __init__(self, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._outer = column(self, spacing=14, margin=20)
        if words:
            self._outer.addWidget(label(words))
        self.body = column(spacing=10)
        self._outer.addLayout(self.body, 1)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return pass_focus(self, forward=forward)

    def add_buttons(self, verb: str = "", act: Callable[[], object] | None = None) -> QPushButton:
        """Add the foot with the verb button (returned) and the one that closes."""
        foot = self.foot = row(spacing=12)
        foot.addStretch(1)
        closer = button(_("Cancel") if act else _("Close"), self.reject)
        foot.addWidget(closer)
        if act is None:
            closer.setDefault(True)
            made = closer
        else:
            made = button(verb, act, "primary")
            made.setDefault(True)
            foot.addWidget(made)
        self._outer.addLayout(foot)
        return made
