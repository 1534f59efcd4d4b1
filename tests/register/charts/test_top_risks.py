"""The top risks are the highest live threats, never one that nobody rated."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.assess import assess
from register.book import Book
from register.charts.drawing import DARK
from register.charts.top_book import top_risks
from register.charts.top_chart import TopChart
from register.charts.top_data import Rated, Trend, top_words, trend_of
from register.entities import RISK, Assessment, Risk
from register.entities.risk import Proximity, RiskKind, RiskStatus, Velocity
from register.entity import new_id
from register.i18n import N_
from register.scoring import (
    DEFAULT_METHOD,
    DIRECT_METHOD,
    LEC_METHOD,
    LEVEL_KEYS,
    OPPORTUNITY_METHOD,
    SHIPPED,
    WEIGHTED_METHOD,
    rate,
)
from register.scoring.extent import highest_score, share_of

DAY = date(2026, 11, 20)
levels = st.sampled_from(LEVEL_KEYS)
rated = st.builds(Rated, levels, st.integers(1, 25), st.sampled_from(["one", "two"]))


def _add(book: Book, number: str, days: dict[date, tuple[int, int]], **values: object) -> None:
    risk = Risk(id=number, number=number, title=number, **values)  # type: ignore[arg-type]
    book.table(RISK).save(risk)
    for day, (likelihood, impact) in days.items():
        item = Assessment(
            id=new_id(), risk=number, assessed_on=day, likelihood=likelihood, impact=impact
        )
        assess(book, item)


@pytest.fixture
def filled(book: Book) -> Book:
    old, new = date(2026, 1, 1), date(2026, 11, 1)
    with book.change(N_("Add")):
        _add(book, "R-01", {old: (3, 4), new: (4, 5)})
        _add(book, "R-02", {old: (5, 5), new: (4, 5)})
        _add(book, "R-03", {old: (5, 5)}, status=RiskStatus.CLOSED)
        _add(book, "R-04", {})
        _add(book, "R-05", {old: (3, 3)}, velocity=Velocity.WEEKS)
        _add(book, "R-06", {old: (3, 3)}, velocity=Velocity.HOURS)
        _add(book, "R-07", {new: (3, 3)}, velocity=Velocity.WEEKS, proximity=Proximity.NOW)
        _add(book, "R-08", {new: (1, 1)})
        _add(book, "R-09", {old: (5, 5)}, kind=RiskKind.OPPORTUNITY)
    return book


def test_the_highest_come_first_and_only_live_rated_threats(filled: Book) -> None:
    data = top_risks(filled, 10, DAY)
    numbers = [risk.number for risk in data.risks]
    assert numbers == ["R-01", "R-02", "R-06", "R-07", "R-05", "R-08"]
    assert [risk.trend for risk in data.risks] == [
        Trend.UP, Trend.DOWN, Trend.SAME, Trend.NEW, Trend.SAME, Trend.NEW,
    ]  # fmt: skip
    assert (data.rated, data.not_rated) == (6, 1)
    assert [risk.number for risk in top_risks(filled, 2, DAY).risks] == numbers[:2]
    assert "1 risk not rated" in top_words(data)[-1]


def test_scores_of_other_methods_are_measured_by_their_own_highest(filled: Book) -> None:
    with filled.change(N_("Rate")):
        lec = Assessment(
            id=new_id(), risk="R-04", assessed_on=DAY, method=LEC_METHOD.id,
            likelihood=10, exposure=6, impact=40,
        )  # fmt: skip
        done = assess(filled, lec)
        direct = Assessment(
            id=new_id(), risk="R-08", assessed_on=DAY, method=DIRECT_METHOD.id,
            level=done.level, rationale="because",
        )  # fmt: skip
        assess(filled, direct)
    risks = {risk.number: risk for risk in top_risks(filled, 10, DAY).risks}
    assert list(risks)[:4] == ["R-01", "R-02", "R-04", "R-08"]
    assert risks["R-04"].score == 2400
    assert risks["R-04"].share < risks["R-01"].share == 20 / 25
    assert (risks["R-08"].score, risks["R-08"].share) == (None, 1.0)


@pytest.mark.parametrize("method", SHIPPED, ids=lambda method: method.id)
def test_no_rating_is_beyond_the_highest_score(method: object) -> None:
    highest = highest_score(method)  # type: ignore[arg-type]
    expected = {
        DEFAULT_METHOD.id: 25.0,
        LEC_METHOD.id: 10_000.0,
        OPPORTUNITY_METHOD.id: 25.0,
        DIRECT_METHOD.id: None,
    }
    if method is WEIGHTED_METHOD:
        rows, columns = WEIGHTED_METHOD.size
        assert highest == rate(WEIGHTED_METHOD, rows, columns).score
    else:
        assert highest == expected[method.id]  # type: ignore[attr-defined]


@given(row=st.integers(1, 5), column=st.integers(1, 5))
def test_a_share_is_the_score_over_the_highest(row: int, column: int) -> None:
    rating = rate(DEFAULT_METHOD, row, column)
    assert share_of(DEFAULT_METHOD, rating.level or "", rating.score) == row * column / 25


@given(before=rated, now=rated)
def test_a_trend_turns_round_with_time(before: Rated, now: Rated) -> None:
    turned = {Trend.UP: Trend.DOWN, Trend.DOWN: Trend.UP, Trend.SAME: Trend.SAME}
    assert trend_of(now, before) is turned[trend_of(before, now)]
    assert trend_of(None, now) is Trend.NEW


def test_every_bar_can_be_chosen_and_stands_inside(filled: Book) -> None:
    chart = TopChart(top_risks(filled, 10, DAY), DARK, (7.0, 4.0))
    assert [spot.key for spot in chart.spots][:2] == ["R-01", "R-02"]
    for spot in chart.spots:
        assert spot.area.bottom >= 0
        assert spot.area.left + spot.area.width <= chart.width
    assert "Extreme 20" in chart.spots[0].words
    assert "no owner" in chart.spots[0].words
