"""A quiet line at the foot of the page: what happened, and what can be done about it.

It never takes the focus; what went wrong stays until it is closed.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from gui import theme
from gui.icons import pixmap
from gui.session import Notice
from gui.widgets import button, icon_button, label, restyle, row
from register.i18n import _

SHOWN_MS = 8_000


class NoticeBar(QFrame):
    """Shows the latest notice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act: object = None
        line = row(self, spacing=10)
        line.setContentsMargins(12, 6, 6, 6)
        self._sign = label()
        self._sign.setWordWrap(False)
        self.text = label()
        self.verb = button("", self._do, "quiet")
        self._closer = icon_button("close", _("Close this message"), self.hide)
        for widget, stretch in ((self._sign, 0), (self.text, 1), (self.verb, 0), (self._closer, 0)):
            line.addWidget(widget, stretch, Qt.AlignmentFlag.AlignVCenter)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in place of the one before."""
        self._act = notice.act
        self.setProperty("role", "alarm" if notice.problem else "notice")
        restyle(self)
        colours = theme.tokens()
        colour = colours.problem if notice.problem else colours.accent
        self._sign.setPixmap(pixmap("warning" if notice.problem else "info", colour))
        self.text.setText(notice.text)
        self.verb.setText(notice.verb)
        self.verb.setVisible(notice.act is not None)
        self.setAccessibleName(notice.text)
        self.show()
        if notice.problem:
            self._timer.stop()
        else:
            self._timer.start()

    def outdate(self) -> None:
        """Take away an offer, such as Undo, that a later change made stale."""
        if self._act is not None and self._timer.isActive():
            self._act = None
            self.hide()

    def _do(self) -> None:
        self.hide()
        if callable(self._act):
            self._act()
