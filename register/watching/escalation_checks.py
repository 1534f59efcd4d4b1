"""Standing checks of escalation paths and activation rules, listed in ESCALATION_CHECKS.

Each is a small function over a book and the day of today (see register.standing).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from register.book import Book
from register.catalog import Finding, Severity, StandingCheck
from register.entities import (
    ACTIVATION_RULE,
    ESCALATION_PATH,
    ESCALATION_STEP,
    INDICATOR,
    PERSON,
    PLAN,
    WARNING,
)
from register.entities.plan import PlanStatus
from register.entities.warning import WarningStatus
from register.i18n import N_, _, moment_text
from register.watching.activation import undecided
from register.watching.escalation import late_calls, moment_of

_NOBODY = "person is null and trim(ifnull(role, '')) = ''"
_GONE = f"person in (select id from {PERSON.table} where not active)"
_EMPTY = f"id not in (select path from {ESCALATION_STEP.table} where path is not null)"
_APPROVED = f"select id from {PLAN.table} where status = '{PlanStatus.APPROVED}'"
_FOLLOWING = f"select id from {INDICATOR.table} where path is not null"


def _late(book: Book, today: date) -> Iterator[Finding]:
    for order, call in late_calls(book, moment_of(today)):
        text = _("{who} was to be told of {order} by {when}, and was not.").format(
            who=call.who or _("Nobody named"),
            order=WARNING.title(order),
            when=moment_text(call.due_at),
        )
        yield Finding(Severity.ERROR, WARNING, order.id, "path", text)


def _no_path(book: Book, _today: date) -> Iterator[Finding]:
    where = f"status = ? and path is null and indicator in ({_FOLLOWING})"
    rows = book.table(WARNING).values("id", where=where, args=[str(WarningStatus.ISSUED)])
    for order in book.table(WARNING).page([row[0] for row in rows]):
        text = _("{order} follows no escalation path, though its indicator has one.")
        text = text.format(order=WARNING.title(order))
        yield Finding(Severity.WARNING, WARNING, order.id, "path", text)


def _no_steps(book: Book, _today: date) -> Iterator[Finding]:
    rows = book.table(ESCALATION_PATH).values("id", where=_EMPTY)
    for path in book.table(ESCALATION_PATH).page([row[0] for row in rows]):
        text = _("{plan} has no steps.").format(plan=ESCALATION_PATH.title(path))
        yield Finding(Severity.WARNING, ESCALATION_PATH, path.id, "name", text)


def _nobody(book: Book, _today: date) -> Iterator[Finding]:
    text = _("A step of {path} from {colour} on names nobody.")
    yield from _steps(book, _NOBODY, text)


def _gone(book: Book, _today: date) -> Iterator[Finding]:
    text = _("A step of {path} from {colour} on names {person}, who is not active.")
    yield from _steps(book, _GONE, text)


def _steps(book: Book, where: str, text: str) -> Iterator[Finding]:
    rows = book.table(ESCALATION_STEP).values("id", where=where)
    for step in book.table(ESCALATION_STEP).page([row[0] for row in rows]):
        path = book.table(ESCALATION_PATH).get(step.path)
        person = book.table(PERSON).get(step.person)
        if path is not None:
            words = text.format(
                path=ESCALATION_PATH.title(path),
                colour=ESCALATION_STEP.by_key["colour"].text(step).lower(),
                person=person.name if person else "",
            )
            yield Finding(Severity.ERROR, ESCALATION_PATH, path.id, "name", words)


def _undecided(book: Book, today: date) -> Iterator[Finding]:
    for order, item in undecided(book, moment_of(today)):
        text = _("{order} calls for {plan} since {when}; nobody has decided about it.").format(
            order=WARNING.title(order), plan=PLAN.title(item.plan), when=moment_text(item.since)
        )
        yield Finding(Severity.WARNING, WARNING, order.id, "level", text)


def _not_approved(book: Book, _today: date) -> Iterator[Finding]:
    rows = book.table(ACTIVATION_RULE).values("id", where=f"plan not in ({_APPROVED})")
    for rule in book.table(ACTIVATION_RULE).page([row[0] for row in rows]):
        item, plan = book.table(INDICATOR).get(rule.indicator), book.table(PLAN).get(rule.plan)
        if item is not None and plan is not None:
            text = _("{item} calls for {plan}, which is not approved.").format(
                item=INDICATOR.title(item), plan=PLAN.title(plan)
            )
            yield Finding(Severity.WARNING, PLAN, plan.id, "status", text)


ESCALATION_CHECKS = (
    StandingCheck("escalation-late", N_("Whoever a warning calls for is told in time"), _late),
    StandingCheck("escalation-followed", N_("Warning orders follow the path of their indicator"),
                  _no_path),
    StandingCheck("escalation-steps", N_("Every escalation path has steps"), _no_steps),
    StandingCheck("escalation-who", N_("Every escalation step names somebody"), _nobody),
    StandingCheck("escalation-active", N_("Whoever an escalation step names is active"), _gone),
    StandingCheck("plan-decided", N_("Plans to consider are decided on within a day"), _undecided),
    StandingCheck("rule-approved", N_("Activation rules name approved plans"), _not_approved),
)  # fmt: skip
