"""Ratings, days, owners and choices as people write them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from register.entities.risk import RiskStatus, Strategy
from register.exchange.choice_words import read_choice
from register.exchange.dates import read_days
from register.exchange.owners import is_department
from register.exchange.scale_words import IMPACT, LIKELIHOOD
from register.exchange.scales import read_scale, split
from register.scoring import DEFAULT_METHOD, new_place


def likelihoods(*cells: Any) -> list[int | None]:
    reading = read_scale(cells, "likelihood", DEFAULT_METHOD.likelihood)
    return [reading.step(cell) for cell in cells]


def impacts(*cells: Any) -> list[int | None]:
    reading = read_scale(cells, "impact", DEFAULT_METHOD.impact)
    return [reading.step(cell) for cell in cells]


@pytest.mark.parametrize(
    ("length", "steps"), [(3, [1, 3, 5]), (4, [1, 2, 4, 5]), (5, [1, 2, 3, 4, 5])]
)
def test_short_scales_spread_over_five_steps(length: int, steps: list[int]) -> None:
    assert [new_place(step, length, 5) for step in range(1, length + 1)] == steps


def test_the_words_of_the_template_are_four_steps() -> None:
    assert likelihoods("vraisemblable", "unlikely", "very likely", "certain") == [2, 1, 4, 5]
    assert impacts("mineur", "important", "significatif", "critique") == [1, 4, 2, 5]


@pytest.mark.parametrize(
    ("words", "steps"),
    [
        (["Low", "Medium", "High"], [1, 3, 5]),
        (["faible", "moyen", "élevé"], [1, 3, 5]),
        (["低", "中", "高"], [1, 3, 5]),
        (["Low", "Medium", "High", "Critical"], [1, 2, 4, 5]),
        (["Very low", "Low", "Medium", "High", "Very high"], [1, 2, 3, 4, 5]),
        (["Rare", "Unlikely", "Possible", "Likely", "Almost certain"], [1, 2, 3, 4, 5]),
        (["极少", "不太可能", "可能", "很可能", "几乎确定"], [1, 2, 3, 4, 5]),
        (["Unlikely", "Likely"], [2, 4]),
        (["improbable", "remote", "occasional", "probable", "frequent"], [1, 2, 3, 4, 5]),
        (["LIKELY ", "likely"], [4, 4]),
    ],
)
def test_likelihood_words_are_judged_by_the_column(words: list[str], steps: list[int]) -> None:
    assert likelihoods(*words) == steps


def test_impact_words_are_judged_by_the_column() -> None:
    words = ["Insignificant", "Minor", "Moderate", "Major", "Catastrophic"]
    assert impacts(*words) == [1, 2, 3, 4, 5]
    assert impacts("Minor", "Limited", "Severe") == [1, 2, 5]
    assert impacts("一般", "较大", "重大", "特别重大") == [1, 2, 4, 5]


def test_a_word_of_no_scale_is_no_rating_and_spoils_no_other() -> None:
    assert likelihoods("Rare", "Likely", "Blue") == [1, 4, None]


def test_numbers_are_read_in_every_dress_and_outside_the_scale_they_are_nothing() -> None:
    cells = [4, 4.0, "4", " 5", "5.0", "5,0", "4 - Likely", "Likely (4)", "4（很可能）", "٣", "４"]
    assert likelihoods(*cells) == [4, 4, 4, 5, 5, 5, 4, 4, 4, 3, 4]
    outside = [0, 6, 4.5, "0.45", "45%", "-3", "-0", "1e9", "4/5", "1 in 100", True]
    assert likelihoods(*outside) == [None] * len(outside)
    assert likelihoods(float("nan"), float("inf"), "", None) == [None] * 4


def test_every_shipped_word_is_plain_and_stands_in_one_step_of_its_scale() -> None:
    for scale in (*LIKELIHOOD, *IMPACT):
        words = [word for step in scale for word in step]
        assert len(set(words)) == len(words)
        assert [split(word) for word in words] == [(None, word) for word in words]


DAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-03-31",
        "2026/3/31",
        "2026.3.31",
        "20260331",
        "31.03.2026",
        "31.3.26",
        "31/03/2026",
        "03/31/2026",
        "31 Mar 2026",
        "31-Mar-26",
        "March 31, 2026",
        "31st March 2026",
        "31 mars 2026",
        "Tuesday, 31 March 2026",
        "2026年3月31日",
        "２０２６年３月３１日",
        "2026-03-31T14:00:00Z",
        "2026-03-31 14:00",
        "46112",
        46112,
        46112.75,
        DAY,
        datetime(2026, 3, 31, 9, 30),  # noqa: DTZ001
    ],
)
def test_days_are_read_as_people_write_them(cell: Any) -> None:
    assert read_days([cell]).values[cell] == DAY


@pytest.mark.parametrize("cell", ["2026-13-45", "Q1 2026", "2026年3月", "soon", "", None, True, 5])
def test_what_is_no_day_is_none(cell: Any) -> None:
    assert read_days([cell]).values[cell] is None


def test_c13_day_and_month_are_told_apart_by_the_column() -> None:
    doubtful = "01/02/2026"
    assert read_days([doubtful, "13/02/2026"]).values[doubtful] == date(2026, 2, 1)
    assert read_days([doubtful, "02/13/2026"]).values[doubtful] == date(2026, 1, 2)
    assert not read_days([doubtful, "02/13/2026"]).ambiguous
    unsure = read_days([doubtful, "03/04/2026"])
    assert unsure.ambiguous
    assert unsure.values[doubtful] == date(2026, 2, 1)
    mixed = read_days([doubtful, "13/02/2026", "02/13/2026"])
    assert mixed.values[doubtful] is None
    assert mixed.values["02/13/2026"] == date(2026, 2, 13)


def test_x17_bare_numbers_count_from_1904_where_the_file_says_so() -> None:
    assert read_days([44650], epoch_1904=True).values[44650] == DAY


@pytest.mark.parametrize(
    "name",
    [
        "IT",
        "Finance",
        "procurement",
        "Dev/IT",
        "HR & IT Security Team",
        "信息技术部",
        "保卫处",
        "安全科",
        "运维组",
        "办公室",
        "Service desk",
        "Risk Department",
    ],
)
def test_departments_are_recognised(name: str) -> None:
    assert is_department(name)


@pytest.mark.parametrize(
    "name",
    [
        "Li Na",
        "张伟",
        "王处长",
        "IT Administrator",
        "DPO/Security",
        "CISO / Security Manager",
        "部",
    ],
)
def test_persons_are_not_departments(name: str) -> None:
    assert not is_department(name)


def test_a_unit_of_the_register_is_a_department_whatever_its_name() -> None:
    assert is_department("Harbour Tower", frozenset({"harbour tower"}))


def test_words_for_status_and_strategy_are_understood_in_three_languages() -> None:
    statuses = {
        "Open": RiskStatus.OPEN,
        "In Progress": RiskStatus.TREATING,
        "Monitoring": RiskStatus.MONITORED,
        "已关闭": RiskStatus.CLOSED,
        "En cours": RiskStatus.TREATING,
    }
    strategies = {
        "Reduce": Strategy.TREAT,
        "avoid": Strategy.TERMINATE,
        "mitigate": Strategy.TREAT,
        "transfer": Strategy.TRANSFER,
        "风险接受": Strategy.TOLERATE,
        "éviter": Strategy.TERMINATE,
    }
    assert {word: read_choice("status", word) for word in statuses} == statuses
    assert {word: read_choice("strategy", word) for word in strategies} == strategies
    assert read_choice("status", "purple") is None
