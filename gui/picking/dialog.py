"""Adding risks from the starter library: categories, a list to tick, and what each one says."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHeaderView,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from gui import theme
from gui.dialogs.frame import Frame
from gui.picking.reading import Reading
from gui.picking.shelves import Shelf, Shelves
from gui.session import Session
from gui.widgets import Combo, Ear, column, label, row, tip
from register import starter
from register.book import Book
from register.entities import RISK
from register.entities.risk import RiskStatus
from register.errors import RegisterError
from register.i18n import N_, _, ngettext
from register.identifying.picking import Picking, pick
from register.starter import LibraryRisk

SIZE = QSize(1120, 600)
KEY = Qt.ItemDataRole.UserRole
TYPING_MS = 80
ROW = 30


class LibraryDialog(Frame):
    """Ticked risks are kept while one looks at other categories."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("Add from the library"), "", parent)
        self._session = session
        self.ticked: dict[str, None] = {}
        self._shelves = Shelves(session.open_book)
        self._risks = {risk.key: risk for risk in starter.risks()}
        self.tree, self.list = QTreeWidget(), QTreeWidget()
        self.filter = QLineEdit()
        self.reading = Reading(self._shelves)
        self._count = label("", "second")
        self.status = Combo()
        self.controls = QCheckBox(_("With the usual &controls"))
        self.indicators = QCheckBox(_("With the &indicators"))
        self._soon = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._soon.timeout.connect(self._fill_list)
        self._lay_out()
        self.verb = self.add_buttons("", self.carry_out)
        self.foot.insertWidget(0, self._count)
        self.resize(SIZE)
        self._fill_tree()
        self._fill_list()
        self._show_count()
        session.closed.connect(self.reject)
        self.filter.setFocus()

    def tick(self, key: str, *, on: bool = True) -> None:
        """Choose a risk, or no longer."""
        if on:
            self.ticked[key] = None
        else:
            self.ticked.pop(key, None)
        self._show_count()

    def carry_out(self) -> None:
        """Add what is ticked, as one step, and show the first of it."""
        how = Picking(
            RiskStatus(self.status.currentData()),
            controls=self.controls.isChecked(),
            indicators=self.indicators.isChecked(),
        )
        made: list[str] = []
        keys = [*self.ticked]

        def work(book: Book) -> None:
            made.extend(pick(book, keys, how))

        session = self._session
        try:
            session.write(N_("Add {count} risks from the library"), work, count=len(keys))
        except RegisterError as error:
            session.complain(error)
            return
        self.accept()
        text = ngettext(
            "{count} risk was added from the library.",
            "{count} risks were added from the library.",
            len(keys),
        )
        session.tell(text.format(count=len(keys)), _("Undo"), session.undo)
        if made:
            session.show_record(RISK.table, made[0])

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        for widget in (self._set_up_tree(), self._make_middle(), self._make_right()):
            split.addWidget(widget)
        split.setSizes([230, 470, 380])
        self.body.addWidget(split, 1)
        across = row(spacing=16)
        name = label(_("Add &as"), "second")
        name.setWordWrap(False)
        name.setBuddy(self.status)
        words = {
            RiskStatus.CANDIDATE: _("candidates, to be decided on"),
            RiskStatus.OPEN: _("open risks"),
        }
        for status, text in words.items():
            self.status.addItem(text, str(status))
        self.status.setMinimumWidth(theme.scaled(240))
        across.addWidget(name)
        across.addWidget(self.status)
        for box in (self.controls, self.indicators):
            box.setChecked(True)
            across.addWidget(box)
        across.addStretch(1)
        self.body.addLayout(across)

    def _set_up_tree(self) -> QTreeWidget:
        tree = self.tree
        tree.setAccessibleName(_("Categories"))
        tree.setHeaderHidden(True)
        tree.setColumnCount(2)
        tree.setUniformRowHeights(True)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.currentItemChanged.connect(lambda *_items: self._fill_list())
        return tree

    def _make_middle(self) -> QWidget:
        holder = QWidget()
        lines = column(holder, spacing=8)
        self.filter.setPlaceholderText(_("Filter; pinyin initials find Chinese"))
        self.filter.setAccessibleName(_("Filter the library"))
        self.filter.textChanged.connect(lambda _text: self._soon.start())
        self.filter.installEventFilter(Ear(self, self._filter_key))
        found = self.list
        found.setAccessibleName(_("Risks of the library"))
        found.setHeaderHidden(True)
        found.setColumnCount(2)
        found.setRootIsDecorated(False)
        found.setUniformRowHeights(True)
        found.header().setStretchLastSection(False)
        found.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        found.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        found.itemChanged.connect(self._item_changed)
        found.currentItemChanged.connect(lambda now, _before: self._read(now))
        lines.addWidget(self.filter)
        lines.addWidget(found, 1)
        return holder

    def _make_right(self) -> QWidget:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self.reading)
        area.setMinimumWidth(theme.scaled(260))
        return area

    def _fill_tree(self) -> None:
        whole = self._branch(Shelf("", _("Everything"), ()))
        self.tree.addTopLevelItem(whole)
        for shelf in self._shelves.shelves():
            item = self._branch(shelf)
            self.tree.addTopLevelItem(item)
            for inner in shelf.below:
                item.addChild(self._branch(inner))
        self.tree.setCurrentItem(whole)

    def _branch(self, shelf: Shelf) -> QTreeWidgetItem:
        count = sum(1 for _risk in self._shelves.risks(shelf.key))
        item = QTreeWidgetItem([shelf.name, str(count)])
        item.setData(0, KEY, shelf.key)
        item.setSizeHint(0, QSize(0, ROW))
        item.setToolTip(0, tip(shelf.name))
        item.setForeground(1, QColor(theme.tokens().third))
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item

    def _fill_list(self) -> None:
        shelf = self.tree.currentItem()
        key = shelf.data(0, KEY) if shelf is not None else ""
        self.list.blockSignals(True)
        self.list.clear()
        for risk in self._shelves.risks(key, self.filter.text()):
            self.list.addTopLevelItem(self._line(risk))
        self.list.blockSignals(False)
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        self._read(first)

    def _line(self, risk: LibraryRisk) -> QTreeWidgetItem:
        known = self._shelves.is_known(risk)
        title = self._shelves.text(risk.title)
        item = QTreeWidgetItem([title, _("in the register") if known else ""])
        item.setData(0, KEY, risk.key)
        item.setToolTip(0, tip(title))
        item.setSizeHint(0, QSize(0, ROW))
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if known:
            for place in (0, 1):
                item.setForeground(place, QColor(theme.tokens().third))
        else:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
            on = risk.key in self.ticked
            item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        item.setFlags(flags)
        return item

    def _item_changed(self, item: QTreeWidgetItem, _place: int) -> None:
        self.tick(item.data(0, KEY), on=item.checkState(0) is Qt.CheckState.Checked)

    def _read(self, item: QTreeWidgetItem | None) -> None:
        self.reading.show_risk(self._risks[item.data(0, KEY)] if item is not None else None)

    def _show_count(self) -> None:
        count = len(self.ticked)
        text = ngettext("&Add {count} risk", "&Add {count} risks", count)
        self.verb.setText(text.format(count=count))
        self.verb.setEnabled(count > 0)
        self._count.setText("" if count else _("Tick the risks that may happen to you."))

    def _filter_key(self, _watched: QObject, event: QEvent) -> bool:
        """Go on into the list with Down or Enter."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if self._soon.isActive():
            self._soon.stop()
            self._fill_list()
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
        return True
