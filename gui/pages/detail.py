"""One record beside its list: a heading, and under tabs its form and what belongs to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QTabBar, QWidget

from gui import theme
from gui.drafts import DETAILS, Draft
from gui.forms.attachment_panel import AttachmentPanel
from gui.forms.child_panel import ChildPanel
from gui.forms.forms_of import form_for
from gui.forms.record_form import RecordForm
from gui.forms.values_panel import ValuesPanel, values_of
from gui.levels import Chip
from gui.pages.history_panel import HistoryPanel
from gui.pages.risk_deeds import RiskDeeds
from gui.pages.tabs import Tab, hand_made
from gui.session import Session, concerns
from gui.tables.columns import shown_text
from gui.tables.open_cell import CELL
from gui.widgets import card, column, label, row, short_label
from register.changes import ChangeSet
from register.entities import ASSESSMENT, ATTACHMENT, CUSTOM_FIELD, CUSTOM_VALUE, RISK
from register.entity import AnyEntity
from register.i18n import _, translated


class DetailPane(QWidget):
    """Shows one record of an entity, or the draft of one."""

    created = Signal(str)

    def __init__(self, session: Session, entity: AnyEntity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.entity = session, entity
        self._record: Any = None
        self.bar = QTabBar()
        self.stack = QStackedWidget()
        self._lay_out()
        form_holder = QWidget(self.stack)
        self.form: RecordForm = _put_in(form_holder, partial(form_for, session, entity))
        self.form.created.connect(self._created)
        self._form_place = 0
        self.tabs = self._make_tabs()
        self._stuck = self._form_place
        self._add_tabs(form_holder)
        self.bar.currentChanged.connect(self._show_tab)
        session.changed.connect(self._heard)

    @property
    def record_id(self) -> str:
        """The id of the record shown, "" for none."""
        return self._record.id if self._record is not None else ""

    def show_record(self, record_id: str) -> None:
        """Show a stored record, or nothing."""
        self._record = self.session.open_book.table(self.entity).get(record_id)
        self._inside.setVisible(self._record is not None)
        self._nothing.setVisible(self._record is None)
        if self._record is None:
            return
        self.form.show_record(self._record)
        self._enable_tabs(stored=True)
        self._refresh()
        self._show_tab(self.bar.currentIndex())

    def start_draft(self) -> None:
        """Start a new record."""
        self._record = None
        self._inside.show()
        self._nothing.hide()
        self.bar.setCurrentIndex(self._form_place)
        self._enable_tabs(stored=False)
        self.form.start_draft()
        self._refresh()

    def unsettled(self) -> str:
        """Store what was typed; return the key of a field that does not fit, or ""."""
        if self._inside.isHidden():
            return ""
        self._stuck = self._form_place
        for n, tab in enumerate(self.tabs):
            if tab.panel is not None and (key := tab.panel.unsettled()):
                self._stuck = n
                return str(key)
        return ""

    def typed(self) -> list[Draft]:
        """Return what was typed under each tab and is not stored."""
        if self._inside.isHidden():
            return []
        table, record = self.entity.table, self.record_id
        texts = [(tab.key, tab.panel.typed()) for tab in self.tabs if hasattr(tab.panel, "typed")]
        return [Draft(table, record, key, typed) for key, typed in texts if typed]

    def retype(self, drafts: list[Draft]) -> None:
        """Put texts back into the fields that they were typed into."""
        for draft in drafts:
            place = next((n for n, tab in enumerate(self.tabs) if tab.key == draft.part), None)
            if place is not None:
                self.bar.setCurrentIndex(place)
                self.tabs[place].panel.retype(draft.texts)

    def revert(self) -> None:
        """Forget what does not fit."""
        for tab in self.tabs:
            if tab.panel is not None:
                tab.panel.revert()

    def focus_field(self, key: str) -> None:
        """Put the cursor into a field: of the tab that holds the reader back, else of the form.

        ``key`` may be that of a tab as well, where no field of the record is called so.
        """
        tabs = [] if key in self.entity.by_key else [tab.key for tab in self.tabs]
        place = tabs.index(key) if key in tabs else self._stuck
        self.bar.setCurrentIndex(place)
        panel = self.tabs[place].panel
        if key != CELL and hasattr(panel, "focus_field"):  # a cell opens again by itself
            panel.focus_field(key)

    def turn(self, step: int) -> None:
        """Show the next tab (1) or the one before (-1) that can be shown."""
        if self._inside.isHidden():
            return
        count, place = self.bar.count(), self.bar.currentIndex()
        others = [(place + step * n) % count for n in range(1, count + 1)]
        self.bar.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.setCurrentIndex(next(n for n in others if self.bar.isTabEnabled(n)))

    def focus_first(self) -> None:
        """Put the cursor where typing begins."""
        self.bar.setCurrentIndex(self._form_place)
        self.form.focus_first()

    # inside ------------------------------------------------------------------------------

    def _make_tabs(self) -> list[Tab]:
        session, entity = self.session, self.entity
        tabs = hand_made(session, entity)
        self._form_place = min(1, len(tabs))
        panel, covers = _FormPanel(self.form), self.form.covers
        form = Tab(DETAILS, _("Details"), lambda _inside: self.form, panel=panel, covers=covers)
        tabs.insert(self._form_place, form)
        tabs += [self._values_tab()] if entity is CUSTOM_FIELD else []
        made = {name for tab in tabs for name in (tab.key, *tab.covers)}
        children = session.catalog.children[entity.table]
        tabs += [
            self._child_tab(child)
            for child in children
            if child is not ASSESSMENT and child.table not in made
        ]
        files = session.open_book.table(ATTACHMENT)
        tabs.append(
            Tab(
                "files",
                _("Files"),
                partial(AttachmentPanel, session, entity),
                lambda owner: files.count(record=owner),
                scrolls=True,
            )
        )
        tabs.append(
            Tab(
                "history",
                _("History"),
                partial(HistoryPanel, session, whole=False),
                scrolls=True,
            )
        )
        return tabs

    def _values_tab(self) -> Tab:
        session, covers = self.session, tuple(self.session.catalog.tables_of_values)

        def count(owner: str) -> int:
            held = values_of(session, owner)
            return session.open_book.table(held.entity).count(field=owner) if held else 0

        title = translated(CUSTOM_VALUE.plural)
        return Tab("values", title, partial(ValuesPanel, session), count, covers=covers)

    def _child_tab(self, child: AnyEntity) -> Tab:
        session, table = self.session, self.session.open_book.table(child)
        link = next(
            f.key for f, kind in child.links if kind.belongs and kind.target == self.entity.table
        )
        others = [kind.target for f, kind in child.links if f.key != link]
        names = len(child.fields) == 2 and others
        title = session.catalog.by_table[others[0]].plural if names else child.plural
        return Tab(
            child.table,
            translated(title),
            partial(ChildPanel, session, child, link),
            lambda owner: table.count(**{link: owner}),
        )

    def _lay_out(self) -> None:
        frame, lines = card(spacing=0, margin=0)
        column(self).addWidget(frame)
        self._nothing = label(_("Choose a record in the list."), "second")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._inside = QWidget()
        lines.addWidget(self._nothing, 1)
        lines.addWidget(self._inside, 1)
        self._inside.hide()
        inside = column(self._inside, spacing=6)
        inside.setContentsMargins(20, 16, 8, 10)
        inside.addLayout(self._make_heading())
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.bar.setAccessibleName(_("Parts of the record"))
        inside.addWidget(self.bar)
        inside.addWidget(self.stack, 1)

    def _add_tabs(self, form_holder: QWidget) -> None:
        self._holders = [form_holder if tab.panel else QWidget(self.stack) for tab in self.tabs]
        for tab, holder in zip(self.tabs, self._holders, strict=True):
            self.bar.addTab(tab.title)
            self.stack.addWidget(holder)

    def _make_heading(self) -> Any:
        lines = column(spacing=6)
        lines.setContentsMargins(0, 0, 12, 4)
        top = row(spacing=10)
        self._number = short_label("", "second")
        self._chip = Chip(self.session.method(), None)
        self._status = short_label("", "pill")
        top.addWidget(self._number)
        top.addWidget(self._chip)
        top.addStretch(1)
        top.addWidget(self._status, 0, Qt.AlignmentFlag.AlignVCenter)
        self.deeds = RiskDeeds(self.session, self._rate)
        top.addWidget(self.deeds.buttons)
        self._title = label("", size=theme.HEADING, bold=True)
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines.addLayout(top)
        lines.addWidget(self._title)
        lines.addWidget(self.deeds.line)
        return lines

    def _show_tab(self, place: int) -> None:
        if place < 0:
            return
        tab = self.tabs[place]
        if tab.panel is None:
            tab.panel = _put_in(self._holders[place], tab.make, scrolls=tab.scrolls)
            if hasattr(tab.panel, "tab_wanted"):
                tab.panel.tab_wanted.connect(self._go)
        self.stack.setCurrentIndex(place)
        if self._record is not None and tab.owner != self._record.id:
            tab.owner = self._record.id
            tab.panel.show_owner(self._record.id)

    def _go(self, key: str, record_id: str) -> None:
        place = next(n for n, tab in enumerate(self.tabs) if tab.key == key)
        self.bar.setCurrentIndex(place)
        self.tabs[place].panel.choose(record_id)

    def _rate(self) -> None:
        """Go to where a risk is assessed."""
        self.bar.setCurrentIndex(0)
        self.tabs[0].panel.rating.focus_board()

    def _enable_tabs(self, *, stored: bool) -> None:
        for n in range(len(self.tabs)):
            self.bar.setTabEnabled(n, stored or n == self._form_place)

    def _refresh(self) -> None:
        self._show_heading()
        for n, tab in enumerate(self.tabs):
            count = tab.count(self._record.id) if tab.count and self._record is not None else 0
            self.bar.setTabText(n, f"{tab.title}  {count}" if count else tab.title)

    def _show_heading(self) -> None:
        record = self._record
        by_key = self.entity.by_key
        named = "number" in by_key and record is not None
        self._number.setText(record.number if named else translated(self.entity.label))
        self._chip.setVisible(self.entity is RISK and record is not None)
        if self.entity is RISK and record is not None:
            method = self.session.method_of(record.current_method)
            self._chip.show_level(method, record.current_level)
        status = by_key.get("status") or by_key.get("kind")
        text = shown_text(self.session, status, record) if status and record is not None else ""
        self._status.setText(text)
        self._status.setVisible(bool(text))
        self._title.setText(self._title_text())
        self.deeds.show_risk(record if self.entity is RISK else None)

    def _title_text(self) -> str:
        if self._record is None:
            return _("New: {kind}").format(kind=translated(self.entity.label))
        title = self.entity.title(self._record)
        return title.removeprefix(getattr(self._record, "number", "")).strip() or title

    def _created(self, record_id: str) -> None:
        self._record = self.session.open_book.table(self.entity).get(record_id)
        self._enable_tabs(stored=self._record is not None)
        self._refresh()
        self.created.emit(record_id)

    def _heard(self, done: ChangeSet) -> None:
        if self._record is None:
            return
        children = [child.table for child in self.session.catalog.children[self.entity.table]]
        linked = [kind.target for _field, kind in self.entity.links]
        if concerns(done, self.entity.table, ATTACHMENT.table, *children, *linked):
            record = self.session.open_book.table(self.entity).get(self._record.id)
            if record is None:
                self.show_record("")
                return
            self._record = record
            self._refresh()


class _FormPanel:
    """The form as a panel: the pane itself tells it which record to show."""

    def __init__(self, form: RecordForm) -> None:
        self._form = form

    def show_owner(self, _owner: str | None) -> None:
        """The pane has shown the record already."""

    def unsettled(self) -> str:
        """Store what stands in the form."""
        if self._form.is_draft and self._form.record is None:
            return ""
        return self._form.unsettled()

    def revert(self) -> None:
        """Put back what is stored."""
        self._form.revert()

    def typed(self) -> dict[str, str]:
        """Return what is not stored, by field."""
        return self._form.typed()

    def retype(self, texts: dict[str, str]) -> None:
        """Put texts into fields again."""
        self._form.retype(texts)

    def focus_field(self, key: str) -> None:
        """Put the cursor into a field."""
        self._form.focus_field(key)


def _put_in(holder: QWidget, make: Callable[[QWidget], Any], *, scrolls: bool = False) -> Any:
    """Make a panel inside a widget and return it; ``scrolls``: it does so by itself."""
    around = column(holder)
    if scrolls:
        panel = make(holder)
        around.addWidget(panel)
        return panel
    area = QScrollArea(holder)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    around.addWidget(area)
    sheet = QWidget(area.viewport())
    sheet.setProperty("role", "sheet")
    area.setWidget(sheet)
    inside = column(sheet)
    inside.setContentsMargins(0, 10, 12, 12)
    panel = make(sheet)
    inside.addWidget(panel)
    return panel
