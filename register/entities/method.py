"""Methods: how risks are rated; a version that was used is never edited."""

from __future__ import annotations

from dataclasses import dataclass

from register.entity import Entity
from register.fields import Document, Field, Flag, Text, Whole
from register.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodRecord:
    """One version of a method; ``definition`` is what register.scoring reads."""

    id: str
    name: str = ""
    name_zh: str = ""
    version: int = 1
    active: bool = True
    definition: str = ""


METHOD = Entity(
    table="methods",
    record=MethodRecord,
    label=N_("Method"),
    plural=N_("Methods"),
    icon="method",
    help="assessments",
    fields=(
        Field("name", N_("Name"), Text(), required=True),
        Field("name_zh", N_("Name in Chinese"), Text()),
        Field("version", N_("Version"), Whole(1)),
        Field("active", N_("In use"), Flag()),
        Field(
            "definition",
            N_("Definition"),
            Document(),
            required=True,
            in_table=False,
            read_only=True,
            hidden=True,
        ),
    ),
    display=("name",),
    local_names={"zh_CN": "name_zh"},
    top=True,
    unchanging=True,
)
