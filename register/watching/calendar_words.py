"""The calendar of readings in words and signs, for screen and paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from register.entities import Indicator
from register.entities.indicator import COLOURS
from register.i18n import NC_, _, translated
from register.watching.calendar import WEEK, Mark, State
from register.watching.deeds import value_text

STATES = {
    State.TAKEN: NC_("reading", "Taken"),
    State.TAKEN_LATE: NC_("reading", "Taken late"),
    State.MISSED: NC_("reading", "Missed"),
    State.DUE: NC_("reading", "Due now"),
    State.LATE: NC_("reading", "Late"),
    State.COMING: NC_("reading", "Not yet due"),
}
SIGNS = {
    State.TAKEN: "✓",
    State.TAKEN_LATE: "✓",
    State.MISSED: "×",
    State.DUE: "●",
    State.LATE: "!",
    State.COMING: "○",
}
"""What stands before the words on paper; the screen has icons."""


def week_words(monday: date, today: date) -> tuple[str, str]:
    """Return the two lines over a week: which one it is, and its days."""
    sunday = monday + WEEK - timedelta(days=1)
    name = _("Week {number}").format(number=monday.isocalendar().week)
    return _("This week") if monday <= today <= sunday else name, f"{monday:%m-%d} – {sunday:%m-%d}"


def standing(marks: Sequence[Mark]) -> State | None:
    """Return how the readings of a week stand together; None where there are none."""
    return max((mark.state for mark in marks), default=None)


def cell_words(item: Indicator, marks: Sequence[Mark]) -> tuple[str, str]:
    """Return the two lines about the readings of a week: the value or the state, and the day."""
    state = standing(marks)
    if state is None:
        return "", ""
    taken = [mark for mark in marks if mark.is_taken]
    words = translated(STATES[state])
    value = value_text(item, taken[-1].value) if taken else ""
    shown_first = value if state in (State.TAKEN, State.TAKEN_LATE) and value else words
    if len(marks) > 1:
        count = _("{taken} of {count} taken").format(taken=len(taken), count=len(marks))
        return shown_first, count
    day = f"{marks[0].day:%m-%d}"
    if taken:
        return shown_first, f"{words} {day}" if value else day
    return shown_first, _("due {day}").format(day=day)


def mark_words(item: Indicator, mark: Mark) -> str:
    """Return a mark in a line: “2026-11-19  Taken: 91 %, Blue”."""
    parts = [value_text(item, mark.value)] if mark.is_taken else []
    parts += [translated(COLOURS[mark.colour])] if mark.colour else []
    said = _(", ").join(part for part in parts if part)
    words = translated(STATES[mark.state])
    if said:
        words = _("{state}: {value}").format(state=words, value=said)
    return f"{mark.day.isoformat()}  {words}"
