"""Corrective actions: what is to be put right, by whom, and whether it helped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from register.entity import Entity, Series
from register.fields import Choice, Day, Field, Link, Note, Number, Text
from register.i18n import N_, NC_


class ActionStatus(StrEnum):
    """Where an action stands; done is not yet effective."""

    OPEN = "open"
    RUNNING = "running"
    DONE = "done"
    EFFECTIVE = "effective"
    INEFFECTIVE = "ineffective"
    CANCELLED = "cancelled"


class ActionSource(StrEnum):
    """What an action came from."""

    REVIEW = "review"
    CHECK = "check"
    INDICATOR = "indicator"
    DRILL = "drill"
    INCIDENT = "incident"
    INSPECTION = "inspection"
    AUDIT = "audit"
    MANUAL = "manual"


class Element(StrEnum):
    """The capability element that an action improves (POETE)."""

    PLANNING = "planning"
    ORGANISATION = "organisation"
    EQUIPMENT = "equipment"
    TRAINING = "training"
    EXERCISE = "exercise"


class Priority(StrEnum):
    """How much an action presses."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


ACTION_STATUSES = {
    ActionStatus.OPEN: NC_("action", "Open"),
    ActionStatus.RUNNING: NC_("action", "In progress"),
    ActionStatus.DONE: NC_("action", "Done, to be checked"),
    ActionStatus.EFFECTIVE: NC_("action", "Effective"),
    ActionStatus.INEFFECTIVE: NC_("action", "Not effective"),
    ActionStatus.CANCELLED: NC_("action", "Cancelled"),
}
ACTION_SOURCES = {
    ActionSource.REVIEW: NC_("action", "Review"),
    ActionSource.CHECK: NC_("action", "Check"),
    ActionSource.INDICATOR: NC_("action", "Indicator"),
    ActionSource.DRILL: NC_("action", "Drill"),
    ActionSource.INCIDENT: NC_("action", "Incident"),
    ActionSource.INSPECTION: NC_("action", "Inspection"),
    ActionSource.AUDIT: NC_("action", "Audit"),
    ActionSource.MANUAL: NC_("action", "By hand"),
}
ELEMENTS = {
    Element.PLANNING: NC_("element", "Planning"),
    Element.ORGANISATION: NC_("element", "Organisation"),
    Element.EQUIPMENT: NC_("element", "Equipment"),
    Element.TRAINING: NC_("element", "Training"),
    Element.EXERCISE: NC_("element", "Exercise"),
}
PRIORITIES = {
    Priority.HIGH: NC_("priority", "High"),
    Priority.MEDIUM: NC_("priority", "Medium"),
    Priority.LOW: NC_("priority", "Low"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something to be done about a finding.

    ``source_table``, ``source_id``: the record it came from, if any; ``due_on`` stays as it was
    first set, ``revised_due`` replaces it with a reason; ``repeat_of``: an earlier action about
    the same thing.
    """

    id: str
    number: str = ""
    title: str = ""
    status: ActionStatus | None = ActionStatus.OPEN
    source: ActionSource | None = ActionSource.MANUAL
    risk: str | None = None
    finding: str = ""
    root_cause: str = ""
    element: Element | None = None
    owner: str | None = None
    verifier: str | None = None
    unit: str | None = None
    priority: Priority | None = Priority.MEDIUM
    start_on: date | None = None
    due_on: date | None = None
    revised_due: date | None = None
    revised_because: str = ""
    done_on: date | None = None
    evidence: str = ""
    checked_on: date | None = None
    check_result: str = ""
    cost: float | None = None
    repeat_of: str | None = None
    notes: str = ""
    source_table: str = ""
    source_id: str = ""


ACTION = Entity(
    table="actions",
    record=Action,
    label=N_("Corrective action"),
    plural=N_("Actions"),
    icon="action",
    help="actions",
    fields=(
        Field("number", N_("No."), Text(60)),
        Field("title", N_("Title"), Text(), required=True),
        Field("status", N_("Status"), Choice(ActionStatus, ACTION_STATUSES), read_only=True),
        Field("source", N_("Source"), Choice(ActionSource, ACTION_SOURCES), in_table=False),
        Field("risk", N_("Risk"), Link("risks"), in_table=False),
        Field("finding", N_("Finding"), Note(), in_table=False),
        Field("root_cause", N_("Root cause"), Note(), in_table=False),
        Field("element", N_("Element"), Choice(Element, ELEMENTS), in_table=False),
        Field("owner", N_("Owner"), Link("people")),
        Field("verifier", N_("Verifier"), Link("people"), in_table=False),
        Field("unit", N_("Unit"), Link("units"), in_table=False),
        Field("priority", N_("Priority"), Choice(Priority, PRIORITIES)),
        Field("start_on", N_("Start"), Day(), in_table=False),
        Field("due_on", N_("Due"), Day()),
        Field("revised_due", N_("Revised due"), Day(), in_table=False, read_only=True),
        Field("revised_because", N_("Revised because"), Note(), in_table=False, read_only=True),
        Field("done_on", N_("Done on"), Day(), in_table=False, read_only=True),
        Field("evidence", N_("Evidence"), Note(), in_table=False),
        Field("checked_on", N_("Checked on"), Day(), in_table=False, read_only=True),
        Field("check_result", N_("Result of the check"), Note(), in_table=False, read_only=True),
        Field("cost", N_("Cost"), Number(0, 1e15), in_table=False),
        Field("repeat_of", N_("Repeats"), Link("actions"), in_table=False),
        Field("notes", N_("Notes"), Note(), in_table=False),
        Field("source_table", N_("Records"), Text(60), in_table=False, hidden=True),
        Field("source_id", N_("Record"), Text(60), in_table=False, hidden=True),
    ),
    display=("number", "title"),
    series=Series("A", 3),
    top=True,
)
