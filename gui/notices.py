"""A quiet line at the foot of the page: what happened, and what can be done about it.

It never takes the focus, but is told to screen readers and kept in a list; what went wrong
stays until it is closed.
"""

from __future__ import annotations

from collections import deque
from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from gui import theme
from gui.icons import pixmap
from gui.notice import Notice
from gui.session import Session
from gui.widgets import button, icon_button, label, restyle, row
from register.i18n import _

SHOWN_MS = 8_000
MOST_KEPT = 50


class Messages(QObject):
    """The latest notices of a session, the newest first, each with its time."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kept: deque[tuple[datetime, Notice]] = deque(maxlen=MOST_KEPT)
        session.told.connect(self._keep)
        session.closed.connect(self.kept.clear)

    def _keep(self, notice: Notice) -> None:
        self.kept.appendleft((datetime.now().astimezone(), notice))


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
        self._announce(notice)
        if notice.problem:
            self._timer.stop()
        else:
            self._timer.start()

    def focus_message(self) -> bool:
        """Put the focus on what can be done about the message; tell whether one is shown."""
        if self.isHidden():
            return False
        self._timer.stop()  # it stays while somebody is at it
        target = self.verb if self._act is not None else self._closer
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def outdate(self) -> None:
        """Take away an offer, such as Undo, that a later change made stale."""
        if self._act is not None and self._timer.isActive():
            self._act = None
            self.hide()

    def _announce(self, notice: Notice) -> None:
        """Let a screen reader say the message; what went wrong interrupts what it says."""
        event = QAccessibleAnnouncementEvent(self, notice.text)
        level = QAccessible.AnnouncementPoliteness
        event.setPoliteness(level.Assertive if notice.problem else level.Polite)
        QAccessible.updateAccessibility(event)

    def _do(self) -> None:
        self.hide()
        if callable(self._act):
            self._act()
