"""The burn-down adds up in every week, and ends where the register stands today."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from register.book import Book
from register.charts.burn_book import measures_burnt, open_measures
from register.charts.burn_chart import BurnChart
from register.charts.burn_data import WEEKS, Work, burn_down, burn_words
from register.entities import MEASURE, RISK, Measure, Risk
from register.entities.treatment import MeasureStatus
from register.i18n import N_

DAY = date(2026, 11, 20)
days = st.none() | st.integers(-500, 60).map(lambda n: DAY + timedelta(days=n))
past = st.none() | st.integers(-500, 0).map(lambda n: DAY + timedelta(days=n))
works = st.lists(st.builds(Work, days, days, past, st.booleans()), max_size=12)


@given(items=works)
def test_what_is_open_is_what_was_planned_and_what_is_late_less_what_was_early(
    items: list[Work],
) -> None:
    data = burn_down(items, DAY)
    for week in data.weeks:
        early = sum(_early(work, week.day) for work in items if work.drawn)
        assert week.actual == week.planned + week.overdue - early
        assert 0 <= week.overdue <= week.actual


def _early(work: Work, day: date) -> bool:
    done = work.done and work.done_on is not None and work.done_on <= day
    return done and work.begun <= day and (work.due_on is None or work.due_on >= day)


@given(items=works)
def test_the_last_week_ends_today_with_todays_numbers(items: list[Work]) -> None:
    data = burn_down(items, DAY)
    assert data.total == len(items)
    assert bool(data.weeks) == bool(items)
    if items:
        last = data.weeks[-1]
        assert last.day == DAY
        assert last.actual == data.open - data.later
        assert last.overdue <= data.overdue
        assert len(data.weeks) <= WEEKS + 1
        gaps = {b.day - a.day for a, b in zip(data.weeks, data.weeks[1:], strict=False)}
        assert gaps <= {timedelta(days=7)}


def test_a_measure_is_late_from_the_day_after_it_was_due() -> None:
    work = Work(start_on=DAY - timedelta(days=7), due_on=DAY)
    assert burn_down([work], DAY).overdue == 0
    assert burn_down([work], DAY + timedelta(days=1)).overdue == 1


def test_a_measure_done_on_a_day_nobody_wrote_down_is_told_and_not_drawn() -> None:
    data = burn_down([Work(done=True), Work()], DAY)
    assert (data.done, data.undated, data.weeks[-1].actual) == (1, 1, 1)
    assert "1 measure is done without a day" in burn_words(data)[1]


def test_cancelled_measures_never_count(book: Book) -> None:
    with book.change(N_("Add")):
        book.table(RISK).save(Risk(id="r", title="Risk"))
        for status in MeasureStatus:
            done = DAY if status is MeasureStatus.DONE else None
            made = Measure(id=status, risk="r", title=status, status=status, done_on=done)
            book.table(MEASURE).save(made)
    data = measures_burnt(book, DAY)
    assert (data.open, data.done, data.total) == (2, 1, 3)
    assert open_measures(book) == {"planned", "running"}
    chart = BurnChart(data)
    assert [spot.key for spot in chart.spots] == [DAY.isoformat()]
