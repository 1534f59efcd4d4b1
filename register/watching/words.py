"""How an indicator stands, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from register.entities import INDICATOR, Indicator, Reading
from register.entities.indicator import COLOURS
from register.i18n import _, date_text, translated
from register.watching.colours import compared
from register.watching.days import is_active, next_due
from register.watching.deeds import value_text


def trend_text(indicator: Indicator, readings: Sequence[Reading]) -> str:
    """Return how the latest reading stands to those before it; readings in order of days."""
    values = [reading.value for reading in readings if reading.value is not None]
    if not values:
        return _("No reading yet")
    turns = [compared(indicator, one, other) for one, other in pairwise(values)]
    if not turns:
        return _("The first reading")
    way, count = turns[-1], 0
    while count < len(turns) and turns[-1 - count] == way:
        count += 1
    if way == 0:
        return _("As before")
    if count == 1:
        return _("Worse than before") if way > 0 else _("Better than before")
    text = _("Worse {count} times in a row") if way > 0 else _("Better {count} times in a row")
    return text.format(count=count)


def due_text(indicator: Indicator, today: date) -> str:
    """Return when the next reading is due, and whether it is late."""
    due = next_due(indicator)
    if not is_active(indicator, today):
        return _("Not watched now")
    if due is None:
        return _("Due now") if indicator.last_reading is None else _("No reading is due")
    if due.is_late(today):
        return _("Late: it was due on {day}").format(day=date_text(due.day))
    return _("Next reading due on {day}").format(day=date_text(due.day))


def last_text(indicator: Indicator) -> str:
    """Return the last value with its unit and day, or ""."""
    if indicator.last_reading is None:
        return ""
    value = value_text(indicator, indicator.last_value)
    return _("{value} on {day}").format(value=value, day=date_text(indicator.last_reading))


def standing_text(indicator: Indicator) -> str:
    """Return how an indicator stands in a sentence: “K-03 … is orange: 82 % on 2026-11-02”."""
    if indicator.last_reading is None:
        return _("{indicator}: no reading yet").format(indicator=INDICATOR.title(indicator))
    text = _("{indicator} is {colour}: {last}")
    if indicator.colour is None:
        text = _("{indicator}: {last}")
    return text.format(
        indicator=INDICATOR.title(indicator),
        colour=translated(COLOURS[indicator.colour]).lower() if indicator.colour else "",
        last=last_text(indicator),
    )
