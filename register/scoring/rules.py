"""What makes a method sound, whatever its kind.

A level may never fall when likelihood, impact, exposure or score rises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from register.errors import FieldError
from register.i18n import _
from register.scoring.lec_rules import lec_problems
from register.scoring.method import (
    DIMENSION_KEYS,
    LEVEL_KEYS,
    ImpactDimension,
    Level,
    Method,
    MethodKind,
    Step,
    step_words,
)
from register.scoring.words import words_in

SMALLEST, LARGEST = 3, 7
_RULES = {  # whether a method of each kind has a formula, and tables
    MethodKind.MATRIX: (False, False),
    MethodKind.FORMULA: (True, False),
    MethodKind.LEC: (False, True),
    MethodKind.DIRECT: (False, False),
}
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")


def check_method(method: Method) -> None:
    """Raise FieldError with the first problem of the method, if it has one."""
    for problem in problems(method):
        raise FieldError(problem)


def problems(method: Method) -> Iterator[str]:
    """Yield a sentence for each problem; a broken shape stops the search for falling levels."""
    shape = [*_level_problems(method.levels), *_kind_problems(method)]
    yield from shape
    if not shape and method.kind is MethodKind.MATRIX:
        yield from (_falling(method, *cell) for cell in falling_cells(method))


def _kind_problems(method: Method) -> Iterator[str]:
    if method.has_grid:
        yield from _scale_problems(method)
        yield from _dimension_problems(method)
    elif method.dimensions:
        yield _("Only a method with a matrix has dimensions of impact.")
    if _rules(method) != _RULES[method.kind]:
        yield _("The method’s rule does not fit its kind.")
    elif method.kind is MethodKind.MATRIX:
        yield from _grid_problems(method)
    elif method.kind is MethodKind.FORMULA:
        yield from _formula_problems(method)
    elif method.kind is MethodKind.LEC:
        yield from lec_problems(method)


def _rules(method: Method) -> tuple[bool, bool]:
    return method.formula is not None, method.lec is not None


# levels ------------------------------------------------------------------------------------


def _level_problems(levels: Sequence[Level]) -> Iterator[str]:
    keys = [level.key for level in levels]
    if not keys or len(set(keys)) < len(keys) or not all(keys):
        yield _("Each level needs a key of its own.")
    for unknown in sorted(set(keys) - {*LEVEL_KEYS, ""}):
        text = _("“{level}” is no level; there are low, moderate, high and extreme.")
        yield text.format(level=unknown)
    known = [LEVEL_KEYS.index(key) for key in keys if key in LEVEL_KEYS]
    if known != sorted(known):
        yield _("The levels must stand from the lowest to the highest.")
    for level in levels:
        if not words_in(level.words):
            yield _("Level “{level}” has no name.").format(level=level.key)
        if not _COLOUR.match(level.colour):
            text = _("“{colour}” of level “{level}” is no colour; write it as #RRGGBB.")
            yield text.format(colour=level.colour, level=words_in(level.words))


# scales ------------------------------------------------------------------------------------


def _scale_problems(method: Method) -> Iterator[str]:
    if not all(SMALLEST <= size <= LARGEST for size in method.size):
        text = _("A scale needs {smallest} to {largest} steps.")
        yield text.format(smallest=SMALLEST, largest=LARGEST)
    for scale, steps in ((_("Likelihood"), method.likelihood), (_("Impact"), method.impact)):
        for place, step in enumerate(steps, 1):
            if not words_in(step.words):
                yield _("{scale}: step {step} has no name.").format(scale=scale, step=place)


def _dimension_problems(method: Method) -> Iterator[str]:
    keys = [item.key for item in method.dimensions]
    if len(set(keys)) < len(keys):
        yield _("Each dimension of impact may be named once.")
    for dimension in method.dimensions:
        yield from _one_dimension(dimension)
    for place, step in enumerate(method.impact, 1):
        if keys and not _fits(step, len(keys)):
            text = _("Impact step {step} needs one description for each dimension, or none.")
            yield text.format(step=place)


def _one_dimension(dimension: ImpactDimension) -> Iterator[str]:
    if dimension.key not in DIMENSION_KEYS:
        text = _("“{dimension}” is no dimension of impact; there are {known}.")
        yield text.format(dimension=dimension.key, known=", ".join(DIMENSION_KEYS))
    if not words_in(dimension.words):
        yield _("Dimension “{dimension}” has no name.").format(dimension=dimension.key)


def _fits(step: Step, dimensions: int) -> bool:
    return len(step.criteria) in (0, dimensions)


# grid and formula --------------------------------------------------------------------------


def _grid_problems(method: Method) -> Iterator[str]:
    rows, columns = method.size
    if [len(row) for row in method.grid] != [columns] * rows:
        yield _("The grid needs one cell for each pair of steps.")
    keys = {level.key for level in method.levels}
    for unknown in sorted({key for row in method.grid for key in row} - keys):
        text = _("The grid names a level “{level}” that the method does not have.")
        yield text.format(level=unknown)


def _formula_problems(method: Method) -> Iterator[str]:
    assert method.formula is not None
    cuts = method.formula.cuts
    if len(cuts) != len(method.levels) - 1:
        yield _("Each level but the lowest needs a cut point.")
    if any(cut < 1 for cut in cuts):
        yield _("A cut point must be 1 or more.")
    for before, after in pairwise(cuts):
        if after <= before:
            text = _("Cut point {after} does not lie above {before}; they must rise.")
            yield text.format(after=after, before=before)


def falling_cells(method: Method) -> Iterator[tuple[int, int]]:
    """Yield each cell (likelihood, impact, from 1) whose level is below that of a lower cell.

    The method's shape must be sound.
    """
    rank = {level.key: place for place, level in enumerate(method.levels)}
    for row, column in product(*(range(size) for size in method.size)):
        lower = [(row - 1, column), (row, column - 1)]
        here = rank[method.grid[row][column]]
        if any(rank[method.grid[r][c]] > here for r, c in lower if r >= 0 and c >= 0):
            yield row + 1, column + 1


def _falling(method: Method, row: int, column: int) -> str:
    text = _("The level falls at likelihood {likelihood}, impact {impact}; it may only rise.")
    return text.format(
        likelihood=f"{row} {step_words(method.likelihood, row)}",
        impact=f"{column} {step_words(method.impact, column)}",
    )


def product_grid(
    rows: int, columns: int, cuts: Sequence[int], keys: Sequence[str], top_floor: int = 0
) -> tuple[tuple[str, ...], ...]:
    """Make a grid from likelihood times impact.

    cuts: the lowest score of each level but the first, rising; keys: one more than cuts.
    top_floor: the highest impact never gets a level below keys[top_floor].
    """

    def key(likelihood: int, impact: int) -> str:
        place = sum(likelihood * impact >= cut for cut in cuts)
        return keys[max(place, top_floor) if impact == columns else place]

    return tuple(
        tuple(key(row, column) for column in range(1, columns + 1)) for row in range(1, rows + 1)
    )
