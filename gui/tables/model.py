"""The model of a list: rowids first, records in pages when they are seen.

It knows any entity; 100,000 records cost 800 kB until somebody filters. Rows are sorted, then
searched for a text, then narrowed to chosen values.
"""

from __future__ import annotations

from array import array
from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence
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

from gui.session import RELOAD, Session, concerns
from gui.tables.columns import facet_fields, layout_of, list_fields, shown_text
from gui.tables.facets import Facets, Value
from gui.tables.ordering import Orders, SortKey
from gui.tables.texts import (
    TextOrder,
    Texts,
    filter_texts,
    folded,
    matching,
    order_of_texts,
)
from gui.widgets import tip
from register.changes import ChangeSet
from register.entity import AnyEntity
from register.errors import RegisterError
from register.fields import Document, Field, Note, Number, Text
from register.i18n import translated
from register.progress import Progress
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

    def __init__(self, session: Session, entity: AnyEntity, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.entity = session, entity
        self.fields = list_fields(entity)
        self.layout_ = layout_of(entity)
        self._table = session.open_book.table(entity)
        self._linked = {kind.target for _field, kind in entity.links}
        self._pages: OrderedDict[int, list[Any]] = OrderedDict()
        self._order: array[int] = array("q")
        self._ids: array[int] = array("q")
        self._texts: Texts | None = None
        self._query = ""
        self._searched_for = ""  # what the shown rows are the answer to, for narrowing
        self._sorted_by: tuple[SortKey, ...] = ()
        self._orders = Orders(session.open_book, entity)
        self._facets = Facets(facet_fields(entity))
        self._chosen: dict[str, frozenset[Value]] = {}
        self._only: frozenset[int] | None = None
        self._only_words = ""
        self._load_order()
        session.changed.connect(self._heard)

    # what views ask ----------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

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
            return tip(self.text(index.row(), self.fields[index.column()]))
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
        return "" if record is None else shown_text(self.session, field, record)

    def caption(self, row: int) -> str:
        """Return the line that stands under the title."""
        keys = self.layout_.caption
        texts = (self.text(row, self.entity.by_key[key]) for key in keys)
        return "  •  ".join(text for text in texts if text)

    def row_of(self, record_id: str) -> int:
        """Return the row of a record, -1 when it is not shown."""
        rowid = self._table.rowid(record_id)
        try:
            return self._ids.index(rowid) if rowid is not None else -1
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
        return len(self._order)

    @property
    def rowids(self) -> array[int]:
        """The rowids of the rows shown, in their order."""
        return self._ids

    @property
    def sorted_by(self) -> tuple[SortKey, ...]:
        """The sorted fields, first the one that counts most; empty for the natural order."""
        return self._sorted_by

    def sort_by(self, key: str, *, down: bool = False, add: bool = False) -> None:
        """Sort by a field ("": naturally); ``add``: where the fields sorted by so far are equal."""
        others = [item for item in self._sorted_by if item[0] != key] if add else []
        self.sort_all([*others, *([(key, down)] if key else [])])

    def turn(self, key: str, *, add: bool = False) -> None:
        """Sort by a field, or turn its order round if the list is sorted by it already."""
        down = dict(self._sorted_by).get(key)
        if add and down is not None:
            self.sort_all([(k, not d if k == key else d) for k, d in self._sorted_by])
        else:
            self.sort_by(key, down=down is False, add=add)

    def sort_all(self, keys: Sequence[SortKey]) -> None:
        """Sort by these; a long list is sorted on a thread where its texts must be read."""
        self._sorted_by = tuple(keys)
        missing = self._orders.missing(keys)
        if missing and self._table.count() > AT_ONCE:
            for key in missing:
                self._read_order(key)
        else:
            self._load_order()
        last = max(len(self.fields) - 1, 0)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    @property
    def query(self) -> str:
        """The text that the shown rows hold."""
        return self._query

    @property
    def facets(self) -> dict[str, frozenset[Value]]:
        """By field the stored values that the list is narrowed to."""
        return dict(self._chosen)

    @property
    def is_filtered(self) -> bool:
        """Tell whether a text or values were chosen, so that rows may be hidden."""
        return bool(self._query or self._chosen or self._only is not None)

    def filter(self, query: str) -> None:
        """Show only the records whose shown texts hold ``query``."""
        query = folded(query.strip())
        narrower = bool(self._searched_for) and query.startswith(self._searched_for)
        self._query = query
        self._search(self._ids if narrower else self._order)

    def narrow(self, chosen: Mapping[str, frozenset[Value]]) -> None:
        """Show only the records that have one of the chosen values in each of these fields."""
        known = {field.key for field in self._facets.fields}
        self._chosen = {key: values for key, values in chosen.items() if values and key in known}
        self._search(self._order)
        self.facets_changed.emit()

    def only(self, ids: frozenset[str] | None, words: str = "") -> None:
        """Show these records only, which ``words`` tell of; None: all records again."""
        rows = self._table.values("rowid", "id") if ids is not None else ()
        keys = ids or frozenset()
        self._only = None if ids is None else frozenset(row for row, key in rows if key in keys)
        self._only_words = words if ids is not None else ""
        self._search(self._order)
        self.facets_changed.emit()

    @property
    def only_words(self) -> str:
        """What the records have in common that alone are shown, or ""."""
        return self._only_words

    def facet_counts(self, key: str) -> Counter[Value]:
        """Return how many records have each value of a field, given all else that is chosen."""
        self._facets.load(self._table)
        return self._facets.counts(key, self._chosen, self._found(self._order))

    # inside ------------------------------------------------------------------------------

    def _page(self, number: int) -> list[Any]:
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        rowids = self._ids[number * PAGE : (number + 1) * PAGE]
        try:
            with faults_as_sentences(self.session.open_book.name):
                page = self._table.page_by_rowid(rowids)
        except RegisterError:  # another program holds the file; the next paint asks again
            return []
        self._pages[number] = page
        if len(self._pages) > PAGES:
            self._pages.popitem(last=False)
        return page

    def _is_editable(self, field: Field) -> bool:
        """Tell whether a field is short enough and may be changed in the list."""
        if self.session.read_only or self.entity.unchanging or field.read_only:
            return False
        return not isinstance(field.kind, Note | Document)

    def _alignment(self, field: Field) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignLeft
        if isinstance(field.kind, Number):
            side = Qt.AlignmentFlag.AlignRight
        return side | Qt.AlignmentFlag.AlignVCenter

    def _arrow(self, key: str) -> str:
        keys = [name for name, _down in self._sorted_by]
        if key not in keys:
            return ""
        place = keys.index(key)
        arrow = " ↓" if self._sorted_by[place][1] else " ↑"
        return f"{arrow}{place + 1}" if len(keys) > 1 else arrow

    def _read_order(self, key: str) -> None:
        field, book = self.entity.by_key[key], self.session.open_book

        def work(progress: Progress) -> tuple[str, TextOrder]:
            return key, order_of_texts(book, self.entity, field, progress)

        self.session.run(work).succeeded.connect(self._keep_order)

    def _keep_order(self, found: tuple[str, TextOrder]) -> None:
        self._orders.keep(*found)
        if not self._orders.missing(self._sorted_by):
            self._load_order()

    def _load_order(self) -> None:
        self._order = self._orders.of(self._sorted_by)
        self._search(self._order)

    def _search(self, among: array[int]) -> None:
        """Show those of these rows that hold the text and have the values."""
        found = self._found(among)
        self._searched_for = self._query
        if self._chosen:
            self._facets.load(self._table)
            found = self._facets.matching(self._chosen, found)
        self._show(found)

    def _found(self, among: array[int]) -> array[int]:
        if (only := self._only) is not None:
            among = array("q", (rowid for rowid in among if rowid in only))
        if not self._query:
            return among
        if self._texts is None and not self._load_texts():
            return self._like(self._query)
        return matching(self._texts or {}, self._query, among)

    def _show(self, ids: array[int]) -> None:
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()
        self.counted.emit(len(ids), len(self._order))

    def _searched(self) -> list[Field]:
        keys = {*self.layout_.shown, *self.layout_.caption, *self.entity.display}
        return [item for item in self.fields if item.key in keys or item.in_table]

    def _load_texts(self) -> bool:
        """Read the texts now if the list is short; else start a thread and return False."""
        book, fields = self.session.open_book, self._searched()
        if len(self._order) <= AT_ONCE:
            self._texts = filter_texts(book, self.entity, fields)
            return True
        job = self.session.run(partial(filter_texts, book, self.entity, fields))
        job.succeeded.connect(self._keep_texts)
        return False

    def _keep_texts(self, texts: Texts) -> None:
        self._texts = texts
        self._search(self._order)

    def _like(self, query: str) -> array[int]:
        """Ask the file while the texts are being read: titles and other texts, not links."""
        keys = [item.key for item in self._searched() if isinstance(item.kind, Text)]
        where = " or ".join(f'instr(lower("{key}"), ?) > 0' for key in keys)
        rows = self._table.values("rowid", where=where, args=[query] * len(keys))
        found = {row[0] for row in rows}
        return array("q", (rowid for rowid in self._order if rowid in found))

    # news --------------------------------------------------------------------------------

    def _heard(self, done: ChangeSet) -> None:
        if concerns(done, *self._linked):
            self._texts = None
            self._orders.forget()
            self._refresh_rows()
        mine = [change for change in done.changes if change.table == self.entity.table]
        ids = {change.id for change in mine}
        if done.kind == RELOAD:
            self._texts = None
            self._facets.forget()
            self._load_order()
        elif any(c.before is None or c.after is None for c in mine):
            self._take_rows(ids)
        elif mine:
            self._take_edits(ids)

    def _take_rows(self, ids: set[str]) -> None:
        """Rows came or went; where sorting is slow, new ones stand at the end until it is asked."""
        self._orders.forget()
        if self._orders.missing(self._sorted_by) and self._table.count() > AT_ONCE:
            self._order = self._reconciled()
        else:
            self._order = self._orders.of(self._sorted_by)
        self._renew(ids)
        self._search(self._order)

    def _reconciled(self) -> array[int]:
        rowids = self._table.rowids()
        known, alive = set(self._order), set(rowids)
        stay = (rowid for rowid in self._order if rowid in alive)
        return array("q", [*stay, *(rowid for rowid in rowids if rowid not in known)])

    def _take_edits(self, ids: set[str]) -> None:
        """An edited row stays where it is until the list is sorted or filtered again."""
        self._orders.forget()
        self._searched_for = ""
        self._renew(ids)
        self._refresh_rows()

    def _renew(self, ids: set[str]) -> None:
        """Read again what is known of a few records; of many, everything when it is needed."""
        if len(ids) > PAGE:
            self._texts = None
            self._facets.forget()
            return
        fields = self._searched()
        for record in self._table.page(list(ids)):
            rowid = self._table.rowid(record.id)
            if rowid is None:
                continue
            self._facets.renew(rowid, self.entity.row(record))
            if self._texts is not None:
                shown = (shown_text(self.session, field, record) for field in fields)
                self._texts[rowid] = folded("\n".join(shown))

    def _refresh_rows(self) -> None:
        self._pages.clear()
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self.fields) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
