"""Edits of a method, each of which gives a new one; what is kept of it is what still fits.

Nothing is refused here: what is unsound meanwhile is told by ``problems``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil

from register.scoring.formula import Formula, FormulaName
from register.scoring.lec import Band, Boundary, Entry, Lec
from register.scoring.method import (
    DIMENSION_KEYS,
    Criterion,
    ImpactDimension,
    Level,
    Method,
    MethodKind,
    Step,
)
from register.scoring.shipped.house import DEFAULT_METHOD
from register.scoring.words import Words

SHARES = (0.36, 0.6, 0.8)  # of the highest score: where the levels of the house method begin
_TABLES = ("likelihood", "exposure", "consequence")


def said(words: Words, language: str, text: str) -> Words:
    """Return words with another text in one language; an empty text is left out."""
    found = {**words, language: text.strip()}
    return {key: value for key, value in found.items() if value}


# scales ------------------------------------------------------------------------------------


def resized(method: Method, rows: int, columns: int) -> Method:
    """Return a method with so many steps of likelihood and of impact.

    Steps go and come at the upper end; a new cell has the level of the nearest that there was.
    """
    likelihood = _steps(method.likelihood, rows)
    impact = _steps(method.impact, columns)
    grid = tuple(
        tuple(
            method.grid[min(row, len(method.grid) - 1)][min(column, len(method.impact) - 1)]
            for column in range(columns)
        )
        for row in range(rows)
    )
    return replace(method, likelihood=likelihood, impact=impact, grid=grid)


def _steps(steps: tuple[Step, ...], count: int) -> tuple[Step, ...]:
    blank = Step({}, tuple(Criterion(item.aspect, {}) for item in steps[-1].criteria))
    return (*steps[:count], *(blank,) * (count - len(steps)))


def with_step(method: Method, scale: str, place: int, step: Step) -> Method:
    """Return a method with another step; scale: likelihood or impact, place: from 1."""
    steps = list(scale_of(method, scale))
    steps[place - 1] = step
    return _with_scale(method, scale, steps)


def scale_of(method: Method, scale: str) -> tuple[Step, ...]:
    """Return the steps of likelihood or impact."""
    return method.likelihood if scale == "likelihood" else method.impact


def _with_scale(method: Method, scale: str, steps: Sequence[Step]) -> Method:
    if scale == "likelihood":
        return replace(method, likelihood=tuple(steps))
    return replace(method, impact=tuple(steps))


def aspects_of(method: Method, scale: str) -> tuple[Words, ...]:
    """Return what the steps of a scale are described by, in order."""
    longest = max(scale_of(method, scale), key=lambda step: len(step.criteria))
    return tuple(item.aspect for item in longest.criteria)


def criterion_at(step: Step, aspect: int) -> Words:
    """Return how a step is recognised in one aspect, nothing where nothing is said."""
    return step.criteria[aspect].text if aspect < len(step.criteria) else {}


def with_criterion(method: Method, scale: str, place: int, aspect: int, text: Words) -> Method:
    """Return a method one of whose steps is described otherwise."""
    names = aspects_of(method, scale)
    step = scale_of(method, scale)[place - 1]
    criteria = [Criterion(name, criterion_at(step, n)) for n, name in enumerate(names)]
    criteria[aspect] = replace(criteria[aspect], text=text)
    return with_step(method, scale, place, replace(step, criteria=tuple(criteria)))


def with_aspect(method: Method, scale: str, aspect: int, name: Words) -> Method:
    """Return a method whose scale has another name for an aspect, or one more at the end."""
    names = [*aspects_of(method, scale)]
    names[aspect:] = [name, *names[aspect + 1 :]]
    return _described(method, scale, names, [*range(len(names))])


def without_aspect(method: Method, scale: str, aspect: int) -> Method:
    """Return a method whose scale is not described by one aspect."""
    names = [*aspects_of(method, scale)]
    kept = [n for n in range(len(names)) if n != aspect]
    return _described(method, scale, [names[n] for n in kept], kept)


def _described(method: Method, scale: str, names: list[Words], old: list[int]) -> Method:
    """Return a method with these aspects; old: the place that each had, or a place past the end."""
    steps = [
        replace(
            step,
            criteria=tuple(
                Criterion(name, criterion_at(step, n)) for name, n in zip(names, old, strict=True)
            ),
        )
        for step in scale_of(method, scale)
    ]
    return _with_scale(method, scale, steps)


def with_dimension(method: Method, key: str, *, on: bool) -> Method:
    """Return a method that judges impact on a dimension as well, or no more.

    Where impact was described otherwise so far, those descriptions go.
    """
    had = [item.key for item in method.dimensions]
    keys = [k for k in DIMENSION_KEYS if (k in had and k != key) or (k == key and on)]
    if keys == had:
        return method
    known = {item.key: item for item in (*DEFAULT_METHOD.dimensions, *method.dimensions)}
    dimensions = tuple(known[k] for k in keys)
    names = dict(zip(had, aspects_of(method, "impact"), strict=False))
    aspects = [names.get(k, known[k].words) for k in keys]
    places = [had.index(k) if k in had else len(DIMENSION_KEYS) + len(had) for k in keys]
    return _described(replace(method, dimensions=dimensions), "impact", aspects, places)


def with_dimension_words(method: Method, key: str, words: Words) -> Method:
    """Return a method with another name for a dimension."""
    dimensions = tuple(
        ImpactDimension(key, words) if item.key == key else item for item in method.dimensions
    )
    return replace(method, dimensions=dimensions)


# grid, formula, levels -----------------------------------------------------------------------


def with_cell(method: Method, likelihood: int, impact: int, key: str) -> Method:
    """Return a method given cell by cell, with another level in one cell."""
    grid = [list(row) for row in method.grid]
    grid[likelihood - 1][impact - 1] = key
    return replace(by_hand(method), grid=tuple(map(tuple, grid)))


def by_hand(method: Method) -> Method:
    """Return a method given cell by cell; the cells are those that the formula gave."""
    return replace(method, kind=MethodKind.MATRIX, formula=None)


def by_formula(method: Method, name: FormulaName) -> Method:
    """Return a method given by a formula; its cut points are proposed unless they can stay."""
    if method.formula is not None and method.formula.name is name:
        return method
    highest = Formula(name, ()).score(*method.size)
    cuts: list[int] = []
    for share in SHARES[: len(method.levels) - 1]:
        cuts.append(max(ceil(highest * share), cuts[-1] + 1 if cuts else 1))
    return replace(method, kind=MethodKind.FORMULA, formula=Formula(name, tuple(cuts)))


def with_cut(method: Method, place: int, cut: int) -> Method:
    """Return a method with another cut point; place: of the level that begins there, from 1."""
    assert method.formula is not None
    cuts = list(method.formula.cuts)
    cuts[place - 1] = cut
    return replace(method, formula=replace(method.formula, cuts=tuple(cuts)))


def with_level(method: Method, level: Level) -> Method:
    """Return a method with another look or name of the level of that key."""
    levels = tuple(level if item.key == level.key else item for item in method.levels)
    return replace(method, levels=levels)


# LEC -----------------------------------------------------------------------------------------


def tables_of(lec: Lec) -> Mapping[str, tuple[Entry, ...]]:
    """Return the tables L, E and C by name."""
    return {name: getattr(lec, name) for name in _TABLES}


def with_table(method: Method, table: str, entries: Sequence[Entry]) -> Method:
    """Return a method with other lines in a table."""
    assert method.lec is not None
    lines = tuple(entries)
    lec = method.lec
    if table == "likelihood":
        lec = replace(lec, likelihood=lines)
    elif table == "exposure":
        lec = replace(lec, exposure=lines)
    else:
        lec = replace(lec, consequence=lines)
    return replace(method, lec=lec)


def longer(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return a table with one more line at its upper end, as yet without words."""
    return (*entries, Entry(entries[-1].value * 2 if entries else 1, {}))


def with_bands(method: Method, bands: Sequence[Band]) -> Method:
    """Return a method with other bands."""
    assert method.lec is not None
    return replace(method, lec=replace(method.lec, bands=tuple(bands)))


def more_bands(bands: Sequence[Band]) -> tuple[Band, ...]:
    """Return bands with one more at the upper end, as yet without a name."""
    last = bands[-1]
    return (*bands, Band(last.start * 2 or 1, {}, {}, last.level))


def with_boundary(method: Method, boundary: Boundary) -> Method:
    """Return a method with another rule for a score on a boundary."""
    assert method.lec is not None
    return replace(method, lec=replace(method.lec, boundary=boundary))
