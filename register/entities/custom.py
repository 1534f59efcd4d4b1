"""Custom fields: columns that an import brought and that have no field of their own.

They are rows (definition, value), never columns of a table.
"""

from __future__ import annotations

from dataclasses import dataclass

from register.entity import Entity
from register.fields import Field, Link, Note, Text, Whole
from register.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomField:
    """A column for the records of the table ``entity``."""

    id: str
    entity: str = "risks"
    name: str = ""
    position: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomValue:
    """What stands in a custom field of one risk."""

    id: str
    field: str | None = None
    risk: str | None = None
    text: str = ""


CUSTOM_FIELD = Entity(
    table="custom_fields",
    record=CustomField,
    label=N_("Custom field"),
    plural=N_("Custom fields"),
    icon="columns",
    help="risks",
    fields=(
        Field("entity", N_("Records"), Text(60), required=True),
        Field("name", N_("Name"), Text(), required=True),
        Field("position", N_("Position"), Whole(1, 10_000)),
    ),
    display=("name",),
)

CUSTOM_VALUE = Entity(
    table="custom_values",
    record=CustomValue,
    label=N_("Custom value"),
    plural=N_("Custom values"),
    icon="columns",
    help="risks",
    fields=(
        Field("field", N_("Field"), Link("custom_fields", belongs=True), required=True),
        Field("risk", N_("Risk"), Link("risks", belongs=True), required=True),
        Field("text", N_("Text"), Note()),
    ),
    display=("text",),
)
