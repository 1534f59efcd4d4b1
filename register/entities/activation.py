"""Which plan an indicator's colour asks for, and what people decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from register.entities.indicator import COLOUR_KIND, Colour
from register.entity import Entity
from register.fields import Choice, Field, Link, Moment, Note, Text
from register.i18n import N_, NC_


class PlanChoice(StrEnum):
    """What a person decided about a plan that a rule names."""

    ACTIVATE = "activate"
    WAIT = "wait"
    DECLINE = "decline"


PLAN_CHOICES = {
    PlanChoice.ACTIVATE: NC_("decision", "Activate"),
    PlanChoice.WAIT: NC_("decision", "Stand by"),
    PlanChoice.DECLINE: NC_("decision", "Do not activate"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivationRule:
    """From ``colour`` of an indicator on, a plan is to be considered."""

    id: str
    indicator: str | None = None
    colour: Colour | None = None
    plan: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDecision:
    """What a person decided, under a warning order, about a plan."""

    id: str
    warning: str | None = None
    plan: str | None = None
    decision: PlanChoice | None = None
    at: datetime | None = None
    by: str = ""
    reason: str = ""


ACTIVATION_RULE = Entity(
    table="activation_rules",
    record=ActivationRule,
    label=N_("Activation rule"),
    plural=N_("Activation rules"),
    icon="plan",
    help="escalation",
    fields=(
        Field("indicator", N_("Indicator"), Link("indicators", belongs=True), required=True),
        Field("colour", N_("From colour"), COLOUR_KIND, required=True),
        Field("plan", N_("Plan"), Link("plans", belongs=True), required=True),
        Field("note", N_("Note"), Note()),
    ),
    display=("colour",),
)

PLAN_DECISION = Entity(
    table="plan_decisions",
    record=PlanDecision,
    label=N_("Decision about a plan"),
    plural=N_("Decisions about plans"),
    icon="plan",
    help="escalation",
    fields=(
        Field("warning", N_("Warning order"), Link("warnings", belongs=True), required=True),
        Field("plan", N_("Plan"), Link("plans", belongs=True), required=True),
        Field("decision", N_("Decision"), Choice(PlanChoice, PLAN_CHOICES), required=True),
        Field("at", N_("At"), Moment(), required=True),
        Field("by", N_("By"), Text(), required=True),
        Field("reason", N_("Reason"), Note()),
    ),
    display=("at", "decision"),
    unchanging=True,
)
