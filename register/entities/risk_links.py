"""What ties a risk to people, units and other risks."""

from __future__ import annotations

from dataclasses import dataclass

from register.entity import Entity
from register.fields import Field, Link, Note
from register.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskOwner:
    """A person acts on a risk, beside the one who is accountable for it."""

    id: str
    risk: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskUnit:
    """A unit supports the one that is responsible for a risk."""

    id: str
    risk: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskLink:
    """A risk leads to another one; such links never form a circle (see register.cascade)."""

    id: str
    risk: str | None = None
    effect: str | None = None
    note: str = ""


RISK_OWNER = Entity(
    table="risk_owners",
    record=RiskOwner,
    label=N_("Action owner"),
    plural=N_("Action owners"),
    icon="person",
    help="risks",
    fields=(
        Field("risk", N_("Risk"), Link("risks", belongs=True), required=True),
        Field("person", N_("Person"), Link("people", belongs=True), required=True),
    ),
    display=(),
)

RISK_UNIT = Entity(
    table="risk_units",
    record=RiskUnit,
    label=N_("Supporting unit"),
    plural=N_("Supporting units"),
    icon="unit",
    help="risks",
    fields=(
        Field("risk", N_("Risk"), Link("risks", belongs=True), required=True),
        Field("unit", N_("Unit"), Link("units", belongs=True), required=True),
    ),
    display=(),
)

RISK_LINK = Entity(
    table="risk_links",
    record=RiskLink,
    label=N_("Leads to"),
    plural=N_("Leads to"),
    icon="link",
    help="risks",
    fields=(
        Field("risk", N_("Risk"), Link("risks", belongs=True), required=True),
        Field("effect", N_("Leads to"), Link("risks", belongs=True), required=True),
        Field("note", N_("Note"), Note()),
    ),
    display=("note",),
)
