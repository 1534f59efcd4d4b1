"""Formulas against hand-computed values; grid and level follow from the cut points."""

from __future__ import annotations

from dataclasses import replace

import pytest

from register.scoring import (
    FORMULAS,
    WEIGHTED_METHOD,
    Formula,
    FormulaName,
    Method,
    from_json,
    normalised,
    rate,
    to_json,
)

# (likelihood 3, impact 4), (likelihood 5, impact 2), both at 5
SCORES = {
    FormulaName.IMPACT_TWICE: (20, 14, 35),
    FormulaName.IMPACT_ONCE: (16, 12, 30),
    FormulaName.PRODUCT: (12, 10, 25),
    FormulaName.LIKELIHOOD_ONCE: (15, 15, 30),
    FormulaName.LIKELIHOOD_TWICE: (18, 20, 35),
}
WEIGHTED = [
    # impact 1 … 5 for likelihood 1 … 5: L × I + 2 I with cut points 12, 20, 28
    "low low low moderate moderate",
    "low low moderate moderate high",
    "low low moderate high high",
    "low moderate moderate high extreme",
    "low moderate high extreme extreme",
]


def with_formula(name: FormulaName, *cuts: int) -> Method:
    return replace(WEIGHTED_METHOD, formula=Formula(name, cuts))


@pytest.mark.parametrize("name", FormulaName)
def test_formula_gives_the_scores_worked_out_by_hand(name: FormulaName) -> None:
    method = with_formula(name, 9, 15, 20)
    found = tuple(rate(method, *cell).score for cell in ((3, 4), (5, 2), (5, 5)))
    assert found == SCORES[name]
    assert name in FORMULAS


@pytest.mark.parametrize("likelihood", range(1, 6))
@pytest.mark.parametrize("impact", range(1, 6))
def test_shipped_formula_rates_every_cell_as_worked_out_by_hand(
    likelihood: int, impact: int
) -> None:
    rating = rate(WEIGHTED_METHOD, likelihood, impact)
    assert rating.score == likelihood * impact + 2 * impact
    assert rating.level == WEIGHTED[likelihood - 1].split()[impact - 1]


def test_score_on_a_cut_point_belongs_to_the_higher_level() -> None:
    method = with_formula(FormulaName.PRODUCT, 4, 12, 20)
    assert [rate(method, *cell).level for cell in ((1, 3), (1, 4), (2, 5), (3, 4), (4, 5))] == [
        "low",
        "moderate",
        "moderate",
        "high",
        "extreme",
    ]


def test_grid_follows_the_formula_and_is_never_stored() -> None:
    method = with_formula(FormulaName.PRODUCT, 9, 15, 20)
    assert method.grid[3] == ("low", "low", "moderate", "high", "extreme")
    assert '"grid"' not in to_json(method)
    assert from_json(to_json(method)).grid == method.grid
    stale = replace(method, grid=(("extreme",),))
    assert stale == method


def test_normalised_score_is_the_share_of_the_highest() -> None:
    formula = Formula(FormulaName.IMPACT_TWICE, ())
    assert normalised(formula, (5, 5), 35) == 10
    assert normalised(formula, (5, 5), 20) == 5.71  # 20 × 10 ÷ 35 = 5.714…
    assert normalised(Formula(FormulaName.PRODUCT, ()), (4, 4), 1) == 0.63  # 0.625, a half goes up
