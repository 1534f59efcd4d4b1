"""How often a risk is looked at: by its current level, unless the risk says otherwise.

The days are the house's own; no standard prescribes them.
"""

from __future__ import annotations

from datetime import date, timedelta

from register.entities.risk import LevelKey, Risk

INTERVALS: dict[LevelKey | None, int] = {
    LevelKey.EXTREME: 30,
    LevelKey.HIGH: 90,
    LevelKey.MODERATE: 180,
    LevelKey.LOW: 365,
    None: 30,
}
"""Days between reviews by current level; None: not rated."""


def interval_of(risk: Risk) -> int:
    """Return the days between two reviews of a risk."""
    return risk.review_interval or INTERVALS[risk.current_level]


def next_due(risk: Risk, last: date) -> date:
    """Return the day of the review that follows a look at the risk on the day ``last``."""
    try:
        return last + timedelta(days=interval_of(risk))
    except OverflowError:
        return date.max
