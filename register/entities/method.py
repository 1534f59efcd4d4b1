"""Methods: how risks are rated; a version that was used is never edited."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from register.entities.risk import RISK_KINDS, RiskKind
from register.entity import Entity
from register.fields import Choice, Document, Field, Flag, Text, Whole
from register.i18n import N_, NC_


class MethodKind(StrEnum):
    """How a method comes to a level; none counts as a matrix."""

    MATRIX = "matrix"
    FORMULA = "formula"
    LEC = "lec"
    DIRECT = "direct"


METHOD_KINDS = {
    MethodKind.MATRIX: NC_("method", "Matrix"),
    MethodKind.FORMULA: NC_("method", "Formula"),
    MethodKind.LEC: NC_("method", "LEC"),
    MethodKind.DIRECT: NC_("method", "Direct level"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodRecord:
    """One version of a method; ``definition`` is what register.scoring reads.

    ``family``: the id of its first version, which is empty there; ``subject``: what it rates.
    """

    id: str
    name: str = ""
    name_zh: str = ""
    version: int = 1
    active: bool = True
    definition: str = ""
    family: str = ""
    kind: MethodKind | None = MethodKind.MATRIX
    subject: RiskKind | None = RiskKind.THREAT


METHOD = Entity(
    table="methods",
    record=MethodRecord,
    label=N_("Method"),
    plural=N_("Methods"),
    icon="method",
    help="methods",
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
        Field("family", N_("Family"), Text(60), in_table=False, read_only=True, hidden=True),
        Field("kind", N_("Kind"), Choice(MethodKind, METHOD_KINDS)),
        Field("subject", N_("Rates"), Choice(RiskKind, RISK_KINDS)),
    ),
    display=("name",),
    local_names={"zh_CN": "name_zh"},
    top=True,
    unchanging=True,
)
