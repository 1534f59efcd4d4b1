"""Contingency plans, their steps, and the risks and teams that they are for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from register.entity import Entity, Series
from register.fields import Choice, Day, Field, Link, Note, Text, Whole
from register.i18n import N_, NC_


class PlanKind(StrEnum):
    """The classes of GB/T 29639-2020, and two of continuity practice."""

    COMPREHENSIVE = "comprehensive"
    SPECIAL = "special"
    ONSITE = "onsite"
    CONTINUITY = "continuity"
    EXIT = "exit"


class PlanStatus(StrEnum):
    """Where a plan stands between draft and retirement."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    RETIRED = "retired"


class Phase(StrEnum):
    """The parts of a response, after GB/T 29639-2020 chapter 3 and 4 of its outline."""

    WARNING = "warning"
    ACTIVATION = "activation"
    HANDLING = "handling"
    SUPPORT = "support"
    STAND_DOWN = "stand_down"
    AFTERMATH = "aftermath"


PLAN_KINDS = {
    PlanKind.COMPREHENSIVE: NC_("plan", "Comprehensive"),
    PlanKind.SPECIAL: NC_("plan", "Special"),
    PlanKind.ONSITE: NC_("plan", "On-site"),
    PlanKind.CONTINUITY: NC_("plan", "Continuity"),
    PlanKind.EXIT: NC_("plan", "Exit"),
}
PLAN_STATUSES = {
    PlanStatus.DRAFT: NC_("plan", "Draft"),
    PlanStatus.REVIEW: NC_("plan", "In review"),
    PlanStatus.APPROVED: NC_("plan", "Approved"),
    PlanStatus.RETIRED: NC_("plan", "Retired"),
}
PHASES = {
    Phase.WARNING: NC_("phase", "Early warning"),
    Phase.ACTIVATION: NC_("phase", "Activation"),
    Phase.HANDLING: NC_("phase", "Handling"),
    Phase.SUPPORT: NC_("phase", "External support"),
    Phase.STAND_DOWN: NC_("phase", "Stand-down"),
    Phase.AFTERMATH: NC_("phase", "Aftermath"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What will be done when something happens; ``trigger``: the sign that starts it."""

    id: str
    number: str = ""
    title: str = ""
    kind: PlanKind | None = PlanKind.SPECIAL
    status: PlanStatus | None = PlanStatus.DRAFT
    scope: str = ""
    trigger: str = ""
    unit: str | None = None
    owner: str | None = None
    approved_on: date | None = None
    next_review: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """One action of a plan: ``post`` does it within ``minutes`` of the start."""

    id: str
    plan: str | None = None
    position: int | None = None
    phase: Phase | None = Phase.HANDLING
    action: str = ""
    post: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRisk:
    """A plan answers a risk."""

    id: str
    plan: str | None = None
    risk: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTeam:
    """A plan calls a team."""

    id: str
    plan: str | None = None
    team: str | None = None


PLAN = Entity(
    table="plans",
    record=Plan,
    label=N_("Plan"),
    plural=N_("Plans"),
    icon="plan",
    help="plans",
    fields=(
        Field("number", N_("No."), Text(60)),
        Field("title", N_("Title"), Text(), required=True),
        Field("kind", N_("Kind"), Choice(PlanKind, PLAN_KINDS)),
        Field("status", N_("Status"), Choice(PlanStatus, PLAN_STATUSES)),
        Field("scope", N_("Scope"), Note(), in_table=False),
        Field("trigger", N_("Trigger"), Note(), in_table=False),
        Field("unit", N_("Unit"), Link("units"), in_table=False),
        Field("owner", N_("Owner"), Link("people")),
        Field("approved_on", N_("Approved on"), Day()),
        Field("next_review", N_("Next review"), Day()),
    ),
    display=("number", "title"),
    series=Series("P", 2),
    top=True,
)

STEP = Entity(
    table="steps",
    record=PlanStep,
    label=N_("Step"),
    plural=N_("Steps"),
    icon="step",
    help="plans",
    fields=(
        Field("plan", N_("Plan"), Link("plans", belongs=True), required=True),
        Field("position", N_("Position"), Whole(1, 10_000), required=True),
        Field("phase", N_("Phase"), Choice(Phase, PHASES)),
        Field("action", N_("Action"), Note(), required=True),
        Field("post", N_("Post"), Text()),
        Field("minutes", N_("Within minutes"), Whole(0, 1_000_000)),
    ),
    display=("position", "action"),
)

PLAN_RISK = Entity(
    table="plan_risks",
    record=PlanRisk,
    label=N_("Risk of a plan"),
    plural=N_("Risks of plans"),
    icon="link",
    help="plans",
    fields=(
        Field("plan", N_("Plan"), Link("plans", belongs=True), required=True),
        Field("risk", N_("Risk"), Link("risks", belongs=True), required=True),
    ),
    display=(),
)

PLAN_TEAM = Entity(
    table="plan_teams",
    record=PlanTeam,
    label=N_("Team of a plan"),
    plural=N_("Teams of plans"),
    icon="link",
    help="plans",
    fields=(
        Field("plan", N_("Plan"), Link("plans", belongs=True), required=True),
        Field("team", N_("Team"), Link("teams", belongs=True), required=True),
    ),
    display=(),
)
