"""Which plans an indicator's colour calls for, and what people decide about them.

The program activates nothing: a rule names a plan to consider, and a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from register.book import Book
from register.entities import (
    ACTIVATION_RULE,
    PLAN,
    PLAN_DECISION,
    WARNING,
    WARNING_STEP,
    ActivationRule,
    Plan,
    PlanDecision,
    WarningOrder,
)
from register.entities.activation import PlanChoice
from register.entities.indicator import Colour
from register.entities.warning import WarningStatus
from register.errors import FieldError, RegisterError
from register.i18n import _, now
from register.watching.colours import rank
from register.watching.escalation import is_wanted, reached_at

DECIDED_WITHIN = timedelta(days=1)
"""How long a plan may wait for a decision before a check speaks."""


@dataclass(frozen=True, slots=True)
class Considered:
    """A plan that the level of an order calls for.

    colour: from which it does; since: when the order reached it; decision: the last one.
    """

    plan: Plan
    colour: Colour | None = None
    note: str = ""
    since: datetime | None = None
    decision: PlanDecision | None = None


def rules_of(book: Book, indicator_id: str | None) -> list[ActivationRule]:
    """Return the rules of an indicator, from the mildest colour to the worst."""
    found = book.table(ACTIVATION_RULE).find(indicator=indicator_id) if indicator_id else []
    return sorted(found, key=lambda rule: rank(rule.colour))


def plans_to_consider(book: Book, order: WarningOrder) -> list[Considered]:
    """Return the plans that the level of an order calls for, from the mildest colour on.

    Nothing where it is lifted or declined.
    """
    if order.status not in (None, WarningStatus.PROPOSED, WarningStatus.ISSUED):
        return []
    done = book.table(WARNING_STEP).find(warning=order.id)
    rules = [rule for rule in rules_of(book, order.indicator) if is_wanted(rule.colour, order)]
    last = {item.plan: item for item in decisions_of(book, order.id)}
    plans = {plan.id: plan for plan in book.table(PLAN).page([r.plan for r in rules if r.plan])}
    return [
        Considered(
            plans[rule.plan],
            rule.colour,
            rule.note,
            reached_at(rule.colour, order, done),
            last.get(rule.plan),
        )
        for rule in rules
        if rule.plan in plans
    ]


def decisions_of(book: Book, order_id: str) -> list[PlanDecision]:
    """Return what was decided about plans under an order, the latest last."""
    found = book.table(PLAN_DECISION).find(warning=order_id)
    return sorted(found, key=lambda item: str(item.at))


def decide(book: Book, decision: PlanDecision) -> PlanDecision:
    """Store what a person decided about a plan under an order; inside a change.

    ``at`` and ``by`` default to now and to who signs changes. Returns it as stored. Raises
    RegisterError when the order is not issued, FieldError when the decision, or the reason for
    not activating, is missing.
    """
    order = book.table(WARNING).get(decision.warning)
    if order is None or order.status is not WarningStatus.ISSUED:
        raise RegisterError(_("Plans are decided on while the warning order is issued."))
    if decision.decision is None:
        raise FieldError(_("Say what was decided."))
    if decision.decision is PlanChoice.DECLINE and not decision.reason.strip():
        raise FieldError(_("Say why, in a sentence."))
    stored = replace(decision, at=decision.at or now(), by=decision.by or book.by)
    book.table(PLAN_DECISION).save(stored)
    return stored


def undecided(book: Book, at: datetime) -> list[tuple[WarningOrder, Considered]]:
    """Return the plans of issued orders that wait for a decision longer than they may."""
    return [
        (order, item)
        for order in book.table(WARNING).find(status=WarningStatus.ISSUED)
        for item in plans_to_consider(book, order)
        if item.decision is None and item.since is not None and item.since + DECIDED_WITHIN < at
    ]


def plans_text(book: Book, indicator_id: str, level: Colour | None) -> str:
    """Return in a sentence which plans the rules of an indicator call for at a level, or ""."""
    order = WarningOrder(id="", indicator=indicator_id, level=level)
    titles = [PLAN.title(item.plan) for item in plans_to_consider(book, order)]
    return _("Plans to consider: {plans}.").format(plans="; ".join(titles)) if titles else ""
