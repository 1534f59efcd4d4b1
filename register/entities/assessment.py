"""Assessments: dated ratings of a risk, each under one version of a method."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from register.entities.risk import LEVEL_KIND, TIERS, LevelKey, Tier
from register.entity import Entity
from register.fields import Choice, Day, Field, Link, Note, Number, Text
from register.i18n import N_, NC_


class Dimension(StrEnum):
    """What an impact may hit; the worst of them is the impact."""

    SERVICE = "service"
    PEOPLE = "people"
    MONEY = "money"
    COMPLIANCE = "compliance"
    REPUTATION = "reputation"


class Confidence(StrEnum):
    """How sure the assessor is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


DIMENSIONS = {
    Dimension.SERVICE: NC_("impact", "Service"),
    Dimension.PEOPLE: NC_("impact", "People"),
    Dimension.MONEY: NC_("impact", "Money"),
    Dimension.COMPLIANCE: NC_("impact", "Compliance"),
    Dimension.REPUTATION: NC_("impact", "Reputation"),
}
CONFIDENCES = {
    Confidence.LOW: NC_("confidence", "Low"),
    Confidence.MEDIUM: NC_("confidence", "Medium"),
    Confidence.HIGH: NC_("confidence", "High"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A dated rating of one tier under one version of a method; never edited.

    ``exposure``: the E of the LEC method; ``impact_…``: by dimension, of which ``impact`` is the
    worst and ``driver`` the one that has it.
    """

    id: str
    risk: str | None = None
    tier: Tier | None = Tier.CURRENT
    assessed_on: date | None = None
    assessed_by: str = ""
    method: str | None = None
    likelihood: float | None = None
    impact: float | None = None
    score: float | None = None
    level: LevelKey | None = None
    rationale: str = ""
    exposure: float | None = None
    impact_service: float | None = None
    impact_people: float | None = None
    impact_money: float | None = None
    impact_compliance: float | None = None
    impact_reputation: float | None = None
    driver: Dimension | None = None
    confidence: Confidence | None = None
    evidence: str = ""


_BY_DIMENSION = {
    Dimension.SERVICE: N_("Impact on service"),
    Dimension.PEOPLE: N_("Impact on people"),
    Dimension.MONEY: N_("Impact on money"),
    Dimension.COMPLIANCE: N_("Impact on compliance"),
    Dimension.REPUTATION: N_("Impact on reputation"),
}

ASSESSMENT = Entity(
    table="assessments",
    record=Assessment,
    label=N_("Assessment"),
    plural=N_("Assessments"),
    icon="assessment",
    help="assessments",
    fields=(
        Field("risk", N_("Risk"), Link("risks", belongs=True), required=True),
        Field("tier", N_("Tier"), Choice(Tier, TIERS), required=True),
        Field("assessed_on", N_("Assessed on"), Day(), required=True),
        Field("assessed_by", N_("Assessed by"), Text()),
        Field("method", N_("Method"), Link("methods"), required=True),
        Field("likelihood", N_("Likelihood"), Number()),
        Field("impact", N_("Impact"), Number()),
        Field("score", N_("Score"), Number(), read_only=True),
        Field("level", N_("Level"), LEVEL_KIND, read_only=True),
        Field("rationale", N_("Rationale"), Note(), in_table=False),
        Field("exposure", N_("Exposure"), Number(), in_table=False),
        *(
            Field(f"impact_{dimension}", label, Number(), in_table=False)
            for dimension, label in _BY_DIMENSION.items()
        ),
        Field("driver", N_("Driver"), Choice(Dimension, DIMENSIONS), in_table=False),
        Field("confidence", N_("Confidence"), Choice(Confidence, CONFIDENCES), in_table=False),
        Field("evidence", N_("Evidence"), Note(), in_table=False),
    ),
    display=("tier", "assessed_on"),
    unchanging=True,
)
