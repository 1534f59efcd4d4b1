"""Standing checks of indicators and warning orders, listed in CHECKS.

Each is a small function over a book and the day of today (see register.standing).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from register.book import Book
from register.catalog import Finding, Severity, StandingCheck
from register.entities import (
    INDICATOR,
    INDICATOR_RISK,
    PLAN,
    PLAN_RISK,
    READING,
    RISK,
    WARNING,
    WARNING_STEP,
    Indicator,
    WarningOrder,
)
from register.entities.indicator import Colour
from register.entities.plan import PlanStatus
from register.entities.risk import RiskStatus
from register.entities.warning import WarningDeed, WarningStatus
from register.i18n import N_, _
from register.watching.colours import disorder
from register.watching.deeds import late

PROPOSED_DAYS, ISSUED_DAYS = 7, 30
"""How long an order may stay proposed, and issued without anybody looking at it again."""
_ACTIVE = "ifnull(active_from, '') <= ? and ifnull(active_to, '9999-12-31') >= ?"
_LINKED = f"select indicator from {INDICATOR_RISK.table}"
_READ = f"select indicator from {READING.table}"
_SETTLED = (str(RiskStatus.CLOSED), str(RiskStatus.REJECTED))


def _active(book: Book, today: date, where: str) -> list[Indicator]:
    days = [today.isoformat()] * 2
    rows = book.table(INDICATOR).values("id", where=f"{_ACTIVE} and {where}", args=days)
    return book.table(INDICATOR).page([row[0] for row in rows])


def _about(item: Indicator, field: str, text: str, weight: Severity) -> Finding:
    return Finding(weight, INDICATOR, item.id, field, text.format(item=INDICATOR.title(item)))


def _out_of_order(book: Book, _today: date) -> Iterator[Finding]:
    for item in book.table(INDICATOR).all():
        if problem := disorder(item):
            text = _("The thresholds of {item} are out of order: {problem}")
            text = text.format(item=INDICATOR.title(item), problem=problem)
            yield Finding(Severity.ERROR, INDICATOR, item.id, "blue", text)


def _no_owner(book: Book, today: date) -> Iterator[Finding]:
    for item in _active(book, today, "owner is null"):
        yield _about(item, "owner", _("{item} has no owner."), Severity.WARNING)


def _no_risk(book: Book, today: date) -> Iterator[Finding]:
    for item in _active(book, today, f"id not in ({_LINKED})"):
        yield _about(item, "name", _("{item} watches no risk."), Severity.WARNING)


def _never_read(book: Book, today: date) -> Iterator[Finding]:
    for item in _active(book, today, f"id not in ({_READ})"):
        yield _about(item, "name", _("{item} was never read."), Severity.WARNING)


def _late(book: Book, today: date) -> Iterator[Finding]:
    for item, due in late(book, today):
        if item.last_reading is not None:  # else it was never read, which is said already
            text = _("The reading of {item} was due on {day}.").format(
                item=INDICATOR.title(item), day=due.day
            )
            yield Finding(Severity.WARNING, INDICATOR, item.id, "last_reading", text)


def _red_without_plan(book: Book, today: date) -> Iterator[Finding]:
    ready = (
        f"select {PLAN_RISK.table}.risk from {PLAN_RISK.table} join {PLAN.table} "
        f"on {PLAN.table}.id = {PLAN_RISK.table}.plan where {PLAN.table}.status = ? "
        f"and {PLAN_RISK.table}.risk is not null"
    )
    for item in _active(book, today, f"colour = '{Colour.RED}'"):
        ids = [link.risk for link in book.table(INDICATOR_RISK).find(indicator=item.id)]
        marks = ",".join("?" * len(ids))
        rows = book.table(RISK).values(
            "id",
            where=f"id in ({marks}) and ifnull(status, '') not in (?, ?) and id not in ({ready})",
            args=[*ids, *_SETTLED, str(PlanStatus.APPROVED)],
        )
        for risk in book.table(RISK).page([row[0] for row in rows]):
            text = _("{item} is red, and {risk} has no approved plan.").format(
                item=INDICATOR.title(item), risk=RISK.title(risk)
            )
            yield Finding(Severity.ERROR, RISK, risk.id, "title", text)


def _left_proposed(book: Book, today: date) -> Iterator[Finding]:
    steps = _last_steps(book, WarningDeed.PROPOSE)
    for order in _orders(book, WarningStatus.PROPOSED):
        if (at := steps.get(order.id)) and at < _ago(today, PROPOSED_DAYS):
            text = _("{order} has been proposed for more than {days} days; issue or decline it.")
            yield _order_finding(order, text.format(order=WARNING.title(order), days=PROPOSED_DAYS))


def _left_issued(book: Book, today: date) -> Iterator[Finding]:
    for order in _orders(book, WarningStatus.ISSUED):
        at = order.adjusted_at or order.issued_at
        if at is not None and at.isoformat() < _ago(today, ISSUED_DAYS):
            text = _("{order} has stood for more than {days} days; adjust or lift it.")
            yield _order_finding(order, text.format(order=WARNING.title(order), days=ISSUED_DAYS))


def _order_finding(order: WarningOrder, text: str) -> Finding:
    return Finding(Severity.WARNING, WARNING, order.id, "status", text)


def _orders(book: Book, status: WarningStatus) -> list[WarningOrder]:
    return book.table(WARNING).find(status=status)


def _last_steps(book: Book, deed: WarningDeed) -> dict[Any, str]:
    """Return by order when it was last dealt with in that way, as ISO text."""
    rows = book.table(WARNING_STEP).values("warning", "at", where="deed = ?", args=[str(deed)])
    return dict(sorted(rows, key=lambda row: str(row[1])))


def _ago(today: date, days: int) -> str:
    """Return the beginning of the day so many days before today, in UTC as ISO text."""
    local = datetime.combine(today - timedelta(days=days), time()).astimezone()
    return local.astimezone(UTC).isoformat()


CHECKS = (
    StandingCheck("indicator-order", N_("Thresholds of indicators stand in order"), _out_of_order),
    StandingCheck("indicator-owner", N_("Every indicator has an owner"), _no_owner),
    StandingCheck("indicator-risk", N_("Every indicator watches a risk"), _no_risk),
    StandingCheck("indicator-read", N_("Every indicator is read"), _never_read),
    StandingCheck("indicator-late", N_("No reading is late"), _late),
    StandingCheck("indicator-plan", N_("Risks of red indicators have an approved plan"),
                  _red_without_plan),
    StandingCheck("warning-proposed", N_("No warning order is left proposed"), _left_proposed),
    StandingCheck("warning-issued", N_("Warning orders that hold are looked at"), _left_issued),
)  # fmt: skip
