"""Standing checks of the register: what a well-kept register never shows.

Each is a small function over a book and the day of today, listed in CHECKS.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from register.book import Book
from register.catalog import Finding, Severity, StandingCheck
from register.entities import MEMBERSHIP, PLAN, PLAN_RISK, RISK, STEP, TEAM, Risk
from register.entities.plan import PlanStatus
from register.entities.risk import LevelKey, RiskStatus
from register.entities.team import Role
from register.i18n import N_, _

SETTLED = {RiskStatus.CLOSED, RiskStatus.REJECTED}
SERIOUS = {LevelKey.HIGH, LevelKey.EXTREME}


def live_risks(book: Book) -> list[Risk]:
    """Return the risks that are neither closed nor rejected."""
    return [risk for risk in book.table(RISK).all() if risk.status not in SETTLED]


def _no_owner(book: Book, _today: date) -> Iterator[Finding]:
    for risk in live_risks(book):
        if risk.owner is None:
            text = _("{risk} has no owner.").format(risk=RISK.title(risk))
            yield Finding(Severity.WARNING, RISK, risk.id, "owner", text)


def _review_overdue(book: Book, today: date) -> Iterator[Finding]:
    for risk in live_risks(book):
        if risk.next_review and risk.next_review < today:
            text = _("The review of {risk} was due on {day}.").format(
                risk=RISK.title(risk), day=risk.next_review
            )
            yield Finding(Severity.WARNING, RISK, risk.id, "next_review", text)


def _no_plan(book: Book, _today: date) -> Iterator[Finding]:
    approved = {plan.id for plan in book.table(PLAN).find(status=PlanStatus.APPROVED)}
    planned = {link.risk for link in book.table(PLAN_RISK).all() if link.plan in approved}
    for risk in live_risks(book):
        if risk.current_level in SERIOUS and risk.id not in planned:
            text = _("{risk} is {level} and has no approved plan.").format(
                risk=RISK.title(risk), level=RISK.by_key["current_level"].text(risk)
            )
            yield Finding(Severity.ERROR, RISK, risk.id, "current_level", text)


def _residual_above_current(book: Book, _today: date) -> Iterator[Finding]:
    for risk in live_risks(book):
        if (risk.residual_score or 0) > (risk.current_score or 0):
            text = _("The residual rating of {risk} is above the current one.").format(
                risk=RISK.title(risk)
            )
            yield Finding(Severity.ERROR, RISK, risk.id, "residual_level", text)


def _no_steps(book: Book, _today: date) -> Iterator[Finding]:
    with_steps = {row[0] for row in book.table(STEP).values("plan")}
    for plan in book.table(PLAN).all():
        if plan.id not in with_steps and plan.status is not PlanStatus.RETIRED:
            text = _("{plan} has no steps.").format(plan=PLAN.title(plan))
            yield Finding(Severity.WARNING, PLAN, plan.id, "title", text)


def _empty_posts(book: Book, _today: date) -> Iterator[Finding]:
    for team in book.table(TEAM).all():
        members = book.table(MEMBERSHIP).find(team=team.id)
        if not any(item.role is Role.LEAD and item.person for item in members):
            text = _("{team} has no lead.").format(team=TEAM.title(team))
            yield Finding(Severity.ERROR, TEAM, team.id, "name", text)
        for item in members:
            if item.person is None:
                text = _("The post “{post}” of {team} is empty.").format(
                    post=item.post, team=TEAM.title(team)
                )
                yield Finding(Severity.ERROR, TEAM, team.id, "name", text)


CHECKS = (
    StandingCheck("risk-owner", N_("Every risk has an owner"), _no_owner),
    StandingCheck("risk-review", N_("No review is overdue"), _review_overdue),
    StandingCheck("risk-plan", N_("High risks have an approved plan"), _no_plan),
    StandingCheck("risk-residual", N_("Measures never raise a risk"), _residual_above_current),
    StandingCheck("plan-steps", N_("Every plan has steps"), _no_steps),
    StandingCheck("team-posts", N_("Every post of a team is held"), _empty_posts),
)
