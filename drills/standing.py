"""Standing checks of drills: plans are rehearsed, and drills that are over are rated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from drills.entities import DRILL, DRILL_PLAN
from drills.entities.drill import DrillStatus
from register.book import Book
from register.catalog import Finding, Severity, StandingCheck
from register.entities import PLAN
from register.entities.plan import PlanStatus
from register.i18n import N_, _

HELD = {DrillStatus.DONE, DrillStatus.EVALUATED, DrillStatus.CLOSED}
LONGEST_PAUSE = timedelta(days=365)


def _not_drilled(book: Book, today: date) -> Iterator[Finding]:
    limit = datetime.combine(today, time(), UTC) - LONGEST_PAUSE
    recent = {
        drill.id
        for drill in book.table(DRILL).all()
        if drill.status in HELD and drill.starts_at and drill.starts_at >= limit
    }
    drilled = {link.plan for link in book.table(DRILL_PLAN).all() if link.drill in recent}
    for plan in book.table(PLAN).find(status=PlanStatus.APPROVED):
        if plan.id not in drilled:
            text = _("{plan} was not drilled in the last 12 months.").format(plan=PLAN.title(plan))
            yield Finding(Severity.WARNING, PLAN, plan.id, "title", text)


def _not_rated(book: Book, _today: date) -> Iterator[Finding]:
    for drill in book.table(DRILL).all():
        if drill.status in HELD and drill.rating is None:
            text = _("{drill} is over and not rated.").format(drill=DRILL.title(drill))
            yield Finding(Severity.WARNING, DRILL, drill.id, "rating", text)


CHECKS = (
    StandingCheck("plan-drill", N_("Every plan is drilled within a year"), _not_drilled),
    StandingCheck("drill-rating", N_("Every drill is rated"), _not_rated),
)
