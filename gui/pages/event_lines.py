"""What the chart of an indicator marks, in words: the latest first, each one click away."""

from __future__ import annotations

from collections.abc import Sequence

from gui.pages.lines import Line, LineList, State
from gui.session import Session
from register.charts.indicator_data import Event
from register.i18n import _, date_text

EVENT_TABLES = ("reviews", "risk_measures", "plans", "plan_risks", "drills", "drill_plans")
"""What changes the events of a risk besides the warning orders."""
MOST = 12
_SIGNS = {"drill": "drill", "measure": "measure", "review": "review"}


class EventLines(LineList):
    """A list of events under a chart; it is not there when nothing happened."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, _("What happened meanwhile"))

    def show_events(self, events: Sequence[Event]) -> None:
        """Show the latest of these events."""
        latest = list(events)[::-1]
        self.show_lines(map(_line, latest[:MOST]))
        self.say_more(len(latest) - MOST)


def _line(event: Event) -> Line:
    sign = _SIGNS.get(event.kind, "bell")
    return Line(sign, event.words, date_text(event.day), State.PLAIN, event.table, event.record)
