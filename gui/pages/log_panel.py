"""A drill with its log on the same page: the entries, and one line at the bottom to add more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from drills.entities import LOG
from gui.pages.cell_table import CellTable
from gui.pages.log_model import FIELDS, TEXT, LogModel
from gui.pages.quick_line import QuickLine
from gui.session import Session, concerns
from gui.tables.open_cell import CELL
from gui.widgets import column, label
from register.changes import ChangeSet
from register.i18n import _

WIDTHS = {"at": 72, "kind": 112, "by": 72}


class LogTable(CellTable):
    """The entries; they scroll."""

    def __init__(self, model: LogModel, parent: QWidget | None = None) -> None:
        super().__init__(model, FIELDS, _("Log"), parent)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._set_widths(FIELDS, WIDTHS)


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
        self.model.show_owner(drill)
        self._show()

    def unsettled(self) -> str:
        """Store what was typed; return "log" when it does not fit into the line."""
        if not self.table.cell.settle():
            return CELL
        return "" if self.quick.store() else "log"

    def revert(self) -> None:
        """Forget what was typed."""
        self.table.cell.forget()
        self.quick.clear()

    def typed(self) -> dict[str, str]:
        """Return what stands in the line and in an open cell, by field."""
        text = self.quick.line.text()
        return ({LOG.by_key["text"].key: text} if text else {}) | self.table.typed()

    def retype(self, texts: dict[str, str]) -> None:
        """Put texts into the line and into a cell again."""
        self.quick.line.setText(texts.get(LOG.by_key["text"].key, ""))
        self.focus_field("")
        self.table.retype(texts)

    def focus_field(self, _key: str) -> None:
        """Go to the line that does not fit."""
        self.quick.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self) -> None:
        """Delete the chosen entry, with a way back."""
        place = self.table.currentIndex().row()
        if 0 <= place < len(self.model.records) and not self.session.read_only:
            self.session.delete(LOG, [self.model.records[place].id])

    # inside ------------------------------------------------------------------------------

    def _show(self) -> None:
        self._empty.setVisible(not self.model.records)
        self.counted.emit(len(self.model.records))

    def _heard(self, done: ChangeSet) -> None:
        if self._drill and concerns(done, LOG.table):
            chosen = self.table.currentIndex()
            row, at = chosen.row(), max(chosen.column(), TEXT)
            count = len(self.model.records)
            self.model.refresh()
            self._show()
            if len(self.model.records) > count:
                self.table.scrollToBottom()
            if 0 <= row < len(self.model.records):
                self.table.setCurrentIndex(self.model.index(row, at))
