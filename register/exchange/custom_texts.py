"""The custom fields of risks by name, and what stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from register.book import Book
from register.entities import CUSTOM_FIELD, CUSTOM_VALUE, RISK, CustomField
from register.identifying.custom import kind_of, read


class CustomTexts:
    """Reads the custom fields and values of a register once."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @cached_property
    def fields(self) -> Mapping[str, CustomField]:
        """The custom fields of risks by name, in their order."""
        found = self._book.table(CUSTOM_FIELD).find(entity=RISK.table)
        return {field.name: field for field in sorted(found, key=lambda item: item.position or 0)}

    @cached_property
    def values(self) -> Mapping[str, Mapping[str, tuple[str, str]]]:
        """By risk and by name of the field: the value's id and its text."""
        names = {field.id: name for name, field in self.fields.items()}
        found: dict[str, dict[str, tuple[str, str]]] = {}
        for value_id, field, risk, text in self._book.table(CUSTOM_VALUE).values(
            "id", "field", "risk", "text"
        ):
            if field in names:
                found.setdefault(risk, {})[names[field]] = (value_id, text)
        return found

    def read(self, given: Mapping[str, str]) -> dict[str, str]:
        """Return texts from elsewhere as they are stored, by name of the field."""
        known = self.fields
        return {
            name: read(kind_of(known[name]), text) if name in known else text
            for name, text in given.items()
        }

    def texts(self, risk: str) -> dict[str, str]:
        """Return by name what stands in the custom fields of a risk."""
        held = self.values.get(risk, {})
        return {name: held[name][1] for name in self.fields if name in held}
