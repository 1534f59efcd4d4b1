"""What the program's dialogs share: words, a body, a verb button, and Escape to close."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from gui import theme
from gui.keyed_dialog import KeyedDialog
from gui.scrolling import Sheet
from gui.widgets import button, column, label, row
from register.i18n import _

TITLE_BAR = 32  # room for the frame that the desktop adds
MARGIN = 20


class Frame(KeyedDialog):
    """A dialog that is opened with open(), so that the program goes on behind it.

    It is as large as its contents want, but never larger than the screen: then they scroll.
    """

    def __init__(self, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._outer = column(self, spacing=14, margin=MARGIN)
        inside = QWidget()
        lines = column(inside, spacing=14)
        if words:
            lines.addWidget(label(words))
        self.body = column(spacing=10)
        lines.addLayout(self.body, 1)
        self._sheet = Sheet(inside)
        self._outer.addWidget(self._sheet, 1)
        self._is_fitted = False

    def showEvent(self, event: QShowEvent) -> None:
        if not self._is_fitted:
            self._is_fitted = True
            self._fit()
        super().showEvent(event)

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

    # inside ------------------------------------------------------------------------------

    def _fit(self) -> None:
        """Take the size asked for, in the size of texts in force, as far as the screen goes."""
        room = self.screen().availableSize() - QSize(0, TITLE_BAR)
        least = self.minimumSize()
        self.setMinimumSize(0, 0)
        asked = self.size() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else least
        hint = self.sizeHint()
        width = min(max(theme.scaled(asked.width()), hint.width()), room.width())
        sheet = self._sheet
        around = hint.height() - sheet.sizeHint().height()
        wanted = around + sheet.wanted_height(width - 2 * MARGIN)
        self.resize(width, min(max(theme.scaled(asked.height()), wanted), room.height()))
