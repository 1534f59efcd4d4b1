"""A drill with its log on the same page: the entries, and one line at the bottom to add more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from drills.entities import LOG
from gui.pages.cell_table import CellTable
from gui.pages.log_model import FIELDS, TEXT, LogModel
from gui.pages.quick_line import QuickLine
from gui.session import Session, concerns
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
