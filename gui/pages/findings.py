"""Everything that one standing check found, as a list of any length; each line leads on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.pages.checked import CheckedModel, CheckedView, Row
from gui.pages.standing import Group
from gui.session import Session
from gui.widgets import button, column, label, row
from register.i18n import _, ngettext, translated


class FindingList(QWidget):
    """One check: its rule, a way back, and its findings."""

    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.label = ""
        self.model = CheckedModel(self)
        self._title = label("", size=theme.HEADING, bold=True)
        self._count = label("", "caption")
        self.view = CheckedView()
        self.view.setModel(self.model)
        self.view.clicked.connect(lambda _index: self._open())
        self.view.opened.connect(self._open)
        leaver = QShortcut(Qt.Key.Key_Escape, self, self.left.emit)
        leaver.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        lines = column(self, spacing=6, margin=10)
        head = row()
        self.back = button(_("Back"), self.left.emit, "quiet", "left")
        head.addWidget(self.back)
        head.addStretch(1)
        lines.addLayout(head)
        for widget in (self._title, self._count):
            lines.addWidget(widget)
        lines.addWidget(self.view, 1)

    def show_group(self, group: Group) -> None:
        """Show what a check found."""
        self.label = group.label
        self._title.setText(translated(group.label))
        self.view.setAccessibleName(translated(group.label))
        count = len(group.findings)
        text = ngettext("{count} finding", "{count} findings", count).format(count=count)
        self._count.setText(text)
        self.model.show_rows([*map(Row, group.findings)])

    def _open(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            item = self.model.rows[index.row()].finding
            self._session.show_record(item.entity.table, item.record)
