"""Warning orders (预警): issued, adjusted and lifted by a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from register.entities.indicator import COLOUR_KIND, Colour
from register.entity import Entity, Series
from register.fields import Choice, Field, Link, Moment, Note, Text
from register.i18n import N_, NC_


class WarningStatus(StrEnum):
    """Where a warning order stands."""

    PROPOSED = "proposed"
    ISSUED = "issued"
    LIFTED = "lifted"
    DECLINED = "declined"


class WarningDeed(StrEnum):
    """What was done with a warning order."""

    PROPOSE = "propose"
    ISSUE = "issue"
    ADJUST = "adjust"
    LIFT = "lift"
    DECLINE = "decline"


WARNING_STATUSES = {
    WarningStatus.PROPOSED: NC_("warning", "Proposed"),
    WarningStatus.ISSUED: NC_("warning", "Issued"),
    WarningStatus.LIFTED: NC_("warning", "Lifted"),
    WarningStatus.DECLINED: NC_("warning", "Declined"),
}
WARNING_DEEDS = {
    WarningDeed.PROPOSE: NC_("warning", "Propose"),
    WarningDeed.ISSUE: NC_("warning", "Issue"),
    WarningDeed.ADJUST: NC_("warning", "Adjust"),
    WarningDeed.LIFT: NC_("warning", "Lift"),
    WarningDeed.DECLINE: NC_("warning", "Decline"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningOrder:
    """A warning that holds, or held, somewhere; its columns repeat its steps."""

    id: str
    number: str = ""
    title: str = ""
    status: WarningStatus | None = WarningStatus.PROPOSED
    level: Colour | None = None
    indicator: str | None = None
    path: str | None = None
    scope: str = ""
    reason: str = ""
    preparation: str = ""
    measures: str = ""
    issued_by: str = ""
    issued_at: datetime | None = None
    adjusted_at: datetime | None = None
    lifted_by: str = ""
    lifted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningStep:
    """One thing done with a warning order, when and by whom."""

    id: str
    warning: str | None = None
    at: datetime | None = None
    deed: WarningDeed | None = None
    level: Colour | None = None
    by: str = ""
    reason: str = ""


WARNING = Entity(
    table="warnings",
    record=WarningOrder,
    label=N_("Warning order"),
    plural=N_("Warning orders"),
    icon="bell",
    help="indicators",
    fields=(
        Field("number", N_("No."), Text(60)),
        Field("title", N_("Title"), Text(), required=True),
        Field("status", N_("Status"), Choice(WarningStatus, WARNING_STATUSES), read_only=True),
        Field("level", N_("Level"), COLOUR_KIND, read_only=True),
        Field("indicator", N_("Indicator"), Link("indicators"), in_table=False),
        Field("path", N_("Escalation path"), Link("escalation_paths"), in_table=False),
        Field("scope", N_("Scope"), Note(), in_table=False),
        Field("reason", N_("Reason"), Note(), in_table=False),
        Field("preparation", N_("Preparation"), Note(), in_table=False),
        Field("measures", N_("Measures"), Note(), in_table=False),
        Field("issued_by", N_("Issued by"), Text(), in_table=False, read_only=True),
        Field("issued_at", N_("Issued at"), Moment(), read_only=True),
        Field("adjusted_at", N_("Adjusted at"), Moment(), in_table=False, read_only=True),
        Field("lifted_by", N_("Lifted by"), Text(), in_table=False, read_only=True),
        Field("lifted_at", N_("Lifted at"), Moment(), read_only=True),
    ),
    display=("number", "title"),
    series=Series("W", 2),
    top=True,
)

WARNING_STEP = Entity(
    table="warning_steps",
    record=WarningStep,
    label=N_("Step of a warning order"),
    plural=N_("Steps of warning orders"),
    icon="bell",
    help="indicators",
    fields=(
        Field("warning", N_("Warning order"), Link("warnings", belongs=True), required=True),
        Field("at", N_("At"), Moment(), required=True),
        Field("deed", N_("What was done"), Choice(WarningDeed, WARNING_DEEDS), required=True),
        Field("level", N_("Level"), COLOUR_KIND),
        Field("by", N_("By"), Text()),
        Field("reason", N_("Reason"), Note()),
    ),
    display=("at", "deed"),
    unchanging=True,
)
