"""A list of steps of the history with the chosen one's changes; for the register or one record."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from gui import theme
from gui.pages.steps import change_lines, head_line, kind_text
from gui.session import Session
from gui.widgets import button, column, tip
from register import history
from register.changes import ChangeSet
from register.history import Entry
from register.i18n import _

AT_ONCE = 100


class HistoryPanel(QWidget):
    """Newest first; older steps are read when asked for."""

    counted = Signal(int)

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        *,
        whole: bool = True,
        across: bool = False,
    ) -> None:
        """``whole``: of the register, else of the record given; ``across``: detail at the right."""
        super().__init__(parent)
        self.session, self._whole = session, whole
        self._record: str | None = None
        self._entries: list[Entry] = []
        self._stale = True
        self.list = QListWidget()
        self.list.setAccessibleName(_("Steps"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._show_step)
        self.detail = self._make_detail()
        self._more = button(_("Show older steps"), self._read_more, "quiet")
        self._lay_out(Qt.Orientation.Horizontal if across else Qt.Orientation.Vertical)
        session.changed.connect(self._heard)

    def show_owner(self, record: str | None) -> None:
        """Show the steps that touched a record."""
        self._record = record
        self._stale = True
        if self.isVisible():
            self.read()

    def unsettled(self) -> str:
        """Nothing waits here."""
        return ""

    def revert(self) -> None:
        """Nothing to put back."""

    def read(self) -> None:
        """Read the newest steps."""
        self._stale = False
        self._entries = []
        self.list.clear()
        self.detail.clear()
        if self._whole or self._record:
            self._read_more()
        if self._entries:
            self.list.setCurrentRow(0)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._stale:
            self.read()

    # inside ------------------------------------------------------------------------------

    def _make_detail(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(_("What the step changed"))
        tree.setHeaderLabels([_("Field"), _("Before"), _("After")])
        tree.setRootIsDecorated(False)
        tree.setWordWrap(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        tree.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        header = tree.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        return tree

    def _lay_out(self, orientation: Qt.Orientation) -> None:
        lines = column(self)
        split = QSplitter(orientation)
        split.setChildrenCollapsible(False)
        steps = QWidget()
        inside = column(steps)
        inside.addWidget(self.list, 1)
        inside.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        split.addWidget(steps)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        lines.addWidget(split, 1)

    def _read_more(self) -> None:
        before = self._entries[-1].seq if self._entries else None
        reader = self.session.open_book.reader()
        found = history.entries(reader, record=self._record, before=before, limit=AT_ONCE)
        for entry in found:
            item = QListWidgetItem(f"{kind_text(entry)}\n{head_line(entry)}", self.list)
            item.setToolTip(tip(kind_text(entry)))
        self._entries += found
        self._more.setVisible(len(found) == AT_ONCE)
        self.counted.emit(len(self._entries))

    def _show_step(self, place: int) -> None:
        self.detail.clear()
        if not 0 <= place < len(self._entries):
            return
        record = None if self._whole else self._record
        tops = [
            self._row_item(heading, fields)
            for heading, fields in change_lines(self.session, self._entries[place], record)
        ]
        self.detail.addTopLevelItems(tops)
        for top in tops:
            top.setFirstColumnSpanned(True)
        self.detail.expandAll()

    def _row_item(self, heading: str, fields: list[tuple[str, str, str]]) -> QTreeWidgetItem:
        top = QTreeWidgetItem([heading])
        top.setFont(0, theme.font(bold=True))
        for texts in fields:
            self._add_field(top, texts)
        return top

    def _add_field(self, top: QTreeWidgetItem, texts: tuple[str, str, str]) -> None:
        name, old, new = texts
        item = QTreeWidgetItem(top, [name, old or "—", new or "—"])
        for n in range(3):
            item.setTextAlignment(n, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            item.setToolTip(n, tip(texts[n]))

    def _heard(self, _done: ChangeSet) -> None:
        self._stale = True
        if self.isVisible():
            self.read()
