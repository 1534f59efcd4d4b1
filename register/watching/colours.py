"""The colour of each reading of an indicator: plain functions over numbers, and nothing else.

Numbers are compared exactly, as they are written in decimals.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from register.entities.indicator import COLOURS, Colour, Direction, Indicator
from register.i18n import _, translated

COLOUR_KEYS = tuple(str(colour) for colour in Colour)
"""The fields of the thresholds, from the mildest to the worst; each has the name of its colour."""
_RANKS = {colour: rank for rank, colour in enumerate(Colour, 1)}
_BY_RANK = (None, *Colour)


def rank(colour: Colour | None) -> int:
    """Return how bad a colour is: 0 for none, 4 for red."""
    return 0 if colour is None else _RANKS[colour]


def thresholds(indicator: Indicator) -> dict[Colour, float]:
    """Return the thresholds that are filled in, from the mildest to the worst."""
    found = {colour: getattr(indicator, colour) for colour in Colour}
    return {colour: value for colour, value in found.items() if value is not None}


def disorder(indicator: Indicator, among: Collection[str] = COLOUR_KEYS) -> str:
    """Return in one sentence which two thresholds stand in the wrong order, or "".

    among: keys of thresholds; only pairs with one of them are looked at.
    """
    for (mild, value), (bad, worse) in pairwise(thresholds(indicator).items()):
        in_order = _badness(indicator, value) < _badness(indicator, worse)
        if not in_order and (mild in among or bad in among):
            text = _(
                "{bad} has to begin at a worse value than {mild}, "
                "but {worse} is not worse than {value}."
            )
            return text.format(
                bad=translated(COLOURS[bad]),
                mild=translated(COLOURS[mild]),
                worse=f"{worse:g}",
                value=f"{value:g}",
            )
    return ""


def colour_of(indicator: Indicator, value: float) -> Colour | None:
    """Return the colour of one value by itself, without what was read before."""
    return _reached(indicator, value, Fraction(0))


def colours_after(indicator: Indicator, values: Iterable[float]) -> Iterator[Colour | None]:
    """Yield the colour in force after each of the values, which stand in order of their days.

    A worse colour is raised once ``raise_after`` values in a row are at least that bad. A better
    one is taken when a value is better than the threshold by ``margin``; the same margin holds
    for each threshold on the way, so that a colour is never passed by that would hold by itself.
    """
    margin = _exact(indicator.margin or 0)
    count = max(indicator.raise_after or 1, 1)
    latest: deque[int] = deque(maxlen=count)
    now = 0
    for value in values:
        latest.append(rank(_reached(indicator, value, Fraction(0))))
        raised = min(latest) if len(latest) == count else 0
        eased = rank(_reached(indicator, value, margin))
        now = raised if raised > now else min(now, eased)
        yield _BY_RANK[now]


def compared(indicator: Indicator, before: float, after: float) -> int:
    """Return 1 where the second value is worse than the first, -1 where it is better, else 0."""
    one, other = _distance(indicator, before), _distance(indicator, after)
    return (other > one) - (other < one)


def bands(indicator: Indicator) -> list[tuple[Colour, float, float | None]]:
    """Return each colour with where it begins and where the next one does, None for no end.

    The values are those that are read, except for *outside*: distances from the target.
    """
    items = [*thresholds(indicator).items()]
    ends = [*(value for _colour, value in items[1:]), None]
    return [(colour, begin, end) for (colour, begin), end in zip(items, ends, strict=False)]


def _reached(indicator: Indicator, value: float, margin: Fraction) -> Colour | None:
    """Return the worst colour whose threshold, made milder by ``margin``, a value reaches.

    With a margin, a value that is better by exactly that much has cleared the threshold.
    """
    if indicator.direction is Direction.OUTSIDE and indicator.target is None:
        return None
    bad, found = _distance(indicator, value), None
    for colour, threshold in thresholds(indicator).items():
        line = _badness(indicator, threshold)
        if bad >= line or (margin and bad > line - margin):
            found = colour
    return found


def _distance(indicator: Indicator, value: float) -> Fraction:
    if indicator.direction is Direction.OUTSIDE:
        return abs(_exact(value) - _exact(indicator.target or 0))
    return _badness(indicator, value)


def _badness(indicator: Indicator, value: float) -> Fraction:
    return -_exact(value) if indicator.direction is Direction.LOWER else _exact(value)


def _exact(value: float) -> Fraction:
    return Fraction(repr(value))
