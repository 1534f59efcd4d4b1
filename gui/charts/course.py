"""The course of one tier's score: assessments by one method, for scores of two do not compare."""

from __future__ import annotations

from collections.abc import Iterable

from gui.charts.spark_line import Point
from gui.session import Session
from register.entities import Assessment
from register.entities.risk import Tier
from register.scoring import Method


def course_of(
    session: Session, assessments: Iterable[Assessment], tier: Tier
) -> tuple[Method, list[Point]]:
    """Return the points of a tier under the method of its latest score, and that method.

    assessments: in the order in which they were stored.
    """
    scored = [
        (item.assessed_on, item)
        for item in assessments
        if item.tier is tier and item.assessed_on and item.score is not None
    ]
    scored.sort(key=lambda pair: pair[0])
    if not scored:
        return session.method(), []
    method = session.method_of(scored[-1][1].method)
    points = [
        Point(day, item.score or 0, str(item.level))
        for day, item in scored
        if session.method_of(item.method).id == method.id
    ]
    return method, points
