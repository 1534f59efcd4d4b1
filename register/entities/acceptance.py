"""How much risk is wanted and borne, and who accepted what lies above it, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from register.entities.risk import LEVEL_KIND, TIERS, LevelKey, Tier
from register.entity import Entity, Series
from register.fields import Choice, Day, Field, Link, Note, Text
from register.i18n import N_, NC_


class AcceptanceStatus(StrEnum):
    """Where an acceptance stands."""

    CREATED = "created"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    REVOKED = "revoked"


ACCEPTANCE_STATUSES = {
    AcceptanceStatus.CREATED: NC_("acceptance", "Created"),
    AcceptanceStatus.SUBMITTED: NC_("acceptance", "Submitted"),
    AcceptanceStatus.ACCEPTED: NC_("acceptance", "Accepted"),
    AcceptanceStatus.REJECTED: NC_("acceptance", "Rejected"),
    AcceptanceStatus.REVOKED: NC_("acceptance", "Revoked"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Appetite:
    """The level wanted and the level still borne, for a category and what is below it.

    Without a category it holds for all that have none of their own; ``approver`` may accept
    what lies above.
    """

    id: str
    category: str | None = None
    tier: Tier | None = Tier.CURRENT
    appetite: LevelKey | None = None
    tolerance: LevelKey | None = None
    approver: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A decision to live with risks for a while; ``level``: the highest that it accepts."""

    id: str
    number: str = ""
    title: str = ""
    status: AcceptanceStatus | None = AcceptanceStatus.CREATED
    level: LevelKey | None = None
    justification: str = ""
    conditions: str = ""
    approver: str | None = None
    accepted_on: date | None = None
    expires_on: date | None = None
    revoked_on: date | None = None
    revoked_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceRisk:
    """An acceptance covers a risk."""

    id: str
    acceptance: str | None = None
    risk: str | None = None


APPETITE = Entity(
    table="appetites",
    record=Appetite,
    label=N_("Appetite"),
    plural=N_("Appetite and tolerance"),
    icon="appetite",
    help="appetite",
    fields=(
        Field("category", N_("Category"), Link("categories")),
        Field("tier", N_("Tier"), Choice(Tier, TIERS), required=True),
        Field("appetite", N_("Appetite"), LEVEL_KIND, required=True),
        Field("tolerance", N_("Tolerance"), LEVEL_KIND, required=True),
        Field("approver", N_("May be accepted by"), Link("people")),
        Field("note", N_("Note"), Note(), in_table=False),
    ),
    display=("tier", "appetite"),
    top=True,
)

ACCEPTANCE = Entity(
    table="acceptances",
    record=Acceptance,
    label=N_("Acceptance"),
    plural=N_("Acceptances"),
    icon="acceptance",
    help="appetite",
    fields=(
        Field("number", N_("No."), Text(60)),
        Field("title", N_("Title"), Text(), required=True),
        Field(
            "status", N_("Status"), Choice(AcceptanceStatus, ACCEPTANCE_STATUSES), read_only=True
        ),
        Field("level", N_("Level accepted"), LEVEL_KIND),
        Field("justification", N_("Justification"), Note(), in_table=False),
        Field("conditions", N_("Conditions"), Note(), in_table=False),
        Field("approver", N_("Approver"), Link("people")),
        Field("accepted_on", N_("Accepted on"), Day(), in_table=False),
        Field("expires_on", N_("Expires on"), Day()),
        Field("revoked_on", N_("Revoked on"), Day(), in_table=False, read_only=True),
        Field("revoked_because", N_("Revoked because"), Note(), in_table=False, read_only=True),
    ),
    display=("number", "title"),
    series=Series("AC", 2),
    top=True,
)

ACCEPTANCE_RISK = Entity(
    table="acceptance_risks",
    record=AcceptanceRisk,
    label=N_("Risk of an acceptance"),
    plural=N_("Risks of acceptances"),
    icon="link",
    help="appetite",
    fields=(
        Field("acceptance", N_("Acceptance"), Link("acceptances", belongs=True), required=True),
        Field("risk", N_("Risk"), Link("risks", belongs=True), required=True),
    ),
    display=(),
)
