"""Ageing counts each open threat once in each half, and leads to those that it counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from register.assess import assess
from register.book import Book
from register.charts.ageing_book import aged_risks, ageing
from register.charts.ageing_chart import AgeingChart, place_of
from register.charts.ageing_data import NOT_RATED, Age, Since, age_words
from register.entities import RISK, Assessment, Risk
from register.entities.risk import RiskKind, RiskStatus
from register.entity import new_id
from register.i18n import N_

DAY = date(2026, 11, 20)
AGES = {0: Age.MONTH, 30: Age.MONTH, 31: Age.QUARTER, 90: Age.QUARTER, 91: Age.HALF,
        180: Age.HALF, 181: Age.YEAR, 365: Age.YEAR, 366: Age.MORE, -3: Age.MONTH}  # fmt: skip


def _ago(days: int) -> date:
    return DAY - timedelta(days=days)


@pytest.fixture
def filled(book: Book) -> Book:
    with book.change(N_("Add")):
        for days in AGES:
            _add(book, f"R{days}", raised_on=_ago(days))
        _add(book, "unknown", last_review=_ago(10))
        _add(book, "closed", raised_on=DAY, status=RiskStatus.CLOSED)
        _add(book, "chance", raised_on=DAY, kind=RiskKind.OPPORTUNITY)
        rating = Assessment(id=new_id(), risk="R0", assessed_on=DAY, likelihood=5, impact=5)
        assess(book, rating)
    return book


def _add(book: Book, key: str, **values: object) -> None:
    book.table(RISK).save(Risk(id=key, number=key, title=key, **values))  # type: ignore[arg-type]


def test_every_open_threat_is_counted_once_in_each_half(filled: Book) -> None:
    data = ageing(filled, DAY)
    for since in Since:
        assert sum(data.count(since, age) for age in Age) == data.total == len(AGES) + 1
    assert data.count(Since.RAISED, Age.UNKNOWN) == 1
    assert data.count(Since.REVIEWED, Age.UNKNOWN) == len(AGES)
    assert data.count(Since.RAISED, Age.MONTH, "extreme") == 1


@pytest.mark.parametrize(("days", "age"), AGES.items())
def test_the_last_day_of_a_band_belongs_to_it(filled: Book, days: int, age: Age) -> None:
    assert f"R{days}" in aged_risks(filled, Since.RAISED, age, day=DAY)


def test_the_risks_of_a_piece_are_those_counted(filled: Book) -> None:
    data = ageing(filled, DAY)
    levels = [*(level.key for level in data.levels), NOT_RATED]
    for since in Since:
        for age in Age:
            assert len(aged_risks(filled, since, age, day=DAY)) == data.count(since, age)
            for key in levels:
                found = aged_risks(filled, since, age, key, DAY)
                assert len(found) == data.count(since, age, key)


def test_every_piece_of_a_bar_can_be_chosen(filled: Book) -> None:
    data = ageing(filled, DAY)
    chart = AgeingChart(data)
    places = [place_of(spot.key) for spot in chart.spots]
    assert sum(data.count(*place) for place in places) == 2 * data.total
    assert any("Not rated" in spot.words for spot in chart.spots)


def test_bands_have_words() -> None:
    assert age_words(Since.RAISED, Age.MONTH) == "0–30 days"
    assert age_words(Since.RAISED, Age.YEAR) == "181–365 days"
    assert age_words(Since.RAISED, Age.UNKNOWN) == "Unknown"
    assert age_words(Since.REVIEWED, Age.UNKNOWN) == "Never"
