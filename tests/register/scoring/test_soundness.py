"""An unsound method is refused in a sentence that names the place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register import shelf
from register.catalog import Catalog
from register.entities import METHOD
from register.errors import FieldError
from register.i18n import language
from register.scoring import (
    DEFAULT_METHOD,
    DIRECT_METHOD,
    LEC_METHOD,
    LEVEL_KEYS,
    WEIGHTED_METHOD,
    Formula,
    FormulaName,
    ImpactDimension,
    Lec,
    Method,
    MethodKind,
    check_method,
    falling_cells,
    from_json,
    problems,
    to_json,
)
from tests.register.scoring.methods import every_cell, grid_methods

assert LEC_METHOD.lec is not None
LEC: Lec = LEC_METHOD.lec
BOOKS = Path(__file__).parents[2] / "books"
STEP = DEFAULT_METHOD.impact[0]
LOW, MODERATE, HIGH, EXTREME = DEFAULT_METHOD.levels


def lec_with(**change: object) -> Method:
    return replace(LEC_METHOD, lec=replace(LEC, **change))  # type: ignore[arg-type]


def cuts(*values: int) -> Method:
    return replace(WEIGHTED_METHOD, formula=Formula(FormulaName.PRODUCT, values))


BANDS = LEC.bands
UNSOUND = {
    "cut points out of order": (cuts(9, 20, 15), "Cut point 15 does not lie above 20"),
    "equal cut points": (cuts(9, 9, 15), "Cut point 9 does not lie above 9"),
    "too few cut points": (cuts(9, 15), "needs a cut point"),
    "cut point of nothing": (cuts(0, 9, 15), "must be 1 or more"),
    "table out of order": (
        lec_with(likelihood=LEC.likelihood[::-1]),
        r"Likelihood of an accident \(L\): 6 does not lie above 10",
    ),
    "short table": (
        lec_with(exposure=LEC.exposure[:1]),
        r"Exposure \(E\) needs at least two lines",
    ),
    "empty table": (lec_with(consequence=()), r"Consequence \(C\) needs at least two lines"),
    "value of nothing": (
        lec_with(exposure=(replace(LEC.exposure[0], value=0), *LEC.exposure[1:])),
        r"Exposure \(E\): 0 must be a number above 0",
    ),
    "line without words": (
        lec_with(consequence=(replace(LEC.consequence[0], words={}), *LEC.consequence[1:])),
        r"Consequence \(C\): value 1 has no words",
    ),
    "bands out of order": (
        lec_with(bands=(*BANDS[:2], BANDS[3], BANDS[2], BANDS[4])),
        "from 70 does not lie above the one from 160",
    ),
    "lowest band missing": (lec_with(bands=BANDS[1:]), "must start at 0"),
    "no bands": (lec_with(bands=()), "must start at 0"),
    "band without a name": (
        lec_with(bands=(replace(BANDS[0], words={"en": ""}), *BANDS[1:])),
        "The band from 0 has no name",
    ),
    "falling band": (
        lec_with(bands=(*BANDS[:4], replace(BANDS[4], level="low"))),
        "falls at the band “Extremely dangerous”",
    ),
    "band of an unknown level": (
        lec_with(bands=(*BANDS[:4], replace(BANDS[4], level="huge"))),
        "“Extremely dangerous” names a level “huge”",
    ),
    "dimension without words": (
        replace(
            DEFAULT_METHOD,
            dimensions=(ImpactDimension("people", {}),),
            impact=(replace(STEP, criteria=()),) * 5,
        ),
        "^Dimension “people” has no name",
    ),
    "dimension twice": (
        replace(DEFAULT_METHOD, dimensions=(DEFAULT_METHOD.dimensions[0],) * 5),
        "may be named once",
    ),
    "unknown dimension": (
        replace(
            DEFAULT_METHOD,
            dimensions=(
                replace(DEFAULT_METHOD.dimensions[0], key="weather"),
                *DEFAULT_METHOD.dimensions[1:],
            ),
        ),
        "“weather” is no dimension",
    ),
    "step that lacks a description": (
        replace(
            DEFAULT_METHOD,
            impact=(replace(STEP, criteria=STEP.criteria[:2]), *DEFAULT_METHOD.impact[1:]),
        ),
        "Impact step 1 needs one description",
    ),
    "dimensions without a matrix": (
        replace(LEC_METHOD, dimensions=DEFAULT_METHOD.dimensions),
        "Only a method with a matrix",
    ),
    "unnamed step": (
        replace(
            DEFAULT_METHOD, likelihood=(replace(STEP, words={}), *DEFAULT_METHOD.likelihood[1:])
        ),
        "Likelihood: step 1 has no name",
    ),
    "unnamed level": (
        replace(DEFAULT_METHOD, levels=(replace(LOW, words={}), MODERATE, HIGH, EXTREME)),
        "Level “low” has no name",
    ),
    "levels upside down": (
        replace(DEFAULT_METHOD, levels=DEFAULT_METHOD.levels[::-1]),
        "from the lowest to the highest",
    ),
    "unknown level": (
        replace(DEFAULT_METHOD, levels=(*DEFAULT_METHOD.levels, replace(EXTREME, key="huge"))),
        "“huge” is no level",
    ),
    "formula of a matrix": (
        replace(DEFAULT_METHOD, formula=WEIGHTED_METHOD.formula),
        "does not fit its kind",
    ),
    "LEC without tables": (replace(DIRECT_METHOD, kind=MethodKind.LEC), "does not fit its kind"),
    "formula method without one": (
        replace(DEFAULT_METHOD, kind=MethodKind.FORMULA),
        "does not fit its kind",
    ),
}


@pytest.mark.parametrize(("method", "sentence"), UNSOUND.values(), ids=UNSOUND.keys())
def test_unsound_method_is_refused_by_the_name_of_its_place(method: Method, sentence: str) -> None:
    with language("en"), pytest.raises(FieldError, match=sentence):
        check_method(method)
    with pytest.raises(FieldError):
        from_json(to_json(method))


@given(st.data(), grid_methods())
def test_lowering_one_cell_is_found_unless_nothing_lower_is_above_it(
    data: st.DataObject, method: Method
) -> None:
    if method.formula is not None:
        return
    row, column = data.draw(st.sampled_from(list(every_cell(method))))
    grid = [list(line) for line in method.grid]
    before = method.rank(grid[row - 1][column - 1])
    grid[row - 1][column - 1] = method.levels[data.draw(st.integers(0, before))].key
    changed = replace(method, grid=tuple(map(tuple, grid)))
    now = changed.rank(grid[row - 1][column - 1])
    lower = [(row - 1, column), (row, column - 1)]
    falls = any(changed.rank(grid[r - 1][c - 1]) > now for r, c in lower if r > 0 and c > 0)
    assert ((row, column) in list(falling_cells(changed))) == falls
    assert bool(list(problems(changed))) == falls


def test_method_may_use_few_of_the_levels_and_rename_them() -> None:
    few = (replace(LOW, words={"zh_CN": "绿"}), EXTREME)
    grid = tuple(
        tuple("low" if key != "extreme" else key for key in row) for row in DEFAULT_METHOD.grid
    )
    method = replace(DEFAULT_METHOD, levels=few, grid=grid)
    assert list(problems(method)) == []
    assert from_json(to_json(method)) == method


@pytest.mark.parametrize("name", ["part-1", "part-2"])
def test_method_of_a_released_register_reads_and_writes_as_before(
    name: str, catalog: Catalog
) -> None:
    with shelf.read_copy(BOOKS / f"{name}.muster", catalog) as book:
        (record,) = book.table(METHOD).all()
    method = from_json(record.definition)
    assert to_json(method) == record.definition
    assert method == replace(DEFAULT_METHOD, dimensions=())


def test_unreadable_parts_of_new_kinds_are_refused_in_one_sentence() -> None:
    text = to_json(LEC_METHOD)
    for broken in (
        text.replace('"start": 320', '"start": Infinity'),
        text.replace('"start": 320', '"start": NaN'),
        text.replace('"start": 320', '"start": "much"'),
        text.replace('"boundary": "higher"', '"boundary": "both"'),
        text.replace('"kind": "lec"', '"kind": "guess"'),
    ):
        assert broken != text
        with pytest.raises(FieldError):
            from_json(broken)


def test_levels_have_only_the_four_keys() -> None:
    assert [level.key for level in DEFAULT_METHOD.levels] == list(LEVEL_KEYS)
