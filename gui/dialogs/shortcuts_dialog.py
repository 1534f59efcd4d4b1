"""Every key of the program, made from the menus themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from gui import theme
from gui.commands import Command
from gui.dialogs.frame import Frame
from register.i18n import N_, _, translated

WITHIN = (
    (N_("Enter"), N_("Save the field; open the chosen record")),
    (N_("Ctrl+Enter"), N_("Save a field of several lines")),
    (N_("Esc"), N_("Put back what was stored; clear the filter; close a dialog")),
    (N_("Tab"), N_("Go to the next field")),
    (N_("Shift+F10"), N_("Open the menu of what is chosen")),
)
SIZE = QSize(620, 560)


class ShortcutsDialog(Frame):
    """A list by menu, then the keys that work inside fields and lists."""

    def __init__(self, commands: Sequence[Command], parent: QWidget | None = None) -> None:
        super().__init__(_("Keyboard shortcuts"), "", parent)
        self.list = QTreeWidget()
        self.list.setAccessibleName(_("Keyboard shortcuts"))
        self.list.setHeaderLabels([_("Command"), _("Keys")])
        self.list.setRootIsDecorated(False)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        groups: dict[str, QTreeWidgetItem] = {}
        for item in commands:
            if item.keys:
                group = groups.get(item.path[0]) or self._group(item.path[0])
                groups[item.path[0]] = group
                QTreeWidgetItem(group, [item.name, item.keys])
        within = self._group(_("In fields and lists"))
        for keys, text in WITHIN:
            QTreeWidgetItem(within, [translated(text), translated(keys)])
        self.list.expandAll()
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.addWidget(self.list)
        self.resize(SIZE)
        self.add_buttons()

    def _group(self, title: str) -> QTreeWidgetItem:
        made = QTreeWidgetItem(self.list, [title])
        made.setFont(0, theme.font(bold=True))
        return made
