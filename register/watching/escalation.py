"""Who is told of a warning order, until when, and who was told: the steps of its path.

The program tells nobody: a person calls, and records it as a notice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from register.book import Book
from register.entities import (
    ESCALATION_NOTICE,
    ESCALATION_STEP,
    PERSON,
    PHONE,
    WARNING,
    WARNING_STEP,
    EscalationNotice,
    EscalationStep,
    Person,
    WarningOrder,
    WarningStep,
)
from register.entities.indicator import Colour
from register.entities.warning import WarningDeed, WarningStatus
from register.errors import FieldError, RegisterError
from register.i18n import _, now, today
from register.watching.colours import rank

_REACHING = (WarningDeed.ISSUE, WarningDeed.ADJUST)
_MOST_MINUTES = 10**9


@dataclass(frozen=True, slots=True)
class Call:
    """A step that an order asks for.

    who: name and post, else the role, "" for nobody; phone: the first number; due_at: None while
    the order is not issued, and where no time is named; notice: the first one about the step.
    """

    step: EscalationStep
    who: str = ""
    phone: str = ""
    due_at: datetime | None = None
    notice: EscalationNotice | None = None

    def is_late(self, at: datetime) -> bool:
        """Tell whether nobody was told by then, though it was due."""
        return self.notice is None and self.due_at is not None and self.due_at < at


def steps_of(book: Book, path_id: str | None) -> list[EscalationStep]:
    """Return the steps of a path by colour, then by minutes; those without a time come last."""
    found = book.table(ESCALATION_STEP).find(path=path_id) if path_id else []
    return sorted(found, key=lambda step: (rank(step.colour), _minutes(step)))


def calls_of(book: Book, order: WarningOrder) -> list[Call]:
    """Return whom an order asks to tell at its level, in the order in which they are due.

    Nobody where it is lifted or declined; who would be told where it is proposed.
    """
    if order.status not in (None, WarningStatus.PROPOSED, WarningStatus.ISSUED):
        return []
    done = book.table(WARNING_STEP).find(warning=order.id)
    told = {item.step: item for item in reversed(notices_of(book, order.id)) if item.step}
    wanted = [step for step in steps_of(book, order.path) if is_wanted(step.colour, order)]
    calls = [
        Call(step, *_who(book, step), due_at(step, order, done), told.get(step.id))
        for step in wanted
    ]
    return sorted(calls, key=lambda call: (call.due_at is None, str(call.due_at)))


def is_wanted(colour: Colour | None, order: WarningOrder) -> bool:
    """Tell whether what holds from a colour on holds at the level of an order."""
    return 0 < rank(colour) <= rank(order.level)


def reached_at(
    colour: Colour | None, order: WarningOrder, done: Iterable[WarningStep]
) -> datetime | None:
    """Return when an order first reached a colour, None while it is not issued.

    ``done``: its steps. Where none of them says so, the colour was written into the order: then
    it holds since the order was issued.
    """
    level = None
    for item in sorted(done, key=lambda item: str(item.at)):
        level = item.level or level
        if item.deed in _REACHING and item.at and rank(level) >= rank(colour):
            return item.at
    return order.issued_at


def due_at(
    step: EscalationStep, order: WarningOrder, done: Iterable[WarningStep]
) -> datetime | None:
    """Return until when somebody is to be told, as the steps ``done`` with the order say."""
    reached = reached_at(step.colour, order, done)
    if reached is None or step.within is None:
        return None
    return reached + timedelta(minutes=step.within)


def late_calls(book: Book, at: datetime) -> list[tuple[WarningOrder, Call]]:
    """Return what is late under the orders that are issued, by order."""
    orders = book.table(WARNING).find(status=WarningStatus.ISSUED)
    return [
        (order, call)
        for order in orders
        if order.path
        for call in calls_of(book, order)
        if call.is_late(at)
    ]


def notices_of(book: Book, order_id: str) -> list[EscalationNotice]:
    """Return who was told of an order, the first one first."""
    found = book.table(ESCALATION_NOTICE).find(warning=order_id)
    return sorted(found, key=lambda notice: str(notice.told_at))


def tell(book: Book, notice: EscalationNotice) -> EscalationNotice:
    """Store that somebody was told of an order; inside a change. Returns it as stored.

    What the notice leaves open is taken from its step as it stands now; ``told_at`` and
    ``told_by`` default to now and to who signs changes. Raises RegisterError when the order is
    not issued, FieldError when nobody is named or the time is still to come.
    """
    order = book.table(WARNING).get(notice.warning)
    if order is None or order.status is not WarningStatus.ISSUED:
        raise RegisterError(_("People are told of a warning order while it is issued, not before."))
    frozen = _frozen(book, order, notice)
    if not frozen.who.strip():
        raise FieldError(_("Say who was told."))
    if frozen.told_at is not None and frozen.told_at > now():
        raise FieldError(_("It cannot have been told at a time that is still to come."))
    book.table(ESCALATION_NOTICE).save(frozen)
    return frozen


def lateness(notice: EscalationNotice) -> timedelta:
    """Return by how much a notice was late; zero where it was in time."""
    if notice.told_at is None or notice.due_at is None:
        return timedelta()
    return max(notice.told_at - notice.due_at, timedelta())


def person_text(person: Person) -> str:
    """Return the name of a person with the post."""
    if not person.post:
        return person.name
    return _("{name} ({post})").format(name=person.name, post=person.post)


def moment_of(day: date) -> datetime:
    """Return the moment at which a day is looked at: now, or the end of another day."""
    if day == today():
        return now()
    return datetime.combine(day, time.max.replace(microsecond=0)).astimezone()


# inside ----------------------------------------------------------------------------------


def _minutes(step: EscalationStep) -> int:
    return _MOST_MINUTES if step.within is None else step.within


def _who(book: Book, step: EscalationStep) -> tuple[str, str]:
    """Return who is told by a step and the number to call."""
    person = book.table(PERSON).get(step.person)
    if person is None:
        return step.role, ""
    numbers = book.table(PHONE).find(person=person.id)
    return person_text(person), numbers[0].number if numbers else ""


def _frozen(book: Book, order: WarningOrder, notice: EscalationNotice) -> EscalationNotice:
    """Return a notice with what its step asks for, as it stands now."""
    step = book.table(ESCALATION_STEP).get(notice.step) or EscalationStep(id="")
    done = book.table(WARNING_STEP).find(warning=order.id)
    return replace(
        notice,
        colour=notice.colour or step.colour or order.level,
        who=notice.who or _who(book, step)[0],
        channel=notice.channel or step.channel,
        due_at=notice.due_at or due_at(step, order, done) if step.id else notice.due_at,
        told_at=notice.told_at or now(),
        told_by=notice.told_by or book.by,
    )
