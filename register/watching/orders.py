"""Warning orders: proposed, issued, adjusted, lifted or declined by a person, never by a program.

Each deed is a step with its time and name; the columns of an order repeat its steps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from register.book import Book
from register.entities import INDICATOR, WARNING, WARNING_STEP, Indicator, WarningOrder, WarningStep
from register.entities.indicator import COLOURS, Colour
from register.entities.warning import WARNING_STATUSES, WarningDeed, WarningStatus
from register.entity import new_id
from register.errors import FieldError, RegisterError
from register.fields import TITLE_LENGTH
from register.i18n import N_, _, now, translated
from register.series import next_number
from register.watching.colours import rank

OPEN = (WarningStatus.PROPOSED, WarningStatus.ISSUED)
ALLOWED = {
    WarningStatus.PROPOSED: (WarningDeed.ISSUE, WarningDeed.DECLINE),
    WarningStatus.ISSUED: (WarningDeed.ADJUST, WarningDeed.LIFT),
    WarningStatus.LIFTED: (),
    WarningStatus.DECLINED: (),
}
"""What can be done with an order, by where it stands."""
_REFUSALS = {
    WarningDeed.PROPOSE: N_("{order} is {status}; only a new warning order is proposed."),
    WarningDeed.ISSUE: N_("{order} is {status}; only a proposed warning order is issued."),
    WarningDeed.ADJUST: N_("{order} is {status}; only an issued warning order is adjusted."),
    WarningDeed.LIFT: N_("{order} is {status}; only an issued warning order is lifted."),
    WarningDeed.DECLINE: N_("{order} is {status}; only a proposed warning order is declined."),
}
_REASONED = (WarningDeed.ADJUST, WarningDeed.LIFT, WarningDeed.DECLINE)
_AFTER = {
    WarningDeed.PROPOSE: WarningStatus.PROPOSED,
    WarningDeed.ISSUE: WarningStatus.ISSUED,
    WarningDeed.ADJUST: WarningStatus.ISSUED,
    WarningDeed.LIFT: WarningStatus.LIFTED,
    WarningDeed.DECLINE: WarningStatus.DECLINED,
}


def propose(book: Book, order: WarningOrder) -> WarningOrder:
    """Store a new order as proposed, with its number and first step; inside a change."""
    table = book.table(WARNING)
    if table.get(order.id) is not None:
        raise RegisterError(_refusal(order, WarningDeed.PROPOSE))
    number = order.number or next_number(book, WARNING)
    stored = replace(order, number=number, status=WarningStatus.PROPOSED)
    table.save(stored)
    book.table(WARNING_STEP).save(_step(book, stored, WarningDeed.PROPOSE, order.reason))
    return stored


def propose_for(book: Book, indicator: Indicator, reason: str) -> WarningOrder | None:
    """Propose an order of an indicator's colour; inside a change.

    Where one is proposed already it takes a worse colour and the new reason, and where one is
    issued nothing happens: a person adjusts it. Returns what was proposed.
    """
    level = indicator.colour
    open_ones = open_orders(book, indicator.id)
    if level is None or any(item.status is WarningStatus.ISSUED for item in open_ones):
        return None
    if not open_ones:
        return propose(book, _proposal(indicator, level, reason))
    order = open_ones[-1]
    if rank(level) <= rank(order.level):
        return None
    worse = replace(order, level=level, title=_title(indicator, level), reason=reason)
    book.table(WARNING).save(worse)
    book.table(WARNING_STEP).save(_step(book, worse, WarningDeed.PROPOSE, reason))
    return worse


def carry_out(book: Book, step: WarningStep) -> WarningOrder:
    """Store what was done with an order and bring its columns up to date; inside a change.

    ``at`` and ``by`` of the step default to now and to who signs changes. Returns the order.
    Raises RegisterError when the order is gone or does not stand where the deed begins,
    FieldError when a level or a reason is missing.
    """
    order = book.table(WARNING).get(step.warning)
    if order is None:
        raise RegisterError(_("The warning order of this step is not in the register."))
    step = replace(step, at=step.at or now(), by=step.by or book.by)
    _refuse(book, order, step)
    book.table(WARNING_STEP).save(step)
    stored = after_step(order, step)
    book.table(WARNING).save(stored)
    return stored


def after_step(order: WarningOrder, step: WarningStep) -> WarningOrder:
    """Return the order as it stands after a step."""
    assert step.deed is not None
    changed = replace(order, status=_AFTER[step.deed], level=step.level or order.level)
    if step.deed is WarningDeed.ISSUE:
        return replace(changed, issued_by=step.by, issued_at=step.at)
    if step.deed is WarningDeed.ADJUST:
        return replace(changed, adjusted_at=step.at)
    if step.deed is WarningDeed.LIFT:
        return replace(changed, lifted_by=step.by, lifted_at=step.at)
    return changed


def after_steps(order: WarningOrder, steps: Iterable[WarningStep]) -> WarningOrder:
    """Return the order as all of its steps make it, in the order in which they were stored."""
    for step in steps:
        order = after_step(order, step)
    return order


def open_orders(book: Book, indicator_id: str) -> list[WarningOrder]:
    """Return the proposed and issued orders about an indicator, the oldest first."""
    found = book.table(WARNING).find(indicator=indicator_id)
    return [order for order in found if (order.status or WarningStatus.PROPOSED) in OPEN]


def deeds_of(order: WarningOrder) -> tuple[WarningDeed, ...]:
    """Return what can be done with an order now."""
    return ALLOWED[order.status or WarningStatus.PROPOSED]


def _refuse(book: Book, order: WarningOrder, step: WarningStep) -> None:
    if step.deed is None or step.deed not in deeds_of(order):
        raise RegisterError(_refusal(order, step.deed or WarningDeed.PROPOSE))
    if step.deed in (WarningDeed.ISSUE, WarningDeed.ADJUST) and not (step.level or order.level):
        raise FieldError(_("Say which colour the warning has."))
    if step.deed in _REASONED and not step.reason.strip():
        raise FieldError(_("Say why, in a sentence."))
    steps = book.table(WARNING_STEP).find(warning=order.id)
    latest = max((item.at for item in steps if item.at), default=None)
    if latest is not None and step.at is not None and step.at < latest:
        raise FieldError(_("This cannot be earlier than what was done with the order before."))


def _refusal(order: WarningOrder, deed: WarningDeed) -> str:
    status = translated(WARNING_STATUSES[order.status or WarningStatus.PROPOSED])
    text = translated(_REFUSALS[deed])
    return text.format(order=WARNING.title(order), status=status.lower())


def _proposal(indicator: Indicator, level: Colour, reason: str) -> WarningOrder:
    return WarningOrder(
        id=new_id(),
        title=_title(indicator, level),
        level=level,
        indicator=indicator.id,
        path=indicator.path,
        reason=reason,
        preparation=getattr(indicator, f"response_{level}"),
    )


def _title(indicator: Indicator, level: Colour) -> str:
    words = {"colour": translated(COLOURS[level]), "indicator": INDICATOR.title(indicator)}
    return _("{colour} warning: {indicator}").format(**words)[:TITLE_LENGTH]


def _step(book: Book, order: WarningOrder, deed: WarningDeed, reason: str) -> WarningStep:
    return WarningStep(
        id=new_id(),
        warning=order.id,
        at=now(),
        deed=deed,
        level=order.level,
        by=book.by,
        reason=reason,
    )
