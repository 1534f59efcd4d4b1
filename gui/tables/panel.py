"""A list with its filter, its count, and what to say when it is empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from gui.icons import icon, pixmap
from gui.session import Session
from gui.tables.facet_row import FacetRow
from gui.tables.model import RecordModel
from gui.tables.narrowing import Narrowing
from gui.tables.view import RecordView
from gui.widgets import Ear, button, card, column, icon_button, label, row, short_label
from register.entity import AnyEntity
from register.fields import Field, Link
from register.i18n import _, translated

TYPING_MS = 120
LONG = 3_000


class ListPanel(QWidget):
    """The list side of a page: it tells which record is chosen, and keeps it chosen."""

    chosen = Signal(str)  # the id of the current record
    opened = Signal(str)  # Enter or double click
    delete_asked = Signal()
    counted = Signal(int, int)
    menu_asked = Signal(QPoint)  # where on the screen

    def __init__(
        self,
        session: Session,
        entity: AnyEntity,
        add: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        """``add``: what the button of an empty list does."""
        super().__init__(parent)
        self._session, self._entity, self._add = session, entity, add
        self._current = ""
        self._wants_first = False  # until the rows are found, that the first of them be chosen
        self.model = RecordModel(session, entity, self)
        self.view = RecordView(self.model)
        self.facet_row = FacetRow(self.model)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._filter)
        self._lay_out()
        self.view.chosen.connect(self._row_chosen)
        self.view.activated_row.connect(self._row_opened)
        self.view.delete_asked.connect(self.delete_asked)
        self.view.escaped.connect(self.clear_filter)
        self.model.counted.connect(self._show_count)
        self.model.modelReset.connect(self._choose_again)
        self.model.facets_changed.connect(self._remember_filter)
        self._restore_filter()
        self._show_count(self.model.rowCount(), self.model.total)

    @property
    def current(self) -> str:
        """The id of the chosen record, or ""."""
        return self._current

    def choose(self, record_id: str) -> None:
        """Choose a record; a filter that hides it is cleared."""
        self._current = record_id
        place = self.model.row_of(record_id) if record_id else -1
        hidden = place < 0 and record_id and not self.model.is_finding
        if hidden and self.model.is_filtered:
            self.clear_filter()
            place = self.model.row_of(record_id)
        self.view.choose(place)

    def choose_first(self) -> None:
        """Choose the first record, if there is one and none is chosen."""
        if not self._current and self.model.rowCount():
            record = self.model.record(0)
            self._current = record.id
            self.view.choose(0)
            self.chosen.emit(record.id)

    def neighbour(self) -> str:
        """Return the id of the record after the current one, else before it, or ""."""
        place = self.view.current_row()
        for other in (place + 1, place - 1):
            if 0 <= other < self.model.rowCount():
                record = self.model.record(other)
                return record.id if record else ""
        return ""

    def clear_filter(self) -> None:
        """Show everything again."""
        self.filter_box.clear()
        self._typing.stop()
        self.model.widen()
        self._remember_filter()

    def narrow_to(self, wanted: Narrowing) -> None:
        """Show what another page asks for, and choose its first record."""
        self.filter_box.clear()
        self._filter()
        self.model.only(wanted.ids, wanted.words)
        self._wants_first = True
        self.model.narrow(wanted.facets)
        if not self.model.is_finding:
            self._choose_again()

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_box.selectAll()

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        frame, inside = card(spacing=0, margin=1)
        outer = column(self)
        outer.addWidget(frame)
        bar = row(spacing=10)
        bar.setContentsMargins(12, 12, 14, 10)
        bar.addWidget(self._make_filter(), 1)
        self._count = short_label("", "second")
        bar.addWidget(self._count)
        self.more = icon_button("more", _("Menu of the list"), self._ask_menu)
        bar.addWidget(self.more)
        inside.addLayout(bar)
        narrowing = row()
        narrowing.setContentsMargins(12, 0, 12, 10)
        narrowing.addWidget(self.facet_row)
        if self.facet_row.buttons:
            inside.addLayout(narrowing)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._empty = QWidget()
        self._fill_empty(column(self._empty, spacing=12, margin=24))
        self._stack.addWidget(self._empty)
        inside.addWidget(self._stack, 1)
        inside.setContentsMargins(1, 1, 1, 8)

    def _make_filter(self) -> QLineEdit:
        box = self.filter_box = QLineEdit()
        box.setPlaceholderText(_("Filter"))
        box.setAccessibleName(_("Filter the list"))
        box.setClearButtonEnabled(False)
        box.setMaxLength(200)
        box.addAction(icon("filter"), QLineEdit.ActionPosition.LeadingPosition)
        self._cross = QAction(icon("close"), _("Clear the filter"), box)
        self._cross.triggered.connect(lambda _on=False: box.clear())
        box.addAction(self._cross, QLineEdit.ActionPosition.TrailingPosition)
        self._cross.setVisible(False)
        box.textChanged.connect(self._typed)
        box.installEventFilter(Ear(self, self._filter_key))
        return box

    def _ask_menu(self) -> None:
        self.menu_asked.emit(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def _fill_empty(self, lines: QVBoxLayout) -> None:
        lines.addStretch(2)
        picture = label()
        picture.setPixmap(pixmap("search", size=32))
        picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._empty_text = label("", "second")
        self._empty_text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._empty_button = button("", self._empty_act)
        lines.addWidget(picture)
        lines.addWidget(self._empty_text)
        lines.addWidget(self._empty_button, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addStretch(3)

    def _typed(self, text: str) -> None:
        self._cross.setVisible(bool(text))
        if self.model.total > LONG:
            self._typing.start()
        else:
            self._filter()

    def _filter(self) -> None:
        self._typing.stop()
        self.model.filter(self.filter_box.text())
        self._remember_filter()

    def filter_state(self) -> dict[str, Any]:
        """Return the text and the values that the list is narrowed to, as plain data."""
        facets = {key: list(values) for key, values in self.model.facets.items()}
        return {"text": self.filter_box.text(), "facets": facets}

    def put_filter(self, state: dict[str, Any]) -> None:
        """Narrow the list to what a state says, as far as it is known here."""
        self.filter_box.setText(str(state.get("text", "")))
        self._filter()
        self.model.only(None)
        facets = state.get("facets")
        known = facets.items() if isinstance(facets, dict) else ()
        lists = {key: values for key, values in known if isinstance(values, list)}
        by_key = self.model.by_key
        chosen = {
            key: frozenset(v for v in values if self._is_known(by_key[key], v))
            for key, values in lists.items()
            if key in by_key
        }
        self.model.narrow(chosen)

    def _is_known(self, field: Field, value: object) -> bool:
        """Tell whether a value kept elsewhere is one here; records may be of another register."""
        if isinstance(field.kind, Link) and value is not None:
            return str(value) in self._session.names(field.kind.target).all()
        return value is None or isinstance(value, str | int | float)

    def _remember_filter(self) -> None:
        state = self.filter_state() | {"register": self._session.open_book.about.register}
        self._session.preferences.remember_values(self._memory_key(), state)

    def _restore_filter(self) -> None:
        state = self._session.preferences.values(self._memory_key())
        if state.get("register") == self._session.open_book.about.register:
            self.put_filter(state)

    def _memory_key(self) -> str:
        return f"filter.{self._entity.table}"

    def _filter_key(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape and self.model.is_filtered:
            self.clear_filter()
            return True
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
            if self.view.current_row() < 0 and self.model.rowCount():
                self.view.setCurrentIndex(self.model.index(0, 0))
            return True
        return False

    def _show_count(self, shown: int, total: int) -> None:
        filtered = self.model.is_filtered
        text = _("{shown} of {total}") if filtered else "{total}"
        self._count.setText(text.format(shown=shown, total=total))
        self._stack.setCurrentIndex(0 if shown else 1)
        if not shown:
            self._say_empty(filtered=filtered and total > 0)
        self.counted.emit(shown, total)

    def _say_empty(self, *, filtered: bool) -> None:
        if filtered:
            nothing = (
                _("Nothing here fits the filter.")
                if self.model.facets or self.model.only_words
                else _("Nothing here holds this text.")
            )
            self._empty_text.setText(nothing)
            self._empty_button.setText(_("Clear the filter"))
        else:
            self._empty_text.setText(purpose(self._entity))
            self._empty_button.setText(new_text(self._entity))
        can_add = not self._entity.unchanging and not self._session.read_only
        self._empty_button.setVisible(filtered or can_add)

    def _empty_act(self) -> None:
        if self.model.is_filtered:
            self.clear_filter()
        else:
            self._add()

    def _row_chosen(self, place: int) -> None:
        record = self.model.record(place) if place >= 0 else None
        if record is not None and record.id != self._current:
            self._current = record.id
            self.chosen.emit(record.id)

    def _row_opened(self, place: int) -> None:
        record = self.model.record(place)
        if record is not None:
            self.opened.emit(record.id)

    def _choose_again(self) -> None:
        place = self.model.row_of(self._current) if self._current else -1
        if self._current:
            self.view.choose(place)
        if self._wants_first and not self.model.is_finding:
            self._wants_first = False
            if place < 0:
                self._current = ""
                self.choose_first()

    def hideEvent(self, event: object) -> None:
        super().hideEvent(event)  # type: ignore[arg-type]
        self.view.remember_columns()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.choose_first()


def purpose(entity: AnyEntity) -> str:
    """Return what an empty list says: that it is empty, and what it is for."""
    words = {
        "risks": _("No risks yet. Here stands what may happen, why, and what would follow."),
        "plans": _("No plans yet. A plan says step by step what is done on the day it happens."),
        "teams": _("No teams yet. A team says who leads, who stands in, and where they meet."),
        "people": _("No people yet. Here stands who to call, and under which numbers."),
        "drills": _("No drills yet. A drill tries a plan, and its log keeps what happened."),
        "units": _("No units yet. Units are the parts of your organisation that own risks."),
        "categories": _("No categories yet. They group risks in lists, charts and print."),
    }
    none = _("{kind}: there are none yet.").format(kind=translated(entity.plural))
    return words.get(entity.table) or none


def new_text(entity: AnyEntity) -> str:
    """Return the words on the button that makes a new record."""
    words = {
        "risks": _("New risk"),
        "plans": _("New plan"),
        "teams": _("New team"),
        "people": _("New person"),
        "drills": _("New drill"),
        "units": _("New unit"),
        "categories": _("New category"),
    }
    return words.get(entity.table) or _("New: {kind}").format(kind=translated(entity.label))
