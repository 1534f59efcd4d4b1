"""What a rating method is: its scales, its rule, and the levels with their look.

A method is plain data; one that was used is never edited, a new version takes its place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from register.i18n import _
from register.scoring.colour import mixed, text_colour
from register.scoring.formula import Formula
from register.scoring.lec import Lec
from register.scoring.words import Words, words_in

LEVEL_KEYS = ("low", "moderate", "high", "extreme")
"""The keys that levels may have, from the lowest to the highest."""
DIMENSION_KEYS = ("service", "people", "money", "compliance", "reputation")
"""The keys that dimensions of impact may have."""


class MethodKind(StrEnum):
    """How a method comes to a level."""

    MATRIX = "matrix"
    FORMULA = "formula"
    LEC = "lec"
    DIRECT = "direct"


class Subject(StrEnum):
    """What a method rates."""

    THREAT = "threat"
    OPPORTUNITY = "opportunity"


class Pattern(StrEnum):
    """How a level is told apart without its colour."""

    NONE = "none"
    DOTS = "dots"
    STRIPES = "stripes"
    CROSSES = "crosses"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One way to recognise a step: an aspect (money, people …) and what it then looks like."""

    aspect: Words = field(hash=False)
    text: Words = field(hash=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a scale; its value is its place, counted from 1.

    Where the method has dimensions, an impact step has a criterion for each, in their order.
    """

    words: Words = field(hash=False)
    criteria: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True)
class ImpactDimension:
    """One thing that an impact is judged on; key: one of DIMENSION_KEYS."""

    key: str
    words: Words = field(hash=False)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of risk, with the look it has everywhere; colour is "#RRGGBB"."""

    key: str
    words: Words = field(hash=False)
    colour: str
    pattern: Pattern

    @property
    def text_colour(self) -> str:
        """Return the colour in which text on this level is readable."""
        return text_colour(self.colour)

    @property
    def hatch_colour(self) -> str:
        """Return the colour in which the pattern is drawn on this level."""
        return mixed(self.text_colour, self.colour, 0.45)


@dataclass(frozen=True, slots=True)
class Method:
    """One version of a method; ``grid[likelihood - 1][impact - 1]`` is a level's key.

    Levels stand in order from the lowest to the highest. A matrix is given cell by cell; the grid
    of a formula follows from ``formula`` and is never given. LEC and direct level have neither
    scales nor grid.
    """

    id: str
    name: Words = field(hash=False)
    version: int
    likelihood: tuple[Step, ...]
    impact: tuple[Step, ...]
    grid: tuple[tuple[str, ...], ...]
    levels: tuple[Level, ...]
    kind: MethodKind = MethodKind.MATRIX
    subject: Subject = Subject.THREAT
    dimensions: tuple[ImpactDimension, ...] = ()
    formula: Formula | None = None
    lec: Lec | None = None

    def __post_init__(self) -> None:
        if self.formula is not None:
            keys = [level.key for level in self.levels]
            object.__setattr__(self, "grid", self.formula.grid(self.size, keys))

    @property
    def size(self) -> tuple[int, int]:
        """Return how many steps likelihood and impact have."""
        return len(self.likelihood), len(self.impact)

    @property
    def has_grid(self) -> bool:
        """Tell whether ratings stand on a matrix, so that it can be shown and mapped."""
        return self.kind in (MethodKind.MATRIX, MethodKind.FORMULA)

    def level(self, key: str) -> Level:
        """Return the level of that key; KeyError if the method has none."""
        for level in self.levels:
            if level.key == key:
                return level
        raise KeyError(key)

    def rank(self, key: str) -> int:
        """Return the level's place, 0 for the lowest; KeyError if the method has none."""
        return self.levels.index(self.level(key))

    def dimension(self, key: str) -> ImpactDimension | None:
        """Return the dimension of that key, None if the method has none."""
        return next((item for item in self.dimensions if item.key == key), None)

    def criterion(self, key: str, step: int) -> Criterion | None:
        """Return what an impact step looks like in a dimension, None where nothing is said."""
        place = [item.key for item in self.dimensions].index(key)
        criteria = self.impact[step - 1].criteria
        return criteria[place] if place < len(criteria) else None


def level_words(method: Method, key: str | None, language: str | None = None) -> str:
    """Return a level's name for the reader; None is "Not rated"."""
    if key is None:
        return _("Not rated")
    return words_in(method.level(key).words, language)


def step_words(steps: tuple[Step, ...], value: int | None, language: str | None = None) -> str:
    """Return a step's name for the reader; empty when not rated."""
    return "" if value is None else words_in(steps[value - 1].words, language)
