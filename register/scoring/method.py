"""What a rating method is, and how it rates.

A rating is a score and a level, or neither: "not rated" is never a number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from register.errors import FieldError
from register.i18n import _, current_language
from register.scoring.colour import mixed, text_colour

Words = Mapping[str, str]
"""One text in each language: {"en": …, "zh_CN": …}."""


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
    """One step of a scale; its value is its place, counted from 1."""

    words: Words = field(hash=False)
    criteria: tuple[Criterion, ...] = ()


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
    """Two scales and a grid; ``grid[likelihood - 1][impact - 1]`` is a level's key.

    Levels stand in order from the lowest to the highest.
    """

    id: str
    name: Words = field(hash=False)
    version: int
    likelihood: tuple[Step, ...]
    impact: tuple[Step, ...]
    grid: tuple[tuple[str, ...], ...]
    levels: tuple[Level, ...]

    def level(self, key: str) -> Level:
        """Return the level of that key; KeyError if the method has none."""
        for level in self.levels:
            if level.key == key:
                return level
        raise KeyError(key)

    def rank(self, key: str) -> int:
        """Return the level's place, 0 for the lowest; KeyError if the method has none."""
        return self.levels.index(self.level(key))


@dataclass(frozen=True, slots=True)
class Rating:
    """A score and a level's key; both are None when not rated."""

    score: int | None
    level: str | None

    @property
    def rated(self) -> bool:
        """Tell whether there is a rating at all."""
        return self.level is not None


NOT_RATED = Rating(None, None)


def rate(method: Method, likelihood: float | None, impact: float | None) -> Rating:
    """Rate by steps counted from 1; a missing step means not rated.

    The score is likelihood times impact; the level is what the grid says.
    Raises FieldError for what is no step of the scale.
    """
    if likelihood is None or impact is None:
        return NOT_RATED
    row = _step_of(_("Likelihood"), likelihood, len(method.likelihood))
    column = _step_of(_("Impact"), impact, len(method.impact))
    return Rating(row * column, method.grid[row - 1][column - 1])


def _step_of(scale: str, value: float, steps: int) -> int:
    if value not in range(1, steps + 1):
        text = _("{scale} {step} is not on the scale; choose 1 to {steps}.")
        raise FieldError(text.format(scale=scale, step=f"{value:g}", steps=steps))
    return int(value)


def words_in(words: Words, language: str | None = None) -> str:
    """Return the text in that language (default: the one in force), else in English, else any."""
    for name in (language or current_language(), "en", *words):
        if words.get(name):
            return words[name]
    return ""


def level_words(method: Method, key: str | None, language: str | None = None) -> str:
    """Return a level's name for the reader; None is "Not rated"."""
    if key is None:
        return _("Not rated")
    return words_in(method.level(key).words, language)


def step_words(steps: tuple[Step, ...], value: int | None, language: str | None = None) -> str:
    """Return a step's name for the reader; empty when not rated."""
    return "" if value is None else words_in(steps[value - 1].words, language)
