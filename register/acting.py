"""What is done to a corrective action: started, done, checked, put off, cancelled.

Done is not yet effective: somebody other than the owner says that, on a day and with a proof.
Each deed is called inside a change and returns the action as stored.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from register.book import Book
from register.entities import ACTION, Action
from register.entities.action import ActionSource, ActionStatus
from register.entity import AnyEntity, new_id
from register.errors import FieldError, RegisterError
from register.fields import TITLE_LENGTH
from register.i18n import _
from register.series import next_number

TO_DO = (ActionStatus.OPEN, ActionStatus.RUNNING, ActionStatus.INEFFECTIVE)
_KEYS = ", ".join(f"'{status}'" for status in TO_DO)
UNDONE = f"status in ({_KEYS})"
"""SQL that picks the actions that are to be done."""
OVERDUE = f"{UNDONE} and coalesce(revised_due, due_on) < ?"
"""SQL that picks the actions not done by their day; it is given the day of today."""


def new_action(
    source: ActionSource = ActionSource.MANUAL,
    source_table: str = "",
    source_id: str = "",
    **values: Any,
) -> Action:
    """Return an action that is not stored yet, tied to what it came from.

    values: by field key what is known of it already.
    """
    return Action(
        id=new_id(), source=source, source_table=source_table, source_id=source_id, **values
    )


def action_about(
    source: ActionSource, entity: AnyEntity, record: str, text: str, risk: str | None = None
) -> Action:
    """Return an action, not stored yet, about what was found of a record; its title is the text."""
    title = text[:TITLE_LENGTH].rstrip()
    return new_action(source, entity.table, record, title=title, finding=text, risk=risk)


def add_action(book: Book, action: Action) -> Action:
    """Store a new action with its number."""
    return _save(book, replace(action, number=action.number or next_number(book, ACTION)))


def due_day(action: Action) -> date | None:
    """Return the day by which an action is to be done."""
    return action.revised_due or action.due_on


def is_overdue(action: Action, today: date) -> bool:
    """Tell whether an action should have been done by now."""
    due = due_day(action)
    return action.status in TO_DO and due is not None and due < today


def earlier_ones(book: Book, action: Action) -> list[Action]:
    """Return earlier actions about the same thing that had no effect, the latest first.

    The same: they came from the same record, or improve the same element for the same risk.
    """
    found: dict[str, Action] = {}
    if action.source_id:
        same = {"source_table": action.source_table, "source_id": action.source_id}
        found |= {item.id: item for item in book.table(ACTION).find(**same)}
    if action.risk and action.element:
        same = {"risk": action.risk, "element": action.element}
        found |= {item.id: item for item in book.table(ACTION).find(**same)}
    if not found:
        return []
    ids = book.table(ACTION).ids()
    place = {key: n for n, key in enumerate(ids)}
    mine = place.get(action.id, len(ids))
    failed = ActionStatus.INEFFECTIVE
    before = [i for i in found.values() if i.status is failed and place[i.id] < mine]
    return sorted(before, key=lambda item: place[item.id], reverse=True)


def start(book: Book, action_id: str, day: date) -> Action:
    """Begin an action, or begin it again after it had no effect."""
    action = _get(book, action_id)
    _refuse_unless(action, ActionStatus.OPEN, ActionStatus.INEFFECTIVE)
    return _save(
        book,
        replace(
            action,
            status=ActionStatus.RUNNING,
            start_on=action.start_on or day,
            done_on=None,
        ),
    )


def finish(book: Book, action_id: str, day: date, evidence: str) -> Action:
    """Say that an action is done; what proves it may be empty, which a standing check tells."""
    action = _get(book, action_id)
    _refuse_unless(action, *TO_DO)
    return _save(
        book,
        replace(
            action,
            status=ActionStatus.DONE,
            done_on=day,
            evidence=evidence or action.evidence,
            checked_on=None,
            check_result="",
        ),
    )


def verify(book: Book, action_id: str, day: date, proof: str, *, effective: bool) -> Action:
    """Say whether an action that is done has helped; raises FieldError without verifier or proof.

    One that has not helped is to be done again.
    """
    action = _get(book, action_id)
    _refuse_unless(action, ActionStatus.DONE)
    if action.verifier is None:
        raise FieldError(_("Name a verifier first."))
    if action.verifier == action.owner:
        raise FieldError(_("The verifier must be somebody other than the owner."))
    if action.done_on and day < action.done_on:
        raise FieldError(_("It cannot be checked before it was done."))
    if not proof.strip():
        raise FieldError(_("Say what shows it."))
    status = ActionStatus.EFFECTIVE if effective else ActionStatus.INEFFECTIVE
    return _save(book, replace(action, status=status, checked_on=day, check_result=proof.strip()))


def put_off(book: Book, action_id: str, due: date, because: str) -> Action:
    """Give an action a later day, with a reason; the day first set stays to be seen."""
    action = _get(book, action_id)
    _refuse_unless(action, *TO_DO)
    if not because.strip():
        raise FieldError(_("Say why the day is moved."))
    return _save(book, replace(action, revised_due=due, revised_because=because.strip()))


def cancel(book: Book, action_id: str, day: date, because: str) -> Action:
    """Give an action up, with a reason, which joins its notes."""
    action = _get(book, action_id)
    _refuse_unless(action, *TO_DO, ActionStatus.DONE)
    if not because.strip():
        raise FieldError(_("Say why it is cancelled."))
    line = _("Cancelled on {day}: {reason}").format(day=day, reason=because.strip())
    notes = f"{action.notes}\n{line}" if action.notes else line
    return _save(book, replace(action, status=ActionStatus.CANCELLED, notes=notes))


def _get(book: Book, action_id: str) -> Action:
    action = book.table(ACTION).get(action_id)
    if action is None:
        raise RegisterError(_("This action is not in the register."))
    return action


def _refuse_unless(action: Action, *wanted: ActionStatus) -> None:
    if (action.status or ActionStatus.OPEN) not in wanted:
        raise RegisterError(
            _("{action} is “{status}”; this cannot be done now.").format(
                action=ACTION.title(action), status=ACTION.by_key["status"].text(action)
            )
        )


def _save(book: Book, action: Action) -> Action:
    book.table(ACTION).save(action)
    return action
