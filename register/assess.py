"""Assessing a risk: the only writer of its rating columns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from register.book import Book
from register.entities import ASSESSMENT, RISK, Assessment, Risk
from register.entities.assessment import Dimension
from register.entities.risk import RATING_PARTS, RISK_KINDS, LevelKey, RiskKind, Tier
from register.errors import FieldError, RegisterError
from register.i18n import _, today, translated
from register.methods import active_method, method_of
from register.rhythm import interval_of, next_due
from register.scoring import (
    DIMENSION_KEYS,
    Judgement,
    Method,
    MethodKind,
    Rating,
    judge,
    words_in,
)

__all__ = [
    "active_method",
    "assess",
    "judgement_of",
    "method_of",
    "rated",
    "rating_of",
    "scored",
    "with_latest",
    "with_methods",
]
COLUMNS = (*RATING_PARTS, "method")
"""What a risk repeats of the latest assessment of each tier."""


def judgement_of(method: Method, assessment: Assessment) -> Judgement:
    """Return what an assessment says under a method; a level is only said under direct level."""
    impacts = {key: getattr(assessment, f"impact_{key}") for key in DIMENSION_KEYS}
    is_direct = method.kind is MethodKind.DIRECT
    return Judgement(
        likelihood=assessment.likelihood,
        impact=assessment.impact,
        impacts={key: value for key, value in impacts.items() if value is not None},
        exposure=assessment.exposure,
        level=str(assessment.level) if is_direct and assessment.level else None,
    )


def rating_of(method: Method, assessment: Assessment) -> Rating:
    """Return what an assessment comes to under a method; raises FieldError off its scales."""
    return judge(method, judgement_of(method, assessment))


def rated(method: Method, assessment: Assessment) -> Assessment:
    """Return the assessment with the method's score, level, impact and driver.

    Raises FieldError off the scales, when something is missing, and for a direct level without
    a rationale.
    """
    done = scored(method, assessment)
    if method.kind is MethodKind.DIRECT and not assessment.rationale.strip():
        raise FieldError(_("Say why: a level that is chosen directly needs a rationale."))
    return done


def scored(method: Method, assessment: Assessment) -> Assessment:
    """Return the assessment as ``rated`` does, whether it has a rationale or not."""
    rating = rating_of(method, assessment)
    if rating.level is None:
        raise FieldError(_missing(method))
    return replace(
        assessment,
        method=method.id,
        impact=rating.impact,
        score=rating.score,
        level=LevelKey(rating.level),
        driver=Dimension(rating.driver) if rating.driver else None,
    )


def _missing(method: Method) -> str:
    if method.kind is MethodKind.LEC:
        return _("A rating needs likelihood, exposure and consequence.")
    if method.kind is MethodKind.DIRECT:
        return _("A rating needs a level.")
    return _("A rating needs a likelihood and an impact.")


def assess(book: Book, assessment: Assessment) -> Assessment:
    """Store an assessment and bring its risk's rating columns up to date, inside a change.

    Score, level and driver are computed here, by the assessment's method, else by the one that
    governs the risk's kind. The columns show the latest assessment of the tier whatever its
    method: by day, and of one day the one stored last. The first rating of the current tier sets
    the first review, and one that shortens the interval brings it nearer. Returns the assessment
    as stored. Raises RegisterError when the method is not for the risk's kind, FieldError as
    ``rated``.
    """
    risk = book.table(RISK).get(assessment.risk)
    if risk is None:
        raise RegisterError(_("The risk of this assessment is not in the register."))
    kind = risk.kind or RiskKind.THREAT
    method = method_of(book, assessment.method) if assessment.method else active_method(book, kind)
    _refuse_other_kind(method, kind)
    done = rated(method, assessment)
    book.table(ASSESSMENT).save(done)
    now = with_latest(risk, book.table(ASSESSMENT).find(risk=risk.id))
    if done.tier is Tier.CURRENT:
        now = _with_review(risk, now, next_due(now, done.assessed_on or today()))
    book.table(RISK).save(now)
    return done


def _with_review(before: Risk, now: Risk, due: date) -> Risk:
    """Return the risk with its first review, or with a nearer one where it is due more often."""
    if before.next_review is None:
        return replace(now, next_review=due)
    if interval_of(now) < interval_of(before):
        return replace(now, next_review=min(due, before.next_review))
    return now


def _refuse_other_kind(method: Method, kind: RiskKind) -> None:
    if RiskKind(method.subject) is not kind:
        text = _("“{method}” is not a method for a risk of the kind “{kind}”.")
        raise RegisterError(
            text.format(method=words_in(method.name), kind=translated(RISK_KINDS[kind]))
        )


def with_latest(risk: Risk, assessments: list[Assessment]) -> Risk:
    """Return the risk with the rating columns that these assessments (in stored order) give."""
    values: dict[str, Any] = {}
    for tier in Tier:
        latest: Assessment | None = None
        for item in assessments:
            if item.tier is tier and (latest is None or day_of(item) >= day_of(latest)):
                latest = item
        values |= columns_of(tier, latest)
    return replace(risk, **values)


def columns_of(tier: Tier, assessment: Assessment | None) -> dict[str, Any]:
    """Return the rating columns of a tier by key, as its latest assessment gives them."""
    return {f"{tier}_{part}": getattr(assessment, part) if assessment else None for part in COLUMNS}


def with_methods(risk: Risk, oldest: str) -> Risk:
    """Return the risk with the method of every rated tier.

    oldest: the register's first method; a rating from before there were several names none.
    """
    values: dict[str, Any] = {
        f"{tier}_method": oldest
        for tier in Tier
        if getattr(risk, f"{tier}_level") and not getattr(risk, f"{tier}_method")
    }
    return replace(risk, **values) if values else risk


def day_of(assessment: Assessment) -> str:
    """Return the day of an assessment as text that sorts; one without a day comes first."""
    return assessment.assessed_on.isoformat() if assessment.assessed_on else ""
