"""The shown texts of a whole list in memory, for filtering and for the order of text columns.

They are read off the window's thread when the list is long, and kept while it lives.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from gui.names import Names, collator
from register.book import Book
from register.entity import AnyEntity
from register.fields import Choice, Field, Kind, Link, Moment
from register.progress import Progress, silent

BLOCK = 5_000
Texts = dict[int, str]


@dataclass(frozen=True, slots=True)
class TextOrder:
    """Rowids as the reader sorts a field; ``starts``: 1 where a value differs from the one before."""

    rowids: array[int]
    starts: bytearray

    def ranks(self) -> dict[int, int]:
        """Return the rank of each row; equal values share one."""
        return dict(zip(self.rowids, accumulate(self.starts), strict=True))


def folded(text: str) -> str:
    """Return a text as it is compared while filtering."""
    return text.casefold()


def filter_texts(
    book: Book, entity: AnyEntity, fields: Iterable[Field], progress: Progress = silent
) -> Texts:
    """Return, by rowid, the folded texts of these fields in one string."""
    fields = tuple(fields)
    makers = [_maker(book, field.kind) for field in fields]
    rows = book.table(entity).values("rowid", *(field.key for field in fields))
    found: Texts = {}
    for n, (rowid, *values) in enumerate(rows):
        if n % BLOCK == 0:
            progress(n, len(rows))
        texts = (make(value) for make, value in zip(makers, values, strict=True) if value)
        found[rowid] = folded("\n".join(texts))
    return found


def matching(texts: Texts, query: str, among: Iterable[int]) -> array[int]:
    """Return those rowids whose texts hold the query, in their order."""
    return array("q", (rowid for rowid in among if query in texts.get(rowid, "")))


def order_of_texts(
    book: Book, entity: AnyEntity, field: Field, progress: Progress = silent
) -> TextOrder:
    """Return the rowids sorted as the reader sorts the texts of a field; empty ones last."""
    make = _maker(book, field.kind)
    rows = book.table(entity).values("rowid", field.key)
    progress(0, len(rows))
    values = dict(rows)
    key = _key_maker(field.kind, make)
    keys = {rowid: key(value) for rowid, value in rows if value}
    progress(len(rows) // 2, len(rows))
    full = sorted(keys, key=keys.__getitem__)
    order = array("q", [*full, *(rowid for rowid, value in rows if not value)])
    return TextOrder(order, _starts([values[rowid] or None for rowid in order]))


def _starts(values: list[Any]) -> bytearray:
    return bytearray(n > 0 and value != values[n - 1] for n, value in enumerate(values))


def _key_maker(kind: Kind, make: Callable[[Any], str]) -> Callable[[Any], Any]:
    if isinstance(kind, Choice):
        places = {str(option): n for n, option in enumerate(kind.options)}
        return lambda value: places[value]
    order = collator()
    return lambda value: order.sortKey(make(value))


def _maker(book: Book, kind: Kind) -> Callable[[Any], str]:
    """Return the function from a stored value to the text that is shown."""
    if isinstance(kind, Link):
        texts = Names(book, book.catalog.by_table[kind.target]).all()
        return lambda value: texts.get(value, "")
    if isinstance(kind, Choice):
        words = {str(option): kind.format(option) for option in kind.options}
        return lambda value: words.get(value, "")
    if isinstance(kind, Moment):
        return lambda value: kind.format(kind.from_sql(value))
    return str
