"""The calendar of readings: what stands in its weeks, in words, and on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from register.binder.reading_calendar import CalendarSheet, print_calendar
from register.book import Book
from register.entities import INDICATOR, PERSON, READING, Indicator, Person, Reading
from register.entities.indicator import Frequency
from register.entity import new_id
from register.watching.calendar import (
    WEEK,
    YEARS,
    Mark,
    Row,
    State,
    calendar_rows,
    month_after,
    weeks_of,
)
from register.watching.calendar_words import cell_words, mark_words, week_words
from register.watching.days import due_after, dues, is_late, missed, next_due
from tests.register.binder.reading import pages

TODAY = date(2026, 11, 23)  # a Monday
NOVEMBER = date(2026, 11, 1)
LOAD = Indicator(id=new_id(), number="K-02", name="Load", measure="%", blue=80,
                 frequency=Frequency.WEEKLY)  # fmt: skip


def stored(book: Book, item: Indicator, *days: date, value: float = 7) -> Indicator:
    with book.change("Fill"):
        book.table(INDICATOR).save(item)
        for day in days:
            reading = Reading(id=new_id(), indicator=item.id, taken_on=day, value=value)
            book.table(READING).save(reading)
    return item


def marks(book: Book, month: date = NOVEMBER, today: date = TODAY) -> list[tuple[str, str]]:
    (row,) = calendar_rows(book, month, today)
    return [(f"{mark.day:%m-%d}", mark.state.name) for mark in row.marks]


def test_a_month_has_every_week_that_touches_it() -> None:
    assert weeks_of(date(2026, 11, 9)) == [date(2026, 10, 26) + n * WEEK for n in range(6)]
    assert weeks_of(date(2027, 2, 1)) == [date(2027, 2, 1) + n * WEEK for n in range(4)]
    assert month_after(date(2026, 12, 31), 1) == date(2027, 1, 1)
    assert month_after(date(2026, 1, 31), -1) == date(2025, 12, 1)
    assert month_after(date(YEARS[1], 12, 5), 1) == date(YEARS[1], 12, 1)
    assert month_after(date(YEARS[0], 1, 5), -1) == date(YEARS[0], 1, 1)


def test_readings_in_time_lead_to_the_days_to_come(book: Book) -> None:
    stored(book, LOAD, date(2026, 11, 6), date(2026, 11, 13), date(2026, 11, 20))
    assert marks(book) == [
        ("11-06", "TAKEN"), ("11-13", "TAKEN"), ("11-20", "TAKEN"),
        ("11-27", "COMING"), ("12-04", "COMING"),
    ]  # fmt: skip


def test_what_was_left_out_was_missed_and_what_came_after_its_time_was_late(book: Book) -> None:
    stored(book, LOAD, date(2026, 10, 26), date(2026, 11, 20))
    assert marks(book)[:4] == [
        ("10-26", "TAKEN"), ("11-02", "MISSED"), ("11-09", "MISSED"), ("11-20", "TAKEN_LATE"),
    ]  # fmt: skip


def test_a_reading_before_the_span_tells_what_was_due_in_it(book: Book) -> None:
    stored(book, LOAD, date(2026, 10, 20), date(2026, 12, 15))
    found = marks(book, today=date(2026, 12, 16))
    assert found == [(f"{date(2026, 10, 27) + n * WEEK:%m-%d}", "MISSED") for n in range(6)]


def test_a_reading_that_is_not_there_is_due_and_then_late(book: Book) -> None:
    stored(book, LOAD, date(2026, 11, 13))
    last = ("11-20", "DUE")
    assert marks(book, today=date(2026, 11, 20))[1] == last
    assert marks(book, today=date(2026, 11, 21))[1] == last
    assert marks(book, today=date(2026, 11, 22))[1:3] == [("11-20", "LATE"), ("11-27", "COMING")]
    assert marks(book, today=date(2026, 11, 19))[1] == ("11-20", "COMING")


@pytest.mark.parametrize("frequency", list(Frequency))
def test_late_in_the_calendar_is_late_everywhere(book: Book, frequency: Frequency) -> None:
    item = stored(book, replace(LOAD, frequency=frequency), TODAY)
    for days in range(0, 400, 7 if frequency is not Frequency.DAILY else 1):
        today = TODAY + timedelta(days)
        stored_item = book.table(INDICATOR).get(item.id)
        assert stored_item is not None
        due = next_due(stored_item)
        assert due is not None
        (row,) = calendar_rows(book, due.day, today)
        state = next(mark.state for mark in row.marks if mark.day == due.day)
        assert (state is State.LATE) == is_late(stored_item, today)


@pytest.mark.parametrize("frequency", list(Frequency))
def test_a_leap_leads_to_the_same_days_as_every_step(frequency: Frequency) -> None:
    begins = date(2019, 1, 31)
    item = replace(LOAD, frequency=frequency, active_from=begins)
    every = list(dues(item, begins, TODAY))
    for day in (TODAY, TODAY - timedelta(5), TODAY - timedelta(400), begins):
        assert list(dues(item, day, TODAY)) == [due for due in every if due.day >= day]


def test_nothing_is_due_outside_the_time_in_which_it_is_watched(book: Book) -> None:
    begins, ends = date(2026, 11, 10), date(2026, 11, 24)
    stored(book, replace(LOAD, active_from=begins, active_to=ends))
    assert marks(book) == [("11-10", "LATE"), ("11-17", "LATE"), ("11-24", "COMING")]
    assert calendar_rows(book, date(2027, 1, 1), TODAY) == []
    assert calendar_rows(book, date(2026, 9, 1), TODAY) == []


def test_one_that_was_never_read_is_due_now_and_one_without_frequency_never(book: Book) -> None:
    stored(book, LOAD)
    assert marks(book) == [("11-23", "DUE")]
    stored(book, replace(LOAD, frequency=None), date(2026, 11, 3))
    assert marks(book) == [("11-03", "TAKEN")]


def test_days_at_the_ends_of_the_calendar_do_no_harm(book: Book) -> None:
    stored(book, replace(LOAD, frequency=Frequency.DAILY), date.max, date(2026, 11, 3))
    assert marks(book)[0] == ("11-03", "TAKEN")
    assert len(marks(book)) == 1 + (date(2026, 12, 6) - date(2026, 11, 3)).days
    assert missed(Frequency.DAILY, due_after(LOAD, date.max), date.max) == ([], False)  # type: ignore[arg-type]


def test_rows_stand_by_number(book: Book) -> None:
    for number in ("K-10", "K-9", "K-100"):
        stored(book, replace(LOAD, id=new_id(), number=number))
    found = [row.indicator.number for row in calendar_rows(book, NOVEMBER, TODAY)]
    assert found == ["K-9", "K-10", "K-100"]


# words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([], ("", "")),
        ([Mark(TODAY, State.TAKEN, 91)], ("91 %", "Taken 11-23")),
        ([Mark(TODAY, State.TAKEN)], ("Taken", "11-23")),
        ([Mark(TODAY, State.TAKEN_LATE, 91)], ("91 %", "Taken late 11-23")),
        ([Mark(TODAY, State.LATE)], ("Late", "due 11-23")),
        ([Mark(TODAY, State.COMING)], ("Not yet due", "due 11-23")),
        ([Mark(TODAY, State.TAKEN, 1), Mark(TODAY, State.TAKEN, 2)], ("2 %", "2 of 2 taken")),
        ([Mark(TODAY, State.TAKEN, 1), Mark(TODAY, State.MISSED)], ("Missed", "1 of 2 taken")),
    ],
)
def test_the_readings_of_a_week_are_told_in_two_lines(
    found: list[Mark], words: tuple[str, str]
) -> None:
    assert cell_words(LOAD, found) == words


def test_a_mark_and_a_week_are_told_in_words(book: Book) -> None:
    stored(book, LOAD, date(2026, 11, 20), value=85)
    (row,) = calendar_rows(book, NOVEMBER, TODAY)
    assert [mark_words(LOAD, mark) for mark in row.marks[:2]] == [
        "2026-11-20  Taken: 85 %, Blue",
        "2026-11-27  Not yet due",
    ]
    assert week_words(TODAY, TODAY) == ("This week", "11-23 – 11-29")
    assert week_words(TODAY - WEEK, TODAY) == ("Week 47", "11-16 – 11-22")


# paper ---------------------------------------------------------------------------------------


def test_the_calendar_is_printed_as_it_is_narrowed(book: Book, tmp_path: Path) -> None:
    person = Person(id=new_id(), name="Luo Ting")
    with book.change("Person"):
        book.table(PERSON).save(person)
    stored(book, replace(LOAD, collector=person.id), date(2026, 11, 20), value=85)
    stored(book, replace(LOAD, id=new_id(), number="K-03", name="Rain"))

    def wanted(row: Row) -> bool:
        return row.collector == person.id

    out = tmp_path / "calendar.pdf"
    assert print_calendar(book, out, CalendarSheet(month=NOVEMBER, wanted=wanted, day=TODAY)) == 1
    (text,) = pages(out)
    for words in ("Reading calendar", "2026-11", "K-02 Load", "Luo Ting", "85 %", "Taken 11-20",
                  "This week", "11-23 – 11-29", "Not yet due"):  # fmt: skip
        assert words in text
    assert "Rain" not in text


def test_a_calendar_of_nothing_says_so(book: Book, tmp_path: Path) -> None:
    out = tmp_path / "calendar.pdf"
    print_calendar(book, out, CalendarSheet(month=NOVEMBER, day=TODAY))
    assert "No indicator is watched in this time." in pages(out)[0]
