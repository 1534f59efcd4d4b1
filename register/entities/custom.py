"""Custom fields: what a register keeps of its records beyond the fields that all have.

They are rows (definition, value), never columns of a table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from register.entity import Entity
from register.fields import Choice, Field, Link, Note, Text, Whole
from register.i18n import N_, NC_


class CustomKind(StrEnum):
    """What stands in a custom field; none counts as text."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    FLAG = "flag"
    CHOICE = "choice"


class CustomOwner(StrEnum):
    """The records that can have custom fields, by their table."""

    RISKS = "risks"
    PLANS = "plans"
    DRILLS = "drills"


CUSTOM_OWNERS = {
    CustomOwner.RISKS: N_("Risks"),
    CustomOwner.PLANS: N_("Plans"),
    CustomOwner.DRILLS: N_("Drills"),
}
CUSTOM_KINDS = {
    CustomKind.TEXT: NC_("custom", "Text"),
    CustomKind.NUMBER: NC_("custom", "Number"),
    CustomKind.DAY: NC_("custom", "Date"),
    CustomKind.FLAG: NC_("custom", "Yes or no"),
    CustomKind.CHOICE: NC_("custom", "Choice"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomField:
    """A field for the records of the table ``entity``; ``choices``: one on each line."""

    id: str
    entity: CustomOwner | None = CustomOwner.RISKS
    name: str = ""
    position: int | None = None
    kind: CustomKind | None = CustomKind.TEXT
    choices: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomValue:
    """What stands in a custom field of one risk."""

    id: str
    field: str | None = None
    risk: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCustomValue:
    """What stands in a custom field of one plan."""

    id: str
    field: str | None = None
    plan: str | None = None
    text: str = ""


CUSTOM_FIELD = Entity(
    table="custom_fields",
    record=CustomField,
    label=N_("Custom field"),
    plural=N_("Custom fields"),
    icon="columns",
    help="lists",
    fields=(
        Field("entity", N_("Records"), Choice(CustomOwner, CUSTOM_OWNERS), required=True),
        Field("name", N_("Name"), Text(), required=True),
        Field("position", N_("Position"), Whole(1, 10_000)),
        Field("kind", N_("Kind"), Choice(CustomKind, CUSTOM_KINDS)),
        Field("choices", N_("Choices, one on each line"), Note(), in_table=False),
    ),
    display=("name",),
    top=True,
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

PLAN_CUSTOM_VALUE = Entity(
    table="plan_custom_values",
    record=PlanCustomValue,
    label=N_("Custom value"),
    plural=N_("Custom values"),
    icon="columns",
    help="plans",
    fields=(
        Field("field", N_("Field"), Link("custom_fields", belongs=True), required=True),
        Field("plan", N_("Plan"), Link("plans", belongs=True), required=True),
        Field("text", N_("Text"), Note()),
    ),
    display=("text",),
)
