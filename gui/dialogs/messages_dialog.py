"""The latest messages, so that none is lost because nobody looked in time."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from gui import theme
from gui.dialogs.frame import Frame
from gui.icons import icon
from gui.notices import Messages
from gui.widgets import label
from register.i18n import _

SIZE = QSize(560, 400)


class MessagesDialog(Frame):
    """A list with the newest message first."""

    def __init__(self, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(_("Messages"), "", parent)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Messages"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        colours = theme.tokens()
        for moment, notice in messages.kept:
            sign, colour = "info", colours.accent
            if notice.problem:
                sign, colour = "warning", colours.problem
            QListWidgetItem(icon(sign, colour), f"{moment:%H:%M:%S}  {notice.text}", self.list)
        self.list.setVisible(bool(messages.kept))
        if messages.kept:
            self.list.setCurrentRow(0)
            self.resize(SIZE)
        else:
            self.body.addWidget(label(_("There was no message yet.")))
        self.body.addWidget(self.list)
        self.add_buttons()
