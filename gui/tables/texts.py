"""The shown texts of a whole list in memory, for filtering and for the order of text columns.

They are read off the window's thread when the list is long, and kept while it lives.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, compress, groupby, repeat
from operator import contains
from typing import Any

from gui.levels import level_of, level_text
from gui.names import Names, collator
from gui.tables.stored import rows
from register.assess import active_method
from register.book import Book
from register.entities.risk import LEVEL_KIND
from register.entity import AnyEntity
from register.fields import Choice, Field, Kind, Link, Moment
from register.identifying import custom
from register.identifying.custom import Given
from register.progress import Progress, silent

BLOCK = 5_000
SORTED_AT_ONCE = 25_000  # some 40 ms, in which nothing else runs
Texts = dict[int, str]


@dataclass(frozen=True, slots=True)
class TextOrder:
    """Rowids as the reader sorts a field; ``starts``: 1 where a new value begins."""

    rowids: array[int]
    starts: bytearray

    def ranks(self) -> dict[int, int]:
        """Return the rank of each row; equal values share one."""
        return dict(zip(self.rowids, accumulate(self.starts), strict=True))


def folded(text: str) -> str:
    """Return a text as it is compared while filtering."""
    return text.casefold()


def filter_texts(
    book: Book,
    entity: AnyEntity,
    fields: Iterable[Field],
    progress: Progress = silent,
    some: tuple[str, Sequence[Any]] = ("1", ()),
) -> Texts:
    """Return, by rowid, the folded texts of these fields in one string.

    ``some``: SQL of ours, and its values, for the rows that are wanted.
    """
    fields = tuple(fields)
    makers = [_maker(book, field.kind) for field in fields]
    held = rows(book, entity, fields, some[0], some[1])
    found: Texts = {}
    for n, (rowid, *values) in enumerate(held):
        if n % BLOCK == 0:
            progress(n, len(held))
        texts = (make(value) for make, value in zip(makers, values, strict=True) if value)
        found[rowid] = folded("\n".join(texts))
    return found


def matching(texts: Texts, query: str, among: Sequence[int]) -> array[int]:
    """Return those rowids whose texts hold the query, in their order."""
    held = map(contains, map(texts.get, among, repeat("")), repeat(query))  # no step in Python
    return array("q", compress(among, held))


def order_of_texts(
    book: Book, entity: AnyEntity, field: Field, progress: Progress = silent
) -> TextOrder:
    """Return the rowids sorted as the reader sorts the texts of a field; empty ones last."""
    groups: dict[Any, list[int]] = {}
    for rowid, value in rows(book, entity, [field]):
        groups.setdefault(value or None, []).append(rowid)
    empty = groups.pop(None, [])
    values = _in_order(groups, _key_maker(book, field.kind), progress)
    return _joined([*map(groups.__getitem__, values), empty])


def renewed_order(
    order: TextOrder, book: Book, entity: AnyEntity, field: Field, changed: Iterable[int]
) -> TextOrder:
    """Return the order after a few rows changed or came, and others perhaps went."""
    values = dict(rows(book, entity, [field]))
    moved = {rowid for rowid in changed if rowid in values}
    kept = [rowid for rowid in order.rowids if values.get(rowid) and rowid not in moved]
    key = _key_maker(book, field.kind)
    for rowid in sorted(rowid for rowid in moved if values[rowid]):
        own = key(values[rowid])
        low = bisect_left(kept, own, key=lambda row: key(values[row]))
        high = bisect_right(kept, own, low, key=lambda row: key(values[row]))
        kept.insert(bisect_left(kept, rowid, low, high), rowid)
    groups = [list(group) for _value, group in groupby(kept, key=values.__getitem__)]
    return _joined([*groups, [rowid for rowid, value in values.items() if not value]])


def _joined(groups: Iterable[list[int]]) -> TextOrder:
    order, starts = array("q"), bytearray()
    for group in filter(None, groups):
        order.extend(group)
        starts += b"\1" + bytes(len(group) - 1)
    return TextOrder(order, starts)


def _in_order(values: Iterable[Any], key: Callable[[Any], Any], progress: Progress) -> list[Any]:
    """Return values sorted in blocks that are then merged: between them other threads go on."""
    values = list(values)
    keys: dict[Any, Any] = {}
    for n, value in enumerate(values):
        if n % BLOCK == 0:
            progress(n, len(values))
        keys[value] = key(value)
    starts = range(0, len(values), SORTED_AT_ONCE)
    runs: list[list[Any]] = [
        sorted(values[n : n + SORTED_AT_ONCE], key=keys.__getitem__) for n in starts
    ] or [[]]
    while len(runs) > 1:
        progress(len(values), len(values))
        twos = [runs[n : n + 2] for n in range(0, len(runs), 2)]
        runs = [sorted(chain(*two), key=keys.__getitem__) for two in twos]
    return runs[0]


def _key_maker(book: Book, kind: Kind) -> Callable[[Any], Any]:
    """Return the function from a stored value to what it is sorted by."""
    if isinstance(kind, Choice):
        places = {str(option): n for n, option in enumerate(kind.options)}
        return lambda value: places[value]
    if isinstance(kind, Given) and not kind.is_text:
        return lambda value: custom.sort_key(kind, value)
    order, make = collator(), _maker(book, kind)
    if make is str:
        return order.sortKey
    return lambda value: order.sortKey(make(value))


def _maker(book: Book, kind: Kind) -> Callable[[Any], str]:
    """Return the function from a stored value to the text that is shown."""
    if isinstance(kind, Link):
        texts = Names(book, book.catalog.by_table[kind.target]).all()
        return lambda value: texts.get(value, "")
    if kind is LEVEL_KIND:
        method = active_method(book)
        return lambda value: level_text(level_of(method, value))
    if isinstance(kind, Choice):
        words = {str(option): kind.format(option) for option in kind.options}
        return lambda value: words.get(value, "")
    if isinstance(kind, Given):
        return kind.format
    if isinstance(kind, Moment):
        return lambda value: kind.format(kind.from_sql(value))
    return str
