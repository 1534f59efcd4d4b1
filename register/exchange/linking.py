"""Finds the people, units and categories that rows name, and makes those that are missing.

Names are compared without case and outer blanks; nothing is written here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from register.book import Book
from register.entities import CATEGORY, PERSON, UNIT, Category, Person, Unit
from register.entity import AnyEntity, new_id
from register.exchange.headings import plain

_PATH = re.compile(r"\s*[/>\\›→|:：]\s*")
_ENTITIES: Mapping[str, AnyEntity] = {
    "owner": PERSON,
    "reviewer": PERSON,
    "approver": PERSON,
    "unit": UNIT,
    "category": CATEGORY,
}
_MAKERS: Mapping[str, Any] = {
    PERSON.table: Person,
    UNIT.table: Unit,
    CATEGORY.table: Category,
}


class Links:
    """The records that links may lead to, by name; ``made`` holds the new ones by id."""

    def __init__(self, book: Book) -> None:
        self.made: dict[str, tuple[AnyEntity, Any]] = {}
        self._records: dict[str | None, Any] = {}
        self._resolved: dict[tuple[str, str], str | None] = {}
        self._ids: dict[str, dict[str, str]] = {table: {} for table in _MAKERS}
        for name in _MAKERS:
            for record in book.table_named(name).all():
                self._remember(name, record)

    @property
    def unit_names(self) -> frozenset[str]:
        """The plain names of all units."""
        return frozenset(plain(name) for name in self._ids[UNIT.table])

    def resolve(self, key: str, text: str, current: str | None = None) -> str | None:
        """Return the id of the record that a text names; a missing one is made.

        ``current``: what the field links to now; it stays when it goes by this name.
        """
        if current in self._records and _folded(text) in _names(self._records[current]):
            return current
        entity = _ENTITIES[key]
        if (entity.table, text) not in self._resolved:
            self._resolved[entity.table, text] = self._find(entity, text)
        return self._resolved[entity.table, text]

    def _find(self, entity: AnyEntity, text: str) -> str | None:
        name = _folded(text)
        if not name:
            return None
        by_path = self._by_path(text) if entity is CATEGORY else None
        return self._ids[entity.table].get(name) or by_path or self._make(entity, text.strip())

    def name(self, record_id: str | None) -> str:
        """Return what people call a linked record."""
        record = self._records.get(record_id or "")
        return record.name if record else ""

    def _remember(self, table: str, record: Any) -> None:
        self._records[record.id] = record
        for name in _names(record):
            self._ids[table].setdefault(name, record.id)

    def _make(self, entity: AnyEntity, name: str) -> str:
        record = _MAKERS[entity.table](id=new_id(), name=name)
        self.made[record.id] = (entity, record)
        self._remember(entity.table, record)
        return str(record.id)

    def _by_path(self, text: str) -> str | None:
        """Return the category at the end of a path such as “Technical / Systems and networks”."""
        *above, last = (_folded(part) for part in _PATH.split(text))
        for record_id in (
            [r for n, r in self._ids[CATEGORY.table].items() if n == last] if above else []
        ):
            parent = self._records.get(self._records[record_id].parent or "")
            if parent and above[-1] in _names(parent):
                return record_id
        return None


def _folded(text: str) -> str:
    return text.strip().casefold()


def _names(record: Any) -> set[str]:
    both = (record.name, getattr(record, "name_zh", ""))
    return {name for text in both if (name := _folded(text))}
