"""Everything that one standing check found, as a list of any length; each line leads on."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from gui import theme
from gui.pages.standing import Group
from gui.session import Session
from gui.tables.plain_table import Unsearched
from gui.widgets import button, column, label, row, tip
from register.catalog import Finding
from register.i18n import _, ngettext, translated

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROW = 36


class FindingModel(QAbstractListModel):
    """The texts of findings."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.findings: list[Finding] = []

    def show_findings(self, findings: list[Finding]) -> None:
        """Show others."""
        self.beginResetModel()
        self.findings = findings
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | QSize | None:
        if not index.isValid():
            return None
        text = self.findings[index.row()].text
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(200, ROW)
        return tip(text) if role == Qt.ItemDataRole.ToolTipRole else None


class FindingView(Unsearched, QListView):
    """A click or Enter opens a line, Escape goes back."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class FindingList(QWidget):
    """One check: its rule, a way back, and its findings."""

    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.label = ""
        self.model = FindingModel(self)
        self._title = label("", size=theme.HEADING, bold=True)
        self._count = label("", "caption")
        self.view = FindingView()
        self.view.setModel(self.model)
        self.view.setUniformItemSizes(True)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(self._open)
        self.view.left.connect(self.left)
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
        self.model.show_findings(group.findings)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            item = self.model.findings[index.row()]
            self._session.show_record(item.entity.table, item.record)
