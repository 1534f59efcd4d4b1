"""What makes a method sound.

A grid may never go down when likelihood or impact goes up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from register.errors import FieldError
from register.i18n import _
from register.scoring.method import Level, Method, step_words, words_in

SMALLEST, LARGEST = 3, 7
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")


def check_method(method: Method) -> None:
    """Raise FieldError with the first problem of the method, if it has one."""
    for problem in problems(method):
        raise FieldError(problem)


def problems(method: Method) -> Iterator[str]:
    """Yield a sentence for each problem; a broken shape stops the search."""
    shape = list(_shape_problems(method))
    yield from shape
    if not shape:
        yield from _falling_cells(method)


def _shape_problems(method: Method) -> Iterator[str]:
    sizes = len(method.likelihood), len(method.impact)
    if not all(SMALLEST <= size <= LARGEST for size in sizes):
        text = _("A scale needs {smallest} to {largest} steps.")
        yield text.format(smallest=SMALLEST, largest=LARGEST)
    if [len(row) for row in method.grid] != [sizes[1]] * sizes[0]:
        yield _("The grid needs one cell for each pair of steps.")
    keys = [level.key for level in method.levels]
    if not keys or len(set(keys)) < len(keys) or not all(keys):
        yield _("Each level needs a key of its own.")
    for unknown in sorted({key for row in method.grid for key in row} - set(keys)):
        yield _("The grid names a level “{level}” that the method does not have.").format(
            level=unknown
        )
    yield from _colour_problems(method.levels)


def _colour_problems(levels: Sequence[Level]) -> Iterator[str]:
    for level in levels:
        if not _COLOUR.match(level.colour):
            text = _("“{colour}” of level “{level}” is no colour; write it as #RRGGBB.")
            yield text.format(colour=level.colour, level=words_in(level.words))


def _falling_cells(method: Method) -> Iterator[str]:
    rows, columns = range(len(method.likelihood)), range(len(method.impact))
    rank = {level.key: place for place, level in enumerate(method.levels)}
    for row, column in product(rows, columns):
        lower = [(row - 1, column), (row, column - 1)]
        here = rank[method.grid[row][column]]
        if any(rank[method.grid[r][c]] > here for r, c in lower if r >= 0 and c >= 0):
            yield _falling(method, row, column)


def _falling(method: Method, row: int, column: int) -> str:
    text = _("The level falls at likelihood {likelihood}, impact {impact}; it may only rise.")
    return text.format(
        likelihood=f"{row + 1} {step_words(method.likelihood, row + 1)}",
        impact=f"{column + 1} {step_words(method.impact, column + 1)}",
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
