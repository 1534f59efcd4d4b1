"""Units: the departments that answer for risks and plans, as a tree."""

from __future__ import annotations

from dataclasses import dataclass

from register.entity import Entity
from register.fields import Field, Link, Text
from register.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A department or site."""

    id: str
    name: str = ""
    parent: str | None = None


UNIT = Entity(
    table="units",
    record=Unit,
    label=N_("Unit"),
    plural=N_("Units"),
    icon="unit",
    help="lists",
    fields=(
        Field("name", N_("Name"), Text(), required=True),
        Field("parent", N_("Part of"), Link("units")),
    ),
    display=("name",),
    top=True,
)
