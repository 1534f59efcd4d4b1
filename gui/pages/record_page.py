"""The page of any entity: its list at the left, the chosen record at the right."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from gui.drafts import DETAILS, Draft
from gui.lists.deeds import ListDeeds
from gui.pages.detail import DetailPane
from gui.pages.page import Page
from gui.pages.standing_lines import standing_line
from gui.scrolling import Sheet
from gui.session import Session
from gui.tables.model import AT_ONCE
from gui.tables.narrowing import Narrowing
from gui.tables.open_cell import CELL
from gui.tables.panel import ListPanel, new_text
from gui.widgets import beside, button
from register.changes import ChangeSet
from register.entity import AnyEntity
from register.i18n import translated


class RecordPage(Page):
    """List and detail; moving on waits until what was typed fits."""

    def __init__(
        self,
        session: Session,
        entity: AnyEntity,
        buttons: Iterable[QPushButton] = (),
        parent: QWidget | None = None,
    ) -> None:
        """``buttons``: plain ones beside the primary button."""
        self.session, self.entity = session, entity
        self.adds = not entity.unchanging
        self.adder = button(new_text(entity), self.add, "primary", "add")
        self.adder.setEnabled(not session.read_only)
        shown = [*buttons] if entity.unchanging else [*buttons, self.adder]
        super().__init__(translated(entity.plural), shown, parent)
        self._split = beside(parent=self)
        self.body.addWidget(self._split, 1)
        self.list = ListPanel(session, entity, self.add, self._split)
        self.lists: ListDeeds = ListDeeds(session, self.list)
        around = Sheet(parent=self._split)
        self.detail = DetailPane(session, entity, around.viewport())
        around.hold(self.detail)
        self.list.setMinimumWidth(300)
        around.setMinimumWidth(360)
        self._share()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_standing)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(self._opened)
        self.list.delete_asked.connect(self.delete)
        self.detail.created.connect(self.list.choose)
        session.changed.connect(self._heard)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            turner = QShortcut(QKeySequence(keys), self, partial(self.detail.turn, step))
            turner.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._show_standing()

    @property
    def current(self) -> str:
        return self.list.current

    def unsettled(self) -> str:
        return self.detail.unsettled() if self.lists.cell.settle() else CELL

    def show_unsettled(self, key: str) -> None:
        if self.lists.cell.typed() is None:  # a cell of the list opens again by itself
            self.detail.focus_field(key)

    def revert(self) -> None:
        self.lists.cell.forget()
        self.detail.revert()

    def typed(self) -> list[Draft]:
        cell, drafts = self.lists.cell.typed(), self.detail.typed()
        if cell is None:
            return drafts
        return [Draft(self.entity.table, cell.record, DETAILS, {cell.field: cell.text}), *drafts]

    def retype(self, drafts: list[Draft]) -> None:
        if drafts[0].record:
            self.show_record(drafts[0].record)
        else:
            self.add()
        self.detail.retype(drafts)

    def add(self) -> None:
        if not self._may_leave():
            return
        self.list.choose("")
        self.detail.start_draft()

    def delete(self) -> None:
        ids = self.list.view.chosen_ids() or ([self.list.current] if self.list.current else [])
        if not ids or self.session.read_only or self.entity.unchanging:
            return
        after = self.list.neighbour() if len(ids) == 1 else ""
        self.lists.delete(ids, lambda: self._deleted(ids[0], after))

    def focus_start(self) -> None:
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self) -> None:
        self.list.focus_filter()

    def show_record(self, record_id: str, field: str = "") -> None:
        if not self._may_leave():
            return
        self.list.choose(record_id)
        if self.detail.record_id != record_id:
            self.detail.show_record(record_id)
        if field:
            self.detail.focus_field(field)

    def narrow(self, wanted: object) -> None:
        if isinstance(wanted, Narrowing) and self._may_leave():
            self.list.narrow_to(wanted)
            self.focus_start()

    # inside ------------------------------------------------------------------------------

    def _deleted(self, record_id: str, after: str) -> None:
        if self.session.open_book.table(self.entity).get(record_id) is None:
            self.list.choose(after)
            self.detail.show_record(after)

    def _share(self) -> None:
        """Give list and detail the room that they had when last seen."""
        split = self._split
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setSizes([516, 484])
        state = self.session.preferences.state(self._state_key())
        if state:
            split.restoreState(QByteArray.fromBase64(state.encode("ascii")))
        split.splitterMoved.connect(lambda _place, _index: self._remember())

    def _remember(self) -> None:
        state = bytes(self._split.saveState().toBase64().data()).decode("ascii")
        self.session.preferences.remember(self._state_key(), state)

    def _state_key(self) -> str:
        return f"split.{self.entity.table}"

    def _may_leave(self) -> bool:
        """Store what was typed; where it does not fit, go to it and stay."""
        if self.detail.unsettled():
            self.detail.focus_field(self.detail.unsettled())
            return False
        return True

    def _chosen(self, record_id: str) -> None:
        if record_id == self.detail.record_id:
            return
        if self._may_leave():
            self.detail.show_record(record_id)
        else:
            self.list.choose(self.detail.record_id)

    def _opened(self, record_id: str) -> None:
        self._chosen(record_id)
        self.detail.focus_first()

    def _heard(self, done: ChangeSet) -> None:
        self._soon.start()
        current = self.list.current
        if current and not self.detail.record_id and not self.detail.form.is_draft:
            self.detail.show_record(current)  # undo brought it back

    def _show_standing(self) -> None:
        book = self.session.book
        if book is None:
            return
        if self.list.model.total <= AT_ONCE:
            self.standing.setText(standing_line(book, self.entity))
            return
        job = self.session.run(lambda _progress: standing_line(book, self.entity))
        job.succeeded.connect(self.standing.setText)
