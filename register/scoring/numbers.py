"""Numbers of a method, exactly.

A value counts as the decimal that people read: 0.1 is one tenth, not its nearest binary number.
"""

from __future__ import annotations

from fractions import Fraction


def exact(value: float) -> Fraction:
    """Return a finite number as the fraction that its shortest decimal text says."""
    return Fraction(repr(value))


def plain(value: Fraction | float) -> float:
    """Return a number as people write it: whole ones without a point."""
    return int(value) if value == int(value) else float(value)


def half_up(value: Fraction, places: int = 0) -> Fraction:
    """Round a number that is not negative; a half goes up, as people round."""
    scale = 10**places
    return Fraction(int(value * scale + Fraction(1, 2)), scale)
