"""The model of a list: rowids first, records in pages when they are seen.

It knows any entity; 100,000 records cost 800 kB until somebody filters.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
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
from gui.tables.columns import is_level, layout_of, list_fields, shown_text
from gui.tables.texts import Texts, filter_texts, folded, matching, order_of_texts
from gui.widgets import tip
from register.changes import ChangeSet
from register.entity import AnyEntity
from register.errors import RegisterError
from register.fields import Choice, Field, Link, Number, Text
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
    """The records of one entity, sorted by a column and filtered by a text."""

    counted = Signal(int, int)  # shown, all

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
        self._sorted_by: tuple[str, bool] = ("", False)
        self._kept: dict[str, array[int]] = {}  # orders of text columns
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

    @property
    def total(self) -> int:
        """How many records there are, filtered or not."""
        return len(self._order)

    @property
    def sorted_by(self) -> tuple[str, bool]:
        """The key of the sorted column ("" for the natural order) and whether it is reversed."""
        return self._sorted_by

    def sort_by(self, key: str, *, down: bool = False) -> None:
        """Sort by a field; a long list is sorted on a thread where its texts must be read."""
        self._sorted_by = (key, down)
        if self._needs_thread(key):
            field, book = self.entity.by_key[key], self.session.open_book

            def work(progress: Progress) -> tuple[str, array[int]]:
                return key, order_of_texts(book, self.entity, field, progress)

            self.session.run(work).succeeded.connect(self._keep_order)
        else:
            self._load_order()
        last = max(len(self.fields) - 1, 0)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def filter(self, query: str) -> None:
        """Show only the records whose shown texts hold ``query``."""
        query = folded(query.strip())
        narrower = bool(self._searched_for) and query.startswith(self._searched_for)
        self._query = self._searched_for = query
        if not query:
            self._show(self._order)
            return
        if self._texts is None and not self._load_texts():
            self._show(self._like(query))
            return
        self._show(matching(self._texts or {}, query, self._ids if narrower else self._order))

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

    def _alignment(self, field: Field) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignLeft
        if isinstance(field.kind, Number):
            side = Qt.AlignmentFlag.AlignRight
        return side | Qt.AlignmentFlag.AlignVCenter

    def _arrow(self, key: str) -> str:
        if key != self._sorted_by[0]:
            return ""
        return " ↓" if self._sorted_by[1] else " ↑"

    def _needs_thread(self, key: str) -> bool:
        if key in self._kept or not _sorts_as_text(self.entity, key):
            return False
        return self._table.count() > AT_ONCE

    def _keep_order(self, found: tuple[str, array[int]]) -> None:
        key, order = found
        self._kept[key] = order
        if self._sorted_by[0] == key:
            self._load_order()

    def _load_order(self) -> None:
        self._order = self._ordered(*self._sorted_by)
        self._searched_for = ""
        self.filter(self._query)

    def _ordered(self, key: str, down: bool) -> array[int]:
        if not key or (key == "number" and self.entity.series):
            order = self._table.rowids()
            return array("q", reversed(order)) if down else order
        if _sorts_as_text(self.entity, key):
            return self._text_order(key, down)
        sql_key = key.removesuffix("_level") + "_score" if key.endswith("_level") else key
        return self._table.rowids([(sql_key, down)])

    def _text_order(self, key: str, down: bool) -> array[int]:
        if key not in self._kept:
            field = self.entity.by_key[key]
            self._kept[key] = order_of_texts(self.session.open_book, self.entity, field)
        order = self._kept[key]
        return array("q", reversed(order)) if down else order

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
        self._searched_for = ""
        self.filter(self._query)

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
            self._kept.clear()
            self._refresh_rows()
        mine = [change for change in done.changes if change.table == self.entity.table]
        ids = {change.id for change in mine}
        if done.kind == RELOAD:
            self._texts = None
            self._load_order()
        elif any(c.before is None or c.after is None for c in mine):
            self._take_rows(ids)
        elif mine:
            self._take_edits(ids)

    def _take_rows(self, ids: set[str]) -> None:
        """Rows came or went; where sorting is slow, new ones stand at the end until it is asked."""
        key, down = self._sorted_by
        if key and _sorts_as_text(self.entity, key) and self._table.count() > AT_ONCE:
            self._order = self._reconciled()
        else:
            self._kept.clear()
            self._order = self._ordered(key, down)
        self._kept.clear()
        self._texts = self._renewed(self._texts, ids)
        self._searched_for = ""
        self.filter(self._query)

    def _reconciled(self) -> array[int]:
        rowids = self._table.rowids()
        known, alive = set(self._order), set(rowids)
        stay = (rowid for rowid in self._order if rowid in alive)
        return array("q", [*stay, *(rowid for rowid in rowids if rowid not in known)])

    def _take_edits(self, ids: set[str]) -> None:
        """An edited row stays where it is until the list is sorted or filtered again."""
        self._kept.clear()
        self._searched_for = ""
        self._texts = self._renewed(self._texts, ids)
        self._refresh_rows()

    def _renewed(self, texts: Texts | None, ids: set[str]) -> Texts | None:
        """Return the texts with those of a few records read again; None to read all anew."""
        if texts is None or len(ids) > PAGE:
            return None
        fields = self._searched()
        for record in self._table.page(list(ids)):
            rowid = self._table.rowid(record.id)
            if rowid is not None:
                shown = (shown_text(self.session, field, record) for field in fields)
                texts[rowid] = folded("\n".join(shown))
        return texts

    def _refresh_rows(self) -> None:
        self._pages.clear()
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self.fields) - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def _sorts_as_text(entity: AnyEntity, key: str) -> bool:
    field = entity.by_key[key]
    return isinstance(field.kind, Text | Link | Choice) and not is_level(field)
