"""The arithmetic of a proposed rating: from steps, controls and measures to likelihood and impact.

It is a house rule and nobody's standard: the sum is shown line by line, and the assessor decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from register.entities.treatment import ControlKind, ControlState, Side, Strength
from register.scoring import Method, Rating, rate

MOST_LOWERED = 3
"""Steps that a side is lowered at most, however many controls there are."""
LOWERS = {
    Strength.NONE: Fraction(0),
    Strength.WEAK: Fraction(1, 2),
    Strength.ADEQUATE: Fraction(1),
    Strength.STRONG: Fraction(3, 2),
}
"""Steps that a control of each strength lowers its side."""
_ORDER = tuple(LOWERS)
_SIDES = {
    ControlKind.PREVENTIVE: Side.LIKELIHOOD,
    ControlKind.DIRECTIVE: Side.LIKELIHOOD,
    ControlKind.DETECTIVE: Side.IMPACT,
    ControlKind.CORRECTIVE: Side.IMPACT,
}


@dataclass(frozen=True, slots=True)
class Line:
    """What one control or measure lowers, in steps; ``table`` and ``record`` say which it is."""

    table: str
    record: str
    title: str
    strength: Strength | None
    likelihood: Fraction
    impact: Fraction


@dataclass(frozen=True, slots=True)
class SideSum:
    """One side of the sum: ``start`` less ``lowers``, at most MOST_LOWERED, rounded to ``step``."""

    start: int
    lowers: Fraction
    step: int

    @property
    def exact(self) -> Fraction:
        """What stands before rounding."""
        return self.start - min(self.lowers, Fraction(MOST_LOWERED))

    @property
    def is_capped(self) -> bool:
        """Tell whether the lines come to more than a side may be lowered."""
        return self.lowers > MOST_LOWERED


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed rating with every line of its sum."""

    method: Method
    lines: tuple[Line, ...]
    likelihood: SideSum
    impact: SideSum
    rating: Rating


def weaker(design: Strength | None, operation: Strength | None) -> Strength:
    """Return the weaker of two ratings of a control; one that is missing counts as none."""
    return min(design or Strength.NONE, operation or Strength.NONE, key=_ORDER.index)


def strength_of(
    state: ControlState | None,
    design: Strength | None,
    operation: Strength | None,
    *,
    tested: bool,
) -> Strength:
    """Return how much a control counts today: none unless it is in operation, tested and rated."""
    if state is not ControlState.ACTIVE or not tested:
        return Strength.NONE
    return weaker(design, operation)


def side_of(kind: ControlKind | None, side: Side | None) -> Side:
    """Return which side a control lowers: the one named, else the one that goes with its kind."""
    return side or _SIDES[kind or ControlKind.PREVENTIVE]


def split(side: Side, steps: Fraction) -> tuple[Fraction, Fraction]:
    """Return what these steps lower, likelihood first; both sides are lowered by all of them."""
    none = Fraction(0)
    return (none if side is Side.IMPACT else steps, none if side is Side.LIKELIHOOD else steps)


def lowered(start: int, lowers: Fraction) -> SideSum:
    """Return a side after its controls: rounded half up, from step 1 to where it started.

    A half goes up, so that half a step alone lowers nothing.
    """
    exact = start - min(lowers, Fraction(MOST_LOWERED))
    rounded = (exact + Fraction(1, 2)).__floor__()
    return SideSum(start, lowers, max(1, min(start, rounded)))


def proposal(method: Method, start: tuple[int, int], lines: Sequence[Line]) -> Proposal:
    """Return the rating that these lines come to from steps of likelihood and impact.

    Raises FieldError when ``start`` is not on the scales of the method, which has a grid.
    """
    rate(method, *start)
    likelihood = lowered(start[0], sum((line.likelihood for line in lines), Fraction(0)))
    impact = lowered(start[1], sum((line.impact for line in lines), Fraction(0)))
    rating = rate(method, likelihood.step, impact.step)
    return Proposal(method, tuple(lines), likelihood, impact, rating)


def steps_text(steps: Fraction) -> str:
    """Return steps as people write them: 0, ½, 1, 1½."""
    whole, half = divmod(steps, 1)
    return ("" if half and not whole else str(whole)) + ("½" if half else "")
