"""Standing checks of the register: what a well-kept register never shows.

Each is a small function over a book and the day of today, listed in CHECKS; it lets the database
pick what it names, so that a hundred thousand sound risks cost no time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from register.book import Book
from register.catalog import Finding, Severity, StandingCheck
from register.entities import MEMBERSHIP, PERSON, PLAN, RISK, STEP, TEAM, Membership
from register.entities.plan import PlanStatus
from register.entities.risk import LevelKey, RiskKind, RiskStatus
from register.entities.team import Role
from register.i18n import N_, _

SETTLED = (RiskStatus.CLOSED, RiskStatus.REJECTED)
SERIOUS = (LevelKey.HIGH, LevelKey.EXTREME)
_LIVE = f"ifnull(status, '') not in ('{SETTLED[0]}', '{SETTLED[1]}')"
_RANK = (
    "case ifnull({tier}_level, '') "
    + " ".join(f"when '{level}' then {n}" for n, level in enumerate(LevelKey, 1))
    + " else 0 end"
)
_COMPARABLE = (  # scores of two methods are not
    "ifnull(residual_method, '') = ifnull(current_method, '') "
    "and residual_score is not null and current_score is not null"
)
_THREAT = f"ifnull(kind, '') <> '{RiskKind.OPPORTUNITY}'"
_PLANNED = (
    "select risk from plan_risks join plans on plans.id = plan_risks.plan "
    f"where plans.status = '{PlanStatus.APPROVED}' and risk is not null"
)


def live_risks(book: Book, where: str, *args: Any, also: str = "id") -> list[tuple[Any, ...]]:
    """Return id, title text and the column ``also`` of risks neither closed nor rejected.

    ``where`` is SQL of ours that picks those worth naming, so that no other risk is loaded.
    """
    rows = book.table(RISK).values(
        "id", "number", "title", also, where=f"{_LIVE} and {where}", args=args
    )
    return [(key, f"{number} {title}".strip(), value) for key, number, title, value in rows]


def _no_owner(book: Book, _today: date) -> Iterator[Finding]:
    for key, title, _value in live_risks(book, "owner is null"):
        text = _("{risk} has no owner.").format(risk=title)
        yield Finding(Severity.WARNING, RISK, key, "owner", text)


def _review_overdue(book: Book, today: date) -> Iterator[Finding]:
    late = live_risks(book, "next_review < ?", today.isoformat(), also="next_review")
    for key, title, day in late:
        text = _("The review of {risk} was due on {day}.").format(risk=title, day=day)
        yield Finding(Severity.WARNING, RISK, key, "next_review", text)


def _no_plan(book: Book, _today: date) -> Iterator[Finding]:
    unplanned = f"{_THREAT} and current_level in (?, ?) and id not in ({_PLANNED})"
    level = RISK.by_key["current_level"].kind
    for key, title, value in live_risks(book, unplanned, *SERIOUS, also="current_level"):
        text = _("{risk} is {level} and has no approved plan.").format(
            risk=title, level=level.format(LevelKey(value))
        )
        yield Finding(Severity.ERROR, RISK, key, "current_level", text)


def _residual_above_current(book: Book, _today: date) -> Iterator[Finding]:
    higher = f"{_RANK.format(tier='residual')} > {_RANK.format(tier='current')}"
    above = f"case when {_COMPARABLE} then residual_score > current_score else {higher} end"
    for key, title, _value in live_risks(book, f"{_THREAT} and {above}"):
        text = _("The residual rating of {risk} is above the current one.").format(risk=title)
        yield Finding(Severity.ERROR, RISK, key, "residual_level", text)


def _no_steps(book: Book, _today: date) -> Iterator[Finding]:
    with_steps = {row[0] for row in book.table(STEP).values("plan")}
    for plan in book.table(PLAN).all():
        if plan.id not in with_steps and plan.status is not PlanStatus.RETIRED:
            text = _("{plan} has no steps.").format(plan=PLAN.title(plan))
            yield Finding(Severity.WARNING, PLAN, plan.id, "title", text)


def _plan_review_overdue(book: Book, today: date) -> Iterator[Finding]:
    late = "next_review < ? and ifnull(status, '') <> ?"
    args = [today.isoformat(), str(PlanStatus.RETIRED)]
    ids = [row[0] for row in book.table(PLAN).values("id", where=late, args=args)]
    for plan in book.table(PLAN).page(ids):
        text = _("The review of {plan} was due on {day}.").format(
            plan=PLAN.title(plan), day=plan.next_review
        )
        yield Finding(Severity.WARNING, PLAN, plan.id, "next_review", text)


def _gone_holders(book: Book, _today: date) -> Iterator[Finding]:
    gone = {row[0] for row in book.table(PERSON).values("id", where="not active")}
    for post in book.table(MEMBERSHIP).all() if gone else ():
        team = book.table(TEAM).get(post.team) if post.team else None
        person = book.table(PERSON).get(post.person) if post.person in gone else None
        if team is None or person is None:
            continue
        text = _("{person}, who is not active, holds the post “{post}” of {team}.").format(
            person=PERSON.title(person), post=post.post, team=TEAM.title(team)
        )
        yield Finding(Severity.ERROR, TEAM, team.id, "name", text)


def _empty_posts(book: Book, _today: date) -> Iterator[Finding]:
    posts: dict[str | None, list[Membership]] = defaultdict(list)
    for post in book.table(MEMBERSHIP).all():
        posts[post.team].append(post)
    for team in book.table(TEAM).all():
        members = posts[team.id]
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
    StandingCheck("plan-review", N_("Every plan is reviewed in time"), _plan_review_overdue),
    StandingCheck("team-posts", N_("Every post of a team is held"), _empty_posts),
    StandingCheck("team-active", N_("Whoever holds a post is active"), _gone_holders),
)
