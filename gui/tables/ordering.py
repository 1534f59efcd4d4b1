"""The order of a list by one field or several, each up or down.

Dates, numbers and levels sort in SQL, texts by the reader's collation; text orders are kept.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from gui.tables.columns import is_level
from gui.tables.texts import TextOrder, order_of_texts
from register.book import Book
from register.entity import AnyEntity
from register.fields import Choice, Link, Text

SortKey = tuple[str, bool]  # the key of a field, and whether its order is reversed


def sorts_as_text(entity: AnyEntity, key: str) -> bool:
    """Tell whether a field is sorted by the texts that are shown."""
    field = entity.by_key[key]
    return isinstance(field.kind, Text | Link | Choice) and not is_level(field)


class Orders:
    """The orders of one table's rows."""

    def __init__(self, book: Book, entity: AnyEntity) -> None:
        self._book, self._entity = book, entity
        self._table = book.table(entity)
        self._kept: dict[str, TextOrder] = {}

    def missing(self, keys: Sequence[SortKey]) -> list[str]:
        """Return the text fields among these whose order is not kept."""
        return [key for key, _down in keys if self._is_text(key) and key not in self._kept]

    def keep(self, key: str, order: TextOrder) -> None:
        """Keep the order of a text field until forget()."""
        self._kept[key] = order

    def forget(self) -> None:
        """Drop what is kept, because rows changed."""
        self._kept.clear()

    def of(self, keys: Sequence[SortKey]) -> array[int]:
        """Return all rowids sorted by the first key, where equal by the next, and so on."""
        if not keys:
            return self._table.rowids()
        if len(keys) == 1:
            return self._single(*keys[0])
        if not any(self._is_number(key) or self._is_text(key) for key, _down in keys):
            return self._table.rowids([(self._column(key), down) for key, down in keys])
        rowids = list(self._table.rowids())
        for key, down in reversed(keys):
            ranks = self._ranks(key)
            rowids.sort(key=ranks.__getitem__, reverse=down)
        return array("q", rowids)

    # inside ------------------------------------------------------------------------------

    def _single(self, key: str, down: bool) -> array[int]:
        if self._is_number(key):
            order = self._table.rowids()
        elif self._is_text(key):
            order = self._text_order(key).rowids
        else:
            return self._table.rowids([(self._column(key), down)])
        return array("q", reversed(order)) if down else order

    def _ranks(self, key: str) -> dict[int, Any]:
        if self._is_number(key):
            return {rowid: n for n, rowid in enumerate(self._table.rowids())}
        if self._is_text(key):
            return self._text_order(key).ranks()
        rows = self._table.values("rowid", self._column(key))
        return {rowid: (value is not None, value) for rowid, value in rows}

    def _text_order(self, key: str) -> TextOrder:
        if key not in self._kept:
            field = self._entity.by_key[key]
            self._kept[key] = order_of_texts(self._book, self._entity, field)
        return self._kept[key]

    def _is_number(self, key: str) -> bool:
        return key == "number" and self._entity.series is not None

    def _is_text(self, key: str) -> bool:
        return sorts_as_text(self._entity, key) and not self._is_number(key)

    def _column(self, key: str) -> str:
        return key.removesuffix("_level") + "_score" if key.endswith("_level") else key
