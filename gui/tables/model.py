"""The model of a list: rowids first, records in pages when they are seen.

It knows any entity; 100,000 records cost 800 kB until somebody filters. Rows are sorted, then
searched for a text, then narrowed to chosen values.
"""

from __future__ import annotations

from array import array
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from gui.jobs import Job, while_alive
from gui.session import RELOAD, Session, concerns
from gui.tables.columns import facets_of, layout_of, list_fields, shown_text
from gui.tables.facets import Value
from gui.tables.finding import Answer, Finder, Question
from gui.tables.header_tips import header_tip
from gui.tables.ordering import SortKey
from gui.tables.stored import given_ids
from gui.tables.texts import folded
from gui.widgets import tip
from register.changes import ChangeSet
from register.entities import CUSTOM_FIELD
from register.entity import AnyEntity
from register.errors import RegisterError
from register.fields import Document, Field, Link, Note, Number
from register.i18n import translated
from register.identifying import custom
from register.identifying.custom import CustomColumn, Given
from register.storage import faults_as_sentences

PAGE = 64
PAGES = 64
AT_ONCE = 3_000  # lists up to this long are sorted and searched without a thread
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
RecordRole = Qt.ItemDataRole.UserRole + 1
DOWN = Qt.SortOrder.DescendingOrder


class RecordModel(QAbstractTableModel):
    """The records of one entity, sorted by columns and filtered by a text and by values."""

    counted = Signal(int, int)  # shown, all
    facets_changed = Signal()
    redefined = Signal()  # there are other columns now

    def __init__(self, session: Session, entity: AnyEntity, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.entity = session, entity
        self.layout_ = layout_of(entity)
        self._table = session.open_book.table(entity)
        self._linked = {kind.target for _field, kind in entity.links}
        self._has_given = entity.table in session.catalog.value_tables
        self._pages: OrderedDict[int, list[Any]] = OrderedDict()
        self._texts: dict[int, Mapping[str, Mapping[str, str]]] = {}  # custom ones, of pages
        self._question = self._answered = Question()
        self._only_words = ""
        self._job: Job | None = None  # what finds the answer
        self._finder = self._define()
        self._shown = self._finder.answer(self._question)
        session.changed.connect(self._heard)

    # what views ask ----------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rowids)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), self.fields[index.column()])
        if role == RecordRole:
            return self.record(index.row())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self._alignment(self.fields[index.column()]))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._whole_text(index.row(), self.fields[index.column()]))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self._is_editable(self.fields[index.column()]):
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        field = self.fields[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return translated(field.label) + self._arrow(field.key)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self._alignment(field))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(header_tip(self.session.method(), field))
        return None

    def sort(self, section: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.sort_by(self.fields[section].key, down=order is DOWN)

    # what the list asks ------------------------------------------------------------------

    def record(self, row: int) -> Any:
        """Return the record in a row, or None when it has just gone."""
        page = self._page(row // PAGE)
        place = row % PAGE
        return page[place] if place < len(page) else None

    def text(self, row: int, field: Field) -> str:
        """Return the text of a field in a row."""
        record = self.record(row)
        if record is not None and isinstance(field, CustomColumn):
            return field.kind.format(self.value(row, field))
        return "" if record is None else shown_text(self.session, field, record)

    def value(self, row: int, field: Field) -> Any:
        """Return the stored value of a field in a row that there is."""
        record = self.record(row)
        if isinstance(field, CustomColumn):
            return self._given(row // PAGE, record.id, field)
        return field.value(record)

    def _whole_text(self, row: int, field: Field) -> str:
        """Return the text of a field in a row, of a category with its path."""
        record = self.record(row)
        if record is not None and isinstance(field.kind, Link):
            return self.session.names(field.kind.target).path(field.value(record))
        return self.text(row, field)

    def caption(self, row: int) -> str:
        """Return the line that stands under the title."""
        keys = self.layout_.caption
        texts = (self.text(row, self.entity.by_key[key]) for key in keys)
        return "  •  ".join(text for text in texts if text)

    def name_of(self, index: Index) -> tuple[str, str]:
        """Return the id of the record of a cell, and the key of its field."""
        record = self.record(index.row())
        return record.id if record is not None else "", self.fields[index.column()].key

    def place_of(self, record: str, field: str) -> QModelIndex:
        """Return where a cell is, an index that is not valid where it is not shown."""
        row, keys = self.row_of(record), [item.key for item in self.fields]
        return self.index(row, keys.index(field)) if row >= 0 and field in keys else QModelIndex()

    def row_of(self, record_id: str) -> int:
        """Return the row of a record, -1 when it is not shown."""
        rowid = self._table.rowid(record_id)
        try:
            return self.rowids.index(rowid) if rowid is not None else -1
        except ValueError:
            return -1

    def ids_of(self, rowids: array[int]) -> list[str]:
        """Return the ids of records that are still there, in the order of their rowids."""
        if len(rowids) > AT_ONCE:
            known = dict(self._table.values("rowid", "id"))
            return [known[rowid] for rowid in rowids if rowid in known]
        parts = (rowids[start : start + PAGE] for start in range(0, len(rowids), PAGE))
        records = (record for part in parts for record in self._table.page_by_rowid(part))
        return [record.id for record in records if record is not None]

    @property
    def total(self) -> int:
        """How many records there are, filtered or not."""
        return len(self._shown.order)

    @property
    def rowids(self) -> array[int]:
        """The rowids of the rows shown, in their order."""
        return self._shown.rowids

    @property
    def is_finding(self) -> bool:
        """Tell whether the rows shown are those of an earlier question."""
        return self._job is not None

    @property
    def sorted_by(self) -> tuple[SortKey, ...]:
        """The sorted fields, first the one that counts most; empty for the natural order."""
        return self._question.keys

    def sort_by(self, key: str, *, down: bool = False, add: bool = False) -> None:
        """Sort by a field ("": naturally); ``add``: where the fields sorted by so far are equal."""
        others = [item for item in self.sorted_by if item[0] != key] if add else []
        self.sort_all([*others, *([(key, down)] if key else [])])

    def turn(self, key: str, *, add: bool = False) -> None:
        """Sort by a field, or turn its order round if the list is sorted by it already."""
        down = dict(self.sorted_by).get(key)
        if add and down is not None:
            self.sort_all([(k, not d if k == key else d) for k, d in self.sorted_by])
        else:
            self.sort_by(key, down=down is False, add=add)

    def sort_all(self, keys: Sequence[SortKey]) -> None:
        """Sort by these fields."""
        self._question = replace(self._question, keys=tuple(keys))
        self._ask()
        last = max(len(self.fields) - 1, 0)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    @property
    def query(self) -> str:
        """The text that the shown rows hold."""
        return self._question.query

    @property
    def facets(self) -> dict[str, frozenset[Value]]:
        """By field the stored values that the list is narrowed to."""
        return dict(self._question.chosen)

    @property
    def is_filtered(self) -> bool:
        """Tell whether a text or values were chosen, so that rows may be hidden."""
        return self._question.narrows

    def filter(self, query: str) -> None:
        """Show only the records whose shown texts hold ``query``."""
        self._question = replace(self._question, query=folded(query.strip()))
        self._ask()

    def narrow(self, chosen: Mapping[str, frozenset[Value]]) -> None:
        """Show only the records that have one of the chosen values in each of these fields."""
        known = {field.key for field in self.facet_fields}
        kept = {key: values for key, values in chosen.items() if values and key in known}
        self._question = replace(self._question, chosen=kept)
        self._ask()
        self.facets_changed.emit()

    def only(self, ids: frozenset[str] | None, words: str = "") -> None:
        """Show these records only, which ``words`` tell of; None: all records again."""
        self._question = replace(self._question, only=ids)
        self._only_words = words if ids is not None else ""
        self._ask()
        self.facets_changed.emit()

    def widen(self) -> None:
        """Show everything again."""
        self._question = Question(self._question.keys)
        self._only_words = ""
        self._ask()
        self.facets_changed.emit()

    @property
    def only_words(self) -> str:
        """What the records have in common that alone are shown, or ""."""
        return self._only_words

    def facet_counts(self, key: str) -> Counter[Value]:
        """Return how many records have each value of a field, given all else that is chosen."""
        return self._finder.counts(key, self._question)

    def count_values(self, key: str, receive: Callable[[Counter[Value]], object]) -> None:
        """Give the facet counts to ``receive``: at once if the list is short."""
        if self.total <= AT_ONCE:
            receive(self.facet_counts(key))
            return
        job = self.session.run(partial(self._finder.counts, key, self._question))
        job.succeeded.connect(while_alive(self, receive))

    # inside ------------------------------------------------------------------------------

    def _page(self, number: int) -> list[Any]:
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        rowids = self.rowids[number * PAGE : (number + 1) * PAGE]
        try:
            with faults_as_sentences(self.session.open_book.name):
                page = self._table.page_by_rowid(rowids)
        except RegisterError:  # another program holds the file; the next paint asks again
            return []
        self._pages[number] = page
        if len(self._pages) > PAGES:
            gone, _records = self._pages.popitem(last=False)
            self._texts.pop(gone, None)
        return page

    def _given(self, number: int, record_id: str, field: CustomColumn) -> str:
        """Return what stands in a custom field of a record on a page."""
        if number not in self._texts:
            ids = [record.id for record in self._page(number) if record is not None]
            self._texts[number] = custom.texts_of(self.session.open_book, self.entity, ids)
        return self._texts[number].get(record_id, {}).get(field.definition, "")

    def _define(self) -> Finder:
        """Take the fields as they are defined now, and return what finds rows by them."""
        book = self.session.open_book
        given = custom.columns(book, self.entity)
        self.fields: tuple[Field, ...] = (*list_fields(self.entity), *given)
        self.by_key = {field.key: field for field in self.fields} | self.entity.by_key
        self.facet_fields = facets_of(self.entity, given)
        return Finder(book, self.entity, self._searched(), self.facet_fields, given)

    def _redefine(self) -> None:
        """Show the custom fields as they are now; what was asked of one that is gone is dropped."""
        self.beginResetModel()
        self._finder = self._define()
        self._clear_pages()
        self.endResetModel()
        question = self._question
        known = {field.key for field in self.facet_fields}
        self._question = replace(
            question,
            keys=tuple(key for key in question.keys if key[0] in self.by_key),
            chosen={key: values for key, values in question.chosen.items() if key in known},
        )
        self._finder.note(None)
        self.redefined.emit()
        self._ask()
        self.facets_changed.emit()

    def _clear_pages(self) -> None:
        self._pages.clear()
        self._texts.clear()

    def _is_editable(self, field: Field) -> bool:
        """Tell whether a field is short enough and may be changed in the list."""
        if self.session.read_only or self.entity.unchanging or field.read_only:
            return False
        is_long = isinstance(field.kind, Given) and field.kind.is_text
        return not (is_long or isinstance(field.kind, Note | Document))

    def _alignment(self, field: Field) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignLeft
        kind = field.kind
        if isinstance(kind, Number) or (isinstance(kind, Given) and kind.is_number):
            side = Qt.AlignmentFlag.AlignRight
        return side | Qt.AlignmentFlag.AlignVCenter

    def _arrow(self, key: str) -> str:
        keys = [name for name, _down in self.sorted_by]
        if key not in keys:
            return ""
        place = keys.index(key)
        arrow = " ↓" if self.sorted_by[place][1] else " ↑"
        return f"{arrow}{place + 1}" if len(keys) > 1 else arrow

    def _searched(self) -> list[Field]:
        keys = {*self.layout_.shown, *self.layout_.caption, *self.entity.display}
        return [
            item
            for item in self.fields
            if item.key in keys or item.in_table or isinstance(item, CustomColumn)
        ]

    def _ask(self) -> None:
        """Find the rows that are wanted now: at once, or on a thread if there are many."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        question, finder = self._question, self._finder
        if question == self._answered and not finder.has_news:
            return
        if self._table.count() <= AT_ONCE:
            self._show(question, finder.answer(question))
            return
        self._find(question, quick=True)

    def _find(self, question: Question, *, quick: bool) -> None:
        finder = self._finder
        job = self._job = self.session.run(
            lambda progress: finder.answer(question, progress, quick=quick)
        )
        job.succeeded.connect(while_alive(self, partial(self._take, job, question)))
        job.failed.connect(while_alive(self, partial(self._give_up, job)))

    def _take(self, job: Job, question: Question, found: Answer) -> None:
        if job is self._job:
            self._job = None
            self._show(question, found)
            if found.rough and self._question == question:
                self._find(question, quick=False)

    def _give_up(self, job: Job, _error: object) -> None:
        if job is self._job:
            self._job = None

    def _show(self, question: Question, found: Answer) -> None:
        self.beginResetModel()
        self._answered, self._shown = question, found
        self._clear_pages()
        self.endResetModel()
        self.counted.emit(len(found.rowids), len(found.order))

    # news --------------------------------------------------------------------------------

    def _heard(self, done: ChangeSet) -> None:
        table = self.entity.table
        mine = [c for c in done.changes if c.table == table] if done.touches(table) else []
        if self._has_given and concerns(done, CUSTOM_FIELD.table):
            self._redefine()
        anything = concerns(done, *self._linked)
        ids = frozenset(change.id for change in mine)
        ids |= given_ids(self.session.open_book, self.entity, done)
        if anything or ids:
            self._finder.note(None if anything else ids)
            self._refresh_rows()
        if done.kind == RELOAD or any(c.before is None or c.after is None for c in mine):
            self._ask()

    def _refresh_rows(self) -> None:
        """An edited row stays where it is until the list is sorted or filtered again."""
        self._clear_pages()
        if self.rowids:
            last = self.index(len(self.rowids) - 1, len(self.fields) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
