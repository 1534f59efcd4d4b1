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
from gui.pages.steps import change_lines, head_line
from gui.session import Session
from gui.step_words import kind_text
from gui.widgets import button, column, tip
from register import history, rewind
from register.changes import Change, ChangeSet
from register.entity import AnyEntity
from register.errors import RegisterError
from register.history import Entry, Wanted
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
        self._wanted = Wanted()
        self._entries: list[Entry] = []
        self._stale = True
        self.list = QListWidget()
        self.list.setAccessibleName(_("Steps"))
        self.list.setUniformItemSizes(True)  # 10,000 steps are laid out anew with each hundred
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._show_step)
        self.list.verticalScrollBar().valueChanged.connect(self._read_at_end)
        self.detail = self._make_detail()
        self._more = button(_("Show older steps"), self._read_more, "quiet")
        self._lay_out(Qt.Orientation.Horizontal if across else Qt.Orientation.Vertical)
        session.changed.connect(self._heard)

    def show_owner(self, record: str | None) -> None:
        """Show the steps that touched a record."""
        self.narrow(Wanted(record=record))

    def narrow(self, wanted: Wanted) -> None:
        """Show only the steps that are wanted."""
        self._wanted = wanted
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
        if self._whole or self._wanted.record:
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
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.currentItemChanged.connect(lambda _now, _before: self._allow_return())
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
        split.addWidget(self._make_detail_side())
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        lines.addWidget(split, 1)

    def _make_detail_side(self) -> QWidget:
        side = QWidget()
        inside = column(side)
        inside.addWidget(self.detail, 1)
        self._return = button(_("Bring back to this state"), self.bring_back, sign="restore")
        self._return.setToolTip(tip(_("The record becomes what it was after this step")))
        inside.addWidget(self._return, 0, Qt.AlignmentFlag.AlignLeft)
        self._allow_return()
        return side

    def bring_back(self) -> None:
        """Make the chosen record what it was after the chosen step; undo takes that back."""
        chosen = self._chosen()
        if chosen is None:
            return
        try:
            done = rewind.bring_back(self.session.open_book, *chosen)
        except RegisterError as error:
            self.session.complain(error)
            return
        self.session.tell(done.text(), _("Undo"), self.session.undo)

    def _chosen(self) -> tuple[AnyEntity, str, int] | None:
        """Return the record that the chosen line is about, and the step."""
        item, place = self.detail.currentItem(), self.list.currentRow()
        if item is None or not 0 <= place < len(self._entries):
            return None
        change = (item.parent() or item).data(0, Qt.ItemDataRole.UserRole)
        if not isinstance(change, Change):
            return None
        return self.session.catalog.by_table[change.table], change.id, self._entries[place].seq

    def _allow_return(self) -> None:
        """Offer the way back where the record exists and was different then."""
        chosen, book = self._chosen(), self.session.book
        self._return.setVisible(not self.session.read_only)
        if book is None or chosen is None:
            self._return.setEnabled(False)
            return
        self._return.setEnabled(rewind.earlier(book, *chosen) is not None)

    def _read_more(self) -> None:
        before = self._entries[-1].seq if self._entries else None
        reader = self.session.open_book.reader()
        found = history.entries(reader, self._wanted, before=before, limit=AT_ONCE)
        for entry in found:
            item = QListWidgetItem(f"{kind_text(entry)}\n{head_line(entry)}", self.list)
            item.setToolTip(tip(kind_text(entry)))
        self._entries += found
        self._more.setVisible(len(found) == AT_ONCE)
        self.counted.emit(len(self._entries))

    def _read_at_end(self, place: int) -> None:
        """Read on when the list is scrolled to its end, by mouse or by key."""
        bar = self.list.verticalScrollBar()
        if place == bar.maximum() > 0 and not self._more.isHidden():
            self._read_more()

    def _show_step(self, place: int) -> None:
        self.detail.clear()
        if not 0 <= place < len(self._entries):
            return
        lines = list(change_lines(self.session, self._entries[place], self._wanted.record))
        tops = [self._row_item(change, heading, fields) for change, heading, fields in lines]
        self.detail.addTopLevelItems(tops)
        for section in (1, 2):  # an addition has no before, a deletion no after
            said = any(texts[section] for _c, _h, fields in lines for texts in fields)
            self.detail.setColumnHidden(section, not said)
        for top in tops:
            top.setFirstColumnSpanned(True)
        self.detail.expandAll()
        if tops:
            self.detail.setCurrentItem(next((top for top in tops if self._has_page(top)), tops[0]))

    def _has_page(self, top: QTreeWidgetItem) -> bool:
        change = top.data(0, Qt.ItemDataRole.UserRole)
        return isinstance(change, Change) and self.session.catalog.by_table[change.table].top

    def _row_item(
        self, change: Change | None, heading: str, fields: list[tuple[str, str, str]]
    ) -> QTreeWidgetItem:
        top = QTreeWidgetItem([heading])
        top.setData(0, Qt.ItemDataRole.UserRole, change)
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
