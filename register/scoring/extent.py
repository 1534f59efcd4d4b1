"""How far a method's scores reach, so that scores of different methods can be drawn side by side."""

from __future__ import annotations

from itertools import product

from register.scoring.judging import rate
from register.scoring.method import Method


def highest_score(method: Method) -> float | None:
    """Return the highest score that a method can give; None for direct level, which has none."""
    if method.lec is not None:
        tables = (method.lec.likelihood, method.lec.exposure, method.lec.consequence)
        return float(method.lec.score(*(table[-1].value for table in tables)))
    rows, columns = method.size
    places = product(range(1, rows + 1), range(1, columns + 1))
    return max((rate(method, *place).score or 0 for place in places), default=None)


def share_of(method: Method, level: str, score: float | None) -> float:
    """Return a rating as a share of the highest of its method, from 0 to 1.

    By the score; without one (direct level) by the level's place among the method's levels.
    """
    highest = highest_score(method)
    if score is None or not highest:
        return (method.rank(level) + 1) / len(method.levels)
    return min(max(score / highest, 0.0), 1.0)
