"""Records out of a JSON document: every value is checked against the kind of its field.

A value of the wrong type is a sentence, never an exception.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from register.entity import AnyEntity
from register.exchange.columns import UUID
from register.fields import Choice, Day, Flag, Kind, Link, Moment, Number, Text, clean
from register.i18n import _


def write_record(entity: AnyEntity, record: Any) -> dict[str, Any]:
    """Return a record as JSON values: choices by key, moments in UTC, empty as null."""
    values = {field.key: field.kind.to_json(field.value(record)) for field in entity.fields}
    return {"id": record.id} | values


def read_record(entity: AnyEntity, data: Any) -> tuple[Any, list[str], int]:
    """Return the record, what is wrong with it, and how many characters were removed.

    The record is None when something is wrong; a field that is missing gets its default.
    Derived fields are not taken from the document, except those of records kept for good.
    """
    if not isinstance(data, dict) or not UUID.fullmatch(str(data.get("id"))):
        return None, [_("this is no record with an id.")], 0
    values: dict[str, Any] = {}
    faults: list[str] = []
    removed = 0
    for field in entity.fields:
        if field.key not in data or (field.derived and not entity.unchanging):
            continue
        try:
            values[field.key], gone = read_value(field.kind, data[field.key])
            removed += gone
        except (ValueError, TypeError, OverflowError):
            faults.append(_("“{field}” holds no such value.").format(field=_(field.label)))
    record = None if faults else entity.record(id=data["id"], **values)
    return record, faults, removed


def read_value(kind: Kind, value: Any) -> tuple[Any, int]:
    """Return what a JSON value means, and how many characters were removed from it.

    Raises ValueError or TypeError for a value that the kind cannot hold.
    """
    if isinstance(kind, Text):
        return _text(value)
    if isinstance(kind, Flag):
        return _of_type(value, bool) or False, 0
    if isinstance(kind, Number):
        return kind.from_sql(_of_type(value, int, float)), 0
    if isinstance(kind, Choice | Day | Link):
        return kind.from_sql(_of_type(value, str)), 0
    if isinstance(kind, Moment):
        return _moment(kind.from_sql(_of_type(value, str))), 0
    raise TypeError


def _of_type(value: Any, *types: type) -> Any:
    """Return the value when it is null or of one of the types; a flag is no number."""
    if value is None or (isinstance(value, types) and (bool in types or type(value) is not bool)):
        return value
    raise TypeError


def _text(value: Any) -> tuple[str, int]:
    return clean(_of_type(value, str) or "")


def _moment(value: datetime | None) -> datetime | None:
    if value is not None and value.tzinfo is None:
        raise ValueError
    return value
