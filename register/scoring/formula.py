"""Scores from likelihood and impact by a named formula; the level follows from cut points.

Source: the risk models 1 to 5 of SimpleRisk. Steps count from 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from register.scoring.numbers import half_up, plain

NORMAL = 10  # what the highest score of a method is when normalised


class FormulaName(StrEnum):
    """A formula; SimpleRisk numbers them 3, 1, 2, 4, 5."""

    PRODUCT = "product"
    IMPACT_TWICE = "impact_twice"
    IMPACT_ONCE = "impact_once"
    LIKELIHOOD_ONCE = "likelihood_once"
    LIKELIHOOD_TWICE = "likelihood_twice"


FORMULAS: Mapping[FormulaName, str] = {
    FormulaName.PRODUCT: "L × I",
    FormulaName.IMPACT_TWICE: "L × I + 2 I",
    FormulaName.IMPACT_ONCE: "L × I + I",
    FormulaName.LIKELIHOOD_ONCE: "L × I + L",
    FormulaName.LIKELIHOOD_TWICE: "L × I + 2 L",
}
"""Each formula as people write it, in every language: L likelihood, I impact."""
_EXTRA = {  # how often likelihood and impact are added to their product
    FormulaName.PRODUCT: (0, 0),
    FormulaName.IMPACT_TWICE: (0, 2),
    FormulaName.IMPACT_ONCE: (0, 1),
    FormulaName.LIKELIHOOD_ONCE: (1, 0),
    FormulaName.LIKELIHOOD_TWICE: (2, 0),
}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with its cut points: the lowest score of each level but the first, rising."""

    name: FormulaName
    cuts: tuple[int, ...]

    def score(self, likelihood: int, impact: int) -> int:
        """Return the score of two steps."""
        more_likelihood, more_impact = _EXTRA[self.name]
        return likelihood * impact + more_likelihood * likelihood + more_impact * impact

    def grid(self, size: tuple[int, int], keys: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """Return the level's key of each cell; size: steps of likelihood, of impact.

        A score that equals a cut point belongs to the higher level. Empty without keys.
        """
        if not keys:
            return ()
        rows, columns = (range(1, steps + 1) for steps in size)
        return tuple(
            tuple(self._key(self.score(row, column), keys) for column in columns) for row in rows
        )

    def _key(self, score: int, keys: Sequence[str]) -> str:
        return keys[min(sum(score >= cut for cut in self.cuts), len(keys) - 1)]


def normalised(formula: Formula, size: tuple[int, int], score: float) -> float:
    """Return a score as a share of the highest one, from 0 to 10, to two decimals.

    score × 10 ÷ the score of the highest steps (SimpleRisk); for comparing methods of different
    size. Levels never come from it: cut points are on the score itself.
    """
    highest = formula.score(*size)
    return plain(half_up(Fraction(score) * NORMAL / highest, 2))
