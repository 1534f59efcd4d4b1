"""A drill with its log on the same page: the entries, and one line at the bottom to add more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from drills.entities import LOG
from gui import theme
from gui.pages.cell_delegate import CellDelegate
from gui.pages.log_model import FIELDS, TEXT, LogModel
from gui.pages.quick_line import QuickLine
from gui.session import Session, concerns
from gui.widgets import column, label
from register.changes import ChangeSet
from register.i18n import _

LEAST_ROW = 36
WIDTHS = (72, 112, 0, 72)


class LogTable(QTableView):
    """The entries; Enter edits a cell, Del deletes the chosen entry."""

    deleted = Signal()

    def __init__(self, model: LogModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.delegate = CellDelegate(FIELDS, self)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFont(theme.font(13))
        self.setAccessibleName(_("Log"))
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setMinimumSectionSize(LEAST_ROW)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for n, width in enumerate(WIDTHS):
            if width:
                header.resizeSection(n, width)
            else:
                header.setSectionResizeMode(n, QHeaderView.ResizeMode.Stretch)

    def settle(self) -> None:
        """Store what stands in an open editor."""
        if (editor := self.delegate.editor) is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.deleted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class LogPanel(QWidget):
    """The first tab of a drill."""

    counted = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._drill: str | None = None
        self.model = LogModel(session, self)
        self.table = LogTable(self.model)
        self.table.deleted.connect(self.remove)
        self.quick = QuickLine(session)
        self._empty = label(_("Nothing was logged yet."), "second")
        lines = column(self, spacing=8)
        lines.setContentsMargins(0, 8, 12, 4)
        lines.addWidget(self._empty)
        lines.addWidget(self.table, 1)
        lines.addWidget(self.quick)
        session.changed.connect(self._heard)

    def show_owner(self, drill: str | None) -> None:
        """Show the log of another drill."""
        self._drill = drill
        self.quick.show_drill(drill)
        self._show()

    def unsettled(self) -> str:
        """Store what was typed; return "log" when it does not fit."""
        self.table.settle()
        return "" if self.quick.store() else "log"

    def revert(self) -> None:
        """Forget what was typed."""
        self.quick.clear()

    def typed(self) -> dict[str, str]:
        """Return what stands in the line, by field."""
        text = self.quick.line.text()
        return {LOG.by_key["text"].key: text} if text else {}

    def retype(self, texts: dict[str, str]) -> None:
        """Put a text into the line again."""
        self.quick.line.setText(texts.get(LOG.by_key["text"].key, ""))
        self.focus_field("")

    def focus_field(self, _key: str) -> None:
        """Go to the line that does not fit."""
        self.quick.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self) -> None:
        """Delete the chosen entry, with a way back."""
        place = self.table.currentIndex().row()
        if 0 <= place < len(self.model.entries) and not self.session.read_only:
            self.session.delete(LOG, [self.model.entries[place].id])

    # inside ------------------------------------------------------------------------------

    def _show(self) -> None:
        count = len(self.model.entries)
        self.model.show_drill(self._drill)
        self._empty.setVisible(not self.model.entries)
        if len(self.model.entries) > count:
            self.table.scrollToBottom()
        self.counted.emit(len(self.model.entries))

    def _heard(self, done: ChangeSet) -> None:
        if self._drill and concerns(done, LOG.table):
            chosen = self.table.currentIndex()
            row, at = chosen.row(), max(chosen.column(), TEXT)
            self._show()
            if 0 <= row < len(self.model.entries):
                self.table.setCurrentIndex(self.model.index(row, at))
