"""Risks: what might happen, why, and what would follow; and how each was assessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from register.entity import Entity, Series
from register.fields import Choice, Day, Field, Kind, Link, Note, Number, Text
from register.i18n import N_, NC_


class RiskStatus(StrEnum):
    """Where a risk stands between being noticed and being closed."""

    CANDIDATE = "candidate"
    OPEN = "open"
    TREATING = "treating"
    MONITORED = "monitored"
    ACCEPTED = "accepted"
    CLOSED = "closed"
    REJECTED = "rejected"


class Source(StrEnum):
    """What brought the risk to light."""

    WORKSHOP = "workshop"
    INSPECTION = "inspection"
    INCIDENT = "incident"
    DRILL = "drill"
    INDICATOR = "indicator"
    AUDIT = "audit"
    PROVIDER_NOTICE = "provider_notice"
    EXTERNAL = "external"


class Strategy(StrEnum):
    """The response chosen: the four T of the Orange Book, and sharing."""

    TERMINATE = "terminate"
    TREAT = "treat"
    TRANSFER = "transfer"
    TOLERATE = "tolerate"
    SHARE = "share"


class Tier(StrEnum):
    """Under which controls a rating holds."""

    INHERENT = "inherent"
    CURRENT = "current"
    RESIDUAL = "residual"
    TARGET = "target"


class LevelKey(StrEnum):
    """The four levels, 低 一般 较大 重大."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    EXTREME = "extreme"


STATUSES = {
    RiskStatus.CANDIDATE: NC_("risk", "Candidate"),
    RiskStatus.OPEN: NC_("risk", "Open"),
    RiskStatus.TREATING: NC_("risk", "Treating"),
    RiskStatus.MONITORED: NC_("risk", "Monitored"),
    RiskStatus.ACCEPTED: NC_("risk", "Accepted"),
    RiskStatus.CLOSED: NC_("risk", "Closed"),
    RiskStatus.REJECTED: NC_("risk", "Rejected"),
}
SOURCES = {
    Source.WORKSHOP: NC_("source", "Workshop"),
    Source.INSPECTION: NC_("source", "Inspection"),
    Source.INCIDENT: NC_("source", "Incident"),
    Source.DRILL: NC_("source", "Drill"),
    Source.INDICATOR: NC_("source", "Indicator"),
    Source.AUDIT: NC_("source", "Audit"),
    Source.PROVIDER_NOTICE: NC_("source", "Provider notice"),
    Source.EXTERNAL: NC_("source", "External"),
}
STRATEGIES = {
    Strategy.TERMINATE: NC_("strategy", "Terminate"),
    Strategy.TREAT: NC_("strategy", "Treat"),
    Strategy.TRANSFER: NC_("strategy", "Transfer"),
    Strategy.TOLERATE: NC_("strategy", "Tolerate"),
    Strategy.SHARE: NC_("strategy", "Share"),
}
TIERS = {
    Tier.INHERENT: NC_("tier", "Inherent"),
    Tier.CURRENT: NC_("tier", "Current"),
    Tier.RESIDUAL: NC_("tier", "Residual"),
    Tier.TARGET: NC_("tier", "Target"),
}
LEVELS = {
    LevelKey.LOW: NC_("level", "Low"),
    LevelKey.MODERATE: NC_("level", "Moderate"),
    LevelKey.HIGH: NC_("level", "High"),
    LevelKey.EXTREME: NC_("level", "Extreme"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """One thing that might go wrong; the rating columns repeat its latest assessments."""

    id: str
    number: str = ""
    title: str = ""
    status: RiskStatus | None = RiskStatus.OPEN
    source: Source | None = None
    cause: str = ""
    event: str = ""
    consequence: str = ""
    category: str | None = None
    unit: str | None = None
    owner: str | None = None
    strategy: Strategy | None = None
    controls: str = ""
    measures: str = ""
    raised_on: date | None = None
    next_review: date | None = None
    notes: str = ""
    inherent_likelihood: float | None = None
    inherent_impact: float | None = None
    inherent_score: float | None = None
    inherent_level: LevelKey | None = None
    current_likelihood: float | None = None
    current_impact: float | None = None
    current_score: float | None = None
    current_level: LevelKey | None = None
    residual_likelihood: float | None = None
    residual_impact: float | None = None
    residual_score: float | None = None
    residual_level: LevelKey | None = None
    target_likelihood: float | None = None
    target_impact: float | None = None
    target_score: float | None = None
    target_level: LevelKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A dated rating of one tier under one version of a method; never edited."""

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


LEVEL_KIND = Choice(LevelKey, LEVELS)
TIER_WORDS = {
    Tier.INHERENT: (
        N_("Inherent likelihood"),
        N_("Inherent impact"),
        N_("Inherent score"),
        N_("Inherent level"),
    ),
    Tier.CURRENT: (
        N_("Current likelihood"),
        N_("Current impact"),
        N_("Current score"),
        N_("Current level"),
    ),
    Tier.RESIDUAL: (
        N_("Residual likelihood"),
        N_("Residual impact"),
        N_("Residual score"),
        N_("Residual level"),
    ),
    Tier.TARGET: (
        N_("Target likelihood"),
        N_("Target impact"),
        N_("Target score"),
        N_("Target level"),
    ),
}
RATING_PARTS = ("likelihood", "impact", "score", "level")
_RATING_KINDS: tuple[Kind, ...] = (Number(), Number(), Number(), LEVEL_KIND)


def _rating_fields() -> tuple[Field, ...]:
    return tuple(
        Field(
            f"{tier}_{part}",
            label,
            kind,
            read_only=True,
            in_table=part == "level" and tier is Tier.CURRENT,
        )
        for tier, words in TIER_WORDS.items()
        for part, label, kind in zip(RATING_PARTS, words, _RATING_KINDS, strict=True)
    )


RISK = Entity(
    table="risks",
    record=Risk,
    label=N_("Risk"),
    plural=N_("Risks"),
    icon="risk",
    help="risks",
    fields=(
        Field("number", N_("No."), Text(60)),
        Field("title", N_("Title"), Text(), required=True),
        Field("status", N_("Status"), Choice(RiskStatus, STATUSES)),
        Field("source", N_("Source"), Choice(Source, SOURCES), in_table=False),
        Field("cause", N_("Cause"), Note(), in_table=False),
        Field("event", N_("Event"), Note(), in_table=False),
        Field("consequence", N_("Consequence"), Note(), in_table=False),
        Field("category", N_("Category"), Link("categories")),
        Field("unit", N_("Unit"), Link("units"), in_table=False),
        Field("owner", N_("Owner"), Link("people")),
        Field("strategy", N_("Strategy"), Choice(Strategy, STRATEGIES), in_table=False),
        Field("controls", N_("Controls"), Note(), in_table=False),
        Field("measures", N_("Measures"), Note(), in_table=False),
        Field("raised_on", N_("Raised on"), Day(), in_table=False),
        Field("next_review", N_("Next review"), Day()),
        Field("notes", N_("Notes"), Note(), in_table=False),
        *_rating_fields(),
    ),
    display=("number", "title"),
    series=Series("R", 3),
    top=True,
)

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
        Field("likelihood", N_("Likelihood"), Number(), required=True),
        Field("impact", N_("Impact"), Number(), required=True),
        Field("score", N_("Score"), Number(), read_only=True),
        Field("level", N_("Level"), LEVEL_KIND, read_only=True),
        Field("rationale", N_("Rationale"), Note(), in_table=False),
    ),
    display=("tier", "assessed_on"),
    unchanging=True,
)
