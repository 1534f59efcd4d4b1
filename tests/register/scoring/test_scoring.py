"""Score, level and look agree for every cell of every method."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.errors import FieldError
from register.i18n import language
from register.scoring import (
    DEFAULT_METHOD,
    NOT_RATED,
    Method,
    Step,
    check_method,
    contrast,
    from_json,
    level_words,
    problems,
    product_grid,
    rate,
    step_words,
    to_json,
    words_in,
)

HOUSE = [
    # impact 1 … 5 for likelihood 1 … 5, typed by hand from the reference
    "low low low low moderate",
    "low low low low moderate",
    "low low moderate moderate high",
    "low low moderate high extreme",
    "low moderate high extreme extreme",
]
KEYS = [level.key for level in DEFAULT_METHOD.levels]


def method_of(grid: tuple[tuple[str, ...], ...]) -> Method:
    step = Step({"en": "step", "zh_CN": "级"})
    return replace(
        DEFAULT_METHOD, grid=grid, likelihood=(step,) * len(grid), impact=(step,) * len(grid[0])
    )


@st.composite
def product_methods(draw: st.DrawFn) -> Method:
    rows, columns = draw(st.integers(3, 7)), draw(st.integers(3, 7))
    cuts = draw(st.lists(st.integers(2, 49), min_size=3, max_size=3, unique=True).map(sorted))
    return method_of(product_grid(rows, columns, cuts, KEYS, draw(st.integers(0, 3))))


@pytest.mark.parametrize("likelihood", range(1, 6))
@pytest.mark.parametrize("impact", range(1, 6))
def test_house_method_rates_every_cell_as_the_reference_says(likelihood: int, impact: int) -> None:
    rating = rate(DEFAULT_METHOD, likelihood, impact)
    assert rating.score == likelihood * impact
    assert rating.level == HOUSE[likelihood - 1].split()[impact - 1]


@pytest.mark.parametrize("pair", [(None, 3), (3, None), (None, None)])
def test_missing_step_is_not_rated(pair: tuple[int | None, int | None]) -> None:
    assert rate(DEFAULT_METHOD, *pair) == NOT_RATED
    assert not rate(DEFAULT_METHOD, *pair).rated


@pytest.mark.parametrize(
    "pair", [(0, 3), (6, 3), (3, 0), (3, 6), (-1, 1), (2.5, 1), (float("nan"), 1)]
)
def test_what_is_no_step_is_refused_with_the_range(pair: tuple[float, float]) -> None:
    with pytest.raises(FieldError, match="choose 1 to 5"):
        rate(DEFAULT_METHOD, *pair)


def test_house_method_is_sound_and_says_both_languages() -> None:
    assert list(problems(DEFAULT_METHOD)) == []
    steps = DEFAULT_METHOD.likelihood + DEFAULT_METHOD.impact
    texts = [words for step in steps for c in step.criteria for words in (c.aspect, c.text)]
    texts += [step.words for step in steps] + [level.words for level in DEFAULT_METHOD.levels]
    assert all(set(words) == {"en", "zh_CN"} and all(words.values()) for words in texts)
    assert [len(step.criteria) for step in steps] == [3] * 5 + [5] * 5


def test_level_words_follow_the_language() -> None:
    with language("zh_CN"):
        assert [level_words(DEFAULT_METHOD, key) for key in KEYS] == ["低", "一般", "较大", "重大"]
    with language("en"):
        assert level_words(DEFAULT_METHOD, "extreme") == "Extreme"
        assert level_words(DEFAULT_METHOD, None) == "Not rated"
        assert level_words(DEFAULT_METHOD, "low", "zh_CN") == "低"
    assert step_words(DEFAULT_METHOD.impact, 3, "zh_CN") == "中等"
    assert step_words(DEFAULT_METHOD.impact, None) == ""


def test_words_fall_back_to_a_language_that_is_there() -> None:
    assert words_in({"en": "Fire", "zh_CN": ""}, "zh_CN") == "Fire"
    assert words_in({"zh_CN": "火灾"}, "en") == "火灾"
    assert words_in({}, "en") == ""


def test_text_is_readable_on_every_level() -> None:
    for level in DEFAULT_METHOD.levels:
        assert contrast(level.text_colour, level.colour) >= 4.5


def test_levels_differ_in_pattern_as_well_as_colour() -> None:
    assert len({level.pattern for level in DEFAULT_METHOD.levels}) == 4
    for level in DEFAULT_METHOD.levels:
        assert contrast(level.hatch_colour, level.colour) >= 1.5


@given(product_methods())
def test_product_grids_are_sound_and_survive_json(method: Method) -> None:
    assert list(problems(method)) == []
    assert from_json(to_json(method)) == method


@given(product_methods())
def test_a_higher_step_never_lowers_score_or_level(method: Method) -> None:
    for likelihood in range(1, len(method.likelihood) + 1):
        ratings = [rate(method, likelihood, i + 1) for i in range(len(method.impact))]
        ranks = [method.rank(rating.level or "") for rating in ratings]
        scores = [rating.score or 0 for rating in ratings]
        assert ranks == sorted(ranks)
        assert scores == sorted(scores)


def test_falling_grid_is_refused_by_the_name_of_its_cell() -> None:
    grid = [list(row) for row in DEFAULT_METHOD.grid]
    grid[3][4] = "low"
    broken = replace(DEFAULT_METHOD, grid=tuple(map(tuple, grid)))
    with pytest.raises(FieldError, match="likelihood 4 Likely, impact 5 Severe"):
        check_method(broken)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"likelihood": DEFAULT_METHOD.likelihood[:2]}, "3 to 7 steps"),
        ({"grid": DEFAULT_METHOD.grid[:3]}, "one cell for each pair"),
        ({"levels": ()}, "key of its own"),
        ({"levels": DEFAULT_METHOD.levels[:3]}, "“extreme”"),
        ({"levels": (replace(DEFAULT_METHOD.levels[0], colour="red"),)}, "no colour"),
    ],
)
def test_unsound_method_is_refused_in_one_sentence(
    change: dict[str, object], sentence: str
) -> None:
    assert any(sentence in problem for problem in problems(replace(DEFAULT_METHOD, **change)))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"id": 1}', "[" * 5000, '{"levels": 3}'])
def test_unreadable_definition_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(FieldError, match="cannot be read"):
        from_json(text)


def test_unknown_level_of_a_method_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        DEFAULT_METHOD.level("huge")
