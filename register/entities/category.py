"""Categories: where a risk comes from, as a tree; the seeded ones speak two languages."""

from __future__ import annotations

from dataclasses import dataclass

from register.entity import Entity
from register.fields import Field, Link, Text
from register.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A kind of risk factor."""

    id: str
    name: str = ""
    name_zh: str = ""
    parent: str | None = None


CATEGORY = Entity(
    table="categories",
    record=Category,
    label=N_("Category"),
    plural=N_("Categories"),
    icon="category",
    help="lists",
    fields=(
        Field("name", N_("Name"), Text(), required=True),
        Field("name_zh", N_("Name in Chinese"), Text()),
        Field("parent", N_("Part of"), Link("categories")),
    ),
    display=("name",),
    local_names={"zh_CN": "name_zh"},
    top=True,
)
