"""What the chart of an indicator shows, as plain numbers and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from register.entities.indicator import Colour


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
    """Something that happened on a day; ``kind``: issued, lifted, adjusted, review or drill."""

    day: date
    kind: str
    text: str


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
