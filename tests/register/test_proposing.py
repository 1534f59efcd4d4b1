"""The arithmetic of proposals, for any strengths, steps and lines."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.entities.treatment import ControlKind, ControlState, Side, Strength
from register.errors import FieldError
from register.proposing import (
    LOWERS,
    MOST_LOWERED,
    Line,
    lowered,
    proposal,
    side_of,
    split,
    steps_text,
    strength_of,
    weaker,
)
from register.scoring import DEFAULT_METHOD, LEC_METHOD, rate

STRENGTHS = st.sampled_from(Strength)
LINES = st.lists(
    st.tuples(STRENGTHS, st.sampled_from(Side)).map(
        lambda pair: Line("controls", "c", "C", pair[0], *split(pair[1], LOWERS[pair[0]]))
    ),
    max_size=8,
)
STEPS = st.integers(1, 5)


@pytest.mark.parametrize(("one", "other"), [*product(Strength, repeat=2)])
def test_weaker_of_two_counts(one: Strength, other: Strength) -> None:
    assert LOWERS[weaker(one, other)] == min(LOWERS[one], LOWERS[other])
    assert weaker(one, None) is weaker(None, other) is Strength.NONE


@given(st.sampled_from(ControlState), STRENGTHS, STRENGTHS, st.booleans())
def test_only_a_tested_control_in_operation_counts(
    state: ControlState, design: Strength, operation: Strength, tested: bool
) -> None:
    found = strength_of(state, design, operation, tested=tested)
    counts = state is ControlState.ACTIVE and tested
    assert found is (weaker(design, operation) if counts else Strength.NONE)


def test_side_goes_with_the_kind_unless_it_is_named() -> None:
    assert {kind: side_of(kind, None) for kind in ControlKind} == {
        ControlKind.PREVENTIVE: Side.LIKELIHOOD,
        ControlKind.DIRECTIVE: Side.LIKELIHOOD,
        ControlKind.DETECTIVE: Side.IMPACT,
        ControlKind.CORRECTIVE: Side.IMPACT,
    }
    assert side_of(ControlKind.CORRECTIVE, Side.BOTH) is Side.BOTH
    assert side_of(None, None) is Side.LIKELIHOOD


@pytest.mark.parametrize(
    ("start", "lowers", "step"),
    [
        (4, "1/2", 4),  # 3½ is rounded up: a weak control alone lowers nothing
        (4, "1", 3),
        (4, "3/2", 3),  # 2½
        (5, "2", 3),
        (5, "9/2", 2),  # three steps at most
        (3, "5/2", 1),
        (2, "3", 1),
        (1, "1/2", 1),
    ],
)
def test_steps_are_rounded_half_up_within_bounds(start: int, lowers: str, step: int) -> None:
    assert lowered(start, Fraction(lowers)).step == step


@given(STEPS, STEPS, LINES)
def test_proposal_stays_between_step_one_and_where_it_started(
    likelihood: int, impact: int, lines: list[Line]
) -> None:
    made = proposal(DEFAULT_METHOD, (likelihood, impact), lines)
    for side, start in ((made.likelihood, likelihood), (made.impact, impact)):
        assert max(1, start - MOST_LOWERED) <= side.step <= start
        assert abs(max(side.exact, Fraction(1)) - side.step) <= Fraction(1, 2)
    assert made.rating == rate(DEFAULT_METHOD, made.likelihood.step, made.impact.step)


@given(STEPS, STEPS, LINES, st.integers(0, 7))
def test_weakening_a_line_never_lowers_the_proposal(
    likelihood: int, impact: int, lines: list[Line], place: int
) -> None:
    before = proposal(DEFAULT_METHOD, (likelihood, impact), lines)
    weak = [
        replace(line, likelihood=Fraction(0), impact=Fraction(0)) if n == place else line
        for n, line in enumerate(lines)
    ]
    after = proposal(DEFAULT_METHOD, (likelihood, impact), weak)
    ranks = [DEFAULT_METHOD.rank(made.rating.level or "low") for made in (before, after)]
    assert ranks[0] <= ranks[1]


def test_sum_is_refused_off_the_scale_and_without_steps() -> None:
    with pytest.raises(FieldError):
        proposal(DEFAULT_METHOD, (6, 1), [])
    assert proposal(LEC_METHOD, (1, 1), []).rating.level is None


def test_steps_are_written_as_people_write_them() -> None:
    halves = [steps_text(Fraction(n, 2)) for n in range(5)]
    assert halves == ["0", "½", "1", "1½", "2"]
