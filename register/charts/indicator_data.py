"""What the chart of an indicator shows, as plain numbers and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from register.entities.indicator import Colour
from register.i18n import NC_, _, translated

EVENTS = {
    "issued": NC_("chart", "Warning issued"),
    "adjusted": NC_("chart", "Warning adjusted"),
    "lifted": NC_("chart", "Warning lifted"),
    "drill": NC_("chart", "Drill held"),
    "measure": NC_("chart", "Measure finished"),
    "review": NC_("chart", "Risk reviewed"),
}
"""The kinds of what happens, the weightiest first, with their words."""


@dataclass(frozen=True, slots=True)
class Point:
    """One reading: its day, value, and the colour in force after it."""

    day: date
    value: float
    colour: Colour | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """The values of one colour, from ``low`` to ``high``; None where it has no end."""

    colour: Colour
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day; ``kind``: a key of EVENTS.

    ``text``: the number that stands in the chart; ``title``: what it is about; ``table`` and
    ``record``: where that is to be found.
    """

    day: date
    kind: str
    text: str
    title: str = ""
    table: str = ""
    record: str = ""

    @property
    def rank(self) -> int:
        """Return the place of its kind among the kinds."""
        return tuple(EVENTS).index(self.kind)

    @property
    def words(self) -> str:
        """Return what happened, and to what: “Drill held: D-01 Night call”."""
        kind, about = translated(EVENTS[self.kind]), self.title or self.text
        return _("{kind}: {about}").format(kind=kind, about=about) if about else kind


@dataclass(frozen=True)
class IndicatorData:
    """An indicator over time; days in order.

    ``gaps``: pairs of days between which a reading was missing; ``until``: the last day shown.
    """

    title: str
    measure: str = ""
    points: Sequence[Point] = ()
    bands: Sequence[Band] = ()
    target: float | None = None
    gaps: Sequence[tuple[date, date]] = ()
    events: Sequence[Event] = field(default=())
    until: date | None = None

    @property
    def span(self) -> tuple[date, date]:
        """Return the first and the last day shown, with some room beside the readings."""
        days = [point.day for point in self.points]
        days += [self.until] if self.until else []
        first, last = min(days, default=date(2000, 1, 1)), max(days, default=date(2000, 12, 31))
        more = max((last - first).days // 40, 1)
        try:
            return first - timedelta(days=more), last + timedelta(days=more)
        except OverflowError:
            return first, last

    @property
    def happened(self) -> list[Event]:
        """Return the events of the days shown, in order of day and weight."""
        first, last = self.span
        inside = [event for event in self.events if first <= event.day <= last]
        return sorted(inside, key=lambda event: (event.day, event.rank))
