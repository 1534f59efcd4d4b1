"""Edits keep what fits, and what comes out of them is sound where it was sound."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.scoring import (
    DEFAULT_METHOD,
    DIMENSION_KEYS,
    FORMULAS,
    LEC_METHOD,
    WEIGHTED_METHOD,
    Boundary,
    FormulaName,
    Method,
    MethodKind,
    falling_cells,
    problems,
)
from register.scoring import editing as edit

SIZES = st.integers(3, 7)


def _named(method: Method) -> Method:
    """Return a method whose steps all have a name."""
    for scale in ("likelihood", "impact"):
        for n, step in enumerate(edit.scale_of(method, scale), 1):
            named = replace(step, words=edit.said(step.words, "en", f"Step {n}"))
            method = edit.with_step(method, scale, n, named)
    return method


@given(SIZES, SIZES, st.sampled_from([DEFAULT_METHOD, WEIGHTED_METHOD]))
def test_another_size_keeps_what_fits_and_never_falls(
    rows: int, columns: int, method: Method
) -> None:
    made = edit.resized(method, rows, columns)
    assert made.size == (rows, columns)
    assert made.likelihood[: min(rows, 5)] == method.likelihood[: min(rows, 5)]
    if made.kind is MethodKind.MATRIX:
        kept = [row[: min(columns, 5)] for row in made.grid[: min(rows, 5)]]
        assert kept == [row[: min(columns, 5)] for row in method.grid[: min(rows, 5)]]
    assert list(falling_cells(made)) == []
    assert list(problems(_named(made))) == []
    unnamed = max(rows - 5, 0) + max(columns - 5, 0)
    assert len(list(problems(made))) == unnamed


@given(SIZES, SIZES, st.sampled_from(FormulaName))
def test_proposed_cut_points_are_sound_for_every_formula(
    rows: int, columns: int, name: FormulaName
) -> None:
    made = edit.by_formula(_named(edit.resized(DEFAULT_METHOD, rows, columns)), name)
    assert list(problems(made)) == []
    assert {key for row in made.grid for key in row} == {level.key for level in made.levels}
    assert edit.by_formula(made, name) is made
    assert edit.by_hand(made).grid == made.grid
    assert edit.by_hand(made).kind is MethodKind.MATRIX


def test_a_cell_edited_under_a_formula_leaves_the_formula() -> None:
    made = edit.with_cell(WEIGHTED_METHOD, 5, 5, "high")
    assert made.formula is None
    assert made.grid[4][4] == "high"
    assert list(falling_cells(made)) == [(5, 5)]
    assert list(falling_cells(edit.with_cell(made, 5, 5, "extreme"))) == []


def test_dimensions_go_and_come_with_a_place_in_every_step() -> None:
    without = edit.with_dimension(DEFAULT_METHOD, "people", on=False)
    assert [item.key for item in without.dimensions] == [k for k in DIMENSION_KEYS if k != "people"]
    assert list(problems(without)) == []
    again = edit.with_dimension(without, "people", on=True)
    assert again.dimensions == DEFAULT_METHOD.dimensions
    assert list(problems(again)) == []
    money = again.criterion("money", 5)
    assert money == DEFAULT_METHOD.criterion("money", 5)
    people = again.criterion("people", 5)
    assert people is not None
    assert people.text == {}
    none = DEFAULT_METHOD
    for key in DIMENSION_KEYS:
        none = edit.with_dimension(none, key, on=False)
    assert none.dimensions == ()
    assert list(problems(none)) == []
    assert list(problems(edit.with_dimension(none, "money", on=True))) == []


def test_aspects_are_added_described_renamed_and_taken_away() -> None:
    more = edit.with_aspect(DEFAULT_METHOD, "likelihood", 3, {"en": "Sign"})
    assert len(edit.aspects_of(more, "likelihood")) == 4
    told = edit.with_criterion(more, "likelihood", 2, 3, {"en": "seldom"})
    assert edit.criterion_at(told.likelihood[1], 3) == {"en": "seldom"}
    fewer = edit.without_aspect(told, "likelihood", 0)
    assert edit.criterion_at(fewer.likelihood[1], 2) == {"en": "seldom"}
    assert list(problems(fewer)) == []


def test_cut_points_levels_and_words_change_alone() -> None:
    made = edit.with_cut(WEIGHTED_METHOD, 1, 5)
    assert made.formula is not None
    assert made.formula.cuts == (5, 20, 28)
    assert made.formula.name in FORMULAS
    blue = replace(made.levels[0], colour="#0000FF")
    assert edit.with_level(made, blue).levels[0].colour == "#0000FF"
    assert edit.said({"en": "a"}, "zh_CN", " 甲 ") == {"en": "a", "zh_CN": "甲"}
    assert edit.said({"en": "a"}, "en", "") == {}
    renamed = edit.with_dimension_words(DEFAULT_METHOD, "money", {"en": "Cost"})
    assert renamed.dimensions[2].words == {"en": "Cost"}


@pytest.mark.parametrize("table", ["likelihood", "exposure", "consequence"])
def test_tables_and_bands_of_lec_grow_at_the_upper_end(table: str) -> None:
    assert LEC_METHOD.lec is not None
    lines = edit.tables_of(LEC_METHOD.lec)[table]
    made = edit.with_table(LEC_METHOD, table, edit.longer(lines))
    assert len(list(problems(made))) == 1  # it has no words yet
    more = edit.with_bands(LEC_METHOD, edit.more_bands(LEC_METHOD.lec.bands))
    assert len(list(problems(more))) == 1
    lower = edit.with_boundary(LEC_METHOD, Boundary.LOWER)
    assert lower.lec is not None
    assert lower.lec.boundary is Boundary.LOWER
