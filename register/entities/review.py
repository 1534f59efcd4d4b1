"""Reviews: dated records of a look at a risk, and the reasons that ask for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from register.entity import Entity
from register.fields import Choice, Day, Field, Link, Note, Text
from register.i18n import N_, NC_


class ReviewResult(StrEnum):
    """What a review came to."""

    UNCHANGED = "unchanged"
    ASSESSED = "assessed"
    TREATED = "treated"
    ESCALATED = "escalated"
    CLOSED = "closed"


class ReviewCause(StrEnum):
    """What puts a risk into the review queue before its day."""

    INCIDENT = "incident"
    INDICATOR = "indicator"
    DRILL = "drill"
    CONTROL = "control"
    OBLIGATION = "obligation"
    ACCEPTANCE = "acceptance"
    METHOD = "method"
    OTHER = "other"


REVIEW_RESULTS = {
    ReviewResult.UNCHANGED: NC_("review", "Nothing changed"),
    ReviewResult.ASSESSED: NC_("review", "Assessed again"),
    ReviewResult.TREATED: NC_("review", "Treatment changed"),
    ReviewResult.ESCALATED: NC_("review", "Escalated"),
    ReviewResult.CLOSED: NC_("review", "Closed"),
}
REVIEW_CAUSES = {
    ReviewCause.INCIDENT: NC_("review", "Incident"),
    ReviewCause.INDICATOR: NC_("review", "Indicator"),
    ReviewCause.DRILL: NC_("review", "Drill finding"),
    ReviewCause.CONTROL: NC_("review", "Control"),
    ReviewCause.OBLIGATION: NC_("review", "Obligation"),
    ReviewCause.ACCEPTANCE: NC_("review", "Acceptance"),
    ReviewCause.METHOD: NC_("review", "Method"),
    ReviewCause.OTHER: NC_("review", "Other"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One look at a risk: who looked, what changed, and when the next one is due."""

    id: str
    risk: str | None = None
    reviewed_on: date | None = None
    reviewed_by: str = ""
    result: ReviewResult | None = ReviewResult.UNCHANGED
    text: str = ""
    next_review: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRequest:
    """A reason to look at a risk now; ``review``: the one that answered it."""

    id: str
    risk: str | None = None
    raised_on: date | None = None
    cause: ReviewCause | None = ReviewCause.OTHER
    text: str = ""
    raised_by: str = ""
    review: str | None = None


REVIEW = Entity(
    table="reviews",
    record=Review,
    label=N_("Review"),
    plural=N_("Reviews"),
    icon="review",
    help="reviews",
    fields=(
        Field("risk", N_("Risk"), Link("risks", belongs=True), required=True),
        Field("reviewed_on", N_("Reviewed on"), Day(), required=True),
        Field("reviewed_by", N_("Reviewed by"), Text()),
        Field("result", N_("Result"), Choice(ReviewResult, REVIEW_RESULTS)),
        Field("text", N_("What changed"), Note()),
        Field("next_review", N_("Next review"), Day()),
    ),
    display=("reviewed_on", "result"),
    unchanging=True,
)

REVIEW_REQUEST = Entity(
    table="review_requests",
    record=ReviewRequest,
    label=N_("Reason for a review"),
    plural=N_("Reasons for reviews"),
    icon="review",
    help="reviews",
    fields=(
        Field("risk", N_("Risk"), Link("risks", belongs=True), required=True),
        Field("raised_on", N_("Raised on"), Day(), required=True),
        Field("cause", N_("Reason"), Choice(ReviewCause, REVIEW_CAUSES), required=True),
        Field("text", N_("Text"), Note()),
        Field("raised_by", N_("Raised by"), Text(), in_table=False),
        Field("review", N_("Answered by"), Link("reviews", belongs=True), read_only=True),
    ),
    display=("raised_on", "text"),
)
