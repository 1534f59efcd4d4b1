"""Actions in the words of the reader: where one stands, and when it is due."""

from __future__ import annotations

from gui.pages.lines import Line, State
from gui.pages.readiness import due_text
from register.acting import TO_DO, due_day, is_overdue
from register.entities import ACTION, Action
from register.entities.action import ActionStatus
from register.i18n import _, today


def action_line(action: Action) -> Line:
    """Return an action with its status, and its day while it is to be done."""
    word, state = _state(action)
    return Line("action", ACTION.title(action), word, state, ACTION.table, action.id)


def _state(action: Action) -> tuple[str, State]:
    status = ACTION.by_key["status"].text(action)
    due = due_day(action)
    if action.status in TO_DO and due is not None:
        word = _("{status}, {when}").format(status=status, when=due_text(due))
        bad = is_overdue(action, today()) or action.status is ActionStatus.INEFFECTIVE
        return word, State.BAD if bad else State.PLAIN
    if action.status is ActionStatus.DONE:
        return status, State.SOON
    if action.status is ActionStatus.EFFECTIVE:
        return status, State.GOOD
    return status, State.BAD if action.status is ActionStatus.INEFFECTIVE else State.PLAIN
