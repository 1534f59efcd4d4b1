"""Risks: what might happen, why, what would follow, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from register.entity import Entity, Series
from register.fields import Choice, Day, Field, Kind, Link, Note, Number, Text, Whole
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
    """The response chosen: the four T of the Orange Book and sharing, and what fits a benefit.

    See STRATEGIES_OF for the kind of risk that each fits.
    """

    TERMINATE = "terminate"
    TREAT = "treat"
    TRANSFER = "transfer"
    TOLERATE = "tolerate"
    SHARE = "share"
    EXPLOIT = "exploit"
    ENHANCE = "enhance"


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


class RiskKind(StrEnum):
    """Whether what may happen would hurt or help; none counts as a threat."""

    THREAT = "threat"
    OPPORTUNITY = "opportunity"


class CloseReason(StrEnum):
    """Why a risk needs no more watching."""

    CAUSE_GONE = "cause_gone"
    ACTIVITY_ENDED = "activity_ended"
    TREATED = "treated"
    TRANSFERRED = "transferred"
    HAPPENED = "happened"
    MERGED = "merged"
    NO_RISK = "no_risk"


class Velocity(StrEnum):
    """How fast the effect is felt once the risk strikes."""

    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


class Proximity(StrEnum):
    """When the risk might strike next."""

    NOW = "now"
    QUARTER = "quarter"
    YEAR = "year"
    LATER = "later"


class Confidentiality(StrEnum):
    """Who may read of a risk."""

    OPEN = "open"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"


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
    Strategy.EXPLOIT: NC_("strategy", "Exploit"),
    Strategy.ENHANCE: NC_("strategy", "Enhance"),
}
RISK_KINDS = {
    RiskKind.THREAT: NC_("risk", "Threat"),
    RiskKind.OPPORTUNITY: NC_("risk", "Opportunity"),
}
STRATEGIES_OF = {
    RiskKind.THREAT: (
        Strategy.TERMINATE,
        Strategy.TREAT,
        Strategy.TRANSFER,
        Strategy.TOLERATE,
        Strategy.SHARE,
    ),
    RiskKind.OPPORTUNITY: (
        Strategy.EXPLOIT,
        Strategy.ENHANCE,
        Strategy.SHARE,
        Strategy.TOLERATE,
    ),
}
"""What fits each kind: NIST IR 8286 names accept, share, enhance and realise for a benefit."""
CLOSE_REASONS = {
    CloseReason.CAUSE_GONE: NC_("closed", "The cause is gone"),
    CloseReason.ACTIVITY_ENDED: NC_("closed", "The activity has ended"),
    CloseReason.TREATED: NC_("closed", "Treated down to what is wanted"),
    CloseReason.TRANSFERRED: NC_("closed", "Transferred to others"),
    CloseReason.HAPPENED: NC_("closed", "It has happened and is dealt with"),
    CloseReason.MERGED: NC_("closed", "Merged into another risk"),
    CloseReason.NO_RISK: NC_("closed", "Not a risk after all"),
}
VELOCITIES = {
    Velocity.HOURS: NC_("velocity", "Within hours"),
    Velocity.DAYS: NC_("velocity", "Within days"),
    Velocity.WEEKS: NC_("velocity", "Within weeks"),
    Velocity.MONTHS: NC_("velocity", "Within months"),
}
PROXIMITIES = {
    Proximity.NOW: NC_("proximity", "At any time"),
    Proximity.QUARTER: NC_("proximity", "Within three months"),
    Proximity.YEAR: NC_("proximity", "Within a year"),
    Proximity.LATER: NC_("proximity", "Later"),
}
CONFIDENTIALITIES = {
    Confidentiality.OPEN: NC_("confidentiality", "Open"),
    Confidentiality.INTERNAL: NC_("confidentiality", "Internal"),
    Confidentiality.CONFIDENTIAL: NC_("confidentiality", "Confidential"),
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
    inherent_method: str | None = None
    current_method: str | None = None
    residual_method: str | None = None
    target_method: str | None = None
    kind: RiskKind | None = RiskKind.THREAT
    raised_by: str = ""
    reviewer: str | None = None
    approver: str | None = None
    assumptions: str = ""
    tags: str = ""
    confidentiality: Confidentiality | None = None
    status_reason: str = ""
    close_reason: CloseReason | None = None
    closed_on: date | None = None
    reopened_on: date | None = None
    strategy_reason: str = ""
    wanted_by: date | None = None
    velocity: Velocity | None = None
    proximity: Proximity | None = None
    review_interval: int | None = None
    last_review: date | None = None


LEVEL_KIND = Choice(LevelKey, LEVELS, rising=True)
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
_METHOD_WORDS = {
    Tier.INHERENT: N_("Inherent method"),
    Tier.CURRENT: N_("Current method"),
    Tier.RESIDUAL: N_("Residual method"),
    Tier.TARGET: N_("Target method"),
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
            derived=True,
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
        Field("next_review", N_("Next review"), Day(), read_only=True),
        Field("notes", N_("Notes"), Note(), in_table=False),
        *_rating_fields(),
        *(
            Field(
                f"{tier}_method", label, Link("methods"), read_only=True, hidden=True, derived=True
            )
            for tier, label in _METHOD_WORDS.items()
        ),
        Field("kind", N_("Kind"), Choice(RiskKind, RISK_KINDS), in_table=False),
        Field("raised_by", N_("Raised by"), Text(), in_table=False),
        Field("reviewer", N_("Reviewer"), Link("people"), in_table=False),
        Field("approver", N_("Approver"), Link("people"), in_table=False),
        Field("assumptions", N_("Assumptions"), Note(), in_table=False),
        Field("tags", N_("Tags"), Text(), in_table=False),
        Field(
            "confidentiality",
            N_("Confidentiality"),
            Choice(Confidentiality, CONFIDENTIALITIES),
            in_table=False,
        ),
        Field("status_reason", N_("Reason of the status"), Note(), in_table=False, read_only=True),
        Field(
            "close_reason",
            N_("Closed because"),
            Choice(CloseReason, CLOSE_REASONS),
            in_table=False,
            read_only=True,
        ),
        Field("closed_on", N_("Closed on"), Day(), in_table=False, read_only=True),
        Field("reopened_on", N_("Reopened on"), Day(), in_table=False, read_only=True),
        Field("strategy_reason", N_("Reason of the strategy"), Note(), in_table=False),
        Field("wanted_by", N_("Target reached by"), Day(), in_table=False),
        Field("velocity", N_("Velocity"), Choice(Velocity, VELOCITIES), in_table=False),
        Field("proximity", N_("Proximity"), Choice(Proximity, PROXIMITIES), in_table=False),
        Field("review_interval", N_("Days between reviews"), Whole(1, 3_660), in_table=False),
        Field("last_review", N_("Last review"), Day(), in_table=False, read_only=True),
    ),
    display=("number", "title"),
    series=Series("R", 3),
    top=True,
)
