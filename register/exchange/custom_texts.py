"""The custom fields of an entity by name, and what stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from register.book import Book
from register.entities import CustomField
from register.entity import AnyEntity
from register.identifying.custom import definitions, kind_of, read


class CustomTexts:
    """Reads the custom fields and values of an entity once."""

    def __init__(self, book: Book, entity: AnyEntity) -> None:
        self._book, self._entity = book, entity

    @cached_property
    def fields(self) -> Mapping[str, CustomField]:
        """The custom fields by name, in their order."""
        return {field.name: field for field in definitions(self._book, self._entity)}

    @cached_property
    def values(self) -> Mapping[str, Mapping[str, tuple[str, str]]]:
        """By record and by name of the field: the value's id and its text."""
        names = {field.id: name for name, field in self.fields.items()}
        found: dict[str, dict[str, tuple[str, str]]] = {}
        if not names:
            return found
        held = self._book.catalog.value_tables[self._entity.table]
        rows = self._book.table(held.entity).values("id", "field", held.owner, "text")
        for value_id, field, owner, text in rows:
            if field in names:
                found.setdefault(owner, {})[names[field]] = (value_id, text)
        return found

    def read(self, given: Mapping[str, str]) -> dict[str, str]:
        """Return texts from elsewhere as they are stored, by name of the field."""
        known = self.fields
        return {
            name: read(kind_of(known[name]), text) if name in known else text
            for name, text in given.items()
        }

    def texts(self, record: str) -> dict[str, str]:
        """Return by name what stands in the custom fields of a record."""
        held = self.values.get(record, {})
        return {name: held[name][1] for name in self.fields if name in held}
