"""The order of a list by one field or several, each up or down.

Dates, numbers and levels sort in SQL, texts by the reader's collation; text orders are kept.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from gui.tables.texts import TextOrder, order_of_texts, renewed_order
from register.book import Book
from register.entity import AnyEntity
from register.fields import Choice, Field, Link, Text
from register.identifying.custom import Given
from register.progress import Progress, silent

SortKey = tuple[str, bool]  # the key of a field, and whether its order is reversed


def sorts_as_text(field: Field) -> bool:
    """Tell whether a field is sorted by the texts that are shown."""
    rises = isinstance(field.kind, Choice) and field.kind.rising
    return isinstance(field.kind, Text | Link | Choice | Given) and not rises


class Orders:
    """The orders of one table's rows."""

    def __init__(self, book: Book, entity: AnyEntity, given: Sequence[Field] = ()) -> None:
        """``given``: custom fields that may be sorted by."""
        self._book, self._entity = book, entity
        self._fields = entity.by_key | {field.key: field for field in given}
        self._table = book.table(entity)
        self._kept: dict[str, TextOrder] = {}
        self._changed: dict[str, set[int]] = {}  # by kept field the rows to place anew

    def forget(self) -> None:
        """Drop what is kept, because anything may have changed."""
        self._kept.clear()
        self._changed.clear()

    def renew(self, rowids: Iterable[int]) -> None:
        """Take notice that these rows changed or came, and that others perhaps went."""
        for key in self._kept:
            self._changed.setdefault(key, set()).update(rowids)

    def of(self, keys: Sequence[SortKey], progress: Progress = silent) -> array[int]:
        """Return all rowids sorted by the first key, where equal by the next, and so on."""
        if not keys:
            return self._table.rowids()
        if len(keys) == 1:
            return self._single(*keys[0], progress)
        if not any(self._is_number(key) or self._is_text(key) for key, _down in keys):
            return self._table.rowids(keys)
        rowids = list(self._table.rowids())
        for key, down in reversed(keys):
            ranks = self._ranks(key, progress)
            rowids.sort(key=ranks.__getitem__, reverse=down)
        return array("q", rowids)

    # inside ------------------------------------------------------------------------------

    def _single(self, key: str, down: bool, progress: Progress) -> array[int]:
        if self._is_number(key):
            order = self._table.rowids()
        elif self._is_text(key):
            order = self._text_order(key, progress).rowids
        else:
            return self._table.rowids([(key, down)])
        return array("q", reversed(order)) if down else order

    def _ranks(self, key: str, progress: Progress) -> dict[int, int]:
        if self._is_number(key):
            return {rowid: n for n, rowid in enumerate(self._table.rowids())}
        if self._is_text(key):
            return self._text_order(key, progress).ranks()
        return self._table.ranks(key)

    def _text_order(self, key: str, progress: Progress) -> TextOrder:
        book, entity, field = self._book, self._entity, self._fields[key]
        changed = self._changed.get(key)
        if key not in self._kept:
            self._kept[key] = order_of_texts(book, entity, field, progress)
        elif changed is not None:
            self._kept[key] = renewed_order(self._kept[key], book, entity, field, changed)
        self._changed.pop(key, None)
        return self._kept[key]

    def _is_number(self, key: str) -> bool:
        return key == "number" and self._entity.series is not None

    def _is_text(self, key: str) -> bool:
        return sorts_as_text(self._fields[key]) and not self._is_number(key)
