"""Assessing a risk: the only writer of its rating columns."""

from __future__ import annotations

from dataclasses import replace

from register.book import Book
from register.entities import ASSESSMENT, METHOD, RISK, Assessment, Risk
from register.entities.risk import RATING_PARTS, LevelKey, Tier
from register.errors import RegisterError
from register.i18n import _
from register.scoring import Method, from_json, rate


def method_of(book: Book, method_id: str) -> Method:
    """Return a method of the register; raises RegisterError when it is gone."""
    record = book.table(METHOD).get(method_id)
    if record is None:
        raise RegisterError(_("The rating method of this assessment is not in the register."))
    return from_json(record.definition)


def active_method(book: Book) -> Method:
    """Return the method in use; a register has at least one."""
    records = book.table(METHOD).find(active=True)
    if not records:
        raise RegisterError(_("The register has no rating method in use."))
    return from_json(max(records, key=lambda record: record.version).definition)


def rated(method: Method, assessment: Assessment) -> Assessment:
    """Return the assessment with the method's score and level; raises FieldError off the scale."""
    rating = rate(method, assessment.likelihood, assessment.impact)
    level = LevelKey(rating.level) if rating.level is not None else None
    return replace(assessment, method=method.id, score=rating.score, level=level)


def assess(book: Book, assessment: Assessment) -> Assessment:
    """Store an assessment and bring its risk's rating columns up to date, inside a change.

    Score and level are computed here. The columns show the latest assessment of the tier:
    by day, and of one day the one stored last. Returns the assessment as stored.
    """
    method = method_of(book, assessment.method) if assessment.method else active_method(book)
    done = rated(method, assessment)
    book.table(ASSESSMENT).save(done)
    risk = book.table(RISK).get(done.risk)
    if risk is None:
        raise RegisterError(_("The risk of this assessment is not in the register."))
    book.table(RISK).save(with_latest(risk, book.table(ASSESSMENT).find(risk=risk.id)))
    return done


def with_latest(risk: Risk, assessments: list[Assessment]) -> Risk:
    """Return the risk with the rating columns that these assessments (in stored order) give."""
    values: dict[str, object] = {}
    for tier in Tier:
        latest: Assessment | None = None
        for item in assessments:
            if item.tier is tier and (latest is None or _day(item) >= _day(latest)):
                latest = item
        for part in RATING_PARTS:
            values[f"{tier}_{part}"] = getattr(latest, part) if latest else None
    return replace(risk, **values)  # type: ignore[arg-type]


def _day(assessment: Assessment) -> str:
    return assessment.assessed_on.isoformat() if assessment.assessed_on else ""
