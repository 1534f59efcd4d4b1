"""How risks are treated: measures that change them, and controls that serve many of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from register.entity import Entity, Series
from register.fields import Choice, Day, Field, Link, Note, Number, Text, Whole
from register.i18n import N_, NC_


class MeasureStatus(StrEnum):
    """Where a measure stands."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


class ControlKind(StrEnum):
    """What a control does, in the words of the Orange Book."""

    PREVENTIVE = "preventive"
    DETECTIVE = "detective"
    CORRECTIVE = "corrective"
    DIRECTIVE = "directive"


class ControlState(StrEnum):
    """Whether a control works already."""

    PLANNED = "planned"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    RETIRED = "retired"


class Strength(StrEnum):
    """How well a control is designed, or operates."""

    NONE = "none"
    WEAK = "weak"
    ADEQUATE = "adequate"
    STRONG = "strong"


class Side(StrEnum):
    """Which side of the rating a control lowers."""

    LIKELIHOOD = "likelihood"
    IMPACT = "impact"
    BOTH = "both"


MEASURE_STATUSES = {
    MeasureStatus.PLANNED: NC_("measure", "Planned"),
    MeasureStatus.RUNNING: NC_("measure", "In progress"),
    MeasureStatus.DONE: NC_("measure", "Done"),
    MeasureStatus.CANCELLED: NC_("measure", "Cancelled"),
}
CONTROL_KINDS = {
    ControlKind.PREVENTIVE: NC_("control", "Preventive"),
    ControlKind.DETECTIVE: NC_("control", "Detective"),
    ControlKind.CORRECTIVE: NC_("control", "Corrective"),
    ControlKind.DIRECTIVE: NC_("control", "Directive"),
}
CONTROL_STATES = {
    ControlState.PLANNED: NC_("control", "Planned"),
    ControlState.ACTIVE: NC_("control", "In operation"),
    ControlState.SUSPENDED: NC_("control", "Suspended"),
    ControlState.RETIRED: NC_("control", "Retired"),
}
STRENGTHS = {
    Strength.NONE: NC_("strength", "None"),
    Strength.WEAK: NC_("strength", "Weak"),
    Strength.ADEQUATE: NC_("strength", "Adequate"),
    Strength.STRONG: NC_("strength", "Strong"),
}
SIDES = {
    Side.LIKELIHOOD: NC_("control", "Likelihood"),
    Side.IMPACT: NC_("control", "Impact"),
    Side.BOTH: NC_("control", "Likelihood and impact"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A piece of work agreed on to change a risk.

    ``cost`` in the register's currency, ``effort`` in person-days, ``progress`` in percent;
    ``waits_for``: a measure that must be done first; ``lowers_…``: by how many steps.
    """

    id: str
    number: str = ""
    risk: str | None = None
    title: str = ""
    status: MeasureStatus | None = MeasureStatus.PLANNED
    owner: str | None = None
    unit: str | None = None
    start_on: date | None = None
    due_on: date | None = None
    done_on: date | None = None
    progress: int | None = None
    cost: float | None = None
    effort: float | None = None
    criterion: str = ""
    waits_for: str | None = None
    lowers_likelihood: int | None = None
    lowers_impact: int | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Something that is in place, or is to be, and keeps risks down."""

    id: str
    number: str = ""
    title: str = ""
    kind: ControlKind | None = ControlKind.PREVENTIVE
    state: ControlState | None = ControlState.ACTIVE
    owner: str | None = None
    unit: str | None = None
    description: str = ""
    design: Strength | None = None
    operation: Strength | None = None
    last_test: date | None = None
    next_test: date | None = None
    test_result: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskControl:
    """A control serves a risk: it lowers one side of its rating, or both."""

    id: str
    risk: str | None = None
    control: str | None = None
    side: Side | None = None


MEASURE = Entity(
    table="risk_measures",
    record=Measure,
    label=N_("Measure"),
    plural=N_("Measures"),
    icon="measure",
    help="treatment",
    fields=(
        Field("number", N_("No."), Text(60)),
        Field("risk", N_("Risk"), Link("risks", belongs=True), required=True),
        Field("title", N_("Title"), Text(), required=True),
        Field("status", N_("Status"), Choice(MeasureStatus, MEASURE_STATUSES)),
        Field("owner", N_("Owner"), Link("people")),
        Field("unit", N_("Unit"), Link("units"), in_table=False),
        Field("start_on", N_("Start"), Day(), in_table=False),
        Field("due_on", N_("Due"), Day()),
        Field("done_on", N_("Done on"), Day(), in_table=False),
        Field("progress", N_("Progress in %"), Whole(0, 100)),
        Field("cost", N_("Cost"), Number(0, 1e15), in_table=False),
        Field("effort", N_("Effort in person-days"), Number(0, 1e9), in_table=False),
        Field("criterion", N_("Done when"), Note(), in_table=False),
        Field("waits_for", N_("Waits for"), Link("risk_measures"), in_table=False),
        Field("lowers_likelihood", N_("Lowers likelihood by steps"), Whole(0, 6), in_table=False),
        Field("lowers_impact", N_("Lowers impact by steps"), Whole(0, 6), in_table=False),
        Field("notes", N_("Notes"), Note(), in_table=False),
    ),
    display=("number", "title"),
    series=Series("M", 3),
    top=True,
)

CONTROL = Entity(
    table="controls",
    record=Control,
    label=N_("Control"),
    plural=N_("Controls"),
    icon="control",
    help="treatment",
    fields=(
        Field("number", N_("No."), Text(60)),
        Field("title", N_("Title"), Text(), required=True),
        Field("kind", N_("Kind"), Choice(ControlKind, CONTROL_KINDS)),
        Field("state", N_("State"), Choice(ControlState, CONTROL_STATES)),
        Field("owner", N_("Owner"), Link("people")),
        Field("unit", N_("Unit"), Link("units"), in_table=False),
        Field("description", N_("Description"), Note(), in_table=False),
        Field("design", N_("Design"), Choice(Strength, STRENGTHS)),
        Field("operation", N_("Operation"), Choice(Strength, STRENGTHS)),
        Field("last_test", N_("Last test"), Day(), in_table=False),
        Field("next_test", N_("Next test"), Day()),
        Field("test_result", N_("Result of the test"), Note(), in_table=False),
        Field("evidence", N_("Evidence"), Note(), in_table=False),
    ),
    display=("number", "title"),
    series=Series("C", 3),
    top=True,
)

RISK_CONTROL = Entity(
    table="risk_controls",
    record=RiskControl,
    label=N_("Control of a risk"),
    plural=N_("Controls of risks"),
    icon="control",
    help="treatment",
    fields=(
        Field("risk", N_("Risk"), Link("risks", belongs=True), required=True),
        Field("control", N_("Control"), Link("controls", belongs=True), required=True),
        Field("side", N_("Lowers"), Choice(Side, SIDES)),
    ),
    display=(),
)
