"""What the program knows of an entity beyond its record: plain data.

Table, form, search, history sentence, exchange and report read the same field list.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

from register.errors import FieldError
from register.fields import Field, Kind, Link, type_of_sql
from register.i18n import _, current_language

Row = dict[str, type_of_sql]
_SEEDS = uuid.UUID("6d757374-6572-4000-8000-000000000000")


class Record(Protocol):
    """A frozen dataclass with an ``id`` (UUID text)."""

    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=Record)


def new_id() -> str:
    """Return the id of a new record: UUID text."""
    return str(uuid.uuid4())


def seed_id(name: str) -> str:
    """Return the id of a seeded record: the same in every register."""
    return str(uuid.uuid5(_SEEDS, name))


@dataclass(frozen=True, slots=True)
class Series:
    """How an entity's records are numbered for people, such as ``R-001``.

    ``digits``: least width of the counter; ``dated_by``: key of the moment whose year
    stands in the number, as in ``D-2026-03``.
    """

    letter: str
    digits: int
    dated_by: str | None = None


@dataclass(frozen=True)
class Entity(Generic[R]):
    """A table, its labels, and its fields in the order people see them.

    ``icon``, ``help``: names of its picture and of its page in the manual; ``display``: keys whose texts, joined, name a record; ``local_names``: by language, the
    key of a second name that is shown instead; ``top``: it has a page of its own;
    ``unchanging``: a record is added or deleted, never edited.
    """

    table: str
    record: type[R]
    label: str
    plural: str
    icon: str
    help: str
    fields: tuple[Field, ...]
    display: tuple[str, ...]
    local_names: Mapping[str, str] = field(default_factory=dict)
    series: Series | None = None
    top: bool = False
    unchanging: bool = False

    @cached_property
    def by_key(self) -> dict[str, Field]:
        return {item.key: item for item in self.fields}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The stored columns, ``id`` first."""
        return ("id", *(item.key for item in self.fields))

    @cached_property
    def links(self) -> tuple[tuple[Field, Link], ...]:
        """The fields that link to other records, with their kind."""
        return tuple((f, f.kind) for f in self.fields if isinstance(f.kind, Link))

    @cached_property
    def owner_link(self) -> Field | None:
        """The field that names the record this one belongs to, if any."""
        return next((f for f, kind in self.links if kind.belongs), None)

    @cached_property
    def _writers(self) -> tuple[tuple[str, Callable[[Any], type_of_sql] | None], ...]:
        """Key and how its value is stored; None where it is stored as it is."""
        return tuple(
            (f.key, None if type(f.kind).to_sql is Kind.to_sql else f.kind.to_sql)
            for f in self.fields
        )

    @cached_property
    def _checked(self) -> tuple[Field, ...]:
        return tuple(f for f in self.fields if f.required or type(f.kind).check is not Kind.check)

    @cached_property
    def _blank(self) -> Row:
        return {"id": None} | {item.key: item.kind.to_sql(item.empty) for item in self.fields}

    def row(self, record: R) -> Row:
        """Return the record as a row of its table."""
        values: Row = {"id": record.id}
        for key, to_sql in self._writers:
            value = getattr(record, key)
            values[key] = to_sql(value) if to_sql else value
        return values

    def whole(self, row: Mapping[str, type_of_sql]) -> Row:
        """Return a row of which only the filled columns are given, with all its columns."""
        return {key: row.get(key, empty) for key, empty in self._blank.items()}

    def load(self, row: Mapping[str, type_of_sql]) -> R:
        """Return the record that a row of the table holds.

        A damaged value reads as empty, so that the other values and rows can be seen; the
        check of the register names it.
        """
        try:
            values = {item.key: item.kind.from_sql(row[item.key]) for item in self.fields}
        except (ValueError, TypeError):
            values = {item.key: _readable(item, row[item.key]) for item in self.fields}
        make: Callable[..., R] = self.record
        return make(id=str(row["id"]), **values)

    def title(self, record: R) -> str:
        """Return the text that names a record to people, in the reader's language."""
        local = self.local_names.get(current_language())
        if local and (text := getattr(record, local)):
            return str(text)
        parts = (self.by_key[key].text(record) for key in self.display)
        return " ".join(part for part in parts if part)

    def problems(self, record: R) -> dict[str, str]:
        """Return what stands against saving the record: a sentence by field key."""
        found: dict[str, str] = {}
        for item in self._checked:
            value = getattr(record, item.key)
            if item.required and (value is None or value == ""):
                found[item.key] = _("“{field}” is needed.").format(field=_(item.label))
                continue
            try:
                item.kind.check(value)
            except FieldError as error:
                found[item.key] = str(error)
        return found


def _readable(item: Field, value: type_of_sql) -> Any:
    try:
        return item.kind.from_sql(value)
    except (ValueError, TypeError):
        return item.empty


AnyEntity = Entity[Any]
