"""A whole judgement is rated the same way under every kind of method, and never falls by rising."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.errors import FieldError
from register.scoring import (
    DEFAULT_METHOD,
    DIRECT_METHOD,
    LEC_METHOD,
    NOT_RATED,
    OPPORTUNITY_METHOD,
    SHIPPED,
    Judgement,
    Method,
    contrast,
    from_json,
    judge,
    problems,
    rate,
    to_json,
)
from tests.register.scoring.methods import (
    every_cell,
    grid_methods,
    judgements,
    methods,
    rank,
)


@given(methods())
def test_drawn_methods_are_sound_and_survive_json(method: Method) -> None:
    assert list(problems(method)) == []
    again = from_json(to_json(method))
    assert again == method
    assert to_json(again) == to_json(method)


@given(st.data(), methods())
def test_whole_judgement_is_always_rated_and_its_own_row_rates_alike(
    data: st.DataObject, method: Method
) -> None:
    judgement = data.draw(judgements(method))
    rating = judge(method, judgement)
    assert rating.rated
    stored = replace(judgement, impact=rating.impact)
    assert judge(method, stored) == rating


@given(st.data(), methods())
def test_level_and_score_never_fall_when_a_part_rises(data: st.DataObject, method: Method) -> None:
    lower = data.draw(judgements(method))
    higher = raised(method, lower, data.draw(judgements(method)))
    before, after = judge(method, lower), judge(method, higher)
    assert rank(method, before) <= rank(method, after)
    assert (before.score or 0) <= (after.score or 0)


def raised(method: Method, lower: Judgement, other: Judgement) -> Judgement:
    """Return the higher of two judgements, part by part; what only the other has is added."""
    if lower.level is not None and other.level is not None:
        return Judgement(level=max(lower.level, other.level, key=method.rank))
    keys = {*lower.impacts, *other.impacts} if lower.impacts else ()
    return Judgement(
        likelihood=max(lower.likelihood or 0, other.likelihood or 0),
        impact=None if lower.impact is None else max(lower.impact, other.impact or 0),
        impacts={key: max(lower.impacts.get(key, 0), other.impacts.get(key, 0)) for key in keys},
        exposure=None if lower.exposure is None else max(lower.exposure, other.exposure or 0),
    )


@given(grid_methods())
def test_every_cell_has_the_level_of_the_grid_and_never_one_below_a_lower_cell(
    method: Method,
) -> None:
    for row, column in every_cell(method):
        rating = rate(method, row, column)
        assert rating.level == method.grid[row - 1][column - 1]
        assert rating.impact == column
        for lower in ((row - 1, column), (row, column - 1)):
            if min(lower) > 0:
                below = rate(method, *lower)
                assert rank(method, below) <= rank(method, rating)
                assert (below.score or 0) <= (rating.score or 0)


@pytest.mark.parametrize("method", SHIPPED, ids=lambda method: method.name["en"])
def test_shipped_method_is_sound_readable_and_says_both_languages(method: Method) -> None:
    assert list(problems(method)) == []
    assert from_json(to_json(method)) == method
    for words in _all_words(method):
        assert set(words) == {"en", "zh_CN"}
        assert all(words.values())
    assert len({level.pattern for level in method.levels}) == 4
    for level in method.levels:
        assert contrast(level.text_colour, level.colour) >= 4.5
        assert contrast(level.hatch_colour, level.colour) >= 1.5


def test_shipped_methods_have_ids_of_their_own() -> None:
    assert len({method.id for method in SHIPPED}) == len(SHIPPED)


def test_colours_of_opportunities_are_not_those_of_threats() -> None:
    threats = {level.colour for level in DEFAULT_METHOD.levels}
    assert threats.isdisjoint(level.colour for level in OPPORTUNITY_METHOD.levels)


# dimensions --------------------------------------------------------------------------------


def test_impact_is_the_highest_dimension_and_the_driver_has_it() -> None:
    rating = judge(DEFAULT_METHOD, Judgement(2, None, {"service": 2, "people": 4, "money": 3}))
    assert (rating.impact, rating.driver) == (4, "people")
    assert (rating.score, rating.level) == (8, "low")


def test_of_equal_dimensions_the_first_of_the_method_drives() -> None:
    asked = {"reputation": 4, "money": 4, "service": 1}
    assert judge(DEFAULT_METHOD, Judgement(2, None, asked)).driver == "money"
    turned = replace(DEFAULT_METHOD, dimensions=DEFAULT_METHOD.dimensions[::-1])
    assert judge(turned, Judgement(2, None, asked)).driver == "reputation"


def test_dimensions_count_and_not_an_impact_given_beside_them() -> None:
    assert judge(DEFAULT_METHOD, Judgement(2, 5, {"people": 3})).impact == 3


def test_impact_as_a_whole_counts_where_no_dimension_was_judged() -> None:
    rating = judge(DEFAULT_METHOD, Judgement(2, 5))
    assert (rating.impact, rating.driver) == (5, None)


def test_every_cell_is_reached_through_every_dimension() -> None:
    keys = [item.key for item in DEFAULT_METHOD.dimensions]
    for key, (row, column) in product(keys, every_cell(DEFAULT_METHOD)):
        found = judge(DEFAULT_METHOD, Judgement(row, None, {key: column}))
        assert found == replace(rate(DEFAULT_METHOD, row, column), driver=key)


def test_a_dimension_tells_what_its_steps_look_like() -> None:
    criterion = DEFAULT_METHOD.criterion("people", 5)
    assert criterion is not None
    assert criterion.text["en"] == "death"
    bare = replace(
        DEFAULT_METHOD, impact=tuple(replace(s, criteria=()) for s in DEFAULT_METHOD.impact)
    )
    assert bare.criterion("people", 5) is None


# what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "judgement"),
    [
        (DEFAULT_METHOD, Judgement(3)),
        (DEFAULT_METHOD, Judgement(None, None, {"people": 3})),
        (LEC_METHOD, Judgement(3, 7)),
        (LEC_METHOD, Judgement(exposure=3)),
        (DIRECT_METHOD, Judgement()),
    ],
)
def test_half_a_judgement_is_not_rated(method: Method, judgement: Judgement) -> None:
    assert judge(method, judgement) == NOT_RATED


@pytest.mark.parametrize(
    ("method", "judgement", "sentence"),
    [
        (DEFAULT_METHOD, Judgement(3, None, {"people": 6}), "choose 1 to 5"),
        (DEFAULT_METHOD, Judgement(3, None, {"weather": 3}), "“weather”"),
        (OPPORTUNITY_METHOD, Judgement(3, None, {"people": 3}), "“people”"),
        (DEFAULT_METHOD, Judgement(3, 3, exposure=2), "does not ask for exposure"),
        (DEFAULT_METHOD, Judgement(3, 3, level="low"), "finds the level itself"),
        (LEC_METHOD, Judgement(3, 7, exposure=2, level="low"), "finds the level itself"),
        (DIRECT_METHOD, Judgement(3, 3, level="low"), "asks for the level"),
        (DIRECT_METHOD, Judgement(level="huge"), "no level “huge”"),
    ],
)
def test_what_the_method_does_not_ask_for_is_refused(
    method: Method, judgement: Judgement, sentence: str
) -> None:
    with pytest.raises(FieldError, match=sentence):
        judge(method, judgement)


def test_direct_level_is_the_assessors_and_has_no_score() -> None:
    for level in DIRECT_METHOD.levels:
        rating = judge(DIRECT_METHOD, Judgement(level=level.key))
        assert (rating.level, rating.score) == (level.key, None)


def _all_words(method: Method) -> list[Any]:
    steps = method.likelihood + method.impact
    found = [method.name, *(level.words for level in method.levels)]
    found += [step.words for step in steps] + [item.words for item in method.dimensions]
    found += [words for step in steps for c in step.criteria for words in (c.aspect, c.text)]
    if method.lec:
        found += [entry.words for _name, table in method.lec.tables() for entry in table]
        found += [words for band in method.lec.bands for words in (band.words, band.advice)]
    return found
