"""LEC against the counts and boundary cases of the domain reference, exactly."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest

from register.errors import FieldError
from register.i18n import language
from register.scoring import (
    LEC_METHOD,
    Boundary,
    Judgement,
    Lec,
    boundary_words,
    entry_of,
    from_json,
    judge,
    range_words,
    to_json,
    words_in,
)

assert LEC_METHOD.lec is not None
LEC: Lec = LEC_METHOD.lec
TABLES = [[entry.value for entry in table] for _name, table in LEC.tables()]
ALL = list(product(*TABLES))
# typed from the reference, in tenths, so that no number is rounded
L = [100, 60, 30, 10, 5, 2, 1]
E = [100, 60, 30, 20, 10, 5]
C = [100, 40, 15, 7, 3, 1]


def rating_of(likelihood: float, exposure: float, consequence: float) -> tuple[float | None, str]:
    rating = judge(LEC_METHOD, Judgement(likelihood, consequence, exposure=exposure))
    assert rating.band is not None
    assert rating.level is not None
    return rating.score, words_in(rating.band.words, "zh_CN")


def test_tables_hold_the_values_of_the_reference() -> None:
    assert [10 * value for value in TABLES[0]] == L[::-1]
    assert [10 * value for value in TABLES[1]] == E[::-1]
    assert TABLES[2] == C[::-1]
    assert len(ALL) == 252


def test_counts_of_all_combinations_are_those_of_the_reference() -> None:
    counts = Counter(rating_of(*values)[1] for values in ALL)
    assert counts == {
        "极其危险": 40,
        "高度危险": 21,
        "显著危险": 30,
        "一般危险": 50,
        "稍有危险": 111,
    }


def test_every_combination_is_exact() -> None:
    exact = Counter(Fraction(a * b, 100) * c for a, b, c in product(L, E, C))
    assert Counter(LEC.score(*values) for values in ALL) == exact


def test_only_20_and_70_occur_as_boundaries() -> None:
    found = {start: [v for v in ALL if LEC.score(*v) == start] for start in (20, 70, 160, 320)}
    assert sorted(found[70]) == [(1, 10, 7), (10, 1, 7)]
    assert sorted(found[20]) == [
        (0.1, 2, 100),
        (0.2, 1, 100),
        (0.5, 1, 40),
        (1, 0.5, 40),
        (10, 2, 1),
    ]
    assert found[160] == found[320] == []


@pytest.mark.parametrize(
    ("start", "lower", "higher"), [(20, 0, 1), (70, 1, 2), (160, 2, 3), (320, 3, 4)]
)
def test_boundary_belongs_where_the_rule_says(start: int, lower: int, higher: int) -> None:
    turned = replace(LEC, boundary=Boundary.LOWER)
    assert LEC.band(Fraction(start)) is LEC.bands[higher]
    assert turned.band(Fraction(start)) is LEC.bands[lower]
    for lec in (LEC, turned):
        assert lec.band(start + Fraction(1, 10**9)) is LEC.bands[higher]
        assert lec.band(start - Fraction(1, 10**9)) is LEC.bands[lower]


def test_free_values_are_exact_where_binary_numbers_are_not() -> None:
    assert 0.7 * 1.6 * 62.5 < 70
    assert rating_of(0.7, 1.6, 62.5) == (70, "显著危险")
    assert rating_of(3.2, 5, 10) == (160, "高度危险")
    assert rating_of(0.3, 0.7, 1.1)[0] == 0.231


@pytest.mark.parametrize(
    "values", [(0.09, 1, 1), (10.1, 1, 1), (1, 11, 1), (1, 1, 0.5), (1, 1, 101)]
)
def test_value_outside_its_table_is_refused_with_the_range(values: tuple[float, ...]) -> None:
    with pytest.raises(FieldError, match="give a value from"):
        rating_of(*values)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1, 0])
def test_what_is_no_value_is_refused(value: float) -> None:
    with pytest.raises(FieldError):
        rating_of(1, value, 1)


def test_bands_have_the_four_colours_of_the_reference() -> None:
    expected = {0: "低", 20: "低", 70: "一般", 160: "较大", 320: "重大"}
    found = {band.start: LEC_METHOD.level(band.level).words["zh_CN"] for band in LEC.bands}
    assert found == expected


def test_boundary_rule_and_ranges_are_said_in_words() -> None:
    with language("en"):
        assert "higher band" in boundary_words(LEC.boundary)
        assert "lower band" in boundary_words(Boundary.LOWER)
    assert [range_words(LEC, band) for band in LEC.bands] == [
        "< 20",
        "20–70",
        "70–160",
        "160–320",
        "≥ 320",
    ]
    turned = replace(LEC, boundary=Boundary.LOWER)
    assert range_words(turned, turned.bands[0]) == "≤ 20"
    assert range_words(turned, turned.bands[-1]) == "> 320"


def test_line_of_a_table_is_found_by_its_value() -> None:
    entry = entry_of(LEC.likelihood, 0.5)
    assert entry is not None
    assert entry.words["zh_CN"] == "很不可能，可以设想"
    assert entry_of(LEC.likelihood, 0.7) is None
    assert entry_of(LEC.likelihood, None) is None


def test_whole_numbers_are_written_alike_however_they_were_typed() -> None:
    entries = tuple(replace(entry, value=float(entry.value)) for entry in LEC.likelihood)
    typed = replace(LEC_METHOD, lec=replace(LEC, likelihood=entries))
    assert to_json(typed) == to_json(LEC_METHOD)
    assert from_json(to_json(typed)) == LEC_METHOD
