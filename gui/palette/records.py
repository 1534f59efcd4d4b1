"""Finding records of every kind by their shown texts; made for a thread.

A part without a page of its own, such as a step, leads to the record it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from gui.places import BY_TABLE
from gui.tables.columns import is_level, list_fields
from gui.tables.texts import Texts, filter_texts
from register.book import Book
from register.entity import AnyEntity
from register.fields import Field, Link, Text
from register.identifying import custom
from register.progress import Progress

BLOCK = 2_000


@dataclass(frozen=True, slots=True)
class Found:
    """A record: what it is called, and the page (``table``, ``id``) that shows it."""

    entity: AnyEntity
    text: str
    table: str
    id: str


class Records:
    """The texts of a register, read once; ``find`` asks them."""

    def __init__(self, book: Book, progress: Progress) -> None:
        """``book`` may be the open one: only its reading connection is used."""
        self._book = book
        self._texts: dict[str, Texts] = {}
        values = book.catalog.tables_of_values
        for entity in book.catalog.entities:
            if entity.table not in values and (entity.table in BY_TABLE or _owner(entity)):
                fields = [*searched(entity), *custom.columns(book, entity)]
                self._texts[entity.table] = filter_texts(book, entity, fields, progress)

    def find(
        self, patterns: Sequence[re.Pattern[str]], most: int, progress: Progress
    ) -> list[Found]:
        """Return the records that hold every pattern; the earlier in their texts, the better."""
        hits = nsmallest(most, self._hits(patterns, progress))
        found = (self._found(table, rowid) for _rank, _place, table, rowid in hits)
        return [item for item in found if item is not None]

    def _hits(
        self, patterns: Sequence[re.Pattern[str]], progress: Progress
    ) -> Iterator[tuple[int, int, str, int]]:
        for place, (table, texts) in enumerate(self._texts.items()):
            for n, (rowid, text) in enumerate(texts.items()):
                if n % BLOCK == 0:
                    progress(n, len(texts))
                matches = [pattern.search(text) for pattern in patterns]
                if all(matches):
                    yield min(match.start() for match in matches if match), place, table, rowid

    def _found(self, table: str, rowid: int) -> Found | None:
        entity = self._book.catalog.by_table[table]
        record = next(iter(self._book.table(entity).page_by_rowid([rowid])), None)
        if record is None:
            return None
        owner = _owner(entity)
        if table in BY_TABLE or owner is None:
            return Found(entity, entity.title(record), table, record.id)
        target = owner.kind.target  # type: ignore[attr-defined]
        return Found(entity, entity.title(record), target, getattr(record, owner.key))


def searched(entity: AnyEntity) -> list[Field]:
    """Return the fields whose texts are searched: what names a record, then its other texts."""
    keys = [key for key in entity.display if isinstance(entity.by_key[key].kind, Text)]
    others = (
        item.key
        for item in list_fields(entity)
        if isinstance(item.kind, Text | Link) and not is_level(item)
    )
    return [entity.by_key[key] for key in dict.fromkeys([*keys, *others])]


def _owner(entity: AnyEntity) -> Field | None:
    """Return the link from a part with a text of its own to a record that has a page."""
    if not any(isinstance(entity.by_key[key].kind, Text) for key in entity.display):
        return None
    owners = (f for f, kind in entity.links if kind.belongs and kind.target in BY_TABLE)
    return next(owners, None)
