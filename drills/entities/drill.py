"""Drills, their live logs, and the plans that they rehearse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from register.entity import Entity, Series
from register.fields import Choice, Field, Link, Moment, Note, Text
from register.i18n import N_, NC_


class DrillKind(StrEnum):
    """The exercise types of HSEEP."""

    SEMINAR = "seminar"
    WORKSHOP = "workshop"
    TABLETOP = "tabletop"
    GAME = "game"
    DRILL = "drill"
    FUNCTIONAL = "functional"
    FULL_SCALE = "full_scale"


class DrillStatus(StrEnum):
    """Where a drill stands between the programme and its closing."""

    PLANNED = "planned"
    DESIGNING = "designing"
    APPROVED = "approved"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    EVALUATED = "evaluated"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class DrillRating(StrEnum):
    """The ratings of HSEEP exercise evaluation: performed, with some, with major challenges, unable."""

    P = "P"
    S = "S"
    M = "M"
    U = "U"


class LogKind(StrEnum):
    """What a line of the log tells."""

    DETECTION = "detection"
    DECISION = "decision"
    ACTION = "action"
    COMMUNICATION = "communication"
    LEVEL_CHANGE = "level_change"
    INJECT = "inject"
    NOTE = "note"


DRILL_KINDS = {
    DrillKind.SEMINAR: NC_("drill", "Seminar"),
    DrillKind.WORKSHOP: NC_("drill", "Workshop"),
    DrillKind.TABLETOP: NC_("drill", "Tabletop"),
    DrillKind.GAME: NC_("drill", "Game"),
    DrillKind.DRILL: NC_("drill", "Single-function drill"),
    DrillKind.FUNCTIONAL: NC_("drill", "Functional exercise"),
    DrillKind.FULL_SCALE: NC_("drill", "Full-scale exercise"),
}
DRILL_STATUSES = {
    DrillStatus.PLANNED: NC_("drill", "Planned"),
    DrillStatus.DESIGNING: NC_("drill", "In design"),
    DrillStatus.APPROVED: NC_("drill", "Approved"),
    DrillStatus.RUNNING: NC_("drill", "Running"),
    DrillStatus.PAUSED: NC_("drill", "Paused"),
    DrillStatus.DONE: NC_("drill", "Done"),
    DrillStatus.EVALUATED: NC_("drill", "Evaluated"),
    DrillStatus.CLOSED: NC_("drill", "Closed"),
    DrillStatus.CANCELLED: NC_("drill", "Cancelled"),
}
RATINGS = {
    DrillRating.P: N_("P: performed without challenges"),
    DrillRating.S: N_("S: performed with some challenges"),
    DrillRating.M: N_("M: performed with major challenges"),
    DrillRating.U: N_("U: unable to be performed"),
}
LOG_KINDS = {
    LogKind.DETECTION: NC_("log", "Detection"),
    LogKind.DECISION: NC_("log", "Decision"),
    LogKind.ACTION: NC_("log", "Action"),
    LogKind.COMMUNICATION: NC_("log", "Communication"),
    LogKind.LEVEL_CHANGE: NC_("log", "Change of level"),
    LogKind.INJECT: NC_("log", "Inject"),
    LogKind.NOTE: NC_("log", "Note"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """A rehearsal: when, where, what for, and how it went."""

    id: str
    number: str = ""
    title: str = ""
    kind: DrillKind | None = DrillKind.TABLETOP
    status: DrillStatus | None = DrillStatus.PLANNED
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    purpose: str = ""
    scenario: str = ""
    rating: DrillRating | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One line of a drill's log; ``by``: who reported it."""

    id: str
    drill: str | None = None
    at: datetime | None = None
    kind: LogKind | None = LogKind.NOTE
    text: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillPlan:
    """A drill rehearses a plan."""

    id: str
    drill: str | None = None
    plan: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillCustomValue:
    """What stands in a custom field of one drill."""

    id: str
    field: str | None = None
    drill: str | None = None
    text: str = ""


DRILL = Entity(
    table="drills",
    record=Drill,
    label=N_("Drill"),
    plural=N_("Drills"),
    icon="drill",
    help="drills",
    fields=(
        Field("number", N_("No."), Text(60)),
        Field("title", N_("Title"), Text(), required=True),
        Field("kind", N_("Kind"), Choice(DrillKind, DRILL_KINDS)),
        Field("status", N_("Status"), Choice(DrillStatus, DRILL_STATUSES)),
        Field("starts_at", N_("Starts at"), Moment()),
        Field("ends_at", N_("Ends at"), Moment(), in_table=False),
        Field("place", N_("Place"), Text(), in_table=False),
        Field("purpose", N_("Purpose"), Note(), in_table=False),
        Field("scenario", N_("Scenario"), Note(), in_table=False),
        Field("rating", N_("Rating"), Choice(DrillRating, RATINGS)),
    ),
    display=("number", "title"),
    series=Series("D", 2, dated_by="starts_at"),
    top=True,
)

LOG = Entity(
    table="log",
    record=LogEntry,
    label=N_("Log entry"),
    plural=N_("Log"),
    icon="log",
    help="drills",
    fields=(
        Field("drill", N_("Drill"), Link("drills", belongs=True), required=True),
        Field("at", N_("Time"), Moment(), required=True),
        Field("kind", N_("Kind"), Choice(LogKind, LOG_KINDS)),
        Field("text", N_("Text"), Note(), required=True),
        Field("by", N_("By"), Text()),
    ),
    display=("at", "text"),
)

DRILL_PLAN = Entity(
    table="drill_plans",
    record=DrillPlan,
    label=N_("Plan of a drill"),
    plural=N_("Plans of drills"),
    icon="link",
    help="drills",
    fields=(
        Field("drill", N_("Drill"), Link("drills", belongs=True), required=True),
        Field("plan", N_("Plan"), Link("plans", belongs=True), required=True),
    ),
    display=(),
)

DRILL_CUSTOM_VALUE = Entity(
    table="drill_custom_values",
    record=DrillCustomValue,
    label=N_("Custom value"),
    plural=N_("Custom values"),
    icon="columns",
    help="drills",
    fields=(
        Field("field", N_("Field"), Link("custom_fields", belongs=True), required=True),
        Field("drill", N_("Drill"), Link("drills", belongs=True), required=True),
        Field("text", N_("Text"), Note()),
    ),
    display=("text",),
)
