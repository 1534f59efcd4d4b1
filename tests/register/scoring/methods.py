"""Methods of every kind, drawn at random, and judgements that they can rate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import strategies as st

from register.scoring import (
    DEFAULT_METHOD,
    DIMENSION_KEYS,
    DIRECT_METHOD,
    LEC_METHOD,
    LEVEL_KEYS,
    Band,
    Boundary,
    Entry,
    Formula,
    FormulaName,
    ImpactDimension,
    Judgement,
    Lec,
    Level,
    Method,
    MethodKind,
    Rating,
    Step,
    product_grid,
)

WORDS = {"en": "word", "zh_CN": "词"}
STEP = Step(WORDS)
VALUES = st.floats(0.01, 1000, allow_nan=False)


@st.composite
def some_levels(draw: st.DrawFn) -> tuple[Level, ...]:
    """Draw two to four of the four levels, in order."""
    keys = draw(st.sets(st.sampled_from(LEVEL_KEYS), min_size=2))
    return tuple(level for level in DEFAULT_METHOD.levels if level.key in keys)


@st.composite
def grid_methods(draw: st.DrawFn) -> Method:
    """Draw a matrix or a formula of any size, perhaps with dimensions."""
    rows, columns = draw(st.integers(3, 7)), draw(st.integers(3, 7))
    levels = draw(some_levels())
    dimensions = draw(st.lists(st.sampled_from(DIMENSION_KEYS), unique=True))
    count = len(levels) - 1
    cuts = draw(st.lists(st.integers(2, 60), min_size=count, max_size=count, unique=True))
    base = replace(
        DEFAULT_METHOD,
        likelihood=(STEP,) * rows,
        impact=(STEP,) * columns,
        levels=levels,
        dimensions=tuple(ImpactDimension(key, WORDS) for key in dimensions),
    )
    cuts.sort()
    if draw(st.booleans()):
        formula = Formula(draw(st.sampled_from(FormulaName)), tuple(cuts))
        return replace(base, kind=MethodKind.FORMULA, formula=formula)
    keys = [level.key for level in levels]
    floor = draw(st.integers(0, count))
    return replace(base, grid=product_grid(rows, columns, cuts, keys, floor))


@st.composite
def lec_methods(draw: st.DrawFn) -> Method:
    """Draw tables and bands of any values that rise."""
    values = st.lists(VALUES, min_size=2, max_size=7, unique=True).map(sorted)
    tables = [tuple(Entry(value, WORDS) for value in draw(values)) for _ in range(3)]
    starts = [0, *draw(st.lists(VALUES, max_size=5, unique=True).map(sorted))]
    ranks = draw(st.lists(st.integers(0, 3), min_size=len(starts), max_size=len(starts)))
    bands = tuple(
        Band(start, WORDS, WORDS, LEVEL_KEYS[rank])
        for start, rank in zip(starts, sorted(ranks), strict=True)
    )
    lec = Lec(*tables, bands, draw(st.sampled_from(Boundary)))
    return replace(LEC_METHOD, lec=lec)


def methods() -> st.SearchStrategy[Method]:
    """Draw a method of any kind."""
    direct = some_levels().map(lambda levels: replace(DIRECT_METHOD, levels=levels))
    return st.one_of(grid_methods(), lec_methods(), direct)


def every_cell(method: Method) -> Iterator[tuple[int, int]]:
    """Yield each cell of a method with a grid."""
    rows, columns = method.size
    yield from ((row, column) for row in range(1, rows + 1) for column in range(1, columns + 1))


@st.composite
def judgements(draw: st.DrawFn, method: Method) -> Judgement:
    """Draw a whole judgement that the method can rate."""
    if method.kind is MethodKind.DIRECT:
        return Judgement(level=draw(st.sampled_from(method.levels)).key)
    if method.lec is not None:
        values = [
            draw(st.floats(table[0].value, table[-1].value) | st.sampled_from(table).map(_value))
            for _name, table in method.lec.tables()
        ]
        return Judgement(values[0], values[2], exposure=values[1])
    steps = st.integers(1, len(method.impact))
    keys = [item.key for item in method.dimensions]
    chosen = draw(st.sets(st.sampled_from(keys))) if keys else set()
    impacts = {key: draw(steps) for key in sorted(chosen)}
    impact = None if impacts else draw(steps)
    return Judgement(draw(st.integers(1, len(method.likelihood))), impact, impacts)


def _value(entry: Entry) -> float:
    return entry.value


def rank(method: Method, rating: Rating) -> int:
    """Return the place of a rating's level."""
    assert rating.level is not None
    return method.rank(rating.level)
